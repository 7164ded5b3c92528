/** Runs that wait for a decision, whose records a listing of a region brings, and how a row set aside was read. */
import type { Migration } from '../migrate.ts';

export const runs: Migration = {
  name: '0010-runs',
  statements: ({ clustered }) => [
    // What a run is about, where the feed stood when it began, and who decided about it, where it had to wait.
    'ALTER TABLE run ADD COLUMN record_types VARCHAR(200)',
    'ALTER TABLE run ADD COLUMN start_position BIGINT',
    'ALTER TABLE run ADD COLUMN decision VARCHAR(16)',
    'ALTER TABLE run ADD COLUMN decided_by VARCHAR(64)',
    'ALTER TABLE run ADD COLUMN decided_at BIGINT',
    'ALTER TABLE run ADD COLUMN decision_reason TEXT',
    'CREATE INDEX IF NOT EXISTS run_state ON run (state, id)',

    // Records that the listing of a region brings although they lie elsewhere; of those, also the listings of other
    // regions that bring them. A record has ended when no listing brings it any more.
    `CREATE TABLE IF NOT EXISTS delivered (
      source VARCHAR(16) NOT NULL, record_type VARCHAR(32) NOT NULL, record_key VARCHAR(128) NOT NULL, region VARCHAR(12) NOT NULL,
      PRIMARY KEY (source, record_type, record_key, region)) ${clustered}`,
    'CREATE INDEX IF NOT EXISTS delivered_region ON delivered (source, record_type, region)',

    // What was said about the rows of a delivery (e.g. whose status codes they carry): read again they are read the same way.
    'ALTER TABLE quarantine ADD COLUMN reading VARCHAR(400)',
    'CREATE INDEX IF NOT EXISTS quarantine_record ON quarantine (source, state, record_type, record_key)',
  ],
};
