/** Synthetic registrations for benchmarks: the i-th company, always the same, without keeping a million in memory. */
import type { Observation } from '../src/domain/record/observation.ts';

const COUNTIES = ['140403', '140404', '140405', '140406', '140423', '140425', '140426', '140427'] as const;
const SCOPE =
  '物业管理；房屋租赁；家政服务；停车场管理服务；园林绿化工程施工（依法须经批准的项目，经相关部门批准后方可开展经营活动）';

/** @param edition another edition has another name: what a rename looks like to the hub */
export function companyRow(i: number, edition = 0): Observation {
  // Keys come in no order, as they do in a register sorted by name: order would flatter every index.
  const scattered = (i * 7_368_787) % 100_000_007;
  const county = COUNTIES[i % COUNTIES.length] as string;
  const suffix = edition === 0 ? '' : `（${edition}）`;
  return {
    recordType: 'registration',
    key: `91${county}MA${String(scattered).padStart(8, '0')}`,
    content: {
      name: `长治市${scattered}物业服务有限公司${suffix}`,
      status: 'IN_OPERATION',
      statusCode: '1',
      statusText: '存续（在营、开业、在册）',
      companyType: 'COMPANY',
      companyTypeCode: '1130',
      companyTypeText: '有限责任公司(自然人投资或控股)',
      capital: String(50 + (i % 500)),
      capitalCurrency: 'CNY',
      establishedOn: `20${String(10 + (i % 15))}-05-${String(10 + (i % 18))}`,
      approvedOn: `2020-03-${String(10 + (i % 18))}`,
      termFrom: `20${String(10 + (i % 15))}-05-${String(10 + (i % 18))}`,
      termOpen: true,
      businessScope: SCOPE,
      industry: '7020',
      address: `山西省长治市太行西街${i % 900}号`,
      region: county,
      authorityCode: county,
      authority: '长治市行政审批服务管理局',
      registrationNo: String(140_400_000_000_000 + scattered),
      pripid: String(1_404_000_000_000_000 + scattered),
      origin: 'REGISTRY',
    },
    personal: { legalRepresentative: `王${String.fromCharCode(0x4e00 + (scattered % 2000))}` },
    warnings: [],
  };
}

/** The same row flat: what the raw insert stores. */
export function flatRow(i: number): { readonly columns: readonly string[]; readonly values: readonly (string | number)[] } {
  const { key, content, personal } = companyRow(i);
  const flat = { key, ...content, ...personal } as Record<string, string | boolean>;
  return {
    columns: Object.keys(flat),
    values: Object.values(flat).map((value) => (typeof value === 'boolean' ? Number(value) : value)),
  };
}
