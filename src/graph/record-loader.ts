/**
 * Records for resolvers. Each of N companies asks for its own record; what is asked for in one turn of the event loop is read
 * together, so a page costs as many statements as one company.
 */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.ts';
import type { Problem } from '../domain/message/problem.ts';
import type { Hub } from '../feed/hub.ts';
import { formatAt, type Pin } from '../feed/position.ts';
import { findOpenRecords, findRecords, type OpenRecord } from '../feed/read.ts';
import { type Soon, soon } from '../feed/soon.ts';
import { ReadSoFar } from './read-so-far.ts';

/** A record without its personal values; a problem where it is not known for a date. */
export type RecordAnswer = OpenRecord | Problem;

export interface RecordLoader {
  /** Null where the key holds no record; a problem where it is not known for the pin's date. */
  load(recordType: string, key: string, pin: Pin): Soon<RecordAnswer | null>;
  /** Reads many at once, so that each of them is there when it is asked for. */
  ahead(recordType: string, keys: readonly string[], pin: Pin): Soon<void>;
}

interface Wanted {
  readonly recordType: string;
  readonly key: string;
  readonly pin: Pin;
}

/** For one request: what it has read once stays as it is, since a pinned record never changes. */
export function recordLoader(hub: Hub, viewer: Viewer): RecordLoader {
  const known = new ReadSoFar<Soon<OpenRecord | null>>();
  let dated: DataLoader<Wanted, RecordAnswer | null, string> | undefined;
  return {
    load(recordType, key, pin) {
      if (pin.validOn !== null) {
        dated ??= datedLoader(hub, viewer);
        return dated.load({ recordType, key, pin });
      }
      const ofType = known.of(recordType, pin.position, null);
      let found = ofType.get(key);
      if (found === undefined) {
        found = soon(findOpenRecords(hub, recordType, [key], pin.position, viewer), (records) => records.get(key) ?? null);
        ofType.set(key, found);
      }
      return found;
    },
    ahead(recordType, keys, pin) {
      if (pin.validOn !== null) return;
      const ofType = known.of(recordType, pin.position, null);
      const missing = keys.filter((key) => !ofType.has(key));
      if (missing.length === 0) return;
      return soon(findOpenRecords(hub, recordType, missing, pin.position, viewer), (records) => {
        for (const key of missing) ofType.set(key, records.get(key) ?? null);
      });
    },
  };
}

/** Records as they were on a date, by the rules of `validOn`; of one request there is hardly ever more than one pin. */
function datedLoader(hub: Hub, viewer: Viewer): DataLoader<Wanted, RecordAnswer | null, string> {
  const groupOf = ({ recordType, pin }: Wanted): string => `${recordType} ${formatAt(pin)}`;
  return new DataLoader<Wanted, RecordAnswer | null, string>(
    async (wanted) => {
      const answers = new Map<Wanted, RecordAnswer | null>();
      for (const group of Map.groupBy(wanted, groupOf).values()) {
        const [first] = group;
        if (first === undefined) continue;
        const keys = group.map(({ key }) => key);
        const found = await findRecords(hub, first.recordType, keys, first.pin, viewer);
        for (const each of group) answers.set(each, found.get(each.key) ?? null);
      }
      return wanted.map((each) => answers.get(each) ?? null);
    },
    { cacheKeyFn: (each) => `${groupOf(each)} ${each.key}`, maxBatchSize: 1000 },
  );
}
