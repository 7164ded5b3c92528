/** The county of a registration is kept rather than worked out at each read, on databases of the MySQL protocol. */
import type { Migration } from '../migrate.ts';

export const county: Migration = {
  name: '0012-county',
  // MariaDB 10.11 does not find a row by an index on a VIRTUAL column while another transaction is changing the row: lists
  // of a county lacked what was being written just then. One statement, so that it can be repeated.
  statements: ({ dialect }) =>
    dialect === 'sqlite'
      ? []
      : [
          `ALTER TABLE registration DROP INDEX registration_county, DROP COLUMN county,
            ADD COLUMN county VARCHAR(6) GENERATED ALWAYS AS (substr(region, 1, 6)) STORED,
            ADD INDEX registration_county (county, name, record_key, region)`,
        ],
};
