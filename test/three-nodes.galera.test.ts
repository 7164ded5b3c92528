/**
 * Three hubs, each on its own node of a Galera cluster, write the same keys at the same time, while a reader on each node follows
 * the feed. Nodes are killed, twice in the middle of a commit, and come back: with what they missed, and with nothing. Nothing is lost, doubled or
 * left out, and all nodes say the same.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommitUnknownError, DatabaseBusyError, DatabaseGoneError } from '../src/db/unreachable.ts';
import { putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { writeBatch } from '../src/feed/write.ts';
import { ClusterFollower } from './support/cluster-follower.ts';
import { ClusterWriter, type SentBatch } from './support/cluster-writer.ts';
import { type GaleraCluster, startGalera } from './support/galera.ts';
import { hutong } from './support/hutong-process.ts';
import { runSql } from './support/mariadb.ts';
import { observed } from './support/registrations.ts';

const SEED = 7_020;
const NODES = 3;
const WRITERS_PER_NODE = 2;
const DATABASE = 'hutong';

let cluster: GaleraCluster;
let hubs: readonly Hub[];

beforeAll(async () => {
  cluster = await startGalera(NODES);
  await runSql(cluster.nodes[0]?.url ?? '', `create database ${DATABASE}`);
  // All at once, on an empty database: each would make the tables and the feed.
  hubs = await Promise.all(cluster.nodes.map(({ url }) => openHub({ databaseUrl: `${url}/${DATABASE}`, connections: 6 })));
});

afterAll(async () => {
  for (const hub of hubs ?? []) await hub.close();
  await cluster?.[Symbol.asyncDispose]();
});

it('is one feed, whoever opened it first', () => {
  expect(new Set(hubs.map(({ feedId }) => feedId)).size).toBe(1);
});

it('carries a hub: each node passes the check of a database', async () => {
  for (const { url } of cluster.nodes) {
    const checked = await hutong(['db', 'check', '--json'], { env: { HUTONG_DATABASE_URL: `${url}/${DATABASE}` } });
    expect(checked.json).toMatchObject({ ok: true });
    expect(checked.json.checks).toContainEqual({
      name: 'cluster',
      state: 'ok',
      found: 'Galera: Primary, Synced, 3',
      problem: null,
    });
  }
});

it('compares what comes with what another node has just committed', async () => {
  const say = async (turn: number, capital: string): Promise<string | undefined> => {
    const hub = hubs[turn % NODES] as Hub;
    const entries = [putEntry(observed(500, { capital }), hub.fingerprint)];
    const { outcomes } = await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
    return outcomes[0]?.outcome;
  };
  await say(0, '1');
  const outcomes: (string | undefined)[] = [];
  // What the next node held until a moment ago: one that had not heard of the last turn would find it unchanged.
  for (let turn = 1; turn <= 60; turn++) outcomes.push(await say(turn, turn % 2 === 1 ? '2' : '1'));
  expect(outcomes.filter((outcome) => outcome !== 'changed')).toEqual([]);
});

it('loses and doubles nothing while nodes are killed and come back', async () => {
  const started = performance.now();
  const writers = hubs.map((hub, node) =>
    Array.from({ length: WRITERS_PER_NODE }, (_, i) => {
      const name = node * WRITERS_PER_NODE + i + 1;
      return new ClusterWriter(hub, name, SEED + name);
    }),
  );
  const all = writers.flat();
  const told = (): number => Math.max(0, ...all.map(({ sent }) => positionOf(sent.at(-1))));
  let isOver = false;
  const followers = hubs.map((hub) => new ClusterFollower(hub, told));
  const following = followers.map((follower) => follower.run(() => isOver));
  const writing = all.map((writer) => writer.run());
  const wrote = (some: readonly ClusterWriter[], count: number): Promise<void> => {
    const before = some.map(acknowledged);
    return expect
      .poll(() => Math.min(...some.map((writer, i) => acknowledged(writer) - (before[i] ?? 0))), {
        interval: 20,
        timeout: 90_000,
      })
      .toBeGreaterThanOrEqual(count);
  };
  /** The batches whose nodes were killed under them. */
  const cut: (() => SentBatch | undefined)[] = [];
  /** Kills a node when nothing is left of a batch but its commit. */
  const killInCommit = (node: number, afterMs: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const [writer] = writers[node] ?? [];
      if (writer === undefined) return reject(new Error(`no node ${node}`));
      const kill = () => cluster.nodes[node]?.crash().then(resolve, reject);
      writer.onCommit = () => {
        const place = writer.sent.length;
        cut.push(() => writer.sent[place]);
        void (afterMs === 0 ? setImmediate(kill) : setTimeout(kill, afterMs));
      };
    });

  await wrote(all, 15);
  const pauses: number[] = [];
  const returns: unknown[] = [];
  const killAndReturn = async (node: number, afterMs: number, how: 'comeBack' | 'comeBackEmpty'): Promise<void> => {
    const others = writers.filter((_, i) => i !== node).flat();
    await killInCommit(node, afterMs);
    const killed = performance.now();
    await wrote(others, 10);
    pauses.push(longestPause(others, killed - 1000));
    returns.push(await cluster.nodes[node]?.[how]());
    // Those of the node too.
    await wrote(all, 5);
  };
  await killAndReturn(2, 0, 'comeBack');
  await killAndReturn(0, 1, 'comeBack');
  await killAndReturn(1, 3, 'comeBackEmpty');

  for (const writer of all) writer.stop();
  await Promise.all(writing);
  isOver = true;
  await Promise.all(following);

  const heads = await Promise.all(hubs.map((hub) => getHead(hub)));
  const [head] = heads;
  expect(heads).toEqual(hubs.map(() => head));
  for (const follower of followers) {
    expect(follower).toMatchObject({ faults: [], position: head?.position, digest: head?.digest });
    expect(follower.compared).toBeGreaterThan(0);
  }
  expect(followers.every(({ away }) => away > 0)).toBe(true);
  for (const hub of hubs) {
    expect(await verifyFeed(hub)).toMatchObject({ upTo: head?.position, versions: head?.position, breaches: [] });
    expect(await openTwice(hub)).toEqual([]);
  }
  const [first, ...others] = await Promise.all(hubs.map(rowsOf));
  for (const rows of others) expect(rows).toEqual(first);

  const batches = all.flatMap(({ sent }) => sent);
  const faults = await faultsOf(hubs[0] as Hub, batches);
  expect(faults).toEqual([]);
  expect(returns).toEqual(['missing changes', 'missing changes', undefined]);
  const unanswered = batches.filter(({ answer }) => answer instanceof Error);
  const waits = followers.flatMap((follower) => follower.waits).toSorted((a, b) => a - b);
  process.stdout.write(
    [
      `${Math.round((performance.now() - started) / 1000)} s, ${head?.position} positions, ${batches.length - unanswered.length} batches acknowledged`,
      `${unanswered.length} told by name: ${count(unanswered.map(({ answer }) => (answer as Error).name))}`,
      `of each writer: ${all.map(acknowledged).join(', ')}; longest run ${Math.max(...batches.map(({ attempts }) => attempts))} times before it was answered`,
      `batches whose node was killed at their commit: ${cut.map((batch) => fateOf(batch())).join(', ')}`,
      `longest pause of the other nodes' writes after each kill: ${pauses.map((ms) => `${Math.round(ms)} ms`).join(', ')}`,
      `a position of another node was there after ${at(waits, 0.5)} ms (p50), ${at(waits, 0.95)} ms (p95), ${at(waits, 1)} ms (longest of ${waits.length}); ${followers.map(({ late }) => late).join(' + ')} were refused as not reached within 1.5 s`,
      '',
    ].join('\n'),
  );
});

function positionOf(batch: SentBatch | undefined): number {
  return batch === undefined || batch.answer instanceof Error ? 0 : batch.answer.position;
}

function fateOf(batch: SentBatch | undefined): string {
  if (batch === undefined) return 'unknown to the writer';
  if (batch.answer instanceof Error) return batch.answer.name;
  return batch.attempts === 1 ? 'committed' : `run ${batch.attempts} times, written once`;
}

function acknowledged({ sent }: ClusterWriter): number {
  return sent.filter(({ answer }) => !(answer instanceof Error)).length;
}

/** Between two acknowledgements to any of them, in milliseconds. */
function longestPause(writers: readonly ClusterWriter[], since: number): number {
  const times = writers
    .flatMap(({ sent }) => sent.filter(({ answer, at }) => at > since && !(answer instanceof Error)).map(({ at }) => at))
    .toSorted((a, b) => a - b);
  return Math.max(...times.slice(1).map((time, i) => time - (times[i] ?? 0)));
}

/** Keys with more than one version that holds. */
async function openTwice(hub: Hub): Promise<readonly unknown[]> {
  const { rows } = await sql`select record_key, count(*) as versions from version where until = 9223372036854775807
    and history_only = 0 group by record_type, record_key having count(*) > 1`.execute(hub.db.read);
  return rows;
}

/** All rows of every table, as text, in an order that has nothing to do with the node. */
async function rowsOf(hub: Hub): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = new Map<string, readonly string[]>();
  for (const { name } of await hub.db.read.introspection.getTables()) {
    const table = await sql<object>`select * from ${sql.table(name)}`.execute(hub.db.read);
    rows.set(name, table.rows.map((row) => JSON.stringify(row)).toSorted());
  }
  return rows;
}

/** What was acknowledged is there once, where it was told to be; of what was not, all is there once or nothing. */
async function faultsOf(hub: Hub, batches: readonly SentBatch[]): Promise<readonly string[]> {
  const { rows } = await sql<{ position: number; record_key: string; kind: string; content: string | null }>`
    select position, record_key, kind, content from version where record_key <> ${observed(500).key} order by position`.execute(
    hub.db.read,
  );
  const byPosition = new Map(rows.map((row) => [row.position, { ...row, number: numberOf(row.content) }]));
  const byNumber = Map.groupBy([...byPosition.values()], ({ number }) => number);
  const faults: string[] = [];
  for (const { number, puts, answer } of batches) {
    const written = byNumber.get(number)?.map(({ record_key }) => record_key) ?? [];
    const wanted = puts.filter((key) => key !== null);
    if (answer instanceof Error) {
      const isUndone = answer instanceof DatabaseGoneError || answer instanceof DatabaseBusyError;
      if (!isUndone && !(answer instanceof CommitUnknownError)) faults.push(`${number}: ${answer.name} ${answer.message}`);
      if (isUndone && written.length > 0) faults.push(`${number} was told not to be written, and is there`);
      if (written.length > 0 && !isSame(written, wanted)) faults.push(`${number} is there in part`);
      continue;
    }
    if (!isSame(written, wanted)) faults.push(`${number} was to write ${wanted.length} and wrote ${written.length}`);
    answer.outcomes.forEach(({ outcome, position }, i) => {
      const row = byPosition.get(position ?? 0);
      const key = puts[i];
      const isThere =
        key === null ? outcome === 'unchanged' || row?.kind === 'ENDED' : row?.record_key === key && row?.number === number;
      if (!isThere) faults.push(`${number}: ${outcome} at ${position} is not there`);
    });
  }
  const known = new Set(batches.map(({ number }) => number));
  for (const { position, number, kind } of byPosition.values()) {
    if (kind !== 'ENDED' && !known.has(number)) faults.push(`nobody wrote ${position}`);
  }
  return faults;
}

function numberOf(content: string | null): number {
  return content === null ? 0 : Number((JSON.parse(content) as { readonly capital?: string }).capital ?? 0);
}

function isSame(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
}

function count(names: readonly string[]): string {
  return [...Map.groupBy(names, (name) => name)].map(([name, each]) => `${name} × ${each.length}`).join(', ') || '-';
}

function at(sorted: readonly number[], part: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(1);
}
