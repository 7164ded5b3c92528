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
import { problem } from '../../src/domain/message/problem.ts';
import type { Observation } from '../../src/domain/record/observation.ts';
import type { RegistrationContent } from '../../src/domain/record/registration.record.ts';
import { findRegionInAddress } from '../../src/domain/region/find-in-address.ts';
import { currentRegions, readRegionCode } from '../../src/domain/region/region-tree.ts';
import { parseCapital } from '../../src/domain/value/capital.ts';
import { parseDate, parseTermEnd } from '../../src/domain/value/date.ts';
import { foldWidth } from '../../src/domain/value/name.ts';
import type { ReadOptions } from '../connector.ts';
import { type EntryColumns, readEntries } from '../table/read-entries.ts';
import type { Row } from '../table/row.ts';
import { abnormalColumns, seriousColumns } from './entry-columns.ts';
import type { Slot } from './sheet.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** @param statusCodes whose status codes the row carries: code 3 means two things in two provinces */
export function readRegistration(row: Row<Slot>, statusCodes: StatusSource, options: ReadOptions = {}): Observation | null {
  const name = row.name('name');
  if (name === null) row.refuse(problem('FIELD_REQUIRED'), 'name');
  const key = readKey(row, row.raw('uscc'), options);
  const status = row.required(
    row.has('status') ? 'status' : 'statusText',
    resolveStatus({ source: statusCodes, code: row.raw('status'), text: row.raw('statusText') }),
  );

  const content: Mutable<Partial<RegistrationContent>> = { origin: 'REGISTRY' };
  if (name !== null) content.name = name;
  set(content, 'status', status?.status);
  set(content, 'statusCode', row.text('status'));
  set(content, 'statusText', row.text('statusText'));

  const type = row.lenient(
    row.raw('typeText') === undefined ? 'type' : 'typeText',
    resolveCompanyType({ code: row.raw('type'), text: row.raw('typeText') }),
  );
  set(content, 'companyType', type?.class);
  set(content, 'companyTypeCode', row.text('type'));
  set(content, 'companyTypeText', row.text('typeText'));
  if (type?.isBranch === true || (name !== null && /分公司$/.test(name))) content.isBranch = true;
  const parent = row.text('parentUscc');
  if (parent !== null) set(content, 'parentUscc', row.lenient('parentUscc', parseUscc(parent)));

  const capital = row.lenient(
    'capital',
    parseCapital(row.raw('capital'), { currencyCode: row.raw('capitalCurrency'), currencyText: row.raw('capitalCurrencyText') }),
  );
  set(content, 'capital', capital?.amount);
  set(content, 'capitalCurrency', capital?.currency);

  set(content, 'establishedOn', row.required('established', parseDate(row.raw('established'))));
  set(content, 'approvedOn', row.required('approved', parseDate(row.raw('approved'))));
  set(content, 'cancelledOn', row.required('cancelledOn', parseDate(row.raw('cancelledOn'))));
  set(content, 'revokedOn', row.required('revokedOn', parseDate(row.raw('revokedOn'))));
  set(content, 'termFrom', row.lenient('termFrom', parseDate(row.raw('termFrom'))));
  const termEnd = row.lenient('termTo', parseTermEnd(row.raw('termTo')));
  if (termEnd !== null && termEnd !== undefined) {
    if (termEnd.open) content.termOpen = true;
    else content.termTo = termEnd.date;
  }
  set(content, 'cancellationReason', row.text('cancelReason'));
  set(content, 'revocationNo', row.text('revocationNo'));
  set(content, 'revocationAuthority', row.text('revocationAuthority'));

  set(content, 'simpleNoticeFrom', row.required('noticeFrom', parseDate(row.raw('noticeFrom'))));
  set(content, 'simpleNoticeTo', row.required('noticeTo', parseDate(row.raw('noticeTo'))));
  set(content, 'liquidationFiledOn', row.required('liquidationFiled', parseDate(row.raw('liquidationFiled'))));
  set(content, 'abnormalEntries', readList(row, 'abnormal', abnormalColumns));
  set(content, 'seriousEntries', readList(row, 'serious', seriousColumns));

  set(content, 'businessScope', row.text('scope'));
  const industry = row.lenient('industry', parseIndustry({ code: row.raw('industry'), section: row.raw('industrySection') }));
  set(content, 'industry', industry?.code ?? row.text('industry'));
  readPlace(row, content);
  readAuthority(row, content);

  const registrationNo = row.text('regno');
  if (registrationNo !== null) {
    const number = row.lenient('regno', parseRegistrationNumber(row.raw('regno')));
    set(content, 'registrationNo', number?.value ?? registrationNo);
  }
  set(content, 'pripid', row.text('pripid'));
  const formerNames = row
    .text('formerName')
    ?.split(/[;；、|]/)
    .map((former) => former.trim())
    .filter((former) => former !== '');
  if (formerNames !== undefined && formerNames.length > 0) content.formerNames = [...new Set(formerNames)];

  if (row.problems.length > 0) return null;
  const legalRepresentative = row.name('legalRepresentative');
  const sourceVersion = row.moment('sourceUpdated');
  return {
    recordType: 'registration',
    key: key as string,
    content: content as RegistrationContent,
    personal: legalRepresentative === null ? {} : { legalRepresentative },
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    stated: row.stated('origin'),
    warnings: row.warnings,
  };
}

/** A code whose check fails may really be the published one: a person who has seen the licence can confirm it. */
function readKey(row: Row<Slot>, input: unknown, options: ReadOptions): string | undefined {
  const read = parseUscc(input);
  if (!read.ok && read.problem.code === 'USCC_CHECK' && options.confirmed?.has('USCC_CHECK') === true) {
    return foldWidth(String(input)).replace(/\s+/g, '').toUpperCase();
  }
  return row.required('uscc', read);
}

function readPlace(row: Row<Slot>, content: Mutable<Partial<RegistrationContent>>): void {
  const address = row.text('address');
  set(content, 'address', address);
  const district = row.text('addressDistrict');
  set(content, 'district', district);
  const stated = district === null ? undefined : row.lenient('addressDistrict', readRegionCode(district));
  const current = stated === undefined || stated === null ? [] : currentRegions(stated).map((region) => region.code);
  const city = row.text('city');
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
function readAuthority(row: Row<Slot>, content: Mutable<Partial<RegistrationContent>>): void {
  const code = row.text('authority');
  const text = row.text('authorityText');
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

/** A list of rows; null where it is empty. One that cannot be read is not stated: that the known entries ended is not said. */
function readList<Column extends string>(
  row: Row<Slot>,
  slot: Slot,
  columns: EntryColumns<Column>,
): readonly Partial<Record<Column, string>>[] | null {
  const read = readEntries(row.raw(slot), columns);
  if (read === undefined) {
    row.warn(problem('LIST_UNREADABLE'), slot);
    row.leaveUnstated(slot);
    return null;
  }
  if (read.faults > 0) row.warn(problem('LIST_ENTRY_UNREADABLE'), slot);
  return read.entries.length === 0 ? null : read.entries;
}
