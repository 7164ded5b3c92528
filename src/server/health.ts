/** Whether the hub can answer: its database does, over every connection that reads, and has each table that is expected. */
import { setTimeout as sleep } from 'node:timers/promises';
import { listPendingMigrations } from '../db/migrate.ts';
import type { Hub } from '../feed/hub.ts';

const PATIENCE_MS = 2_000;

/** Asks whether a hub is ready. Whoever asks while a question is still waiting waits for its answer: they do not pile up. */
export function readinessOf(hub: Hub): () => Promise<boolean> {
  let asked: Promise<boolean> | undefined;

  const ask = async (): Promise<boolean> => {
    const answers = await Promise.allSettled([hub.db.read, hub.db.scan].map(listPendingMigrations));
    asked = undefined;
    return answers.every((answer) => answer.status === 'fulfilled' && answer.value.length === 0);
  };

  return async () => {
    const late = new AbortController();
    const timeout = sleep(PATIENCE_MS, false, { signal: late.signal }).catch(() => false);
    asked ??= ask();
    try {
      return await Promise.race([asked, timeout]);
    } finally {
      late.abort();
    }
  };
}
