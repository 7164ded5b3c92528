/** `npm run test:galera`: hubs on a cluster of three servers. Minutes, and programs that nothing else needs: no part of `npm test`. */
import { defineConfig } from 'vitest/config';
// It decides where temporary folders lie.
import './vitest.config.ts';

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    pool: 'forks',
    maxWorkers: 1,
    include: ['test/*.galera.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 180_000,
  },
});
