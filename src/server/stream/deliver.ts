/** Hands the events of a subscription to its client, one when the last was taken. To close it is its caller's. */
import type { StreamEvent } from './stream-event.ts';
import type { Opened } from './subscriptions.ts';

/**
 * Milliseconds in which a client has to take what was sent to it. An event of a thousand changes is some 1.5 MB, and who is cut off within one gets it
 * again: a line that carries less than 5 kB a second would never come past it.
 */
export const STALL_MS = 300_000;

export interface Delivered {
  /**
   * COMPLETE: there is no more, and the client is to be told so. CLOSED: by the client, or by the server that stops.
   * FAILED: of which nothing can be told; the client is to come again.
   */
  readonly end: 'COMPLETE' | 'CLOSED' | 'FAILED';
  /** Codes of errors that were told, for the log. */
  readonly codes: readonly string[];
}

/** @param send is given the next event when it resolves: until then there is no room for one */
export async function deliver(
  { events, closed, lastWords }: Opened,
  send: (event: StreamEvent) => Promise<void>,
): Promise<Delivered> {
  const codes = new Set<string>();
  const tell = async (event: StreamEvent): Promise<void> => {
    for (const code of event.codes) codes.add(code);
    await send(event);
  };
  const ended = (end: Delivered['end']): Delivered => ({ end, codes: [...codes] });
  try {
    for await (const event of events) {
      if (closed.aborted) break;
      await tell(event);
    }
    return ended(closed.aborted ? 'CLOSED' : 'COMPLETE');
  } catch (error) {
    if (closed.aborted) return ended('CLOSED');
    const last = await lastWords(error);
    if (last === null) return ended('FAILED');
    await tell(last);
    return ended('COMPLETE');
  }
}
