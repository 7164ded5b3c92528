/** `npm run bench -- <name>`: benchmarks, each beside a floor in the same run. */
import { join } from 'node:path';
import { headComment, isUsageError } from '../scripts/head-comment.ts';
import { benchConnectors } from './connectors.ts';
import { benchFeed } from './feed.ts';
import { benchIngest } from './ingest.ts';
import { benchLedger } from './ledger.ts';
import { benchNodes } from './nodes.ts';
import { benchPush } from './push.ts';
import { benchQuery } from './query.ts';
import { benchSearch } from './search.ts';
import { benchSync } from './sync.ts';

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  connectors: benchConnectors,
  feed: benchFeed,
  ingest: benchIngest,
  ledger: benchLedger,
  nodes: benchNodes,
  push: benchPush,
  query: benchQuery,
  search: benchSearch,
  sync: benchSync,
};

const helpOf = (name: string): string => headComment(join(import.meta.dirname, `${name}.ts`));

function refuse(text: string): void {
  console.error(text);
  process.exitCode = 2;
}

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) refuse(`usage: npm run bench -- <${Object.keys(benches).join(' | ')}> [--help | options]`);
else if (args.includes('--help')) console.log(helpOf(name));
else {
  await bench(args).catch((error: unknown) => {
    if (!isUsageError(error)) throw error;
    refuse(`${error.message}\n\n${helpOf(name)}`);
  });
}
