/**
 * The graph in its federated form: five subgraphs, each with a server of its own in this process, behind the gateway in another.
 *
 * @example beside the same hub merged in one process, to ask both the same
 * await using database = await freshMariadb();
 * await using graph = await startGraph(database);            // merged: graph.ask(query, variables, headers)
 * await using federated = await startFederated(database.url); // federated.ask(query, variables, headers)
 *
 * What the gateway changes in an answer, whatever it asks of the subgraphs: there are no `extensions` beside `data` and
 * `errors`, errors have no `locations`, and `extensions` of an error say `serviceName` besides the code. Skip tests where
 * `hasGateway` (gateway.ts) is false.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { operator } from '../../src/access/viewer.ts';
import { type Clock, openHub } from '../../src/feed/hub.ts';
import { composeSupergraph } from '../../src/graph/subgraph/compose.ts';
import { SUBGRAPHS, type SubgraphName } from '../../src/graph/subgraph/subgraph-names.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.ts';
import { startGateway } from './gateway.ts';
import { answerOf, type GraphAnswer, type RequestHeaders } from './graph-client.ts';

export interface Federated extends AsyncDisposable {
  /** Of the gateway, without `/graphql`. */
  readonly url: string;
  /** Of each subgraph, without `/graphql`. */
  readonly subgraphs: Readonly<Record<SubgraphName, string>>;
  /** Asks the gateway. */
  ask(query: string, variables?: object, headers?: RequestHeaders): Promise<GraphAnswer>;
  /** Stops a subgraph for good. */
  stop(name: SubgraphName): Promise<void>;
}

export interface FederatedOptions extends Pick<ServerOptions, 'viewer' | 'pushes'> {
  /** Of the hub that the subgraphs share, which is not that of the merged form. */
  readonly clock?: Clock;
}

/** Whoever comes without a token is the operator, as to the merged form; with `viewer: undefined` it is left to the subgraphs. */
export async function startFederated(databaseUrl: string, options: FederatedOptions = {}): Promise<Federated> {
  const { clock, ...serving } = { viewer: operator, ...options };
  const folder = await mkdtemp(join(tmpdir(), 'hutong-federated-'));
  const hub = await openHub({ databaseUrl, migrate: false, ...(clock === undefined ? {} : { clock }) });
  const servers = new Map<SubgraphName, RunningServer>();
  const closing: (() => Promise<unknown>)[] = [() => hub.close(), () => rm(folder, { recursive: true, force: true })];
  const closeAll = async (): Promise<void> => {
    for (const close of closing) await close();
  };
  try {
    const logger = pino({ level: 'silent' });
    for (const subgraph of SUBGRAPHS) {
      const server = await startServer({ hub, port: 0, logger, subgraph, ...serving });
      servers.set(subgraph, server);
      closing.unshift(() => server.close());
    }
    const urls = Object.fromEntries([...servers].map(([name, { url }]) => [name, url])) as Record<SubgraphName, string>;
    const graphs = Object.fromEntries([...servers].map(([name, { url }]) => [name, `${url}/graphql`]));
    const composed = composeSupergraph(graphs as Record<SubgraphName, string>);
    if (!composed.ok) throw new Error(composed.problem.params.detail);
    const file = join(folder, 'supergraph.graphql');
    await writeFile(file, composed.value);
    const gateway = await startGateway(file);
    closing.unshift(() => gateway.stop());
    return {
      url: gateway.url,
      subgraphs: urls,
      async ask(query, variables = {}, headers = {}) {
        const body = JSON.stringify({ query, variables });
        const type = { 'content-type': 'application/json', ...headers };
        return answerOf(await fetch(`${gateway.url}/graphql`, { method: 'POST', body, headers: type }));
      },
      async stop(name) {
        await servers.get(name)?.close();
      },
      [Symbol.asyncDispose]: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
