/** The index that searches read. It follows the feed and can be made again out of it at any time. */
import type { Migration } from '../migrate.ts';

export const search: Migration = {
  name: '0003-search',
  statements: ({ id, clustered, table }) => [
    // What a search shows and what it holds a candidate against.
    `CREATE TABLE IF NOT EXISTS search_company (
      id ${id} NOT NULL PRIMARY KEY, uscc VARCHAR(64) NOT NULL, status VARCHAR(32), texts MEDIUMTEXT NOT NULL,
      CONSTRAINT search_company_uscc UNIQUE (uscc)) ${table}`,

    // For each gram the companies that have it, by rank, many to a row: a row each would be thirty rows a name. A run is
    // what one step of the follower wrote; runs of a tier are merged into one of a higher tier. First pieces of all runs
    // lie beside each other: the best matches are in them.
    `CREATE TABLE IF NOT EXISTS search_posting (
      tier SMALLINT NOT NULL, gram INT NOT NULL, piece INT NOT NULL, run BIGINT NOT NULL, total INT NOT NULL,
      postings MEDIUMBLOB NOT NULL, PRIMARY KEY (tier, gram, piece, run)) ${clustered}`,

    `CREATE TABLE IF NOT EXISTS search_run (
      run ${id} NOT NULL PRIMARY KEY, tier SMALLINT NOT NULL, postings BIGINT NOT NULL) ${table}`,

    // How far the index has followed. Whoever moves it locks this row first.
    `CREATE TABLE IF NOT EXISTS search_state (
      id ${id} NOT NULL PRIMARY KEY, position BIGINT NOT NULL, generation BIGINT NOT NULL) ${table}`,
  ],
};
