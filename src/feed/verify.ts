/**
 * Recomputes the whole feed from content and holds it against what is stored: hashes, chain, intervals, personal
 * values, links, typed columns, identifiers, digests. It reads in pages and holds no transaction, so it runs beside
 * writers; what they add meanwhile is verified too.
 */
import { listErasures } from '../db/erasure.repository.ts';
import {
  countPersonal,
  countRows,
  countTypedRows,
  findLinks,
  findRelations,
  listIdentifiersOf,
  listTypedRows,
  listVersionsAfter,
  relationName,
} from '../db/verify.repository.ts';
import { listPersonal, listVersions, VERSION_HOLDER, type VersionRow } from '../db/version.repository.ts';
import { canonicalJson } from '../domain/record/canonical-json.ts';
import { type ChangeKind, isClosing } from '../domain/record/change.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import { findRecordType, listRecordTypes } from '../domain/record/record-types.ts';
import { listDigestsByCounty } from './digests.ts';
import type { Hub } from './hub.ts';
import { identifierSteps } from './identifier-steps.ts';
import { getHead } from './position.ts';
import { commitment, contentHash, genesisChain, nextChain, StateDigest } from './suite.ts';
import { chainLinkOf, linksOf, relationsOf } from './write.ts';

export interface Breach {
  /** The position at fault; null where it is the feed as a whole. */
  readonly position: number | null;
  /** What was verified: `version`, `personal`, `link`, `relation`, `registration`, `identifier`, `head`, `scope_digest`. */
  readonly what: string;
  readonly column: string;
  /** Never a personal value. */
  readonly detail: string;
}

export interface Verification {
  readonly upTo: number;
  readonly versions: number;
  /** State digest as recomputed. */
  readonly digest: string;
  readonly breaches: readonly Breach[];
}

export interface VerifyOptions {
  onProgress?(checked: number, upTo: number): void;
  readonly signal?: AbortSignal;
}

const PAGE = 1000;
/** A broken feed can have a breach in every row; the first ones tell. */
const MAX_BREACHES = 1000;
/** How often the head may run away before what it guards alone is left unverified. */
const MAX_ROUNDS = 20;

export async function verifyFeed(hub: Hub, options: VerifyOptions = {}): Promise<Verification> {
  const verifier = new Verifier(hub);
  for (let round = 1; ; round++) {
    const head = await getHead(hub);
    await verifier.verifyTo(head.position, options);
    if ((await getHead(hub)).position === head.position || round === MAX_ROUNDS || options.signal?.aborted === true) {
      await verifier.verifyEnd(head);
      return verifier.result();
    }
  }
}

/** What a version is verified beside. */
interface Beside {
  readonly versions: ReadonlyMap<number, VersionRow>;
  readonly personal: ReadonlyMap<number, readonly { readonly field: string; readonly salt: string; readonly value: string }[]>;
  readonly erased: ReadonlySet<string>;
}

class Verifier {
  readonly #hub: Hub;
  readonly #breaches: Breach[] = [];
  #position = 0;
  #versions = 0;
  #recordedAt = 0;
  #chain: string;
  readonly #digest = new StateDigest();
  #records = 0;
  readonly #scopes = new Map<string, { digest: StateDigest; records: number }>();
  readonly #rows = { link: 0, identifier: 0, relation: 0, personal: 0 };
  readonly #typed = new Map<string, number>();

  constructor(hub: Hub) {
    this.#hub = hub;
    this.#chain = genesisChain(hub.suite, hub.feedId);
  }

  result(): Verification {
    return { upTo: this.#position, versions: this.#versions, digest: this.#digest.hex, breaches: this.#breaches };
  }

  async verifyTo(upTo: number, { onProgress, signal }: VerifyOptions): Promise<void> {
    for (;;) {
      const page = await listVersionsAfter(this.#hub.db.scan, this.#position, upTo, PAGE);
      if (page.length === 0 || signal?.aborted === true) return;
      await this.#verifyPage(page);
      onProgress?.(this.#position, upTo);
    }
  }

  #breach(position: number | null, what: string, column: string, detail: string): void {
    if (this.#breaches.length < MAX_BREACHES) this.#breaches.push({ position, what, column, detail });
  }

  #expect(position: number | null, what: string, column: string, expected: unknown, found: unknown): void {
    if (expected !== found) this.#breach(position, what, column, `expected ${String(expected)}, found ${String(found)}`);
  }

  async #verifyPage(page: readonly VersionRow[]): Promise<void> {
    const beside = await this.#readBeside(page);
    const steps = page.map((row) => this.#verifyVersion(row, beside)).filter((step) => step !== undefined);
    await this.#verifyLinks(steps);
    for (const [type, ofType] of Map.groupBy(steps, (step) => step.type)) {
      await this.#verifyTyped(type, ofType);
      await this.#verifyRelations(type, ofType);
    }
    await this.#verifyIdentifiers(steps);
  }

  async #readBeside(page: readonly VersionRow[]): Promise<Beside> {
    const { scan } = this.#hub.db;
    const positions = page.map((row) => row.position);
    const neighbours = new Set(
      page.flatMap((row) => [row.previous, row.until, row.corrects]).filter((position) => position !== null),
    );
    const versions = new Map(page.map((row) => [row.position, row]));
    const missing = [...neighbours].filter((position) => !versions.has(position));
    for (let from = 0; from < missing.length; from += PAGE) {
      for (const row of await listVersions(scan, missing.slice(from, from + PAGE))) versions.set(row.position, row);
    }
    return {
      versions,
      personal: Map.groupBy(await listPersonal(scan, VERSION_HOLDER, positions), (row) => row.holder),
      erased: new Set((await listErasures(scan, positions)).map((row) => `${row.position} ${row.field}`)),
    };
  }

  #verifyVersion(row: VersionRow, beside: Beside): Step | undefined {
    const { suite } = this.#hub;
    const { position } = row;
    this.#expect(position, 'version', 'position', this.#position + 1, position);
    this.#position = position;
    this.#versions += 1;
    if (row.recorded_at < this.#recordedAt) this.#breach(position, 'version', 'recorded_at', 'earlier than the position before');
    this.#recordedAt = Math.max(this.#recordedAt, row.recorded_at);

    this.#expect(position, 'version', 'hash', contentHash(suite, row.record_type, row.record_key, row.content), row.hash);
    this.#expect(position, 'version', 'chain', nextChain(suite, this.#chain, chainLinkOf(row)), row.chain);
    // Go on from what is stored, so that one breach is told once and not of every row after it.
    this.#chain = row.chain;

    this.#verifyInterval(row, beside);
    const type = findRecordType(row.record_type);
    const content = readContent(row);
    if (type === undefined || content === undefined) {
      this.#breach(position, 'version', type === undefined ? 'record_type' : 'content', 'cannot be read');
      return undefined;
    }
    this.#verifyPersonal(row, content, beside);
    const previous = row.previous === null ? undefined : beside.versions.get(row.previous);
    const before = previous === undefined ? null : (readContent(previous) ?? null);
    const corrected = row.history_only === 1 && row.corrects !== null ? beside.versions.get(row.corrects) : undefined;
    if (row.history_only === 0) this.#addToState(type, row, content, before, previous);
    return {
      row,
      type,
      content,
      into: readInto(row),
      before: row.history_only === 1 ? ((corrected && readContent(corrected)) ?? null) : before,
      beforeInto: previous === undefined || row.history_only === 1 ? null : readInto(previous),
    };
  }

  /** A version holds until the next one of its key, and the next one names it; a history-only one holds at no position. */
  #verifyInterval(row: VersionRow, { versions }: Beside): void {
    const { position, previous, until } = row;
    const before = previous === null ? undefined : versions.get(previous);
    if (previous !== null) {
      const fits = before !== undefined && sameKey(before, row) && before.history_only === 0 && before.position < position;
      if (!fits) this.#breach(position, 'version', 'previous', `${previous} is no earlier version of this key`);
    }
    if (row.history_only === 1) {
      this.#expect(position, 'version', 'until', position, until);
      if (before !== undefined && before.until !== null && before.until < position) {
        this.#breach(position, 'version', 'previous', `${previous} no longer held`);
      }
      return;
    }
    if (before !== undefined) this.#expect(before.position, 'version', 'until', position, before.until);
    if (until === null) return;
    const next = versions.get(until);
    if (next === undefined || !sameKey(next, row) || next.previous !== position || next.history_only === 1) {
      this.#breach(position, 'version', 'until', `${until} does not follow this version`);
    }
  }

  #verifyPersonal(row: VersionRow, content: Content | null, beside: Beside): void {
    const { suite, fingerprint } = this.#hub;
    const { position } = row;
    const held = beside.personal.get(position) ?? [];
    this.#rows.personal += held.length;
    const commitments = readCommitments(row);
    if (commitments === undefined) {
      this.#breach(position, 'version', 'commitments', 'cannot be read');
      return;
    }
    for (const [field, expected] of Object.entries(commitments)) {
      const value = held.find((candidate) => candidate.field === field);
      const isErased = beside.erased.has(`${position} ${field}`);
      if (value === undefined && !isErased)
        this.#breach(position, 'personal', field, 'the value is gone and no erasure is logged');
      if (value !== undefined && isErased)
        this.#breach(position, 'personal', field, 'an erasure is logged and the value is there');
      if (value !== undefined && commitment(suite, field, value.salt, value.value) !== expected) {
        this.#breach(position, 'personal', field, 'the value does not fit its commitment');
      }
    }
    for (const { field } of held)
      if (!(field in commitments)) this.#breach(position, 'personal', field, 'no commitment to this value');

    const isCompared = row.until === null && row.history_only === 0 && content !== null;
    const values = Object.fromEntries(held.map(({ field, value }) => [field, value]));
    const expected = isCompared ? fingerprint(`${row.content}${canonicalJson(values)}`) : null;
    if (expected !== row.fingerprint) this.#breach(position, 'version', 'fingerprint', 'does not fit the version');
  }

  #addToState(
    type: RecordType,
    row: VersionRow,
    content: Content | null,
    before: Content | null,
    previous: VersionRow | undefined,
  ): void {
    if (before !== null && previous !== undefined) {
      this.#digest.subtract(previous.hash);
      this.#records -= 1;
      const scope = this.#scope(type, before);
      scope.digest.subtract(previous.hash);
      scope.records -= 1;
    }
    if (content === null) return;
    this.#digest.add(row.hash);
    this.#records += 1;
    const scope = this.#scope(type, content);
    scope.digest.add(row.hash);
    scope.records += 1;
  }

  #scope(type: RecordType, content: Content): { digest: StateDigest; records: number } {
    const name = `${type.name} ${type.county(content) ?? ''}`;
    const scope = this.#scopes.get(name) ?? { digest: new StateDigest(), records: 0 };
    this.#scopes.set(name, scope);
    return scope;
  }

  async #verifyLinks(steps: readonly Step[]): Promise<void> {
    const expected = steps.flatMap((step) =>
      linksOf({ type: step.type, key: step.row.record_key, before: step.before, content: step.content, into: step.into }).map(
        (link) => ({
          ...link,
          position: step.row.position,
        }),
      ),
    );
    this.#rows.link += expected.length;
    const found = await findLinks(this.#hub.db.scan, expected);
    for (const link of expected) {
      if (!found.has(`${link.kind} ${link.value} ${link.position}`))
        this.#breach(link.position, 'link', link.kind, 'the link is missing');
    }
  }

  async #verifyTyped(type: RecordType, steps: readonly Step[]): Promise<void> {
    const current = steps.filter((step) => step.row.history_only === 0 && step.content !== null);
    const [first] = current;
    if (first === undefined) return;
    this.#typed.set(type.name, (this.#typed.get(type.name) ?? 0) + current.length);
    const columns = Object.keys(type.columns(first.row.record_key, first.content as Content));
    const positions = current.map((step) => step.row.position);
    const stored = new Map(
      (await listTypedRows(this.#hub.db.scan, type.name, positions, columns)).map((row) => [row.position, row]),
    );
    for (const { row, content } of current) {
      const found = stored.get(row.position);
      if (found === undefined) {
        this.#breach(row.position, type.name, 'position', 'the typed row is missing');
        continue;
      }
      this.#expect(row.position, type.name, 'record_key', row.record_key, found.record_key);
      // Written together, read apart: a version may have ended between the two reads.
      if (found.until !== row.until && (found.until ?? row.until ?? 0) <= this.#position) {
        this.#expect(row.position, type.name, 'until', row.until, found.until);
      }
      for (const [column, expected] of Object.entries(type.columns(row.record_key, content as Content))) {
        this.#expect(row.position, type.name, column, expected, found[column] ?? null);
      }
    }
  }

  async #verifyRelations(type: RecordType, steps: readonly Step[]): Promise<void> {
    if (type.relations === undefined) return;
    const current = steps.filter((step) => step.row.history_only === 0 && step.content !== null);
    const stored = await findRelations(
      this.#hub.db.scan,
      current.map((step) => step.row.position),
    );
    for (const { row, content } of current) {
      const expected = relationsOf(type, content as Content);
      this.#rows.relation += expected.length;
      for (const each of expected) {
        const until = stored.get(relationName(row.position, each));
        if (until === undefined) this.#breach(row.position, 'relation', each.kind, 'the relation is missing');
        else if (until !== row.until && (until ?? row.until ?? 0) <= this.#position) {
          this.#expect(row.position, 'relation', 'until', row.until, until);
        }
      }
    }
  }

  async #verifyIdentifiers(steps: readonly Step[]): Promise<void> {
    const expected = steps
      .filter((step) => step.row.history_only === 0)
      .flatMap(({ row, type, content, into, before, beforeInto }) =>
        identifierSteps(type, row.record_key, { content: before, into: beforeInto }, { content, into }).opened.map((each) => ({
          ...each,
          since: row.position,
        })),
      );
    this.#rows.identifier += expected.length;
    const name = (row: { kind: string; value: string; subject: string; record_type: string; since: number }) =>
      JSON.stringify([row.kind, row.value, row.subject, row.record_type, row.since]);
    const found = new Set<string>();
    for (let from = 0; from < expected.length; from += PAGE) {
      const values = [...new Set(expected.slice(from, from + PAGE).map((row) => row.value))];
      for (const row of await listIdentifiersOf(this.#hub.db.scan, values)) found.add(name(row));
    }
    for (const row of expected)
      if (!found.has(name(row))) this.#breach(row.since, 'identifier', row.kind, 'the identifier is missing');
  }

  /** What only the end can tell: the head, the counties' digests, and that no derived row is left over. */
  async verifyEnd(head: Awaited<ReturnType<typeof getHead>>): Promise<void> {
    this.#expect(null, 'head', 'position', this.#position, head.position);
    this.#expect(null, 'head', 'recorded_at', this.#recordedAt, head.recorded_at);
    this.#expect(null, 'head', 'chain', this.#chain, head.chain);
    this.#expect(null, 'head', 'digest', this.#digest.hex, head.digest);
    this.#expect(null, 'head', 'records', this.#records, head.records);
    this.#expect(null, 'head', 'feed_id', this.#hub.feedId, head.feed_id);

    const { scan } = this.#hub.db;
    const scopes = await listDigestsByCounty(this.#hub);
    const counts = {
      link: await countRows(scan, 'link'),
      identifier: await countRows(scan, 'identifier'),
      relation: await countRows(scan, 'relation'),
      personal: await countPersonal(scan, VERSION_HOLDER),
      typed: new Map<string, number>(),
    };
    for (const type of listRecordTypes()) counts.typed.set(type.name, await countTypedRows(scan, type.name));
    if ((await getHead(this.#hub)).position !== head.position) return; // writers went on: next time

    for (const scope of scopes) {
      const own = this.#scopes.get(`${scope.recordType} ${scope.county}`);
      const where = `${scope.recordType}, county ${scope.county === '' ? 'unknown' : scope.county}`;
      if (own?.digest.hex !== scope.digest) this.#breach(null, 'scope_digest', 'digest', `${where}: does not add up`);
      if ((own?.records ?? 0) !== scope.records) this.#breach(null, 'scope_digest', 'records', `${where}: does not add up`);
    }
    this.#expect(null, 'scope_digest', 'county', this.#scopes.size, scopes.length);
    for (const table of ['link', 'identifier', 'relation', 'personal'] as const)
      this.#expect(null, table, 'rows', this.#rows[table], counts[table]);
    for (const [name, count] of counts.typed) this.#expect(null, name, 'rows', this.#typed.get(name) ?? 0, count);
  }
}

/** A version that could be read, with the content it is held against. */
interface Step {
  readonly row: VersionRow;
  readonly type: RecordType;
  readonly content: Content | null;
  readonly into: string | null;
  readonly before: Content | null;
  readonly beforeInto: string | null;
}

function sameKey(a: VersionRow, b: VersionRow): boolean {
  return a.record_type === b.record_type && a.record_key === b.record_key;
}

/** Null where the version closes its key, undefined where its content cannot be read. */
function readContent(row: VersionRow): Content | null | undefined {
  if (isClosing(row.kind as ChangeKind)) return null;
  const value = row.content === null ? undefined : readJson(row.content);
  return typeof value === 'object' && value !== null ? (value as Content) : undefined;
}

/** Altered text says nothing: the hash tells of it. */
function readInto(row: VersionRow): string | null {
  if (row.content === null || !isClosing(row.kind as ChangeKind)) return null;
  const { into } = (readJson(row.content) ?? {}) as { readonly into?: unknown };
  return typeof into === 'string' ? into : null;
}

function readCommitments(row: VersionRow): Readonly<Record<string, string>> | undefined {
  if (row.commitments === null) return {};
  const value = readJson(row.commitments);
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // altered by hand: the caller tells it as a breach
  }
}
