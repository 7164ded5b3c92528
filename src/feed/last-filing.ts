/** What a company from elsewhere has declared of itself holds as long as a filing declares it: it goes with the last one. */
import type { Db } from '../db/database.ts';
import { listRelated } from '../db/relation.repository.ts';
import { listOpenVersions, listVersions, MAX_KEYS } from '../db/version.repository.ts';
import type { CompanyFilingContent } from '../domain/record/company-filing.record.ts';
import type { RegistrationContent } from '../domain/record/registration.record.ts';
import { type CloseEntry, closeEntry, type ReadyEntry } from './entry.ts';
import { contentOf } from './known.ts';

const FILING = 'company-filing';

/** The entries; those that close the last filing of a company close what it declared along with it. */
export async function withDeclared(db: Db, entries: readonly ReadyEntry[]): Promise<readonly ReadyEntry[]> {
  const closing = new Map<string, CloseEntry>();
  const filed = new Set<string>();
  for (const entry of entries) {
    if ('problems' in entry || entry.type.name !== FILING) continue;
    if ('close' in entry) closing.set(entry.key, entry);
    else filed.add((entry.content as CompanyFilingContent).uscc);
  }
  if (closing.size === 0) return entries;
  const open = await readOpen(db, FILING, [...closing.keys()]);
  const companies = [...new Set([...open.values()].map((content) => (content as CompanyFilingContent).uscc))];
  const keysOf = await readFilings(db, companies);
  const registrations = await readOpen(db, 'registration', companies);
  const along = new Map<CloseEntry, CloseEntry['along']>();
  for (const company of companies) {
    const after = keysOf.get(company) ?? [];
    const isDeclared = (registrations.get(company) as RegistrationContent | undefined)?.origin === 'SELF_DECLARED';
    if (!isDeclared || filed.has(company) || after.some((key) => !closing.has(key))) continue;
    const last = [...closing.values()].findLast(({ key }) => after.includes(key));
    if (last !== undefined) along.set(last, { entry: closeEntry('registration', company), after });
  }
  return entries.map((entry) => ('close' in entry && along.has(entry) ? { ...entry, along: along.get(entry) } : entry));
}

async function readOpen(db: Db, recordType: string, keys: readonly string[]) {
  const rows = await listOpenVersions(db, recordType, keys);
  const versions = await listVersions(
    db,
    rows.map(({ position }) => position),
  );
  return new Map(
    versions.flatMap((row) => {
      const content = contentOf(row);
      return content === null ? [] : [[row.record_key, content] as const];
    }),
  );
}

/** The keys of the filings that each company has. */
async function readFilings(db: Db, companies: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (let from = 0; from < companies.length; from += MAX_KEYS) {
    const owners = companies.slice(from, from + MAX_KEYS);
    const query = { recordType: FILING, kind: 'company', owners, position: Number.MAX_SAFE_INTEGER };
    for (const { owner, version } of await listRelated(db, query)) {
      found.set(owner, [...(found.get(owner) ?? []), version.record_key]);
    }
  }
  return found;
}
