/** Columns of a county's ledger of estates (小区台账) and of its committees, in the words that offices have for them. */
import type { Chance } from '../../random.ts';
import type { CommitteeRow } from './committee-row.ts';
import type { EstateRow } from './estate-row.ts';

/** What stands in a cell: numbers are numbers in a workbook. */
export type CellValue = string | number;

export interface Column<Row> {
  readonly heading: string;
  /** What the heading above several columns says; each office groups them or does not. */
  readonly group: string;
  readonly value: (row: Row) => CellValue;
}

interface ColumnChoice<Row> extends Omit<Column<Row>, 'heading'> {
  readonly headings: readonly string[];
}

const number = (text: string): CellValue => (/^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text);

const BASE = '基本情况';
const BUILT = '建设情况';
const MANAGED = '管理情况';
const CHANGED = '变动情况';

const estateChoices: readonly ColumnChoice<EstateRow>[] = [
  { headings: ['小区编号', '小区代码', '小区编码'], group: BASE, value: ({ code }) => code },
  { headings: ['小区名称', '住宅小区名称', '项目名称'], group: BASE, value: ({ name }) => name },
  // Names of zones' communities are in no list that a reader could look them up in.
  { headings: ['社区代码'], group: BASE, value: ({ communityId }) => communityId },
  { headings: ['坐落地址', '详细地址', '小区地址', '地址'], group: BASE, value: ({ address }) => address },
  { headings: ['建成时间', '竣工时间', '交付时间', '建成年份'], group: BUILT, value: ({ deliveryTime }) => deliveryTime },
  { headings: ['建设单位', '开发建设单位', '开发商'], group: BUILT, value: ({ buildUnit }) => buildUnit },
  { headings: ['户数', '总户数', '户数（户）'], group: BUILT, value: ({ households }) => number(households) },
  { headings: ['楼栋数', '栋数', '楼栋数（栋）'], group: BUILT, value: ({ buildingNum }) => number(buildingNum) },
  {
    headings: ['建筑面积（㎡）', '总建筑面积', '建筑面积（平方米）'],
    group: BUILT,
    value: ({ buildAcreage }) => number(buildAcreage),
  },
  { headings: ['占地面积（㎡）', '占地面积'], group: BUILT, value: ({ coverAcreage }) => number(coverAcreage) },
  { headings: ['是否住宅'], group: BUILT, value: ({ residential }) => residential },
  { headings: ['是否在建成区', '建成区内'], group: BUILT, value: ({ inBuiltUp }) => inBuiltUp },
  { headings: ['小区类别', '小区性质', '小区类型'], group: MANAGED, value: ({ kind }) => kind },
  { headings: ['服务模式', '物业服务模式', '管理模式'], group: MANAGED, value: ({ serviceMode }) => serviceMode },
  { headings: ['服务等级', '物业服务等级'], group: MANAGED, value: ({ serviceLevel }) => serviceLevel },
  { headings: ['电梯数', '电梯（部）', '电梯数量'], group: MANAGED, value: ({ elevatorNum }) => number(elevatorNum) },
  { headings: ['停车位', '车位数', '停车位（个）'], group: MANAGED, value: ({ parkingNum }) => number(parkingNum) },
  { headings: ['改造状态', '老旧小区改造状态', '改造情况'], group: CHANGED, value: ({ renovation }) => renovation },
  { headings: ['改造年度', '改造年份'], group: CHANGED, value: ({ renovationYear }) => number(renovationYear) },
  { headings: ['变动类型', '操作'], group: CHANGED, value: ({ operation }) => operation },
  { headings: ['相关小区编号', '原小区编号'], group: CHANGED, value: ({ relatedCodes }) => relatedCodes.replaceAll(',', '、') },
  { headings: ['文号', '依据文号'], group: CHANGED, value: ({ ActionFileNum }) => ActionFileNum },
  { headings: ['原因', '报送原因'], group: CHANGED, value: ({ ActionReason }) => ActionReason },
  { headings: ['更新时间', '数据更新时间'], group: CHANGED, value: ({ updateTime }) => updateTime },
];

const committeeChoices: readonly ColumnChoice<CommitteeRow>[] = [
  { headings: ['业主组织编号', '备案编号'], group: BASE, value: ({ committeeNo }) => committeeNo },
  { headings: ['业主组织名称', '业委会名称'], group: BASE, value: ({ committeeName }) => committeeName },
  { headings: ['业主组织类型', '类型'], group: BASE, value: ({ committeeType }) => committeeType },
  {
    headings: ['所属小区', '所辖小区', '小区名称'],
    group: BASE,
    value: ({ estates }) => estates.map(({ name }) => name).join('、'),
  },
  { headings: ['所属小区编号', '小区编号'], group: BASE, value: ({ estates }) => estates.map(({ code }) => code).join('、') },
  { headings: ['届别', '届次'], group: MANAGED, value: ({ term }) => number(term) },
  { headings: ['任期自', '任期开始'], group: MANAGED, value: ({ termStart }) => termStart },
  { headings: ['任期至', '任期结束'], group: MANAGED, value: ({ termEnd }) => termEnd },
  { headings: ['备案日期', '备案时间'], group: MANAGED, value: ({ filingDate }) => filingDate },
  { headings: ['委员人数', '委员数'], group: MANAGED, value: ({ memberNum }) => number(memberNum) },
  { headings: ['党员委员人数', '党员人数'], group: MANAGED, value: ({ partyNum }) => number(partyNum) },
  { headings: ['主任', '主任姓名'], group: MANAGED, value: ({ chair }) => chair },
  { headings: ['联系电话', '电话'], group: MANAGED, value: ({ phone }) => phone },
  { headings: ['更新时间'], group: MANAGED, value: ({ updateTime }) => updateTime },
];

/** An office's columns, in its words and its order: groups stay together, the first of all stays first. */
export function estateColumns(chance: Chance): readonly Column<EstateRow>[] {
  return worded(estateChoices, chance);
}

export function committeeColumns(chance: Chance): readonly Column<CommitteeRow>[] {
  return worded(committeeChoices, chance);
}

function worded<Row>(choices: readonly ColumnChoice<Row>[], chance: Chance): readonly Column<Row>[] {
  const groups = [...Map.groupBy(choices, ({ group }) => group).values()];
  const [first = [], ...others] = groups.map((group) => shuffled(group, chance));
  return [...first, ...shuffled(others, chance).flat()].map(({ headings, ...column }) => ({
    ...column,
    heading: chance.pick(headings),
  }));
}

function shuffled<T>(list: readonly T[], chance: Chance): readonly T[] {
  return list
    .map((value) => ({ value, at: chance.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}
