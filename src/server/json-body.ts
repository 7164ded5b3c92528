/** Bodies of JSON, which is UTF-8 and nothing else: bytes that are none would be read as other characters, and stored as those. */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';

/** As the server words it; see `BODY_PROBLEMS`. */
export const NOT_UTF8 = 'HUTONG_BODY_NOT_UTF8';

class NotUtf8Error extends Error {
  override readonly name = 'NotUtf8Error';
  readonly code = NOT_UTF8;
  readonly statusCode = 400;
}

/** Of all routes that bring no reader of their own. An object that would take the place of a prototype is refused as well. */
export function readJsonBodies(app: FastifyInstance): void {
  const readText = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isUtf8(body)) readText(request, body.toString(), done);
    else done(new NotUtf8Error('the body is not UTF-8'));
  });
}
