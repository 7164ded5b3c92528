/** A company's code as somebody asks with it, who has reported nothing. */
import { fail, ok, type Result } from '../message/problem.ts';
import { foldWidth } from '../value/name.ts';
import { parseUscc } from './uscc.ts';

/** Of a company that there is; the check character is right. */
const EXAMPLE = '91140402931477544Y';

/** In canonical form. A code whose check character is wrong is one: such codes are published, and may be in the hub. */
export function readAskedUscc(text: string): Result<string> {
  const parsed = parseUscc(text);
  if (parsed.ok) return ok(parsed.value);
  switch (parsed.problem.code) {
    case 'USCC_CHECK':
      return ok(
        foldWidth(text)
          .replace(/[\s\p{Cf}]+/gu, '')
          .toUpperCase(),
      );
    case 'FIELD_REQUIRED':
      return fail('INPUT_EMPTY', { example: EXAMPLE });
    default:
      return parsed;
  }
}
