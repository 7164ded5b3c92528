/** Jobs, and the ledger of their runs. */
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db } from './database.ts';
import type { JobRunTable, JobTable } from './schema.ts';

export type JobRow = Selectable<JobTable>;
export type JobRunRow = Selectable<JobRunTable>;

/** `running` and `stopped` are still to end; the others are how a run ends. */
export type JobRunState = 'running' | 'stopped' | 'done' | 'skipped' | 'failed';

const OPEN: readonly JobRunState[] = ['running', 'stopped'];

export async function findJob(db: Db, name: string): Promise<JobRow | undefined> {
  return db.selectFrom('job').selectAll().where('name', '=', name).executeTakeFirst();
}

export async function listJobs(db: Db): Promise<readonly JobRow[]> {
  return db.selectFrom('job').selectAll().orderBy('name').execute();
}

export async function insertJob(db: Db, job: Insertable<JobTable>): Promise<void> {
  await db.insertInto('job').ignore().values(job).execute();
}

export async function updateJob(db: Db, name: string, change: Updateable<JobTable>): Promise<void> {
  await db.updateTable('job').set(change).where('name', '=', name).execute();
}

export async function insertJobRun(db: Db, run: Insertable<JobRunTable>): Promise<number> {
  const { insertId } = await db.insertInto('job_run').values(run).executeTakeFirstOrThrow();
  return Number(insertId);
}

export async function updateJobRun(db: Db, id: number, change: Updateable<JobRunTable>): Promise<void> {
  await db.updateTable('job_run').set(change).where('id', '=', id).execute();
}

export async function getJobRun(db: Db, id: number): Promise<JobRunRow> {
  return db.selectFrom('job_run').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** The run of the last due time up to an instant. */
export async function findRunDueBy(db: Db, job: string, upTo: number): Promise<JobRunRow | undefined> {
  return db
    .selectFrom('job_run')
    .selectAll()
    .where('job', '=', job)
    .where('due_at', '<=', upTo)
    .orderBy('due_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Runs that have not ended, newest first. */
export async function listOpenJobRuns(db: Db, job: string): Promise<readonly JobRunRow[]> {
  return db.selectFrom('job_run').selectAll().where('job', '=', job).where('state', 'in', OPEN).orderBy('id', 'desc').execute();
}

/** Newest first. */
export async function listJobRuns(
  db: Db,
  filter: { readonly job?: string; readonly limit: number },
): Promise<readonly JobRunRow[]> {
  let query = db.selectFrom('job_run').selectAll();
  if (filter.job !== undefined) query = query.where('job', '=', filter.job);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

/** Deletes all but the newest runs of a job. */
export async function deleteOldJobRuns(db: Db, job: string, keep: number): Promise<void> {
  const oldest = await db
    .selectFrom('job_run')
    .select('id')
    .where('job', '=', job)
    .orderBy('id', 'desc')
    .offset(keep)
    .limit(1)
    .executeTakeFirst();
  if (oldest === undefined) return;
  await db.deleteFrom('job_run').where('job', '=', job).where('id', '<=', oldest.id).execute();
}
