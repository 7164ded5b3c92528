import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, expect, it, vi } from 'vitest';
import { startSearchFollower } from './start-follower.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('a follower that is to start later does, unless it is stopped before', async () => {
  vi.useFakeTimers();
  const startThread = vi.fn(() => {
    const thread = new EventEmitter();
    return Object.assign(thread, { postMessage: () => thread.emit('exit') }) as unknown as Worker;
  });
  const follow = () => startSearchFollower({ databaseUrl: 'sqlite:none', afterMs: 1000, startThread });

  await follow().stop();
  const follower = follow();
  vi.advanceTimersByTime(999);
  expect(startThread).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(startThread).toHaveBeenCalledOnce();
  await follower.stop();
  vi.advanceTimersByTime(60_000);
  expect(startThread).toHaveBeenCalledOnce();
});
