/**
 * Synthetic companies whose names are as names of property companies are: place, trade name of lucky syllables (some
 * far oftener than others), one of a few endings, one in seven a branch. The i-th is always the same one.
 */
import type { Observation } from '../src/domain/record/observation.ts';

const SYLLABLES = [
  ...'恒泰鑫瑞祥荣宏嘉润和盛裕康安德隆晟浩旭沁漳潞晋源达居馨苑洁家园华城邦信诚美景佳悦舒雅宁顺通金海龙凤福天地人杰东方西北南中国大',
  ...'新阳光明月星辰云水山石林森木火土春夏秋冬兰梅竹菊松柏桂枫棠樱桃李杏莲荷君子文武智仁义礼忠孝勇廉正直清平永久长远万千百亿兆博雅',
  ...'志远航宇宙飞翔腾跃奔驰骏马鹏程展望未来希望梦想理想实业兴旺发财源广进利民便生活服众联合创造优质品味尚格调风情怀念思源泉涌溪流江河湖',
  ...'津港湾岛屿岸滨洲岭峰岩崖谷川原野田庄村镇州府都京沪粤桥路街道门楼阁亭台轩榭堂馆院舍宅第邸庭廊窗户墙柱梁栋基础柱石玉珠宝翠碧蓝青红橙',
];
const PLACES = [
  '长治市',
  '长治市',
  '长治市',
  '长治市',
  '长治市',
  '长治',
  '山西',
  '山西',
  '长治市潞州区',
  '长治市上党区',
  '襄垣县',
  '沁源县',
  '长子县',
  '黎城县',
];
const ENDINGS = [
  '物业服务有限公司',
  '物业服务有限公司',
  '物业管理有限公司',
  '物业管理有限公司',
  '物业有限公司',
  '物业服务有限责任公司',
  '家政物业服务有限公司',
  '物业管理服务有限公司',
  '房地产开发有限公司物业服务中心',
];
const COUNTIES = ['140403', '140404', '140405', '140406', '140423', '140425', '140426', '140427', '140400'];
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A number from 0 to below `sides`, the same for the same company and use. */
function draw(i: number, use: number, sides: number): number {
  let t = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(use + 1, 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * sides);
}

function pick<T>(list: readonly T[], at: number): T {
  return list[at] as T;
}

/** The first syllables come ten times as often as the last ones. */
function syllable(i: number, use: number): string {
  const chance = draw(i, use, 10_000) / 10_000;
  return pick(SYLLABLES, Math.floor(chance * chance * SYLLABLES.length));
}

export function nameOf(i: number): string {
  if (i % 7 === 6) return `${nameOf(i - 1 - draw(i, 90, Math.min(i, 500)))}${syllable(i, 91)}${syllable(i, 92)}分公司`;
  const length = pick([2, 2, 2, 3, 3, 4], draw(i, 0, 6));
  const trade = Array.from({ length }, (_, at) => syllable(i, at + 1)).join('');
  return `${pick(PLACES, draw(i, 10, PLACES.length))}${trade}${pick(ENDINGS, draw(i, 11, ENDINGS.length))}`;
}

/** As codes are, without their check characters: the index does not ask for them. */
export function codeOf(i: number): string {
  const county = pick(COUNTIES, draw(i, 20, COUNTIES.length));
  const serial = String((i * 7_368_787) % 100_000_007).padStart(8, '0');
  const letters = Array.from({ length: 6 }, (_, at) => pick([...ALPHABET], draw(i, 21 + at, 31))).join('');
  const subject = i % 3 === 0 ? serial : `MA${letters}`;
  return `91${county}${subject}${draw(i, 30, 10)}${pick([...ALPHABET], draw(i, 31, 31))}`;
}

export function searchRow(i: number): Observation {
  const county = pick(COUNTIES, draw(i, 20, COUNTIES.length));
  return {
    recordType: 'registration',
    key: codeOf(i),
    content: {
      name: nameOf(i),
      status: draw(i, 40, 10) === 0 ? 'CANCELLED' : 'IN_OPERATION',
      industry: '7020',
      region: county,
      ...(i % 3 === 0 ? { registrationNo: `${county}${String((i * 48_271) % 999_999_937).padStart(9, '0')}` } : {}),
      ...(draw(i, 41, 20) === 0 ? { formerNames: [nameOf(i + 10_000_000)] } : {}),
      pripid: `1404${String((i * 7_777_777) % 1_000_000_007).padStart(12, '0')}`,
      origin: 'REGISTRY',
    },
    personal: {},
    warnings: [],
  };
}
