/** Status sheets (状态查询单) that were printed, so that anybody can have one confirmed. */
import type { Migration } from '../migrate.ts';

export const sheets: Migration = {
  name: '0005-sheets',
  statements: ({ clustered }) => [
    // What a sheet says is what the feed said at its position, which never changes. How fresh each source was then does
    // change, so it is kept with the sheet; it holds no personal value.
    `CREATE TABLE IF NOT EXISTS sheet (
      code CHAR(16) NOT NULL PRIMARY KEY, uscc VARCHAR(18) NOT NULL, feed_id VARCHAR(36) NOT NULL, position BIGINT NOT NULL,
      issued_at BIGINT NOT NULL, sources TEXT NOT NULL) ${clustered}`,
  ],
};
