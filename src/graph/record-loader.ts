/**
 * Records for resolvers. Each of N companies asks for its own record; what they ask for in one turn of the event loop
 * is read together, so a page costs one statement per record type (and one for personal values) instead of N.
 */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.ts';
import type { Hub } from '../feed/hub.ts';
import { formatAt, type Pin } from '../feed/position.ts';
import { findRecords, type RecordAnswer } from '../feed/read.ts';
import { findRecordsAtMoments } from '../feed/record-moments.ts';

export interface RecordLoader {
  /** Null where the key holds no record; a problem where it is not known for the pin's date. */
  load(recordType: string, key: string, pin: Pin): Promise<RecordAnswer | null>;
}

interface Wanted {
  readonly recordType: string;
  readonly key: string;
  readonly pin: Pin;
}

const nameOf = ({ recordType, key, pin }: Wanted): string => `${recordType} ${formatAt(pin)} ${key}`;

/** For one request: what it has read once stays as it is, since a pinned record never changes. */
export function recordLoader(hub: Hub, viewer: Viewer): RecordLoader {
  const loader = new DataLoader<Wanted, RecordAnswer | null, string>((wanted) => readTogether(hub, viewer, wanted), {
    cacheKeyFn: nameOf,
    maxBatchSize: 1000,
  });
  return { load: (recordType, key, pin) => loader.load({ recordType, key, pin }) };
}

async function readTogether(hub: Hub, viewer: Viewer, wanted: readonly Wanted[]): Promise<readonly (RecordAnswer | null)[]> {
  const answers = new Map<Wanted, RecordAnswer | null>();
  for (const [recordType, ofType] of Map.groupBy(wanted, (each) => each.recordType)) {
    const byPin = Map.groupBy(ofType, ({ pin }) => formatAt(pin));
    // Pins with a date go through the rules of `validOn`, one by one; there is hardly ever more than one.
    const plain = ofType.filter(({ pin }) => pin.validOn === null);
    const together = new Set(plain.map(({ pin }) => pin.position)).size > 1 ? plain : [];
    const moments = together.map(({ key, pin }) => ({ key, position: pin.position }));
    const views = await findRecordsAtMoments(hub, recordType, moments, viewer);
    together.forEach((each, i) => {
      answers.set(each, views[i] ?? null);
    });
    for (const group of byPin.values()) {
      const [first] = group;
      if (first === undefined || answers.has(first)) continue;
      const keys = group.map(({ key }) => key);
      const found = await findRecords(hub, recordType, keys, first.pin, viewer);
      for (const each of group) answers.set(each, found.get(each.key) ?? null);
    }
  }
  return wanted.map((each) => answers.get(each) ?? null);
}
