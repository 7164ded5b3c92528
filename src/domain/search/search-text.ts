/** What was typed into a search, read in every way that it may be meant: a name, pinyin or initials, a code. */
import { fail, ok, type Result } from '../message/problem.ts';
import { foldName } from '../value/name.ts';
import { foldCode } from './fold-code.ts';

export interface SearchText {
  /** Folded as names are, one entry for each character. */
  readonly name: readonly string[];
  /** Lower-case letters, where it is nothing but letters: pinyin, or initials. ü is v. */
  readonly letters: string | null;
  /** Capitals and digits, where it may be a code or a part of one. */
  readonly code: string | null;
}

/** No name of a company is longer. What is longer is refused before it is looked at. */
export const MAX_SEARCH_LENGTH = 400;

/** Shorter parts of a code are shared by too many. */
export const MIN_CODE_PART = 6;

/** Problems: SEARCH_TOO_LONG, SEARCH_NO_WORD, SEARCH_TOO_SHORT. */
export function readSearchText(text: string): Result<SearchText> {
  if (text.length > MAX_SEARCH_LENGTH) return fail('SEARCH_TOO_LONG', { limit: String(MAX_SEARCH_LENGTH) });
  const folded = foldName(text);
  if (!/[\p{L}\p{N}]/u.test(folded)) return fail(folded === '' ? 'SEARCH_TOO_SHORT' : 'SEARCH_NO_WORD');
  const name = [...folded];
  if (name.length < 2) return fail('SEARCH_TOO_SHORT');
  const letters = folded.replaceAll('ü', 'v').replaceAll("'", '');
  const code = foldCode(text);
  return ok({
    name,
    letters: /^[a-z]{2,}$/.test(letters) ? letters : null,
    code: /^[0-9A-Z]+$/.test(code) && code.length >= MIN_CODE_PART ? code : null,
  });
}
