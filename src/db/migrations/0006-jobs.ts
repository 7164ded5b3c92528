/** Jobs: what is known of each between its runs, and the ledger of what became of each due time. */
import type { Migration } from '../migrate.ts';

export const jobs: Migration = {
  name: '0006-jobs',
  statements: ({ autoId, clustered, table }) => [
    // What the next attempt depends on, and since when a person should look. All else is told by the newest rows of the ledger.
    `CREATE TABLE IF NOT EXISTS job (
      name VARCHAR(48) NOT NULL PRIMARY KEY, schedule VARCHAR(120) NOT NULL, failures BIGINT NOT NULL, next_attempt_at BIGINT,
      last_success_at BIGINT, alert_since BIGINT) ${clustered}`,

    // One row for each due time that was seen to; a run by hand has none. That a due time has at most one row is what keeps
    // it from being run twice, whatever the clock does.
    `CREATE TABLE IF NOT EXISTS job_run (
      id ${autoId}, job VARCHAR(48) NOT NULL, due_at BIGINT, missed BIGINT NOT NULL, state VARCHAR(16) NOT NULL, attempts BIGINT NOT NULL,
      cut_offs BIGINT NOT NULL DEFAULT 0, started_at BIGINT NOT NULL, finished_at BIGINT, run_id BIGINT, problem TEXT, CONSTRAINT job_run_due UNIQUE (job, due_at)) ${table}`,
    'CREATE INDEX IF NOT EXISTS job_run_newest ON job_run (job, id)',
  ],
};
