/** Searches over a feed: against an oracle, through renamings, ends and restorations, and as other parts see them. */
import type { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { anybody, operator, type Viewer } from '../src/access/viewer.ts';
import { closeEntry, type Entry, putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { catchUpSearch } from '../src/feed/search/catch-up.ts';
import { followSearch } from '../src/feed/search/follow.ts';
import { searchCompanies } from '../src/feed/search/search-companies.ts';
import { searchedTo } from '../src/feed/search/searched-to.ts';
import { startFollowerThread, startSearchFollower } from '../src/feed/search/start-follower.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type Given, observed } from './support/registrations.ts';
import { randomCompany, randomName, type TestCompany } from './support/search-companies.ts';
import { dumpSearchIndex, emptySearchIndex } from './support/search-index.ts';
import { oracleSearch } from './support/search-oracle.ts';
import { usccOf } from './support/uscc.ts';

const SEED = 140_400;

/** Threads start as fast as the machine lets them; what is waited for is that they come. */
const IN_TIME = { timeout: 60_000 };

async function write(hub: Hub, entries: readonly Entry[]): Promise<number> {
  return (await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() })).position;
}

const put = (hub: Hub, { n, ...given }: TestCompany): Entry =>
  putEntry(observed(n, given as Given), hub.fingerprint, { population: 'all', confirmed: true });

async function ask(hub: Hub, text: string, first = 20, viewer: Viewer = operator): Promise<readonly string[]> {
  const { matches } = await searchCompanies(hub, { text, first }, viewer);
  return matches.map(({ uscc, matchedOn, identifierKind, matchedText, exact }) =>
    [uscc, matchedOn, ...(identifierKind === undefined ? [] : [identifierKind]), matchedText, exact].join(' '),
  );
}

const names = async (hub: Hub, text: string, viewer: Viewer = operator) =>
  (await searchCompanies(hub, { text }, viewer)).matches.map(({ name }) => name);

/** Texts of every kind that such companies may be looked for by. */
function randomText(dice: Dice, companies: readonly TestCompany[]): string {
  const company = dice.pick(companies);
  const name = dice.roll(4) === 0 ? randomName(dice) : company.name;
  const from = dice.roll(name.length - 1);
  const part = name.slice(from, from + 2 + dice.roll(8));
  const inner = usccOf(company.n).slice(8, 17);
  const codes = [usccOf(company.n), inner, company.registrationNo, company.pripid, ...(company.formerCodes ?? [])].filter(
    (code) => code !== undefined,
  );
  const code = dice.pick(codes);
  const codeFrom = dice.roll(code.length - 5);
  const pinyin = [
    'hengtai',
    'hengt',
    'xian',
    'changle',
    'changyue',
    'zhangle',
    'wuye',
    'lvcheng',
    'chongyangwuyefuwu',
    'xingzhi',
    'hangzhiw',
  ];
  const initials = ['ht', 'htwy', 'czsht', 'wy', 'tcl', 'cly', 'xawy', 'lc', 'hty', 'sx'];
  switch (dice.roll(9)) {
    case 0:
      return dice.pick(pinyin);
    case 1:
      return dice.pick(initials);
    case 2:
      return code;
    case 3:
      return code.slice(codeFrom, codeFrom + 6 + dice.roll(5));
    case 4: {
      const at = dice.roll(part.length);
      return `${part.slice(0, at)}误${part.slice(at + dice.roll(2))}`;
    }
    case 5:
      return dice.pick(['物业', '有限公司', '长治市', '恒泰', '物业管理有限公司', '西安', '(集团)']);
    case 6:
      return name;
    default:
      return part;
  }
}

/** The codes that a company's own took the place of, directly or through others, in order. */
function codesLeadingTo(n: number, successors: ReadonlyMap<number, number>): readonly string[] {
  const leading = new Set<number>();
  for (let size = -1; size < leading.size; ) {
    size = leading.size;
    for (const [from, into] of successors) if (from !== n && (into === n || leading.has(into))) leading.add(from);
  }
  return [...leading].map(usccOf).toSorted();
}

eachDatabase('a search', (fresh) => {
  it(`answers as the oracle does, after every batch of a random history (seed ${SEED})`, async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock: new FakeClock() });
    const dice = new Dice(SEED);
    const held = new Map<number, TestCompany>();
    const heard: number[] = [];
    const successors = new Map<number, number>();
    const kinds = new Set<string>();
    let asked = 0;
    let replaced = 0;
    for (let round = 0; round < 12; round++) {
      const entries = Array.from({ length: 40 }, () => {
        const n = dice.roll(300);
        if (!heard.includes(n)) heard.push(n);
        const step = held.has(n) ? dice.roll(9) : -1;
        if (step === 0) {
          held.delete(n);
          return closeEntry('registration', usccOf(n));
        }
        if (step > 0 && step < 4) {
          // Of few companies, so that what took one's place is replaced itself; some of them not heard of yet.
          const into = dice.roll(step === 1 ? 300 : 6);
          if (into !== n) {
            held.delete(n);
            if (!heard.includes(into)) heard.push(into);
            successors.set(n, into);
            return closeEntry('registration', usccOf(n), step === 1 ? 'MERGED' : 'IDENTIFIER_REPLACED', usccOf(into));
          }
        }
        const company = randomCompany(dice, n);
        held.set(n, company);
        successors.delete(n);
        return put(hub, company);
      });
      await write(hub, entries);
      await catchUpSearch(hub, { batch: 1 + dice.roll(60) });
      const companies = heard
        .map((n) => held.get(n))
        .filter((company) => company !== undefined)
        .map((company) => ({ ...company, formerCodes: codesLeadingTo(company.n, successors) }));
      replaced += companies.filter(({ formerCodes }) => formerCodes.length > 1).length;
      for (let i = 0; i < 40; i++) {
        const text = randomText(dice, companies);
        const viewer = dice.pick([operator, anybody]);
        const expected = oracleSearch(companies, text, viewer === operator);
        expect(await ask(hub, text, 20, viewer), text).toEqual(expected.slice(0, 20));
        for (const said of expected) kinds.add(`${said.split(' ')[1]} ${said.endsWith('true')}`);
        asked += expected.length > 0 ? 1 : 0;
      }
    }
    expect(asked).toBeGreaterThan(300);
    expect(replaced).toBeGreaterThan(20);
    expect([...kinds].toSorted()).toEqual(
      ['CODE', 'FORMER_NAME', 'IDENTIFIER', 'INITIALS', 'NAME', 'PINYIN'].flatMap((kind) =>
        kind === 'INITIALS' && !kinds.has('INITIALS true') ? [`${kind} false`] : [`${kind} false`, `${kind} true`],
      ),
    );
    await hub.close();
  });

  it('finds the same in an index that followed as in one made anew, however it was merged', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock: new FakeClock() });
    const dice = new Dice(SEED + 1);
    for (let round = 0; round < 40; round++) {
      await write(
        hub,
        Array.from({ length: 12 }, () => {
          const n = dice.roll(120);
          const step = dice.roll(12);
          if (step < 2) return closeEntry('registration', usccOf(n));
          if (step < 4) return closeEntry('registration', usccOf(n), 'IDENTIFIER_REPLACED', usccOf(1 + ((n + step) % 150)));
          return put(hub, randomCompany(dice, n));
        }),
      );
      await catchUpSearch(hub, { batch: 1 + dice.roll(6), mergeRange: 500 + dice.roll(3000) });
    }
    const followed = await dumpSearchIndex(hub);
    expect(followed.runs).toBeGreaterThan(1);
    // A run for each step would be over a hundred.
    expect(followed.runs).toBeLessThan(40);
    await emptySearchIndex(hub);
    await catchUpSearch(hub);
    const anew = await dumpSearchIndex(hub);
    expect(anew.runs).toBe(1);
    expect(followed.companies).toEqual(anew.companies);
    expect(followed.postings).toEqual(anew.postings);
    await hub.close();
  });

  it('finds a company by its present and its former names, and no longer by a name that nobody states', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock: new FakeClock() });
    await write(hub, [put(hub, { n: 1, name: '长治市恒泰物业服务有限公司' }), put(hub, { n: 2, name: '恒泰源物业' })]);
    await catchUpSearch(hub);
    expect(await names(hub, '恒泰')).toEqual(['恒泰源物业', '长治市恒泰物业服务有限公司']);

    const renamed = { n: 1, name: '长治市瑞祥物业服务有限公司', formerNames: ['长治市恒泰物业服务有限公司'] };
    await write(hub, [put(hub, renamed)]);
    expect(await names(hub, '瑞祥')).toEqual([]);
    await catchUpSearch(hub);
    expect(await ask(hub, '瑞祥')).toEqual([`${usccOf(1)} NAME 长治市瑞祥物业服务有限公司 false`]);
    expect(await ask(hub, '市恒泰')).toEqual([`${usccOf(1)} FORMER_NAME 长治市恒泰物业服务有限公司 false`]);

    await write(hub, [put(hub, { n: 1, name: '长治市瑞祥物业服务有限公司' })]);
    await catchUpSearch(hub);
    expect(await names(hub, '市恒泰')).toEqual([]);
    expect(await names(hub, '恒泰')).toEqual(['恒泰源物业']);
    await hub.close();
  });

  it('finds what is deregistered, after what lives; not what its source withdrew, and again what it restored', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock: new FakeClock() });
    const one = { n: 1, name: '恒泰物业甲', status: 'IN_OPERATION' } as const;
    const two = { n: 2, name: '恒泰物业乙', status: 'IN_OPERATION' } as const;
    const found = async () =>
      (await searchCompanies(hub, { text: '恒泰' }, operator)).matches.map(({ name, status }) => [name, status]);
    await write(hub, [put(hub, one), put(hub, two)]);
    await catchUpSearch(hub);
    expect(await found()).toEqual([
      ['恒泰物业甲', 'IN_OPERATION'],
      ['恒泰物业乙', 'IN_OPERATION'],
    ]);
    await write(hub, [put(hub, { ...one, status: 'CANCELLED' })]);
    await catchUpSearch(hub);
    expect(await found()).toEqual([
      ['恒泰物业乙', 'IN_OPERATION'],
      ['恒泰物业甲', 'CANCELLED'],
    ]);
    await write(hub, [closeEntry('registration', usccOf(1))]);
    await catchUpSearch(hub);
    expect(await found()).toEqual([['恒泰物业乙', 'IN_OPERATION']]);
    expect(await names(hub, usccOf(1))).toEqual([]);
    await write(hub, [put(hub, one)]);
    await catchUpSearch(hub);
    expect((await found()).map(([name]) => name)).toEqual(['恒泰物业甲', '恒泰物业乙']);
    await hub.close();
  });

  it('finds by a code that was replaced or merged, or six characters of it, what took its place, until the code stands again', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock: new FakeClock() });
    const step = async (...entries: readonly Entry[]) => {
      await write(hub, entries);
      await catchUpSearch(hub);
    };
    const close = (n: number, close: 'IDENTIFIER_REPLACED' | 'MERGED', into: number) =>
      closeEntry('registration', usccOf(n), close, usccOf(into));
    await step(put(hub, { n: 1, name: '恒泰物业' }), put(hub, { n: 2, name: '恒泰物业服务' }));
    await step(close(1, 'IDENTIFIER_REPLACED', 2));
    expect(await ask(hub, usccOf(1))).toEqual([`${usccOf(2)} CODE ${usccOf(1)} true`]);
    for (let from = 0; from + 6 <= 18; from++) {
      expect(await names(hub, usccOf(1).slice(from, from + 6))).toEqual(['恒泰物业服务']);
    }
    expect(await names(hub, '恒泰')).toEqual(['恒泰物业服务']);

    // Merged into one that the hub has not heard of yet, and changed when it has.
    await step(close(2, 'MERGED', 3));
    expect(await names(hub, usccOf(1))).toEqual([]);
    await step(put(hub, { n: 3, name: '瑞祥物业' }));
    await step(put(hub, { n: 3, name: '瑞祥物业管理' }));
    for (const n of [1, 2]) expect(await ask(hub, usccOf(n))).toEqual([`${usccOf(3)} CODE ${usccOf(n)} true`]);

    await step(put(hub, { n: 2, name: '恒泰物业服务' }));
    for (const n of [1, 2]) expect(await ask(hub, usccOf(n))).toEqual([`${usccOf(2)} CODE ${usccOf(n)} true`]);
    expect(await ask(hub, usccOf(3))).toEqual([`${usccOf(3)} CODE ${usccOf(3)} true`]);
    await hub.close();
  });

  it('finds by any six characters of a code, by the registry’s own id only for who may see it, and by no personal value', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock: new FakeClock() });
    const company = { n: 7, name: '恒泰物业', registrationNo: '140402200012345', pripid: '9988776655443322' };
    await write(hub, [
      putEntry(observed(7, { ...company, legalRepresentative: '欧阳修' } as Given), hub.fingerprint),
      put(hub, { n: 8, name: '瑞祥物业' }),
    ]);
    await catchUpSearch(hub);
    for (const [kind, code] of [
      ['CODE', usccOf(7)],
      ['IDENTIFIER REGNO', company.registrationNo],
      ['IDENTIFIER PRIPID', company.pripid],
    ] as const) {
      for (let from = 0; from + 6 <= code.length; from++) {
        const part = code.slice(from, from + 6);
        const own = (await ask(hub, part)).filter((said) => said.startsWith(usccOf(7)));
        if (kind !== 'CODE' || !usccOf(8).includes(part)) expect(own, part).toHaveLength(1);
      }
      expect(await ask(hub, ` ${code.toLowerCase().slice(0, 5)} ${code.toLowerCase().slice(5)}`)).toEqual([
        `${usccOf(7)} ${kind} ${code} true`,
      ]);
    }
    expect(await ask(hub, usccOf(7).slice(8, 17))).toEqual([
      `${usccOf(7)} IDENTIFIER ORGANISATION_CODE ${usccOf(7).slice(8, 17)} true`,
    ]);
    expect(await names(hub, company.pripid, anybody)).toEqual([]);
    expect(await names(hub, '988776', anybody)).toEqual([]);
    for (const text of ['欧阳修', '欧阳', 'ouyangxiu', 'oyx']) expect(await names(hub, text), text).toEqual([]);
    expect(JSON.stringify(await dumpSearchIndex(hub))).not.toContain('欧阳');
    await hub.close();
  });

  it('answers nonsense by a problem, says when there is more, and reads no further than it must', async () => {
    await using database = await fresh();
    const statements: string[] = [];
    const hub = await openHub({
      databaseUrl: database.url,
      writer: 'inline',
      clock: new FakeClock(),
      onQuery: (sql) => statements.push(sql),
    });
    for (let from = 0; from < 3000; from += 1000) {
      await write(
        hub,
        Array.from({ length: 1000 }, (_, i) => put(hub, { n: from + i, name: `长治市${from + i}物业服务有限公司` })),
      );
    }
    await catchUpSearch(hub);
    for (const [text, code] of [
      ['业', 'SEARCH_TOO_SHORT'],
      ['？！', 'SEARCH_NO_WORD'],
      ['业'.repeat(100_000), 'SEARCH_TOO_LONG'],
    ] as const) {
      expect(await searchCompanies(hub, { text }, operator)).toMatchObject({ problem: { code }, matches: [], indexedTo: 3000 });
    }
    statements.length = 0;
    for (const text of ['物业', '有限公司', '长治市', 'wuye', 'wy', 'czs']) {
      const { matches, hasMore } = await searchCompanies(hub, { text }, operator);
      expect(matches).toHaveLength(20);
      expect(matches[0]?.name).toBe('长治市0物业服务有限公司');
      expect(hasMore).toBe(true);
    }
    expect(statements.length).toBeLessThan(6 * 14);
    const all = await searchCompanies(hub, { text: '长治市2999物业' }, operator);
    expect(all).toMatchObject({ hasMore: false, matches: [{ name: '长治市2999物业服务有限公司' }] });
    await hub.close();
  });

  it('follows the feed in steps, several followers at once, none applying anything twice', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    const other = await openHub({ databaseUrl: database.url, writer: 'inline' });
    const stop = new AbortController();
    const failures: unknown[] = [];
    const followers = [hub, other, hub].map((each) =>
      followSearch(each, { signal: stop.signal, everyMs: 1, batch: 7, onFailure: (error) => failures.push(error) }),
    );
    let head = 0;
    for (let round = 0; round < 10; round++) {
      head = await write(
        hub,
        Array.from({ length: 10 }, (_, i) => put(hub, { n: round * 6 + i, name: `恒泰${round}物业${i}` })),
      );
    }
    await expect.poll(() => searchedTo(other), IN_TIME).toBe(head);
    stop.abort();
    await Promise.all(followers);
    expect(failures).toEqual([]);
    const followed = await dumpSearchIndex(hub);
    await emptySearchIndex(hub);
    await catchUpSearch(hub);
    expect(await dumpSearchIndex(hub)).toMatchObject({ companies: followed.companies, postings: followed.postings });
    await other.close();
    await hub.close();
  });

  it('is followed in a thread that starts, keeps up and ends', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    await write(hub, [put(hub, { n: 1, name: '恒泰物业' })]);
    const reached: number[] = [];
    const failures: string[] = [];
    const follower = startSearchFollower({
      databaseUrl: database.url,
      everyMs: 20,
      onReached: (position) => reached.push(position),
      onFailure: (name) => failures.push(name),
    });
    await expect.poll(() => names(hub, '恒泰'), IN_TIME).toEqual(['恒泰物业']);
    await write(hub, [put(hub, { n: 2, name: '瑞祥物业' })]);
    await expect.poll(() => names(hub, '瑞祥'), IN_TIME).toEqual(['瑞祥物业']);
    await follower.stop();
    const head = await write(hub, [put(hub, { n: 3, name: '康安物业' })]);
    expect(await searchedTo(hub)).toBe(head - 1);
    expect({ reached: reached.at(-1), failures }).toEqual({ reached: head - 1, failures: [] });
    await hub.close();
  });

  it('is followed by a thread that waits for its database, and by another one where a thread has died', async () => {
    await using database = await fresh();
    const failures: string[] = [];
    const threads: Worker[] = [];
    const follower = startSearchFollower({
      databaseUrl: database.url,
      everyMs: 20,
      onFailure: (name) => failures.push(name),
      startThread(data) {
        const thread = startFollowerThread(data);
        threads.push(thread);
        return thread;
      },
    });
    // The database has no tables yet.
    await expect.poll(() => failures.length, IN_TIME).toBeGreaterThan(1);
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    await write(hub, [put(hub, { n: 1, name: '恒泰物业' })]);
    await expect.poll(() => names(hub, '恒泰'), IN_TIME).toEqual(['恒泰物业']);
    expect(threads).toHaveLength(1);
    await threads[0]?.terminate();
    await write(hub, [put(hub, { n: 2, name: '瑞祥物业' })]);
    await expect.poll(() => names(hub, '瑞祥'), IN_TIME).toEqual(['瑞祥物业']);
    expect(threads).toHaveLength(2);
    expect(failures.at(-1)).toBe('ThreadEnded');
    // A thread that has died is not started again behind a stop.
    await threads[1]?.terminate();
    await follower.stop();
    const head = await write(hub, [put(hub, { n: 3, name: '康安物业' })]);
    expect(await searchedTo(hub)).toBe(head - 1);
    await hub.close();
  });
});
