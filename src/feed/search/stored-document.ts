/** How the index stores what it keeps of a company. Apart from how that is made: who searches needs no dictionary of readings. */
import type { SearchCompanyRow } from '../../db/search.repository.ts';
import type { RegistrationStatus } from '../../domain/code/registration-status.ts';
import type { CodeKind } from '../../domain/search/searchable.ts';
import { formatSpelling, readSpelling } from '../../domain/search/spelling.ts';
import type { Document } from './documents.ts';

/** Stored small: `[[[text, spelling], …], [[kind, value], …], into]`, the present name first; `into` only where there is one. */
type StoredTexts = readonly [
  names: readonly (readonly [string, string])[],
  codes: readonly (readonly [CodeKind, string])[],
  into?: string,
];

export function toRow(id: number, { uscc, status, names, codes, into }: Document): SearchCompanyRow {
  const spelled = names.map(({ text, spelling }) => [text, formatSpelling(spelling)] as const);
  const stored = codes.map(({ kind, value }) => [kind, value] as const);
  const texts: StoredTexts = into === null ? [spelled, stored] : [spelled, stored, into];
  return { id, uscc, status, texts: JSON.stringify(texts) };
}

export function fromRow({ uscc, status, texts }: SearchCompanyRow): Document {
  const [names, codes, into = null] = JSON.parse(texts) as StoredTexts;
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
    into,
  };
}
