/** Companies that a counter meets, in a hub of a test: in business, renamed, ended, with branches, with odd names. */
import { closeEntry } from '../../src/feed/entry.ts';
import { finishRun, startRun } from '../../src/feed/runs.ts';
import { catchUpSearch } from '../../src/feed/search/catch-up.ts';
import type { GraphHub } from './graph-client.ts';
import type { Given } from './registrations.ts';
import { usccOf } from './uscc.ts';

const anju: Given = {
  name: '长治市安居物业管理有限公司',
  status: 'IN_OPERATION',
  statusCode: '1',
  statusText: '存续（在营、开业、在册）',
  companyType: 'COMPANY',
  companyTypeCode: '1130',
  companyTypeText: '有限责任公司（自然人独资）',
  legalRepresentative: '王建国',
  capital: '500',
  capitalCurrency: 'CNY',
  establishedOn: '2012-03-15',
  approvedOn: '2024-11-20',
  termFrom: '2012-03-15',
  termOpen: true,
  businessScope:
    '许可项目：电梯安装改造修理。一般项目：物业管理；停车场服务；家政服务；园林绿化工程施工；专业保洁、清洗、消毒服务；住宅水电安装维护服务。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）',
  industry: '7020',
  address: '山西省长治市潞州区太行西街118号安居大厦A座1203室',
  district: '140403',
  region: '140403',
  authorityCode: '140403',
  authority: '长治市潞州区行政审批服务管理局',
  registrationNo: '140400000012343',
};

const jiajiehua: Given = {
  ...anju,
  name: '山西嘉洁华物业服务有限公司',
  legalRepresentative: '李秀英',
  region: '140404',
  address: '山西省长治市上党区光明路6号',
  authority: '长治市上党区行政审批服务管理局',
  registrationNo: '140400000056786',
  approvedOn: '2021-05-06',
};

/** Numbers of companies in `usccOf`. */
export const COMPANY = {
  anju: 1,
  jiajiehua: 2,
  branch: 3,
  script: 4,
  revoked: 5,
  replaced: 6,
  present: 7,
  twinA: 8,
  twinB: 9,
} as const;

/** Fills the hub, its run ledger and its search index. */
export async function writeCounterCompanies(graph: GraphHub): Promise<void> {
  const { hub } = graph;
  const run = await startRun(hub, { source: 'registry', mode: 'delta', input: 'registry.csv', inputFingerprint: null });
  await graph.write({
    [COMPANY.anju]: anju,
    [COMPANY.jiajiehua]: jiajiehua,
    [COMPANY.branch]: {
      ...anju,
      name: '长治市安居物业管理有限公司屯留分公司',
      isBranch: true,
      parentUscc: usccOf(COMPANY.anju),
      region: '140405',
      registrationNo: '140405000000019',
    },
    [COMPANY.script]: { name: '<script>alert(1)</script>物业服务有限公司', status: 'IN_OPERATION' },
    [COMPANY.revoked]: {
      name: '长治市顺达物业有限公司',
      status: 'REVOKED',
      revokedOn: '2023-04-01',
      revocationNo: '长审管罚字〔2023〕12号',
    },
    [COMPANY.replaced]: { name: '长治市恒通物业服务有限公司', status: 'IN_OPERATION' },
    [COMPANY.present]: { name: '长治市恒通物业服务有限公司', status: 'IN_OPERATION' },
    [COMPANY.twinA]: { name: '壶关县双子物业服务有限公司', status: 'IN_OPERATION' },
    [COMPANY.twinB]: { name: '壶关县双子物业服务有限公司', status: 'CANCELLED' },
    ...Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [i + 20, { name: `长治市潞州区第${i + 1}物业服务有限公司`, status: 'IN_OPERATION' }]),
    ),
  });
  await graph.writeEntries([
    closeEntry('registration', usccOf(COMPANY.replaced), 'IDENTIFIER_REPLACED', usccOf(COMPANY.present)),
  ]);
  await graph.write({
    [COMPANY.anju]: {
      ...anju,
      approvedOn: '2025-06-18',
      legalRepresentative: '陈晓梅',
      address: '山西省长治市潞州区英雄中路66号',
      formerNames: ['长治市安居物业服务中心'],
      abnormalEntries: [
        {
          reason: '通过登记的住所或者经营场所无法联系',
          enteredOn: '2023-08-02',
          authority: '长治市潞州区市场监督管理局',
          removedOn: '2023-09-11',
        },
        { reason: '未依照规定公示年度报告', enteredOn: '2025-07-08', authority: '长治市潞州区市场监督管理局' },
      ],
      simpleNoticeFrom: '2025-09-20',
      simpleNoticeTo: '2025-10-10',
    },
    [COMPANY.jiajiehua]: { ...jiajiehua, status: 'CANCELLED', statusCode: '4', statusText: '注销', cancelledOn: '2025-07-08' },
  });
  await finishRun(hub, run, null, 'done');
  await catchUpSearch(hub);
}
