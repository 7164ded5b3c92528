/**
 * A mirror's tables, in a database of its own or beside other tables of an agency: the records as the hub showed them, one row
 * each; of each record type what its rows add up to and how far it is brought in step; and where the copy stands.
 */
import type { Migration } from '../migrate.ts';

export const mirrorCopy: Migration = {
  name: 'mirror-0001-copy',
  statements: ({ clustered, dialect }) => [
    // `fields` is canonical JSON as text: MySQL's own type would write it in another order.
    `CREATE TABLE IF NOT EXISTS mirror_record (
      record_type VARCHAR(32) NOT NULL, record_key VARCHAR(128) NOT NULL, position BIGINT NOT NULL, hash CHAR(64) NOT NULL,
      effective_on CHAR(10), source VARCHAR(16) NOT NULL, received_at VARCHAR(32) NOT NULL, recorded_at VARCHAR(32) NOT NULL,
      fields ${dialect === 'mysql' ? 'MEDIUMTEXT' : 'TEXT'} NOT NULL, checksum CHAR(64) NOT NULL,
      PRIMARY KEY (record_type, record_key)) ${clustered}`,
    // `goal` is the position that the type is being brought to, and `after_key` the key up to which it is; null where it is in step.
    `CREATE TABLE IF NOT EXISTS mirror_type (
      record_type VARCHAR(32) NOT NULL PRIMARY KEY, digest CHAR(64) NOT NULL, records BIGINT NOT NULL,
      goal BIGINT, after_key VARCHAR(128)) ${clustered}`,
    `CREATE TABLE IF NOT EXISTS mirror_state (
      id SMALLINT NOT NULL PRIMARY KEY, revision BIGINT NOT NULL, state VARCHAR(16) NOT NULL, feed VARCHAR(64) NOT NULL,
      position BIGINT, goal BIGINT, scope TEXT NOT NULL, level VARCHAR(16), checked_position BIGINT, checked_at BIGINT,
      updated_at BIGINT NOT NULL) ${clustered}`,
  ],
};
