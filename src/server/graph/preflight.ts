/**
 * A page of another site can have a browser send some requests without asking first, with whatever the browser is
 * trusted for. Those are refused; every other one is preceded by a question of the browser that this server does not answer.
 * See the section "CORS-preflight" of the Fetch standard.
 */
import type { FastifyRequest } from 'fastify';

type Sent = Pick<FastifyRequest, 'method' | 'headers'>;

/** Of the types that a form can send. */
const SIMPLE = /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(?:;|$)/i;

/** A header that no form sends, whatever it says. The first is the name that other servers and their clients know. */
const WITNESSES = ['apollo-require-preflight', 'graphql-require-preflight', 'x-apollo-operation-name'];

export function couldBeForged(sent: Sent): boolean {
  const { headers } = sent;
  const type = headers['content-type'];
  if (type !== undefined && type !== '' && !SIMPLE.test(type)) return false;
  return WITNESSES.every((name) => headers[name] === undefined || headers[name] === '') && !isOwnEventSource(sent);
}

/**
 * `EventSource` sends no header that a page chooses. Of what browsers send by themselves no page can forge `Sec-Fetch-Site`, and none
 * sends it to an address that another may have been made to stand for: to HTTPS and to this machine alone.
 * @see https://www.w3.org/TR/fetch-metadata/
 */
function isOwnEventSource({ method, headers }: Sent): boolean {
  return method === 'GET' && headers.accept === 'text/event-stream' && headers['sec-fetch-site'] === 'same-origin';
}
