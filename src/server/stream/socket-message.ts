/**
 * What clients say over a WebSocket.
 * @see https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md
 */

export type ClientMessage =
  /** The parameters stand in the place of headers, which browsers cannot send along. */
  | { readonly type: 'connection_init'; readonly payload: object }
  | { readonly type: 'ping' | 'pong' }
  | { readonly type: 'subscribe'; readonly id: string; readonly payload: object }
  | { readonly type: 'complete'; readonly id: string };

/** An id comes back with every event. */
const MAX_ID = 128;

/** Null where it is no message of the protocol. What an operation is to be is read where it is run. */
export function readMessage(text: string): ClientMessage | null {
  const message = parsed(text);
  if (message === null) return null;
  const { type, id, payload } = message;
  switch (type) {
    case 'connection_init':
      return payload == null ? { type, payload: {} } : isObject(payload) ? { type, payload } : null;
    case 'ping':
    case 'pong':
      return { type };
    case 'subscribe':
      return isId(id) && isObject(payload) ? { type, id, payload } : null;
    case 'complete':
      return isId(id) ? { type, id } : null;
    default:
      return null;
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(text) as unknown;
    return isObject(value) ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID;
}
