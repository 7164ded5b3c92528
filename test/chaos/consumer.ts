/**
 * A consumer of the subscription by the stock client of its protocol: takes pages, applies each to its copy and keeps it, and goes on
 * after what it has kept whenever its connection breaks, or when it is started again.
 */
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { say, workerArguments } from '../support/worker-process.ts';
import { AppliedLog } from './applied-log.ts';
import type { Subscriber } from './cast.ts';
import { applied, ScopeCopy, type WirePage } from './scope-copy.ts';

export interface ConsumerArguments extends Omit<Subscriber, 'name'> {
  readonly url: string;
  readonly file: string;
}

/** Where it stands; what was wrong with the last page; how often its connection broke. */
export interface ConsumerSaid {
  readonly position: number;
  readonly digest: string;
  readonly records: number;
  readonly breaks: number;
  readonly faults: readonly string[];
}

interface Data {
  readonly changes: WirePage;
}

interface Event {
  readonly data?: Data | null | undefined;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[] | undefined;
}

const CHANGES = `subscription ($after: Position, $feed: ID, $filter: ChangeFilter, $first: Int) {
  changes(after: $after, feed: $feed, filter: $filter, first: $first) {
    feed scannedTo
    nodes { position previous recordType key crossing historyOnly before after hash hashBefore }
  }
}`;

const PAUSE_MS = 200;

const { url, protocol, scope, first, file } = workerArguments<ConsumerArguments>();
const copy = new ScopeCopy();
const log = AppliedLog.open(file, (page) => copy.take(page));
let breaks = 0;

function tell(faults: readonly string[]): void {
  const { position, digest, records } = copy;
  say({ position, digest, records, breaks, faults } satisfies ConsumerSaid);
}

/** Its events by a connection of its own, until that breaks. */
async function* subscribe(): AsyncGenerator<Event, void, undefined> {
  const ask = { query: CHANGES, variables: { after: String(copy.position), feed: copy.feed, filter: scope, first } };
  try {
    if (protocol === 'sse') yield* createSseClient({ url: `${url}/graphql`, retryAttempts: 0 }).iterate<Data>(ask);
    else {
      const address = `${url.replace(/^http/, 'ws')}/graphql`;
      yield* createWsClient({ url: address, webSocketImpl: WebSocket, retryAttempts: 0 }).iterate<Data>(ask);
    }
  } catch (error) {
    // By WebSocket a refusal comes as the errors themselves.
    if (Array.isArray(error)) yield { errors: error as NonNullable<Event['errors']> };
  }
}

/** @returns what was wrong with it; then it is not applied */
function take({ data, errors = [] }: Event): readonly string[] {
  const refused = errors.map(({ message, extensions }) => `${String(extensions?.code)}: ${message}`);
  if (data == null || refused.length > 0) return ['an event without a page', ...refused];
  const faults = copy.faultsOf(data.changes);
  // It goes on all the same: what it holds in the end tells what the fault has done.
  const page = applied(data.changes);
  log.append(page);
  copy.take(page);
  return faults;
}

tell([]);
for (;;) {
  for await (const event of subscribe()) tell(take(event));
  breaks += 1;
  tell([]);
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
