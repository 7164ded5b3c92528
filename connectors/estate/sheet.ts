/**
 * What a housing office sends about estates and their committees, as data: columns of its workbooks in the words that
 * offices use, and names of the platform's interface (docs/estate-files.md).
 */
import type { committeeFields } from '../../src/domain/record/committee.record.ts';
import type { estateFields } from '../../src/domain/record/estate.record.ts';
import type { SheetDefinition, SlotDefinition } from '../table/sheet.ts';
import { toldColumns, toldSlots } from '../table/told.ts';

type FieldName = keyof typeof estateFields | keyof typeof committeeFields;

const slots = {
  code: { fields: ['aliases'] },
  platformId: { fields: ['aliases'] },
  name: { fields: ['name'] },
  county: { fields: ['county'] },
  street: { fields: ['street', 'region'] },
  streetCode: { fields: ['region'] },
  community: { fields: ['community', 'region'] },
  communityCode: { fields: ['region'] },
  address: { fields: ['address', 'region'] },
  longitude: { fields: ['longitude'] },
  latitude: { fields: ['latitude'] },
  built: { fields: ['builtYear'] },
  developer: { fields: ['developer'] },
  households: { fields: ['households'] },
  buildings: { fields: ['buildings'] },
  buildingArea: { fields: ['buildingArea'] },
  buildingAreaWan: { fields: ['buildingArea'] },
  landArea: { fields: ['landArea'] },
  landAreaWan: { fields: ['landArea'] },
  residential: { fields: ['residential'] },
  builtUp: { fields: ['inBuiltUpArea'] },
  kind: { fields: ['kind'] },
  serviceMode: { fields: ['serviceMode'] },
  serviceLevel: { fields: ['serviceLevel'] },
  lifts: { fields: ['lifts'] },
  parking: { fields: ['parkingSpaces'] },
  renovation: { fields: ['renovation'] },
  renovationYear: { fields: ['renovationYear'] },
  ...toldSlots,
  formerKey: { fields: ['splitFrom'] },
  updated: {},
  // Sent often, and not the estate's to state: contracts say who serves it.
  company: {},
  number: {},
  committeeNo: { fields: ['number'] },
  committeeKind: { fields: ['kind'] },
  estates: { fields: ['estates'], list: true },
  estateName: { fields: ['estates'] },
  estateCode: { fields: ['estates'] },
  term: { fields: ['term'] },
  termFrom: { fields: ['termFrom'] },
  termTo: { fields: ['termTo'] },
  filedOn: { fields: ['filedOn'] },
  members: { fields: ['members'] },
  partyMembers: { fields: ['partyMembers'] },
  chair: { fields: ['chair'], personal: true },
  phone: { fields: ['phone'], personal: true },
} as const satisfies Readonly<Record<string, SlotDefinition & { readonly fields?: readonly FieldName[] }>>;

export type Slot = keyof typeof slots;

export const ESTATES = '小区台账';
export const COMMITTEES = '业主组织';

export const estateSheet: SheetDefinition<Slot> = {
  slots,
  layouts: [
    {
      name: COMMITTEES,
      required: ['name', 'county', ['estateName', 'estateCode', 'estates']],
      columns: {
        number: ['序号'],
        committeeNo: ['业主组织编号', '业委会编号', '备案编号', '编号', 'committeeNo', 'hoc_code'],
        name: ['业主组织名称', '业委会名称', '业主委员会名称', '物管会名称', 'committeeName', 'hoc_name'],
        county: ['所属县区', '所属县（区）', '县区', 'areaCode'],
        committeeKind: ['业主组织类型', '类型', '组织类型', 'committeeType'],
        estates: ['estates'],
        estateName: ['所属小区', '小区名称', '所辖小区', '服务小区'],
        estateCode: ['小区编号', '小区代码', '所属小区编号'],
        term: ['届别', '第几届', '届次', 'term', 'hoc_term'],
        termFrom: ['任期自', '任期开始', '任期起', '成立日期', 'termStart', 'hoc_con_start'],
        termTo: ['任期至', '任期结束', '任期止', '届满日期', 'termEnd', 'hoc_con_end'],
        filedOn: ['备案日期', '备案时间', 'filingDate'],
        members: ['委员人数', '委员数', '成员人数', 'memberNum'],
        partyMembers: ['党员委员人数', '党员人数', '其中党员', 'partyNum'],
        chair: ['主任', '主任姓名', '负责人', 'chair'],
        phone: ['联系电话', '电话', 'phone'],
        ...toldColumns,
        told: ['操作', '变动类型', ...toldColumns.told, 'operation'],
        updated: ['更新时间', '数据更新时间', 'updateTime'],
      },
    },
    {
      name: ESTATES,
      required: ['name', 'county'],
      columns: {
        number: ['序号', '编号序号'],
        code: ['小区编号', '小区代码', '项目编号', '小区编码', 'code', 'st_code'],
        platformId: ['id', '平台编号'],
        name: ['小区名称', '住宅小区名称', '物业项目名称', '项目名称', '小区（院落）名称', 'name', 'st_name_frst'],
        county: ['所属县区', '所属县（区）', '县区', '县（市、区）', '行政区划', 'areaCode'],
        street: ['街道（乡镇）', '所属街道', '所属街道（乡镇）', '街道', '乡镇街道', '街办', 'streetName', 'str_name'],
        streetCode: ['街道代码', 'streetId'],
        community: ['社区（村）', '所属社区', '所属社区（村）', '社区', '村（社区）', 'communityName', 'cmt_name'],
        communityCode: ['社区代码', 'communityId'],
        address: ['坐落地址', '详细地址', '小区地址', '地址', '坐落', '小区位置', 'address', 'st_addr_frst'],
        longitude: ['经度', '经度（CGCS2000）', 'longitude'],
        latitude: ['纬度', '纬度（CGCS2000）', 'latitude'],
        built: ['建成年份', '建成时间', '竣工日期', '竣工时间', '交付时间', '建成年代', 'deliveryTime', 'sect_finish_date'],
        developer: ['建设单位', '开发建设单位', '开发商', 'buildUnit'],
        households: ['户数', '总户数', '户数（户）', '住户数', 'households'],
        buildings: ['楼栋数', '楼栋数（栋）', '栋数', '楼幢数', 'buildingNum'],
        buildingArea: [
          '建筑面积',
          '建筑面积（㎡）',
          '建筑面积（平方米）',
          '总建筑面积',
          '总建筑面积（㎡）',
          'buildAcreage',
          'st_cnst_area',
        ],
        buildingAreaWan: ['建筑面积（万㎡）', '建筑面积（万平方米）', '总建筑面积（万㎡）', '总建筑面积（万平方米）'],
        landArea: ['占地面积', '占地面积（㎡）', '占地面积（平方米）', 'coverAcreage', 'st_land_area'],
        landAreaWan: ['占地面积（万㎡）', '占地面积（万平方米）'],
        residential: ['是否住宅', '住宅', 'residential'],
        builtUp: ['是否在建成区', '是否建成区', '建成区内', 'inBuiltUp'],
        kind: ['小区类别', '小区性质', '小区类型', '类别', 'kind', 'st_kind'],
        serviceMode: ['服务模式', '物业服务模式', '管理模式', '物业管理模式', '管理方式', 'serviceMode', 'st_csp_service_type'],
        serviceLevel: ['服务等级', '物业服务等级', '等级', 'serviceLevel'],
        lifts: ['电梯数', '电梯数量', '电梯（部）', '电梯数量（部）', 'elevatorNum'],
        parking: ['停车位', '停车位数', '车位数', '停车位（个）', 'parkingNum'],
        renovation: ['改造状态', '老旧小区改造状态', '改造情况', '改造进度', 'renovation'],
        renovationYear: ['改造年度', '改造年份', '列入改造年度', 'renovationYear'],
        ...toldColumns,
        told: ['操作', '变动类型', '变更类型', ...toldColumns.told, 'operation'],
        formerKey: ['相关小区编号', '原小区编号', '合并（拆分）自', ...toldColumns.formerKey, 'relatedCodes'],
        company: ['物业服务企业', '物业企业名称', '物业公司', '服务企业', 'companyName'],
        updated: ['更新时间', '数据更新时间', 'updateTime'],
      },
    },
  ],
};
