/**
 * Texts and names as sources write them: cleaned for storage, folded for comparison.
 *
 * Two different things. Cleaning keeps every character that was published and only takes away what nobody meant
 * (blanks at the ends, control characters, the ways to write "nothing"). Folding throws away width, case, blanks and
 * the shape of brackets, so that two spellings of one name meet; a folded name is never shown or stored as the name.
 */

/** Ways to write "nothing", trimmed and in lower case. `\n` and `\N` are a backslash and a letter (database dumps). */
const NULL_SPELLINGS: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '/',
  '\\n',
  'null',
  '(null)',
  'n/a',
  'none',
  'nan',
  'undefined',
  '无',
  '暂无',
  '暂无数据',
]);
const LONGEST_NULL_SPELLING = 9;

/** Whether a trimmed text only says that there is nothing: empty, `暂无`, `无`, `NULL`, `N/A`, `\N`, `-` … */
export function isNullSpelling(trimmed: string): boolean {
  return trimmed.length <= LONGEST_NULL_SPELLING && (NULL_SPELLINGS.has(trimmed) || NULL_SPELLINGS.has(trimmed.toLowerCase()));
}

/**
 * A text as it may be stored, or null where it says nothing: trimmed, line breaks and tabs as blanks, control and
 * invisible characters removed, lone surrogates replaced by U+FFFD. Numbers of a JSON source become their digits;
 * anything else that is not a text is null.
 */
export function cleanText(input: unknown): string | null {
  if (typeof input !== 'string') {
    return (typeof input === 'number' && Number.isFinite(input)) || typeof input === 'bigint' ? String(input) : null;
  }
  const text = (isPlain(input) ? input : repaired(input)).trim();
  return isNullSpelling(text) ? null : text;
}

/** A name as it may be stored: `cleanText`, and runs of blanks made one. Characters stay as published. */
export function cleanName(input: unknown): string | null {
  const text = cleanText(input);
  return text === null ? null : text.replace(/\s+/g, ' ');
}

/** Whether decoding went wrong before the text came to us: it holds the replacement character. */
export function isDamaged(text: string): boolean {
  return text.includes('\uFFFD');
}

/**
 * The form of a name that comparisons and search use. Equal for two names that differ only in width, case, blanks,
 * kinds of brackets, hyphens or interpuncts. Idempotent.
 *
 * @example foldName('双日（香港）有限公司 ') === foldName('双日(香港)有限公司')
 */
export function foldName(name: string): string {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    // Han characters of the main block fold to themselves; most names hold nothing else.
    if (code < 0x4e00 || code > 0x9fff) return foldRest(name);
  }
  return name;
}

/**
 * Full-width letters, digits and signs (U+FF01–FF5E) and the ideographic blank as their ASCII counterparts;
 * everything else unchanged.
 */
export function foldWidth(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3000 || (code >= 0xff01 && code <= 0xff5e)) {
      return text.replace(/[\u3000\uff01-\uff5e]/g, (wide) =>
        wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
      );
    }
  }
  return text;
}

/** What a message may quote of a received value: at most 40 characters, long runs of digits masked (they may be a person's). */
export function excerpt(input: unknown): string {
  const text = typeof input === 'string' ? input : typeof input === 'object' ? 'object' : String(input);
  const start = text.slice(0, 200).replace(/\d{11,}/g, (digits) => `${digits.slice(0, 3)}****`);
  return (start.length <= 40 ? start : `${start.slice(0, 39)}…`).toWellFormed();
}

/** No control character, no invisible one, no surrogate: nothing to repair. A false alarm only costs time. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || (code >= 0x7f && code <= 0xad)) return false;
    if (code >= 0x600 && (code < 0x3000 || (code >= 0xd800 && code < 0xe000) || code >= 0xfe00) && !isWideForm(code))
      return false;
  }
  return true;
}

function isWideForm(code: number): boolean {
  return code >= 0xff01 && code <= 0xff5e;
}

function repaired(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .toWellFormed();
}

/** Signs that mean the same in a name, by the one that stands for them. */
const SAME_SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '(': '[{<〔〈《「『【〖',
    ')': ']}>〕〉》」』】〗',
    '·': '.•‧∙⋅・･。',
    '-': '‐‑‒–—―−',
    "'": '‘’`´',
    '"': '“”',
  }).flatMap(([sign, others]) => [...others].map((other) => [other, sign] as const)),
);

const BLANK_OR_INVISIBLE = /[\s\p{Cc}\p{Cf}]/u;

function foldRest(name: string): string {
  const narrow = name.toWellFormed().normalize('NFKC').toLowerCase();
  let folded = '';
  for (const character of narrow) {
    const code = character.charCodeAt(0);
    if (code >= 0x4e00 && code <= 0x9fff) folded += character;
    else if (!BLANK_OR_INVISIBLE.test(character)) folded += SAME_SIGNS.get(character) ?? character;
  }
  // Taking a blank away can bring a letter and its accent together.
  return folded.normalize('NFC');
}
