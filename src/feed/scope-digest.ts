/**
 * The state digest of a scope at a position. Of record types and whole counties the hub keeps the sums of the head, and goes back from
 * there where a copy stands a little behind; of anything else it goes through the records.
 */
import type { Viewer } from '../access/viewer.ts';
import { findScopeSums } from '../db/scope-digest.repository.ts';
import { listVersionsAfter } from '../db/verify.repository.ts';
import { listVersions, MAX_KEYS, type VersionRow } from '../db/version.repository.ts';
import { isSeenAt, type Level } from '../domain/record/level.ts';
import type { RecordType } from '../domain/record/record-type.ts';
import { getRecordType, listRecordTypes } from '../domain/record/record-types.ts';
import { isInScope, type Scope } from '../domain/scope/scope.ts';
import { withBreaths } from './breath.ts';
import { recordsInScope } from './export/records-in-scope.ts';
import { hashAt, storedHashes } from './hashes.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import { BusyError } from './lane.ts';
import { StateDigest } from './suite.ts';
import { DIGEST_COLUMN, type Total } from './sums.ts';
import { levelUpTo } from './viewer-level.ts';

export interface ScopeDigest extends Total {
  /** Versions that were gone through for it; 0 where it was known. */
  readonly scanned: number;
}

/** A scope as a viewer sees it at a position. */
interface Asked {
  readonly scope: Scope;
  /** Those of the scope of which the viewer's level sees anything. */
  readonly types: readonly RecordType[];
  readonly position: number;
  readonly level: Level;
}

/**
 * The digest of what a viewer sees of a scope.
 * @throws LevelsUnfilledError
 * @throws BusyError where too many scans wait, or nobody waits for the answer any more
 */
export async function digestOfScope(hub: Hub, scope: Scope, position: number, viewer: Viewer): Promise<ScopeDigest> {
  const level = await levelUpTo(hub, viewer, position);
  const { recordTypes } = scope;
  const types = listRecordTypes().filter((type) => isSeenAt(level, type) && recordTypes?.includes(type.name) !== false);
  const asked = { scope, types, position, level };
  return (await knownDigest(hub, asked)) ?? (await hub.reads.scanning.run(viewer, () => scannedDigest(hub, asked, viewer)));
}

/** So many changes are taken back rather than all records gone through. */
const MAX_BACK = MAX_KEYS;

/** Null where nothing is kept of such a scope, or it is too long ago. A record's own county is the only one that it is linked to. */
async function knownDigest(hub: Hub, asked: Asked): Promise<ScopeDigest | null> {
  const { scope, types, position, level } = asked;
  const { company, counties, domiciles } = scope;
  if (company !== undefined || domiciles !== undefined) return null;
  if (types.length === 0 || counties?.length === 0) return new Sum(level).told(0);
  const names = types.map(({ name }) => name);
  const kept = await findScopeSums(hub.db.read, names, counties ?? null);
  if (level !== 'RESTRICTED' && kept.leveledTo < kept.position) return null;
  if (position > kept.position || position < kept.position - MAX_BACK) return null;
  const sum = new Sum(level);
  for (const row of kept.sums) sum.addTotal({ digest: row[DIGEST_COLUMN[level]], records: row.records });
  return position === kept.position ? sum.told(0) : takenBack(hub, asked, kept.position, sum);
}

/** The sum at the position out of that at a later one: each change between them undone. */
async function takenBack(hub: Hub, { scope, types, position }: Asked, from: number, sum: Sum): Promise<ScopeDigest> {
  const between = await listVersionsAfter(hub.db.scan, position, from, MAX_BACK);
  const steps = between.filter((row) => row.history_only === 0);
  const before = await listVersions(hub.db.scan, [
    ...new Set(steps.map(({ previous }) => previous).filter((previous) => previous !== null)),
  ]);
  const held = new Map(before.map((row) => [row.position, row]));
  const isIn = (row: VersionRow): boolean => {
    const type = getRecordType(row.record_type);
    const content = types.includes(type) ? contentOf(row) : null;
    return content !== null && isInScope(scope, type, row.record_key, content);
  };
  await withBreaths(steps, ROWS_A_TURN, (row) => {
    const previous = row.previous === null ? undefined : held.get(row.previous);
    if (isIn(row)) sum.subtract(row);
    if (previous !== undefined && isIn(previous)) sum.add(previous);
  });
  // What it is the change of is not counted: how many of the changes had something before them is nobody's to know who sees none of it.
  return sum.told(between.length);
}

/** To read so many contents, and those before them, takes a millisecond or two. */
const ROWS_A_TURN = 25;

async function scannedDigest(hub: Hub, { scope, types, position, level }: Asked, { gone }: Viewer): Promise<ScopeDigest> {
  const sum = new Sum(level);
  let scanned = 0;
  for (const type of types) {
    for await (const { rows, looked } of recordsInScope(hub, { type, scope, position, after: null })) {
      if (gone?.aborted === true) throw new BusyError();
      for (const row of rows) sum.add(row);
      scanned += looked;
    }
  }
  return sum.told(scanned);
}

/** A digest that is being added up, of what one level sees. */
class Sum {
  readonly #level: Level;
  readonly #digest = new StateDigest();
  #records = 0;

  constructor(level: Level) {
    this.#level = level;
  }

  add(row: VersionRow): void {
    this.#digest.add(hashAt(this.#level, storedHashes(row)));
    this.#records += 1;
  }

  subtract(row: VersionRow): void {
    this.#digest.subtract(hashAt(this.#level, storedHashes(row)));
    this.#records -= 1;
  }

  addTotal({ digest, records }: Total): void {
    this.#digest.add(digest);
    this.#records += records;
  }

  told(scanned: number): ScopeDigest {
    return { digest: this.#digest.hex, records: this.#records, scanned };
  }
}
