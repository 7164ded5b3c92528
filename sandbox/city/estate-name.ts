/**
 * Names of estates, invented: a developer's brand and two lucky syllables (金威·阳光花园), the syllables alone, or the unit that
 * built it for its people (市供销社家属院). Names are numbered, so that no two projects of a city are called alike unless they are
 * meant to be.
 */
import { shuffled } from '../permutation.ts';
import { seedOf } from '../random.ts';

const BRANDS = {
  first: [...'金威鑫恒盛华潞晋泰瑞祥荣宏嘉润德隆晟浩旭漳福兴天东新永长百亿'],
  second: [...'威源达信诚地邦通建泽盛基安业华成鼎厦恒原'],
};
const WORDS = [
  '阳光',
  '翡翠',
  '锦绣',
  '御景',
  '滨河',
  '学府',
  '紫荆',
  '枫林',
  '碧水',
  '龙泽',
  '凤凰',
  '荣华',
  '世纪',
  '现代',
  '东方',
  '丽景',
  '和谐',
  '颐和',
  '书香',
  '玉兰',
  '梧桐',
  '桃源',
  '湖畔',
  '太行',
  '上党',
  '漳河',
  '福瑞',
  '康宁',
  '天成',
  '帝豪',
  '金色',
  '城南',
  '城北',
  '怡馨',
  '馨悦',
  '观澜',
  '云顶',
  '华府',
  '望景',
  '星河',
  '金桥',
  '银河',
  '康乐',
  '安泰',
  '惠民',
  '富民',
  '兴盛',
  '春晓',
  '秋实',
  '松鹤',
  '竹园',
  '菊香',
  '荷塘',
  '海棠',
  '香樟',
  '月亮湾',
  '石榴',
  '长兴',
  '紫云',
  '朝阳',
  '晨曦',
  '五一',
];
const KINDS = ['花园', '家园', '苑', '小区', '城', '公馆', '名邸', '新城', '佳苑', '花苑', '雅居', '广场'];
const UNIT_PLACES = ['市', '地区', '城区', '原市', '晋东南', '老', '第一', '第二', '东', '西'];
const UNITS = [
  '供销社',
  '粮食局',
  '机械厂',
  '纺织厂',
  '毛纺厂',
  '钢厂',
  '人民医院',
  '电业局',
  '邮电局',
  '建筑公司',
  '运输公司',
  '水泥厂',
  '化肥厂',
  '中学',
  '矿务局',
  '农机公司',
  '百货公司',
  '煤运公司',
  '轴承厂',
  '灯泡厂',
  '工程队',
  '税务所',
  '印刷厂',
  '药材公司',
  '商业局',
];
const UNIT_KINDS = ['家属院', '宿舍', '住宅楼', '职工小区', '家属楼', '生活区'];

export interface EstateName {
  readonly name: string;
  /** Who built it. */
  readonly developer: string;
  /** Housing that a unit built for its own people. */
  readonly isUnits: boolean;
}

export interface EstateNames {
  /** The n-th name, enough of them for a province. One of five is a unit's; of the others the short ones go first. */
  at(number: number): EstateName;
  /** The n-th name that no estate was built with, for one that changes its name. */
  fresh(number: number): string;
}

/** @param city whose developers build, `长治市` */
export function estateNamesOf(seed: number, city = '长治市'): EstateNames {
  const shortCount = WORDS.length * KINDS.length;
  const brandCount = BRANDS.first.length * BRANDS.second.length;
  const unitCount = UNIT_PLACES.length * UNITS.length * UNIT_KINDS.length;
  const short = shuffled(shortCount, seedOf(seed, 'short estate names'));
  const long = shuffled(shortCount * brandCount, seedOf(seed, 'long estate names'));
  const units = shuffled(unitCount, seedOf(seed, 'names of units'));

  const spellShort = (picked: number): string => pickAt(WORDS, picked) + pickAt(KINDS, Math.floor(picked / WORDS.length));
  const branded = (number: number): EstateName => {
    const picked = long(number % (shortCount * brandCount));
    const brand = Math.floor(picked / shortCount);
    const called = pickAt(BRANDS.first, brand) + pickAt(BRANDS.second, Math.floor(brand / BRANDS.first.length));
    return {
      name: `${called}·${spellShort(picked % shortCount)}`,
      developer: `${city}${called}房地产开发有限公司`,
      isUnits: false,
    };
  };
  const ofUnit = (number: number): EstateName => {
    const picked = units(number % unitCount);
    const unit = pickAt(UNIT_PLACES, picked) + pickAt(UNITS, Math.floor(picked / UNIT_PLACES.length));
    const again = Math.floor(number / unitCount);
    const kind = pickAt(UNIT_KINDS, Math.floor(picked / (UNIT_PLACES.length * UNITS.length)));
    return { name: `${unit}${again === 0 ? '' : again + 1}${again === 0 ? '' : '号'}${kind}`, developer: unit, isUnits: true };
  };
  return {
    at(number) {
      const [group, place] = [Math.floor(number / 5), number % 5];
      if (place === 4) return ofUnit(group);
      if (place === 0 && group < shortCount) {
        const name = spellShort(short(group));
        return { name, developer: `${city}${name.slice(0, 2)}房地产开发有限公司`, isUnits: false };
      }
      return branded(place === 0 ? 4 * group + 3 : 4 * group + place - 1);
    },
    fresh: (number) => branded(shortCount * brandCount - 1 - number).name,
  };
}

function pickAt(list: readonly string[], number: number): string {
  return list[number % list.length] ?? '';
}
