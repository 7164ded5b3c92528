/**
 * Industries by GB/T 4754-2017: a section letter, divisions of two digits, classes of four. The hub needs one class,
 * 7020 property management, and the neighbours it is confused with; other codes are known by their section only.
 */
import { fail, ok, problem, type Result } from '../message/problem.ts';
import { excerpt, foldWidth, isNullSpelling } from '../value/name.ts';

export const PROPERTY_MANAGEMENT = '7020';

export interface Industry {
  /** Four digits; null where the source gives the section letter alone. */
  readonly code: string | null;
  /** Section letter; `Z` for code 0000, no industry. */
  readonly section: string;
  /** Chinese name of the class where it is one of section K, otherwise of the section. */
  readonly name: string;
  readonly isPropertyManagement: boolean;
}

/** Section, its first and last division, its name. */
const SECTIONS: readonly (readonly [letter: string, first: number, last: number, name: string])[] = [
  ['Z', 0, 0, '无行业'],
  ['A', 1, 5, '农、林、牧、渔业'],
  ['B', 6, 12, '采矿业'],
  ['C', 13, 43, '制造业'],
  ['D', 44, 46, '电力、热力、燃气及水生产和供应业'],
  ['E', 47, 50, '建筑业'],
  ['F', 51, 52, '批发和零售业'],
  ['G', 53, 60, '交通运输、仓储和邮政业'],
  ['H', 61, 62, '住宿和餐饮业'],
  ['I', 63, 65, '信息传输、软件和信息技术服务业'],
  ['J', 66, 69, '金融业'],
  ['K', 70, 70, '房地产业'],
  ['L', 71, 72, '租赁和商务服务业'],
  ['M', 73, 75, '科学研究和技术服务业'],
  ['N', 76, 79, '水利、环境和公共设施管理业'],
  ['O', 80, 82, '居民服务、修理和其他服务业'],
  ['P', 83, 83, '教育'],
  ['Q', 84, 85, '卫生和社会工作'],
  ['R', 86, 90, '文化、体育和娱乐业'],
  ['S', 91, 96, '公共管理、社会保障和社会组织'],
  ['T', 97, 97, '国际组织'],
];

/** The classes of section K. */
const REAL_ESTATE: Readonly<Record<string, string>> = {
  '7000': '房地产业',
  '7010': '房地产开发经营',
  [PROPERTY_MANAGEMENT]: '物业管理',
  '7030': '房地产中介服务',
  '7040': '房地产租赁经营',
  '7090': '其他房地产业',
};

/** Columns as the exchange names them: INDUSTRYPHY (section) and INDUSTRYCO (class). Either may be empty. */
export interface IndustryInput {
  readonly section?: unknown;
  readonly code?: unknown;
}

/**
 * Reads both columns. Some registers keep the four digits in INDUSTRYPHY and leave INDUSTRYCO empty; some write `K7020`.
 * Null where neither is given; a section letter that is not the code's own comes with a warning (an older edition).
 */
export function parseIndustry(input: IndustryInput): Result<Industry | null> {
  const section = tidy(input.section);
  const code = tidy(input.code);
  if (code === '') return section === '' ? ok(null) : readOne(section);
  const read = readOne(code);
  if (!read.ok || !/^[A-Z]$/.test(section) || section === read.value.section) return read;
  return ok(read.value, [
    problem('INDUSTRY_SECTION_DISAGREES', { code: read.value.code ?? code, expected: read.value.section, got: section }),
  ]);
}

/** `7020`, `K7020`, `K70` (its division), `K`. */
function readOne(text: string): Result<Industry> {
  const parts = /^([A-Z]?)(\d{0,4})$/.exec(text);
  const [letter, digits] = [parts?.[1] ?? '', parts?.[2] ?? ''];
  // Without a letter only four digits are safe: `111` may be 0111 that lost its zero, or the group 111.
  if (digits.length === 4 || (letter !== '' && digits.length >= 2)) {
    const code = digits.padEnd(4, '0');
    const division = Number(code.slice(0, 2));
    const found = SECTIONS.find(([, first, last]) => division >= first && division <= last);
    const known = found !== undefined && (found[0] !== 'K' || Object.hasOwn(REAL_ESTATE, code));
    if (known && (letter === '' || letter === found[0])) {
      return ok({
        code,
        section: found[0],
        name: REAL_ESTATE[code] ?? found[3],
        isPropertyManagement: code === PROPERTY_MANAGEMENT,
      });
    }
  } else if (letter !== '' && digits === '') {
    const found = SECTIONS.find(([section]) => section === letter);
    if (found !== undefined) return ok({ code: null, section: letter, name: found[3], isPropertyManagement: false });
  }
  return fail('INDUSTRY_UNKNOWN', { received: excerpt(text) });
}

/**
 * What a filter by an industry means: the prefixes of four-digit codes that lie below it. `K` is a section, `70` or
 * `K70` a division, `702` a group, `7020` a class.
 */
export function industryPrefixes(input: string): Result<readonly string[]> {
  const text = tidy(input);
  const [, letter = '', digits = ''] = /^([A-Z]?)(\d{0,4})$/.exec(text) ?? [];
  const section = SECTIONS.find(([name, first, last]) => {
    const division = Number(digits.slice(0, 2));
    return (letter === '' || name === letter) && (digits.length < 2 || (division >= first && division <= last));
  });
  if (section === undefined || (letter === '' && digits.length < 2))
    return fail('INDUSTRY_UNKNOWN', { received: excerpt(input) });
  if (digits.length >= 2) return ok([digits]);
  const [, first, last] = section;
  const divisions = Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(2, '0'));
  // A register that gives the section alone has its letter in place of the code.
  return ok(digits === '' ? [letter, ...divisions] : divisions.filter((division) => division.startsWith(digits)));
}

/** The name of an industry by its stored code: that of its class in section K, otherwise of its section; null for one unknown. */
export function nameOfIndustry(code: string): string | null {
  const read = readOne(code);
  return read.ok ? read.value.name : null;
}

function tidy(input: unknown): string {
  // A JSON number has lost its leading zeros: 111 is 0111.
  if (typeof input === 'number') return Number.isInteger(input) ? String(input).padStart(4, '0') : String(input);
  const text = typeof input === 'string' ? foldWidth(input).trim().toUpperCase() : '';
  return isNullSpelling(text) ? '' : text;
}
