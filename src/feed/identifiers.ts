/** Companies by any number they have or had: the present company, how it was found, and what took a replaced code's place. */
import type { Viewer } from '../access/viewer.ts';
import { findFirstNaming, listIdentifiers, listRegisteredCodes } from '../db/identifier.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import { formatOrganisationCode, parseOrganisationCode } from '../domain/identifier/organisation-code.ts';
import { parseUscc } from '../domain/identifier/uscc.ts';
import { fail, ok, type Result } from '../domain/message/problem.ts';
import { codesOfOrganisation } from '../domain/region/codes-of-organisation.ts';
import { excerpt, foldWidth } from '../domain/value/name.ts';
import { findSuccessors } from './code-replacements.ts';
import type { Hub } from './hub.ts';

/** The numbers that lead to a company, the surest first. Former names are for search. */
export const IDENTIFIER_KINDS = ['USCC', 'REGNO', 'ORGANISATION_CODE', 'PRIPID', 'NSRSBH', 'DJXH'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** A company that a number leads to. */
export interface IdentifierMatch {
  /** USCC of the company as it is now: whatever took the place of the one that had the number. */
  readonly company: string;
  readonly matchedOn: IdentifierKind;
  /** The number as it is kept. */
  readonly value: string;
  /** The code that took the place of the one that had the number; null where it stands. */
  readonly replacedBy: string | null;
  /** The position from which it led there. */
  readonly since: number;
  /** The position from which it did no more; null while it does. */
  readonly until: number | null;
}

export interface IdentifierMatches {
  readonly matches: readonly IdentifierMatch[];
  /** There are more than MAX_MATCHES: the number says nothing. */
  readonly hasMore: boolean;
}

export const MAX_MATCHES = 20;

/** What of a number was found, before it is known what took a code's place. */
interface Found {
  readonly holder: string;
  readonly matchedOn: IdentifierKind;
  readonly value: string;
  readonly since: number;
  readonly until: number | null;
}

/**
 * Width, case, blanks and hyphens of the number do not matter. Nothing found is no problem; a text that can be no
 * number is, and so is a mistyped or masked code.
 */
export async function findByIdentifier(
  hub: Hub,
  query: { readonly text: string; readonly kind: IdentifierKind | null; readonly position: number },
  viewer: Viewer,
): Promise<Result<IdentifierMatches>> {
  const { text, kind, position } = query;
  const number = foldNumber(text);
  const refusal = refusalOf(text, number, kind);
  if (refusal !== null) return refusal;
  const kinds = (kind === null ? IDENTIFIER_KINDS : [kind]).filter((each) => viewer.classes.has(classOf[each]));
  const found = [
    ...(kinds.includes('USCC') ? await findCode(hub, number, position) : []),
    ...(kind === 'NSRSBH' && kinds.includes(kind) ? await findTaxpayerCode(hub, number, position) : []),
    ...(await findStored(hub, text, number, kinds, position)),
    ...(kinds.includes('ORGANISATION_CODE') ? await findOrganisation(hub, number, position) : []),
  ];
  const mistyped = found.length === 0 && seemsUscc(number, kind) ? parseUscc(number) : null;
  if (mistyped?.ok === false) return mistyped;
  const successors = await findSuccessors(hub, [...new Set(found.map(({ holder }) => holder))], position);
  const matches = new Map<string, IdentifierMatch>();
  for (const { holder, matchedOn, value, since, until } of found.toSorted(bySureness)) {
    const successor = successors.get(holder);
    const company = successor?.code ?? holder;
    const match = {
      company,
      matchedOn,
      value,
      replacedBy: successor?.code ?? null,
      since,
      until: until ?? successor?.since ?? null,
    };
    // One company by one number, however often the number went and came back.
    const name = `${company} ${matchedOn} ${value}`;
    if (!matches.has(name)) matches.set(name, match);
  }
  const all = [...matches.values()];
  return ok({ matches: all.slice(0, MAX_MATCHES), hasMore: all.length > MAX_MATCHES });
}

/** Who may find by a kind of number: whoever may see it. The registry's own ids and tax numbers are for authorities. */
const classOf = {
  USCC: 'PUBLIC',
  REGNO: 'PUBLIC',
  ORGANISATION_CODE: 'PUBLIC',
  PRIPID: 'SHARED',
  NSRSBH: 'SHARED',
  DJXH: 'SHARED',
} as const satisfies Record<IdentifierKind, string>;

/** Those that still lead somewhere first, the surest kind of them first, the newest of a kind first. */
function bySureness(a: Found, b: Found): number {
  const ended = Number(a.until !== null) - Number(b.until !== null);
  const kind = IDENTIFIER_KINDS.indexOf(a.matchedOn) - IDENTIFIER_KINDS.indexOf(b.matchedOn);
  return ended || kind || b.since - a.since || (a.holder < b.holder ? -1 : 1);
}

/** Capitals and digits, and whatever else there is, without blanks and hyphens. */
function foldNumber(text: string): string {
  return foldWidth(text)
    .replace(/[\s\p{Cf}\p{Pd}−]+/gu, '')
    .toUpperCase();
}

function refusalOf(text: string, number: string, kind: IdentifierKind | null) {
  const isCode = parseUscc(number);
  // Told apart from other garbage, since the remedy differs; a person's number is not even looked for.
  if (!isCode.ok && (isCode.problem.code === 'USCC_MASKED' || isCode.problem.code === 'USCC_SPOILED')) return isCode;
  if (!isCode.ok && isCode.problem.code === 'USCC_IS_RESIDENT_ID' && kind !== 'PRIPID') return isCode;
  if (kind === 'USCC' && !isCode.ok && isCode.problem.code !== 'USCC_CHECK') return isCode;
  if (/^[0-9A-Z]{6,64}$/.test(number)) return null;
  return fail('IDENTIFIER_MALFORMED', { value: excerpt(text) });
}

/** Codes of companies, of their branches and of sole traders begin with a 9; other numbers of 18 digits may be anything. */
function seemsUscc(number: string, kind: IdentifierKind | null): boolean {
  return number.length === 18 && (kind === 'USCC' || (kind === null && number.startsWith('9')));
}

async function findCode(hub: Hub, number: string, position: number): Promise<readonly Found[]> {
  if (number.length !== 18) return [];
  const since = await findFirstNaming(hub.db.read, number, position);
  return since === null ? [] : [{ holder: number, matchedOn: 'USCC', value: number, since, until: null }];
}

/** Since the merger of the certificates (三证合一) a company's code is its taxpayer id, and is not kept a second time. */
async function findTaxpayerCode(hub: Hub, number: string, position: number): Promise<readonly Found[]> {
  return (await findCode(hub, number, position)).map((found) => ({ ...found, matchedOn: 'NSRSBH' }));
}

async function findStored(
  hub: Hub,
  text: string,
  number: string,
  kinds: readonly IdentifierKind[],
  position: number,
): Promise<readonly Found[]> {
  // The column of registration numbers holds organisation codes too. Codes of companies are found by what they name.
  const isOrganisation = parseOrganisationCode(number).ok;
  const stored = kinds.flatMap((kind) => {
    if (kind === 'ORGANISATION_CODE') return isOrganisation ? ['REGNO'] : [];
    return kind === 'USCC' ? [] : [kind];
  });
  const query = { kinds: [...new Set(stored)], values: spellings(text, number), position, limit: MAX_MATCHES + 1 };
  return (await listIdentifiers(hub.db.read, query)).map(({ kind, value, subject, since, until }) => ({
    holder: subject,
    matchedOn: kind === 'REGNO' && isOrganisation ? 'ORGANISATION_CODE' : (kind as IdentifierKind),
    value,
    since,
    until: until !== null && until <= position ? until : null,
  }));
}

/** Numbers are kept as their sources write them: with hyphens (GUIDs) or without, in capitals or not. */
function spellings(text: string, number: string): readonly string[] {
  const given = foldWidth(text)
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/[\p{Pd}−]/gu, '-');
  const organisation = parseOrganisationCode(number);
  const guid = /^[0-9A-F]{32}$/.test(number) ? [number.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')] : [];
  const all = [number, given, ...guid, ...(organisation.ok ? [formatOrganisationCode(organisation.value)] : [])];
  return [...new Set(all.flatMap((each) => [each, each.toUpperCase(), each.toLowerCase()]))];
}

async function findOrganisation(hub: Hub, number: string, position: number): Promise<readonly Found[]> {
  const code = parseOrganisationCode(number);
  if (!code.ok) return [];
  // An index for it would cost every new record; the codes that it can stand in are known, and are looked for.
  const codes = codesOfOrganisation(code.value);
  const found: Found[] = [];
  for (let from = 0; from < codes.length; from += MAX_KEYS) {
    for (const { company, since } of await listRegisteredCodes(hub.db.scan, codes.slice(from, from + MAX_KEYS), position)) {
      found.push({ holder: company, matchedOn: 'ORGANISATION_CODE', value: code.value, since, until: null });
    }
  }
  return found;
}
