/** What the index keeps of a company, made of a version of its record; and how it is stored. */
import type { SearchCompanyRow } from '../../db/search.repository.ts';
import type { RegistrationStatus } from '../../domain/code/registration-status.ts';
import type { Content } from '../../domain/record/record-type.ts';
import type { RegistrationContent } from '../../domain/record/registration.record.ts';
import { registration } from '../../domain/record/registration.record.ts';
import type { CodeKind, Searchable, SearchCode, SearchName } from '../../domain/search/searchable.ts';
import { formatSpelling, readSpelling } from '../../domain/search/spelling.ts';
import { foldName } from '../../domain/value/name.ts';
import { spell } from './spell.ts';

/** The record type that brings names and identifiers. */
export const INDEXED_TYPE = registration.name;

/** @param content null where the record has ended: nothing finds the company any more */
export function searchableOf(uscc: string, content: Content | null): Searchable {
  if (content === null) return { uscc, status: null, names: [], codes: [] };
  const { name, status } = content as RegistrationContent;
  const names = [nameOf(name, false)];
  const codes: SearchCode[] = [];
  for (const { kind, value } of registration.identifiers(uscc, content as RegistrationContent)?.identifiers ?? []) {
    if (kind === 'FORMER_NAME') names.push(nameOf(value, true));
    else codes.push({ kind, value });
  }
  return { uscc, status: status ?? null, names, codes };
}

function nameOf(text: string, isFormer: boolean): SearchName {
  return { text, isFormer, spelling: spell(foldName(text)) };
}

/** Stored small: `[[[text, spelling], …], [[kind, value], …]]`, the present name first. */
type StoredTexts = readonly [readonly (readonly [string, string])[], readonly (readonly [CodeKind, string])[]];

export function toRow(id: number, { uscc, status, names, codes }: Searchable): SearchCompanyRow {
  const texts: StoredTexts = [
    names.map(({ text, spelling }) => [text, formatSpelling(spelling)]),
    codes.map(({ kind, value }) => [kind, value]),
  ];
  return { id, uscc, status, texts: JSON.stringify(texts) };
}

export function fromRow({ uscc, status, texts }: SearchCompanyRow): Searchable {
  const [names, codes] = JSON.parse(texts) as StoredTexts;
  return {
    uscc,
    status: status as RegistrationStatus | null,
    names: names.map(([text, spelling], i) => ({
      text,
      isFormer: i > 0,
      // Most searches do not ask for it.
      get spelling() {
        return readSpelling(spelling);
      },
    })),
    codes: codes.map(([kind, value]) => ({ kind, value })),
  };
}
