import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { eachDatabase, freshSqlite } from '../../test/support/databases.ts';
import { Dice } from '../../test/support/dice.ts';
import { contractOf, taxpayerOf } from '../../test/support/graph-records.ts';
import { observed } from '../../test/support/registrations.ts';
import { usccOf } from '../../test/support/uscc.ts';
import type { Database } from '../db/database.ts';
import { findHead } from '../db/head.repository.ts';
import { OPEN_UNTIL } from '../db/schema.ts';
import type { SourceName } from '../domain/record/change.ts';
import { breath } from './breath.ts';
import { closeEntry, type Entry, putEntry } from './entry.ts';
import { Held } from './held.ts';
import { type Hub, openHub } from './hub.ts';
import { writeBatch } from './write.ts';

const COMPANIES = 6;
const SERIALS = Array.from({ length: 8 }, (_, i) => `1011140400000000000${i}`);
const CONTRACTS = ['H1', 'H2', 'H3', 'H4', 'H5'];
const ESTATES = ['E1', 'E2', 'E3'];
const CODES = Array.from({ length: COMPANIES + 1 }, (_, i) => usccOf(i + 1)); // the last one has nothing

interface Move {
  readonly source: SourceName;
  readonly entries: readonly Entry[];
}

/** What may happen next: records come, change, move from one owner to another, end, come back, and codes are replaced. */
function randomMove({ fingerprint }: Hub, dice: Dice): Move {
  const put = (record: Parameters<typeof putEntry>[0]) => putEntry(record, fingerprint, { population: 'all' });
  const company = () => 1 + dice.roll(COMPANIES);
  const many = (make: () => Entry): readonly Entry[] => {
    const entries = Array.from({ length: 1 + dice.roll(4) }, make);
    return entries.filter(
      (entry, i) => entries.findIndex((other) => 'key' in other && 'key' in entry && other.key === entry.key) === i,
    );
  };
  switch (dice.roll(6)) {
    case 0:
      return { source: 'registry', entries: many(() => put(observed(company(), { name: `第${dice.roll(99)}物业` }))) };
    case 1:
      return {
        source: 'tax',
        entries: many(() => put(taxpayerOf(company(), dice.pick(SERIALS), { name: `税${dice.roll(9)}` }))),
      };
    case 2: {
      const estates = () => ESTATES.filter(() => dice.roll(2) === 0);
      return { source: 'filing', entries: many(() => put(contractOf(company(), dice.pick(CONTRACTS), estates()))) };
    }
    case 3:
      return { source: 'tax', entries: many(() => closeEntry('taxpayer', dice.pick(SERIALS))) };
    case 4:
      return { source: 'filing', entries: many(() => closeEntry('service-contract', `140403:${dice.pick(CONTRACTS)}`)) };
    default: {
      const [from, into] = [company(), company()];
      const close = from === into ? closeEntry('registration', usccOf(from)) : null;
      return {
        source: 'registry',
        entries: [close ?? closeEntry('registration', usccOf(from), 'IDENTIFIER_REPLACED', usccOf(into))],
      };
    }
  }
}

interface Answered {
  readonly ask: 'keys' | 'owners' | 'counts';
  readonly type: string;
  /** Null where records are asked for by key. */
  readonly kind: 'company' | 'estate' | null;
  readonly names: readonly string[];
  readonly at: number;
  /** Versions in their order; where they were counted, the number of each name. */
  readonly found: readonly number[];
}

const rising = (numbers: Iterable<number>): readonly number[] => [...numbers].toSorted((a, b) => a - b);

const KEYS = [
  ['registration', CODES],
  ['taxpayer', SERIALS],
  ['service-contract', CONTRACTS.map((each) => `140403:${each}`)],
] as const;

async function randomAsk(held: Held, head: number, dice: Dice): Promise<Answered> {
  const at = Math.max(0, head - dice.pick([0, 0, 0, dice.roll(10), dice.roll(head + 1)]));
  const some = (all: readonly string[]) => all.filter(() => dice.roll(3) === 0);
  if (dice.roll(3) === 0) {
    const [type, all] = dice.pick(KEYS);
    const names = some(all);
    const found = await held.byKeys(type, names, at);
    return { ask: 'keys', type, kind: null, names, at, found: rising(found.values()) };
  }
  const kind = dice.pick(['company', 'estate'] as const);
  const names = some(kind === 'company' ? CODES : ESTATES);
  const types = kind === 'company' ? ['taxpayer', 'service-contract'] : ['service-contract'];
  const type = dice.pick(types);
  if (dice.roll(2) === 0) {
    const found = await held.counts({ recordType: type, kind, owners: names, position: at });
    return { ask: 'counts', type, kind, names, at, found: names.map((name) => found.get(name) ?? 0) };
  }
  const found = await held.byOwners(dice.roll(2) === 0 ? types : [type], kind, names, at);
  return { ask: 'owners', type, kind, names, at, found: rising([...(found.get(type)?.values() ?? [])].flat()) };
}

interface Row {
  readonly record_type: string;
  readonly kind: string | null;
  readonly name: string;
  readonly position: number;
  readonly until: number | null;
}

/** The same out of all rows there are in the end. They were written by who knows of no memory, and no position ever changes. */
async function readOracle({ read }: Database): Promise<(answered: Answered) => readonly number[]> {
  const until = `nullif(until, ${OPEN_UNTIL}) as until`;
  const { rows } = await sql
    .raw<Row>(
      `select record_type, null as kind, record_key as name, position, ${until} from version
       union all select record_type, kind, value, position, ${until} from relation`,
    )
    .execute(read);
  const byName = Map.groupBy(rows, ({ record_type, kind, name }) => `${record_type} ${kind} ${name}`);
  return ({ ask, type, kind, names, at }) => {
    const lists = names.map((name) =>
      (byName.get(`${type} ${kind} ${name}`) ?? [])
        .filter(({ position, until }) => position <= at && (until === null || until > at))
        .map(({ position }) => position),
    );
    return ask === 'counts' ? lists.map(({ length }) => length) : rising(lists.flat());
  };
}

async function write(hub: Hub, { source, entries }: Move): Promise<void> {
  await writeBatch(hub, { source, entries, receivedAt: hub.clock.now() });
}

const headOf = async ({ db }: Hub): Promise<number> => (await findHead(db.read))?.position ?? 0;

eachDatabase('what is remembered of what holds', (fresh) => {
  it('is what the database holds, whoever writes meanwhile and however little of it is kept', async () => {
    await using database = await fresh();
    const writing = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline' });
    const reading = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline' });
    try {
      const moves = new Dice(14);
      // More than is looked through where somebody has slept, and less.
      const bulks = new Map([40, 80, 120].map((at, i) => [at, i === 1 ? 700 : 1_000] as const));
      let isOver = false;
      let longestBulk = 1_000;
      const writes = async () => {
        for (let step = 0; step < 160; step++) {
          await write(writing, randomMove(writing, moves));
          const bulk = bulks.get(step) ?? 0;
          const all = Array.from({ length: bulk }, (_, i) =>
            putEntry(observed(longestBulk + i), writing.fingerprint, { population: 'all' }),
          );
          longestBulk += bulk;
          if (bulk > 0) await write(writing, { source: 'registry', entries: all });
          await breath();
        }
        isOver = true;
      };
      const answers: Answered[] = [];
      const reads = async (held: Held, dice: Dice) => {
        while (!isOver || dice.roll(20) > 0) {
          const head = await headOf(reading);
          held.hear(head);
          answers.push(...(await Promise.all(Array.from({ length: 4 }, () => randomAsk(held, head, dice)))));
          await breath();
        }
      };
      const large = new Held(reading.db, 100_000);
      const small = new Held(reading.db, 60);
      await Promise.all([
        writes(),
        ...[1, 2].map((seed) => reads(large, new Dice(seed))),
        ...[3, 4].map((seed) => reads(small, new Dice(seed))),
      ]);
      const expected = await readOracle(reading.db);
      for (const answered of answers) expect({ ...answered, found: expected(answered) }).toEqual(answered);
      expect(answers.length).toBeGreaterThan(1_000);
      expect(answers.filter(({ found }) => found.length > 0).length).toBeGreaterThan(500);
    } finally {
      await reading.close();
      await writing.close();
    }
  });

  it('is asked for once, and again where it was touched and only there', async () => {
    await using database = await fresh();
    const statements: string[] = [];
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', onQuery: (text) => statements.push(text) });
    try {
      const put = (record: Parameters<typeof putEntry>[0]) => putEntry(record, hub.fingerprint, { population: 'all' });
      await write(hub, { source: 'registry', entries: [1, 2, 3].map((n) => put(observed(n))) });
      await write(hub, { source: 'tax', entries: [put(taxpayerOf(1, SERIALS[0] ?? ''))] });
      const held = new Held(hub.db, 1_000);
      /** Owners of taxpayers, how many each has, and how many statements that took. */
      const ask = async (position: number): Promise<readonly [readonly number[], number]> => {
        held.hear(await headOf(hub));
        statements.length = 0;
        const owners = [usccOf(1), usccOf(2), usccOf(3)];
        const found = await held.byOwners(['taxpayer'], 'company', owners, position);
        const numbers = await held.counts({ recordType: 'taxpayer', kind: 'company', owners, position });
        const lengths = owners.map((owner) => found.get('taxpayer')?.get(owner)?.length ?? 0);
        expect(owners.map((owner) => numbers.get(owner) ?? 0)).toEqual(lengths);
        await held.byKeys('registration', owners, position);
        return [lengths, statements.length];
      };
      const first = await headOf(hub);
      expect(await ask(first)).toEqual([[1, 0, 0], 2]);
      expect(await ask(first)).toEqual([[1, 0, 0], 0]);
      // Of what has moved the position alone is looked at.
      await write(hub, { source: 'registry', entries: [put(observed(9))] });
      expect(await ask(first + 1)).toEqual([[1, 0, 0], 1]);
      // It is another's now: both are asked for, and the third is not.
      await write(hub, { source: 'tax', entries: [put(taxpayerOf(2, SERIALS[0] ?? ''))] });
      expect(await ask(first + 2)).toEqual([[0, 1, 0], 2]);
      expect(statements.filter((text) => text.includes('in (?,?,?,?)'))).toHaveLength(1);
      expect(await ask(first + 2)).toEqual([[0, 1, 0], 0]);
      // What was known of them before is known no more where it is not as it is now.
      expect(await ask(first)).toEqual([[1, 0, 0], 1]);
      expect(await ask(first)).toEqual([[1, 0, 0], 0]);
    } finally {
      await hub.close();
    }
  });
});

/** A connection whose answers about what holds come when they are let through. */
function slow({ readNow, ...db }: Database): { readonly db: Database; readonly late: (() => void)[] } {
  const late: (() => void)[] = [];
  const executeQuery = async ({ sql, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] }) => {
    const rows = readNow?.(sql, parameters);
    if (sql.includes('as name')) await new Promise<void>((resolve) => late.push(resolve));
    return { rows };
  };
  return { db: { ...db, read: Object.create(db.read, { executeQuery: { value: executeQuery } }) as Database['read'] }, late };
}

const KINDS = {
  keys: (held: Held, at: number) => held.byKeys('taxpayer', [SERIALS[0] ?? ''], at),
  owners: (held: Held, at: number) => held.byOwners(['taxpayer'], 'company', [usccOf(1)], at),
  counts: (held: Held, at: number) => held.counts({ recordType: 'taxpayer', kind: 'company', owners: [usccOf(1)], position: at }),
} as const;

it('what is touched while it is read is not taken for what holds since', async () => {
  await using database = await freshSqlite();
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline' });
  try {
    const put = (n: number) => putEntry(taxpayerOf(n, SERIALS[0] ?? ''), hub.fingerprint, { population: 'all' });
    const { db, late } = slow(hub.db);
    let n = 0;
    for (const ask of Object.values(KINDS)) {
      // After the second one the memory forgets all instead of looking through it.
      for (const others of [0, 1_000]) {
        await write(hub, { source: 'tax', entries: [put(1)] });
        const first = await headOf(hub);
        const held = new Held(db, 1_000);
        held.hear(first);
        const before = ask(held, first);
        await expect.poll(() => late.length, { interval: 1 }).toBe(1);
        const bulk = Array.from({ length: others }, () =>
          putEntry(observed(1_000 + n++), hub.fingerprint, { population: 'all' }),
        );
        if (others > 0) await write(hub, { source: 'registry', entries: bulk });
        await write(hub, { source: 'tax', entries: [put(2)] });
        const second = await headOf(hub);
        held.hear(second);
        // It brings the memory there, and nothing of it has to be read.
        await held.byKeys('taxpayer', [], second);
        late.pop()?.();
        const exact = new Held(hub.db, 0);
        expect(await before).toEqual(await ask(exact, first));
        const after = ask(held, second);
        await expect.poll(() => late.length, { interval: 1 }).toBe(1);
        late.pop()?.();
        expect(await after).toEqual(await ask(exact, second));
        expect(await after).not.toEqual(await before);
        expect(await ask(held, first)).toEqual(await before);
      }
    }
  } finally {
    await hub.close();
  }
});

it('what is known is kept no longer than the database tells what has moved since', async () => {
  await using database = await freshSqlite();
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline' });
  try {
    const put = (n: number) => putEntry(taxpayerOf(n, SERIALS[0] ?? ''), hub.fingerprint, { population: 'all' });
    await write(hub, { source: 'tax', entries: [put(1)] });
    const [held, exact] = [new Held(hub.db, 1_000), new Held(hub.db, 0)];
    for (const ask of Object.values(KINDS)) {
      const first = await headOf(hub);
      held.hear(first);
      await ask(held, first);
      // Another database behind the same address had come to the position that was heard of; this one has not.
      held.hear(first + 1);
      await ask(held, first + 1);
      await write(hub, { source: 'tax', entries: [put(first + 1)] });
      expect(await ask(held, first + 1)).toEqual(await ask(exact, first + 1));
      expect(await ask(held, first)).toEqual(await ask(exact, first));
      // So much that it is not looked through.
      const bulk = Array.from({ length: 1_000 }, (_, i) =>
        putEntry(observed(first * 1_000 + i), hub.fingerprint, { population: 'all' }),
      );
      await write(hub, { source: 'registry', entries: bulk });
      await write(hub, { source: 'tax', entries: [put(first + 2)] });
      const last = await headOf(hub);
      held.hear(last);
      expect(await ask(held, last)).toEqual(await ask(exact, last));
    }
  } finally {
    await hub.close();
  }
});
