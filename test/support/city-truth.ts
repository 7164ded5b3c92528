/** Holds what a hub knows against what is true of the synthetic city, record by record and field by field. */
import { expect } from 'vitest';
import type { City } from '../../sandbox/city/city.ts';
import type { CompanyFacts } from '../../sandbox/city/truth.ts';
import { operator } from '../../src/access/viewer.ts';
import { selectVersions } from '../../src/db/version.repository.ts';
import { estateCodeOf } from '../../src/domain/record/estate.record.ts';
import type { Content } from '../../src/domain/record/record-type.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { viewVersions } from '../../src/feed/read.ts';

/** Contents that hold now, by record type and key; estates by their code, since the hub issues their ids. */
type Known = ReadonlyMap<string, ReadonlyMap<string, Content>>;

export async function expectTruth(hub: Hub, city: City): Promise<void> {
  const known = await readKnown(hub);
  expectCompanies(known.get('registration') ?? new Map(), [...city.truth()]);
  const present = presentCodes(city);
  const spellings = spellingsOf(city);
  for (const type of ['estate', 'committee', 'company-filing', 'service-contract', 'taxpayer'] as const) {
    const truth = [...city.truthOf(type)].map(
      ({ key, content }) => [key, alike(content as Content, present, spellings)] as const,
    );
    const held = [...(known.get(type) ?? [])].map(([key, content]) => [key, alike(content, present, spellings)] as const);
    expect(Object.fromEntries(held), type).toEqual(Object.fromEntries(truth));
  }
}

async function readKnown(hub: Hub): Promise<Known> {
  const rows = await selectVersions(hub.db.read).where('fingerprint', 'is not', null).execute();
  const views = await viewVersions(hub.db.read, rows, operator);
  // Also of those that went up in others: what names one of them keeps the id that its code had.
  const past = await selectVersions(hub.db.read).where('record_type', '=', 'estate').execute();
  const codes = new Map<string, string>();
  for (const view of await viewVersions(hub.db.read, past, operator)) {
    if (view !== null && 'aliases' in view.fields) codes.set(view.key, codeOf(view.fields));
  }
  const known = new Map<string, Map<string, Content>>();
  for (const view of views) {
    if (view === null) continue;
    const ofType = known.get(view.recordType) ?? new Map<string, Content>();
    known.set(view.recordType, ofType);
    ofType.set(codes.get(view.key) ?? view.key, withCodes(view.fields, codes));
  }
  return known;
}

function codeOf({ county, aliases }: Content): string {
  const own = (aliases as readonly { source?: string; code?: string }[] | undefined)?.find(({ source }) => source === 'estate');
  return estateCodeOf('estate', String(county), own?.code ?? '');
}

/** Ids of estates as their codes. */
function withCodes(fields: Content, codes: ReadonlyMap<string, string>): Content {
  const named = (id: unknown) => codes.get(String(id)) ?? id;
  const estates = (fields.estates as readonly { estate?: string }[] | undefined)?.map((each) => ({
    ...each,
    estate: named(each.estate),
  }));
  return {
    ...fields,
    ...(estates === undefined ? {} : { estates }),
    ...(fields.splitFrom === undefined ? {} : { splitFrom: named(fields.splitFrom) }),
  };
}

/** Which code each code of a company has become. */
function presentCodes(city: City): ReadonlyMap<string, string> {
  return new Map([...city.truth()].flatMap(({ uscc, replacedCodes }) => replacedCodes.map((code) => [code, String(uscc)])));
}

/** The code that each estate goes by now, by the codes that went up in it. */
function spellingsOf(city: City): ReadonlyMap<string, string> {
  return new Map([...city.truthOf('estate')].flatMap(({ key, mergedCodes }) => mergedCodes.map((code) => [code, key])));
}

/** What both sides can tell of a record: lists in one order, codes of today, a place as deep as both say it. */
function alike(content: Content, present: ReadonlyMap<string, string>, estates: ReadonlyMap<string, string>): Content {
  const { statusText: _words, aliases: _aliases, homeRegion, estates: served, documents, ...rest } = content;
  const today = (code: unknown) => (typeof code === 'string' ? (present.get(code) ?? code) : code);
  const list = (rows: unknown) => (rows as readonly object[]).map((row) => JSON.stringify(sorted(row))).toSorted();
  const {
    chair: _chair,
    phone: _phone,
    legalRepresentative: _person,
    contactName: _name,
    contactPhone: _tel,
    leadName: _lead,
    leadPhone: _mobile,
    ...fields
  } = rest;
  return {
    ...fields,
    ...('uscc' in rest ? { uscc: today(rest.uscc) } : {}),
    ...('successorUscc' in rest ? { successorUscc: today(rest.successorUscc) } : {}),
    // Of a company from elsewhere a hub of this province may not know the place.
    ...(homeRegion === undefined || rest.isLocal === false ? {} : { homeRegion: String(homeRegion).slice(0, 6) }),
    ...(documents === undefined ? {} : { documents: list(documents) }),
    ...(served === undefined
      ? {}
      : {
          estates: list(
            (served as readonly { estate?: string }[]).map((each) => ({
              ...each,
              estate: estates.get(each.estate ?? '') ?? each.estate,
            })),
          ),
        }),
  };
}

function sorted(row: object): object {
  return Object.fromEntries(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function expectCompanies(known: ReadonlyMap<string, Content>, truth: readonly CompanyFacts[]): void {
  const registered = new Map([...known].filter(([, { origin }]) => origin === 'REGISTRY'));
  expect([...registered.keys()].toSorted()).toEqual(truth.map(({ uscc }) => String(uscc)).toSorted());
  expect(truth.map(({ uscc }) => asFacts(uscc, registered.get(uscc) ?? {}))).toEqual(truth.map(asTold));
}

/** The facts that both sides can tell; lists by their entries' beginnings and ends. */
function asTold(facts: CompanyFacts) {
  const entries = (list: CompanyFacts['abnormalEntries']) =>
    list.map(({ reason, enteredOn, removedOn }) => [reason, enteredOn, removedOn]);
  const { replacedCodes: _, address: _address, abnormalEntries, seriousEntries, ...rest } = facts;
  return { ...rest, abnormalEntries: entries(abnormalEntries), seriousEntries: entries(seriousEntries) };
}

function asFacts(uscc: string, fields: Content) {
  const entries = (list: unknown) =>
    ((list ?? []) as { reason?: string; enteredOn?: string; removedOn?: string }[]).map(({ reason, enteredOn, removedOn }) => [
      reason,
      enteredOn,
      removedOn ?? null,
    ]);
  const text = (field: string) => fields[field] ?? null;
  return {
    uscc,
    name: text('name'),
    formerNames: fields.formerNames ?? [],
    status: text('status'),
    parentUscc: text('parentUscc'),
    pripid: text('pripid'),
    registrationNo: text('registrationNo'),
    legalRepresentative: text('legalRepresentative'),
    capital: fields.capital === undefined ? null : Number(fields.capital),
    businessScope: String(fields.businessScope).replace(/（依法须经批准.*|\*+$/, ''),
    industry: text('industry'),
    county: String(fields.region).slice(0, 6),
    establishedOn: text('establishedOn'),
    approvedOn: text('approvedOn'),
    cancelledOn: text('cancelledOn'),
    revokedOn: text('revokedOn'),
    simpleNoticeFrom: text('simpleNoticeFrom'),
    simpleNoticeTo: text('simpleNoticeTo'),
    liquidationFiledOn: text('liquidationFiledOn'),
    abnormalEntries: entries(fields.abnormalEntries),
    seriousEntries: entries(fields.seriousEntries),
  };
}
