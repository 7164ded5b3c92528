/** Ways into the ledgers that only hundreds of thousands of rows make necessary: lists of challenges and of what waits. */
import type { Migration } from '../migrate.ts';

export const indexes: Migration = {
  name: '0011-indexes',
  statements: () => [
    // What a party has raised, and what is overdue of all.
    'CREATE INDEX IF NOT EXISTS challenge_challenger ON challenge (challenger, state, id)',
    'CREATE INDEX IF NOT EXISTS challenge_due ON challenge (state, due_on)',

    // A sender's waiting rows of one type, page by page; the rows of one run; how many of each source wait.
    'CREATE INDEX IF NOT EXISTS quarantine_sender_type ON quarantine (sender, state, record_type, id)',
    'CREATE INDEX IF NOT EXISTS quarantine_run ON quarantine (run_id, id)',
    'CREATE INDEX IF NOT EXISTS quarantine_count ON quarantine (state, source)',
  ],
};
