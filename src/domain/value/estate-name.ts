/** Names and addresses of estates, folded so that two spellings of one estate meet. Never shown, never stored as the name. */
import { foldName } from './name.ts';

const DIGITS = '〇一二三四五六七八九';

/**
 * The folded name: width, case and brackets as in `foldName`; 一期 and 第一期 as 1期, 东区（二期） as 东区2期; 小区 at the end
 * is no part of a name (花园小区 = 花园), nor is the name of the community's kind (住宅小区). Idempotent.
 */
export function foldEstateName(name: string): string {
  const folded = foldName(name)
    .replace(/第?([〇一二三四五六七八九十]{1,3})(?=[期区号组团])/g, (_, numeral: string) => String(numberOf(numeral)))
    .replace(/第(?=\d)/g, '')
    .replace(/[()·\-"']/g, '');
  const short = folded.replace(/(?:住宅)?小区(?=$|\d+[期区]$)/, '');
  return short === '' ? folded : short;
}

/** 十 is ten, 十二 twelve, 二十 twenty, 二十三 twenty-three. */
function numberOf(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['', numeral];
  const ten = numeral.includes('十') ? (tens === '' ? 1 : DIGITS.indexOf(tens ?? '')) : 0;
  return ten * 10 + (ones === undefined || ones === '' ? 0 : DIGITS.indexOf(ones));
}

/** The folded address: what names only the way down to it (省、市、县、街道) is left to whoever compares. */
export function foldEstateAddress(address: string): string {
  return foldName(address)
    .replace(/[()·,，。;；、"']/g, '')
    .replace(/^(?:中国)?(?:山西省?)?(?:[^市县区]{2,4}市)?(?:[^市县区]{1,4}[县区])?/, '');
}
