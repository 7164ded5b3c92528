/** Whether the hub can answer: its database does, over every connection that reads, and has each table that is expected. */
import { setTimeout as sleep } from 'node:timers/promises';
import { listPendingMigrations } from '../db/migrate.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import type { Hub } from '../feed/hub.ts';

const PATIENCE_MS = 2_000;

/**
 * Asks what keeps a hub from answering; null where nothing does. Whoever asks while a question is still waiting waits for its answer:
 * they do not pile up.
 */
export function readinessOf(hub: Hub): () => Promise<Problem | null> {
  let asked: Promise<Problem | null> | undefined;

  const ask = async (): Promise<Problem | null> => {
    const answers = await Promise.allSettled([hub.db.read, hub.db.scan].map(listPendingMigrations));
    asked = undefined;
    if (answers.some(({ status }) => status === 'rejected')) return SILENT;
    const pending = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    return pending.length === 0 ? null : problem('DB_MIGRATIONS_PENDING', { found: [...new Set(pending)].join(', ') });
  };

  return async () => {
    const late = new AbortController();
    const timeout = sleep(PATIENCE_MS, SILENT, { signal: late.signal }).catch(() => SILENT);
    asked ??= ask();
    try {
      return await Promise.race([asked, timeout]);
    } finally {
      late.abort();
    }
  };
}

const SILENT = problem('DATABASE_SILENT');
