/**
 * Matches a long list of codes and names with companies, in batches: exact codes by key, exact names and numbers by
 * their index, a few hundred to a statement. Only what is left is searched for, one by one, as long as there is time.
 */
import type { Viewer } from '../access/viewer.ts';
import { listNamed } from '../db/company.repository.ts';
import { listIdentifiers } from '../db/identifier.repository.ts';
import type { RegistrationStatus } from '../domain/code/registration-status.ts';
import type { Uscc } from '../domain/identifier/uscc.ts';
import type { Identifier } from '../domain/record/record-type.ts';
import { foldName } from '../domain/value/name.ts';
import { breath } from './breath.ts';
import { findSuccessors } from './code-replacements.ts';
import type { Hub } from './hub.ts';
import { findRecords, isProblem } from './read.ts';
import { searchCompanies } from './search/search-companies.ts';

/** One line of a list. */
export interface Asked {
  readonly uscc: Uscc | null;
  /** A registration number, where the line has one in place of a code. */
  readonly number: string | null;
  readonly name: string | null;
}

export interface Found {
  readonly uscc: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly status: RegistrationStatus | null;
}

export interface Matched {
  /** The company of the code; its present code where it was replaced. */
  readonly byCode: Found | null;
  /** Companies of the number; several are possible. */
  readonly byNumber: readonly Found[];
  /** Companies that have this very name, or had it; beside a code or number only where its company never had it. */
  readonly byName: readonly Found[];
  /** Companies whose name holds it or nearly does, where nothing else matched; null where there was no time to look. */
  readonly near: readonly Found[] | null;
}

/** Keys to a statement: a page of some milliseconds, so that others are served in between. */
const CHUNK = 250;
const MAX_NEAR = 6;
/** To one statement: a number leads to one company, a former name to a few. */
const MAX_LEADS = 2_000;

/** @param patience while it is not aborted, names that match nothing exactly are searched for */
export async function matchCompanies(
  hub: Hub,
  asked: readonly Asked[],
  { position, patience }: { readonly position: number; readonly patience: AbortSignal },
  viewer: Viewer,
): Promise<readonly Matched[]> {
  const codes = distinct(asked.map(({ uscc }) => uscc));
  const numbers = distinct(asked.map(({ number }) => number));
  const names = distinct(asked.map(({ uscc, number, name }) => (uscc === null && number === null ? name : null)));
  const companies = new Companies(hub, position, viewer);

  await companies.load(codes);
  const successors = new Map<string, string>();
  for await (const part of chunks(codes.filter((code) => companies.get(code) === undefined))) {
    for (const [code, successor] of await findSuccessors(hub, part, position)) successors.set(code, successor.code);
  }
  const numberLeads = await leadsOf(hub, 'REGNO', numbers, position);
  await companies.load([...successors.values(), ...flat(numberLeads)]);
  const byCode = ({ uscc }: Asked) => (uscc === null ? null : (companies.get(successors.get(uscc) ?? uscc) ?? null));
  const byNumber = ({ number }: Asked) => (number === null ? [] : companies.all(numberLeads.get(number)));
  /** The name of a row where its code or number has not led to a company of that name. */
  const openName = (row: Asked): string | null => {
    const { name } = row;
    const led = [byCode(row), ...byNumber(row)].filter((found) => found !== null);
    return name === null || led.some((found) => isNamed(found, name)) ? null : name;
  };
  const nameLeads = await leadsOfNames(hub, distinct(asked.map(openName)), position);
  await companies.load(flat(nameLeads));

  const near = new Map<string, readonly Found[] | null>();
  for (const name of names) {
    if (nameLeads.has(name)) continue;
    near.set(name, patience.aborted ? null : await searchNear(hub, name, companies, viewer));
  }
  return asked.map((row) => {
    const name = openName(row);
    return {
      byCode: byCode(row),
      byNumber: byNumber(row),
      byName: name === null ? [] : companies.all(nameLeads.get(name)),
      near: row.name === null || !near.has(row.name) ? [] : (near.get(row.name) ?? null),
    };
  });
}

/** Whether a company has a name or had it, whatever the spelling of brackets and blanks. */
function isNamed({ name, formerNames }: Found, text: string): boolean {
  return [name, ...formerNames].some((known) => foldName(known) === foldName(text));
}

async function searchNear(hub: Hub, name: string, companies: Companies, viewer: Viewer): Promise<readonly Found[]> {
  const { matches } = await searchCompanies(hub, { text: name, first: MAX_NEAR }, viewer);
  const named = matches.filter(({ matchedOn }) => matchedOn === 'NAME' || matchedOn === 'FORMER_NAME');
  const codes = named.map(({ uscc }) => uscc);
  await companies.load(codes);
  return companies.all(codes);
}

/** Registrations read so far, as much of them as a list needs. */
class Companies {
  readonly #hub: Hub;
  readonly #position: number;
  readonly #viewer: Viewer;
  readonly #known = new Map<string, Found>();

  constructor(hub: Hub, position: number, viewer: Viewer) {
    this.#hub = hub;
    this.#position = position;
    this.#viewer = viewer;
  }

  get(uscc: string): Found | undefined {
    return this.#known.get(uscc);
  }

  all(codes: readonly string[] = []): readonly Found[] {
    return codes.flatMap((uscc) => this.#known.get(uscc) ?? []);
  }

  async load(codes: readonly string[]): Promise<void> {
    const missing = codes.filter((uscc) => !this.#known.has(uscc));
    for await (const part of chunks(missing)) {
      const pin = { position: this.#position, validOn: null };
      for (const [uscc, view] of await findRecords(this.#hub, 'registration', part, pin, this.#viewer)) {
        if (isProblem(view)) continue;
        const { name, formerNames = [], status = null } = view.fields as unknown as Found;
        this.#known.set(uscc, { uscc, name, formerNames, status });
      }
    }
  }
}

/** Where numbers or former names lead at a position. */
async function leadsOf(
  hub: Hub,
  kind: Identifier['kind'],
  values: readonly string[],
  position: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const leads = new Map<string, string[]>();
  for await (const part of chunks(values)) {
    const rows = await listIdentifiers(hub.db.read, { kinds: [kind], values: part, position, limit: MAX_LEADS });
    for (const { value, subject, until } of rows) if (until === null || until > position) add(leads, value, subject);
  }
  return leads;
}

/** By the name as it is given: present names first, former ones only where no company has it now. */
async function leadsOfNames(
  hub: Hub,
  names: readonly string[],
  position: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const present = new Map<string, string[]>();
  const former = new Map<string, string[]>();
  for await (const part of chunks(names)) {
    const spellings = [...new Set(part.flatMap(spellingsOf))];
    for (const { name, uscc } of await listNamed(hub.db.read, spellings, position)) add(present, foldName(name), uscc);
    for (const [value, companies] of await leadsOf(hub, 'FORMER_NAME', spellings, position)) {
      for (const company of companies) add(former, foldName(value), company);
    }
  }
  const leads = names.map((name) => [name, present.get(foldName(name)) ?? former.get(foldName(name))] as const);
  return new Map(leads.flatMap(([name, found]) => (found === undefined ? [] : [[name, found]])));
}

/** An index finds what is written alike: registers write brackets wide, lists often narrow. */
function spellingsOf(name: string): readonly string[] {
  const narrow = name.normalize('NFKC').replace(/\s+/g, '');
  return [...new Set([name, narrow, narrow.replaceAll('(', '（').replaceAll(')', '）')])];
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else if (!values.includes(value)) values.push(value);
}

function flat(leads: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...leads.values()].flat();
}

function distinct<T>(values: readonly (T | null)[]): readonly T[] {
  return [...new Set(values.filter((value) => value !== null))];
}

/** Short reads of SQLite are done at once, in this thread: between two of them everybody else gets a turn. */
async function* chunks<T>(values: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < values.length; from += CHUNK) {
    yield values.slice(from, from + CHUNK);
    await breath();
  }
}
