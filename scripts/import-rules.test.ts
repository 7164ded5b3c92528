import { describe, expect, it } from 'vitest';
import { importsOf } from './check-imports.ts';
import { importProblems } from './import-rules.ts';

function check(from: string, ...specifiers: readonly string[]): readonly string[] {
  return importProblems(specifiers.map((specifier) => ({ from, specifier, typeOnly: false })));
}

describe('import directions', () => {
  it.each([
    ['src/domain/a.ts', './b.ts'],
    ['src/graph/company/a.ts', '../../feed/b.ts'],
    ['src/server/a.ts', 'fastify'],
    ['src/server/a.ts', '../../connectors/file/b.ts'],
    ['src/db/a.ts', 'kysely'],
    ['src/db/a.ts', 'mysql2/promise'],
    ['connectors/mysql/a.ts', 'mysql2'],
    ['src/cli/main.ts', '../../sandbox/city.ts'],
    ['jobs/sync.ts', '../connectors/sources.ts'],
    ['connectors/file/fetch.ts', '../connector.ts'],
    ['connectors/sources.ts', './file/fetch.ts'],
    ['connectors/registry/a.ts', '../file/read-file.ts'],
    ['connectors/registry/a.ts', '../http/json-client.ts'],
    ['sandbox/city.ts', '../src/domain/a.ts'],
    ['examples/a.ts', 'hutong-client'],
    ['packages/client/src/a.ts', './b.ts'],
    ['src/db/a.db.test.ts', '../../test/support/databases.ts'],
    ['src/domain/a.test.ts', 'fast-check'],
    ['hutong.config.ts', './src/server/config.ts'],
  ])('%s may import %s', (from, specifier) => {
    expect(check(from, specifier)).toEqual([]);
  });

  it.each([
    ['src/domain/a.ts', '../access/b.ts', 'does not see src/access/b.ts'],
    ['src/domain/a.ts', 'node:crypto', 'imports nothing from outside itself'],
    ['src/domain/a.ts', 'zod', 'imports nothing from outside itself'],
    ['src/db/a.ts', '../feed/b.ts', 'does not see src/feed/b.ts'],
    ['packages/client/src/a.ts', 'node:fs', 'imports nothing from outside itself'],
    ['packages/client/src/a.ts', '../../../src/domain/a.ts', 'does not see src/domain/a.ts'],
    ['examples/a.ts', '../packages/client/src/a.ts', 'does not see packages/client/src/a.ts'],
    ['src/server/a.ts', 'hutong-client', 'only examples/ may import it'],
    ['src/feed/a.ts', 'kysely', 'only src/db/ may import it'],
    ['src/cli/a.ts', 'mysql2/promise', 'only src/db/, connectors/mysql/, sandbox/office/ may import it'],
    ['connectors/tax/a.ts', 'mysql2', 'may import it'],
    ['jobs/a.ts', 'node:sqlite', 'only src/db/ may import it'],
    ['src/server/a.ts', '../../jobs/sync.ts', 'does not see jobs/sync.ts'],
    ['src/server/a.ts', '../../connectors/registry/a.ts', 'does not see'],
    ['src/graph/a.ts', '../../connectors/file/b.ts', 'does not see'],
    ['jobs/sync.ts', '../src/graph/a.ts', 'does not see src/graph/a.ts'],
    ['connectors/file/a.ts', '../registry/b.ts', 'does not see connectors/registry/b.ts'],
    ['connectors/http/a.ts', '../registry/b.ts', 'does not see connectors/registry/b.ts'],
    ['connectors/file/a.ts', '../../src/db/b.ts', 'does not see src/db/b.ts'],
    ['sandbox/a.ts', '../src/db/b.ts', 'does not see src/db/b.ts'],
    ['sandbox/a.ts', '../connectors/file/b.ts', 'does not see connectors/file/b.ts'],
    ['src/cli/a.ts', '../../test/support/b.ts', 'only tests and benches'],
    ['src/cli/a.ts', './b.test.ts', 'only tests and benches'],
    ['src/cli/a.ts', '../../bench/b.ts', 'only tests and benches'],
    ['src/cli/a.ts', '../../node_modules/zod/index.js', 'name the package'],
    ['src/cli/a.ts', './b', 'write the file ending'],
    ['src/db/a.test.ts', './b.js', 'write the file ending'],
    ['src/lost/a.ts', 'zod', 'no import rule yet'],
  ])('%s may not import %s', (from, specifier, reason) => {
    expect(check(from, specifier)).toEqual([expect.stringContaining(reason)]);
  });

  it('refuses a cycle of values and lets a cycle of types pass', () => {
    const ring = (typeOnly: boolean) => [
      { from: 'src/domain/a.ts', specifier: './b.ts', typeOnly: false },
      { from: 'src/domain/b.ts', specifier: './c.ts', typeOnly: false },
      { from: 'src/domain/c.ts', specifier: './a.ts', typeOnly },
    ];
    expect(importProblems(ring(false))).toEqual([
      'import cycle: src/domain/a.ts → src/domain/b.ts → src/domain/c.ts → src/domain/a.ts',
    ]);
    expect(importProblems(ring(true))).toEqual([]);
  });
});

describe('importsOf', () => {
  it('reads every form of import, over several lines too', () => {
    const source = [
      "import a, { type B } from './a.ts';",
      "import type { C } from './c.ts';",
      'import {',
      '  d,',
      "} from './d.ts';",
      "import './e.ts';",
      "export * as f from './f.ts';",
      "  const g = await import('./g.ts');",
      " * import { h } from './in-a-comment.ts';",
      'export const from = 1;',
    ].join('\n');
    expect(importsOf('x.ts', source).map(({ specifier, typeOnly }) => [specifier, typeOnly])).toEqual([
      ['./a.ts', false],
      ['./c.ts', true],
      ['./d.ts', false],
      ['./e.ts', false],
      ['./f.ts', false],
      ['./g.ts', false],
    ]);
  });
});
