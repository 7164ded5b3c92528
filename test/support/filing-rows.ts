/** Rows as a housing authority's interface gives them. */
import { usccOf } from './uscc.ts';

/** The n-th company's filing in 潞州区. */
export function filingOf(n: number, given: object = {}) {
  return {
    FilingNo: `长潞备${n}`,
    CantonCode: '140403',
    RealtyMgeComCode: usccOf(n),
    RealtyMgeComName: `长治市第${n}物业服务有限公司`,
    OrgCode: '',
    RegNo: '',
    TaxNo: '',
    IsLocal: '1',
    RegAddress: `山西省长治市潞州区府后西街${n}号`,
    FilingType: '首次备案',
    FilingState: '已备案',
    SubmitDate: '2025-03-01',
    HandleDate: '2025-03-08',
    ValidDate: '2028-03-07',
    Opinion: '材料齐全',
    StaffNum: 40 + n,
    CertNum: 12,
    LegalPerson: `法人${n}`,
    Linkman: `联系${n}`,
    LinkTel: '13800001234',
    Attachments: [{ Name: '营业执照', Type: '证照', Url: `/files/${n}/licence.pdf`, Sha256: 'a'.repeat(64) }],
    UpdateTime: '2025-03-08 16:00:00',
    ...given,
  };
}

/** The n-th company's contract about an estate of the same number. */
export function contractOf(n: number, given: object = {}) {
  return {
    ContractNo: `长潞合${n}`,
    CantonCode: '140403',
    RealtyMgeComCode: usccOf(n),
    RealtyMgeComName: `长治市第${n}物业服务有限公司`,
    Projects: [
      { AreaCode: `X${n}`, AreaName: `第${n}花园小区`, Part: '1期', Acreage: '12,000.50', CommunityCode: '', Address: '' },
    ],
    Stage: '普通物业服务',
    ClientType: '业主大会',
    ClientName: `第${n}花园业主大会`,
    SelectType: '招投标',
    SignDate: '2025-02-01',
    RecordDate: '2025-02-10',
    StartDate: '2025-03-01',
    EndDate: '2028-02-29',
    ServiceLevel: '二级',
    PriceType: '市场调节价',
    ChargeType: '包干制',
    Price: '1.20',
    ProjectLeader: `项目${n}`,
    ProjectTel: '0355-2020202',
    StopDate: '',
    StopReason: '',
    HandoverDate: '',
    NextComCode: '',
    Attachments: [],
    UpdateTime: '2025-02-10 09:30:00',
    ...given,
  };
}
