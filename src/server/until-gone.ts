/** Whoever asks, for as long as its connection is open. */
import type { ServerResponse } from 'node:http';
import type { Viewer } from '../access/viewer.ts';

/** The viewer with a signal that says when nobody waits for the answer any more. */
export function untilGone(viewer: Viewer, response: ServerResponse): Viewer {
  return new WaitingViewer(viewer, response);
}

/** One to a request: of a class they are made, and looked at, several times as fast as objects with an accessor of their own. */
class WaitingViewer implements Viewer {
  readonly party: Viewer['party'];
  readonly classes: Viewer['classes'];
  readonly personalInClear: Viewer['personalInClear'];
  declare readonly source?: string;
  declare readonly address?: string;
  readonly #response: ServerResponse;
  #gone: AbortSignal | undefined;

  constructor({ party, classes, personalInClear, source, address }: Viewer, response: ServerResponse) {
    this.party = party;
    this.classes = classes;
    this.personalInClear = personalInClear;
    if (source !== undefined) this.source = source;
    if (address !== undefined) this.address = address;
    this.#response = response;
  }

  /** Hardly any request looks at it: made when first asked for. */
  get gone(): AbortSignal {
    this.#gone ??= goneSignal(this.#response);
    return this.#gone;
  }
}

function goneSignal(response: ServerResponse): AbortSignal {
  if (response.destroyed) return AbortSignal.abort();
  const left = new AbortController();
  response.once('close', () => left.abort());
  return left.signal;
}
