/** Pushes: what senders sent by themselves, and what became of each of their records. */
import type { Migration } from '../migrate.ts';

export const pushes: Migration = {
  name: '0008-pushes',
  statements: ({ autoId, clustered, table }) => [
    // One row for each push, beside its run. A sender's idempotency key names one push for good; pushes without a key do
    // not meet. The summary is what the sender was answered; null while the push is under way.
    `CREATE TABLE IF NOT EXISTS push (
      id ${autoId}, receipt VARCHAR(24) NOT NULL, sender VARCHAR(48) NOT NULL, idempotency_key VARCHAR(200), source VARCHAR(16) NOT NULL,
      record_type VARCHAR(32) NOT NULL, body_digest CHAR(64) NOT NULL, run_id BIGINT NOT NULL, received_at BIGINT NOT NULL, summary TEXT,
      CONSTRAINT push_receipt UNIQUE (receipt), CONSTRAINT push_key UNIQUE (sender, idempotency_key)) ${table}`,

    // What became of the records of one batch, as the sender is answered; written in the batch's own transaction, so that a
    // repeated push gets the first answer. It holds no value of a record but its key.
    `CREATE TABLE IF NOT EXISTS push_part (
      push_id BIGINT NOT NULL, last_row BIGINT NOT NULL, records MEDIUMTEXT NOT NULL, PRIMARY KEY (push_id, last_row)) ${clustered}`,

    // Who sent a wire record that waits; null where the hub fetched it. A sender sees its own and no others.
    'ALTER TABLE quarantine ADD COLUMN sender VARCHAR(48)',
    'CREATE INDEX IF NOT EXISTS quarantine_sender ON quarantine (sender, state, record_key)',
  ],
};
