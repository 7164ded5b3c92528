/** Challenges and the steps that were taken. */
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import type { ChallengeStepTable, ChallengeTable } from './schema.ts';

export type ChallengeRow = Selectable<ChallengeTable>;
export type ChallengeStepRow = Selectable<ChallengeStepTable>;

export interface ChallengeFilter {
  readonly recordType?: string;
  readonly keys?: readonly string[];
  readonly field?: string;
  readonly challenger?: string;
  /** The source that has to answer. */
  readonly owner?: string;
  readonly state?: string;
  /** Due before this date. */
  readonly dueBefore?: string;
  readonly after?: number;
  readonly limit: number;
}

/** In the order in which they were raised. */
export async function listChallenges(db: Db, filter: ChallengeFilter): Promise<readonly ChallengeRow[]> {
  const { recordType, keys, field, challenger, owner, state, dueBefore, after } = filter;
  if (keys?.length === 0) return [];
  let query = db.selectFrom('challenge').selectAll();
  if (recordType !== undefined) query = query.where('record_type', '=', recordType);
  if (keys !== undefined) query = query.where('record_key', 'in', paddedList(keys));
  if (field !== undefined) query = query.where('field', '=', field);
  if (challenger !== undefined) query = query.where('challenger', '=', challenger);
  if (owner !== undefined) query = query.where('owner', '=', owner);
  if (state !== undefined) query = query.where('state', '=', state);
  if (dueBefore !== undefined) query = query.where('due_on', '<', dueBefore);
  if (after !== undefined) query = query.where('id', '>', after);
  return query.orderBy('id').limit(filter.limit).execute();
}

export async function findChallenge(db: Db, id: number): Promise<ChallengeRow | undefined> {
  return db.selectFrom('challenge').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertChallenge(db: Db, challenge: Insertable<ChallengeTable>): Promise<number> {
  const { insertId } = await db.insertInto('challenge').values(challenge).executeTakeFirstOrThrow();
  return Number(insertId);
}

export async function updateChallenge(db: Db, id: number, change: Updateable<ChallengeTable>): Promise<void> {
  await db.updateTable('challenge').set(change).where('id', '=', id).execute();
}

/** The steps of some challenges, in order. */
export async function listSteps(db: Db, challenges: readonly number[]): Promise<readonly ChallengeStepRow[]> {
  if (challenges.length === 0) return [];
  return db
    .selectFrom('challenge_step')
    .selectAll()
    .where('challenge_id', 'in', paddedList(challenges))
    .orderBy('challenge_id')
    .orderBy('step')
    .execute();
}

/** Forgets what the two sides of a challenge wrote; that it was raised and what came of it stays. */
export async function forgetTexts(db: Db, id: number): Promise<void> {
  await db.updateTable('challenge').set({ reason: '' }).where('id', '=', id).execute();
  await db.updateTable('challenge_step').set({ remark: null }).where('challenge_id', '=', id).execute();
}

/** Appends a step. Two that take the same one at once meet on its number. */
export async function insertStep(db: Db, step: ChallengeStepTable): Promise<void> {
  await db.insertInto('challenge_step').values(step).execute();
}
