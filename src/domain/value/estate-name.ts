/** Names and addresses of estates, folded so that two spellings of one estate meet. Never shown, never stored as the name. */
import { foldName } from './name.ts';

const DIGITS = '〇一二三四五六七八九';

/**
 * The folded name: width, case and brackets as in `foldName`; 一期 and 第一期 as 1期, 东区（二期） as 东区2期; 小区 at the end
 * is no part of a name (花园小区 = 花园), nor is the name of the community's kind (住宅小区). Idempotent.
 */
export function foldEstateName(name: string): string {
  const folded = withoutSigns(foldName(name)).replace(/[〇一二三四五六七八九十]+(?=[期区号组团])/g, numberOf);
  return withoutKind(folded);
}

/** As often as there is something to leave out: what goes may bring together what is then left out too (小区三期小区). */
function withoutKind(name: string): string {
  const plain = name.replace(/第+(?=\d)/g, '');
  const short = plain.replace(/(?:(?:住宅)?小区)+(?=$|\d+[期区]$)/, '');
  return short === '' || short === name ? plain : withoutKind(short);
}

/** 十 is ten, 十二 twelve, 二十 twenty, 二十三 twenty-three; of figures one after the other (八一) each is one digit. */
function numberOf(numeral: string): string {
  const digit = (figure: string) => String(DIGITS.indexOf(figure));
  if (!numeral.includes('十')) return [...numeral].map(digit).join('');
  const [, tens, ones] = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(numeral) ?? [];
  if (tens === undefined || ones === undefined) return numeral;
  return `${tens === '' ? 1 : digit(tens)}${ones === '' ? 0 : digit(ones)}`;
}

/**
 * The folded address: what names only the way down to it (省、市、县) is left to whoever compares. An area that is no county
 * (小区、园区、厂区) and a market (市场) are where it lies.
 */
export function foldEstateAddress(address: string): string {
  return withoutSigns(foldName(address))
    .replace(/[,，。;；、]/g, '')
    .replace(/^(?:中国)?(?:山西省?)?(?:[^市县区]{2,4}市(?!场))?(?:[^市县区]{1,4}(?:县|(?<![小社园校厂])区))?/, '');
}

function withoutSigns(folded: string): string {
  return folded.replace(/[()·\-"']/g, '').normalize('NFC');
}
