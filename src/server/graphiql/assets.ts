/**
 * The files that GraphiQL is made of, read from the packages they come in: a browser runs them as they were published, so
 * there is nothing to bundle and nothing to fetch from anywhere else.
 *
 * A file's address holds the hash of its bytes, so whoever has it may keep it for ever.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

export interface Asset {
  /** `/graphiql/react.production.min.4b4969fa4ef3.js` */
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

/** In the order in which a page needs them. React 18 is the last that a browser takes as it is. */
const FROM_PACKAGES: readonly (readonly [name: string, file: string])[] = [
  ['graphiql', 'graphiql.min.css'],
  ['react', 'umd/react.production.min.js'],
  ['react-dom', 'umd/react-dom.production.min.js'],
  ['graphiql', 'graphiql.min.js'],
];

const OURS: readonly string[] = ['start.client.css', 'follow.client.js', 'start.client.js'];

export function loadAssets(): readonly Asset[] {
  const { resolve } = createRequire(import.meta.url);
  // The packages do not export these files by name; each exports its package.json, which stands at its root.
  const published = FROM_PACKAGES.map(([name, file]) => join(dirname(resolve(`${name}/package.json`)), file));
  const own = OURS.map((file) => join(import.meta.dirname, file));
  return [...published, ...own].map(loadAsset);
}

function loadAsset(file: string): Asset {
  const body = readFileSync(file);
  const ending = extname(file);
  const type = TYPES[ending];
  if (type === undefined) throw new Error(`no content type for ${file}`);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const name = file.slice(dirname(file).length + 1, -ending.length);
  return { path: `/graphiql/${name}.${hash}${ending}`, type, body };
}
