/**
 * What companies and estates have, for resolvers: each asks for its own, and what is asked for in one turn of the event loop is
 * read together, so a page costs as many statements as one company, however many are on it.
 */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.ts';
import { problem } from '../domain/message/problem.ts';
import type { Relation } from '../domain/record/record-type.ts';
import { isSeen } from '../feed/company-records.ts';
import { MAX_RELATED, TooManyRelatedError } from '../feed/held.ts';
import type { Hub } from '../feed/hub.ts';
import { formatAt, type Pin } from '../feed/position.ts';
import type { OpenRecord } from '../feed/read.ts';
import { findOpenRelated, findRelated, openHeld } from '../feed/related.ts';
import { problemError } from './problem-error.ts';
import { type Soon, soon } from './soon.ts';

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
  /** Reads those of many owners at once, so that each list, or its length, is there when it is asked for. */
  ahead(wanted: WantedTypes, kind: Relation['kind'], owners: readonly string[], pin: Pin): Promise<void>;
}

export interface WantedTypes {
  readonly listed: readonly string[];
  /** Of which only the number is asked. */
  readonly counted: readonly string[];
}

function told(error: unknown): never {
  if (error instanceof TooManyRelatedError) throw problemError(problem('RELATED_TOO_MANY', { limit: String(MAX_RELATED) }));
  throw error;
}

export function relatedLoader(hub: Hub, viewer: Viewer): RelatedLoader {
  const known = new Map<string, Soon<readonly OpenRecord[]>>();
  const numbers = new Map<string, Soon<number>>();
  /** Of each type, for the request as a whole: a page of large companies must not fill the memory. */
  const counts = new Map<string, number>();
  const dated = datedLoaders(hub, viewer);

  const seenOf = (recordType: string, found: readonly OpenRecord[] = []): readonly OpenRecord[] => {
    const count = (counts.get(recordType) ?? 0) + found.length;
    counts.set(recordType, count);
    if (count > MAX_RELATED) throw new TooManyRelatedError();
    return found.every(isSeen) ? found : found.filter(isSeen);
  };

  return {
    load(recordType, owner, pin) {
      if (pin.validOn !== null) return dated(recordType, owner.kind, pin).load(owner.value);
      const { kind, value } = owner;
      const name = nameOf(recordType, pin, kind, value);
      let found = known.get(name);
      if (found === undefined) {
        found = findOpenRelated(hub, [recordType], kind, [value], pin.position, viewer)
          .then((related) => seenOf(recordType, related.get(recordType)?.get(value)))
          .catch(told);
        known.set(name, found);
      }
      return found;
    },
    count(recordType, owner, pin) {
      const { kind, value } = owner;
      const name = nameOf(recordType, pin, kind, value);
      const listed = known.get(name);
      if (listed !== undefined) return soon(listed, ({ length }) => length);
      let number = numbers.get(name);
      if (number === undefined) {
        number = hub.reads.held
          .byOwners([recordType], kind, [value], pin.position)
          .then((held) => held.get(recordType)?.get(value)?.length ?? 0)
          .catch(told);
        numbers.set(name, number);
      }
      return number;
    },
    known(recordType, { kind, value }, pin) {
      const found = known.get(nameOf(recordType, pin, kind, value)) ?? [];
      return found instanceof Promise ? [] : found;
    },
    async ahead({ listed, counted }, kind, owners, pin) {
      const all = [...listed, ...counted];
      if (pin.validOn !== null || all.length === 0 || owners.length === 0) return;
      try {
        const held = await hub.reads.held.byOwners(all, kind, owners, pin.position);
        for (const recordType of counted) {
          const ofType = held.get(recordType);
          for (const value of owners) numbers.set(nameOf(recordType, pin, kind, value), ofType?.get(value)?.length ?? 0);
        }
        if (listed.length === 0) return;
        const related = await openHeld(hub, held, listed, owners, viewer);
        for (const recordType of listed) {
          const ofType = related.get(recordType);
          for (const value of owners) {
            known.set(nameOf(recordType, pin, kind, value), seenOf(recordType, ofType?.get(value)));
          }
        }
      } catch (error) {
        // Whose are too many is told where they are asked for.
        if (!(error instanceof TooManyRelatedError)) throw error;
      }
    },
  };
}

const nameOf = (recordType: string, { position }: Pin, kind: Relation['kind'], owner: string): string =>
  `${recordType} ${position} ${kind} ${owner}`;

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
