import { describe, expect, it } from 'vitest';
import { filingOf } from '../../test/support/filing-rows.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { rowReader } from './row-reader.ts';

const reader = rowReader();

function read(given: object = {}) {
  const reading = reader.readObject(filingOf(1, given), 7);
  const problems = 'problems' in reading ? reading.problems.map(({ code, field, row }) => [code, field, row]) : [];
  const observation = 'observation' in reading ? reading.observation : undefined;
  const warnings = observation?.warnings.map(({ code, field }) => [code, field]) ?? [];
  return { reading, observation, problems, warnings };
}

describe('a row about a filing', () => {
  it('is the record of its county and number', () => {
    const { observation } = read();
    expect(observation).toEqual({
      recordType: 'company-filing',
      key: '140403:长潞备1',
      content: {
        uscc: usccOf(1),
        name: '长治市第1物业服务有限公司',
        county: '140403',
        filingNo: '长潞备1',
        kind: 'FIRST',
        status: 'ACCEPTED',
        statusText: '已备案',
        submittedOn: '2025-03-01',
        decidedOn: '2025-03-08',
        validTo: '2028-03-07',
        decision: '材料齐全',
        isLocal: true,
        address: '山西省长治市潞州区府后西街1号',
        homeRegion: '140403',
        staff: 41,
        certified: 12,
        documents: [{ name: '营业执照', kind: '证照', reference: '/files/1/licence.pdf', digest: 'a'.repeat(64) }],
      },
      personal: { legalRepresentative: '法人1', contactName: '联系1', contactPhone: '13800001234' },
      sourceVersion: Date.parse('2025-03-08T16:00:00+08:00'),
      stated: expect.any(Set),
      warnings: [],
    });
  });

  it('keeps persons out of what is kept in clear, refused or not', () => {
    for (const { reading } of [read(), read({ FilingState: '不明' })]) {
      expect(JSON.stringify(reading.wire.plain)).not.toMatch(/法人1|联系1|13800001234|licence/);
      expect(reading.wire.personal).toMatchObject({ LegalPerson: '法人1', Linkman: '联系1', LinkTel: '13800001234' });
    }
  });

  it('is known by company and day where it has no number yet, and by nothing without a day', () => {
    expect(read({ FilingNo: '' }).observation).toMatchObject({ key: `140403:${usccOf(1)}:2025-03-01` });
    expect(read({ FilingNo: '暂无', SubmitDate: '' }).problems).toEqual([['NUMBER_OR_DAY', 'FilingNo', 7]]);
    expect(read({ FilingNo: '长'.repeat(101) }).problems).toEqual([['NUMBER_TOO_LONG', 'FilingNo', 7]]);
  });

  it('looks for its company by whatever else it gives, and has its key before where it has a number', () => {
    const elsewise = { RealtyMgeComCode: '', RegNo: '1404002000000' };
    const { observation } = read(elsewise);
    expect(observation).toMatchObject({ key: '140403:长潞备1', content: { uscc: '' } });
    expect(observation?.needs?.wants).toMatchObject([
      { kind: 'company', field: 'RealtyMgeComCode', identifiers: [{ kind: 'REGNO', value: '1404002000000' }] },
    ]);
    expect(observation?.needs?.complete([usccOf(5)])).toMatchObject({ key: '140403:长潞备1', content: { uscc: usccOf(5) } });
    const { observation: unnumbered } = read({ ...elsewise, FilingNo: '' });
    expect(unnumbered?.key).toBe('');
    expect(unnumbered?.needs?.complete([usccOf(5)]).key).toBe(`140403:${usccOf(5)}:2025-03-01`);
  });

  it.each([
    ['CantonCode', '1404', 'COUNTY_UNKNOWN'],
    ['CantonCode', '', 'FIELD_REQUIRED'],
    ['RealtyMgeComName', '', 'FIELD_REQUIRED'],
    ['FilingState', '不明', 'CODE_UNKNOWN'],
    ['SubmitDate', '去年', 'DATE_UNREADABLE'],
    ['HandleDate', '2025-02-30', 'DATE_IMPOSSIBLE'],
    ['ActionKind', '撤回', 'CODE_UNKNOWN'],
  ])('is refused for its %s as %j, and says which record it is about', (column, value, code) => {
    const { reading, problems } = read({ [column]: value });
    expect(problems).toEqual([[code, column, 7]]);
    expect('problems' in reading && reading.about?.key).toBe(column === 'CantonCode' ? undefined : '140403:长潞备1');
  });

  it('takes a county by its code of before, or its name', () => {
    for (const CantonCode of ['140402', '140403000000', '长治市潞州区']) {
      expect(read({ CantonCode }).observation).toMatchObject({ content: { county: '140403' } });
    }
  });

  it('is accepted with a warning for what decides nothing, and states nothing of it', () => {
    const { observation, warnings } = read({ FilingType: '口头', ValidDate: '永远吧', StaffNum: '约40', IsLocal: '可能' });
    expect(warnings).toEqual([
      ['CODE_UNKNOWN', 'FilingType'],
      ['DATE_UNREADABLE', 'ValidDate'],
      ['FLAG_UNREADABLE', 'IsLocal'],
      ['COUNT_UNREADABLE', 'StaffNum'],
    ]);
    const unread = ['kind', 'validTo', 'isLocal', 'staff'];
    expect(unread.filter((field) => observation?.stated?.has(field))).toEqual([]);
    expect(observation?.stated).toContain('status');
  });

  it('holds documents as plain references, in an order of their own', () => {
    const licence = { Name: '营业执照', Url: 'https://files.example/licence.pdf', Sha256: 'B'.repeat(64) };
    const plan = { Name: '人员架构', Url: 'files/plan.pdf' };
    const one = read({ Attachments: [plan, licence] });
    expect(one.observation?.content.documents).toEqual(
      read({ Attachments: JSON.stringify([licence, plan]) }).observation?.content.documents,
    );
    expect(one.observation?.content.documents).toContainEqual({
      ...{ name: '营业执照', reference: 'https://files.example/licence.pdf', digest: 'b'.repeat(64) },
    });
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'https://user:pw@files.example/a.pdf',
    'https://files.example/a.pdf?access_token=x',
    'https://files.example/a.pdf#x',
    `https://files.example/${'a'.repeat(1_000)}`,
  ])('leaves out the reference %s', (Url) => {
    const { observation, warnings } = read({ Attachments: [{ Name: '甲', Url, Sha256: 'x' }] });
    expect(observation?.content.documents).toEqual([{ name: '甲' }]);
    expect(warnings).toEqual([
      ['ATTACHMENT_DIGEST', 'Attachments'],
      ['ATTACHMENT_REFERENCE', 'Attachments'],
    ]);
  });

  it('keeps the known documents where the list cannot be read', () => {
    const { observation, warnings } = read({ Attachments: '见附件' });
    expect(warnings).toEqual([['LIST_UNREADABLE', 'Attachments']]);
    expect(observation?.stated).not.toContain('documents');
  });

  it('tells what its sender says of the step', () => {
    const { observation } = read({
      ActionKind: '换号',
      OldFilingNo: '旧1',
      ActionFileNum: '长住建〔2025〕9号',
      ActionReason: '换发',
    });
    expect(observation).toMatchObject({
      told: { kind: 'REPLACES', formers: [{ key: '140403:旧1', on: null }] },
      grounds: { documentNo: '长住建〔2025〕9号', reason: '换发' },
    });
    expect(read({ ActionKind: '更正' }).observation?.told).toEqual({ kind: 'CORRECTED' });
    expect(read({ ActionKind: '换号' }).problems).toEqual([['FIELD_REQUIRED', 'OldFilingNo', 7]]);
  });
});

describe('the company of a filing', () => {
  const visitor = { IsLocal: '0', RegAddress: '河南省郑州市金水区花园路1号' };

  it.each([
    ['it is said to be no company of the city', { IsLocal: '0', RegAddress: '' }],
    ['its address is in another city', { IsLocal: '', RegAddress: '山西省太原市迎泽区并州路1号' }],
    ['its address is in another province', { IsLocal: '', RegAddress: '北京市朝阳区建国路1号' }],
  ])('is registered by what it declares where %s', (_why, given) => {
    expect(read(given).observation?.implied).toMatchObject({
      recordType: 'registration',
      key: usccOf(1),
      content: { origin: 'SELF_DECLARED', name: '长治市第1物业服务有限公司' },
    });
  });

  it('declares name, address, region and legal representative, in the version of the filing', () => {
    const given = { ...visitor, RegAddress: '山西省太原市迎泽区并州路1号', UpdateTime: '2025-03-01 10:00:00' };
    const { observation } = read(given);
    expect(observation?.implied).toEqual({
      recordType: 'registration',
      key: usccOf(1),
      content: {
        name: '长治市第1物业服务有限公司',
        origin: 'SELF_DECLARED',
        address: '山西省太原市迎泽区并州路1号',
        region: '140106',
      },
      personal: { legalRepresentative: '法人1' },
      sourceVersion: Date.parse('2025-03-01T10:00:00+08:00'),
      stated: new Set(['name', 'origin', 'address', 'region', 'legalRepresentative']),
      warnings: [],
    });
  });

  it.each([
    ['it is of the city', {}],
    ['nothing tells where it is from', { IsLocal: '', RegAddress: '' }],
    ['its address leaves the city out', { IsLocal: '', RegAddress: '潞州区府后西街1号' }],
    ['its address is in another county of the city', { IsLocal: '', RegAddress: '长治市襄垣县太行路1号' }],
  ])('declares nothing where %s', (_why, given) => {
    expect(read(given).observation?.implied).toBeUndefined();
  });

  it('declares under the code that is found for it', () => {
    const { observation } = read({ ...visitor, RealtyMgeComCode: '', RegNo: '1404002000000' });
    expect(observation?.needs?.complete([usccOf(9)]).implied).toMatchObject({ key: usccOf(9) });
  });
});
