/** The feed as it comes, over Server-Sent Events, for as long as the connection holds. */
import { readEvents } from './event-stream.ts';
import { HutongError, ownError } from './hutong-error.ts';
import { answerIn, type Connection, headersOf } from './request.ts';

/** A hub says every ten seconds how far it has looked: where nothing comes for longer than this, milliseconds, the connection is lost. */
const SILENCE_MS = 30_000;

/**
 * What the events of a subscription say. It ends with the connection, and where the hub has no more to say.
 * @throws HutongError where no events come at all, and what one of them tells
 */
export async function* liveEvents<Data>(
  hub: Connection,
  body: object,
  signal: AbortSignal | undefined,
): AsyncGenerator<Data, void, undefined> {
  const stop = new AbortController();
  const end = () => stop.abort();
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted === true) end();
  let timer = new AbortController();
  const within = (): void => {
    timer.abort();
    const now = new AbortController();
    timer = now;
    void hub.clock.sleep(Math.max(hub.timeoutMs, SILENCE_MS), now.signal).then(() => now.signal.aborted || end());
  };
  try {
    within();
    const response = await open(hub, JSON.stringify(body), stop.signal);
    for await (const { name, data } of readEvents(await bodyOf(hub, response))) {
      within();
      if (name === 'complete') return;
      if (name === 'next') yield answerIn<Data>(hub, response, data).data;
    }
  } catch (error) {
    if (error instanceof HutongError) throw error;
    throw ownError('CLIENT_NETWORK', hub.language, { retryable: true }, error);
  } finally {
    timer.abort();
    end();
    signal?.removeEventListener('abort', end);
  }
}

function open(hub: Connection, body: string, signal: AbortSignal): Promise<Response> {
  const headers = headersOf(hub, 'text/event-stream');
  return hub.fetch(hub.endpoint, { method: 'POST', headers, body, signal, redirect: 'error' });
}

/** @throws HutongError where it is no stream of events */
async function bodyOf(hub: Connection, response: Response): Promise<ReadableStream<Uint8Array>> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (response.ok && isStream && response.body !== null) return response.body;
  answerIn(hub, response, await response.text());
  // An answer where there should be a stream: whatever stands in between does not let one through.
  throw ownError('CLIENT_NOT_A_HUB', hub.language, { status: response.status });
}
