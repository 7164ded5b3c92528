/** What has a status in a county, by name: a page of it is read from where it begins, however few of the county have the status. */
import type { Migration } from '../migrate.ts';

export const status: Migration = {
  name: '0013-status',
  // In place of the index on the status alone, which it begins with: no more is written than before.
  statements: ({ dialect }) =>
    dialect === 'sqlite'
      ? [
          'DROP INDEX IF EXISTS registration_status',
          'CREATE INDEX IF NOT EXISTS registration_status ON registration (status, county, name, record_key)',
        ]
      : // One statement, so that it can be repeated.
        [
          'ALTER TABLE registration DROP INDEX registration_status, ADD INDEX registration_status (status, county, name, record_key)',
        ],
};
