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

/** The id made of what an estate's own row is known by first. */
export interface OwnId {
  readonly id: string;
  /** An estate has it that goes by another name, or another code, by now. */
  readonly isTaken: boolean;
}

/**
 * A code decides. Without one that is known, an estate of the same county and name is the one where community or address
 * agree, and another one where the communities differ. An estate's own row that cannot be told apart from one that is known
 * is doubtful, unless that one was first known by just what the row says; a record that only names an estate means the only
 * one of that name in its county.
 *
 * @param own of an estate's own row, the id that it would be given as a new one's; null of a record that only names an estate
 */
export function matchEstate(
  want: EstateWant,
  byCode: ReadonlySet<string>,
  candidates: readonly EstateCandidate[],
  own: OwnId | null,
): Found {
  if (byCode.size > 0) return oneOf(byCode);
  const isSameRow = own !== null && want.codes.length === 0 && candidates.some(({ id }) => id === own.id);
  if (isSameRow) return { kind: 'found', subject: own.id };
  const [agreeing, open] = [
    candidates.filter(({ place }) => comparePlaces(place, want.place) === 'same'),
    candidates.filter(({ place }) => comparePlaces(place, want.place) === 'open'),
  ];
  // Its office keeps the two under two codes: they are two, or one of the codes is wrong.
  const twins = own !== null ? [...agreeing, ...open].filter((candidate) => hasOtherCode(candidate, want)) : [];
  if (twins.some((twin) => agreeing.includes(twin))) return doubtful([...agreeing, ...twins]);
  if (agreeing.length > 0) return oneOf(agreeing.map(({ id }) => id));
  const perhaps = open.filter((candidate) => !twins.includes(candidate));
  if (own === null) return oneOf(perhaps.map(({ id }) => id));
  if (perhaps.length > 0) return doubtful(perhaps);
  return own.isTaken ? { kind: 'doubtful', candidates: [own.id] } : { kind: 'unknown' };
}

function doubtful(candidates: readonly EstateCandidate[]): Found {
  return { kind: 'doubtful', candidates: [...new Set(candidates.map(({ id }) => id))].toSorted() };
}

/** `source:county:` of an ESTATE_CODE; the code itself may hold anything. */
const SYSTEM = /^[^:]*:[^:]*:/;

/** Whether the system that the row is from knows the candidate under another code than the row's. */
function hasOtherCode({ codes }: EstateCandidate, want: EstateWant): boolean {
  return want.codes.some((code) => {
    const system = SYSTEM.exec(code)?.[0] ?? code;
    return !codes.includes(code) && codes.some((known) => known.startsWith(system));
  });
}

/** Addresses are written in many ways: equal ones say the same place, different ones say nothing. */
function comparePlaces(one: EstatePlace, other: EstatePlace): 'same' | 'other' | 'open' {
  if (one.address !== null && one.address === other.address) return 'same';
  if (one.community === null || other.community === null) return 'open';
  const [short, long] = one.community.length <= other.community.length ? [one, other] : [other, one];
  if (!long.community?.startsWith(short.community ?? '')) return 'other';
  // The same street is not yet the same community; where neither knows more than the street, it is as much as they can agree in.
  return short.community?.length === 12 || short.community === long.community ? 'same' : 'open';
}
