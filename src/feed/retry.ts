/**
 * What waiting records lack, as it arrives: the feed is followed from where it was last looked at, so that nothing is looked
 * at twice and a record that waits costs nothing while nothing arrives.
 */
import { listChangedVersions } from '../db/change.repository.ts';
import { findHead } from '../db/head.repository.ts';
import { type Lease, renewLease } from '../db/lease.repository.ts';
import { isAnythingLacking, listLacking } from '../db/quarantine.repository.ts';
import { findCursor, saveCursor } from '../db/run.repository.ts';
import { listVersions, type VersionRow } from '../db/version.repository.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { type Lack, recordLack } from './entry.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import { transact } from './transact.ts';

/** The place of the retries among the cursors: nothing is fetched under this name. */
const PLACE = { source: 'hub', stream: 'retry' } as const;

/** Versions looked at together. */
const PAGE = 1000;

/** A stretch of the feed, and the waiting records that lack something that arrived in it. */
export interface Arrivals {
  readonly waiting: readonly number[];
  readonly scannedTo: number;
}

/** Null where all of the feed has been looked at. */
export async function nextArrivals(hub: Hub): Promise<Arrivals | null> {
  const after = Number((await findCursor(hub.db.read, PLACE.source, PLACE.stream)) ?? 0);
  const head = (await findHead(hub.db.read))?.position ?? 0;
  if (after >= head) return null;
  // Who is put aside later is put aside knowing all up to here.
  if (!(await isAnythingLacking(hub.db.write))) return { waiting: [], scannedTo: head };
  const versions = await listChangedVersions(hub.db.scan, { after, upTo: head, limit: PAGE });
  const rows = await listVersions(
    hub.db.scan,
    versions.map(({ position }) => position),
  );
  const arrived = Map.groupBy(rows.flatMap(arrivalsOf), ({ kind }) => kind);
  const waiting = new Set<number>();
  for (const [kind, lacks] of arrived) {
    const values = [...new Set(lacks.map(({ value }) => value))];
    for (const id of await listLacking(hub.db.read, kind, values)) waiting.add(id);
  }
  const scannedTo = versions.length < PAGE ? head : (versions.at(-1)?.position ?? head);
  return { waiting: [...waiting].sort((a, b) => a - b), scannedTo };
}

/** All of the stretch has been tried. @throws LeaseLostError */
export async function arrivalsTried(hub: Hub, { scannedTo }: Arrivals, lease: Lease): Promise<void> {
  const now = hub.clock.now();
  await transact(hub, async (trx) => {
    await renewLease(trx, lease, now);
    await saveCursor(trx, { ...PLACE, place: String(scannedTo), moved_at: now });
  });
}

/**
 * What a version may be found by from now on. An organisation code stands within the codes of the companies that it is
 * about, and in the column of registration numbers.
 */
function arrivalsOf(row: VersionRow): readonly Lack[] {
  if (row.history_only === 1) return [];
  const type = getRecordType(row.record_type);
  const arrived: Lack[] = type.keyKind === undefined ? [] : [{ kind: type.keyKind, value: row.record_key }];
  const content = contentOf(row);
  if (content === null) return arrived;
  arrived.push(recordLack(type.name, row.record_key));
  for (const { kind, value } of type.identifiers(row.record_key, content)?.identifiers ?? []) {
    arrived.push({ kind, value });
    if (kind === 'REGNO') arrived.push({ kind: 'ORGANISATION_CODE', value: value.replace('-', '') });
    // Who names a company waits for a name, whichever of its names it is.
    if (kind === 'FORMER_NAME') arrived.push({ kind: 'NAME', value });
  }
  for (const { kind, value } of type.links(row.record_key, content)) {
    if (kind === 'company') arrived.push({ kind: 'ORGANISATION_CODE', value: value.slice(8, 17) });
    // A row may name a company and lack its tax registration.
    if (kind === 'company' && type.name === 'taxpayer') arrived.push({ kind: 'USCC', value });
  }
  if (type.name === 'registration') arrived.push({ kind: 'NAME', value: String(content.name ?? '') });
  return arrived;
}
