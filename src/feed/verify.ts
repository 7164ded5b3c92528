/**
 * Recomputes the whole feed from content and holds it against what is stored: hashes, chain, intervals, personal
 * values, links, typed columns, identifiers, digests. It reads in pages and holds no transaction, so it runs beside
 * writers; what they add meanwhile is verified too.
 */

import type { HeadRow } from '../db/head.repository.ts';
import { listScopeDigests } from '../db/scope-digest.repository.ts';
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
import { VERSION_HOLDER, type VersionRow } from '../db/version.repository.ts';
import { canonicalJson } from '../domain/record/canonical-json.ts';
import { type ChangeKind, isClosing } from '../domain/record/change.ts';
import { LEVELS } from '../domain/record/level.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import { findRecordType, listRecordTypes } from '../domain/record/record-types.ts';
import { type Beside, heldAgainst, readBeside, showSamePersonal } from './beside.ts';
import { type Hashes, storedHashes } from './hashes.ts';
import type { Hub } from './hub.ts';
import { identifierSteps } from './identifier-steps.ts';
import { type Lineage, lineageOf } from './lineage.ts';
import { getHead } from './position.ts';
import { levelsOf } from './stored-levels.ts';
import { branchChain, commitment, contentHash, genesisChain, type HashOf, nextChain, ZERO_DIGEST } from './suite.ts';
import { DIGEST_COLUMN, RECORDS_COLUMN, Sums } from './sums.ts';
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
  const verifier = new Verifier(hub, await lineageOf(hub.db.scan, hub.feedId));
  for (let round = 1; ; round++) {
    const head = await getHead(hub);
    await verifier.verifyTo(head, options);
    if ((await getHead(hub)).position === head.position || round === MAX_ROUNDS || options.signal?.aborted === true) {
      await verifier.verifyEnd(head);
      return verifier.result();
    }
  }
}

class Verifier {
  readonly #hub: Hub;
  readonly #breaches: Breach[] = [];
  #position = 0;
  #versions = 0;
  #recordedAt = 0;
  #chain: string;
  /** Feeds that restores began, oldest first, until the chain has come to them. */
  #later: Lineage;
  readonly #sums = new Sums();
  readonly #hashOf: HashOf;
  /** Beyond it the lesser levels are not filled yet, and are shown to nobody. */
  #leveledTo = 0;
  readonly #rows = { link: 0, identifier: 0, relation: 0, personal: 0 };
  readonly #typed = new Map<string, number>();

  constructor(hub: Hub, lineage: Lineage) {
    this.#hub = hub;
    const [first, ...later] = lineage.toReversed();
    this.#chain = genesisChain(hub.suite, first?.feed ?? hub.feedId);
    this.#later = later;
    this.#hashOf = (type, key, text) => contentHash(hub.suite, type, key, text);
  }

  result(): Verification {
    return {
      upTo: this.#position,
      versions: this.#versions,
      digest: this.#sums.total('RESTRICTED').digest,
      breaches: this.#breaches,
    };
  }

  async verifyTo({ position: upTo, leveled_to }: HeadRow, { onProgress, signal }: VerifyOptions): Promise<void> {
    this.#leveledTo = leveled_to;
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
    const beside = await readBeside(this.#hub.db.scan, page);
    const steps = page.map((row) => this.#verifyVersion(row, beside)).filter((step) => step !== undefined);
    await this.#verifyLinks(steps);
    for (const [type, ofType] of Map.groupBy(steps, (step) => step.type)) {
      await this.#verifyTyped(type, ofType);
      await this.#verifyRelations(type, ofType);
    }
    await this.#verifyIdentifiers(steps);
  }

  /** Goes on with the feeds that begin behind the last position. */
  #enterFeeds(): void {
    for (;;) {
      const [next, ...later] = this.#later;
      if (next?.common == null || next.common > this.#position) return;
      this.#chain = branchChain(this.#hub.suite, next.feed, next.common, this.#chain);
      this.#later = later;
    }
  }

  #verifyVersion(row: VersionRow, beside: Beside): Step | undefined {
    const { suite } = this.#hub;
    const { position } = row;
    this.#enterFeeds();
    this.#expect(position, 'version', 'position', this.#position + 1, position);
    this.#position = position;
    this.#versions += 1;
    if (row.recorded_at < this.#recordedAt) this.#breach(position, 'version', 'recorded_at', 'earlier than the position before');
    this.#recordedAt = Math.max(this.#recordedAt, row.recorded_at);

    this.#expect(position, 'version', 'hash', this.#hashOf(row.record_type, row.record_key, row.content), row.hash);
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
    if (position <= this.#leveledTo) this.#verifyLevels(row, type, content, beside);
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
      const isErased = beside.erased.get(position)?.includes(field) === true;
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

  #addToState(type: RecordType, row: VersionRow, content: Content | null, before: Content | null, previous?: VersionRow): void {
    if (before !== null && previous !== undefined) this.#sums.of(type, type.county(before)).subtract(readHashes(previous));
    if (content !== null) this.#sums.of(type, type.county(content)).add(readHashes(row));
  }

  /** What the lesser levels are given of a version, as far as it is filled. */
  #verifyLevels(row: VersionRow, type: RecordType, content: Content | null, beside: Beside): void {
    const against = beside.versions.get(heldAgainst(row) ?? 0);
    const held = against === undefined ? undefined : { row: against, content: readContent(against) ?? null };
    const expected = (isSamePersonal: boolean) => levelsOf(this.#hashOf, type, { row, content }, held, isSamePersonal);
    const isSame = against !== undefined && showSamePersonal(row, against, beside);
    const levels = expected(isSame);
    for (const column of ['hash_shared', 'hash_public'] as const) {
      this.#expect(row.position, 'version', column, levels[column], row[column]);
    }
    // Whether they held the same before a value was erased nobody can tell any more.
    const isErased = [row.position, against?.position ?? 0].some((position) => beside.erased.has(position));
    if (isErased && row.seen_from === expected(!isSame).seen_from) return;
    this.#expect(row.position, 'version', 'seen_from', levels.seen_from, row.seen_from);
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
  async verifyEnd(head: HeadRow): Promise<void> {
    this.#enterFeeds();
    this.#expect(null, 'head', 'position', this.#position, head.position);
    this.#expect(null, 'head', 'recorded_at', this.#recordedAt, head.recorded_at);
    this.#expect(null, 'head', 'chain', this.#chain, head.chain);
    if (head.leveled_to > head.position) this.#breach(null, 'head', 'leveled_to', 'beyond the last position');
    // At another position than the whole they add up to something else, which only filling can tell.
    const levels = head.leveled_to === head.position ? LEVELS : (['RESTRICTED'] as const);
    for (const level of levels) {
      const { digest, records } = this.#sums.total(level);
      this.#expect(null, 'head', DIGEST_COLUMN[level], digest, head[DIGEST_COLUMN[level]]);
      this.#expect(null, 'head', RECORDS_COLUMN[level], records, head[RECORDS_COLUMN[level]]);
    }
    this.#expect(null, 'head', 'feed_id', this.#hub.feedId, head.feed_id);

    const { scan } = this.#hub.db;
    const scopes = await listScopeDigests(scan);
    const counts = {
      link: await countRows(scan, 'link'),
      identifier: await countRows(scan, 'identifier'),
      relation: await countRows(scan, 'relation'),
      personal: await countPersonal(scan, VERSION_HOLDER),
      typed: new Map<string, number>(),
    };
    for (const type of listRecordTypes()) counts.typed.set(type.name, await countTypedRows(scan, type.name));
    if ((await getHead(this.#hub)).position !== head.position) return; // writers went on: next time

    for (const row of scopes) {
      const own = this.#sums.find(row.record_type, row.county);
      const where = `${row.record_type}, county ${row.county === '' ? 'unknown' : row.county}`;
      for (const level of levels) {
        const column = DIGEST_COLUMN[level];
        if (own?.at(level).digest !== row[column]) this.#breach(null, 'scope_digest', column, `${where}: does not add up`);
      }
      if (own?.at('RESTRICTED').records !== row.records) {
        this.#breach(null, 'scope_digest', 'records', `${where}: does not add up`);
      }
    }
    this.#expect(null, 'scope_digest', 'county', this.#sums.scopes.length, scopes.length);
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

/** The stored hashes, so that a breach is told once and not of every sum too. What is no hash adds nothing. */
function readHashes(row: VersionRow): Hashes {
  const { hash, hashShared, hashPublic } = storedHashes(row);
  const isHash = (text: string | null) => text !== null && /^[0-9a-f]{64}$/.test(text);
  return {
    hash: isHash(hash) ? hash : ZERO_DIGEST,
    hashShared: isHash(hashShared) ? hashShared : null,
    hashPublic: isHash(hashPublic) ? hashPublic : null,
  };
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
