/** Challenges: what a party disputes of a record, and how the owner of its source answered. A ledger beside the feed. */
import type { Migration } from '../migrate.ts';

export const challenges: Migration = {
  name: '0009-challenges',
  statements: ({ autoId, clustered, table }) => [
    // As it stands now. `owner` is the source that has to answer; a personal value that a party gives is in `personal`.
    `CREATE TABLE IF NOT EXISTS challenge (
      id ${autoId}, record_type VARCHAR(32) NOT NULL, record_key VARCHAR(128) NOT NULL, position BIGINT NOT NULL, field VARCHAR(64) NOT NULL,
      own_value TEXT, reason TEXT NOT NULL, challenger VARCHAR(64) NOT NULL, owner VARCHAR(16) NOT NULL, state VARCHAR(16) NOT NULL,
      raised_at BIGINT NOT NULL, due_on CHAR(10) NOT NULL, settled_at BIGINT, correction BIGINT) ${table}`,
    'CREATE INDEX IF NOT EXISTS challenge_record ON challenge (record_type, record_key, state)',
    'CREATE INDEX IF NOT EXISTS challenge_owner ON challenge (owner, state, id)',

    // Every step that was taken, in order: raised, passed on, settled.
    `CREATE TABLE IF NOT EXISTS challenge_step (
      challenge_id BIGINT NOT NULL, step BIGINT NOT NULL, act VARCHAR(16) NOT NULL, party VARCHAR(64) NOT NULL, owner VARCHAR(16) NOT NULL,
      remark TEXT, taken_at BIGINT NOT NULL, PRIMARY KEY (challenge_id, step)) ${clustered}`,
  ],
};
