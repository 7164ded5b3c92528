/** What the index keeps of a company, made of a version of its record. */
import type { Content } from '../../domain/record/record-type.ts';
import type { RegistrationContent } from '../../domain/record/registration.record.ts';
import { registration } from '../../domain/record/registration.record.ts';
import type { CodeKind, Searchable, SearchCode, SearchName } from '../../domain/search/searchable.ts';
import { foldName } from '../../domain/value/name.ts';
import { spell } from './spell.ts';

/** The record type that brings names and identifiers. */
export const INDEXED_TYPE = registration.name;

/** What the index keeps of a key. */
export interface Document extends Searchable {
  /** The key that took this one's place, where it is known to be replaced or merged. It has no names then. */
  readonly into: string | null;
}

/**
 * @param content null where the record has ended: nothing finds the company any more
 * @param others codes that it does not state itself (see `codesOfOthers`); kept also where the record has ended, for its return
 */
export function documentOf(uscc: string, content: Content | null, into: string | null, others: readonly SearchCode[]): Document {
  if (content === null) return { uscc, status: null, names: [], codes: others, into };
  const { name, status } = content as RegistrationContent;
  const names = [nameOf(name, false)];
  const codes: SearchCode[] = [];
  for (const { kind, value } of registration.identifiers(uscc, content as RegistrationContent)?.identifiers ?? []) {
    if (kind === 'FORMER_NAME') names.push(nameOf(value, true));
    else codes.push({ kind: kind as CodeKind, value }); // a registration has identifiers of companies only
  }
  return { uscc, status: status ?? null, names, codes: [...codes, ...others], into };
}

/** Codes of a company that its registration does not state: numbers at the tax office, and codes that led to it before. */
export function codesOfOthers({ codes }: Searchable): readonly SearchCode[] {
  return codes.filter(({ kind }) => OF_OTHERS.has(kind));
}

const OF_OTHERS: ReadonlySet<CodeKind> = new Set(['DJXH', 'NSRSBH', 'USCC']);

export function withFormerCodes(document: Document, formerCodes: readonly string[]): Document {
  const others = document.codes.filter(({ kind }) => kind !== 'USCC');
  const former = formerCodes.toSorted().map((value): SearchCode => ({ kind: 'USCC', value }));
  return { ...document, codes: [...others, ...former] };
}

/** @param numbers of the kinds DJXH and NSRSBH; the same document whatever their order */
export function withTaxNumbers(document: Document, numbers: readonly SearchCode[]): Document {
  const own = document.codes.filter(({ kind }) => !OF_OTHERS.has(kind));
  const former = document.codes.filter(({ kind }) => kind === 'USCC');
  const sorted = numbers.toSorted((a, b) => (`${a.kind} ${a.value}` < `${b.kind} ${b.value}` ? -1 : 1));
  return { ...document, codes: [...own, ...sorted, ...former] };
}

function nameOf(text: string, isFormer: boolean): SearchName {
  return { text, isFormer, spelling: spell(foldName(text)) };
}
