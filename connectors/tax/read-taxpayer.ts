/**
 * A row about a taxpayer to an observation of `taxpayer`. The key is the tax register serial (登记序号). A list of
 * deregistrations, clearances or ratings says little of each: what it has no column for stays as it is known.
 *
 * What decides about acceptance: the serial, the company, the status and the dates of a life at the tax office.
 */
import { type CodeTable, resolveCode } from '../../src/domain/code/code-table.ts';
import { parseIndustry } from '../../src/domain/code/industry.ts';
import { taxpayerStatuses, taxRatings, vatKinds } from '../../src/domain/code/tax-codes.ts';
import { fail, ok, problem, type Result } from '../../src/domain/message/problem.ts';
import type { Observation, Want } from '../../src/domain/record/observation.ts';
import type { TaxpayerContent } from '../../src/domain/record/taxpayer.record.ts';
import { currentRegions, readRegionCode } from '../../src/domain/region/region-tree.ts';
import { parseDate } from '../../src/domain/value/date.ts';
import { cleanText, foldWidth } from '../../src/domain/value/name.ts';
import { parseFlag, parseYear } from '../../src/domain/value/quantity.ts';
import type { ReadOptions } from '../connector.ts';
import { type CompanyReference, companyOf } from '../table/company-reference.ts';
import type { Row } from '../table/row.ts';
import { readTold } from '../table/told.ts';
import type { TaxSlot } from './sheet.ts';

type TaxRow = Row<TaxSlot>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** CZBZ 操作标志. */
const operations: CodeTable<'PUT' | 'WITHDRAWN'> = {
  zh: '操作标志',
  en: 'operation flag',
  values: {
    PUT: { zh: '更新', en: 'new or changed', codes: ['I', 'U'], words: ['insert', 'update', '新增', '修改', '变更'] },
    WITHDRAWN: { zh: '删除', en: 'taken back', codes: ['D'], words: ['delete', '作废'] },
  },
};

export function readTaxpayer(row: TaxRow, options: ReadOptions): Observation | null {
  const serial = row.required('serial', parseSerial(row.raw('serial'))) ?? null;
  if (isWithdrawn(row)) return withdrawn(row, serial);

  const content = contentOf(row);
  const company = companyOf(
    row,
    { uscc: 'uscc', taxpayerId: 'taxpayerId', organisationCode: 'organisationCode', djxh: 'serial', name: 'name' },
    options,
  );
  const told = readTold(row);
  if (row.problems.length > 0 || company === null) return null;
  if ('uscc' in company) content.uscc = company.uscc;

  const sourceVersion = row.moment('updated');
  const observation: Observation = {
    recordType: 'taxpayer',
    key: serial ?? '',
    content,
    personal: {},
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    ...told,
    stated: row.stated(),
    warnings: row.warnings,
  };
  return { ...observation, ...needsOf(row, serial, company, observation) };
}

/** The serial that a row is about; null where it gives none. */
export function parseSerial(input: unknown): Result<string | null> {
  if (typeof input === 'number' && !Number.isSafeInteger(input)) return fail('SERIAL_MALFORMED');
  const text = cleanText(input);
  if (text === null) return ok(null);
  const serial = foldWidth(text).replace(/\s+/g, '').toUpperCase();
  return /^[0-9A-Z]{1,32}$/.test(serial) ? ok(serial) : fail('SERIAL_MALFORMED');
}

/** CZBZ = D, or 有效标志 N: the source takes the row back. */
function isWithdrawn(row: TaxRow): boolean {
  const operation = row.required('operation', resolveCode(operations, { text: row.raw('operation') }));
  return operation === 'WITHDRAWN' || row.lenient('valid', parseFlag(row.raw('valid'))) === false;
}

function withdrawn(row: TaxRow, serial: string | null): Observation | null {
  if (serial === null) {
    row.refuse(problem('FIELD_REQUIRED'), 'serial');
    return null;
  }
  const sourceVersion = row.moment('updated');
  return {
    recordType: 'taxpayer',
    key: serial,
    content: {},
    personal: {},
    closes: true,
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    warnings: row.warnings,
  };
}

/** What has to be found before the row is a record: its company, or the known registration that it only tells more of. */
function needsOf(
  row: TaxRow,
  serial: string | null,
  company: CompanyReference,
  observation: Observation,
): Pick<Observation, 'needs'> {
  if (serial === null) {
    const want: Want = { kind: 'taxpayer', field: row.column('serial'), serial, company };
    return { needs: { wants: [want], complete: ([key = '']) => ({ ...observation, key }) } };
  }
  if (row.name('name') === null) {
    const want: Want = { kind: 'taxpayer', field: row.column('serial'), serial, company };
    return { needs: { wants: [want], complete: () => observation } };
  }
  if ('uscc' in company) return {};
  const complete = ([uscc]: readonly string[]): Observation => ({ ...observation, content: { ...observation.content, uscc } });
  return { needs: { wants: [company.want], complete } };
}

function contentOf(row: TaxRow): Mutable<Partial<TaxpayerContent>> {
  const content: Mutable<Partial<TaxpayerContent>> = {};
  const set = <K extends keyof TaxpayerContent>(field: K, value: TaxpayerContent[K] | null | undefined): void => {
    if (value !== null && value !== undefined) content[field] = value;
  };
  const name = row.name('name');
  // A name is never taken back: an empty cell of a list says nothing of it.
  if (name === null) row.leaveUnstated('name');
  set('name', name);
  set('taxpayerId', codeText(row, 'taxpayerId'));
  set('formerTaxpayerId', codeText(row, 'formerTaxpayerId'));

  const given = row.text('statusText') === null ? 'statusCode' : 'statusText';
  set('status', row.required(given, resolveCode(taxpayerStatuses, { code: row.raw('statusCode'), text: row.raw('statusText') })));
  set('statusCode', row.text('statusCode'));
  set('statusText', row.text('statusText'));
  set('registrationKind', row.text('registrationKind'));
  set('companyTypeCode', row.text('companyType'));
  set('industry', row.lenient('industry', parseIndustry({ code: row.raw('industry') }))?.code ?? row.text('industry'));

  set('officeCode', row.text('officeCode'));
  set('office', row.name('office'));
  set('branchOfficeCode', row.text('branchOfficeCode'));
  set('region', regionOf(row));
  set('address', row.text('address'));

  set('vatKind', row.lenient('vatKind', resolveCode(vatKinds, { text: row.raw('vatKind') })));
  set('creditRating', row.lenient('rating', resolveCode(taxRatings, { text: row.raw('rating') })));
  set('creditYear', row.lenient('ratingYear', parseYear(row.raw('ratingYear')))?.toString());
  set('inArrears', row.lenient('arrears', parseFlag(row.raw('arrears'))));

  set('registeredOn', row.required('registered', parseDate(row.raw('registered'))));
  set('abnormalSince', row.required('abnormalSince', parseDate(row.raw('abnormalSince'))));
  set('clearanceNo', row.text('clearanceNo'));
  set('clearedOn', row.required('cleared', parseDate(row.raw('cleared'))));
  set('deregisteredOn', row.required('deregistered', parseDate(row.raw('deregistered'))));
  return content;
}

/** A number as it may be compared: sources write them in any width and case. */
function codeText(row: TaxRow, slot: TaxSlot): string | null {
  const text = row.text(slot);
  return text === null ? null : foldWidth(text).replace(/\s+/g, '').toUpperCase();
}

/** The region of the street (JDXZ_DM), else of the office in charge, as far as its code tells one: 1, six digits, 0000. */
function regionOf(row: TaxRow): string | undefined {
  const street = row.text('street');
  const ofStreet = street === null ? undefined : presentRegion(row.lenient('street', readRegionCode(street)));
  if (ofStreet !== undefined) return ofStreet;
  const office = /^1(\d{6})\d{4}$/.exec(foldWidth(row.text('officeCode') ?? ''))?.[1];
  if (office === undefined) return undefined;
  const read = readRegionCode(office);
  return read.ok ? presentRegion(read.value) : undefined;
}

/** What a code stands for today, where that is one region. */
function presentRegion(code: string | undefined): string | undefined {
  const [only, ...others] = code === undefined ? [] : currentRegions(code);
  if (others.length > 0) return undefined;
  // A community or street of a listed county that our lists do not hold is kept as it is given.
  return only?.code ?? code;
}
