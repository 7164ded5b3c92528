/**
 * Currencies: the numeric codes of GB/T 12406 (ISO 4217) that registers use, restated with the names seen in them.
 * The standard lists two hundred; these are the ones in which capital is registered in practice, with the European
 * ones that the euro replaced, since old joint ventures still carry them.
 */

export interface Currency {
  /** Numeric code of GB/T 12406, three digits. */
  readonly numeric: string;
  /** ISO 4217 alphabetic code. */
  readonly alpha: string;
  /** The name to show, then the other spellings that are read. */
  readonly names: readonly [string, ...string[]];
}

/** In China an amount without a currency is in this one. */
export const HOME_CURRENCY = 'CNY';

export const CURRENCIES: readonly Currency[] = [
  { numeric: '156', alpha: 'CNY', names: ['人民币', '人民币元', 'RMB'] },
  { numeric: '344', alpha: 'HKD', names: ['港元', '港币', '香港元', '香港币'] },
  { numeric: '840', alpha: 'USD', names: ['美元', '美金', '美圆'] },
  { numeric: '978', alpha: 'EUR', names: ['欧元', '欧罗'] },
  { numeric: '392', alpha: 'JPY', names: ['日元', '日圆', '日本元'] },
  { numeric: '826', alpha: 'GBP', names: ['英镑'] },
  { numeric: '410', alpha: 'KRW', names: ['韩元', '韩国圆', '韩圆', '韩国元', '韩币'] },
  { numeric: '901', alpha: 'TWD', names: ['新台币', '新台湾元', '台币', '新台币元'] },
  { numeric: '446', alpha: 'MOP', names: ['澳门元', '澳门币'] },
  { numeric: '702', alpha: 'SGD', names: ['新加坡元', '新加坡币'] },
  { numeric: '036', alpha: 'AUD', names: ['澳大利亚元', '澳元'] },
  { numeric: '124', alpha: 'CAD', names: ['加拿大元', '加元'] },
  { numeric: '554', alpha: 'NZD', names: ['新西兰元'] },
  { numeric: '756', alpha: 'CHF', names: ['瑞士法郎'] },
  { numeric: '752', alpha: 'SEK', names: ['瑞典克朗'] },
  { numeric: '578', alpha: 'NOK', names: ['挪威克朗'] },
  { numeric: '208', alpha: 'DKK', names: ['丹麦克朗'] },
  { numeric: '643', alpha: 'RUB', names: ['俄罗斯卢布', '卢布'] },
  { numeric: '458', alpha: 'MYR', names: ['马来西亚林吉特', '林吉特'] },
  { numeric: '764', alpha: 'THB', names: ['泰铢', '泰国铢'] },
  { numeric: '608', alpha: 'PHP', names: ['菲律宾比索'] },
  { numeric: '360', alpha: 'IDR', names: ['印度尼西亚盾', '印尼盾', '印尼卢比'] },
  { numeric: '704', alpha: 'VND', names: ['越南盾'] },
  { numeric: '356', alpha: 'INR', names: ['印度卢比'] },
  { numeric: '496', alpha: 'MNT', names: ['图格里克'] },
  { numeric: '398', alpha: 'KZT', names: ['坚戈'] },
  { numeric: '784', alpha: 'AED', names: ['阿联酋迪拉姆'] },
  { numeric: '710', alpha: 'ZAR', names: ['南非兰特', '兰特'] },
  { numeric: '276', alpha: 'DEM', names: ['德国马克'] },
  { numeric: '250', alpha: 'FRF', names: ['法国法郎'] },
  { numeric: '380', alpha: 'ITL', names: ['意大利里拉'] },
  { numeric: '528', alpha: 'NLG', names: ['荷兰盾'] },
  { numeric: '056', alpha: 'BEF', names: ['比利时法郎'] },
  { numeric: '040', alpha: 'ATS', names: ['奥地利先令'] },
  { numeric: '724', alpha: 'ESP', names: ['西班牙比塞塔'] },
  { numeric: '246', alpha: 'FIM', names: ['芬兰马克'] },
];

const byWord: ReadonlyMap<string, string> = new Map(
  CURRENCIES.flatMap(({ numeric, alpha, names }) => [numeric, alpha, ...names].map((word) => [word, alpha] as const)),
);

/** Names and alphabetic codes, longest first: the form in which they are looked for inside an amount. */
export const CURRENCY_WORDS: readonly (readonly [word: string, alpha: string])[] = [...byWord]
  .filter(([word]) => !/^\d/.test(word))
  .sort(([a], [b]) => b.length - a.length);

/** The ISO 4217 code for a numeric code (`156`, also `36` for `036`), an alphabetic code or a name; undefined when unknown. */
export function findCurrency(word: string): string | undefined {
  return byWord.get(word) ?? byWord.get(/^\d{1,2}$/.test(word) ? word.padStart(3, '0') : word.toUpperCase());
}
