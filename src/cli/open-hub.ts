import { existsSync } from 'node:fs';
import { redactUrl, sqliteFile } from '../config/database-url.ts';
import { type Hub, openHub } from '../feed/hub.ts';
import type { Context } from './context.ts';
import { failure } from './failure.ts';

/**
 * Opens the configured hub for as long as the work takes. Commands that bring data make and migrate the database;
 * those that only look refuse one that is absent or old: a typo in the address must not leave an empty hub behind.
 * A server keeps the disk away from its event loop; every other command has nothing else to do meanwhile.
 */
export async function withHub<T>(context: Context, mode: 'bring' | 'look' | 'serve', work: (hub: Hub) => Promise<T>): Promise<T> {
  const { databaseUrl } = context.settings;
  const file = sqliteFile(databaseUrl);
  if (mode === 'look' && file !== undefined && !existsSync(file)) {
    throw failure('CLI_DATABASE_ABSENT', { url: redactUrl(databaseUrl) });
  }
  const hub = await openHub({
    databaseUrl,
    migrate: mode !== 'look',
    connections: 4,
    writer: mode === 'serve' ? 'thread' : 'inline',
  });
  try {
    return await work(hub);
  } finally {
    await hub.close();
  }
}
