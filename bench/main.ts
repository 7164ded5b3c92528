/** `npm run bench -- <name>`: benchmarks, each beside a floor in the same run. */
import { benchConnectors } from './connectors.ts';
import { benchIngest } from './ingest.ts';
import { benchLedger } from './ledger.ts';
import { benchPush } from './push.ts';
import { benchQuery } from './query.ts';
import { benchSearch } from './search.ts';
import { benchSync } from './sync.ts';

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  connectors: benchConnectors,
  ingest: benchIngest,
  ledger: benchLedger,
  push: benchPush,
  query: benchQuery,
  search: benchSearch,
  sync: benchSync,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`usage: npm run bench -- <${Object.keys(benches).join(' | ')}> [options]`);
  process.exitCode = 2;
} else {
  await bench(args);
}
