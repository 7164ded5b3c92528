/** The worker's side of an intake: it carries out what the serving side hands over, several at a time, and says how each ended. */
import type { MessagePort } from 'node:worker_threads';
import type { Connector } from '../../connectors/connector.ts';
import type { Result } from '../../src/domain/message/problem.ts';
import type { Population } from '../../src/feed/entry.ts';
import type { Hub } from '../../src/feed/hub.ts';
import type { PushAnswer, PushRequest, WaitingRequest } from '../../src/feed/push/intake.ts';
import { runPush } from './run-push.ts';
import { writeWaiting } from './waiting-table.ts';

export type PushTask = { readonly push: PushRequest } | { readonly waiting: WaitingRequest };

/** `null` ends the thread, after the batches under way. */
export type PushOrder = { readonly id: number; readonly task: PushTask } | null;

/** `failed`: the name of an error, never its message, which may quote data. */
export interface PushReport {
  readonly id: number;
  readonly done?: Result<PushAnswer> | number;
  readonly failed?: string;
}

export interface PushServices {
  readonly hub: Hub;
  connectorOf(source: string): Connector | undefined;
  readonly population: Population;
}

/** Works until it is told to end. */
export async function servePushes(port: MessagePort, services: PushServices): Promise<void> {
  const stop = new AbortController();
  const underWay = new Set<Promise<void>>();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  port.on('message', (order: PushOrder) => {
    if (order === null) {
      stop.abort();
      end();
      return;
    }
    const work = carryOut(order.task, services, stop.signal)
      .then((done): PushReport => ({ id: order.id, done }))
      .catch((error: unknown): PushReport => ({ id: order.id, failed: nameOf(error) }))
      .then((report) => port.postMessage(report))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  });
  await ended;
  await Promise.all(underWay);
  port.close();
}

function carryOut(task: PushTask, services: PushServices, signal: AbortSignal): Promise<Result<PushAnswer> | number> {
  if ('waiting' in task) return writeWaiting(services.hub, task.waiting);
  return runPush({ ...services, request: task.push, signal });
}

function nameOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return code ?? name ?? 'Error';
}
