/** The program that carries out a server's pushes: it puts together the hub, the connectors and the work. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

async function main(): Promise<void> {
  // As in main.ts: on before anything else is imported.
  enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/hutong'));
  const { servePushes } = await import('../../jobs/push/serve-pushes.ts');
  const { openHub } = await import('../feed/hub.ts');
  const { readSettings } = await import('../config/settings.ts');
  const { connectorOf } = await import('./connectors.ts');
  const settings = readSettings({}, process.env);
  if (!settings.ok) throw new Error(settings.problem.code);
  const { databaseUrl, population, registryStatusCodes: statusCodes } = settings.value;
  const hub = await openHub({ databaseUrl, migrate: false, connections: 4, writer: 'inline', scanner: 'inline' });
  try {
    await servePushes(process, { hub, connectorOf: (source) => connectorOf(source, { statusCodes }), population });
  } finally {
    await hub.close();
  }
}

if (import.meta.main) await main();
