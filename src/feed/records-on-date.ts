/** Which version of a record was true on a date, across the keys that its subject had. See docs/decisions/0004. */
import { listHistory, MAX_KEYS, type VersionRow } from '../db/version.repository.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { listLineages } from './code-replacements.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import { type ValidOn, validOn } from './valid-on.ts';

/**
 * For each key the version that was true on a date, as known at a position; a key that nothing is known of is absent. Before
 * the first date of a key that took another's place it is the one of the former key. One statement, and where some key is
 * not known for the date one for each step back, and two: the same for all keys.
 */
export async function findRowsOn(
  hub: Hub,
  recordType: string,
  keys: readonly string[],
  position: number,
  date: string,
): Promise<ReadonlyMap<string, ValidOn<VersionRow>>> {
  const found = new Map<string, ValidOn<VersionRow>>();
  for (const [key, rows] of await listHistories(hub, recordType, keys, position)) found.set(key, rowOn(rows, date));
  const open = keys.filter((key) => found.get(key)?.known !== true);
  if (open.length === 0 || getRecordType(recordType).keyKind !== 'USCC') return found;
  const lineages = await listLineages(hub, open, position);
  const formers = [...new Set([...lineages.values()].flatMap((parts) => parts.slice(1).map(({ code }) => code)))];
  const histories = await listHistories(hub, recordType, formers, position);
  for (const key of open) {
    const before = (lineages.get(key) ?? []).slice(1).flatMap(({ code }) => histories.get(code) ?? []);
    const ofFormer = formerOn(
      Map.groupBy(before, (row) => row.record_key),
      date,
    );
    if (ofFormer === null) continue;
    found.set(key, ofFormer.known ? ofFormer : { known: false, earliest: earlier(found.get(key), ofFormer) });
  }
  return found;
}

/** @param histories of the former keys, the last one first; null where there are none */
function formerOn(histories: ReadonlyMap<string, readonly VersionRow[]>, date: string): ValidOn<VersionRow> | null {
  const standing = [...histories.values()].map((rows) => rowOn(rows, date));
  // That a key was replaced by then says that another one stood: the one before it, or after.
  const stood = standing.find((answer) => answer.known && !isReplaced(answer.version));
  if (stood !== undefined) return stood;
  // The successor is not known for the date yet, so the last key's last values are what is known.
  const held = [...histories.values()].map((rows) =>
    rowOn(
      rows.filter((row) => !isReplaced(row)),
      date,
    ),
  );
  return held.find(({ known }) => known) ?? held.reduce<ValidOn<VersionRow> | null>(earliestOf, null);
}

function earliestOf(one: ValidOn<VersionRow> | null, other: ValidOn<VersionRow>): ValidOn<VersionRow> {
  return { known: false, earliest: earlier(one ?? undefined, other) };
}

function earlier(one: ValidOn<VersionRow> | undefined, other: ValidOn<VersionRow>): string | null {
  const dates = [one, other].map((answer) => (answer === undefined || answer.known ? null : answer.earliest));
  return dates.filter((date) => date !== null).toSorted()[0] ?? null;
}

function isReplaced({ kind }: VersionRow): boolean {
  return kind === 'IDENTIFIER_REPLACED';
}

async function listHistories(
  hub: Hub,
  recordType: string,
  keys: readonly string[],
  position: number,
): Promise<ReadonlyMap<string, readonly VersionRow[]>> {
  const rows: VersionRow[] = [];
  for (let from = 0; from < keys.length; from += MAX_KEYS) {
    rows.push(...(await listHistory(hub.db.read, recordType, keys.slice(from, from + MAX_KEYS), position)));
  }
  return Map.groupBy(rows, (row) => row.record_key);
}

function rowOn(rows: readonly VersionRow[], date: string): ValidOn<VersionRow> {
  const answer = validOn(
    rows.map((row) => ({
      position: row.position,
      corrects: row.corrects,
      effectiveOn: row.effective_on,
      recordedAt: row.recorded_at,
      sourceVersion: row.source_version,
      historyOnly: row.history_only === 1,
      sourceOrder: sourceOrderOf(row),
      row,
    })),
    date,
  );
  return answer.known ? { known: true, version: answer.version.row } : answer;
}

/** Only what came late is ordered by it; of what did not, it is what the late one is held against. */
function sourceOrderOf(row: VersionRow): string | null {
  const content = contentOf(row);
  return content === null ? null : getRecordType(row.record_type).sourceOrder(content);
}
