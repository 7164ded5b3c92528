import { expect, describe as group, it } from 'vitest';
import { describe } from '../../src/domain/message/describe.ts';
import { chooseLayout as chooseAmong, type Layout, layoutOfRows, toSlots } from '../table/choose-layout.ts';
import { registrySheet, type Slot } from './sheet.ts';

const chooseLayout = (columns: readonly string[]) => chooseAmong(registrySheet, columns);

function layoutOf(columns: string): Layout<Slot> {
  const result = chooseLayout(columns.split(/[\s,]+/));
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** Column headers as senders use them, and some of the slots they must fill. */
it.each([
  [
    'collection',
    'name,code,code_class,reg_date,ent_type,has_legal_rep,reg_capital_text,business_scope,province,city,address,src_year',
    'public-register-collection',
    { uscc: 'code', name: 'name', established: 'reg_date', capital: 'reg_capital_text' },
    ['code_class', 'has_legal_rep', 'src_year'],
  ],
  [
    'invalid codes',
    'code_as_published,name,class,province,src_year',
    'public-register-collection',
    { uscc: 'code_as_published', province: 'province' },
    ['class', 'src_year'],
  ],
  ['same codes', 'code,name,reg_date,province,city,address', 'public-register-collection', { uscc: 'code' }, []],
  [
    'exchange',
    'PRIPID UNISCID ENTNAME REGSTATE REGSTATE_CN NAME REGCAP REGCAPCUR ESTDATE S_EXT_NODENUM',
    'exchange',
    { uscc: 'UNISCID', name: 'ENTNAME', legalRepresentative: 'NAME', statusText: 'REGSTATE_CN' },
    ['S_EXT_NODENUM'],
  ],
  [
    'GSXT app',
    'corpStatusString pripid entTypeCn estDate historyName legelRep entTypeString entName entType uniscId corpStatus regNo',
    'exchange',
    { uscc: 'uniscId', legalRepresentative: 'legelRep', formerName: 'historyName', typeText: 'entTypeCn', status: 'corpStatus' },
    ['entTypeString'],
  ],
  [
    'SAMR',
    'apprdate dom entname enttypeCn estdate name opfrom opscope opto regcap regcapcurCn regno regorgCn regstateCn sExtNodenum uniscid',
    'exchange',
    {
      name: 'entname',
      legalRepresentative: 'name',
      authorityText: 'regorgCn',
      statusText: 'regstateCn',
      capitalCurrencyText: 'regcapcurCn',
    },
    ['sExtNodenum'],
  ],
  [
    'Hefei',
    'lgl_reg_no industryco enttype regorgname regorg lgl_name lgl_credit_no regcap enttypename industryphy',
    'exchange',
    { uscc: 'lgl_credit_no', name: 'lgl_name', authority: 'regorg', authorityText: 'regorgname', industry: 'industryco' },
    [],
  ],
  [
    'exchange with what belongs to the end of a life',
    'UNISCID ENTNAME NOTICEFROM NOTICETO LIQDATE ABNORMAL SERIOUS',
    'exchange',
    {
      noticeFrom: 'NOTICEFROM',
      noticeTo: 'NOTICETO',
      liquidationFiled: 'LIQDATE',
      abnormal: 'ABNORMAL',
      serious: 'SERIOUS',
    },
    [],
  ],
  [
    'workbook',
    '统一社会信用代码 企业名称 法定代表人（负责人） 注册资本(万元) 成立日期',
    'exchange',
    { uscc: '统一社会信用代码', legalRepresentative: '法定代表人（负责人）', capital: '注册资本(万元)' },
    [],
  ],
])('recognises %s', (_sender, columns, name, slots, unknown) => {
  const layout = layoutOf(columns);
  expect(layout.name).toBe(name);
  expect(Object.fromEntries(layout.columns)).toMatchObject(slots);
  expect(layout.unknownColumns).toEqual(unknown);
});

it('compares names without case', () => {
  expect(layoutOf('uniscid,EntName').senderColumn('name')).toBe('EntName');
  expect(layoutOf('uniscid,EntName').senderColumn('scope')).toBeUndefined();
});

it('takes the first spelling where two columns would fill one slot', () => {
  const layout = layoutOf('NAME,LEREP,UNISCID,ENTNAME');
  expect(layout.senderColumn('legalRepresentative')).toBe('LEREP');
  expect(layout.unknownColumns).toEqual(['NAME']);
});

it('gives the values by slot as they came', () => {
  const cells = { uniscId: ' 91', entName: 'A', extra: 1, estDate: null };
  expect(toSlots(cells, layoutOf('uniscId,entName,extra,estDate'))).toEqual({ uscc: ' 91', name: 'A', established: null });
});

group('refuses', () => {
  it('a header that lacks a required column, by its name', () => {
    expect(chooseLayout(['ENTNAME', 'REGNO', 'ESTDATE', 'DOM'])).toMatchObject({
      problem: { code: 'FILE_COLUMN_MISSING', params: { column: 'UNISCID' } },
    });
  });

  it('columns nobody knows, without repeating what may be data', () => {
    expect(chooseLayout(['张三', '某某公司', '91140300'])).toMatchObject({
      problem: { code: 'FILE_LAYOUT_UNKNOWN', params: { actual: '? × 3' } },
    });
    expect(chooseLayout(['name', 'colour'])).toMatchObject({
      problem: { code: 'FILE_LAYOUT_UNKNOWN', params: { actual: 'name, colour', expected: expect.stringContaining('UNISCID') } },
    });
  });

  it('an object likewise, in the words of objects, which have no header', () => {
    const ofRow = layoutOfRows(registrySheet);
    for (const [keys, code, words] of [
      [['name', 'colour'], 'ROW_FIELDS_UNKNOWN', '字段'],
      [['ENTNAME', 'REGNO', 'ESTDATE', 'DOM'], 'ROW_FIELD_MISSING', '缺少字段「UNISCID」'],
      [['UNISCID', 'ENTNAME', 'uniscid'], 'ROW_FIELD_TWICE', '字段「uniscid」'],
    ] as const) {
      const chosen = ofRow(Object.fromEntries(keys.map((key) => [key, 'x'])));
      expect(chosen).toMatchObject({ problem: { code } });
      const told = chosen.ok ? '' : describe(chosen.problem, 'zh') + describe(chosen.problem, 'en');
      expect(told).toContain(words);
      expect(told).not.toMatch(/表头|首行|列|header|column|line/);
    }
  });

  it('a column that comes twice, if it is one of use', () => {
    expect(chooseLayout(['UNISCID', 'ENTNAME', 'uniscid'])).toMatchObject({
      problem: { code: 'FILE_COLUMN_TWICE', params: { column: 'uniscid' } },
    });
    expect(chooseLayout(['UNISCID', 'ENTNAME', 'N/A', 'N/A'])).toMatchObject({ ok: true });
  });
});

it('recognises rows one by one and remembers their key sets', () => {
  const layoutFor = layoutOfRows(registrySheet);
  const first = layoutFor({ uniscid: '1', entname: 'A' });
  expect(layoutFor({ uniscid: '2', entname: 'B' })).toBe(first);
  expect(layoutFor({ uniscid: '2', entname: 'B', dom: 'C' })).toMatchObject({ ok: true });
  expect(layoutFor({ uniscid: '2' })).toMatchObject({ ok: false });
});

it('gives one column to one slot at most', () => {
  for (const { columns, required } of registrySheet.layouts) {
    const names = Object.values(columns)
      .flat()
      .map((name) => name.normalize('NFKC').toLowerCase().replaceAll('_', ''));
    expect(new Set(names).size).toBe(names.length);
    for (const slot of required.flat()) expect(columns).toHaveProperty(slot);
  }
  const personal = Object.entries(registrySheet.slots).filter(([, slot]) => 'personal' in slot);
  expect(personal.map(([slot]) => slot)).toEqual(['legalRepresentative']);
});
