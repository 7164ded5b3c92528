/** What joins the records of several sources: whose record each is, identifiers of estates, and what a waiting record lacks. */
import type { Migration } from '../migrate.ts';

export const joining: Migration = {
  name: '0007-joining',
  statements: ({ clustered }) => [
    // They lead to estates as well.
    'ALTER TABLE identifier RENAME COLUMN company TO subject',

    // Whose record a version is, while it holds. `until` stands before the position: what a company or an estate has now
    // is one seek, however long its history.
    `CREATE TABLE IF NOT EXISTS relation (
      record_type VARCHAR(32) NOT NULL, kind VARCHAR(16) NOT NULL, value VARCHAR(64) NOT NULL, until BIGINT NOT NULL, position BIGINT NOT NULL,
      PRIMARY KEY (record_type, kind, value, until, position)) ${clustered}`,
    'CREATE INDEX IF NOT EXISTS relation_position ON relation (position)',

    // The paper that a step rests on (文号, reason), where its sender names one. Part of the chain where it is there.
    'ALTER TABLE version ADD COLUMN grounds TEXT',

    // What a quarantined record waits for. When it arrives the record is tried again.
    `CREATE TABLE IF NOT EXISTS lack (
      kind VARCHAR(24) NOT NULL, value VARCHAR(400) NOT NULL, quarantine_id BIGINT NOT NULL,
      PRIMARY KEY (kind, value, quarantine_id)) ${clustered}`,
    'CREATE INDEX IF NOT EXISTS lack_quarantine ON lack (quarantine_id)',
  ],
};
