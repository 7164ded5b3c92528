/** Whether the hub can answer: its database does, and it has every table that this program expects. */
import { setTimeout as sleep } from 'node:timers/promises';
import { listPendingMigrations } from '../db/migrate.ts';
import type { Hub } from '../feed/hub.ts';

const PATIENCE_MS = 2_000;

export async function isReady(hub: Hub): Promise<boolean> {
  const late = new AbortController();
  const check = listPendingMigrations(hub.db.read).then(
    (pending) => pending.length === 0,
    () => false,
  );
  const timeout = sleep(PATIENCE_MS, false, { signal: late.signal }).catch(() => false);
  try {
    return await Promise.race([check, timeout]);
  } finally {
    late.abort();
  }
}
