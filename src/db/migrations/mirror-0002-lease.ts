/** Who keeps the copy: one process at a time, by a lease that runs out where it is not renewed. */
import type { Migration } from '../migrate.ts';

export const mirrorLease: Migration = {
  name: 'mirror-0002-lease',
  statements: ({ clustered }) => [
    `CREATE TABLE IF NOT EXISTS mirror_lease (
      id SMALLINT NOT NULL PRIMARY KEY, holder VARCHAR(255) NOT NULL, fence BIGINT NOT NULL, taken_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL) ${clustered}`,
  ],
};
