import { existsSync } from 'node:fs';
import { redactUrl, sqliteFile } from '../config/database-url.ts';
import { type Hub, openHub } from '../feed/hub.ts';
import { getHead } from '../feed/position.ts';
import type { Context } from './context.ts';
import { failure } from './failure.ts';
import { formatNumber } from './format.ts';

/**
 * Opens the configured hub for as long as the work takes. Commands that bring data make and migrate the database;
 * those that only look refuse one that is absent or old: a typo in the address must not leave an empty hub behind.
 * A server keeps the disk away from its event loop; every other command has nothing else to do meanwhile.
 * What a migration left to be worked out of contents is worked out first; it goes on where it was ended.
 */
export async function withHub<T>(context: Context, mode: 'bring' | 'look' | 'serve', work: (hub: Hub) => Promise<T>): Promise<T> {
  const { databaseUrl, memory } = context.settings;
  const file = sqliteFile(databaseUrl);
  if (mode === 'look' && file !== undefined && !existsSync(file)) {
    throw failure('CLI_DATABASE_ABSENT', { url: redactUrl(databaseUrl) });
  }
  const hub = await openHub({
    databaseUrl,
    memory,
    migrate: mode !== 'look',
    connections: 4,
    writer: mode === 'serve' ? 'thread' : 'inline',
  });
  try {
    if (mode !== 'look') await bringLevels(context, hub);
    return await work(hub);
  } finally {
    await hub.close();
  }
}

const NOTE_EVERY_MS = 3_000;

async function bringLevels({ out, say, signal }: Context, hub: Hub): Promise<void> {
  const { leveled_to, position } = await getHead(hub);
  if (leveled_to === position) return;
  // Loaded once in the life of a database.
  const { fillLevels } = await import('../feed/fill-levels.ts');
  let last = performance.now();
  await fillLevels(hub, {
    signal,
    onProgress(filledTo, head) {
      if (performance.now() - last < NOTE_EVERY_MS) return;
      last = performance.now();
      const [done, all] = [formatNumber(filledTo), formatNumber(head)];
      out.note(say(`升级数据库：已补算 ${done} / ${all}`, `bringing the database up to date: ${done} of ${all}`));
    },
  });
}
