/** The hub of a database, seen as it is over the wire: by the operator, who sees everything, and with no server in between. */
import { levelOf } from '../access/level.ts';
import { operator } from '../access/viewer.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { readScope, type Scope, type ScopeInput } from '../domain/scope/scope.ts';
import { type ChangeView, listChanges } from '../feed/changes.ts';
import { VersionDamagedError } from '../feed/damaged.ts';
import { type ExportedRecord, openExport } from '../feed/export/export.ts';
import type { Hub } from '../feed/hub.ts';
import { getHead } from '../feed/position.ts';
import { digestOfScope } from '../feed/scope-digest.ts';
import { MirrorError, UpstreamError } from '../mirror/mirror-error.ts';
import type {
  ExportBatch,
  ExportQuery,
  PageQuery,
  RecordFields,
  Upstream,
  UpstreamChange,
  UpstreamDigest,
  UpstreamHead,
  UpstreamPage,
  UpstreamRecord,
} from '../mirror/upstream.ts';

/** All that a copy is made of. */
const WANTED = ['after', 'hashBefore'];

export class LocalHub implements Upstream {
  readonly #hub: Hub;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  async head(): Promise<UpstreamHead> {
    const { feed_id: feed, position } = await getHead(this.#hub);
    return { feed, position };
  }

  async changes({ after, first, scope }: PageQuery): Promise<UpstreamPage> {
    const { feed, position: at } = await this.head();
    const query = { after, upTo: Math.max(at, after), first, filter: scopeOf(scope) };
    const { changes, scannedTo } = await listChanges(this.#hub, query, operator, WANTED).catch(tellDamage);
    return { feed, changes: changes.map(changeOf), scannedTo, at };
  }

  async *exportRows({ recordType, at, after, scope }: ExportQuery): AsyncGenerator<ExportBatch, void, undefined> {
    const query = { type: getRecordType(recordType), scope: scopeOf(scope), position: at, after };
    const { feed, level, pages } = await openExport(this.#hub, query, operator);
    try {
      for await (const page of pages()) yield { feed, level, rows: page.map(recordOf), isLast: false };
    } catch (error) {
      tellDamage(error);
    }
    yield { feed, level, rows: [], isLast: true };
  }

  async digest({ scope, at }: { readonly scope: ScopeInput; readonly at: number }): Promise<UpstreamDigest> {
    const { digest, records } = await digestOfScope(this.#hub, scopeOf(scope), at, operator).catch(tellDamage);
    return { feed: this.#hub.feedId, at, digest, records };
  }
}

/** What the hub cannot read, as it is told over the wire. */
function tellDamage(error: unknown): never {
  if (!(error instanceof VersionDamagedError)) throw error;
  const { position, recordType, key } = error;
  const damage = { position, record: `${recordType} ${key}` };
  throw new UpstreamError(error.toldAt(levelOf(operator)), { damage, cause: error });
}

function changeOf(change: ChangeView): UpstreamChange {
  const { receivedAt, recordedAt, after } = change;
  return { ...change, after: after as RecordFields | null, receivedAt: iso(receivedAt), recordedAt: iso(recordedAt) };
}

function recordOf(record: ExportedRecord): UpstreamRecord {
  const { receivedAt, recordedAt, fields } = record;
  return { ...record, fields: fields as RecordFields, receivedAt: iso(receivedAt), recordedAt: iso(recordedAt) };
}

function scopeOf(scope: ScopeInput): Scope {
  const read = readScope(scope);
  if (!read.ok) throw new MirrorError(read.problem);
  return read.value;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
