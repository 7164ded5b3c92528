/** Backups of the hubs of tests: one with a row in every table, files of them, and files that somebody has altered. */
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { operator } from '../../src/access/viewer.ts';
import { listColumns } from '../../src/db/backup.repository.ts';
import { listBackupTables } from '../../src/db/backup-tables.ts';
import type { Result } from '../../src/domain/message/problem.ts';
import { type Restored, type RestoreOptions, restoreBackup } from '../../src/feed/backup/restore-backup.ts';
import { type BackupOptions, type Written, writeBackup } from '../../src/feed/backup/write-backup.ts';
import { challengeRecord } from '../../src/feed/challenges.ts';
import { closeEntry, putEntry } from '../../src/feed/entry.ts';
import { erase } from '../../src/feed/erase.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { issueSheet } from '../../src/feed/sheets.ts';
import { writeBatch } from '../../src/feed/write.ts';
import type { FreshDatabase } from './databases.ts';
import { FakeClock } from './fake-clock.ts';
import type { GraphHub } from './graph-client.ts';
import { committeeOf, contractOf, estateOf, filingOf, taxpayerOf, writeRecords } from './graph-records.ts';
import { observed } from './registrations.ts';
import { usccOf } from './uscc.ts';

/** A name that nothing else holds. */
export const FORMER = '诸葛孔明验备份';

/** A hub that has a row in every table that a backup holds. */
export async function fillHub(graph: GraphHub): Promise<void> {
  const { hub } = graph;
  const county = (n: number) => (n % 2 === 0 ? '140403' : '140105');
  for (const capital of ['1', '2']) {
    await graph.write(
      Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [
          i + 1,
          { region: county(i), capital, establishedOn: '2010-01-01', legalRepresentative: `某人${i}之${capital}` },
        ]),
      ),
    );
  }
  await writeRecords(graph, taxpayerOf(1, '10111404000000000001'), taxpayerOf(2, '10111404000000000002'));
  await writeRecords(graph, estateOf('e1'), estateOf('e2'), committeeOf('c1', ['e1', 'e2']));
  await writeRecords(
    graph,
    filingOf(1, 'B1', {}, { personal: { contactPhone: '13800000000' } }),
    contractOf(1, 'H1', ['e1', 'e2'], {}, { personal: { leadName: '王五' } }),
  );
  await graph.writeEntries([closeEntry('registration', usccOf(9))]);
  // Another subject under a code that is taken waits.
  const other = { name: '大同市蓝天物业服务有限公司', establishedOn: '2019-01-01', legalRepresentative: '某乙' };
  const origin = { row: 1, wire: { plain: { 企业名称: other.name }, personal: { 法定代表人: '某乙' } } };
  await writeBatch(hub, {
    source: 'registry',
    entries: [putEntry(observed(3, other), hub.fingerprint, { origin })],
    receivedAt: hub.clock.now(),
  });
  const field = 'legalRepresentative';
  const disputed = { recordType: 'registration', key: usccOf(4), field, ownValue: '某丙', reason: '已离任' };
  await challengeRecord(hub, { ...disputed, pin: { position: 20, validOn: null } }, operator);
  await erase(hub, { recordType: 'registration', key: usccOf(5), field, ground: '本人申请' });
  await issueSheet(hub, usccOf(1), ['registry']);
  // Ledgers, as their owners write them; a backup takes them as they are.
  const write = (text: string) => sql.raw(text).execute(hub.db.write);
  await write(`insert into run (source, mode, state, input, saved_row, started_at, updated_at, attempts, counts, position)
    values ('registry', 'delta', 'done', '汉字 "引号" \\\\n', 3, 1, 2, 1, '{}', 5)`);
  await write("insert into key_seen values (1, 'registration', 'K1')");
  await write("insert into delivered values ('registry', 'registration', 'K1', '140403')");
  await write("insert into lack (quarantine_id, kind, value) values (1, 'name', '某公司')");
  await write(`insert into push (receipt, sender, source, record_type, body_digest, run_id, received_at)
    values ('R1', 'bureau', 'tax', 'taxpayer', '${'a'.repeat(64)}', 1, 7)`);
  await write("insert into push_part values (1, 5, '{}')");
  await write("insert into job values ('sync:registry', '* * * * *', 0, null, 5, null)");
  await write(
    "insert into job_run (job, due_at, missed, state, attempts, started_at) values ('sync:registry', 5, 0, 'done', 1, 5)",
  );
  await write("insert into source values ('registry', 1, 2, 1, 'done')");
  await write("insert into source_cursor values ('registry', 'http://127.0.0.1/', '42', 8)");
}

/** Every row of the tables that a backup holds, as text; of the head and the feeds none. */
export async function allRows({ db }: Hub): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const [table, columns] of await listColumns(db.write, db.dialect)) {
    if (!listBackupTables().some(([name]) => name === table) || table === 'head' || table === 'feed') continue;
    const selected = columns
      .toSorted()
      .map((column) => (column === 'until' ? sql`cast(until as char) as until` : sql.ref(column)));
    const { rows } = await sql<object>`select ${sql.join(selected)} from ${sql.table(table)}`.execute(db.write);
    found[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}

/** A folder for files, gone at the end. */
export function filesFolder(): Disposable & { readonly file: (name: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-backup-'));
  return {
    file: (name) => join(folder, name),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function backUp(database: FreshDatabase, file: string, options: Partial<BackupOptions> = {}): Promise<Written> {
  const written = await writeBackup({
    databaseUrl: database.url,
    sink: createWriteStream(file),
    clock: new FakeClock(),
    ...options,
  });
  if (!written.ok) throw new Error(written.problem.code);
  return written.value;
}

let restores = 0;

export async function restore(
  database: FreshDatabase,
  file: string,
  options: Partial<RestoreOptions> = {},
): Promise<Result<Restored>> {
  const randomness = { feedId: () => `restored-${++restores}` };
  return restoreBackup({ databaseUrl: database.url, file, erasures: [], clock: new FakeClock(), randomness, ...options });
}

/** Its lines, altered and put together again, with the SHA-256 that they have then. */
export function alterBackup(file: string, alter: (lines: readonly string[]) => readonly string[]): void {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const trailer = JSON.parse(lines.at(-1) ?? '') as object;
  const text = alter(lines.slice(0, -1))
    .map((line) => `${line}\n`)
    .join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  writeFileSync(file, gzipSync(`${text}${JSON.stringify({ ...trailer, sha256 })}\n`));
}
