/** Which estate a row means: by code, else by county, name and place. Pure: what is known of them is looked up before. */
import type { EstatePlace, EstateWant } from '../record/observation.ts';
import { type Found, oneOf } from './found.ts';

/** An estate of the name that a row gives, in its county. */
export interface EstateCandidate {
  readonly id: string;
  /** Values of ESTATE_CODE. */
  readonly codes: readonly string[];
  readonly place: EstatePlace;
}

/**
 * A code decides. Without one that is known, an estate of the same county and name is the one where community or address
 * agree, and another one where the communities differ. An estate's own row that cannot be told apart from one that is known
 * is doubtful; a record that only names an estate means the only one of that name in its county.
 */
export function matchEstate(want: EstateWant, byCode: ReadonlySet<string>, candidates: readonly EstateCandidate[]): Found {
  if (byCode.size > 0) return oneOf(byCode);
  const isOwnRow = want.firstAlias !== null;
  const [agreeing, open] = [
    candidates.filter(({ place }) => comparePlaces(place, want.place) === 'same'),
    candidates.filter(({ place }) => comparePlaces(place, want.place) === 'open'),
  ];
  // Its office keeps the two under two codes: they are two, or one of the codes is wrong.
  const twins = isOwnRow ? [...agreeing, ...open].filter((candidate) => hasOtherCode(candidate, want)) : [];
  if (twins.length > 0 && twins.some((twin) => agreeing.includes(twin))) return doubtful(twins);
  const alike = agreeing.filter((candidate) => !twins.includes(candidate));
  if (alike.length > 0) return oneOf(alike.map(({ id }) => id));
  const perhaps = open.filter((candidate) => !twins.includes(candidate));
  if (perhaps.length === 0) return { kind: 'unknown' };
  return isOwnRow ? doubtful(perhaps) : oneOf(perhaps.map(({ id }) => id));
}

function doubtful(candidates: readonly EstateCandidate[]): Found {
  return { kind: 'doubtful', candidates: candidates.map(({ id }) => id).toSorted() };
}

/** Whether the system that the row is from knows the candidate under another code than the row's. */
function hasOtherCode({ codes }: EstateCandidate, want: EstateWant): boolean {
  return want.codes.some((code) => {
    const system = code.slice(0, code.lastIndexOf(':') + 1);
    return codes.some((known) => known.startsWith(system) && known !== code);
  });
}

/** Addresses are written in many ways: equal ones say the same place, different ones say nothing. */
function comparePlaces(one: EstatePlace, other: EstatePlace): 'same' | 'other' | 'open' {
  if (one.address !== null && one.address === other.address) return 'same';
  if (one.community === null || other.community === null) return 'open';
  const [short, long] = one.community.length <= other.community.length ? [one, other] : [other, one];
  if (!long.community?.startsWith(short.community ?? '')) return 'other';
  // The same street is not yet the same community.
  return short.community?.length === 12 || short.community === long.community ? 'same' : 'open';
}
