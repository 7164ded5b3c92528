/**
 * Makes derived rows again where they are not what versions say. What is found in one moment of the database is looked at again under
 * the lock of the head, as every writer has it, and mended in a short transaction; so it goes on beside a running hub, and after a
 * kill it is begun again: what was mended is found right. Servers forget what they remember of it (docs/decisions/0025).
 */

import type { TableRow } from '../../db/backup.repository.ts';
import type { Transaction } from '../../db/database.ts';
import { deleteDerived, markRemade } from '../../db/derived.repository.ts';
import { type HeadRow, lockHead, saveHead } from '../../db/head.repository.ts';
import { type Statement, sendAhead } from '../../db/statements.ts';
import type { Hub } from '../hub.ts';
import { getHead } from '../position.ts';
import { remakeIndex } from '../search/remake-index.ts';
import { transact } from '../transact.ts';
import { type CheckOptions, checkDerived, type DerivedReport, derivingOf, isDifferentSum, type Mender } from './check-derived.ts';
import { compareRecords, type Deriving, deriveRecords, listSuperfluous } from './compare.ts';
import { type HeldSums, PAGE, scopeTable } from './held-sums.ts';
import { type DerivedTable, mendsOf } from './tables.ts';

export interface RemadeReport extends DerivedReport {
  /** Rows that were put in, put right or taken out. */
  readonly mended: number;
}

/** @returns what was found; null where it was ended before its end */
export async function remakeDerived(hub: Hub, options: Omit<CheckOptions, 'mender'> = {}): Promise<RemadeReport | null> {
  const mender = new HubMender(hub, options.signal);
  const report = await hub.db.snapshot((snapshot) => checkDerived(snapshot, { ...options, mender }));
  return report === null ? null : { ...report, mended: mender.mended };
}

class HubMender implements Mender {
  readonly #hub: Hub;
  readonly #signal: AbortSignal | undefined;
  mended = 0;

  constructor(hub: Hub, signal: AbortSignal | undefined) {
    this.#hub = hub;
    this.#signal = signal;
  }

  records(recordType: string, keys: readonly string[], tables: readonly DerivedTable[]): Promise<void> {
    return this.#mend(async (deriving) => {
      const differences = await compareRecords(deriving, await deriveRecords(deriving, recordType, keys), tables);
      return {
        statements: differences.flatMap(mendsOf),
        rows: differences.reduce((sum, { missing, wrong }) => sum + missing.length + wrong.length, 0),
      };
    });
  }

  superfluous(table: DerivedTable, rows: readonly TableRow[]): Promise<void> {
    return this.#mend(async (deriving) => {
      const found = await listSuperfluous(deriving, table, rows);
      return { statements: deleteDerived(table, found), rows: found.length };
    });
  }

  async sums(sums: HeldSums): Promise<void> {
    // What came since is gone through before the lock is taken, but for a page at most.
    for (;;) {
      const head = await getHead(this.#hub);
      if (head.position - sums.position <= PAGE) break;
      const { scan: db, dialect } = this.#hub.db;
      await sums.advance(await derivingOf({ db, dialect }, head), sums.position + PAGE);
    }
    await this.#mend(async (deriving, trx, head) => {
      await sums.advance(deriving, head.position);
      const found = await sums.compare(deriving, head);
      if (!isDifferentSum(found)) return { statements: [], rows: 0 };
      await saveHead(trx, found.totals);
      const { missing, wrong } = found.scopes;
      return {
        statements: [...deleteDerived(scopeTable, found.superfluous), ...mendsOf(found.scopes)],
        rows: found.head.wrong.length + missing.length + wrong.length + found.superfluous.length,
      };
    });
  }

  async search(documents: number): Promise<boolean> {
    const signal = this.#signal;
    const reached = await remakeIndex(this.#hub, signal === undefined ? {} : { signal });
    this.mended += documents;
    return signal?.aborted !== true || reached >= (await getHead(this.#hub)).position;
  }

  async #mend(work: (deriving: Deriving, trx: Transaction, head: HeadRow) => Promise<Mend>): Promise<void> {
    const { dialect } = this.#hub.db;
    this.mended += await transact(this.#hub, async (trx) => {
      const head = await lockHead(trx, dialect);
      const { statements, rows } = await work(await derivingOf({ db: trx, dialect }, head), trx, head);
      if (rows > 0) await markRemade(trx);
      await sendAhead(trx, statements);
      return rows;
    });
  }
}

interface Mend {
  readonly statements: readonly Statement[];
  readonly rows: number;
}
