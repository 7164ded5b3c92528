import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ERASED } from '../src/access/present.ts';
import { operator } from '../src/access/viewer.ts';
import { answerChallenge, challengeRecord, listChallenges } from '../src/feed/challenges.ts';
import { listChanges } from '../src/feed/changes.ts';
import { putEntry } from '../src/feed/entry.ts';
import { erase } from '../src/feed/erase.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { dropQuarantined, listQuarantine } from '../src/feed/quarantine.ts';
import { findRecords } from '../src/feed/read.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase, type FreshDatabase } from './support/databases.ts';
import { type Given, observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

/** A name that nothing else holds, so that finding it anywhere is finding the person. */
const FORMER = '诸葛孔明验抹除';
const PRESENT = '司马仲达仍在任';
const KEY = usccOf(1);

async function put(hub: Hub, given: Given, n = 1): Promise<void> {
  const entry = putEntry(observed(n, given), hub.fingerprint, {
    origin: {
      row: n,
      wire: { plain: { 企业名称: given.name ?? '' }, personal: { 法定代表人: given.legalRepresentative ?? '' } },
    },
  });
  await writeBatch(hub, { source: 'registry', entries: [entry], receivedAt: hub.clock.now() });
}

const eraseName = (hub: Hub, position?: number) =>
  erase(hub, {
    recordType: 'registration',
    key: KEY,
    field: 'legalRepresentative',
    ground: '《个人信息保护法》第四十七条',
    ...(position === undefined ? {} : { position }),
  });

/** Every value of every table, as one text. */
async function everything(hub: Hub, { kind, url }: FreshDatabase): Promise<string> {
  if (kind === 'sqlite') return everythingInFile(url.slice('sqlite:'.length));
  const tables = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = database()`.execute(hub.db.write);
  expect(tables.rows.length).toBeGreaterThan(10);
  const texts = await Promise.all(
    tables.rows.map(async ({ name }) => JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(hub.db.write)).rows)),
  );
  return texts.join('\n');
}

/** Through a connection that reads 2^63−1, which is no JavaScript number. */
function everythingInFile(file: string): string {
  using connection = new DatabaseSync(file, { readOnly: true });
  const tables = connection.prepare("select name from sqlite_master where type = 'table'").all();
  expect(tables.length).toBeGreaterThan(10);
  const texts = tables.map(({ name }) => {
    const statement = connection.prepare(`select * from ${String(name)}`);
    statement.setReadBigInts(true);
    return JSON.stringify(statement.all(), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  });
  return texts.join('\n');
}

/** The bytes of the database file and of whatever lies beside it. */
function fileBytes(database: FreshDatabase): Buffer {
  const folder = dirname(database.url.slice('sqlite:'.length));
  return Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
}

eachDatabase('erasing', (fresh) => {
  async function withHub(use: (hub: Hub, database: FreshDatabase) => Promise<void>): Promise<void> {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', connections: 2 });
    try {
      await use(hub, database);
    } finally {
      await hub.close();
    }
  }

  it('a former representative leaves positions, digest and chain, and the name nowhere', () =>
    withHub(async (hub, database) => {
      await put(hub, { legalRepresentative: FORMER });
      const others = Array.from({ length: 298 }, (_, i) =>
        putEntry(observed(i + 2, { legalRepresentative: `某人${i}` }), hub.fingerprint),
      );
      await writeBatch(hub, { source: 'registry', entries: others, receivedAt: hub.clock.now() });
      await put(hub, { legalRepresentative: FORMER, capital: '5' });
      await put(hub, { legalRepresentative: PRESENT, capital: '5' });
      expect(await everything(hub, database)).toContain(FORMER);
      if (database.kind === 'sqlite') expect(fileBytes(database).includes(FORMER)).toBe(true);
      const before = await getHead(hub);

      expect(await eraseName(hub)).toEqual({ ok: true, value: [1, 300] });

      expect(await getHead(hub)).toEqual(before);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
      expect(await everything(hub, database)).not.toContain(FORMER);
      expect(await everything(hub, database)).toContain(PRESENT);
      if (database.kind === 'sqlite') {
        expect(fileBytes(database).includes(FORMER)).toBe(false);
        expect(fileBytes(database).includes(PRESENT)).toBe(true);
      }
      const at = (position: number) => findRecords(hub, 'registration', [KEY], { position, validOn: null }, operator);
      expect((await at(1)).get(KEY)).toMatchObject({ fields: { legalRepresentative: ERASED } });
      expect((await at(301)).get(KEY)).toMatchObject({ fields: { legalRepresentative: PRESENT, capital: '5' } });
      const { changes } = await listChanges(hub, { after: 299, upTo: 301, first: 5, filter: {} }, operator);
      expect(changes[1]).toMatchObject({ before: { legalRepresentative: ERASED }, after: { legalRepresentative: PRESENT } });
    }));

  it('is written down with its ground, and once', () =>
    withHub(async (hub) => {
      await put(hub, { legalRepresentative: FORMER });
      await put(hub, { legalRepresentative: PRESENT });
      expect((await eraseName(hub, 1)).ok).toBe(true);
      const { rows } = await sql`select position, field, ground from erasure`.execute(hub.db.write);
      expect(rows).toEqual([{ position: 1, field: 'legalRepresentative', ground: '《个人信息保护法》第四十七条' }]);
      expect(await eraseName(hub, 1)).toMatchObject({ ok: false, problem: { code: 'ERASE_NOTHING' } });
      expect(await eraseName(hub)).toMatchObject({ ok: false, problem: { code: 'ERASE_NOTHING' } });
    }));

  it('the present value is refused, naming its source, and so is an older version that says the same', () =>
    withHub(async (hub, database) => {
      await put(hub, { legalRepresentative: PRESENT });
      await put(hub, { legalRepresentative: PRESENT, capital: '5' });
      for (const position of [undefined, 1, 2]) {
        expect(await eraseName(hub, position)).toMatchObject({
          ok: false,
          problem: { code: 'ERASE_STILL_SENT', params: { source: 'registry', key: KEY } },
        });
      }
      expect(await everything(hub, database)).toContain(PRESENT);
    }));

  it('nothing is a problem of its own', () =>
    withHub(async (hub) => {
      await put(hub, {});
      expect(await eraseName(hub)).toMatchObject({ ok: false, problem: { code: 'ERASE_NOTHING' } });
      expect(await eraseName(hub, 7)).toMatchObject({ ok: false, problem: { code: 'ERASE_NOTHING' } });
    }));

  it('does not reach a value that waits in quarantine, but says where; dropping the record does', () =>
    withHub(async (hub, database) => {
      await put(hub, { legalRepresentative: FORMER, establishedOn: '2010-01-01' });
      await put(hub, { legalRepresentative: PRESENT, establishedOn: '2010-01-01' });
      // Another subject under the same code, whose representative is the person to be erased.
      await put(hub, { legalRepresentative: FORMER, establishedOn: '2015-01-01', name: '大同市蓝天物业服务有限公司' });
      // One of the same name, of another company: it may be somebody else.
      await put(hub, { establishedOn: '2010-01-01' }, 2);
      await put(hub, { legalRepresentative: FORMER, establishedOn: '2015-01-01', name: '大同市白云物业服务有限公司' }, 2);
      const [waiting, other] = await listQuarantine(hub, { state: 'waiting', limit: 10 }, operator);

      expect(await eraseName(hub)).toEqual({
        ...{ ok: true, value: [1] },
        warnings: [{ code: 'ERASE_WAITING', params: { rows: String(waiting?.id) } }],
      });
      expect((await everything(hub, database)).split(FORMER)).toHaveLength(3); // two places: the side table, held by the quarantined records
      expect((await listQuarantine(hub, { limit: 10 }, operator))[0]?.wire).toMatchObject({ 法定代表人: FORMER });

      for (const row of [waiting, other]) await dropQuarantined(hub, row?.id ?? 0);
      expect(await everything(hub, database)).not.toContain(FORMER);
    }));

  it('takes the value out of challenges; what was given in one that is settled has gone by itself', () =>
    withHub(async (hub, database) => {
      await put(hub, { legalRepresentative: FORMER });
      await put(hub, { legalRepresentative: PRESENT });
      const given = { recordType: 'registration', key: KEY, field: 'legalRepresentative', ownValue: FORMER } as const;
      const raise = async (reason: string) => {
        const raised = await challengeRecord(hub, { ...given, reason, pin: { position: 2, validOn: null } }, operator);
        return raised.ok ? raised.value.id : 0;
      };
      const settled = await raise(`应为${FORMER}`);
      const values = async () => (await sql`select value from personal where holder_kind = 2`.execute(hub.db.write)).rows;
      expect(await values()).toEqual([{ value: FORMER }]);
      const upheld = await answerChallenge(hub, settled, { act: 'UPHELD', remark: `${FORMER}已离任` }, operator);
      expect(upheld).toMatchObject({ ok: true, value: { ownValue: null, reason: `应为${FORMER}` } });
      expect(await values()).toEqual([]);

      const open = await raise('再请核对');
      expect((await eraseName(hub)).ok).toBe(true);
      expect(await everything(hub, database)).not.toContain(FORMER);
      expect(await listChallenges(hub, { limit: 9 }, operator)).toMatchObject([
        {
          id: settled,
          state: 'UPHELD',
          ownValue: null,
          reason: null,
          steps: [{ act: 'RAISED' }, { act: 'UPHELD', remark: null }],
        },
        { id: open, state: 'OPEN', ownValue: null, reason: '再请核对' },
      ]);
    }));

  it('keeps a personal value out of every table but its own from the start', () =>
    withHub(async (hub, database) => {
      await put(hub, { legalRepresentative: FORMER, establishedOn: '2010-01-01' });
      await put(hub, { legalRepresentative: PRESENT, establishedOn: '2015-01-01', name: '大同市蓝天物业服务有限公司' });
      const all = await everything(hub, database);
      const { rows } = await sql`select value from personal`.execute(hub.db.write);
      for (const name of [FORMER, PRESENT]) {
        expect(all.split(name)).toHaveLength(2);
        expect(JSON.stringify(rows)).toContain(name);
      }
    }));
});
