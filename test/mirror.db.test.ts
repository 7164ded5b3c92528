/** A mirror against a real hub: filled, kept in step, held against the digest, mended; by what the copy holds in the end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anybody } from '../src/access/viewer.ts';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import type { MirrorEvent } from '../src/mirror/mirror-events.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { expectSame, freshCopy, mirror, onCopy, runOnCopy } from './support/mirror-run.ts';
import { type Given, observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const COMPANIES = 1_200;
const [HERE, THERE] = ['140105', '140106'];

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const companies = (from: number, to: number, given: Given = {}): Record<number, Given> =>
  Object.fromEntries(
    numbers(from, to).map((n) => [
      n,
      { capital: '1', region: n % 2 === 0 ? HERE : THERE, legalRepresentative: '张三', ...given },
    ]),
  );

const of = <K extends MirrorEvent['kind']>(events: readonly MirrorEvent[], kind: K) =>
  events.filter((event): event is Extract<MirrorEvent, { kind: K }> => event.kind === kind);

let graph: GraphHub;
let end: () => Promise<void>;

beforeAll(async () => {
  const database = await freshSqlite();
  graph = await startGraph(database);
  end = async () => {
    await graph[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  };
  await graph.write(companies(1, 1000));
  await graph.write(companies(1001, COMPANIES));
});
afterAll(() => end());

/** Every kind of change there is. */
async function change(graph: GraphHub, capital: string): Promise<number> {
  await graph.write(companies(1, 30, { capital }));
  await graph.write({ 31: { capital: '1', region: THERE, legalRepresentative: `李${capital}` } });
  await graph.writeEntries([32, 33].map((n) => closeEntry('registration', usccOf(n))));
  await graph.write({ 33: { capital, region: THERE } });
  const corrected = await graph.write({ 34: { capital, effectiveOn: '2025-01-01' } });
  await graph.write({ 34: { capital: `${capital}0`, effectiveOn: '2025-02-01' } });
  const correction = observed(34, { capital: `${capital}1`, effectiveOn: '2025-01-02' });
  return graph.writeEntries([putEntry(correction, graph.hub.fingerprint, { told: { kind: 'CORRECTED', corrects: corrected } })]);
}

eachDatabase('a copy', (fresh) => {
  it('is filled, proves that it has everything, goes on where it was, and is mended where somebody else has written', async () => {
    await using copy = await fresh();
    const first = await mirror(graph.url, copy.url);
    expect(of(first.events, 'CHECKED')).toMatchObject([{ how: 'ROWS', total: first.copy?.total }]);
    await expectSame(graph.url, copy.url);

    const head = await change(graph, copy.kind === 'sqlite' ? '2' : '3');
    const second = await mirror(graph.url, copy.url);
    expect(second.copy?.state).toMatchObject({ name: 'FOLLOWING', position: head, checked: { position: head } });
    expect([of(second.events, 'ROWS'), of(second.events, 'FAULT')]).toEqual([[], []]);
    expect(of(second.events, 'TAKEN').reduce((sum, { changes }) => sum + changes, 0)).toBe(
      head - (first.copy?.state.position ?? 0),
    );
    await expectSame(graph.url, copy.url);

    const columns = 'position, hash, effective_on, source, received_at, recorded_at, fields, checksum';
    const [gone, other, moved, named] = [40, 41, 42, 43].map(usccOf);
    await runOnCopy(copy.url, `delete from mirror_record where record_key = '${gone}'`);
    await runOnCopy(copy.url, `update mirror_record set fields = replace(fields, '"1"', '"2"') where record_key = '${other}'`);
    await runOnCopy(copy.url, `update mirror_record set position = 7 where record_key = '${moved}'`);
    await runOnCopy(copy.url, `update mirror_record set fields = replace(fields, '张三', '王五') where record_key = '${named}'`);
    for (const [type, key] of [
      ['registration', 'ZZZ'],
      ['registration', '0'],
      ['forgotten', 'x'],
    ]) {
      await runOnCopy(
        copy.url,
        `insert into mirror_record (record_type, record_key, ${columns})
         select '${type}', '${key}', ${columns} from mirror_record where record_key = '${usccOf(50)}'`,
      );
    }
    const third = await mirror(graph.url, copy.url);
    expect(of(third.events, 'FAULT')).toMatchObject([{ fault: { recordType: 'registration', altered: 5 } }]);
    expect(of(third.events, 'STRANGERS')).toMatchObject([{ removed: 1 }]);
    const found = of(third.events, 'DIFFERENCE').map(({ difference: { key, what } }) => `${what} ${key}`);
    expect(found.toSorted()).toEqual(
      [`DIFFERENT ${other}`, `DIFFERENT ${moved}`, `DIFFERENT ${named}`, `MISSING ${gone}`, 'EXTRA 0', 'EXTRA ZZZ'].toSorted(),
    );
    expect(of(third.events, 'CHECKED')).toHaveLength(1);
    await expectSame(graph.url, copy.url);

    await runOnCopy(
      copy.url,
      `insert into mirror_record (record_type, record_key, ${columns})
       select record_type, concat('Z', record_key), ${columns} from mirror_record where record_type = 'registration'`,
    );
    const fourth = await mirror(graph.url, copy.url);
    const extra = of(fourth.events, 'DIFFERENCE').filter(({ difference: { what } }) => what === 'EXTRA');
    expect(extra).toHaveLength(third.copy?.total.records ?? 0);
    await expectSame(graph.url, copy.url);
  });

  it('of a county has what moves in, and not what moves out', async () => {
    await using copy = await fresh();
    const scope = { counties: [HERE], recordTypes: ['registration'] };
    const first = await mirror(graph.url, copy.url, { scope });
    const [inside, outside] = [200, 201];
    await graph.write({ [inside]: { region: THERE }, [outside]: { region: HERE } });
    await graph.write({ [inside]: { region: THERE, capital: '77' } });
    const second = await mirror(graph.url, copy.url);
    expect(second.copy?.state.scope).toEqual(scope);
    expect(second.copy?.total.records).toBe(first.copy?.total.records);
    expect(second.copy?.total.digest).not.toBe(first.copy?.total.digest);
    const rows = await onCopy(copy.url, ({ db }) =>
      db.selectFrom('mirror_record').select('record_key').where('record_key', 'in', [inside, outside].map(usccOf)).execute(),
    );
    expect(rows).toEqual([{ record_key: usccOf(outside) }]);
    await expectSame(graph.url, copy.url);
    await graph.write(companies(inside, outside));
  });

  it('that was broken off while it was filled goes on behind the last row that it has', async () => {
    await using copy = await fresh();
    const stop = new AbortController();
    const listener = (event: MirrorEvent) => event.kind === 'ROWS' && event.rows === 1000 && stop.abort();
    const first = await mirror(graph.url, copy.url, { signal: stop.signal, listener });
    expect(first.copy?.state).toMatchObject({ name: 'BOOTSTRAPPING', position: null });
    expect(first.copy?.total.records).toBe(1000);
    await change(graph, '9');
    const second = await mirror(graph.url, copy.url);
    expect(of(second.events, 'FILLING')).toMatchObject([{ resumed: true, position: first.copy?.state.goal }]);
    expect(of(second.events, 'ROWS').reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(400);
    await expectSame(graph.url, copy.url);
  });
});

describe('a copy', () => {
  it('follows as events come, and is held against the digest on the way', async () => {
    using copy = freshCopy();
    const stop = new AbortController();
    let last = 0;
    const checks: string[] = [];
    const listener = async (event: MirrorEvent) => {
      if (event.kind !== 'CHECKED') return;
      checks.push(event.how);
      if (checks.length === 1) {
        for (const capital of ['5', '6']) await change(graph, capital);
        last = await change(graph, '7');
      } else if (event.position === last) stop.abort();
    };
    const { events } = await mirror(graph.url, copy.url, { once: false, signal: stop.signal, checkEveryMs: 0, listener });
    expect([of(events, 'POLLING'), of(events, 'RETRY')]).toEqual([[], []]);
    expect(checks.slice(0, 2)).toEqual(['ROWS', 'SUMS']);
    await expectSame(graph.url, copy.url);
  });

  it('of somebody who sees less is what that viewer is shown', async () => {
    await using database = await freshSqlite();
    await using public_ = await startGraph(database, { viewer: anybody });
    using copy = freshCopy();
    await public_.write(companies(1, 5, { pripid: 'P1' }));
    await mirror(public_.url, copy.url);
    await public_.write(companies(1, 2, { pripid: 'P2' }));
    await public_.write(companies(2, 3, { pripid: 'P3', capital: '4' }));
    const { copy: held, events } = await mirror(public_.url, copy.url);
    expect(held?.state.level).toBe('PUBLIC');
    expect(of(events, 'TAKEN').reduce((sum, { changes }) => sum + changes, 0)).toBe(2);
    expect([of(events, 'FAULT'), of(events, 'CHECKED').length]).toEqual([[], 1]);
    const rows = await onCopy(copy.url, ({ db }) => db.selectFrom('mirror_record').select('fields').execute());
    expect(rows.map(({ fields }) => fields).join()).not.toMatch(/P[123]|张三/);
  });

  it('says that it cannot be mended where the hub contradicts itself', async () => {
    await using database = await freshSqlite();
    await using own = await startGraph(database);
    using copy = freshCopy();
    await own.write(companies(1, 3));
    await own.hub.db.write
      .updateTable('scope_digest')
      .set({ digest: 'f'.repeat(64) })
      .execute();
    await expect(mirror(own.url, copy.url)).rejects.toMatchObject({ problem: { code: 'MIRROR_UNREPAIRED' } });
  });

  it('is kept by one process at a time', async () => {
    using copy = freshCopy();
    await mirror(graph.url, copy.url);
    await change(graph, '12');
    const other = () => runOnCopy(copy.url, 'update mirror_state set revision = revision + 1');
    let meanwhile: Promise<unknown> | undefined;
    const listener = ({ kind }: MirrorEvent) => {
      if (kind === 'OPENED') meanwhile = other();
    };
    await expect(mirror(graph.url, copy.url, { listener })).rejects.toMatchObject({ problem: { code: 'MIRROR_TWO_WRITERS' } });
    await meanwhile;
  });

  it('has one scope', async () => {
    using copy = freshCopy();
    const scope = { counties: [HERE] };
    await mirror(graph.url, copy.url, { scope });
    await mirror(graph.url, copy.url, { scope });
    await expect(mirror(graph.url, copy.url, { scope: { region: '1401' } })).rejects.toMatchObject({
      problem: { code: 'MIRROR_SCOPE_OTHER' },
    });
  });
});
