/** What rows about filings and about contracts have in common: whose they are, which county keeps them, and their documents. */
import { type CodeTable, resolveCode } from '../../src/domain/code/code-table.ts';
import { problem, type Result } from '../../src/domain/message/problem.ts';
import type { Observation } from '../../src/domain/record/observation.ts';
import { parseDate } from '../../src/domain/value/date.ts';
import type { ReadOptions } from '../connector.ts';
import { type CompanyReference, companyOf } from '../table/company-reference.ts';
import { type EntryColumns, readEntries } from '../table/read-entries.ts';
import type { Row } from '../table/row.ts';
import { readTold } from '../table/told.ts';
import type { Slot } from './sheet.ts';

/** Which company the row is about; null where it is refused. */
export function companyOfRow(row: Row<Slot>, options: ReadOptions): CompanyReference | null {
  return companyOf(
    row,
    {
      uscc: 'uscc',
      name: 'name',
      organisationCode: 'organisationCode',
      registrationNo: 'registrationNo',
      taxpayerId: 'taxpayerId',
    },
    options,
  );
}

/** Longer ones do not fit into a key. */
const LONGEST_NUMBER = 100;

/** @param instead the slot of the day that tells which record it is where there is no number, where that is empty too */
export function readNumber(row: Row<Slot>, instead: Slot | null): string | null {
  const number = row.name('number');
  if (number === null && instead !== null) row.refuse(problem('NUMBER_OR_DAY', { date: row.column(instead) }), 'number');
  if (number !== null && number.length > LONGEST_NUMBER) {
    row.refuse(problem('NUMBER_TOO_LONG', { length: String(number.length), limit: String(LONGEST_NUMBER) }), 'number');
  }
  return number;
}

/** What the row tells of the step. @param keyOf the key of a record by its number */
export function readStep(row: Row<Slot>, keyOf: (number: string) => string): Pick<Observation, 'told' | 'grounds'> {
  const step = readTold(row);
  if (step.told?.kind !== 'REPLACES' && step.told?.kind !== 'MERGES') return step;
  const formers = step.told.formers.map(({ key, on }) => ({ key: keyOf(key), on }));
  return { ...step, told: { ...step.told, formers } };
}

/** A date whose fault keeps the record out: a key or a state hangs on it. */
export function keyDate(row: Row<Slot>, slot: Slot): string | null {
  return row.required(slot, parseDate(row.raw(slot))) ?? null;
}

/** A value whose fault is a warning. It is not stated then: the known one stays. */
export function lenient<T>(row: Row<Slot>, slot: Slot, read: Result<T | null>): T | null {
  if (!read.ok) row.leaveUnstated(slot);
  return row.lenient(slot, read) ?? null;
}

export function codeOf<V extends string>(row: Row<Slot>, slot: Slot, table: CodeTable<V>): V | null {
  return lenient(row, slot, resolveCode(table, { text: row.raw(slot) }));
}

export interface Document {
  readonly name?: string;
  readonly kind?: string;
  readonly reference?: string;
  readonly digest?: string;
}

const documentColumns = {
  name: { names: ['Name', '名称', '材料名称'], read: 'text' },
  kind: { names: ['Type', '类型', '材料类型'], read: 'text' },
  reference: { names: ['Url', '地址', '引用'], read: 'text' },
  digest: { names: ['Sha256', '摘要'], read: 'text' },
} as const satisfies EntryColumns<string>;

/** Documents as references, which nobody follows here; null where there are none. What is wrong about one is a warning. */
export function readDocuments(row: Row<Slot>): readonly Document[] | null {
  const read = readEntries(row.raw('attachments'), documentColumns);
  if (read === undefined) {
    row.warn(problem('LIST_UNREADABLE'), 'attachments');
    row.leaveUnstated('attachments');
    return null;
  }
  if (read.faults > 0) row.warn(problem('LIST_ENTRY_UNREADABLE'), 'attachments');
  const documents = read.entries.map(({ reference, digest, ...named }): Document => {
    const hex = digest?.toLowerCase();
    const isDigest = hex !== undefined && /^[0-9a-f]{64}$/.test(hex);
    if (digest !== undefined && !isDigest) row.warn(problem('ATTACHMENT_DIGEST'), 'attachments');
    const isPlain = reference !== undefined && isPlainReference(reference);
    if (reference !== undefined && !isPlain) row.warn(problem('ATTACHMENT_REFERENCE'), 'attachments');
    return { ...named, ...(isPlain ? { reference } : {}), ...(isDigest ? { digest: hex } : {}) };
  });
  const told = documents.filter((document) => Object.keys(document).length > 0);
  return told.length === 0 ? null : told;
}

const LONGEST_REFERENCE = 1_000;

/** Names of query parameters that carry the right to read: such an address is a secret, and soon a dead one. */
const SECRET_PARAMETER = /token|secret|passw|pwd|sign|ticket|session|auth|credential|api_?key|^key$|^sid$/i;

/** Whether a reference can be shown and handed on: an http address or a path, which runs nothing and holds no secret. */
export function isPlainReference(text: string): boolean {
  const url = text.length > LONGEST_REFERENCE ? null : URL.parse(text, 'https://relative.invalid/');
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.hash === '' &&
    ![...url.searchParams.keys()].some((name) => SECRET_PARAMETER.test(name))
  );
}

/** Sets what the row gives, and leaves out what it does not. */
export function setter<T extends object>(content: T): <K extends keyof T>(field: K, value: T[K] | null | undefined) => void {
  return (field, value) => {
    if (value !== null && value !== undefined) content[field] = value;
  };
}
