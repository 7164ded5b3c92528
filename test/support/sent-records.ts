/** Small records of taxpayers, contracts, filings and estates for feeding a hub directly, as connectors would hand them over. */
import type { SourceName } from '../../src/domain/record/change.ts';
import { estateCodeOf, estateNameOf, estatePlaceOf } from '../../src/domain/record/estate.record.ts';
import type { CompanyWant, EstateWant, Observation, ToldStep, Want } from '../../src/domain/record/observation.ts';
import type { Content } from '../../src/domain/record/record-type.ts';
import { type Entry, entryOf, type PutOptions } from '../../src/feed/entry.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { type BatchResult, writeBatch } from '../../src/feed/write.ts';

export function record(recordType: string, key: string, content: Content, rest: Partial<Observation> = {}): Observation {
  return { recordType, key, content, personal: {}, warnings: [], ...rest };
}

export interface GivenCompany {
  readonly name?: string;
  readonly numbers?: CompanyWant['identifiers'];
}

const companyWant = ({ name, numbers = [] }: GivenCompany): CompanyWant => ({
  ...{ kind: 'company', field: '企业名称', identifiers: numbers, name: name ?? null },
});

/** A taxpayer that names its company otherwise than by its code. */
export function taxpayerOf(key: string, company: GivenCompany, content: Content = {}): Observation {
  const known = { name: company.name ?? '甲物业', ...content };
  return record('taxpayer', key, known, {
    needs: {
      wants: [companyWant(company)],
      complete: ([uscc = '']) => record('taxpayer', key, { ...known, uscc }),
    },
  });
}

export interface GivenEstate {
  readonly name: string;
  readonly code?: string;
  readonly region?: string;
  readonly address?: string;
  readonly county?: string;
  readonly told?: ToldStep;
  readonly more?: Content;
}

function estateWant({ name, code, region, address, county = '140403' }: GivenEstate, isOwn: boolean): EstateWant {
  const codes = code === undefined ? [] : [estateCodeOf('estate', county, code)];
  const place = estatePlaceOf({ ...(region === undefined ? {} : { region }), ...(address === undefined ? {} : { address }) });
  const named = estateNameOf(county, name);
  const firstAlias = codes[0] ?? `${named}:${place.community ?? ''}:${place.address ?? ''}`;
  return { kind: 'estate', field: '小区名称', codes, name: named, called: name, place, firstAlias: isOwn ? firstAlias : null };
}

/** An estate's own row. */
export function estateRow(given: GivenEstate): Observation {
  const { name, code, region, address, county = '140403', told, more } = given;
  const content = {
    ...{ name, county, ...more },
    ...(region === undefined ? {} : { region }),
    ...(address === undefined ? {} : { address }),
    ...(code === undefined ? {} : { aliases: [{ source: 'estate', code }] }),
  };
  return record('estate', '', content, {
    needs: {
      wants: [estateWant(given, true)],
      complete: ([id = '']) => record('estate', id, content, told === undefined ? {} : { told }),
    },
  });
}

/** A contract of a company with the estates that it names. */
export function contractOf(number: string, uscc: string | GivenCompany, estates: readonly GivenEstate[], more: Content = {}) {
  const company = typeof uscc === 'string' ? [] : [companyWant(uscc)];
  const complete = (ids: readonly string[]) => {
    const code = typeof uscc === 'string' ? uscc : (ids[0] ?? '');
    const named = ids.slice(company.length).map((estate) => ({ estate }));
    return record('service-contract', `140403:${number}`, { uscc: code, county: '140403', estates: named, ...more });
  };
  const [first, ...others] = [...company, ...estates.map((each) => estateWant(each, false))] as readonly Want[];
  if (first === undefined) return complete([]);
  return record('service-contract', `140403:${number}`, {}, { needs: { wants: [first, ...others], complete } });
}

/** Writes one batch of a source; each with a row number, so that what is refused can be told apart. */
export async function writeAs(
  hub: Hub,
  source: SourceName,
  observations: readonly Observation[],
  options: PutOptions = {},
): Promise<BatchResult> {
  const entries: Entry[] = observations.map((observation, i) => {
    const wire = { plain: { row: `${observation.recordType} ${observation.key} ${i}` }, personal: {} };
    return entryOf(observation, hub.fingerprint, { origin: { row: i + 1, wire }, ...options });
  });
  return writeBatch(hub, { source, entries, receivedAt: hub.clock.now() });
}
