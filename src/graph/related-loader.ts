/**
 * What companies and estates have, for resolvers: each asks for its own, and what is asked for in one turn of the event loop is
 * read together, so a page costs as many statements as one company, however many are on it.
 */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.ts';
import { problem } from '../domain/message/problem.ts';
import type { Relation } from '../domain/record/record-type.ts';
import { isSeen } from '../feed/company-records.ts';
import { type HeldByOwner, MAX_RELATED, TooManyRelatedError } from '../feed/held.ts';
import type { Hub } from '../feed/hub.ts';
import { formatAt, type Pin } from '../feed/position.ts';
import type { OpenRecord } from '../feed/read.ts';
import { findRelated, openHeld } from '../feed/related.ts';
import { allSoon, type Soon, soon } from '../feed/soon.ts';
import { problemError } from './problem-error.ts';
import { ReadSoFar } from './read-so-far.ts';

export interface RelatedLoader {
  /** The records of a type that an owner has. Those of which the viewer may see nothing are not even counted. */
  load(recordType: string, owner: Relation, pin: Pin): Soon<readonly OpenRecord[]>;
  /**
   * How many records of a type an owner has, without a look at what they say. It is the length of the list for a viewer who sees
   * something of each of them.
   */
  count(recordType: string, owner: Relation, pin: Pin): Soon<number>;
  /** Those that are there already; none where they were not read ahead. */
  known(recordType: string, owner: Relation, pin: Pin): readonly OpenRecord[];
  /** Reads those of many owners at once, so that each list, or its length, is there when it is asked for. @returns what is `brief` */
  ahead(wanted: WantedTypes, kind: Relation['kind'], owners: readonly string[], pin: Pin): Soon<HeldByOwner>;
}

export interface WantedTypes {
  readonly listed: readonly string[];
  /** Of which only the number is asked. */
  readonly counted: readonly string[];
  /** Of which only the versions that hold are asked, without what they say: those of owners for whom there is room are answered, none of them left out. */
  readonly brief?: readonly string[];
}

function told(error: unknown): never {
  if (error instanceof TooManyRelatedError) throw problemError(problem('RELATED_TOO_MANY', { limit: String(MAX_RELATED) }));
  throw error;
}

export function relatedLoader(hub: Hub, viewer: Viewer): RelatedLoader {
  const known = new ReadSoFar<Soon<readonly OpenRecord[]>>();
  const numbers = new ReadSoFar<Soon<number>>();
  const admit = admission();
  const dated = datedLoaders(hub, viewer);

  const openSeen = (held: HeldByOwner, recordType: string, owners: readonly string[]) =>
    soon(openHeld(hub, held, [recordType], owners, viewer), (opened) => (owner: string): readonly OpenRecord[] => {
      const found = opened.get(recordType)?.get(owner) ?? [];
      return found.every(isSeen) ? found : found.filter(isSeen);
    });

  return {
    load(recordType, owner, pin) {
      if (pin.validOn !== null) return dated(recordType, owner.kind, pin).load(owner.value);
      const { kind, value } = owner;
      const lists = known.of(recordType, pin.position, kind);
      let found = lists.get(value);
      if (found === undefined) {
        const held = hub.reads.held.byOwners([recordType], kind, [value], pin.position);
        const read = soon(held, (held): Soon<readonly OpenRecord[]> => {
          if (!admit(recordType, owner, pin, numberIn(held, recordType, value))) return Promise.reject(new TooManyRelatedError());
          return soon(openSeen(held, recordType, [value]), (seen) => seen(value));
        });
        found = read instanceof Promise ? read.catch(told) : read;
        lists.set(value, found);
      }
      return found;
    },
    count(recordType, owner, pin) {
      const { kind, value } = owner;
      const listed = known.of(recordType, pin.position, kind).get(value);
      if (listed !== undefined) return soon(listed, ({ length }) => length);
      const ofType = numbers.of(recordType, pin.position, kind);
      let number = ofType.get(value);
      if (number === undefined) {
        const ask = { recordType, kind, owners: [value], position: pin.position };
        number = soon(hub.reads.held.counts(ask), (found) => found.get(value) ?? 0);
        ofType.set(value, number);
      }
      return number;
    },
    known(recordType, { kind, value }, pin) {
      const found = known.of(recordType, pin.position, kind).get(value) ?? [];
      return found instanceof Promise ? [] : found;
    },
    ahead({ listed, counted, brief = [] }, kind, owners, pin) {
      if (pin.validOn !== null) return NOTHING;
      const { position } = pin;
      const listsOf = (recordType: string) => known.of(recordType, position, kind);
      const isMissing = (recordType: string, owner: string): boolean => !listsOf(recordType).has(owner);

      const read = (): Soon<HeldByOwner> => {
        const wanted = listed.filter((recordType) => owners.some((owner) => isMissing(recordType, owner)));
        const missing = owners.filter((owner) => brief.length > 0 || wanted.some((recordType) => isMissing(recordType, owner)));
        if (missing.length === 0) return NOTHING;
        const reading = hub.reads.held.byOwners([...wanted, ...brief], kind, missing, position);
        return soon(reading instanceof Promise ? reading.catch(nullOfTooMany) : reading, (held) => {
          if (held === null) return NOTHING;
          const admitted = (recordType: string, owner: string): boolean =>
            admit(recordType, { kind, value: owner }, pin, numberIn(held, recordType, owner));
          const ofTypes = wanted.map((recordType) => {
            const fitting = missing.filter((owner) => isMissing(recordType, owner) && admitted(recordType, owner));
            return soon(openSeen(held, recordType, fitting), (seen) => {
              // Another field may have asked for them meanwhile.
              for (const owner of fitting) if (isMissing(recordType, owner)) listsOf(recordType).set(owner, seen(owner));
            });
          });
          const withRoom = (recordType: string) =>
            new Map(
              owners
                .filter((owner) => admitted(recordType, owner))
                .map((owner) => [owner, held.get(recordType)?.get(owner) ?? []] as const),
            );
          return soon(allSoon(ofTypes), () => new Map(brief.map((recordType) => [recordType, withRoom(recordType)])));
        });
      };

      const count = (recordType: string): Soon<void> => {
        const [lists, ofType] = [listsOf(recordType), numbers.of(recordType, position, kind)];
        const uncounted = owners.filter((owner) => !lists.has(owner) && !ofType.has(owner));
        if (uncounted.length === 0) return;
        return soon(hub.reads.held.counts({ recordType, kind, owners: uncounted, position }), (found) => {
          for (const owner of uncounted) ofType.set(owner, found.get(owner) ?? 0);
        });
      };

      const held = read();
      return soon(allSoon<unknown>([held, ...counted.map(count)]), () => held);
    },
  };
}

const NOTHING: HeldByOwner = new Map();

/** Whose are too many is told where they are asked for. */
function nullOfTooMany(error: unknown): null {
  if (error instanceof TooManyRelatedError) return null;
  throw error;
}

function numberIn(held: HeldByOwner, recordType: string, owner: string): number {
  return held.get(recordType)?.get(owner)?.length ?? 0;
}

/**
 * Whether there is room for what an owner has of a type. That is for the request as a whole: a page of large companies must not
 * fill the memory. However often a list is asked for it takes its room once, and what finds none takes none from others.
 */
function admission(): (recordType: string, owner: Relation, pin: Pin, count: number) => boolean {
  const admitted = new ReadSoFar<true>();
  const counts = new Map<string, number>();
  return (recordType, { kind, value }, { position }, count) => {
    const owners = admitted.of(recordType, position, kind);
    if (owners.has(value)) return true;
    const total = (counts.get(recordType) ?? 0) + count;
    if (total > MAX_RELATED) return false;
    owners.set(value, true);
    counts.set(recordType, total);
    return true;
  };
}

type OwnersLoader = DataLoader<string, readonly OpenRecord[]>;

/** One for each type and moment, since a batch is cut at so many owners and must not be cut at so many questions. */
function datedLoaders(hub: Hub, viewer: Viewer) {
  const loaders = new Map<string, OwnersLoader>();
  return (recordType: string, kind: Relation['kind'], pin: Pin): OwnersLoader => {
    const name = `${recordType} ${kind} ${formatAt(pin)}`;
    const known = loaders.get(name);
    if (known !== undefined) return known;
    const loader: OwnersLoader = new DataLoader(async (owners) => {
      const found = await findRelated(hub, recordType, kind, owners, pin, viewer).catch(told);
      return owners.map((owner) => (found.get(owner) ?? []).filter(isSeen));
    });
    loaders.set(name, loader);
    return loader;
  };
}
