/** How often derived rows were made again: what a server remembers of rows as they were before is no longer true. */
import type { Migration } from '../migrate.ts';

export const remade: Migration = {
  name: '0015-remade',
  // Read with the head, by every request, and moved in the transaction that makes rows again (docs/decisions/0025).
  statements: () => ['ALTER TABLE head ADD COLUMN remade BIGINT NOT NULL DEFAULT 0'],
};
