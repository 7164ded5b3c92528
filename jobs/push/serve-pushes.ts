/** The working side of an intake: it carries out what the serving process hands over, several at a time, and says how each ended. */
import type { Connector } from '../../connectors/connector.ts';
import type { Result } from '../../src/domain/message/problem.ts';
import type { Population } from '../../src/feed/entry.ts';
import type { Hub } from '../../src/feed/hub.ts';
import type { PushAnswer, PushRequest, WaitingRequest } from '../../src/feed/push/intake.ts';
import { runPush } from './run-push.ts';
import { writeWaiting } from './waiting-table.ts';

export type PushTask = { readonly push: PushRequest } | { readonly waiting: WaitingRequest };

export interface PushOrder {
  readonly id: number;
  readonly task: PushTask;
}

/** `failed`: the name of an error, never its message, which may quote data. */
export interface PushReport {
  readonly id: number;
  readonly done?: Result<PushAnswer | number>;
  readonly failed?: string;
}

export interface PushServices {
  readonly hub: Hub;
  connectorOf(source: string): Connector | undefined;
  readonly population: Population;
}

/** This process, as far as it hears of orders and reports on them. */
export type OrderChannel = Pick<NodeJS.Process, 'on' | 'once' | 'send' | 'connected'>;

/** Works until nobody is at the other end of the channel, be it that the serving process was killed; ends between two batches. */
export async function servePushes(channel: OrderChannel, services: PushServices): Promise<void> {
  const stop = new AbortController();
  const underWay = new Set<Promise<void>>();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  channel.once('disconnect', end);
  channel.on('message', (order) => {
    const { id, task } = order as PushOrder;
    const work = carryOut(task, services, stop.signal)
      .then((done): PushReport => ({ id, done }))
      .catch((error: unknown): PushReport => ({ id, failed: nameOf(error) }))
      .then((report) => void channel.send?.(report, undefined, undefined, () => {})) // nobody hears it any more: it is answered when it is sent again
      .finally(() => underWay.delete(work));
    underWay.add(work);
  });
  if (!channel.connected) end();
  await ended;
  stop.abort();
  await Promise.allSettled(underWay);
}

async function carryOut(task: PushTask, services: PushServices, signal: AbortSignal): Promise<Result<PushAnswer | number>> {
  if ('waiting' in task) return writeWaiting(services.hub, task.waiting);
  return runPush({ ...services, request: task.push, signal });
}

function nameOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return code ?? name ?? 'Error';
}
