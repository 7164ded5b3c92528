/**
 * Which tables a backup holds, and along which key it reads each: one that no two rows share. A table that is not named here
 * does not compile, so whoever adds one decides.
 *
 * All are read in one moment of the database, so that none of them has to be put together from what it was earlier: neither
 * what was open at the backup's position (`until` moves later), nor the ledgers beside the feed, which have no positions.
 */
import { listRecordTypes } from '../domain/record/record-types.ts';
import type { Schema } from './schema.ts';
import { typedTable } from './version.repository.ts';

/** Null: left out. */
type Plan = { readonly [Table in keyof Schema]: readonly (keyof Schema[Table] & string)[] | null };

const plan = {
  // Where the feed stands, with the hub's key: what a row changes is told by fingerprints under it.
  head: ['id'],
  feed: ['feed_id'],

  // The feed: rows are appended with their positions, and `until` is set once.
  version: ['position'],
  // Holds what waits and what is disputed too. What was erased is not there; erased again it is all the same.
  personal: ['holder_kind', 'holder', 'field'],
  erasure: ['position', 'field'],

  // Could be made again of the versions, all at once and with much more work than copying; `feed verify` holds them against those.
  link: ['kind', 'value', 'position'],
  identifier: ['kind', 'value', 'subject', 'record_type', 'since'],
  relation: ['record_type', 'kind', 'value', 'until', 'position'],
  registration: ['position'],
  scope_digest: ['record_type', 'county'],

  // Ledgers, as they are at the moment. A run that was under way goes on where it was saved, as after any crash.
  run: ['id'],
  key_seen: ['run_id', 'record_type', 'record_key'],
  delivered: ['source', 'record_type', 'record_key', 'region'],
  quarantine: ['id'],
  lack: ['kind', 'value', 'quarantine_id'],
  push: ['id'],
  push_part: ['push_id', 'last_row'],
  challenge: ['id'],
  challenge_step: ['challenge_id', 'step'],
  job: ['name'],
  job_run: ['id'],
  // How far sources were followed: what came after it is fetched again.
  source: ['name'],
  source_cursor: ['source', 'stream'],
  // Printed sheets are confirmed for years.
  sheet: ['code'],

  // Who is at work on the database is at work on that one only.
  lease: null,
  // Made again out of the feed by whoever serves or syncs next; a third of all bytes.
  search_company: null,
  search_posting: null,
  search_run: null,
  search_state: null,
  // A backup names them in its first line: they are applied, not copied.
  migration: null,
} as const satisfies Plan;

/** Those of which a database that nobody has used yet may hold rows. */
const OF_EVERY_HUB: ReadonlySet<string> = new Set<keyof Schema>(['head', 'feed', 'migration', 'lease', 'search_state']);

/** A table by its name, with the key along which it is read. */
export type BackupTable = readonly [name: string, key: readonly string[]];

/** The tables that a backup holds, in the order in which it holds them. */
export function listBackupTables(): readonly BackupTable[] {
  const kept = Object.entries(plan).flatMap(([name, key]) => (key === null ? [] : [[name, key] as const]));
  return [...new Map<string, readonly string[]>([...typedKeys(), ...kept])].sort(
    ([one], [other]) => placeOf(one) - placeOf(other),
  );
}

/** Every table of a hub, whether or not a backup holds it. */
export function listHubTables(): readonly string[] {
  return [...new Set([...Object.keys(plan), ...typedKeys().map(([name]) => name)])];
}

/** Whether a row in a table, of the hub's or of somebody else's, is something that would be missed. */
export function isTelling(table: string): boolean {
  return !OF_EVERY_HUB.has(table) && !table.startsWith('sqlite_');
}

/** The columns of each record type: a row for each version, beside it. */
function typedKeys(): readonly BackupTable[] {
  return listRecordTypes().map(({ name }) => [typedTable(name), ['position']]);
}

/** In the order of the plan; tables of record types behind them. */
function placeOf(table: string): number {
  const place = Object.keys(plan).indexOf(table);
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}
