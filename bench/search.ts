/**
 * `npm run bench -- search`: a feed of synthetic companies (bench/search-rows.ts) written as a sync writes it, the
 * index following it, and searches of every kind with their 50th and 95th percentile, best 20 ranked. Floors of the
 * same run: a look-up by primary key; a plain multi-row INSERT of the very rows that the index wrote. Options:
 * --companies N (100,000), --database sqlite|mariadb.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { operator } from '../src/access/viewer.ts';
import { insertStatements } from '../src/db/insert-many.ts';
import { putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { catchUpSearch } from '../src/feed/search/catch-up.ts';
import { searchCompanies } from '../src/feed/search/search-companies.ts';
import { spell } from '../src/feed/search/spell.ts';
import { writeBatch } from '../src/feed/write.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { codeOf, nameOf, searchRow } from './search-rows.ts';

const BATCH = 1000;
const ROUNDS = 200;

async function fill(hub: Hub, companies: number): Promise<number> {
  const start = performance.now();
  for (let from = 0; from < companies; from += BATCH) {
    const entries = Array.from({ length: BATCH }, (_, i) => putEntry(searchRow(from + i), hub.fingerprint));
    await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
  }
  return companies / ((performance.now() - start) / 1000);
}

/** Texts of one kind, another for each round. */
type Texts = (round: number, companies: number) => string;

/** The trade name stands behind the place; where exactly, is as good as any. */
const someName = (round: number, companies: number): string => nameOf((round * 7919) % companies);
const middle = (name: string, length: number): string => name.slice(3, 3 + length);
const letters = (name: string): readonly string[] => spell(name).map(([reading = '']) => reading);

const kinds: Readonly<Record<string, Texts>> = {
  'two characters': (round, companies) => middle(someName(round, companies), 2),
  'three characters': (round, companies) => middle(someName(round, companies), 3),
  'five characters': (round, companies) => middle(someName(round, companies), 5),
  'whole names': someName,
  物业: () => '物业',
  有限公司: () => '有限公司',
  长治市: () => '长治市',
  'other common words': (round) =>
    ['服务', '管理有限', '物业服务有限公司', '分公司', '山西', '潞州区', '家政物业'][round % 7] as string,
  'rare of common': (round) =>
    ['管理物业', '服务长治', '公司物业服务', '限公司物', '分公司长治市', '长治物业'][round % 6] as string,
  'two initials': (round, companies) =>
    letters(middle(someName(round, companies), 2))
      .map(([first]) => first)
      .join(''),
  'four initials': (round, companies) =>
    letters(middle(someName(round, companies), 4))
      .map(([first]) => first)
      .join(''),
  'six initials': (round, companies) =>
    letters(someName(round, companies).slice(0, 6))
      .map(([first]) => first)
      .join(''),
  'pinyin, two': (round, companies) => letters(middle(someName(round, companies), 2)).join(''),
  'pinyin, unfinished': (round, companies) =>
    letters(middle(someName(round, companies), 2))
      .join('')
      .slice(0, -1),
  'pinyin, common': (round) =>
    ['wuyebi', 'youxianzhe', 'gongsichang', 'wuyefuwuyouxiangongs', 'changzhishih', 'xianganxianan'][round % 6] as string,
  'endless letters': (round) =>
    [`${'an'.repeat(29)}ii`, 'wyfwyxgs'.repeat(48), 'wuyefuwuyouxiangongsi'.repeat(19)][round % 3] as string,
  'endless characters': (round) =>
    ['物业服务有限公司'.repeat(50), Array.from({ length: 390 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).join('')][
      round % 2
    ] as string,
  'pinyin, whole': (round, companies) => letters(someName(round, companies)).join(''),
  'whole codes': (round, companies) => codeOf((round * 7919) % companies),
  'code, any six': (round, companies) => codeOf((round * 7919) % companies).slice(round % 13, (round % 13) + 6),
  'code, last eight': (round, companies) => codeOf((round * 7919) % companies).slice(10),
  'one wrong of five': (round, companies) => withWrong(someName(round, companies).slice(2, 7), round),
  'one wrong of ten': (round, companies) => withWrong(someName(round, companies).slice(0, 10), round),
  'misses, characters': (round) => `${'魑魅魍魉饕餮'[round % 6]}${'罄竹难书'[round % 4]}${'貔貅'[round % 2]}`,
  'misses, letters': (round) => ['qzxvkj', 'hengqux', 'wuyezzz', 'vvvv', 'xyzxyz'][round % 5] as string,
  'misses, codes': (round) => ['ZZZ999', '999999', '140525', '000000YY', 'MA9XYZ88'][round % 5] as string,
};

function withWrong(name: string, round: number): string {
  const at = round % name.length;
  return `${name.slice(0, at)}${'錯误另'[round % 3]}${name.slice(at + 1)}`;
}

async function timed(rounds: number, work: (round: number) => Promise<unknown>): Promise<readonly [number, number, number]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return [at(0.5), at(0.95), at(1)];
}

async function measureSearches(hub: Hub, companies: number): Promise<void> {
  const ms = (value: number) => value.toFixed(2).padStart(8);
  const lookUp = await timed(ROUNDS, (round) =>
    hub.db.scan
      .selectFrom('search_company')
      .selectAll()
      .where('id', '=', 2 + 2 * ((round * 7919) % companies))
      .execute(),
  );
  console.log(`  ${'floor: primary key'.padEnd(20)} p50 ${ms(lookUp[0])} ms  p95 ${ms(lookUp[1])} ms`);
  for (const [kind, texts] of Object.entries(kinds)) {
    let matches = 0;
    for (let round = 0; round < 5; round++) await searchCompanies(hub, { text: texts(round, companies) }, operator);
    const [p50, p95, most] = await timed(ROUNDS, async (round) => {
      matches += (await searchCompanies(hub, { text: texts(round, companies) }, operator)).matches.length;
    });
    const found = (matches / ROUNDS).toFixed(1).padStart(5);
    console.log(
      `  ${kind.padEnd(20)} p50 ${ms(p50)} ms  p95 ${ms(p95)} ms  most ${ms(most)} ms  matches ${found}  ${texts(3, companies)}`,
    );
  }
}

/** The same rows once more, run by run, a transaction each: what writing alone costs. */
async function measureFloor(hub: Hub): Promise<number> {
  const db = hub.db.write;
  const like = hub.db.dialect === 'mysql' ? ' as select * from' : ' as select * from';
  const keys = { search_posting: 'tier, gram, piece, run', search_company: 'id' } as const;
  let seconds = 0;
  for (const [table, key] of Object.entries(keys)) {
    await sql.raw(`create table floor_${table}${like} ${table} where 1 = 0`).execute(db);
    await sql.raw(`create unique index floor_${table}_key on floor_${table} (${key})`).execute(db);
    const parts =
      table === 'search_posting'
        ? (await db.selectFrom('search_run').select('run').orderBy('run').execute()).map(({ run }) => `run = ${run}`)
        : ['1 = 1'];
    for (const part of parts) {
      const { rows } = await sql
        .raw<Record<string, string | number | Uint8Array>>(`select * from ${table} where ${part} order by ${key}`)
        .execute(db);
      const [first = {}] = rows;
      const statements = insertStatements(
        `floor_${table}`,
        Object.keys(first),
        rows.map((row) => Object.values(row)),
      );
      const start = performance.now();
      await db.transaction().execute(async (trx) => {
        for (const { sql: text, parameters } of statements) await trx.executeQuery({ ...sql.raw(text).compile(trx), parameters });
      });
      seconds += (performance.now() - start) / 1000;
    }
    await sql.raw(`drop table floor_${table}`).execute(db);
  }
  return seconds;
}

async function measure(name: string, url: string, companies: number): Promise<void> {
  const hub = await openHub({ databaseUrl: url });
  const fed = await fill(hub, companies);
  const start = performance.now();
  await catchUpSearch(hub);
  const seconds = (performance.now() - start) / 1000;
  const size = await sql<{
    entries: number;
    bytes: number;
  }>`select count(*) as entries, sum(length(postings)) as bytes from search_posting`.execute(hub.db.write);
  const { entries, bytes } = size.rows[0] ?? { entries: 0, bytes: 0 };
  const floor = await measureFloor(hub);
  console.log(
    `\n${name}, ${companies} companies, fed at ${Math.round(fed)} names/s; index ${Math.round(companies / seconds)} names/s, ` +
      `floor (INSERT of its ${entries} rows, ${Math.round(Number(bytes) / 1e6)} MB) ${Math.round(companies / floor)} names/s`,
  );
  await measureSearches(hub, companies);
  await hub.close();
}

export async function benchSearch(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { companies: { type: 'string', default: '100000' }, database: { type: 'string' } },
  });
  const companies = Math.ceil(Number(values.companies) / BATCH) * BATCH;
  const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-'));
  try {
    if (values.database !== 'mariadb') await measure('SQLite', `sqlite:${join(folder, 'search.db')}`, companies);
    if (values.database !== 'sqlite') {
      const server = await startMariadb();
      try {
        await measure('MariaDB', await server.createDatabase('bench'), companies);
      } finally {
        await server.stop();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
