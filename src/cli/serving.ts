/** Starts the server with the thread that keeps its search index up, and says in plain words why it cannot. */
import { pino } from 'pino';
import { startPushProcess } from '../../jobs/push/push-process.ts';
import { operator } from '../access/viewer.ts';
import type { Settings } from '../config/settings.ts';
import type { Desk } from '../feed/desk.ts';
import type { Hub } from '../feed/hub.ts';
import { startSearchFollower } from '../feed/search/start-follower.ts';
import type { SubgraphName } from '../graph/subgraph/subgraph-names.ts';
import type { RunningServer } from '../server/server.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { failure } from './failure.ts';
import { forkPushProgram } from './push-process.ts';

/**
 * Whoever starts a server waits for its first answer, and all that keeps it company wants the same cores: it starts so much later,
 * in milliseconds.
 */
export const COMPANY_AFTER_MS = 1000;

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
  const { databaseUrl, host, port, pushParties, challengeDays, documents, introspection } = settings;
  const { subscriptionsOfOne: ofOne, subscriptionsInAll: inAll, subscriptionsQuestions: questions } = settings;
  // On stderr: stdout is the command's answer.
  const logger = pino({ level: process.env.HUTONG_DEBUG === '1' ? 'debug' : 'warn' }, pino.destination(2));
  const intake = startPushProcess({
    startProcess: () => forkPushProgram(settings),
    onFailure: (name) => logger.warn({ error: name }, 'the process of the pushes broke'),
  });
  try {
    const server = await startServer({
      hub,
      host,
      port,
      logger,
      pushes: { intake, parties: pushParties },
      desk: deskWhenAsked(hub, settings),
      challengeDays,
      subscriptionLimits: { ofOne, inAll, questions },
      trustedOnly: documents === 'trusted',
      introspection: introspection === 'on',
      subgraph,
      ...(asOperator ? { viewer: operator } : {}),
    });
    const searches = subgraph === undefined || subgraph === 'registry';
    const onFailure = (name: string) => logger.warn({ error: name }, 'the search index does not follow');
    const follower = searches ? startSearchFollower({ databaseUrl, onFailure, afterMs: COMPANY_AFTER_MS }) : undefined;
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

/** The desk with the connectors that it reads again with: a person decides now and then, and no start should wait for all of them. */
function deskWhenAsked(hub: Hub, settings: Settings): Desk {
  const desk = async (): Promise<Desk> => {
    const [{ deskOf }, { readingAgain }] = await Promise.all([import('../../jobs/desk.ts'), import('./connectors.ts')]);
    return deskOf(hub, readingAgain(settings), settings.population);
  };
  return {
    settleRun: async (...decision) => (await desk()).settleRun(...decision),
    release: async (...decision) => (await desk()).release(...decision),
    retry: async (...decision) => (await desk()).retry(...decision),
  };
}
