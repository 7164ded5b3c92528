/** docs/graph.md: its queries are answered, by a hub that knows the companies they name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putEntry } from '../src/feed/entry.ts';
import { freshSqlite } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { ask, contractOf, estateOf, hearOf, writeEntriesOf, writeRecords } from './support/graph-records.ts';
import { observed } from './support/registrations.ts';

const text = readFileSync(join(import.meta.dirname, '../docs/graph.md'), 'utf8');
const blocks = [...text.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map((block) => block[1] ?? '');

it('answers every query of the page', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  const codes = [...new Set([...text.matchAll(/"(91[0-9A-Za-z]{16})"/g)].map(([, code]) => (code ?? '').toUpperCase()))];
  const entries = codes.map((key) => putEntry({ ...observed(1), key }, graph.hub.fingerprint, { population: 'all' }));
  await writeEntriesOf(graph, 'registry', entries);
  await writeRecords(graph, estateOf('e1', { serviceMode: 'PROFESSIONAL', residential: true, region: '140403001' }));
  await writeRecords(graph, contractOf(1, 'H1', ['e1'], codes[0] === undefined ? {} : { uscc: codes[0] }));
  await hearOf(graph, 'registry', 'tax', 'filing', 'estate');
  for (const block of blocks) {
    const data = await ask(graph, block);
    for (const [field, value] of Object.entries(data)) expect(value, `${field} of ${block}`).not.toBeNull();
  }
});
