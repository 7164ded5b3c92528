/** A round of pages that breaks off between two of them, and what the next run makes of it. */
import { expect, it } from 'vitest';
import { getHead } from '../src/feed/position.ts';
import { eachDatabase } from '../test/support/databases.ts';
import type { FakeClock } from '../test/support/fake-clock.ts';
import { type Answer, fakeOffice, pageOf, sendJson } from '../test/support/fake-office.ts';
import { changesOf, cursorOf, subjectOf, sync } from '../test/support/office-sync.ts';
import { usccOf } from '../test/support/uscc.ts';
import { hubOn } from '../test/support/with-hub.ts';
import type { SyncSummary } from './sync.ts';

interface Broken {
  /** Resolves when the second page is asked for, the first time. */
  readonly asked: Promise<void>;
  answer(status: number): void;
  /** Resolves when the first page is in the database. */
  saved(): Promise<void>;
}

/** How a run breaks off while its second page is awaited. What it gives back is called when all is over. */
const breaks: readonly [
  string,
  (
    running: (signal?: AbortSignal) => Promise<SyncSummary>,
    broken: Broken,
    clock: FakeClock,
  ) => Promise<(() => Promise<void>) | undefined>,
][] = [
  [
    'a failure',
    async (running, broken) => {
      void broken.asked.then(() => broken.answer(404));
      expect(await running()).toMatchObject({ outcome: 'failed' });
      return undefined;
    },
  ],
  [
    'a stop',
    async (running, broken) => {
      const stop = new AbortController();
      void broken.asked.then(() => stop.abort());
      expect(await running(stop.signal)).toMatchObject({ outcome: 'stopped' });
      return undefined;
    },
  ],
  [
    // A killed process leaves just this behind: a run that says it runs, and a lease that runs out.
    'a kill',
    async (running, broken, clock) => {
      const killed = running();
      await broken.asked;
      await broken.saved();
      clock.advance(61_000);
      return async () => {
        broken.answer(404);
        expect(await killed).toMatchObject({ problem: { code: 'LEASE_LOST' } });
      };
    },
  ],
];

/** An office that gives its second page on being asked for it again. */
async function breakingOffice(page: (query: URLSearchParams) => unknown, second: string) {
  const asked = Promise.withResolvers<void>();
  let held: Parameters<Answer>[0] | undefined;
  const office = await fakeOffice((response, request) => {
    const query = new URL(request.url ?? '', 'http://office').searchParams;
    if (query.get('since') !== second || held !== undefined) return sendJson(response, page(query));
    held = response;
    asked.resolve();
  });
  return { office, asked: asked.promise, answer: (status: number) => held !== undefined && sendJson(held, {}, status) };
}

eachDatabase('a round of pages that breaks off', (fresh) => {
  const withHub = hubOn(fresh);

  it.each(breaks)('asks again for the change rows of the whole round after %s between its pages', (_name, breakOff) =>
    withHub(async (hub, clock) => {
      const moved = { PRIPID: 'P1', ALTITEM_CN: '住所变更', ALTDATE: '2025-07-08' };
      // Told by a place before the second page: the subject was touched again meanwhile.
      const renumbered = {
        ...{ PRIPID: 'P1', ALTITEM_CN: '统一社会信用代码变更', ALTBE: usccOf(1), ALTAF: usccOf(5), ALTDATE: '2025-07-05' },
      };
      const pages = (query: URLSearchParams): unknown => {
        const since = query.get('since');
        if (since === null) return pageOf('1', [subjectOf(1)]);
        if (since === '1') return pageOf('3', [subjectOf(2)], { more: true });
        if (since !== '3') return pageOf(since, []);
        const alterations = query.get('round') === '1' ? [renumbered, moved] : [moved];
        return pageOf('4', [subjectOf(5, { PRIPID: 'P1', ENTNAME: '太原市第1物业服务有限公司' })], { alterations });
      };
      const { office, ...broken } = await breakingOffice(pages, '3');
      await using _office = office;
      await sync(hub, office);
      const { position } = await getHead(hub);
      const saved = () => expect.poll(() => cursorOf(hub, office)).toBe('1..3');
      const over = await breakOff(
        (signal) => sync(hub, office, signal === undefined ? {} : { signal }),
        { ...broken, saved },
        clock,
      );
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done' });
      await sync(hub, office);
      expect(office.requests.map(({ url }) => url.search)).toEqual([
        '?limit=500',
        '?since=1&limit=500',
        '?since=3&limit=500&round=1',
        '?since=3&limit=500&round=1',
        '?since=4&limit=500',
      ]);
      expect(await changesOf(hub, position)).toEqual([
        { key: usccOf(2), kind: 'CREATED', effectiveOn: '2020-01-01' },
        { key: usccOf(5), kind: 'CREATED', effectiveOn: '2025-07-08' },
        { key: usccOf(1), kind: 'IDENTIFIER_REPLACED', effectiveOn: '2025-07-05' },
      ]);
      await over?.();
    }),
  );

  it.each(breaks)('takes nothing of a listing from the beginning for news, on no page of it, also after %s', (_name, breakOff) =>
    withHub(async (hub, clock) => {
      const alterations = [
        { PRIPID: 'P1', ALTITEM_CN: '更正登记', ALTDATE: '2019-07-02' },
        { PRIPID: 'P2', ALTITEM_CN: '名称变更', ALTDATE: '2019-07-02' },
      ];
      const again = subjectOf(1, { DOM: '并州路1号' });
      const pages = (query: URLSearchParams): unknown =>
        query.get('since') === null
          ? pageOf('2', [subjectOf(1)], { more: true })
          : pageOf('4', [subjectOf(2), again], { alterations });
      const { office, ...broken } = await breakingOffice(pages, '2');
      await using _office = office;
      const saved = () => expect.poll(() => cursorOf(hub, office)).toBe('..2');
      const over = await breakOff(
        (signal) => sync(hub, office, signal === undefined ? {} : { signal }),
        { ...broken, saved },
        clock,
      );
      expect(await sync(hub, office)).toMatchObject({ outcome: 'done' });
      expect(await changesOf(hub, 1)).toEqual([
        { key: usccOf(2), kind: 'CREATED', effectiveOn: '2020-01-01' },
        { key: usccOf(1), kind: 'CHANGED', effectiveOn: null },
      ]);
      await over?.();
    }),
  );
});
