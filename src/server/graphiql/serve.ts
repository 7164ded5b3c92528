/** GraphiQL for whoever opens the graph's address in a browser, served whole from here: it works without internet. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { loadAssets } from './assets.ts';
import { graphiqlPage, graphiqlPolicy } from './page.ts';

/** Adds the routes of its files. @returns what answers a visit with the page */
export function serveGraphiql(app: FastifyInstance): (reply: FastifyReply) => FastifyReply {
  const assets = loadAssets();
  for (const { path, type, body } of assets) {
    app.get(path, (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .send(body),
    );
  }
  const page = graphiqlPage(assets);
  // The same address answers programs: what is kept of it must not answer them.
  return (reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('vary', 'accept')
      .header('content-security-policy', graphiqlPolicy)
      .header('x-content-type-options', 'nosniff')
      .send(page);
}
