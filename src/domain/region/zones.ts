/**
 * Development zones: named sets of regions that are no division of the state and may cross counties.
 *
 * An address often names the zone in place of the county. That tells the city and the zone, never the county: most
 * zones' borders are unknown here (`members` empty), and those that are known follow the statistical units of the list.
 */
import { findRegion } from './region-tree.ts';

export type ZoneKind = '高新区' | '经开区' | '开发区';

export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly kind: ZoneKind;
  /** Code of the city or county that runs it, within which its aliases are understood. */
  readonly within: string;
  /** How addresses write it, after the name of the city or county. */
  readonly aliases: readonly string[];
  /** Prefixes of region codes known to belong to it; empty = unknown. */
  readonly members: readonly string[];
}

const ECONOMIC = ['经济技术开发区', '经济开发区', '经开区', '开发区'];

export const ZONES: readonly Zone[] = [
  {
    id: 'yangquan-jingkai',
    name: '阳泉经济技术开发区',
    kind: '经开区',
    within: '1403',
    aliases: ECONOMIC,
    members: ['140311400'],
  },
  {
    id: 'changzhi-gaoxin',
    name: '长治高新技术产业开发区',
    kind: '高新区',
    within: '1404',
    aliases: ['高新技术产业开发区', '高新技术开发区', '高新开发区', '高新区'],
    members: [],
  },
  // Under a bare "开发区" Changzhi's addresses mean either of its two zones, so it is no alias here.
  {
    id: 'changzhi-jingkai',
    name: '长治经济技术开发区',
    kind: '经开区',
    within: '1404',
    aliases: ['经济技术开发区', '经济开发区', '经开区'],
    members: ['140403403', '140404406'],
  },
  {
    id: 'zhangze',
    name: '漳泽新型工业园区',
    kind: '开发区',
    within: '1404',
    aliases: ['漳泽新型工业园区', '漳泽工业转型试验区'],
    members: ['140403400'],
  },
  {
    id: 'laodingshan',
    name: '老顶山旅游开发区',
    kind: '开发区',
    within: '1404',
    aliases: ['老顶山旅游开发区', '老顶山旅游开发管理中心'],
    members: ['140403401'],
  },
  {
    id: 'tunliu-kangzhuang',
    name: '屯留康庄工业园区',
    kind: '开发区',
    within: '140405',
    aliases: ['康庄高新工业园区', '康庄高新工业园', '康庄工业园区', '康庄园区', '康庄综合服务中心'],
    members: ['140405401'],
  },
  {
    id: 'huguan-changping',
    name: '壶关常平经济开发区',
    kind: '开发区',
    within: '140427',
    aliases: ['常平经济开发区', '常平开发区'],
    members: [],
  },
  { id: 'jincheng-jingkai', name: '晋城经济技术开发区', kind: '经开区', within: '1405', aliases: ECONOMIC, members: [] },
];

/**
 * A zone by its id, its full name, or as people call it: 长治高新区, 长治市高新区; 高新区 alone where no other zone is called so.
 */
export function findZone(idOrName: string): Zone | undefined {
  const wanted = idOrName.trim();
  const named = ZONES.find(({ id, name }) => id === wanted.toLowerCase() || name === wanted);
  if (named !== undefined) return named;
  const called = ZONES.filter(({ aliases }) => aliases.includes(wanted));
  if (called.length > 0) return called.length === 1 ? called[0] : undefined;
  return ZONES.find(({ within, aliases }) => {
    const place = findRegion(within)?.name ?? '';
    return aliases.some((alias) => wanted === place + alias || wanted === place.slice(0, -1) + alias);
  });
}
