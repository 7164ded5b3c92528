/**
 * One row of a registry, by slot, to an observation of a `registration`.
 *
 * What decides about acceptance: the key, the name, the status and the dates that end a life. A fault in anything else
 * is accepted with a warning and the source's own spelling kept, since a register is right about itself more often
 * than a check is.
 */
import { resolveCompanyType } from '../../src/domain/code/company-type.ts';
import { parseIndustry } from '../../src/domain/code/industry.ts';
import { resolveStatus, type StatusSource } from '../../src/domain/code/registration-status.ts';
import { parseRegistrationNumber } from '../../src/domain/identifier/registration-number.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { at, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import type { Observation } from '../../src/domain/record/observation.ts';
import type { RegistrationContent } from '../../src/domain/record/registration.record.ts';
import { findRegionInAddress } from '../../src/domain/region/find-in-address.ts';
import { currentRegions, readRegionCode } from '../../src/domain/region/region-tree.ts';
import { parseCapital } from '../../src/domain/value/capital.ts';
import { parseDate, parseTermEnd } from '../../src/domain/value/date.ts';
import { cleanName, cleanText, foldWidth } from '../../src/domain/value/name.ts';
import type { ReadOptions } from '../connector.ts';
import { abnormalColumns, type EntryColumns, readEntries, seriousColumns } from './read-entries.ts';
import type { Slot } from './slot.ts';
import { fieldsOfSlot } from './stated-fields.ts';

export interface RowOfSlots {
  readonly slots: Partial<Record<Slot, unknown>>;
  /** The sender's column for a slot. */
  column(slot: Slot): string | undefined;
  readonly row: number;
  readonly statusCodes: StatusSource;
  /** The fields that the sender has columns for. */
  readonly stated: ReadonlySet<string>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function readRegistration(given: RowOfSlots, options: ReadOptions = {}): Observation | readonly [Problem, ...Problem[]] {
  const reader = new SlotReader(given);
  const { slots } = given;

  const name = cleanName(slots.name);
  if (name === null) reader.refuse(problem('FIELD_REQUIRED'), 'name');
  const key = readKey(reader, slots.uscc, options);
  const status = reader.required(
    'status',
    resolveStatus({ source: given.statusCodes, code: slots.status, text: slots.statusText }),
  );

  const content: Mutable<Partial<RegistrationContent>> = { origin: 'REGISTRY' };
  if (name !== null) content.name = name;
  set(content, 'status', status?.status);
  set(content, 'statusCode', cleanText(slots.status));
  set(content, 'statusText', cleanText(slots.statusText));

  const type = reader.lenient(
    slots.typeText === undefined ? 'type' : 'typeText',
    resolveCompanyType({ code: slots.type, text: slots.typeText }),
  );
  set(content, 'companyType', type?.class);
  set(content, 'companyTypeCode', cleanText(slots.type));
  set(content, 'companyTypeText', cleanText(slots.typeText));
  if (type?.isBranch === true || (name !== null && /分公司$/.test(name))) content.isBranch = true;
  const parent = cleanText(slots.parentUscc);
  if (parent !== null) set(content, 'parentUscc', reader.lenient('parentUscc', parseUscc(parent)));

  const capital = reader.lenient(
    'capital',
    parseCapital(slots.capital, { currencyCode: slots.capitalCurrency, currencyText: slots.capitalCurrencyText }),
  );
  set(content, 'capital', capital?.amount);
  set(content, 'capitalCurrency', capital?.currency);

  set(content, 'establishedOn', reader.required('established', parseDate(slots.established)));
  set(content, 'approvedOn', reader.required('approved', parseDate(slots.approved)));
  set(content, 'cancelledOn', reader.required('cancelledOn', parseDate(slots.cancelledOn)));
  set(content, 'revokedOn', reader.required('revokedOn', parseDate(slots.revokedOn)));
  set(content, 'termFrom', reader.lenient('termFrom', parseDate(slots.termFrom)));
  const termEnd = reader.lenient('termTo', parseTermEnd(slots.termTo));
  if (termEnd !== null && termEnd !== undefined) {
    if (termEnd.open) content.termOpen = true;
    else content.termTo = termEnd.date;
  }
  set(content, 'cancellationReason', cleanText(slots.cancelReason));
  set(content, 'revocationNo', cleanText(slots.revocationNo));
  set(content, 'revocationAuthority', cleanText(slots.revocationAuthority));

  set(content, 'simpleNoticeFrom', reader.required('noticeFrom', parseDate(slots.noticeFrom)));
  set(content, 'simpleNoticeTo', reader.required('noticeTo', parseDate(slots.noticeTo)));
  set(content, 'liquidationFiledOn', reader.required('liquidationFiled', parseDate(slots.liquidationFiled)));
  set(content, 'abnormalEntries', reader.list('abnormal', abnormalColumns));
  set(content, 'seriousEntries', reader.list('serious', seriousColumns));

  set(content, 'businessScope', cleanText(slots.scope));
  const industry = reader.lenient('industry', parseIndustry({ code: slots.industry, section: slots.industrySection }));
  set(content, 'industry', industry?.code ?? cleanText(slots.industry));
  readPlace(reader, slots, content);
  readAuthority(slots, content);

  const registrationNo = cleanText(slots.regno);
  if (registrationNo !== null) {
    const number = reader.lenient('regno', parseRegistrationNumber(slots.regno));
    set(content, 'registrationNo', number?.value ?? registrationNo);
  }
  set(content, 'pripid', cleanText(slots.pripid));
  const formerNames = cleanText(slots.formerName)
    ?.split(/[;；、|]/)
    .map((former) => former.trim())
    .filter((former) => former !== '');
  if (formerNames !== undefined && formerNames.length > 0) content.formerNames = [...new Set(formerNames)];

  const [first, ...others] = reader.problems;
  if (first !== undefined) return [first, ...others];
  const legalRepresentative = cleanName(slots.legalRepresentative);
  const sourceVersion = reader.sourceVersion();
  return {
    recordType: 'registration',
    key: key as string,
    content: content as RegistrationContent,
    personal: legalRepresentative === null ? {} : { legalRepresentative },
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    stated: reader.stated(),
    warnings: reader.warnings,
  };
}

/** A code whose check fails may really be the published one: a person who has seen the licence can confirm it. */
function readKey(reader: SlotReader, input: unknown, options: ReadOptions): string | undefined {
  const read = parseUscc(input);
  if (!read.ok && read.problem.code === 'USCC_CHECK' && options.confirmed?.has('USCC_CHECK') === true) {
    return foldWidth(String(input)).replace(/\s+/g, '').toUpperCase();
  }
  return reader.required('uscc', read);
}

function readPlace(reader: SlotReader, slots: RowOfSlots['slots'], content: Mutable<Partial<RegistrationContent>>): void {
  const address = cleanText(slots.address);
  set(content, 'address', address);
  const district = cleanText(slots.addressDistrict);
  set(content, 'district', district);
  const stated = district === null ? undefined : reader.lenient('addressDistrict', readRegionCode(district));
  const current = stated === undefined || stated === null ? [] : currentRegions(stated).map((region) => region.code);
  const city = cleanText(slots.city);
  const found = address === null ? null : findRegionInAddress(address, city === null ? {} : { city });
  const inAddress = found?.kind === 'FOUND' ? found.code : undefined;
  const [only] = current;
  // The stated code is the source's own; the address may say the same place more finely.
  if (current.length === 1 && only !== undefined) {
    content.region = inAddress?.startsWith(only) ? inAddress : only;
  } else if (inAddress !== undefined) {
    content.region = inAddress;
  }
}

/** Some senders put the office's name under the column of its code. */
function readAuthority(slots: RowOfSlots['slots'], content: Mutable<Partial<RegistrationContent>>): void {
  const code = cleanText(slots.authority);
  const text = cleanText(slots.authorityText);
  if (code !== null && /^\d+$/.test(code)) content.authorityCode = code;
  set(content, 'authority', text ?? (code !== null && content.authorityCode === undefined ? code : null));
}

function set<K extends keyof RegistrationContent>(
  content: Mutable<Partial<RegistrationContent>>,
  field: K,
  value: RegistrationContent[K] | null | undefined,
): void {
  if (value !== null && value !== undefined) content[field] = value;
}

/** Gathers problems and warnings under the sender's column names. */
class SlotReader {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly #given: RowOfSlots;
  readonly #unread: Slot[] = [];

  constructor(given: RowOfSlots) {
    this.#given = given;
  }

  refuse(found: Problem, slot: Slot): void {
    this.problems.push(at(found, this.#given.column(slot) ?? slot, this.#given.row));
  }

  /** A value whose fault keeps the record out. */
  required<T>(slot: Slot, read: Result<T>): T | undefined {
    if (!read.ok) {
      this.refuse(read.problem, slot);
      return undefined;
    }
    return this.#accepted(slot, read);
  }

  /** A value whose fault is a warning. */
  lenient<T>(slot: Slot, read: Result<T>): T | undefined {
    if (!read.ok) {
      this.#warn(read.problem, slot);
      return undefined;
    }
    return this.#accepted(slot, read);
  }

  /** A list of rows; null where it is empty. One that cannot be read is not stated: that the known entries ended is not said. */
  list<Column extends string>(slot: Slot, columns: EntryColumns<Column>): readonly Partial<Record<Column, string>>[] | null {
    const read = readEntries(this.#given.slots[slot], columns);
    if (read === undefined) {
      this.#warn(problem('LIST_UNREADABLE'), slot);
      this.#unread.push(slot);
      return null;
    }
    if (read.faults > 0) this.#warn(problem('LIST_ENTRY_UNREADABLE'), slot);
    return read.entries.length === 0 ? null : read.entries;
  }

  /** The fields that the sender states: those it has columns for, less the lists that could not be read. */
  stated(): ReadonlySet<string> {
    const { stated } = this.#given;
    if (this.#unread.length === 0) return stated;
    const unread = new Set<string>(this.#unread.flatMap((slot) => fieldsOfSlot(slot)));
    return new Set([...stated].filter((field) => !unread.has(field)));
  }

  /** When the source last touched the row, as milliseconds; absent where it does not say, or says no time there can be. */
  sourceVersion(): number | undefined {
    const { sourceUpdated } = this.#given.slots;
    if (sourceUpdated === undefined || sourceUpdated === null || cleanText(String(sourceUpdated)) === null) return undefined;
    const time = readMoment(String(sourceUpdated).trim());
    if (time === undefined) this.#warn(problem('SOURCE_TIME_UNREADABLE'), 'sourceUpdated');
    return time;
  }

  #accepted<T>(slot: Slot, read: { readonly value: T; readonly warnings?: readonly Problem[] }): T {
    for (const warning of read.warnings ?? []) this.#warn(warning, slot);
    return read.value;
  }

  #warn(found: Problem, slot: Slot): void {
    this.warnings.push(at(found, this.#given.column(slot) ?? slot, this.#given.row));
  }
}

/** Before 2000 no source kept such times, after 2100 nobody reads this: a number outside is in another unit, or junk. */
const FIRST_MOMENT = Date.UTC(2000, 0, 1);
const LAST_MOMENT = Date.UTC(2100, 0, 1);

/** An instant as a source writes it: epoch seconds, milliseconds or microseconds, or a date and time, in China where no zone is given. */
function readMoment(text: string): number | undefined {
  const number = /^\d{10,16}$/.test(text) ? Number(text) : Number.NaN;
  return [number * 1000, number, Math.floor(number / 1000), readDateTime(text)].find(
    (time) => time !== undefined && time >= FIRST_MOMENT && time < LAST_MOMENT,
  );
}

function readDateTime(text: string): number | undefined {
  const parts = /^(\d{4})-?(\d{1,2})-?(\d{1,2})[ T]?(\d{1,2}):?(\d{2})(?::?(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = '+08:00'] = parts;
  const pad = (part: string | undefined): string => String(part).padStart(2, '0');
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const time = Date.parse(
    `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`,
  );
  return Number.isNaN(time) ? undefined : time;
}
