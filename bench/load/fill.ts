/** Fills a hub with synthetic companies as a sync writes them, and the flat tables out of what the hub then holds. */
import { sql } from 'kysely';
import type { SourceName } from '../../src/domain/record/change.ts';
import type { Observation } from '../../src/domain/record/observation.ts';
import { type Entry, putEntry } from '../../src/feed/entry.ts';
import { type Hub, openHub } from '../../src/feed/hub.ts';
import { getHead } from '../../src/feed/position.ts';
import { finishRun, startRun } from '../../src/feed/runs.ts';
import { catchUpSearch } from '../../src/feed/search/catch-up.ts';
import { writeBatch } from '../../src/feed/write.ts';
import { openFlat } from './flat-database.ts';
import { createStatements, flatRows, flatTables, type Stored } from './flat-tables.ts';
import { contractRows, estateRow, estatesOf, filingRows, isOther, registrationRow, taxpayerRows } from './joined-rows.ts';

const BATCH = 1000;

/** @returns the position up to which everything stands that is asked about; what comes behind it changes nothing of that */
export async function fillHub(url: string, companies: number): Promise<number> {
  const hub = await openHub({ databaseUrl: url, writer: 'inline', scanner: 'inline' });
  try {
    const all = Array.from({ length: companies }, (_, i) => i);
    const estates = Array.from({ length: estatesOf(companies) }, (_, i) => i);
    await write(hub, 'estate', estates, (i) => [estateRow(i)]);
    await write(hub, 'registry', all, (i) => [registrationRow(i)]);
    await write(hub, 'tax', all, taxpayerRows);
    await write(hub, 'filing', all, (i) => [...filingRows(i), ...contractRows(i, companies)]);
    const pinned = await write(hub, 'registry', [], () => []);
    await write(hub, 'registry', all.filter(isOther), (i) => [registrationRow(i, 1)]);
    await catchUpSearch(hub); // or the server would do it while it is measured
    return pinned;
  } finally {
    await hub.close();
  }
}

async function write(
  hub: Hub,
  source: SourceName,
  numbers: readonly number[],
  rowsOf: (i: number) => readonly Observation[],
): Promise<number> {
  const run = await startRun(hub, { source, mode: 'delta', input: 'bench', inputFingerprint: null });
  let counts = run.counts;
  let position = 0;
  let entries: Entry[] = [];
  const flush = async (): Promise<void> => {
    const batch = { id: run.id, savedRow: 0, counts, full: false };
    const result = await writeBatch(hub, { source, entries, receivedAt: hub.clock.now(), run: batch });
    position = result.position;
    counts = result.counts ?? counts;
    entries = [];
  };
  for (const i of numbers) {
    for (const row of rowsOf(i)) {
      entries.push(putEntry(row, hub.fingerprint, { population: 'all' }));
      if (entries.length === BATCH) await flush();
    }
  }
  await flush();
  await finishRun(hub, run, null, 'done');
  if (counts.quarantined > 0) throw new Error(`${source}: ${JSON.stringify(counts)}`);
  return position;
}

interface VersionRow {
  readonly position: number;
  readonly record_key: string;
  readonly effective_on: string | null;
  readonly source: string;
  readonly content: string;
}

export async function fillFlat(hubUrl: string, flatUrl: string): Promise<void> {
  const hub = await openHub({ databaseUrl: hubUrl, writer: 'inline', scanner: 'inline' });
  const flat = openFlat(flatUrl);
  try {
    for (const table of flatTables) {
      for (const statement of createStatements(table, flat.dialect)) await flat.run(statement);
      for await (const page of currentVersions(hub, table.recordType)) {
        await flat.insert(
          table.name,
          page.flatMap((stored) => flatRows(table, stored)),
        );
      }
      await flat.run(flat.dialect === 'sqlite' ? 'ANALYZE' : `ANALYZE TABLE ${table.name}`);
    }
  } finally {
    await flat.close();
    await hub.close();
  }
}

/** Page by page, by position: an index on what holds would have each page sort all of it. */
async function* currentVersions(hub: Hub, recordType: string): AsyncGenerator<readonly Stored[]> {
  const { position: head } = await getHead(hub);
  for (let after = 0; after < head; after += BATCH) {
    const last = after + BATCH;
    const { rows } = await sql<VersionRow>`
      select position, record_key, effective_on, source, content from version
      where position > ${after} and position <= ${last} and record_type = ${recordType} and until > ${head}
      and content is not null order by position`.execute(hub.db.read);
    if (rows.length === 0) continue;
    const personal = await sql<{ holder: number; field: string; value: string }>`
      select holder, field, value from personal where holder_kind = 0 and holder > ${after} and holder <= ${last}`.execute(
      hub.db.read,
    );
    const byHolder = Map.groupBy(personal.rows, ({ holder }) => holder);
    yield rows.map(({ position, record_key, effective_on, source, content }) => ({
      ...{ key: record_key, position, effectiveOn: effective_on, source },
      content: JSON.parse(content) as Stored['content'],
      personal: Object.fromEntries((byHolder.get(position) ?? []).map(({ field, value }) => [field, value])),
    }));
  }
}
