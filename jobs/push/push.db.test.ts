import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openWorkbook } from '../../connectors/file/workbook.ts';
import { operator } from '../../src/access/viewer.ts';
import type { ReceiptNumber } from '../../src/domain/identifier/receipt-number.ts';
import { problem } from '../../src/domain/message/problem.ts';
import { listChanges } from '../../src/feed/changes.ts';
import { type Hub, openHub } from '../../src/feed/hub.ts';
import { getHead } from '../../src/feed/position.ts';
import { findReceipt } from '../../src/feed/push/ledger.ts';
import { listQuarantine } from '../../src/feed/quarantine.ts';
import { listRuns, listSources } from '../../src/feed/runs.ts';
import { verifyFeed } from '../../src/feed/verify.ts';
import { writeBatch } from '../../src/feed/write.ts';
import { eachDatabase, type FreshDatabase } from '../../test/support/databases.ts';
import { ledgerBytes } from '../../test/support/ledgers.ts';
import { csvOf, type PushGiven, push, pushed, wireOf } from '../../test/support/pushes.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { workbookBytes } from '../../test/support/workbook.ts';
import { sweepPushes } from './sweep-pushes.ts';
import { writeWaiting } from './waiting-table.ts';

const waitingOf = async (hub: Hub, sender: string) =>
  (await listQuarantine(hub, { sender, state: 'waiting', limit: 100 }, operator)).map(({ id, key }) => ({ id, key }));

eachDatabase('a push', (fresh) => {
  const withHub = async (work: (hub: Hub, database: FreshDatabase) => Promise<void>): Promise<void> => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    try {
      await work(hub, database);
    } finally {
      await hub.close();
    }
  };

  it('is answered record by record; good ones are not held up by bad ones', () =>
    withHub(async (hub) => {
      await pushed(hub, csvOf([wireOf(1), wireOf(2)]));
      const body = csvOf([
        wireOf(1),
        wireOf(2, { name: '太原市改名物业服务有限公司' }),
        wireOf(3),
        wireOf(4, { uscc: usccOf(4).slice(0, 17) }),
        wireOf(5, { name: '太原市某面馆', scope: '餐饮服务' }),
      ]);
      const { summary, records } = await pushed(hub, body);
      expect(summary).toMatchObject({
        state: 'DONE',
        counts: { read: 5, created: 1, changed: 1, unchanged: 1, outOfScope: 1, refused: 1 },
        position: '4',
        receipt: expect.stringMatching(/^\d{8}-\d{10}-\d$/),
      });
      const [waiting] = await waitingOf(hub, 'bureau');
      expect(records).toEqual([
        { row: 2, key: usccOf(1), outcome: 'unchanged', position: '1' },
        { row: 3, key: usccOf(2), outcome: 'accepted', as: 'changed', position: '3' },
        { row: 4, key: usccOf(3), outcome: 'accepted', as: 'created', position: '4' },
        {
          row: 5,
          key: null,
          outcome: 'refused',
          quarantine: String(waiting?.id),
          problems: [expect.objectContaining({ field: 'UNISCID', row: 5, code: expect.stringContaining('USCC') })],
        },
        {
          row: 6,
          key: usccOf(5),
          outcome: 'outOfScope',
          problems: [expect.objectContaining({ code: 'PUSH_OUT_OF_SCOPE', row: 6 })],
        },
      ]);
      expect(records[3]?.problems?.[0]?.message.zh).toContain('第 5 行「UNISCID」');
      expect((await listSources(hub, ['registry']))[0]).toMatchObject({ state: 'OK', quarantined: 1 });
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('of estates is answered with the ids that they were given; what is refused has none', () =>
    withHub(async (hub) => {
      const body = '所属县区,小区编号,小区名称\n潞州区,X1,甲园\n潞州区,X2,乙园\n潞州区,X3,\n';
      const given = { recordType: 'estate' };
      const keysOf = async (more: PushGiven = {}) =>
        (await pushed(hub, body, { ...given, ...more })).records.map(({ key, outcome }) => [key, outcome]);
      const dry = await keysOf({ dryRun: true });
      const first = await keysOf();
      const issued = (await listChanges(hub, { after: 0, upTo: 2, first: 9, filter: {} }, operator)).changes.map(
        ({ key }) => key,
      );
      expect(issued).toHaveLength(2);
      expect(first).toEqual([...issued.map((key) => [key, 'accepted']), [null, 'refused']]);
      expect(dry).toEqual(first);
      expect(await keysOf()).toEqual([...issued.map((key) => [key, 'unchanged']), [null, 'refused']]);
    }));

  it('sent again under its key gets the first answer, word for word; another body does not', () =>
    withHub(async (hub) => {
      const body = csvOf([wireOf(1), wireOf(2, { uscc: 'x' })]);
      const first = await pushed(hub, body, { idempotencyKey: 'file-1' });
      await pushed(hub, csvOf([wireOf(1, { name: '太原市后来物业服务有限公司' })]));
      const head = await getHead(hub);
      expect((await pushed(hub, body, { idempotencyKey: 'file-1' })).text).toBe(first.text);
      expect(await push(hub, csvOf([wireOf(9)]), { idempotencyKey: 'file-1' })).toMatchObject({
        problem: { code: 'PUSH_KEY_REUSED', params: { receipt: first.summary.receipt } },
      });
      expect(await getHead(hub)).toEqual(head);
      // Another sender's key is another key.
      expect((await pushed(hub, body, { idempotencyKey: 'file-1', sender: 'other' })).summary.receipt).not.toBe(
        first.summary.receipt,
      );
    }));

  it('quotes what it complains of, and no person, in whichever column one stands', () =>
    withHub(async (hub) => {
      const { text } = await pushed(
        hub,
        csvOf([
          wireOf(1, { uscc: '李某某', established: '张三丰', legalRepresentative: '王小明' }),
          wireOf(2, { uscc: 'John Smith', established: '2025-02-30', legalRepresentative: '王小明' }),
        ]),
      );
      expect(text).toContain('「2025-02-30」');
      expect(text).not.toMatch(/李某某|张三丰|王小明|JOHN ?SMITH/i);
    }));

  it('goes on where it stopped when it is sent again', () =>
    withHub(async (hub) => {
      const rows = Array.from({ length: 3_500 }, (_, i) => wireOf(i + 1));
      const body = csvOf(rows);
      const stop = new AbortController();
      const stopped = push(hub, body, { idempotencyKey: 'long', signal: stop.signal });
      await expect.poll(async () => (await getHead(hub)).position, { interval: 5 }).toBeGreaterThan(0);
      stop.abort();
      expect(await stopped).toMatchObject({ problem: { code: 'PUSH_STOPPED' } });
      const { position } = await getHead(hub);
      expect(position).toBeLessThan(3_500);
      const { summary, records } = await pushed(hub, body, { idempotencyKey: 'long' });
      expect(summary.counts).toMatchObject({ read: 3_500, created: 3_500 });
      expect(records.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 2));
      expect(await listRuns(hub, { limit: 9 })).toMatchObject([{ mode: 'push', state: 'done', attempts: 2, savedRow: 3_501 }]);
    }));

  it('whose totals do not agree is refused as a whole', () =>
    withHub(async (hub) => {
      const body = csvOf([wireOf(1), wireOf(2)]);
      const refused = async (totals: Parameters<typeof push>[2]) => {
        const answer = await push(hub, body, totals);
        return answer.ok ? null : answer.problem;
      };
      expect(await refused({ totals: { counts: { records: 3 } }, idempotencyKey: 'k' })).toMatchObject({
        code: 'PUSH_TOTALS_MISMATCH',
        params: { name: 'records', expected: '3', actual: '2' },
      });
      expect(await refused({ totals: { counts: {}, sha256: '0'.repeat(64) } })).toMatchObject({ params: { name: 'sha256' } });
      expect(await refused({ totals: { counts: { corrected: 1 } } })).toMatchObject({
        params: { name: 'corrected', actual: '0' },
      });
      expect(await refused({ recordType: 'nothing' })).toMatchObject({ code: 'PUSH_TYPE_UNKNOWN' });
      expect([(await getHead(hub)).position, await listRuns(hub, { limit: 9 })]).toEqual([0, []]);
      const { summary } = await pushed(hub, body, { totals: { counts: { records: 2, restored: 0 } }, idempotencyKey: 'k' });
      expect(summary.counts.created).toBe(2);
    }));

  it('is taken in up to its limits of rows and time, however small its file is', () =>
    withHub(async (hub) => {
      const body = gzipSync(csvOf(Array.from({ length: 2_500 }, (_, i) => wireOf(i + 1, i < 1_000 ? {} : { uscc: 'x' }))));
      const whole = async (given: PushGiven) => {
        const answer = await push(hub, body, given);
        return answer.ok ? answer.value.summary.state : [answer.problem.code, answer.problem.params];
      };
      // As soon as one is too many nothing more is read.
      expect(await whole({ totals: { counts: { records: 1 } } })).toEqual([
        'PUSH_TOTALS_MISMATCH',
        { name: 'records', expected: '1', actual: '>1' },
      ]);
      const tooMany = ['PUSH_TOO_MANY', { limit: '900', row: '0' }];
      expect(await whole({ totals: { counts: { corrected: 0 } }, maxRows: 900 })).toEqual(tooMany);
      expect(await listRuns(hub, { limit: 9 })).toEqual([]);
      for (const dryRun of [true, false]) {
        const { summary } = await pushed(hub, body, { maxRows: 900, dryRun });
        expect(summary).toMatchObject({ state: 'FAILED', counts: { read: 1_000 }, problem: { code: 'PUSH_TOO_MANY' } });
        const late = await pushed(hub, body, { deadline: AbortSignal.abort(), dryRun });
        expect(late.summary).toMatchObject({ state: 'FAILED', counts: { read: 0 }, problem: { code: 'PUSH_TOO_LONG' } });
      }
    }));

  it('leaves nothing behind that nobody can ask for: no lease, and no answers where it has no key', () =>
    withHub(async (hub) => {
      const left = async (table: 'lease' | 'push_part') => (await hub.db.write.selectFrom(table).selectAll().execute()).length;
      const { records } = await pushed(hub, csvOf([wireOf(1), wireOf(2, { uscc: 'x' })]));
      expect(records.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused']);
      expect([await left('lease'), await left('push_part')]).toEqual([0, 0]);
      for (let i = 0; i < 2; i++) await pushed(hub, csvOf([wireOf(1)]), { idempotencyKey: 'k' });
      expect([await left('lease'), await left('push_part')]).toEqual([0, 1]);
    }));

  it('that is dry says what would be and leaves no trace', () =>
    withHub(async (hub) => {
      await pushed(hub, csvOf([wireOf(1), wireOf(2)]));
      const body = csvOf([wireOf(1), wireOf(2, { name: '太原市改名物业服务有限公司' }), wireOf(3), wireOf(4, { uscc: 'x' })]);
      const before = [await getHead(hub), await listRuns(hub, { limit: 9 })];
      const dry = await pushed(hub, body, { dryRun: true, idempotencyKey: 'k' });
      expect([await getHead(hub), await listRuns(hub, { limit: 9 })]).toEqual(before);
      expect(await waitingOf(hub, 'bureau')).toEqual([]);
      expect(dry.summary).toMatchObject({ receipt: null, dryRun: true, position: '2' });
      const real = await pushed(hub, body, { idempotencyKey: 'k' });
      expect(dry.summary.counts).toEqual(real.summary.counts);
      const said = ({ records }: typeof dry) => records.map(({ row, key, outcome, as }) => ({ row, key, outcome, as }));
      expect(said(dry)).toEqual(said(real));
    }));

  it('closes what a sync of its source set aside of the same record', () =>
    withHub(async (hub) => {
      const problems = [problem('FIELD_REQUIRED')];
      const entries = [1, 2].map((n) => ({
        problems,
        about: { recordType: 'registration', key: usccOf(n) },
        origin: { row: n, wire: { plain: wireOf(n, { name: '' }), personal: {} } },
      }));
      await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
      await pushed(hub, csvOf([wireOf(1)]));
      const left = await listQuarantine(hub, { state: 'waiting', limit: 9 }, operator);
      expect(left.map(({ key }) => key)).toEqual([usccOf(2)]);
    }));

  it('in mended form closes what waits of its sender, and of no other', () =>
    withHub(async (hub) => {
      const [byKey, byId, stays] = [wireOf(1, { name: '' }), wireOf(2, { uscc: 'x' }), wireOf(3, { uscc: 'y' })];
      await pushed(hub, csvOf([byKey, byId, stays]));
      await pushed(hub, csvOf([byKey]), { sender: 'other' });
      const waiting = await waitingOf(hub, 'bureau');
      expect(waiting.map(({ key }) => key)).toEqual([usccOf(1), null, null]);
      const mended = (id: number | undefined, wire: Record<string, string>) => ({
        ...wire,
        隔离编号: String(id ?? ''),
        错误说明: '见此',
      });
      const others = (await waitingOf(hub, 'other'))[0]?.id;
      await pushed(hub, csvOf([mended(undefined, wireOf(1)), mended(waiting[1]?.id, wireOf(2)), mended(others, wireOf(7))]));
      expect((await waitingOf(hub, 'bureau')).map(({ id }) => id)).toEqual([waiting[2]?.id]);
      expect(await waitingOf(hub, 'other')).toHaveLength(1);
      // As faulty as before, though it comes with its number: it is the same one that waits.
      await pushed(hub, csvOf([mended(waiting[2]?.id, stays)]));
      expect((await waitingOf(hub, 'bureau')).map(({ id }) => id)).toEqual([waiting[2]?.id]);
      // Faulty in another way: the new one waits in place of the old one.
      await pushed(hub, csvOf([mended(waiting[2]?.id, wireOf(3, { uscc: 'z' }))]));
      const left = await waitingOf(hub, 'bureau');
      expect([left.length, left[0]?.id === waiting[2]?.id]).toEqual([1, false]);
    }));

  it('mends nothing where it is no record of the hub or one of another type, nor what waited for the record that it tells of', () =>
    withHub(async (hub) => {
      await pushed(hub, csvOf([wireOf(1, { uscc: 'x' }), wireOf(2)]));
      await pushed(hub, csvOf([{ ...wireOf(3, { name: '某某餐饮店', scope: '餐饮' }), 隔离编号: '1' }]));
      const tax = { source: 'tax', recordType: 'taxpayer' } as const;
      const taxpayer = { DJXH: '10114501010114170071', SHXYDM: usccOf(2) };
      const named = { ...taxpayer, NSRMC: '长治市第2物业服务有限公司', NSRZT_DM: '03' };
      await pushed(hub, csvOf([{ ...taxpayer, QSZMBH: '潞税清1' }]), tax);
      expect((await pushed(hub, csvOf([{ ...named, 隔离编号: '1' }]), tax)).summary.counts).toMatchObject({ created: 1 });
      const left = await listQuarantine(hub, { state: 'waiting', limit: 9 }, operator);
      expect(left.map(({ problems }) => problems[0]?.code)).toEqual(['USCC_LENGTH', 'TAXPAYER_NOT_FOUND']);
    }));

  it('from the table of what waits says what was said: the marks of the table are none of it', () =>
    withHub(async (hub) => {
      const signed = { name: "'+太原市号物业服务有限公司", scope: '=物业管理', legalRepresentative: '-某人' };
      await pushed(hub, csvOf([wireOf(1, { ...signed, uscc: 'x' })]));
      const folder = mkdtempSync(join(tmpdir(), 'hutong-waiting-'));
      try {
        const file = join(folder, 'waiting.csv');
        await writeWaiting(hub, { sender: 'bureau', recordType: null, format: 'csv', file });
        const table = readFileSync(file, 'utf8');
        expect(table).toContain('UNISCID,ENTNAME,REGSTATE,LEREP,ESTDATE,APPRDATE,OPSCOPE,DOMDISTRICT,隔离编号,错误说明');
        expect(table).toMatch(/,''\+太原市.*,'-某人,.*,'=物业管理,/);
        await pushed(hub, table.replace(/(^|,)x(?=,)/m, `$1${usccOf(1)}`));
      } finally {
        rmSync(folder, { recursive: true });
      }
      expect(await waitingOf(hub, 'bureau')).toEqual([]);
      // Pushed at once in that form it is the same record, the personal value too.
      expect((await pushed(hub, csvOf([wireOf(1, signed)]))).summary.counts).toMatchObject({ read: 1, unchanged: 1 });
    }));

  it('is forgotten record by record in time, its receipt is not; one that was cut off is ended', () =>
    withHub(async (_hub, database) => {
      let now = Date.UTC(2026, 0, 1);
      const hub = await openHub({
        databaseUrl: database.url,
        writer: 'inline',
        clock: { now: () => now, sleep: () => Promise.resolve() },
      });
      try {
        const body = csvOf(Array.from({ length: 2_500 }, (_, i) => wireOf(i + 1)));
        const cutOff = async (given: PushGiven) => {
          const [before] = await listRuns(hub, { limit: 1 });
          const begun = async () =>
            (await listRuns(hub, { limit: 1 })).some(({ id, savedRow }) => id !== before?.id && savedRow > 0);
          const stop = new AbortController();
          const stopped = push(hub, body, { ...given, signal: stop.signal });
          await expect.poll(begun, { interval: 2 }).toBe(true);
          stop.abort();
          expect((await stopped).ok).toBe(false);
        };
        const whole = await pushed(hub, csvOf([wireOf(9_001)]), { idempotencyKey: 'whole' });
        await cutOff({ sender: 'keyless' });
        await cutOff({ sender: 'keyed', idempotencyKey: 'cut' });
        const states = async () => (await listRuns(hub, { limit: 9 })).map(({ state }) => state).toReversed();
        expect(await sweepPushes({ hub, days: 90 })).toEqual({ ended: 0, forgotten: 0 });
        now += 2 * 86_400_000;
        expect(await sweepPushes({ hub, days: 90 })).toEqual({ ended: 1, forgotten: 0 });
        expect(await states()).toEqual(['done', 'failed', 'stopped']);
        expect((await pushed(hub, csvOf([wireOf(9_001)]), { idempotencyKey: 'whole' })).text).toBe(whole.text);
        now += 90 * 86_400_000;
        expect(await sweepPushes({ hub, days: 90 })).toEqual({ ended: 1, forgotten: 2 });
        expect(await states()).toEqual(['done', 'failed', 'failed']);
        const { receipt } = whole.summary;
        expect(await push(hub, csvOf([wireOf(9_001)]), { idempotencyKey: 'whole' })).toMatchObject({
          problem: { code: 'PUSH_ANSWER_GONE', params: { receipt } },
        });
        expect(await findReceipt(hub, receipt as ReceiptNumber)).toMatchObject({ summary: whole.summary });
        expect(await sweepPushes({ hub, days: 90 })).toEqual({ ended: 0, forgotten: 0 });
      } finally {
        await hub.close();
      }
    }));

  it('may come with another one at the same time, under the same key or not', () =>
    withHub(async (hub) => {
      const bodies = [0, 1].map((part) => csvOf(Array.from({ length: 1_500 }, (_, i) => wireOf(1 + part * 1_500 + i))));
      const answers = await Promise.all(bodies.map((body, i) => pushed(hub, body, { sender: `s${i}` })));
      expect(answers.map(({ summary }) => summary.counts.created)).toEqual([1_500, 1_500]);
      const same = await Promise.all([1, 2, 3].map(() => push(hub, csvOf([wireOf(9_001)]), { idempotencyKey: 'same' })));
      const told = same.map((answer) => (answer.ok ? answer.value.summary.receipt : answer.problem.params.receipt));
      expect(new Set(told).size).toBe(1);
      for (const answer of same) if (!answer.ok) expect(answer.problem.code).toBe('PUSH_UNDER_WAY');
      expect((await getHead(hub)).position).toBe(3_001);
    }));
});

eachDatabase('a pushed file', (fresh) => {
  it('of two sheets says on which a row stands, and comes back marked on both', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    try {
      const sheet = (n: number) => [
        ['填报人', '某人'],
        ['小区编号', '小区名称', '所属县区', '户数'],
        [`X${n}`, `第${n}花园`, '140403', '100'],
        [`Y${n}`, `第${n}家园`, '999999', '100'],
      ];
      const book = await ledgerBytes({ 城东: sheet(1), 城西: sheet(2) });
      const given = { recordType: 'estate', idempotencyKey: 'sheets', workbook: true };
      const first = await pushed(hub, book, given);
      expect(first.records).toMatchObject([
        { sheet: '城东', row: 3, outcome: 'accepted' },
        { sheet: '城东', row: 4, outcome: 'refused' },
        { sheet: '城西', row: 3, outcome: 'accepted' },
        { sheet: '城西', row: 4, outcome: 'refused' },
      ]);
      const again = await pushed(hub, book, given);
      expect(again.records).toEqual(first.records);
      const back = await openWorkbook(again.workbook ?? Buffer.alloc(0));
      if (!back.ok) throw new Error(back.problem.code);
      for (const { rows } of back.value.sheets) {
        const cells: unknown[] = [];
        for await (const batch of rows()) cells.push(...batch.map((each) => each.cells[4]));
        expect(cells).toEqual([undefined, '错误说明', undefined, expect.stringContaining('第 4 行「所属县区」')]);
      }
    } finally {
      await hub.close();
    }
  });

  it('may be GB18030, gzipped, JSON or a workbook; one that breaks off says where', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    try {
      const gb = Buffer.concat([
        Buffer.from(`${Object.keys(wireOf(1)).join(',')}\n${usccOf(1)},`),
        Buffer.from([0xce, 0xef, 0xd2, 0xb5]), // 物业
        Buffer.from(',1,,,,,140105\n'),
      ]);
      const accepted = async (body: string | Buffer) => (await pushed(hub, body)).records.map(({ key, as }) => [key, as]);
      expect(await accepted(gb)).toEqual([[usccOf(1), 'created']]);
      expect(await accepted(gzipSync(csvOf([wireOf(2)])))).toEqual([[usccOf(2), 'created']]);
      expect(await accepted(JSON.stringify([wireOf(3)]))).toEqual([[usccOf(3), 'created']]);
      expect(await accepted(`${JSON.stringify(wireOf(4))}\n`)).toEqual([[usccOf(4), 'created']]);

      const whole = gzipSync(csvOf(Array.from({ length: 3_000 }, (_, i) => wireOf(100 + i))));
      const { summary } = await pushed(hub, whole.subarray(0, whole.length - 2_000), { idempotencyKey: 'cut' });
      expect(summary).toMatchObject({ state: 'FAILED', problem: { code: 'FILE_TRUNCATED' } });
      expect(summary.counts.created).toBeGreaterThan(1_000);
      expect(summary.counts.created).toBe((await getHead(hub)).position - 4);
      expect((await pushed(hub, whole)).summary.counts).toMatchObject({ read: 3_000, unchanged: summary.counts.created });

      const row = (n: number, values: readonly string[]) =>
        `<row r="${n}">${values.map((value, i) => `<c r="${String.fromCharCode(65 + i)}${n}" t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
      const sheet = [Object.keys(wireOf(1)), Object.values(wireOf(5)), Object.values(wireOf(6, { uscc: 'x' }))];
      const book = await pushed(hub, workbookBytes(sheet.map((values, i) => row(i + 1, values)).join('')), { workbook: true });
      expect(book.summary.counts).toMatchObject({ created: 1, refused: 1 });
      const back = await openWorkbook(book.workbook ?? Buffer.alloc(0));
      if (!back.ok) throw new Error(back.problem.code);
      const cells: unknown[] = [];
      for await (const rows of back.value.sheets[0]?.rows() ?? []) cells.push(...rows.map((each) => each.cells[8]));
      expect(cells).toEqual(['错误说明', undefined, expect.stringContaining('第 3 行「UNISCID」')]);
    } finally {
      await hub.close();
    }
  });
});
