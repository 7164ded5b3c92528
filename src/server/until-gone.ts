/** Whoever asks, for as long as its connection is open. */
import type { ServerResponse } from 'node:http';
import type { Viewer } from '../access/viewer.ts';

/** The viewer with a signal that says when nobody waits for the answer any more. Hardly any request looks at it: made when first asked for. */
export function untilGone(viewer: Viewer, response: ServerResponse): Viewer {
  let gone: AbortSignal | undefined;
  return {
    ...viewer,
    get gone() {
      gone ??= goneSignal(response);
      return gone;
    },
  };
}

function goneSignal(response: ServerResponse): AbortSignal {
  if (response.destroyed) return AbortSignal.abort();
  const left = new AbortController();
  response.once('close', () => left.abort());
  return left.signal;
}
