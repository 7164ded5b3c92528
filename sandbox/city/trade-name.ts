/**
 * Names of companies, invented: a place, a trade name of two or three lucky syllables, a trade, 有限公司. Names are
 * numbered, so that no two companies of a city have the same one; short ones go first, as in life.
 */
import { shuffled } from '../permutation.ts';
import { seedOf } from '../random.ts';

const PLACES = ['山西', '长治市', '长治', '山西省长治', '上党'];
const FIRST = [...'恒泰鑫瑞祥荣宏嘉润和盛裕康安德隆晟浩旭沁漳潞晋金福兴华中天东新永长百万正博亿弘凯'];
const SECOND = [...'源达居馨苑洁家园宇城邦信诚美景佳悦舒雅宁顺通泽林海川阳辉腾捷远丰业升平益民乐风正'];

interface Trade {
  readonly word: string;
  /** GB/T 4754. */
  readonly industry: string;
  readonly scope: string;
}

const PROPERTY_SCOPE = '物业管理；住宅室内装饰装修；停车场服务；园林绿化工程施工；家政服务';

const TRADES = {
  property: ['物业服务', '物业管理', '物业', '物业服务管理'].map((word) => ({ word, industry: '7020', scope: PROPERTY_SCOPE })),
  other: [
    { word: '商贸', industry: '5211', scope: '日用百货销售；食品销售；五金产品零售' },
    { word: '建材', industry: '5165', scope: '建筑材料销售；建筑装饰材料销售' },
    { word: '餐饮管理', industry: '6210', scope: '餐饮服务；餐饮管理' },
    { word: '科技', industry: '6510', scope: '软件开发；信息系统集成服务；技术咨询' },
    { word: '运输', industry: '5430', scope: '道路货物运输；装卸搬运' },
    { word: '农业开发', industry: '0111', scope: '谷物种植；农产品销售；中草药种植' },
  ],
} as const satisfies Record<string, readonly Trade[]>;

export type TradeKind = keyof typeof TRADES;

export interface NumberedName {
  readonly name: string;
  readonly trade: Trade;
}

/** Names of one kind; how many there are, and the n-th. */
export interface Names {
  readonly count: number;
  at(number: number): NumberedName;
}

/** @param places what names begin with */
export function namesOf(seed: number, kind: TradeKind, places: readonly string[] = PLACES): Names {
  const trades: readonly Trade[] = TRADES[kind];
  const short = places.length * FIRST.length * SECOND.length * trades.length;
  const long = short * SECOND.length;
  const shortAt = shuffled(short, seedOf(seed, `${kind} short names`));
  const longAt = shuffled(long, seedOf(seed, `${kind} long names`));
  const spell = (picked: number, syllables: 2 | 3): NumberedName => {
    let rest = picked;
    const draw = <T>(list: readonly T[]): T => {
      const one = list[rest % list.length] as T;
      rest = Math.floor(rest / list.length);
      return one;
    };
    const trade = draw(trades);
    const name = draw(places) + draw(FIRST) + draw(SECOND) + (syllables === 3 ? draw(SECOND) : '');
    return { name: `${name}${trade.word}有限公司`, trade };
  };
  return {
    count: short + long,
    at: (number) => (number < short ? spell(shortAt(number), 2) : spell(longAt(number - short), 3)),
  };
}
