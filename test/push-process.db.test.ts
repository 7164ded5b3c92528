/** The process in which a server's pushes are carried out: it comes and goes, and what it leaves undone can be sent again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type PushLimits, type PushProcess, startPushProcess } from '../jobs/push/push-process.ts';
import { forkPushProgram } from '../src/cli/push-process.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { NO_TOTALS } from '../src/feed/push/totals.ts';
import { eachDatabase } from './support/databases.ts';
import { csvOf, wireOf } from './support/pushes.ts';

/** So many rows that a test which is late does not find a push of them at its end. */
const MANY = 8_000;

const LIMITS: PushLimits = { atWork: 4, places: 32, idleMs: 60_000 };

interface Started extends AsyncDisposable {
  readonly hub: Hub;
  readonly intake: PushProcess;
  readonly children: ChildProcess[];
  readonly failures: string[];
  push(rows: number): ReturnType<PushProcess['push']>;
}

eachDatabase('the process of the pushes', (fresh) => {
  const start = async (limits = LIMITS): Promise<Started> => {
    const database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    const children: ChildProcess[] = [];
    const failures: string[] = [];
    const intake = startPushProcess({
      limits,
      startProcess() {
        const child = forkPushProgram({
          databaseUrl: database.url,
          population: 'property-services',
          registryStatusCodes: 'NATIONAL',
        });
        children.push(child);
        return child;
      },
      onFailure: (name) => failures.push(name),
    });
    return {
      ...{ hub, intake, children, failures },
      async push(rows) {
        const body = csvOf(Array.from({ length: rows }, (_, i) => wireOf(i + 1)));
        const file = join(await intake.makeFolder(), 'body');
        await writeFile(file, body);
        const bodyDigest = createHash('sha256').update(body).digest('hex');
        const asked = { sender: 'bureau', recordType: 'registration', idempotencyKey: `of-${rows}` };
        const how = { totals: NO_TOTALS, dryRun: false, workbook: false, receivedAt: hub.clock.now() };
        return intake.push({ ...asked, ...how, file, bodyDigest });
      },
      async [Symbol.asyncDispose]() {
        await intake.close();
        await hub.close();
        await database[Symbol.asyncDispose]();
      },
    };
  };

  it('that is killed loses nothing: who waits is told to send again, and the next one goes on', async () => {
    await using started = await start();
    const { hub, children, failures } = started;
    const stopped = started.push(MANY);
    await expect.poll(async () => (await getHead(hub)).position, { interval: 5, timeout: 30_000 }).toBeGreaterThan(0);
    children[0]?.kill('SIGKILL');
    expect(await stopped).toMatchObject({ ok: false, problem: { code: 'PUSH_STOPPED' } });
    expect(failures).toEqual(['ProcessEnded']);
    expect((await getHead(hub)).position).toBeLessThan(MANY);
    const answer = await started.push(MANY);
    expect(answer).toMatchObject({ ok: true, value: { summary: { counts: { read: MANY, created: MANY } } } });
    expect(children).toHaveLength(2);
  });

  it('ends by itself when it is idle, and stops between two batches when the server ends', async () => {
    await using started = await start({ ...LIMITS, idleMs: 20 });
    const { hub, intake, children, failures } = started;
    expect(await started.push(1)).toMatchObject({ ok: true });
    const [first] = children;
    if (first?.exitCode === null) await once(first, 'exit');
    expect([first?.exitCode, first?.signalCode]).toEqual([0, null]);
    const stopped = started.push(MANY);
    await expect.poll(async () => (await getHead(hub)).position, { interval: 5, timeout: 30_000 }).toBeGreaterThan(1);
    await intake.close();
    expect(await stopped).toMatchObject({ ok: false, problem: { code: 'PUSH_STOPPED' } });
    expect([children.length, children[1]?.exitCode, failures]).toEqual([2, 0, []]);
    expect((await getHead(hub)).position).toBeLessThan(MANY);
  });
});

it('a process of the pushes that cannot be started is told, and does not end the server', async () => {
  const failures: string[] = [];
  const startProcess = () => spawn('/no/such/program', { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const intake = startPushProcess({ startProcess, onFailure: (name) => failures.push(name) });
  const asked = { sender: 'bureau', recordType: null, format: 'csv', file: '/no/such/file' } as const;
  expect(await intake.writeWaiting(asked)).toMatchObject({ ok: false, problem: { code: 'PUSH_STOPPED' } });
  expect(failures.length).toBeGreaterThan(0);
  await intake.close();
});
