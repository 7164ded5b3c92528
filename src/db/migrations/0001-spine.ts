/** The spine: feed, head, versions, personal values, links, identifiers, digests, runs, quarantine, sources, leases. */
import type { Migration } from '../migrate.ts';

export const spine: Migration = {
  name: '0001-spine',
  statements: ({ id, autoId, clustered, table }) => [
    // Which feed this is. The first row fixes the suite of algorithms; a restore adds a row that names its parent.
    `CREATE TABLE IF NOT EXISTS feed (
      feed_id VARCHAR(36) NOT NULL PRIMARY KEY, parent_feed VARCHAR(36), common_position BIGINT,
      suite VARCHAR(16) NOT NULL, created_at BIGINT NOT NULL) ${table}`,

    // One row, locked first by every batch: position, chain and digest move in the same transaction as the facts.
    `CREATE TABLE IF NOT EXISTS head (
      id ${id} NOT NULL PRIMARY KEY, feed_id VARCHAR(36) NOT NULL, position BIGINT NOT NULL, recorded_at BIGINT NOT NULL,
      chain CHAR(64) NOT NULL, digest CHAR(64) NOT NULL, records BIGINT NOT NULL, hub_key CHAR(64) NOT NULL) ${table}`,

    // The append-only table. (type, key, until) is unique: a key cannot have two open versions, and the version that
    // held at P is one seek away, however long the history. Content last: SQLite reads the columns before it without
    // following an overflow chain.
    `CREATE TABLE IF NOT EXISTS version (
      position ${id} NOT NULL PRIMARY KEY, record_type VARCHAR(32) NOT NULL, record_key VARCHAR(128) NOT NULL,
      previous BIGINT, until BIGINT NOT NULL, kind VARCHAR(20) NOT NULL, stage VARCHAR(16), corrects BIGINT,
      history_only SMALLINT NOT NULL, effective_on CHAR(10), source VARCHAR(16) NOT NULL, source_version BIGINT, run_id BIGINT,
      received_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, hash CHAR(64) NOT NULL, commitments TEXT,
      chain CHAR(64) NOT NULL, fingerprint CHAR(64), content MEDIUMTEXT,
      CONSTRAINT version_key UNIQUE (record_type, record_key, until)) ${table}`,

    // Personal values: here and nowhere else. Erasing one is deleting its row.
    `CREATE TABLE IF NOT EXISTS personal (
      holder_kind SMALLINT NOT NULL, holder BIGINT NOT NULL, field VARCHAR(64) NOT NULL, salt CHAR(32) NOT NULL, value MEDIUMTEXT NOT NULL,
      PRIMARY KEY (holder_kind, holder, field)) ${clustered}`,

    // What was erased, when and on which ground; a restore applies it again.
    `CREATE TABLE IF NOT EXISTS erasure (
      position BIGINT NOT NULL, field VARCHAR(64) NOT NULL, erased_at BIGINT NOT NULL, ground VARCHAR(200) NOT NULL,
      PRIMARY KEY (position, field)) ${clustered}`,

    // What a position concerns.
    `CREATE TABLE IF NOT EXISTS link (
      kind VARCHAR(16) NOT NULL, value VARCHAR(64) NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (kind, value, position)) ${clustered}`,

    // Numbers and names that lead to a company, from the position of the version that brought them to the one that ended them.
    `CREATE TABLE IF NOT EXISTS identifier (
      kind VARCHAR(16) NOT NULL, value VARCHAR(400) NOT NULL, company VARCHAR(64) NOT NULL, record_type VARCHAR(32) NOT NULL,
      since BIGINT NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (kind, value, company, record_type, since)) ${clustered}`,

    // State digest and number of current records by record type and county.
    `CREATE TABLE IF NOT EXISTS scope_digest (
      record_type VARCHAR(32) NOT NULL, county VARCHAR(12) NOT NULL, digest CHAR(64) NOT NULL, records BIGINT NOT NULL,
      PRIMARY KEY (record_type, county)) ${clustered}`,

    // Typed columns of registrations, one row for each version, so that a filter and an order work at any position. In
    // the order of positions: rows are only ever appended. The order of keys is that of version_key.
    `CREATE TABLE IF NOT EXISTS registration (
      position ${id} NOT NULL PRIMARY KEY, record_key VARCHAR(18) NOT NULL, until BIGINT NOT NULL, name VARCHAR(400) NOT NULL,
      status VARCHAR(32), company_type VARCHAR(32), region VARCHAR(12), industry VARCHAR(8), established_on CHAR(10),
      origin VARCHAR(16) NOT NULL, parent_uscc VARCHAR(18), scope_reasons VARCHAR(80) NOT NULL) ${table}`,
    'CREATE INDEX IF NOT EXISTS registration_name ON registration (name, record_key)',

    `CREATE TABLE IF NOT EXISTS run (
      id ${autoId}, source VARCHAR(16) NOT NULL, mode VARCHAR(32) NOT NULL, state VARCHAR(16) NOT NULL, input VARCHAR(400),
      input_fingerprint VARCHAR(200), saved_row BIGINT NOT NULL, started_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, finished_at BIGINT,
      attempts BIGINT NOT NULL, counts TEXT NOT NULL, problem TEXT, position BIGINT) ${table}`,
    'CREATE INDEX IF NOT EXISTS run_source ON run (source, id)',

    // Keys that a full run has seen; emptied when it ends. What it has not seen of its scope has ended.
    `CREATE TABLE IF NOT EXISTS key_seen (
      run_id BIGINT NOT NULL, record_type VARCHAR(32) NOT NULL, record_key VARCHAR(128) NOT NULL,
      PRIMARY KEY (run_id, record_type, record_key)) ${clustered}`,

    `CREATE TABLE IF NOT EXISTS quarantine (
      id ${autoId}, source VARCHAR(16) NOT NULL, run_id BIGINT, input_row BIGINT, wire_digest CHAR(64) NOT NULL, wire MEDIUMTEXT NOT NULL,
      problems MEDIUMTEXT NOT NULL, record_type VARCHAR(32), record_key VARCHAR(128), state VARCHAR(16) NOT NULL, created_at BIGINT NOT NULL,
      decided_at BIGINT, position BIGINT, CONSTRAINT quarantine_wire UNIQUE (source, wire_digest)) ${table}`,
    'CREATE INDEX IF NOT EXISTS quarantine_state ON quarantine (state, id)',

    `CREATE TABLE IF NOT EXISTS source (
      name VARCHAR(16) NOT NULL PRIMARY KEY, last_attempt_at BIGINT, last_success_at BIGINT, last_run_id BIGINT, last_outcome VARCHAR(16)) ${clustered}`,

    `CREATE TABLE IF NOT EXISTS lease (
      name VARCHAR(64) NOT NULL PRIMARY KEY, holder VARCHAR(200) NOT NULL, fence BIGINT NOT NULL, expires_at BIGINT NOT NULL) ${clustered}`,
  ],
};
