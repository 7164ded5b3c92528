/** All that is derived of the versions of a record, as rows of tables: what its writer has written if all is well. Pure. */
import type { TableRow } from '../../db/backup.repository.ts';
import { typedTable, type VersionRow } from '../../db/version.repository.ts';
import type { Content, RecordType } from '../../domain/record/record-type.ts';
import { findRecordType } from '../../domain/record/record-types.ts';
import { type Beside, heldAgainst, showSamePersonal } from '../beside.ts';
import { fingerprintText } from '../entry.ts';
import { type Hashes, storedHashes } from '../hashes.ts';
import { contentOf, intoOf } from '../known.ts';
import { levelsOf } from '../stored-levels.ts';
import type { HashOf } from '../suite.ts';
import { rowsOfStep } from './step-rows.ts';

/** What it takes besides the versions. */
export interface DerivingHub {
  readonly hashOf: HashOf;
  readonly fingerprint: (text: string) => string;
  /** As far as the columns of the lesser levels are filled: beyond it they are as they are. */
  readonly leveledTo: number;
}

/** What a record says from a position on. */
export interface HeldContent {
  readonly type: RecordType;
  readonly county: string | null;
  readonly hashes: Hashes;
  readonly position: number;
  /** Null while it holds. */
  readonly until: number | null;
}

export interface DerivedRecord {
  /** By table. */
  readonly rows: ReadonlyMap<string, readonly TableRow[]>;
  readonly held: readonly HeldContent[];
}

interface ReadVersion {
  readonly row: VersionRow;
  readonly content: Content | null;
  readonly into: string | null;
}

/**
 * @param history all versions of the record, in the order of positions
 * @returns null where one of them is not what was once written: of what somebody altered nothing is derived
 */
export function deriveRecord(hub: DerivingHub, history: readonly VersionRow[], beside: Beside): DerivedRecord | null {
  const type = findRecordType(history[0]?.record_type ?? '');
  if (type === undefined) return null;
  const versions = new Map<number, ReadVersion>();
  for (const row of history) {
    const version = readVersion(hub, row);
    if (version === null) return null;
    versions.set(row.position, version);
  }
  const ends = new Map(history.flatMap((row) => (isStep(row) && row.previous !== null ? [[row.previous, row.position]] : [])));
  const rows = new Map<string, TableRow[]>();
  const add = (table: string, ...more: readonly TableRow[]) => {
    const list = rows.get(table);
    if (list === undefined) rows.set(table, [...more]);
    else list.push(...more);
  };
  const identifiers = new Identifiers();
  const held: HeldContent[] = [];

  for (const version of versions.values()) {
    const { row, content, into } = version;
    const { position, record_key: key } = row;
    const historyOnly = !isStep(row);
    const until = historyOnly ? position : (ends.get(position) ?? null);
    const against = versions.get(heldAgainst(row) ?? 0);
    const before = against?.content ?? null;
    const beforeInto = against?.into ?? null;
    const step = rowsOfStep({ position, type, key, until, historyOnly, content, into, before, beforeInto });
    add('link', ...step.links.map(({ kind, value }) => ({ kind, value, position })));
    add('relation', ...step.relations.map(({ kind, value }) => ({ record_type: type.name, kind, value, until, position })));
    if (step.typed !== null) add(typedTable(type.name), { position, record_key: key, until, ...step.typed.columns });
    for (const each of step.opened) identifiers.open(each);
    for (const each of step.closed) identifiers.close(each);

    const leveled = leveledVersion(hub, type, version, against, beside);
    // Those that follow are held against it as it should be.
    versions.set(position, { ...version, row: leveled });
    const isOpen = !historyOnly && until === null && content !== null;
    add('version', {
      ...{ position, until, fingerprint: isOpen ? fingerprintOf(hub, row, beside) : null },
      ...{ hash_shared: leveled.hash_shared, hash_public: leveled.hash_public, seen_from: leveled.seen_from },
    });
    if (!historyOnly && content !== null) {
      held.push({ type, county: type.county(content), hashes: storedHashes(leveled), position, until });
    }
  }
  add('identifier', ...identifiers.rows);
  return { rows, held };
}

const isStep = ({ history_only }: VersionRow) => history_only === 0;

/** Null where it says something else than its hash. */
function readVersion({ hashOf }: DerivingHub, row: VersionRow): ReadVersion | null {
  if (hashOf(row.record_type, row.record_key, row.content) !== row.hash) return null;
  return { row, content: contentOf(row), into: intoOf(row) };
}

function fingerprintOf({ fingerprint }: DerivingHub, { position, content }: VersionRow, { personal }: Beside): string {
  const values = Object.fromEntries((personal.get(position) ?? []).map(({ field, value }) => [field, value]));
  return fingerprint(fingerprintText(content ?? '', values));
}

/** @param against the version that it is held against, its own columns right already */
function leveledVersion(
  { hashOf, leveledTo }: DerivingHub,
  type: RecordType,
  { row, content }: ReadVersion,
  against: ReadVersion | undefined,
  beside: Beside,
): VersionRow {
  if (row.position > leveledTo) return row;
  const levels = (isSame: boolean) => levelsOf(hashOf, type, { row, content }, against, isSame);
  const isSame = against !== undefined && showSamePersonal(row, against.row, beside);
  const told = { ...row, ...levels(isSame) };
  // Whether they held the same before a value was erased nobody can tell any more: what stands there is believed.
  const isErased = beside.erased.has(row.position) || beside.erased.has(against?.row.position ?? 0);
  return isErased && row.seen_from === levels(!isSame).seen_from ? { ...told, seen_from: row.seen_from } : told;
}

type Opened = ReturnType<typeof rowsOfStep>['opened'][number];
type Closed = ReturnType<typeof rowsOfStep>['closed'][number];

/** The identifiers of a record as its steps open and close them. */
class Identifiers {
  readonly rows: TableRow[] = [];
  /** Where in `rows` each is that is open. */
  readonly #open = new Map<string, number>();

  open({ kind, value, subject, record_type, since }: Opened): void {
    this.#open.set(nameOf({ kind, value, subject }), this.rows.length);
    this.rows.push({ kind, value, subject, record_type, since, until: null });
  }

  close({ kind, value, subject, until }: Closed): void {
    const at = this.#open.get(nameOf({ kind, value, subject }));
    const row = at === undefined ? undefined : this.rows[at];
    if (at !== undefined && row !== undefined) this.rows[at] = { ...row, until };
    this.#open.delete(nameOf({ kind, value, subject }));
  }
}

function nameOf({ kind, value, subject }: Pick<Opened, 'kind' | 'value' | 'subject'>): string {
  return JSON.stringify([kind, value, subject]);
}
