/** Lists of companies: what keeps every order and the filters that officials use quick at a million registrations. */
import type { Migration } from '../migrate.ts';

export const lists: Migration = {
  name: '0004-lists',
  statements: () => [
    // The county of the domicile; a shorter code where no more is known. Worked out from `region`, so it cannot differ from it.
    'ALTER TABLE registration ADD COLUMN county VARCHAR(6) GENERATED ALWAYS AS (substr(region, 1, 6)) VIRTUAL',
    // An order within a county is no part of the order of all: names and codes of one county stand close together, and
    // a walk through all of them may pass a million before it meets the first. With `region`, what lies in a street is
    // told apart without a look at the row.
    'CREATE INDEX IF NOT EXISTS registration_county ON registration (county, name, record_key, region)',
    'CREATE INDEX IF NOT EXISTS registration_established ON registration (established_on, record_key)',
    // Few values, each growing at its end: nearly free to keep. Codes have no index here, their order is that of version_key.
    'CREATE INDEX IF NOT EXISTS registration_status ON registration (status)',
  ],
};
