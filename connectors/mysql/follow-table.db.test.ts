/** An exchange table followed by its update times, on a real MariaDB whose clock the test sets. */
import fc from 'fast-check';
import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ExchangeShape, type ExchangeTable, exchangeTable } from '../../test/support/exchange-table.ts';
import { type MariadbServer, startMariadb } from '../../test/support/mariadb.ts';
import { type FollowOptions, followNews, listTable, type TableDefinition, type TablePage } from './follow-table.ts';
import { readTableAddress } from './table-address.ts';
import { later, readTablePlace } from './table-place.ts';
import { TableSession } from './table-session.ts';

const withoutServer = inject('mariadbUrl') === undefined && !process.env.CI;
const NOON = Date.UTC(2025, 8, 30, 12) / 1000;
const OVERLAP = 7_200;

const definition: TableDefinition = {
  name: 'mysql://office/exchange/DJ_NSRXX_JH',
  table: 'DJ_NSRXX_JH',
  columns: new Map(['DJXH', 'NSRMC', 'XGSJ'].map((name) => [name, name])),
  key: 'DJXH',
  updated: 'XGSJ',
};

const timeOf = (seconds: number): string => later('1970-01-01 00:00:00', seconds);
const serialOf = (n: number): string => `101145010101141${String(n).padStart(5, '0')}`;

function rowsAt(seconds: number, from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    DJXH: serialOf(from + i),
    NSRMC: `第${from + i}户`,
    XGSJ: timeOf(seconds),
  }));
}

async function* read(
  table: ExchangeTable,
  options: Partial<FollowOptions> & { readonly listing?: true } = {},
): AsyncGenerator<TablePage, void, undefined> {
  const address = readTableAddress(table.url);
  if (!address.ok) throw new Error(address.problem.code);
  using session = await TableSession.open(address.value);
  const follow = options.listing === true ? listTable : followNews;
  yield* follow(session, definition, { after: null, limit: 3, overlap: OVERLAP, ...options });
}

async function readAll(table: ExchangeTable, options: Parameters<typeof read>[1] = {}) {
  const pages: TablePage[] = [];
  for await (const page of read(table, options)) pages.push(page);
  return {
    names: pages.flatMap(({ rows }) => rows.map((row) => row.NSRMC)),
    sizes: pages.map(({ rows }) => rows.length),
    warnings: pages.flatMap(({ warnings }) => warnings.map(({ code }) => code)),
    isOrdered: pages.every((page) => page.isOrdered),
    place: pages.at(-1)?.place ?? null,
  };
}

describe.skipIf(withoutServer)('an exchange table', () => {
  let server: MariadbServer;
  let tables = 0;
  beforeAll(async () => {
    server = await startMariadb();
  });
  afterAll(() => server.stop());

  const fresh = (shape?: ExchangeShape) => exchangeTable(server.url, `exchange_${++tables}`, shape);
  const namesOf = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `第${from + i}户`);

  it.each([
    ['text', {}],
    ['numbers of twenty digits', { key: 'DECIMAL(20,0) NOT NULL' }],
    ['large integers', { key: 'BIGINT UNSIGNED NOT NULL' }],
    ['timestamps', { updated: 'TIMESTAMP NULL' }],
    ['parts of a second', { updated: 'DATETIME(6)' }],
    ['times written as text', { updated: 'VARCHAR(19)' }],
  ] as const)('gives rows that share one second once each, with keys or times as %s', async (_, shape) => {
    await using table = await fresh(shape);
    await table.setClock(NOON);
    await table.put(rowsAt(NOON - 60, 1, 10));
    const { names, sizes, isOrdered, warnings } = await readAll(table);
    expect(names).toEqual(namesOf(1, 10));
    expect(sizes.length).toBeGreaterThan(3);
    expect({ isOrdered, warnings }).toEqual({ isOrdered: true, warnings: [] });
    expect((await readAll(table, { listing: true })).names).toEqual(namesOf(1, 10));
  });

  it('goes on after any page, also by its text alone', async () => {
    await using table = await fresh();
    await table.setClock(NOON);
    await table.put([...rowsAt(NOON - 60, 1, 7), ...rowsAt(NOON - 59, 8, 9)]);
    for (const listing of [{}, { listing: true }] as const) {
      const pages: TablePage[] = [];
      for await (const page of read(table, listing)) pages.push(page);
      for (const [i, { place }] of pages.slice(0, -1).entries()) {
        const rest = await readAll(table, { ...listing, after: place });
        const expected = pages.slice(i + 1).flatMap(({ rows }) => rows.map((row) => row.NSRMC));
        // What follows a round that is over is the next one, which begins with what it reads again.
        expect(rest.names.slice(0, expected.length)).toEqual(expected);
      }
    }
  });

  it('leaves the second that is not over, and reads the last two hours again', async () => {
    await using table = await fresh();
    await table.setClock(NOON);
    await table.put([...rowsAt(NOON - OVERLAP - 6, 1, 1), ...rowsAt(NOON - 60, 2, 2), ...rowsAt(NOON, 3, 3)]);
    const first = await readAll(table);
    expect(first.names).toEqual(['第1户', '第2户']);
    await table.setClock(NOON + 10);
    // Committed after it was passed, as long transactions do.
    await table.put(rowsAt(NOON - 3_000, 4, 4));
    expect((await readAll(table, { after: first.place })).names).toEqual(['第4户', '第2户', '第3户']);
  });

  it('says that rows are dated ahead, and reads them in their time', async () => {
    await using table = await fresh();
    await table.setClock(NOON);
    await table.put(rowsAt(NOON + 3_600, 1, 1));
    const first = await readAll(table);
    expect(first).toMatchObject({ names: [], warnings: ['EXCHANGE_AHEAD'] });
    await table.setClock(NOON + 3_700);
    expect((await readAll(table, { after: first.place })).names).toEqual(['第1户']);
  });

  it('does not go by update times while the clock is behind where it was', async () => {
    await using table = await fresh();
    await table.setClock(NOON + 3_600);
    const ahead = await readAll(table);
    await table.setClock(NOON);
    await table.put(rowsAt(NOON - 60, 1, 1));
    const back = await readAll(table, { after: ahead.place });
    expect(back).toMatchObject({ names: ['第1户'], isOrdered: false, warnings: ['EXCHANGE_CLOCK_BACK'] });
    await table.setClock(NOON + 3_600);
    const caughtUp = await readAll(table, { after: back.place });
    expect(caughtUp).toMatchObject({ names: ['第1户'], isOrdered: false });
    // Everything of the doubtful time has been read twice over.
    await table.setClock(NOON + 3_600 + 2 * OVERLAP);
    const over = await readAll(table, { after: caughtUp.place });
    await table.setClock(NOON + 3_600 + 3 * OVERLAP);
    expect((await readAll(table, { after: over.place })).isOrdered).toBe(true);
  });

  it('stands rows of one key and second that stand twice, up to a page of them', async () => {
    await using table = await fresh({ loose: true });
    await table.setClock(NOON);
    const twice = rowsAt(NOON - 60, 2, 2);
    await table.put([...rowsAt(NOON - 61, 1, 1), ...twice, { ...twice[0], NSRMC: '又一行' }, ...rowsAt(NOON - 59, 3, 4)]);
    expect((await readAll(table)).names.toSorted()).toEqual(['第1户', '第2户', '第3户', '第4户', '又一行'].toSorted());
    await table.put(twice);
    await expect(readAll(table)).rejects.toMatchObject({ problem: { code: 'EXCHANGE_CROWDED' } });
  });

  it('is read by its index, page after page', async () => {
    await using table = await fresh();
    const connection = await table.connect();
    await table.put(Array.from({ length: 400 }, (_, i) => rowsAt(NOON - i, i, i)).flat());
    await connection.query('ANALYZE TABLE DJ_NSRXX_JH');
    const [plan] = await connection.query(
      "EXPLAIN SELECT DJXH, NSRMC, XGSJ FROM DJ_NSRXX_JH WHERE (XGSJ > '2025-09-30 11:59:00' OR (XGSJ = '2025-09-30 11:59:00' AND DJXH > '1')) AND XGSJ <= '2025-09-30 12:00:00' ORDER BY XGSJ, DJXH LIMIT 5",
    );
    await connection.end();
    expect(plan).toMatchObject([{ key: 'in_order', type: 'range' }]);
    expect(JSON.stringify(plan)).not.toContain('filesort');
  });

  it('loses nothing and repeats nothing but what the overlap does, whatever commits late, whenever the reader dies', async () => {
    await using table = await fresh();
    const connections = await Promise.all([table.connect(), table.connect(), table.connect()]);
    // Writers update rows of their own, and by this wait for no other one.
    for (const connection of connections) await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), fc.nat({ max: 2 }), async (steps, hour) => {
        await play(table, connections, [...steps, ...ENDING], (hour - 1) * 3_600);
      }),
      { numRuns: 30 },
    );
    for (const connection of connections) connection.destroy();
  });
});

/** What happens next: a transaction writes rows, it commits, a reader reads so many pages and dies, the clock is set. */
type Step =
  | { readonly kind: 'write'; readonly writer: number; readonly keys: readonly number[] }
  | { readonly kind: 'commit'; readonly writer: number }
  | { readonly kind: 'read'; readonly pages: number; readonly lost: boolean }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'clock'; readonly wrong: boolean };

const KEYS = 8;
const writer = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      writer,
      keys: fc.uniqueArray(fc.nat({ max: KEYS - 1 }), { minLength: 1 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('commit' as const), writer }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('read' as const), pages: fc.integer({ min: 1, max: 12 }), lost: fc.boolean() }),
  },
  // Most things happen within one second.
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(0, 1, 4, 30, 300) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clock' as const), wrong: fc.boolean() }) },
);

/**
 * Somebody asks while the clock is behind. Where nobody does, from before it went back until it is right again, an update of
 * that time of a row that was just updated before looks like an old one, and waits for a full listing.
 */
const LOOK: Step = { kind: 'read', pages: 1, lost: false };

/** All commit, the clock is right again, and somebody reads to the end. */
const ENDING: readonly Step[] = [
  { kind: 'commit', writer: 0 },
  { kind: 'commit', writer: 1 },
  { kind: 'commit', writer: 2 },
  { kind: 'read', pages: 1_000, lost: false },
  { kind: 'clock', wrong: false },
  { kind: 'wait', seconds: 7_300 },
  { kind: 'read', pages: 1_000, lost: false },
];

/** Each writer has keys of its own, so that no transaction waits for another one. @param wrong by how much the clock is wrong at first and now and then, in seconds */
async function play(table: ExchangeTable, writers: readonly Connection[], steps: readonly Step[], wrong: number): Promise<void> {
  let real = NOON;
  let offset = wrong;
  let written = 0;
  const open = new Set<number>();
  /** What a hub would hold: the newest by the source's versions, where they count. */
  const held = new Map<string, { name: string; version: string }>();
  let place: string | null = null;
  /** The end of the last round that was read to its end. */
  let round: string | null = null;
  for (const each of writers) await each.rollback();
  await table.put(rowsAt(NOON - 10_000, 0, writers.length * KEYS - 1));
  /** The clock went back, and nobody has asked for the time since. */
  let unnoticed = false;
  for (const each of steps.flatMap((step): readonly Step[] => (step.kind === 'clock' ? [LOOK, step] : [step]))) {
    if (each === LOOK && !unnoticed) continue;
    // No transaction is open for an hour: with a clock that is an hour wrong it would be longer than what is read again.
    if (each.kind === 'wait' && (real < NOON + 3_300 || open.size === 0)) real += each.seconds;
    if (each.kind === 'clock') {
      const before = offset;
      offset = each.wrong ? wrong : 0;
      unnoticed = offset < before;
    }
    const connection = 'writer' in each ? writers[each.writer] : undefined;
    if (each.kind === 'write' && connection !== undefined) {
      if (!open.has(each.writer)) await connection.beginTransaction();
      open.add(each.writer);
      written += 1;
      await connection.query('UPDATE DJ_NSRXX_JH SET NSRMC = ?, XGSJ = ? WHERE DJXH IN (?)', [
        `写${written}`,
        timeOf(real + offset),
        each.keys.map((key) => serialOf(each.writer * KEYS + key)),
      ]);
    }
    if (each.kind === 'commit' && open.delete('writer' in each ? each.writer : -1)) await connection?.commit();
    if (each.kind === 'read') {
      await table.setClock(real + offset);
      let left = each.pages;
      for await (const page of read(table, { after: place })) {
        left -= 1;
        // The process died before the batch was committed.
        if (left === 0 && each.lost) break;
        const reached = readTablePlace(page.place);
        if (reached === null) throw new Error(page.place);
        for (const { DJXH: key, NSRMC: name, XGSJ: version } of page.rows) {
          if (typeof key !== 'string' || typeof name !== 'string' || typeof version !== 'string') throw new Error('null');
          const before = held.get(key);
          // Read again in another round: it is of the time that rounds read again.
          if (before?.name === name && round !== null)
            expect(version > later(least(round, reached.through), -OVERLAP - 10)).toBe(true);
          if (before === undefined || !page.isOrdered || version >= before.version)
            held.set(key, { name, version: before !== undefined && before.version > version ? before.version : version });
        }
        ({ place } = page);
        if (reached.last === null) round = reached.through;
        if (left === 0) break;
      }
    }
  }
  const connection = await table.connect();
  const [rows] = await connection.query('SELECT DJXH, NSRMC FROM DJ_NSRXX_JH');
  connection.destroy();
  const there = new Map((rows as { DJXH: string; NSRMC: string }[]).map((row) => [row.DJXH, row.NSRMC]));
  expect(new Map([...held].map(([key, { name }]) => [key, name]))).toEqual(there);
}

function least(one: string, other: string): string {
  return one < other ? one : other;
}
