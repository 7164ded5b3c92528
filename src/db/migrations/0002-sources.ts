/** What the hub remembers of its sources: how far it has followed an interface, and the newest statement of each record. */
import type { Migration } from '../migrate.ts';

export const sources: Migration = {
  name: '0002-sources',
  statements: ({ clustered }) => [
    // The newest version of the source's own under which a version was stated again. Not part of the chain: it is no
    // fact, it only tells what is late.
    'ALTER TABLE version ADD COLUMN seen_version BIGINT',
    // Where in an interface a run stands: a killed one goes on there.
    'ALTER TABLE run ADD COLUMN saved_cursor VARCHAR(400)',
    // How far an interface has been followed; moves in the transaction that stores what came before it.
    `CREATE TABLE IF NOT EXISTS source_cursor (
      source VARCHAR(16) NOT NULL, stream VARCHAR(200) NOT NULL, place VARCHAR(400) NOT NULL, moved_at BIGINT NOT NULL,
      PRIMARY KEY (source, stream)) ${clustered}`,
  ],
};
