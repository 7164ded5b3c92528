/**
 * A row about a company's filing to an observation of a `company-filing`. What decides about acceptance: county, company,
 * name, number (or day), status and the days of submission and decision. A fault in anything else is a warning.
 *
 * A company from elsewhere is in no register of the city: its filing states by the way who it is.
 */
import { resolveCode } from '../../src/domain/code/code-table.ts';
import { filingKinds, filingStatuses } from '../../src/domain/code/property-codes.ts';
import { problem } from '../../src/domain/message/problem.ts';
import { type CompanyFilingContent, filingKey } from '../../src/domain/record/company-filing.record.ts';
import type { Observation } from '../../src/domain/record/observation.ts';
import type { RegistrationContent } from '../../src/domain/record/registration.record.ts';
import { findRegionInAddress } from '../../src/domain/region/find-in-address.ts';
import { parseDate } from '../../src/domain/value/date.ts';
import { parseCount, parseFlag } from '../../src/domain/value/quantity.ts';
import type { ReadOptions } from '../connector.ts';
import { readCounty } from '../table/read-county.ts';
import type { Row } from '../table/row.ts';
import { codeOf, companyOfRow, keyDate, lenient, readDocuments, readNumber, readStep, setter } from './read-row.ts';
import type { Slot } from './sheet.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function readCompanyFiling(row: Row<Slot>, options: ReadOptions): Observation | null {
  const name = row.name('name');
  if (name === null) row.refuse(problem('FIELD_REQUIRED'), 'name');
  const company = companyOfRow(row, options);
  const county = row.required('county', readCounty(row.raw('county')));
  const submittedOn = keyDate(row, 'submitted');
  const number = readNumber(row, submittedOn === null ? 'submitted' : null);
  const status = row.required('status', resolveCode(filingStatuses, { text: row.raw('status') }));
  const decidedOn = keyDate(row, 'decided');
  if (name === null || company === null || county === undefined || row.problems.length > 0) return null;

  const content: Mutable<Omit<CompanyFilingContent, 'uscc'>> = { name, county };
  const set = setter(content);
  set('filingNo', number);
  set('kind', codeOf(row, 'kind', filingKinds));
  set('status', status);
  set('statusText', row.text('status'));
  set('submittedOn', submittedOn);
  set('decidedOn', decidedOn);
  set('validTo', lenient(row, 'validTo', parseDate(row.raw('validTo'))));
  set('decision', row.text('decision'));
  set('isLocal', lenient(row, 'isLocal', parseFlag(row.raw('isLocal'))));
  set('address', row.text('address'));
  set('homeRegion', homeOf(content));
  set('staff', lenient(row, 'staff', parseCount(row.raw('staff'))));
  set('certified', lenient(row, 'certified', parseCount(row.raw('certified'))));
  set('documents', readDocuments(row));

  const personal: Mutable<Record<string, string>> = {};
  const setPersonal = setter(personal);
  setPersonal('legalRepresentative', row.name('legalRepresentative'));
  setPersonal('contactName', row.name('contactName'));
  setPersonal('contactPhone', row.text('contactPhone'));

  const keyFor = (uscc: string) => filingKey(county, number, uscc, submittedOn ?? '');
  const sourceVersion = row.moment('updated');
  const step = readStep(row, (former) => filingKey(county, former, '', ''));
  if (row.problems.length > 0) return null;
  const observe = (uscc: string): Observation => ({
    recordType: 'company-filing',
    key: keyFor(uscc),
    content: { uscc, ...content },
    personal,
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    ...step,
    stated: row.stated(),
    ...(isFromElsewhere(content)
      ? { implied: registrationOf(row, uscc, content, personal.legalRepresentative, sourceVersion) }
      : {}),
    warnings: row.warnings,
  });
  if ('uscc' in company) return observe(company.uscc);
  return {
    ...observe(''),
    key: number === null ? '' : keyFor(''),
    needs: { wants: [company.want], complete: ([uscc = '']) => observe(uscc) },
  };
}

/** The region of the domicile. A company that is said to be of the city leaves the city's name out. */
function homeOf({ address, isLocal, county }: Pick<CompanyFilingContent, 'address' | 'isLocal' | 'county'>): string | null {
  if (address === undefined) return null;
  const found = findRegionInAddress(address, isLocal === false ? {} : { city: county.slice(0, 4) });
  return found?.kind === 'FOUND' ? found.code : null;
}

/** Addresses that begin with another province: the divisions that the hub knows are of one. */
const OTHER_PROVINCE =
  /^(?:中国)?(?:(?!山西)\p{Script=Han}{2,3}省|(?:北京|天津|上海|重庆)市|(?:内蒙古|广西|西藏|宁夏|新疆)\p{Script=Han}{0,3}自治区)/u;

function isFromElsewhere({ isLocal, address, homeRegion, county }: Omit<CompanyFilingContent, 'uscc'>): boolean {
  if (isLocal === false || (address !== undefined && OTHER_PROVINCE.test(address))) return true;
  return homeRegion !== undefined && homeRegion.length >= 4 && !homeRegion.startsWith(county.slice(0, 4));
}

/** What the filing says about who its company is. Its version is the filing's: of two counties' filings the newer one goes. */
function registrationOf(
  row: Row<Slot>,
  uscc: string,
  { name, address, homeRegion }: Omit<CompanyFilingContent, 'uscc'>,
  legalRepresentative: string | undefined,
  sourceVersion: number | undefined,
): NonNullable<Observation['implied']> {
  const content: Mutable<RegistrationContent> = { name, origin: 'SELF_DECLARED' };
  const set = setter(content);
  set('address', address);
  set('region', homeRegion);
  return {
    recordType: 'registration',
    key: uscc,
    content,
    personal: legalRepresentative === undefined ? {} : { legalRepresentative },
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    stated: new Set([
      ...['name', 'origin'],
      ...(row.has('address') ? ['address', 'region'] : []),
      ...(row.has('legalRepresentative') ? ['legalRepresentative'] : []),
    ]),
    warnings: [],
  };
}
