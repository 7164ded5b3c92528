/** The connectors with tables as their sources send them; a new source adds its own here. */
import { estateConnector } from '../../connectors/estate/estate.connector.ts';
import { filingConnector } from '../../connectors/filing/filing.connector.ts';
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import { taxConnector } from '../../connectors/tax/tax.connector.ts';
import type { ConformanceCase } from './connector-conformance.ts';
import { contractOf, filingOf } from './filing-rows.ts';
import { subjectOf } from './office-sync.ts';
import { usccOf } from './uscc.ts';

const [registry, filing, estate, tax] = [registryConnector(), filingConnector(), estateConnector(), taxConnector()];

export const connectorCases: readonly [ConformanceCase, ...ConformanceCase[]] = [
  {
    connector: registry,
    tables: [
      {
        name: '登记',
        row: (n) => ({
          统一社会信用代码: usccOf(n),
          企业名称: `长治市第${n}物业服务有限公司`,
          登记状态: '存续',
          法定代表人: `法人${n}甲`,
          注册资本: '300万元',
          成立日期: '2010-01-01',
          核准日期: '2020-01-01',
          住所: '山西省长治市潞州区府后西街1号',
          经营范围: '物业管理',
        }),
        personal: ['法定代表人'],
        spoilt: { 登记状态: '不明' },
      },
    ],
    http: { open: (office) => registry.http(office), lists: { subjects: (n) => subjectOf(n) } },
  },
  {
    connector: tax,
    tables: [
      {
        name: '纳税人',
        row: (n) => ({
          登记序号: `1001404000000000${1000 + n}`,
          社会信用代码: usccOf(n),
          纳税人识别号: usccOf(n),
          纳税人名称: `长治市第${n}物业服务有限公司`,
          纳税人状态: '正常',
          主管税务局代码: '11404030000',
          税务登记日期: '2019-01-01',
          税收管理员: `税管${n}甲`,
          修改时间: '2025-06-01 10:00:00',
        }),
        personal: ['税收管理员'],
        spoilt: { 纳税人状态: '不明' },
      },
    ],
  },
  {
    connector: filing,
    tables: [
      {
        name: '企业备案',
        row: (n) => ({
          备案编号: `长潞备${n}`,
          备案县区: '长治市潞州区',
          统一社会信用代码: n % 3 === 0 ? '' : usccOf(n),
          企业名称: `长治市第${n}物业服务有限公司`,
          注册号: '1404002000000',
          是否本地企业: n % 2 === 0 ? '是' : '否',
          住所: '山西省太原市迎泽区并州路1号',
          备案类型: '首次',
          备案状态: '已备案',
          提交日期: '2025年3月1日',
          办结日期: '2025-03-08',
          法定代表人: `法人${n}甲`,
          联系人: `联系${n}甲`,
          联系电话: `1380000${1000 + n}`,
          备案材料: '[{"名称":"营业执照","地址":"/files/1.pdf"}]',
          更新时间: '2025-03-08 16:00:00',
        }),
        personal: ['法定代表人', '联系人', '联系电话'],
        spoilt: { 备案状态: '不明' },
      },
      {
        name: '物业服务合同',
        row: (n) => ({
          合同备案编号: n % 4 === 0 ? '' : `长潞合${n}`,
          备案县区: '140403',
          统一社会信用代码: usccOf(n),
          物业服务企业: `长治市第${n}物业服务有限公司`,
          小区编号: `X${n};Y${n}`,
          小区名称: `第${n}花园;第${n}家园`,
          服务面积: '12000;8000',
          签订日期: '2025-02-01',
          合同期限自: '2025-03-01',
          合同期限至: '2028-02-29',
          项目负责人: `项目${n}甲`,
          项目服务电话: `0355-20${1000 + n}`,
          更新时间: '2025-02-10 09:30:00',
        }),
        personal: ['项目负责人', '项目服务电话'],
        spoilt: { 签订日期: '去年' },
      },
    ],
    http: { open: (office) => filing.http(office), lists: { filings: (n) => filingOf(n), contracts: (n) => contractOf(n) } },
  },
  {
    connector: estate,
    tables: [
      {
        name: '小区台账',
        row: (n) => ({
          小区编号: `X${n}`,
          小区名称: `第${n}花园小区`,
          所属县区: '长治市潞州区',
          坐落地址: `英雄路${n}号`,
          户数: '320',
          总建筑面积: '32000',
          物业服务企业: `长治市第${n}物业服务有限公司`,
          更新时间: '2025-03-01 10:00:00',
        }),
        personal: [],
        spoilt: { 小区名称: '' },
      },
      {
        name: '业主组织',
        row: (n) => ({
          业主组织编号: `W${n}`,
          业委会名称: `第${n}花园业主委员会`,
          所属县区: '140403',
          所属小区: `第${n}花园`,
          备案日期: '2024-05-01',
          主任: `主任${n}甲`,
          联系电话: `1390000${1000 + n}`,
          更新时间: '2025-03-01 10:00:00',
        }),
        personal: ['主任', '联系电话'],
        spoilt: { 业委会名称: '' },
      },
    ],
    http: {
      open: (office) => estate.http(office),
      lists: {
        estates: (n) => ({ id: `P${n}`, code: `X${n}`, name: `第${n}花园`, areaCode: '140403', address: `英雄路${n}号` }),
        committees: (n) => ({
          committeeNo: `W${n}`,
          committeeName: `第${n}花园业委会`,
          areaCode: '140403',
          estates: [{ code: `X${n}`, name: `第${n}花园` }],
        }),
      },
    },
  },
];
