import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { listHeldLeases } from '../src/db/lease.repository.ts';
import { getHead } from '../src/feed/position.ts';
import { listQuarantine } from '../src/feed/quarantine.ts';
import { listRuns, syncLease } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from '../test/support/databases.ts';
import { type Answer, type FakeOffice, fakeOffice, pageOf, sendJson } from '../test/support/fake-office.ts';
import { changesOf, connector, cursorOf, subjectOf, sync } from '../test/support/office-sync.ts';
import { usccOf } from '../test/support/uscc.ts';
import { hubOn } from '../test/support/with-hub.ts';
import { releaseQuarantined } from './release.ts';
import { runSync } from './sync.ts';

/** An office that gives each of these once, and after them nothing new. */
async function officeOf(...answers: readonly (unknown | Answer)[]): Promise<FakeOffice> {
  return fakeOffice((response, request, count) => {
    const answer = answers[count - 1];
    if (typeof answer === 'function') answer(response, request, count);
    else if (answer !== undefined) sendJson(response, answer);
    else sendJson(response, pageOf(new URL(request.url ?? '', 'http://office').searchParams.get('since') ?? '0', []));
  });
}

/** What an office does wrong after a page: the message, how often it is asked, and the answer. */
const faults: readonly [string, number, (before: object, cursor: string) => Answer][] = [
  ['SOURCE_REFUSED', 1, () => (response) => sendJson(response, {}, 401)],
  ['SOURCE_ABSENT', 1, () => (response) => sendJson(response, {}, 404)],
  ['SOURCE_BUSY', 2, () => (response) => sendJson(response, {}, 429)],
  ['SOURCE_DOWN', 2, () => (response) => sendJson(response, {}, 500)],
  ['SOURCE_UNREACHABLE', 2, () => (response) => void response.socket?.destroy()],
  ['SOURCE_SILENT', 2, () => () => {}],
  ['SOURCE_NOT_JSON', 1, () => (response) => void response.end('<html>')],
  ['SOURCE_JSON_BROKEN', 1, () => (response) => void response.end('{"code":')],
  [
    'SOURCE_PAGE_REPEATS',
    1,
    (before, cursor) => (response) => sendJson(response, pageOf(`${cursor}9`, [before], { more: true })),
  ],
  ['SOURCE_CURSOR_BACK', 1, (before) => (response) => sendJson(response, pageOf('1', [before], { more: true }))],
];

eachDatabase('a synchronisation over HTTP', (fresh) => {
  const withHub = hubOn(fresh);

  it('asks for what is new since the last run, and takes it in', () =>
    withHub(async (hub) => {
      await using office = await officeOf(
        pageOf('10', [subjectOf(1), subjectOf(2)], { more: true }),
        pageOf('13', [subjectOf(3)]),
        pageOf('14', [subjectOf(1, { ENTNAME: '改了名的物业服务有限公司' })]),
      );
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { read: 3, created: 3 } });
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { read: 1, changed: 1 } });
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { read: 0 } });
      const asked = office.requests.map(({ url }) => url.searchParams.get('since'));
      expect(asked).toEqual([null, '10', '13', '14']);
      expect(await cursorOf(hub, office)).toBe('14');
    }));

  it('fails by name, keeps what came before, and goes on by itself', () =>
    withHub(async (hub) => {
      const answers: Answer[] = [];
      await using office = await fakeOffice((response, request, count) => answers[count - 1]?.(response, request, count));
      let n = 0;
      let began = '';
      for (const [code, attempts, fault] of faults) {
        const [before, after] = [subjectOf(++n), subjectOf(++n)];
        const [cursor, end] = [String(n * 10), String(n * 10 + 1)];
        answers.push((response) => sendJson(response, pageOf(cursor, [before], { more: true })));
        for (let attempt = 1; attempt <= attempts; attempt++) answers.push(fault(before, cursor));
        const headMs = code === 'SOURCE_SILENT' ? 800 : 20_000;
        expect(await sync(hub, office, { headMs })).toMatchObject({
          outcome: 'failed',
          counts: { created: 1 },
          problem: { code },
        });
        expect(await listRuns(hub, { limit: 1 })).toMatchObject([{ state: 'failed', problem: { code }, counts: { created: 1 } }]);
        expect(await cursorOf(hub, office)).toBe(`${began}..${cursor}`);

        answers.push((response) => sendJson(response, pageOf(end, [after])));
        expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { read: 1, created: 1 } });
        expect(await cursorOf(hub, office)).toBe(end);
        expect(office.requests.at(-1)?.url.searchParams.get('since')).toBe(cursor);
        began = end;
      }
    }));

  it('fails by name where it cannot even be asked', () =>
    withHub(async (hub) => {
      const opening = connector.http({ base: 'http://user:password@office', token: 'token' });
      expect(await runSync({ hub, connector, opening })).toMatchObject({
        outcome: 'failed',
        problem: { code: 'SOURCE_ADDRESS' },
      });
      expect(JSON.stringify(await listRuns(hub, { limit: 9 }))).not.toContain('password');
    }));

  it('lets end what a full listing of a scope does not name, and keeps the cursor of the news', () =>
    withHub(async (hub) => {
      const all = Array.from({ length: 20 }, (_, i) => subjectOf(i + 1));
      await using office = await officeOf(
        pageOf('20', all),
        // 140106 without the first of its ten.
        pageOf('19', all.filter((subject) => subject.DOMDISTRICT === '140106').slice(1)),
      );
      await sync(hub, office);
      expect(await sync(hub, office, { completeness: { kind: 'full', region: '140106' } })).toMatchObject({
        outcome: 'done',
        counts: { read: 9, unchanged: 9, ended: 1 },
      });
      expect(office.requests.at(-1)?.url.search).toBe('?scope=140106&limit=500');
      expect(await cursorOf(hub, office)).toBe('20');
    }));

  it('goes on from a full listing of everything, though the office has rebuilt its data and counts anew', () =>
    withHub(async (hub) => {
      await using office = await officeOf(
        pageOf('20', [subjectOf(1), subjectOf(2)]),
        pageOf('3', []),
        pageOf('3', [subjectOf(1), subjectOf(2)]),
        pageOf('4', [subjectOf(3)]),
      );
      await sync(hub, office);
      expect(await sync(hub, office)).toMatchObject({ outcome: 'failed', problem: { code: 'SOURCE_CURSOR_BACK' } });
      expect(await sync(hub, office, { completeness: { kind: 'full', region: null } })).toMatchObject({
        outcome: 'done',
        counts: { unchanged: 2, ended: 0 },
      });
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { created: 1 } });
      expect(office.requests.map(({ url }) => url.searchParams.get('since'))).toEqual([null, '20', null, '3']);
    }));

  it('that breaks off in a full listing ends nothing, and leaves the news where they were', () =>
    withHub(async (hub) => {
      await using office = await officeOf(
        pageOf('2', [subjectOf(1), subjectOf(2)]),
        pageOf('1', [subjectOf(1)], { more: true }),
        (response: Parameters<Answer>[0]) => sendJson(response, {}, 403),
        pageOf('3', [subjectOf(3)]),
      );
      await sync(hub, office);
      expect(await sync(hub, office, { completeness: { kind: 'full', region: null } })).toMatchObject({
        outcome: 'failed',
        counts: { ended: 0 },
        problem: { code: 'SOURCE_REFUSED' },
      });
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { read: 1, created: 1 } });
      expect(office.requests.map(({ url }) => url.searchParams.get('since'))).toEqual([null, null, '1', '2']);
    }));

  it('that is stopped in a full listing goes on where it stood', () =>
    withHub(async (hub) => {
      const stop = new AbortController();
      await using office = await officeOf(
        pageOf('1', [subjectOf(1)], { more: true }),
        () => stop.abort(),
        pageOf('2', [subjectOf(2)]),
      );
      const completeness = { kind: 'full', region: null } as const;
      expect(await sync(hub, office, { completeness, signal: stop.signal })).toMatchObject({
        outcome: 'stopped',
        counts: { read: 1 },
      });
      expect(await cursorOf(hub, office)).toBeNull();
      expect(await sync(hub, office, { completeness })).toMatchObject({
        outcome: 'done',
        counts: { read: 2, created: 2, ended: 0 },
      });
      expect(office.requests.map(({ url }) => url.searchParams.get('since'))).toEqual([null, '1', '1']);
      expect(await cursorOf(hub, office)).toBe('2');
      expect(await listRuns(hub, { limit: 9 })).toMatchObject([{ state: 'done', attempts: 2 }]);
    }));

  it('leaves a full listing that was stopped to its own schedule, while the news are asked for', () =>
    withHub(async (hub) => {
      const stop = new AbortController();
      const [first, second] = [pageOf('1', [subjectOf(1)], { more: true }), pageOf('2', [subjectOf(2)])];
      await using office = await officeOf(first, () => stop.abort(), first, second, second);
      const completeness = { kind: 'full', region: null } as const;
      const stopped = await sync(hub, office, { completeness, signal: stop.signal });
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { read: 2, created: 1 } });
      expect(await sync(hub, office, { completeness })).toMatchObject({
        outcome: 'done',
        run: stopped.run,
        counts: { read: 2, ended: 0 },
      });
    }));

  it('keeps its lease while the office is slow, and gives it back', () =>
    withHub(async (hub, clock) => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      try {
        const held = async () => (await listHeldLeases(hub.db.write, clock.now())).has(syncLease('registry'));
        await using office = await fakeOffice(async (response) => {
          for (let minute = 1; minute <= 3; minute++) {
            clock.advance(60_000);
            await vi.advanceTimersByTimeAsync(60_000);
            await expect.poll(held).toBe(true);
          }
          sendJson(response, pageOf('1', [subjectOf(1)]));
        });
        expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { created: 1 } });
        expect(await held()).toBe(false);
      } finally {
        vi.useRealTimers();
      }
    }));

  it('lets its lease run out once it was told to stop and does not', () =>
    withHub(async (hub, clock) => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      try {
        const stop = new AbortController();
        const opening = {
          input: 'deaf',
          completeness: { kind: 'delta' } as const,
          async open() {
            stop.abort();
            clock.advance(61_000);
            await vi.advanceTimersByTimeAsync(61_000);
            expect((await listHeldLeases(hub.db.write, clock.now())).has(syncLease('registry'))).toBe(false);
            return { ok: false, problem: { code: 'SOURCE_SILENT', params: {} } } as const;
          },
        };
        await expect(runSync({ hub, connector, opening, signal: stop.signal })).resolves.toMatchObject({ outcome: 'failed' });
      } finally {
        vi.useRealTimers();
      }
    }));

  it('says that it lost its lease, where the office failed at the same time', () =>
    withHub(async (hub) => {
      await using office = await fakeOffice((response) => {
        void sql`update lease set fence = fence + 1, holder = 'another-machine/1/'`
          .execute(hub.db.write)
          .then(() => sendJson(response, {}, 403));
      });
      expect(await sync(hub, office)).toMatchObject({ outcome: 'failed', problem: { code: 'LEASE_LOST' } });
    }));

  it('takes dates and kinds from the change rows', () =>
    withHub(async (hub) => {
      const alteration = (n: number, ALTITEM_CN: string, ALTDATE: string, values: object = {}) => ({
        PRIPID: `P${n}`,
        ALTITEM_CN,
        ALTDATE,
        ...values,
      });
      await using office = await officeOf(
        pageOf('4', [subjectOf(1), subjectOf(2, { REGSTATE: '4', CANDATE: '2024-01-01' }), subjectOf(3), subjectOf(4)]),
        pageOf(
          '8',
          [
            subjectOf(1, { ENTNAME: '改了名的物业服务有限公司' }),
            subjectOf(2),
            subjectOf(3, { DOM: '并州路1号' }),
            subjectOf(5, { PRIPID: 'P4', ENTNAME: '太原市第4物业服务有限公司' }),
          ],
          {
            alterations: [
              alteration(1, '名称变更', '2025年7月2日'),
              alteration(2, '恢复登记', '2025-07-03'),
              alteration(3, '更正登记', '2025-07-04'),
              alteration(4, '统一社会信用代码变更', '2025-07-05', { ALTBE: usccOf(4), ALTAF: usccOf(5) }),
              alteration(9, '名称变更', '2025-07-06'),
            ],
          },
        ),
      );
      await sync(hub, office);
      const { position } = await getHead(hub);
      const summary = await sync(hub, office);
      expect(summary).toMatchObject({ outcome: 'done', counts: { read: 4, quarantined: 0 } });
      expect([...summary.warnings]).toMatchObject([['ALTERATION_WITHOUT_SUBJECT', { count: 1 }]]);
      expect(await changesOf(hub, position)).toEqual([
        { key: usccOf(1), kind: 'CHANGED', effectiveOn: '2025-07-02' },
        { key: usccOf(2), kind: 'RESTORED', effectiveOn: '2025-07-03' },
        { key: usccOf(3), kind: 'CORRECTED', effectiveOn: '2020-01-01' },
        { key: usccOf(5), kind: 'CREATED', effectiveOn: '2025-07-05' },
        { key: usccOf(4), kind: 'IDENTIFIER_REPLACED', effectiveOn: '2025-07-05' },
      ]);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('keeps a refused subject with its change rows, so that a release knows what they told', () =>
    withHub(async (hub) => {
      const alterations = [{ PRIPID: 'P2', ALTITEM_CN: '名称变更', ALTBE: '张三', ALTAF: '李四', ALTDATE: '2025-07-02' }];
      // The same code for another company: it waits until a person says that it is right.
      const other = subjectOf(2, { ENTNAME: '别的物业服务有限公司', ESTDATE: '2015-05-05' });
      await using office = await officeOf(pageOf('1', [subjectOf(2)]), pageOf('2', [other], { alterations }));
      await sync(hub, office);
      const { position } = await getHead(hub);
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done', counts: { quarantined: 1 } });
      const [waiting] = await listQuarantine(hub, { limit: 9 }, operator);
      if (waiting === undefined) throw new Error('nothing waits');
      expect(await releaseQuarantined(hub, () => connector, waiting.id, { confirm: true })).toMatchObject({ released: true });
      expect(await changesOf(hub, position)).toEqual([{ key: usccOf(2), kind: 'CHANGED', effectiveOn: '2025-07-02' }]);
    }));
});
