/**
 * Which company a row is about: by its code where the row gives one, otherwise by whatever else it gives, to be looked up
 * among what the hub knows.
 */
import { parseOrganisationCode } from '../../src/domain/identifier/organisation-code.ts';
import { parseRegistrationNumber } from '../../src/domain/identifier/registration-number.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { type Problem, problem } from '../../src/domain/message/problem.ts';
import type { CompanyNumber, CompanyWant } from '../../src/domain/record/observation.ts';
import { cleanText, foldWidth } from '../../src/domain/value/name.ts';
import type { ReadOptions } from '../connector.ts';
import type { Row } from './row.ts';

/** The slots in which a table names a company. */
export interface CompanySlots<Slot extends string> {
  readonly uscc: Slot;
  readonly name: Slot;
  readonly organisationCode?: Slot;
  readonly registrationNo?: Slot;
  readonly taxpayerId?: Slot;
  readonly pripid?: Slot;
  readonly djxh?: Slot;
}

export type CompanyReference = { readonly uscc: string } | { readonly want: CompanyWant };

/**
 * A valid USCC is the company, in whichever column it stands. A code that cannot be read counts as none where another
 * number or a name is there, with a warning. Null where nothing names a company: then the row is refused, with the fault of
 * its code; one whose check alone is wrong may be confirmed by a person who has seen the licence.
 */
export function companyOf<Slot extends string>(
  row: Row<Slot>,
  slots: CompanySlots<Slot>,
  options: ReadOptions = {},
): CompanyReference | null {
  const code = readCode(row, slots.uscc, options);
  if ('uscc' in code) return code;
  const found = [code, ...otherNumbers(row, slots)];
  const named = found.find((each) => 'uscc' in each);
  if (code.fault !== null && (named !== undefined || found.some(hasNumber) || row.name(slots.name) !== null)) {
    row.warn(code.fault, slots.uscc);
  }
  if (named !== undefined) return named;
  const identifiers = found.flatMap((each) => ('numbers' in each ? each.numbers : []));
  const name = row.name(slots.name);
  if (identifiers.length === 0 && name === null) {
    row.refuse(code.fault ?? problem('FIELD_REQUIRED'), slots.uscc);
    return null;
  }
  return { want: { kind: 'company', field: columnOf(row, slots), identifiers: withoutDoubles(identifiers), name } };
}

/** What one column says: the company's code, or numbers that may lead to it. */
type Said = { readonly uscc: string } | { readonly numbers: readonly CompanyNumber[] };

const NOTHING: Said = { numbers: [] };

function hasNumber(said: Said): boolean {
  return 'numbers' in said && said.numbers.length > 0;
}

/** The column of the code; it may hold one of the older numbers. `fault` is null where it is empty. */
function readCode<Slot extends string>(
  row: Row<Slot>,
  slot: Slot,
  options: ReadOptions,
): { readonly uscc: string } | { readonly numbers: readonly CompanyNumber[]; readonly fault: Problem | null } {
  if (cleanText(row.raw(slot)) === null) return { numbers: [], fault: null };
  const read = parseUscc(row.raw(slot));
  if (read.ok) return { uscc: row.lenient(slot, read) ?? read.value };
  const { problem: fault } = read;
  if (fault.code === 'USCC_CHECK' && options.confirmed?.has('USCC_CHECK') === true) return { uscc: folded(row.raw(slot)) };
  const isOlder = fault.code === 'USCC_IS_REGISTRATION_NUMBER' || fault.code === 'USCC_IS_ORGANISATION_CODE';
  return { numbers: isOlder ? registrationNumbers(row.raw(slot)) : [], fault };
}

function otherNumbers<Slot extends string>(row: Row<Slot>, slots: CompanySlots<Slot>): readonly Said[] {
  const { organisationCode, registrationNo, taxpayerId, pripid, djxh } = slots;
  return [
    registrationNo === undefined ? NOTHING : readRegistrationNo(row, registrationNo),
    organisationCode === undefined ? NOTHING : readOrganisationCode(row, organisationCode),
    taxpayerId === undefined ? NOTHING : readTaxpayerId(row, taxpayerId),
    pripid === undefined ? NOTHING : asItIs('PRIPID', row.text(pripid)),
    djxh === undefined ? NOTHING : asItIs('DJXH', row.text(djxh)),
  ];
}

function asItIs(kind: CompanyNumber['kind'], value: string | null): Said {
  return value === null ? NOTHING : { numbers: [{ kind, value }] };
}

function readRegistrationNo<Slot extends string>(row: Row<Slot>, slot: Slot): Said {
  const text = row.text(slot);
  if (text === null) return NOTHING;
  const code = parseUscc(text);
  if (code.ok) return { uscc: code.value };
  const read = parseRegistrationNumber(text);
  if (read.ok) return { numbers: registrationNumbers(text) };
  row.warn(read.problem, slot);
  // The registry keeps a number that it cannot read as its source spells it: the same spelling leads there.
  return read.problem.code === 'REGISTRATION_NUMBER_MASKED' ? NOTHING : asItIs('REGNO', text);
}

function registrationNumbers(input: unknown): readonly CompanyNumber[] {
  const read = parseRegistrationNumber(typeof input === 'number' ? String(input) : cleanText(input));
  if (!read.ok) return [];
  const { kind, value } = read.value;
  return [{ kind: kind === 'ORGANISATION_CODE' ? kind : 'REGNO', value }];
}

function readOrganisationCode<Slot extends string>(row: Row<Slot>, slot: Slot): Said {
  const text = row.text(slot);
  if (text === null) return NOTHING;
  const code = parseUscc(text);
  if (code.ok) return { uscc: code.value };
  const value = row.lenient(slot, parseOrganisationCode(text));
  return value === undefined ? NOTHING : asItIs('ORGANISATION_CODE', value);
}

/** Where an older taxpayer id holds the organisation code: after a division code of six digits; in 18 characters as in a USCC. */
const ORGANISATION_START: Readonly<Record<number, number>> = { 15: 6, 17: 6, 18: 8, 20: 6 };

function readTaxpayerId<Slot extends string>(row: Row<Slot>, slot: Slot): Said {
  const text = row.text(slot);
  if (text === null) return NOTHING;
  const code = parseUscc(text);
  if (code.ok) return { uscc: code.value };
  // A sole trader's id is a person's number, one that is masked leads nowhere.
  if (code.problem.code === 'USCC_IS_RESIDENT_ID' || code.problem.code === 'USCC_MASKED') {
    row.warn(code.problem, slot);
    return NOTHING;
  }
  const value = folded(text);
  const start = ORGANISATION_START[value.length];
  const inner = start === undefined ? null : parseOrganisationCode(value.slice(start, start + 9));
  const organisation: readonly CompanyNumber[] = inner?.ok === true ? [{ kind: 'ORGANISATION_CODE', value: inner.value }] : [];
  return { numbers: [{ kind: 'NSRSBH', value }, ...organisation] };
}

function folded(input: unknown): string {
  return foldWidth(String(input)).replace(/\s+/g, '').toUpperCase();
}

/** The column that a message about the company points at: that of the code, else the first one that says anything. */
function columnOf<Slot extends string>(row: Row<Slot>, slots: CompanySlots<Slot>): string {
  if (row.has(slots.uscc)) return row.column(slots.uscc);
  const { registrationNo, organisationCode, taxpayerId, pripid, djxh, name } = slots;
  const telling = [registrationNo, organisationCode, taxpayerId, pripid, djxh].find(
    (slot) => slot !== undefined && row.text(slot) !== null,
  );
  return row.column(telling ?? name);
}

function withoutDoubles(numbers: readonly CompanyNumber[]): readonly CompanyNumber[] {
  return [...new Map(numbers.map((each) => [`${each.kind} ${each.value}`, each])).values()];
}
