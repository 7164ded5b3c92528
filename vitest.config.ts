/**
 * A test file's ending says what it needs: `.test.ts` nothing, `.db.test.ts` databases, `.browser.test.ts` a browser,
 * `.e2e.test.ts` whole processes. The four run one after another, so that nobody measures time while the others use the
 * two cores.
 */
import { existsSync, statfsSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';
import { TestSummaryReporter } from './scripts/test-summary-reporter.ts';

/**
 * Temporary folders lie in memory where there is room: every commit waits for the disk, and of a test's fresh MariaDB that is most
 * of the time. The files are as real, also to a process that is killed.
 */
const MEMORY = '/dev/shm';
const ROOM = 6e9;
if (process.env.TMPDIR === undefined && existsSync(MEMORY)) {
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize > ROOM) process.env.TMPDIR = MEMORY;
}

const globalSetup = ['test/support/global-setup.ts'];
const exclude = [...configDefaults.exclude, 'data/**'];

export default defineConfig({
  // As node loads it: by the field for bundlers graphql would be loaded twice, and the two refuse each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    reporters: ['default', new TestSummaryReporter()],
    pool: 'forks',
    maxWorkers: 2,
    retry: 0,
    bail: 0,
    // What is polled comes, or the test has failed: its own second promises nothing where a process may not be scheduled for one.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.{db,browser,e2e,galera}.test.ts'],
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          exclude,
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['**/*.e2e.test.ts'],
          exclude,
          globalSetup,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
