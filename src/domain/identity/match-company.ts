/** Which company a record means by its numbers and its name. Pure: what is known of them is looked up before. */
import { type Found, oneOf } from './found.ts';

/** What is known of the numbers and the name that a record gives. */
export interface CompanyEvidence {
  /** The companies that its numbers lead to, all numbers together. */
  readonly byNumber: ReadonlySet<string>;
  /** The companies that are called so now. */
  readonly byName: ReadonlySet<string>;
  /** The companies that were called so before. */
  readonly byFormerName: ReadonlySet<string>;
}

/**
 * Numbers come before names: a name changes sooner here than there, and that is no question of identity. But one that
 * another company bears, and this one never did, says that the number may be a slip. Where numbers lead to several
 * companies the name decides, where it can. A name alone is evidence where one company only bears it; a former name where
 * nobody bears it now.
 */
export function matchCompany({ byNumber, byName, byFormerName }: CompanyEvidence): Found {
  const numbers = oneOf(byNumber);
  if (numbers.kind === 'found') {
    const isItsName = byName.has(numbers.subject) || byFormerName.has(numbers.subject);
    return isItsName || byName.size !== 1 ? numbers : oneOf([...byNumber, ...byName]);
  }
  if (numbers.kind === 'unknown') return byName.size > 0 ? oneOf(byName) : oneOf(byFormerName);
  const named = oneOf([...byNumber].filter((company) => byName.has(company) || byFormerName.has(company)));
  return named.kind === 'found' ? named : numbers;
}
