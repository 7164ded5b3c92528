/** Valid codes for made-up companies: counted through, so that two runs of a test make the same ones. */
import { organisationCheckCharacter } from '../../src/domain/identifier/organisation-code.ts';
import { isUscc } from '../../src/domain/identifier/uscc.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The n-th code: authority 9, class 1, Taiyuan; both check characters right. */
export function usccOf(n: number): string {
  const organisation = String(n).padStart(8, '0');
  const body = `91140100${organisation}${organisationCheckCharacter(organisation)}`;
  const check = [...ALPHABET].find((character) => isUscc(body + character));
  if (check === undefined) throw new Error(`no check character for ${body}`);
  return body + check;
}
