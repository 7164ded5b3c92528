/** What a search knows of a company: its names with their spelling, its codes, whether its life has ended. */
import type { RegistrationStatus } from '../code/registration-status.ts';
import { isUscc, orgCodeOfUscc } from '../identifier/uscc.ts';
import type { DataClass } from '../record/field.ts';
import type { CompanyIdentifierKind } from '../record/record-type.ts';
import { foldName } from '../value/name.ts';
import { foldCode } from './fold-code.ts';
import { codeGrams, type Gram, nameGrams, spellingGrams } from './grams.ts';
import type { Spelling } from './spelling.ts';

export interface SearchName {
  /** As published. */
  readonly text: string;
  readonly isFormer: boolean;
  readonly spelling: Spelling;
}

export interface SearchCode {
  readonly kind: CodeKind;
  /** As the source gives it. */
  readonly value: string;
}

export type CodeKind = Exclude<CompanyIdentifierKind, 'FORMER_NAME'> | 'ORGANISATION_CODE';

export interface Searchable {
  readonly uscc: string;
  readonly status: RegistrationStatus | null;
  /** None where its source has withdrawn it: nothing finds it then, its code neither. */
  readonly names: readonly SearchName[];
  /** Without the USCC and the organisation code in it; a USCC here is one that the company once had. */
  readonly codes: readonly SearchCode[];
}

/** Codes that the company's own took the place of: replaced ones, and those of companies merged into it. */
export function formerCodesOf({ codes }: Searchable): readonly string[] {
  return codes.filter(({ kind }) => kind === 'USCC').map(({ value }) => value);
}

/** Who may find a company by a code is who may see the field that the code is from. */
const codeClasses: Readonly<Record<CodeKind, DataClass>> = {
  USCC: 'PUBLIC',
  ORGANISATION_CODE: 'PUBLIC',
  REGNO: 'PUBLIC',
  PRIPID: 'SHARED',
  NSRSBH: 'SHARED',
  DJXH: 'SHARED',
};

/** The codes that lead to a company, for somebody who sees these classes; the USCC first. */
export function codesOf(company: Searchable, classes: ReadonlySet<DataClass>): readonly SearchCode[] {
  const { uscc, names, codes } = company;
  if (names.length === 0) return [];
  const inner = isUscc(uscc) ? orgCodeOfUscc(uscc) : null;
  const all: readonly SearchCode[] = [
    { kind: 'USCC', value: uscc },
    ...(inner === null ? [] : [{ kind: 'ORGANISATION_CODE', value: inner } as const]),
    ...codes,
  ];
  return all.filter(({ kind }) => classes.has(codeClasses[kind]));
}

const ENDED: ReadonlySet<RegistrationStatus> = new Set([
  'CANCELLED',
  'REVOKED',
  'REVOKED_AND_CANCELLED',
  'ANNULLED',
  'MOVED_OUT',
]);

/**
 * Where a match stands among others of its kind, the smaller the better: the shorter text first, then the present
 * name before a former one, then what lives before what has ended.
 */
export function rankOf(length: number, isFormer: boolean, status: RegistrationStatus | null): number {
  return Math.min(length, MAX_LENGTH) * 4 + (isFormer ? 2 : 0) + (status !== null && ENDED.has(status) ? 1 : 0);
}

/** The rank of a match by a code: the present USCC before any other. @param folded see `foldCode` */
export function codeRankOf({ uscc, status }: Searchable, { value }: SearchCode, folded: string): number {
  return rankOf(folded.length, value !== uscc, status);
}

const MAX_LENGTH = 500;
/** No rank is as large. */
export const RANKS = (MAX_LENGTH + 1) * 4;

/** All grams of a company, each with the rank of the text that it is from. Some come more than once. */
export function eachGram(company: Searchable, visit: (rank: number, gram: Gram) => void): void {
  const { uscc, status, names, codes } = company;
  for (const { text, isFormer, spelling } of names) {
    const name = [...foldName(text)];
    const rank = rankOf(name.length, isFormer, status);
    nameGrams(name, (gram) => visit(rank, gram));
    spellingGrams(spelling, (gram) => visit(rank, gram));
  }
  if (names.length === 0) return;
  for (const code of [{ kind: 'USCC', value: uscc } as const, ...codes]) {
    const folded = foldCode(code.value);
    const rank = codeRankOf(company, code, folded);
    codeGrams(folded, (gram) => visit(rank, gram));
  }
}
