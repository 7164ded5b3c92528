/** Starts the server with the thread that keeps its search index up, and says in plain words why it cannot. */
import { pino } from 'pino';
import { deskOf } from '../../jobs/desk.ts';
import { startPushProcess } from '../../jobs/push/push-process.ts';
import { operator } from '../access/viewer.ts';
import type { Hub } from '../feed/hub.ts';
import { startSearchFollower } from '../feed/search/start-follower.ts';
import type { SubgraphName } from '../graph/subgraph/subgraph-names.ts';
import type { RunningServer } from '../server/server.ts';
import { readingAgain } from './connectors.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { failure } from './failure.ts';
import { forkPushProgram } from './push-process.ts';

/** One subgraph alone: the search index is then kept by the one that searches. */
export interface ServingOptions {
  readonly subgraph?: SubgraphName;
  /** Whoever comes to it without a token is the operator. Default: anybody. */
  readonly asOperator?: boolean;
}

export async function startServing(
  { settings }: Context,
  hub: Hub,
  { subgraph, asOperator = false }: ServingOptions = {},
): Promise<RunningServer> {
  // Loaded only here: no other command should wait for the server's libraries.
  const { startServer } = await import('../server/server.ts');
  const { databaseUrl, host, port, population, pushParties, challengeDays, documents, introspection } = settings;
  // On stderr: stdout is the command's answer.
  const logger = pino({ level: process.env.HUTONG_DEBUG === '1' ? 'debug' : 'warn' }, pino.destination(2));
  const intake = startPushProcess({
    startProcess: () => forkPushProgram(settings),
    onFailure: (name) => logger.warn({ error: name }, 'the process of the pushes broke'),
  });
  const desk = deskOf(hub, readingAgain(settings), population);
  try {
    const server = await startServer({
      hub,
      host,
      port,
      logger,
      pushes: { intake, parties: pushParties },
      desk,
      challengeDays,
      trustedOnly: documents === 'trusted',
      introspection: introspection === 'on',
      subgraph,
      ...(asOperator ? { viewer: operator } : {}),
    });
    const searches = subgraph === undefined || subgraph === 'registry';
    const onFailure = (name: string) => logger.warn({ error: name }, 'the search index does not follow');
    const follower = searches ? startSearchFollower({ databaseUrl, onFailure }) : undefined;
    return {
      url: server.url,
      async close() {
        // First: who waits for the answer of a push is told to send it again.
        await intake.close();
        await server.close();
        await follower?.stop();
      },
    };
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    if (name === 'TrustedSubgraphError') throw failure('CLI_SUBGRAPH_TRUSTED', {}, EXIT.usage);
    if (name === 'RemoteHostError') throw failure('CLI_HOST_REMOTE', { host });
    if (code === 'EADDRINUSE') throw failure('CLI_PORT_TAKEN', { host, port: String(port) });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      throw failure('CLI_HOST_UNUSABLE', { host, port: String(port), reason: code });
    }
    throw error;
  }
}
