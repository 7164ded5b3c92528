/** What a table that is none of a source's looks like: columns that tell the kinds of tables apart, for who is told. */
import { foldColumn } from './fold-column.ts';

/** By columns that its senders write and those of no other kind do. */
const KINDS: readonly { readonly kind: string; readonly columns: readonly string[] }[] = [
  {
    kind: '企业登记（registry）',
    columns: ['REGSTATE', 'REGORG', 'OPSCOPE', 'ENTNAME', 'PRIPID', '登记状态', '登记机关', '经营范围', '注册资本'],
  },
  {
    kind: '纳税人信息（tax）',
    columns: ['DJXH', 'NSRSBH', 'NSRMC', 'NSRZT_DM', 'ZGSWJ_DM', '登记序号', '纳税人名称', '纳税人状态', '主管税务局'],
  },
  { kind: '企业备案（filing）', columns: ['FilingNo', 'FilingType', 'FilingState', '备案类型', '备案状态', '办结日期'] },
  {
    kind: '物业服务合同（filing）',
    columns: ['ContractNo', 'SignDate', '合同备案编号', '签订日期', '合同期限自', '合同期限至', '委托方'],
  },
  {
    kind: '业主组织（estate）',
    columns: ['hoc_name', 'committeeName', '业主组织名称', '业委会名称', '所属小区', '届别', '届次'],
  },
  {
    kind: '小区台账（estate）',
    columns: [
      'st_name_frst',
      '小区名称',
      '户数',
      '总户数',
      '楼栋数',
      '建成年份',
      '总建筑面积',
      '小区类别',
      '服务模式',
      '物业服务模式',
    ],
  },
];

/** @returns the kind that most of some columns are of, with those; undefined where none is of any */
export function kindOfTable(
  columns: readonly string[],
): { readonly kind: string; readonly columns: readonly string[] } | undefined {
  const likenesses = KINDS.map(({ kind, columns: own }) => {
    const names = new Set(own.map(foldColumn));
    return { kind, columns: columns.filter((column) => names.has(foldColumn(column))) };
  });
  const [best] = likenesses.toSorted((one, other) => other.columns.length - one.columns.length);
  return best === undefined || best.columns.length === 0 ? undefined : best;
}
