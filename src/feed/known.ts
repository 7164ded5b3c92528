/** What the hub knows that bears on a batch: the versions that hold, and the histories that corrections and late records name. */
import type { Db } from '../db/database.ts';
import { listOperatingCompanies } from '../db/identity.repository.ts';
import {
  listHistory,
  listOpenVersions,
  listPersonal,
  listVersions,
  MAX_KEYS,
  VERSION_HOLDER,
  type VersionRow,
} from '../db/version.repository.ts';
import type { ChangeKind } from '../domain/record/change.ts';
import { isClosing } from '../domain/record/change.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import { findSuccessorsIn } from './code-replacements.ts';
import { compareSteps } from './compare-steps.ts';
import { storedObject } from './damaged.ts';
import { fingerprintText, type ReadyEntry, type RefusedEntry } from './entry.ts';
import { storedHashes } from './hashes.ts';
import type { Hub } from './hub.ts';
import { type KeyState, type Known, type KnownVersion, stateKey } from './planned.ts';

/** Reads what the entries of a batch are held against; within the batch's transaction, after the head is locked. */
export async function readKnown(hub: Hub, trx: Db, given: readonly ReadyEntry[]): Promise<Known> {
  const entries = given.flatMap((entry) => {
    if ('implied' in entry && entry.implied !== undefined) return [entry, entry.implied];
    return 'along' in entry && entry.along !== undefined ? [entry, entry.along.entry] : [entry];
  });
  const byType = new Map<RecordType, Set<string>>();
  const named = new Map<string, number>();
  for (const entry of entries) {
    if ('problems' in entry) continue;
    const keys = byType.get(entry.type) ?? new Set();
    byType.set(entry.type, keys.add(entry.key));
    for (const key of [entry.key, ...formerKeys(entry)]) {
      keys.add(key);
      const name = stateKey(entry.type.name, key);
      named.set(name, (named.get(name) ?? 0) + 1);
    }
  }
  const states = new Map<string, KeyState>();
  const histories = new Map<string, KnownVersion[]>();
  for (const [type, keys] of byType) {
    const open = new Map((await listOpenVersions(trx, type.name, [...keys])).map((row) => [row.record_key, row]));
    const changed: number[] = [];
    for (const entry of entries) {
      if ('problems' in entry || entry.type !== type) continue;
      for (const former of formerKeys(entry)) {
        const held = open.get(former);
        if (held !== undefined) changed.push(held.position);
      }
      const row = open.get(entry.key);
      if (row === undefined) continue;
      if ('close' in entry || row.fingerprint !== entry.fingerprint || entry.told !== undefined) changed.push(row.position);
    }
    const contents = new Map((await listVersions(trx, changed)).map((row) => [row.position, row]));
    const withHistory = new Set<string>();
    for (const entry of entries) {
      if ('problems' in entry || 'close' in entry || entry.type !== type) continue;
      const row = open.get(entry.key);
      if (row === undefined) continue;
      const version = contents.get(row.position);
      const content = version === undefined ? null : contentOf(version);
      const isLate = content === null ? version !== undefined : compareSteps(entry, content, row.source_version) < 0;
      const isNumberedBefore =
        row.source_version !== null && entry.sourceVersion !== undefined && entry.sourceVersion < row.source_version;
      const comesAgain = (named.get(stateKey(type.name, entry.key)) ?? 0) > 1;
      if (isLate || isNumberedBefore || comesAgain || entry.told?.kind === 'CORRECTED') withHistory.add(entry.key);
    }
    const past = await listHistory(trx, type.name, [...withHistory], Number.MAX_SAFE_INTEGER);
    const personal = await listPersonalOf(trx, past);
    const lasts = new Map<string, KeyState['last']>();
    for (const row of past) {
      const name = stateKey(type.name, row.record_key);
      const history = histories.get(name) ?? [];
      histories.set(name, history);
      history.push(knownVersion(hub, row, personal.get(row.position) ?? {}));
      const content = row.history_only === 1 ? null : contentOf(row);
      if (content !== null) lasts.set(row.record_key, { content, hash: row.hash });
    }
    const isPartial = entries.some((entry) => 'completedFrom' in entry && entry.completedFrom !== undefined);
    const held = isPartial
      ? await listPersonalOf(trx, [...contents.values()])
      : new Map<number, Readonly<Record<string, string>>>();
    for (const row of open.values()) {
      const version = contents.get(row.position);
      const content = version === undefined ? null : contentOf(version);
      states.set(stateKey(type.name, row.record_key), {
        position: row.position,
        receivedAt: row.received_at,
        sourceVersion: row.source_version,
        fingerprint: row.fingerprint,
        personal: held.get(row.position) ?? {},
        last: content === null ? (lasts.get(row.record_key) ?? null) : null,
        ...(version === undefined
          ? UNREAD
          : {
              ...storedHashes(version),
              kind: version.kind as ChangeKind,
              effectiveOn: version.effective_on,
              content,
              contentText: version.content,
              into: intoOf(version),
            }),
      });
    }
  }
  return { states, histories, companies: await readCompanies(trx, entries, states) };
}

/** Those of the deciding companies that the hub knows: registered here, or with filings or contracts here. */
async function readCompanies(
  trx: Db,
  entries: readonly ReadyEntry[],
  states: ReadonlyMap<string, KeyState>,
): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  for (const entry of entries) {
    if (!('population' in entry) || typeof entry.population === 'string') continue;
    if (!states.has(stateKey(entry.type.name, entry.key))) asked.add(entry.population.company);
  }
  const operating = await listOperatingCompanies(trx, [...asked]);
  // Sources go on with a code long after another one took its place.
  const others = [...asked].filter((company) => !operating.has(company));
  const successors = await findSuccessorsIn(trx, others, Number.MAX_SAFE_INTEGER);
  const known = await listOperatingCompanies(trx, [...new Set(Array.from(successors.values(), ({ code }) => code))]);
  return new Set([...operating, ...others.filter((company) => known.has(successors.get(company)?.code ?? ''))]);
}

/** Stands for what was not read of a version that nothing in the batch differs from: the planner never looks at it. */
const UNREAD: Omit<KeyState, 'position' | 'receivedAt' | 'sourceVersion' | 'fingerprint' | 'last' | 'personal'> = {
  kind: 'CHANGED',
  hash: '',
  hashShared: null,
  hashPublic: null,
  effectiveOn: null,
  content: {},
  contentText: null,
  into: null,
};

/** The keys that an entry says it takes the place of. */
function formerKeys(entry: Exclude<ReadyEntry, RefusedEntry>): readonly string[] {
  return 'told' in entry && (entry.told?.kind === 'REPLACES' || entry.told?.kind === 'MERGES')
    ? entry.told.formers.map(({ key }) => key)
    : [];
}

/** What was made of rows that are asked again: of what came last everybody asks who follows the feed. */
const contents = new WeakMap<VersionRow, Content>();

/** The content of a stored version; null where it closes its key. Nobody may change it. @throws VersionDamagedError */
export function contentOf(row: VersionRow): Content | null {
  if (row.content === null || isClosing(row.kind as ChangeKind)) return null;
  let content = contents.get(row);
  if (content === undefined) {
    content = storedObject(row, row.content);
    contents.set(row, content);
  }
  return content;
}

/** The key that goes on in place of the one that a version closes; null where it closes none, or for another reason. @throws VersionDamagedError */
export function intoOf(row: VersionRow): string | null {
  if (row.content === null || !isClosing(row.kind as ChangeKind)) return null;
  const { into } = storedObject(row, row.content) as { readonly into?: string };
  return into ?? null;
}

async function listPersonalOf(
  trx: Db,
  rows: readonly VersionRow[],
): Promise<ReadonlyMap<number, Readonly<Record<string, string>>>> {
  const positions = rows.filter((row) => row.commitments !== null).map((row) => row.position);
  const values = new Map<number, Record<string, string>>();
  for (let from = 0; from < positions.length; from += MAX_KEYS) {
    for (const { holder, field, value } of await listPersonal(trx, VERSION_HOLDER, positions.slice(from, from + MAX_KEYS))) {
      values.set(holder, { ...values.get(holder), [field]: value });
    }
  }
  return values;
}

function knownVersion(hub: Hub, row: VersionRow, personal: Readonly<Record<string, string>>): KnownVersion {
  const content = contentOf(row);
  return {
    position: row.position,
    recordType: row.record_type,
    key: row.record_key,
    kind: row.kind as ChangeKind,
    corrects: row.corrects,
    effectiveOn: row.effective_on,
    sourceVersion: row.source_version,
    ...storedHashes(row),
    fingerprint: content === null ? null : hub.fingerprint(fingerprintText(row.content ?? '', personal)),
    content,
    contentText: row.content,
    personal,
  };
}
