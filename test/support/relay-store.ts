/** A Relay store that is filled from a server of ours by compiled documents, as an application's would be. */
import { join } from 'node:path';

type Require = (path: string) => unknown;
type DataId = (record: Readonly<Record<string, unknown>>, typeName: string) => string | undefined;

/** What of relay-runtime is used here. */
interface RelayRuntime {
  readonly Environment: new (parts: object) => RelayEnvironment;
  readonly Network: { create(fetch: (request: { readonly text: string }, variables: object) => Promise<unknown>): object };
  readonly RecordSource: new () => object;
  readonly Store: new (source: object) => object;
  readonly ConnectionHandler: { getConnection(root: object, key: string, filters: object): RelayRecord | undefined };
  fetchQuery(environment: RelayEnvironment, query: unknown, variables: object): { toPromise(): Promise<unknown> };
  commitLocalUpdate(environment: RelayEnvironment, update: (store: { getRoot(): object }) => void): void;
}

interface RelayEnvironment {
  getStore(): { getSource(): { get(id: string): Readonly<Record<string, unknown>> | undefined } };
}

interface RelayRecord {
  getValue(name: string): unknown;
  getLinkedRecord(name: string): RelayRecord | undefined;
  getLinkedRecords(name: string): readonly RelayRecord[] | undefined;
}

export interface RelayStore {
  /** Runs a query that the compiler has made. */
  fetch(query: string, variables: object): Promise<void>;
  /** What the store has under an id. */
  record(id: string): Readonly<Record<string, unknown>> | undefined;
  /** What the pages of a connection have come to: a value of each node, and how to go on. @param filters by which it is told apart */
  connection(
    key: string,
    filters: object,
    value: string,
  ): { readonly values: readonly unknown[]; readonly endCursor: unknown; readonly hasNextPage: unknown };
}

/** @param requireTool finds relay-runtime. @param folder of what the compiler has made. @param getDataID else Relay's own */
export function openRelayStore(requireTool: Require, folder: string, url: string, getDataID?: DataId): RelayStore {
  const relay = requireTool('relay-runtime') as RelayRuntime;
  const network = relay.Network.create(async ({ text: query }, variables) => {
    const body = JSON.stringify({ query, variables });
    return (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).json();
  });
  const environment = new relay.Environment({ network, store: new relay.Store(new relay.RecordSource()), getDataID });
  return {
    async fetch(query, variables) {
      await relay.fetchQuery(environment, requireTool(join(folder, `__generated__/${query}.graphql.js`)), variables).toPromise();
    },
    record: (id) => environment.getStore().getSource().get(id),
    connection(key, filters, value) {
      let found: RelayRecord | undefined;
      let values: readonly unknown[] = [];
      relay.commitLocalUpdate(environment, (store) => {
        found = relay.ConnectionHandler.getConnection(store.getRoot(), key, filters);
        values = found?.getLinkedRecords('edges')?.map((edge) => edge.getLinkedRecord('node')?.getValue(value)) ?? [];
      });
      const pageInfo = found?.getLinkedRecord('pageInfo');
      return { values, endCursor: pageInfo?.getValue('endCursor'), hasNextPage: pageInfo?.getValue('hasNextPage') };
    },
  };
}
