/**
 * A row about a contract to an observation of a `service-contract`. What decides about acceptance: county, company, all its
 * estates, number (or day of signing), and the days between which it is in force. A fault in anything else is a warning.
 */
import { chargeModes, clientKinds, contractPhases, priceKinds, selections } from '../../src/domain/code/property-codes.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { ok } from '../../src/domain/message/problem.ts';
import type { Observation, Want } from '../../src/domain/record/observation.ts';
import { contractKey, type ServiceContractContent } from '../../src/domain/record/service-contract.record.ts';
import { parseDate, parseTermEnd } from '../../src/domain/value/date.ts';
import { parseDecimal } from '../../src/domain/value/quantity.ts';
import type { ReadOptions } from '../connector.ts';
import { readCounty } from '../table/read-county.ts';
import type { Row } from '../table/row.ts';
import { estateWantOf, type Project, readProjects } from './read-projects.ts';
import { codeOf, companyOfRow, keyDate, lenient, readDocuments, readNumber, readStep, setter } from './read-row.ts';
import type { Slot } from './sheet.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function readServiceContract(row: Row<Slot>, options: ReadOptions): Observation | null {
  const company = companyOfRow(row, options);
  const county = row.required('county', readCounty(row.raw('county')));
  const signedOn = keyDate(row, 'signed');
  const number = readNumber(row, signedOn === null ? 'signed' : null);
  const projects = readProjects(row);
  const termFrom = keyDate(row, 'termFrom');
  const termEnd = row.required('termTo', parseTermEnd(row.raw('termTo')));
  const endedOn = keyDate(row, 'ended');
  if (company === null || county === undefined || projects === null || row.problems.length > 0) return null;

  const content: Mutable<Omit<ServiceContractContent, 'uscc' | 'estates'>> = { county };
  const set = setter(content);
  set('companyName', row.name('name'));
  set('contractNo', number);
  set('phase', codeOf(row, 'phase', contractPhases));
  set('clientKind', codeOf(row, 'clientKind', clientKinds));
  set('client', row.name('client'));
  set('selection', codeOf(row, 'selection', selections));
  set('signedOn', signedOn);
  set('filedOn', lenient(row, 'filed', parseDate(row.raw('filed'))));
  set('termFrom', termFrom);
  if (termEnd?.open === false) content.termTo = termEnd.date;
  set('level', row.text('level'));
  set('priceKind', codeOf(row, 'priceKind', priceKinds));
  set('chargeMode', codeOf(row, 'chargeMode', chargeModes));
  set('fee', lenient(row, 'fee', parseDecimal(row.text('fee')?.replace(/元?\/.*$/, ''))));
  set('endedOn', endedOn);
  set('endReason', row.text('endReason'));
  set('handedOverOn', lenient(row, 'handedOver', parseDate(row.raw('handedOver'))));
  set('successorUscc', lenient(row, 'successor', row.text('successor') === null ? ok(null) : parseUscc(row.raw('successor'))));
  set('documents', readDocuments(row));

  const personal: Mutable<Record<string, string>> = {};
  const setPersonal = setter(personal);
  setPersonal('leadName', row.name('leadName'));
  setPersonal('leadPhone', row.text('leadPhone'));

  const sourceVersion = row.moment('updated');
  const step = readStep(row, (former) => contractKey(county, former, '', '', ''));
  if (row.problems.length > 0) return null;
  const observe = (uscc: string, ids: readonly string[]): Observation => {
    const estates = estatesOf(projects, ids);
    return {
      recordType: 'service-contract',
      key: contractKey(county, number, uscc, estates[0]?.estate ?? '', signedOn ?? ''),
      content: { uscc, ...content, estates },
      personal,
      ...(sourceVersion === undefined ? {} : { sourceVersion }),
      ...step,
      stated: row.stated(),
      warnings: row.warnings,
    };
  };
  const known = 'uscc' in company ? company.uscc : undefined;
  const wants = [
    ...('want' in company ? [company.want] : []),
    ...projects.map((project) => estateWantOf(row, county, project)),
  ] as unknown as readonly [Want, ...Want[]];
  return {
    ...observe(known ?? '', []),
    key: number === null ? '' : contractKey(county, number, '', '', ''),
    needs: {
      wants,
      complete: (found) => (known === undefined ? observe(found[0] ?? '', found.slice(1)) : observe(known, found)),
    },
  };
}

/** In an order of their own, since that of a source's list means nothing: without a number the first one is in the key. */
function estatesOf(projects: readonly Project[], ids: readonly string[]): ServiceContractContent['estates'] {
  const estates = projects.map(({ name, part, area }, i) => ({
    ...(ids[i] === undefined ? {} : { estate: ids[i] }),
    ...(name === undefined ? {} : { name }),
    ...(part === undefined ? {} : { part }),
    ...(area === undefined ? {} : { area }),
  }));
  return estates.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
