/** Status sheets: written once, never changed. */
import type { Selectable } from 'kysely';
import type { Db, Transaction } from './database.ts';
import type { SheetTable } from './schema.ts';

export type SheetRow = Selectable<SheetTable>;

export async function insertSheet(trx: Transaction, sheet: SheetRow): Promise<void> {
  await trx.insertInto('sheet').values(sheet).execute();
}

export async function findSheet(db: Db, code: string): Promise<SheetRow | undefined> {
  return db.selectFrom('sheet').selectAll().where('code', '=', code).executeTakeFirst();
}
