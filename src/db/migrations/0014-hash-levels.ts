/**
 * A hash, a state digest and a count for each level of viewers below the highest (docs/decisions/0013), and from which level
 * on a version is seen. They are made of contents, which SQL cannot do: the columns begin empty, and `fillLevels` fills them
 * position by position. What the lesser levels are told counts as far as `leveled_to`.
 */
import type { Migration } from '../migrate.ts';

const ZERO = '0'.repeat(64);

export const hashLevels: Migration = {
  name: '0014-hash-levels',
  // A column to a statement: one that a killed migration has made is passed over. None of them writes the rows of the table anew.
  statements: () => [
    // Null where a level sees all that the one above it sees.
    'ALTER TABLE version ADD COLUMN hash_shared CHAR(64)',
    'ALTER TABLE version ADD COLUMN hash_public CHAR(64)',
    // The lowest level that sees anything move: 0 the public one, 1 the shared, 2 the restricted.
    'ALTER TABLE version ADD COLUMN seen_from SMALLINT NOT NULL DEFAULT 0',
    `ALTER TABLE head ADD COLUMN digest_shared CHAR(64) NOT NULL DEFAULT '${ZERO}'`,
    `ALTER TABLE head ADD COLUMN digest_public CHAR(64) NOT NULL DEFAULT '${ZERO}'`,
    'ALTER TABLE head ADD COLUMN records_shared BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE head ADD COLUMN records_public BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE head ADD COLUMN leveled_to BIGINT NOT NULL DEFAULT 0',
    `ALTER TABLE scope_digest ADD COLUMN digest_shared CHAR(64) NOT NULL DEFAULT '${ZERO}'`,
    `ALTER TABLE scope_digest ADD COLUMN digest_public CHAR(64) NOT NULL DEFAULT '${ZERO}'`,
  ],
};
