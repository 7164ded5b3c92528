import { describe, expect, it } from 'vitest';
import { contractOf } from '../../test/support/filing-rows.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { rowReader } from './row-reader.ts';

const reader = rowReader();

function read(given: object = {}, without: readonly string[] = []) {
  const row = Object.fromEntries(Object.entries(contractOf(1, given)).filter(([column]) => !without.includes(column)));
  const reading = reader.readObject(row, 7);
  const problems = 'problems' in reading ? reading.problems.map(({ code, field, row: at }) => [code, field, at]) : [];
  const observation = 'observation' in reading ? reading.observation : undefined;
  const warnings = observation?.warnings.map(({ code, field }) => [code, field]) ?? [];
  return { reading, observation, problems, warnings, wants: observation?.needs?.wants };
}

describe('a row about a contract', () => {
  it('is the record of its county and number, once its estates are found', () => {
    const { observation, wants } = read();
    expect(observation).toMatchObject({ recordType: 'service-contract', key: '140403:长潞合1' });
    expect(wants).toEqual([
      {
        kind: 'estate',
        field: 'Projects',
        codes: ['estate:140403:X1'],
        name: '140403:1花园',
        called: '第1花园小区',
        place: { community: null, address: null },
        firstAlias: null,
      },
    ]);
    expect(observation?.needs?.complete(['E1'])).toEqual({
      recordType: 'service-contract',
      key: '140403:长潞合1',
      content: {
        uscc: usccOf(1),
        companyName: '长治市第1物业服务有限公司',
        county: '140403',
        contractNo: '长潞合1',
        estates: [{ estate: 'E1', name: '第1花园小区', part: '1期', area: '12000.5' }],
        phase: 'ORDINARY',
        clientKind: 'OWNERS',
        client: '第1花园业主大会',
        selection: 'TENDER',
        signedOn: '2025-02-01',
        filedOn: '2025-02-10',
        termFrom: '2025-03-01',
        termTo: '2028-02-29',
        level: '二级',
        priceKind: 'MARKET',
        chargeMode: 'LUMP_SUM',
        fee: '1.2',
      },
      personal: { leadName: '项目1', leadPhone: '0355-2020202' },
      sourceVersion: Date.parse('2025-02-10T09:30:00+08:00'),
      stated: expect.any(Set),
      warnings: [],
    });
  });

  it('wants every estate, with what tells two of one name apart', () => {
    const Projects = [
      { AreaName: '紫金苑', Part: '1期', CommunityCode: '140403001001', Address: '长治市潞州区府后西街1号' },
      { AreaCode: 'X2', Acreage: 300 },
    ];
    const { observation, wants } = read({ Projects });
    expect(wants).toMatchObject([
      { codes: ['estate:140403:X2'], name: null },
      { codes: [], name: '140403:紫金苑', place: { community: '140403001001', address: '府后西街1号' } },
    ]);
    expect(observation?.needs?.complete(['E2', 'E1']).content.estates).toEqual([
      { estate: 'E1', name: '紫金苑', part: '1期' },
      { estate: 'E2', area: '300' },
    ]);
  });

  it('has its key from company, first estate and day where it has no number, in whatever order the estates come', () => {
    const [one, other] = [{ AreaCode: 'X1' }, { AreaCode: 'X2' }];
    const ids: Record<string, string> = { 'estate:140403:X1': 'E9', 'estate:140403:X2': 'E4' };
    for (const Projects of [
      [one, other],
      [other, one],
    ]) {
      const { observation, wants } = read({ ContractNo: '', Projects });
      expect(observation?.key).toBe('');
      const found = wants?.map((want) => (want.kind === 'estate' ? (ids[want.codes[0] ?? ''] ?? '') : '')) ?? [];
      expect(observation?.needs?.complete(found).key).toBe(`${usccOf(1)}:E4:2025-02-01`);
    }
    expect(read({ ContractNo: '', SignDate: '' }).problems).toEqual([['NUMBER_OR_DAY', 'ContractNo', 7]]);
  });

  it('wants its company too where it gives no code', () => {
    const { observation, wants } = read({ RealtyMgeComCode: '', TaxNo: '140403923305902' });
    expect(wants).toMatchObject([{ kind: 'company', name: '长治市第1物业服务有限公司' }, { kind: 'estate' }]);
    expect(observation?.needs?.complete([usccOf(8), 'E1']).content).toMatchObject({
      uscc: usccOf(8),
      estates: [{ estate: 'E1' }],
    });
  });

  it('may have its estates side by side in the cells of a table', () => {
    const cells = { AreaCode: 'X1；X2', AreaName: '甲小区;乙小区', Acreage: '100;', Part: '' };
    const { observation, wants } = read(cells, ['Projects']);
    expect(wants).toMatchObject([{ field: 'AreaName', codes: ['estate:140403:X1'] }, { codes: ['estate:140403:X2'] }]);
    expect(observation?.needs?.complete(['E1', 'E2']).content.estates).toEqual([
      { estate: 'E1', name: '甲小区', area: '100' },
      { estate: 'E2', name: '乙小区' },
    ]);
    expect(read({ ...cells, AreaCode: 'X1' }, ['Projects']).problems).toEqual([['PROJECTS_UNEVEN', 'AreaName', 7]]);
  });

  it.each([
    ['Projects', [], 'FIELD_REQUIRED'],
    ['Projects', '甲小区', 'PROJECTS_UNREADABLE'],
    ['Projects', [{ AreaName: '甲小区' }, '乙小区'], 'PROJECTS_UNREADABLE'],
    ['Projects', [{ AreaName: '甲小区' }, { Part: '1期' }], 'PROJECTS_UNREADABLE'],
    ['CantonCode', '山西省', 'COUNTY_UNKNOWN'],
    ['SignDate', '去年', 'DATE_UNREADABLE'],
    ['StartDate', '2025-13-01', 'DATE_IMPOSSIBLE'],
    ['EndDate', '三年', 'DATE_UNREADABLE'],
    ['StopDate', '近日', 'DATE_UNREADABLE'],
  ])('is refused for its %s as %j', (column, value, code) => {
    expect(read({ [column]: value }).problems).toEqual([[code, column, 7]]);
  });

  it('is accepted with a warning for what decides nothing', () => {
    const { warnings } = read({
      ...{ Stage: '后期', Price: '面议', NextComCode: '91140427923305902K', RecordDate: '月底' },
      Projects: [{ AreaCode: 'X1', Acreage: '很大' }],
    });
    expect(warnings).toEqual([
      ['DECIMAL_UNREADABLE', 'Projects'],
      ['CODE_UNKNOWN', 'Stage'],
      ['DATE_UNREADABLE', 'RecordDate'],
      ['DECIMAL_UNREADABLE', 'Price'],
      ['USCC_CHECK', 'NextComCode'],
    ]);
  });

  it('says how it ended, and who goes on', () => {
    const { observation } = read({
      ...{ StopDate: '2025-06-01', StopReason: '协商解除', HandoverDate: '2025-06-10', NextComCode: usccOf(2) },
      ...{ EndDate: '长期', Price: '1.50元/平方米·月' },
    });
    expect(observation?.content).toMatchObject({
      endedOn: '2025-06-01',
      endReason: '协商解除',
      handedOverOn: '2025-06-10',
      successorUscc: usccOf(2),
      fee: '1.5',
    });
    expect(observation?.content).not.toHaveProperty('termTo');
  });

  it('keeps persons out of what is kept in clear', () => {
    const { reading } = read();
    expect(JSON.stringify(reading.wire.plain)).not.toMatch(/项目1|0355/);
  });
});
