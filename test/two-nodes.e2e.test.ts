/** Two nodes on one MariaDB: every due time runs once; a node that dies or freezes with the lease in hand is succeeded, and writes nothing late. */
import type { ServerResponse } from 'node:http';
import { describe, expect, inject, it } from 'vitest';
import { openHub } from '../src/feed/hub.ts';
import { listJobRuns } from '../src/feed/job-ledger.ts';
import { listRuns } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { freshMariadb } from './support/databases.ts';
import { fakeOffice, pageOf, sendJson } from './support/fake-office.ts';
import type { NodeSaid } from './support/node-worker.ts';
import { usccOf } from './support/uscc.ts';
import { startWorker } from './support/worker-process.ts';

const subjectOf = (n: number) => ({
  ...{ PRIPID: `P${n}`, UNISCID: usccOf(n), ENTNAME: `太原市第${n}物业服务有限公司`, REGSTATE: '1', ESTDATE: '2010-01-01' },
});

/** A lease of a minute, and the half minute in which it must be seen to stay run out, take three seconds. */
const TIMES = 30;

describe.skipIf(inject('mariadbUrl') === undefined && !process.env.CI)('two nodes on one MariaDB', () => {
  it('run every due time once; one that froze is succeeded and its late writes are fenced off; so is one that was killed', async () => {
    await using database = await freshMariadb();
    const held: ServerResponse[] = [];
    let isSilent = true;
    await using office = await fakeOffice((response, request) => {
      if (isSilent) held.push(response);
      else {
        const since = new URL(request.url ?? '', 'http://office').searchParams.get('since') ?? '0';
        sendJson(response, pageOf('9', Number(since) < 9 ? [subjectOf(9)] : []));
      }
    });
    const since = Date.now();
    const node = (name: string) =>
      startWorker<NodeSaid>('node-worker', { url: database.url, office: office.url, node: name, since, times: TIMES });
    const hub = await openHub({ databaseUrl: database.url });
    const asked = (count: number) => expect.poll(() => held.length, { interval: 20 }).toBeGreaterThanOrEqual(count);
    const first = node('one');
    await asked(1);
    process.kill(first.pid ?? 0, 'SIGSTOP');

    const second = node('two');
    // The same due time: the lease of the frozen one has run out.
    await asked(2);
    const [taken] = await listJobRuns(hub, { limit: 1 });
    expect(taken).toMatchObject({ state: 'running', attempts: 2 });
    const frozen = held[0] as ServerResponse;
    sendJson(frozen, pageOf('5', [subjectOf(5)]));
    process.kill(first.pid ?? 0, 'SIGCONT');
    isSilent = false;
    sendJson(held[1] as ServerResponse, pageOf('9', [subjectOf(9)]));
    await second.saidLines(1);
    expect(second.said[0]).toMatchObject({ state: 'done', dueAt: taken?.dueAt });

    // Both run on; then the one that is at it is killed.
    const enough = () => first.said.length + second.said.length;
    const before = enough();
    await expect.poll(enough, { interval: 20 }).toBeGreaterThan(before + 2);
    isSilent = true;
    const asking = held.length;
    await asked(asking + 1);
    const [open] = await listJobRuns(hub, { limit: 1 });
    const lease = await hub.db.read.selectFrom('lease').selectAll().where('name', '=', 'job:sync:registry').executeTakeFirst();
    const [killed, other] = lease?.holder.startsWith('one') === true ? [first, second] : [second, first];
    await killed.kill9();
    isSilent = false;
    const told = other.said.length;
    await expect.poll(() => other.said.length, { interval: 20 }).toBeGreaterThan(told);
    expect(other.said[told]).toMatchObject({ state: 'done', dueAt: open?.dueAt });
    await other.kill9();

    const keys = await hub.db.read.selectFrom('version').select('record_key').execute();
    expect(keys, 'what the frozen one had read came too late').toEqual([{ record_key: usccOf(9) }]);
    const done = [...first.said, ...second.said].filter(({ state }) => state === 'done').map(({ dueAt }) => dueAt);
    expect(new Set(done).size).toBe(done.length);
    const runs = await listRuns(hub, { limit: 1000 });
    expect(runs.filter(({ counts }) => counts.created > 0)).toHaveLength(1);
    expect((await verifyFeed(hub)).breaches).toEqual([]);
    await hub.close();
  }, 60_000);
});
