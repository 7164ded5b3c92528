/**
 * What companies and estates have, for resolvers: each asks for its own, and what they ask for in one turn of the event loop
 * is read together, so a page costs one statement per record type (and one for personal values), however many are on it.
 */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.ts';
import { problem } from '../domain/message/problem.ts';
import type { Relation } from '../domain/record/record-type.ts';
import { isSeen } from '../feed/company-records.ts';
import type { Hub } from '../feed/hub.ts';
import { formatAt, type Pin } from '../feed/position.ts';
import type { RecordView } from '../feed/read.ts';
import { findRelated, MAX_RELATED, TooManyRelatedError } from '../feed/related.ts';
import { problemError } from './problem-error.ts';

export interface RelatedLoader {
  /** The records of a type that an owner has. Those of which the viewer may see nothing are not even counted. */
  load(recordType: string, owner: Relation, pin: Pin): Promise<readonly RecordView[]>;
}

type OwnersLoader = DataLoader<string, readonly RecordView[]>;

function told(error: unknown): never {
  if (error instanceof TooManyRelatedError) throw problemError(problem('RELATED_TOO_MANY', { limit: String(MAX_RELATED) }));
  throw error;
}

export function relatedLoader(hub: Hub, viewer: Viewer): RelatedLoader {
  // One for each type and moment, since a batch is cut at so many owners and must not be cut at so many questions.
  const loaders = new Map<string, OwnersLoader>();
  const loaderOf = (recordType: string, kind: Relation['kind'], pin: Pin): OwnersLoader => {
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
  return { load: (recordType, { kind, value }, pin) => loaderOf(recordType, kind, pin).load(value) };
}
