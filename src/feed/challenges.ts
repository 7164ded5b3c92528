/**
 * Challenges (异议): a party disputes a field of a record that it reads, and the owner of the record's source answers. They
 * are a ledger beside the feed: nothing of them is part of a record or its digest.
 */
import { maskPersonal } from '../access/mask.ts';
import { isOperator, isParty, type Viewer } from '../access/viewer.ts';
import {
  type ChallengeFilter,
  type ChallengeRow,
  type ChallengeStepRow,
  findChallenge,
  forgetTexts,
  insertChallenge,
  insertStep,
  listChallenges as listRows,
  listSteps,
  updateChallenge,
} from '../db/challenge.repository.ts';
import type { Db, Transaction } from '../db/database.ts';
import { emptyLog } from '../db/erasure.repository.ts';
import { lockHead } from '../db/head.repository.ts';
import { sendAhead } from '../db/statements.ts';
import { CHALLENGE_HOLDER, deletePersonal, insertPersonal, listPersonal, listVersions } from '../db/version.repository.ts';
import { fail, ok, type Problem, problem, type Result } from '../domain/message/problem.ts';
import type { SourceName } from '../domain/record/change.ts';
import type { Field } from '../domain/record/field.ts';
import { findRecordType, getRecordType, listRecordTypes } from '../domain/record/record-types.ts';
import { excerpt } from '../domain/value/name.ts';
import type { Hub } from './hub.ts';
import type { Pin } from './position.ts';
import { findRecords, isProblem } from './read.ts';
import { transact } from './transact.ts';

export type { ChallengeFilter } from '../db/challenge.repository.ts';

/** AGREED: what was disputed was wrong and has been corrected. UPHELD: it stays as it is. */
export type ChallengeState = 'OPEN' | 'AGREED' | 'UPHELD';

export interface Challenge {
  readonly id: number;
  readonly recordType: string;
  readonly key: string;
  /** The version that is disputed. */
  readonly position: number;
  readonly field: string;
  /** What the party holds to be right, as this viewer may see the field; null where it gives nothing. A personal value goes once it is settled. */
  readonly ownValue: unknown;
  /** For those whom it concerns; null for all others, and where it was erased. */
  readonly reason: string | null;
  readonly challenger: string;
  /** The source that has to answer. */
  readonly owner: string;
  readonly state: ChallengeState;
  readonly raisedAt: number;
  /** By when it has to be answered, `YYYY-MM-DD`. */
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly settledAt: number | null;
  /** The position that corrects what was disputed. */
  readonly correction: number | null;
  readonly steps: readonly ChallengeStep[];
}

export interface ChallengeStep {
  readonly act: 'RAISED' | 'PASSED_ON' | 'AGREED' | 'UPHELD';
  readonly party: string;
  /** The source that has to answer after it. */
  readonly owner: string;
  readonly remark: string | null;
  readonly at: number;
}

export interface Dispute {
  readonly recordType: string;
  readonly key: string;
  readonly pin: Pin;
  readonly field: string;
  /** Absent where the party only says that it is wrong. */
  readonly ownValue?: unknown;
  readonly reason: string;
}

export type Answer = { readonly remark: string } & (
  | { readonly act: 'AGREED'; readonly correction: number }
  | { readonly act: 'UPHELD' }
  | { readonly act: 'PASSED_ON'; readonly to: string }
);

/** Days in which a challenge has to be answered. The number is ours: no rule sets one. */
export const ANSWER_DAYS = 15;

const MAX_TEXT = 2000;
/** Open challenges of one party at a time. */
const MAX_OPEN = 1000;
const PAGE = 1000;
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** Disputes a field of a record that the party reads. */
export async function challengeRecord(
  hub: Hub,
  dispute: Dispute,
  viewer: Viewer,
  days = ANSWER_DAYS,
): Promise<Result<Challenge>> {
  if (!isParty(viewer)) return fail('NOT_ALLOWED', { what: 'challenge' });
  const { recordType, key, field, pin } = dispute;
  const reason = dispute.reason.trim();
  const given = dispute.ownValue ?? null;
  const ownValue = given === null ? null : JSON.stringify(given);
  if (reason === '') return fail('TEXT_MISSING', { name: 'reason' });
  if (!isText(reason)) return fail('TEXT_TOO_LONG', { name: 'reason', limit: String(MAX_TEXT) });
  if (ownValue !== null && !isText(ownValue)) return fail('TEXT_TOO_LONG', { name: 'ownValue', limit: String(MAX_TEXT) });
  const type = findRecordType(recordType);
  if (type === undefined) {
    const known = listRecordTypes().map(({ name }) => name);
    return fail('RECORD_TYPE_UNKNOWN', { value: excerpt(recordType), known: known.join(', ') });
  }
  const definition = type.fields[field];
  if (definition === undefined || !maySee(definition, viewer)) return fail('CHALLENGE_FIELD', { field: excerpt(field) });
  const record = (await findRecords(hub, recordType, [key], pin, viewer)).get(key);
  if (record === undefined) return fail('RECORD_ABSENT', { recordType, key: excerpt(key) });
  if (isProblem(record)) return { ok: false, problem: record };

  const raised = await transact(hub, async (trx): Promise<number | Problem> => {
    // Under the head's lock two that are alike cannot be raised at once.
    await lockHead(trx, hub.db.dialect);
    const open = { challenger: viewer.party, state: 'OPEN' } as const;
    const [same] = await listRows(trx, { ...open, recordType, keys: [record.key], field, limit: 1 });
    if (same !== undefined) return problem('CHALLENGE_OPEN', { id: String(same.id) });
    if ((await listRows(trx, { ...open, limit: MAX_OPEN })).length === MAX_OPEN) {
      return problem('CHALLENGE_TOO_MANY', { limit: String(MAX_OPEN) });
    }
    const now = hub.clock.now();
    const isPersonal = definition.personal === true;
    const owner = record.source;
    const id = await insertChallenge(trx, {
      ...{ record_type: recordType, record_key: record.key, position: record.position, field },
      own_value: isPersonal ? null : ownValue,
      ...{ reason, challenger: viewer.party, owner, state: 'OPEN', raised_at: now, due_on: dueOn(now, days) },
      ...{ settled_at: null, correction: null },
    });
    await insertStep(trx, { challenge_id: id, step: 1, act: 'RAISED', party: viewer.party, owner, remark: null, taken_at: now });
    if (isPersonal && ownValue !== null) {
      const value = typeof given === 'string' ? given : ownValue;
      await sendAhead(
        trx,
        insertPersonal([{ holder_kind: CHALLENGE_HOLDER, holder: id, field, salt: hub.randomness.salt(), value }]),
      );
    }
    return id;
  });
  return typeof raised === 'number' ? get(hub, raised, viewer) : { ok: false, problem: raised };
}

/**
 * The owner of the source answers, or the operator for it. Passed on it is due anew: its new owner has not seen it before.
 * A personal value that the party gave is deleted once it is settled: there is nothing more to hold it against.
 */
export async function answerChallenge(
  hub: Hub,
  id: number,
  answer: Answer,
  viewer: Viewer,
  days = ANSWER_DAYS,
): Promise<Result<Challenge>> {
  const remark = answer.remark.trim();
  if (remark === '') return fail('TEXT_MISSING', { name: 'remark' });
  if (!isText(remark)) return fail('TEXT_TOO_LONG', { name: 'remark', limit: String(MAX_TEXT) });
  const found = await transact(hub, async (trx): Promise<Problem | null> => {
    await lockHead(trx, hub.db.dialect);
    const row = await findChallenge(trx, id);
    if (row === undefined || !concerns(row, viewer)) return problem('CHALLENGE_ABSENT', { id: String(id) });
    if (!mayAnswer(row, viewer)) return problem('NOT_ALLOWED', { what: 'answerChallenge' });
    if (row.state !== 'OPEN') return problem('CHALLENGE_SETTLED', { id: String(id) });
    const now = hub.clock.now();
    const change = await changeOf(trx, row, answer, now, days);
    if ('code' in change) return change;
    await updateChallenge(trx, id, change);
    const step = (await listSteps(trx, [id])).length + 1;
    const owner = change.owner ?? row.owner;
    if (change.state !== undefined) await deletePersonal(trx, CHALLENGE_HOLDER, id);
    await insertStep(trx, { challenge_id: id, step, act: answer.act, party: viewer.party, owner, remark, taken_at: now });
    return null;
  });
  if (found !== null) return { ok: false, problem: found };
  if (answer.act !== 'PASSED_ON') await emptyLog(hub.db);
  return get(hub, id, viewer);
}

/**
 * Takes what is erased from a record's field out of the challenges of that field: the same values, and of settled ones the
 * texts too, which may quote them.
 */
export async function eraseDisputed(
  trx: Transaction,
  { recordType, key, field }: Pick<Dispute, 'recordType' | 'key' | 'field'>,
  values: Pick<ReadonlySet<string>, 'has'>,
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await listRows(trx, { recordType, keys: [key], field, after, limit: PAGE });
    const given = await listPersonal(
      trx,
      CHALLENGE_HOLDER,
      rows.map(({ id }) => id),
    );
    for (const { holder, value } of given) if (values.has(value)) await deletePersonal(trx, CHALLENGE_HOLDER, holder);
    for (const { id, state } of rows) if (state !== 'OPEN') await forgetTexts(trx, id);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

interface Change {
  readonly owner?: string;
  readonly due_on?: string;
  readonly state?: ChallengeState;
  readonly settled_at?: number;
  readonly correction?: number;
}

async function changeOf(
  trx: Transaction,
  row: ChallengeRow,
  answer: Answer,
  now: number,
  days: number,
): Promise<Change | Problem> {
  if (answer.act === 'UPHELD') return { state: 'UPHELD', settled_at: now };
  if (answer.act === 'PASSED_ON') {
    const known = [...new Set(listRecordTypes().map(({ source }) => source))];
    const others = known.filter((source) => source !== row.owner);
    if (!others.includes(answer.to as SourceName)) {
      return problem('CHALLENGE_PASS', { to: excerpt(answer.to), known: others.join(', ') });
    }
    return { owner: answer.to, due_on: dueOn(now, days) };
  }
  const { correction } = answer;
  const [version] = await listVersions(trx, [correction]);
  const isLater = correction > row.position && version?.record_type === row.record_type && version.record_key === row.record_key;
  if (!isLater) return problem('CHALLENGE_CORRECTION', { position: String(correction) });
  return { state: 'AGREED', settled_at: now, correction };
}

/** Those that concern the viewer, in the order in which they were raised. */
export async function listChallenges(
  hub: Hub,
  { isOverdue, ...filter }: ChallengeFilter & { readonly isOverdue?: boolean },
  viewer: Viewer,
): Promise<readonly Challenge[]> {
  if (!isParty(viewer)) return [];
  const overdue = isOverdue === true ? { state: 'OPEN', dueBefore: dayOf(hub.clock.now()) } : {};
  // An office sees what it has to answer; any other party what it has raised.
  const { source } = viewer;
  const isAsked = source !== undefined && filter.challenger !== viewer.party;
  const own = isOperator(viewer) ? {} : isAsked ? { owner: source } : { challenger: viewer.party };
  return viewsOf(hub, hub.db.read, await listRows(hub.db.read, { ...filter, ...overdue, ...own }), viewer);
}

export async function findChallengeFor(hub: Hub, id: number, viewer: Viewer): Promise<Challenge | undefined> {
  const row = await findChallenge(hub.db.write, id);
  return row === undefined || !concerns(row, viewer) ? undefined : (await viewsOf(hub, hub.db.write, [row], viewer))[0];
}

/** What is disputed now of some records of one type, by key: for a record to show that it is. One statement, and one more for the steps. */
export async function findDisputed(
  hub: Hub,
  recordType: string,
  keys: readonly string[],
  viewer: Viewer,
): Promise<ReadonlyMap<string, readonly Challenge[]>> {
  const rows = await listRows(hub.db.read, { recordType, keys, state: 'OPEN', limit: MAX_OPEN });
  const { fields } = getRecordType(recordType);
  const seen = rows.filter(({ field }) => {
    const definition = fields[field];
    return definition !== undefined && maySee(definition, viewer);
  });
  return Map.groupBy(await viewsOf(hub, hub.db.read, seen, viewer), ({ key }) => key);
}

/** For whom has just acted: it may be another's turn now. */
async function get(hub: Hub, id: number, viewer: Viewer): Promise<Result<Challenge>> {
  const row = await findChallenge(hub.db.write, id);
  const [challenge] = row === undefined ? [] : await viewsOf(hub, hub.db.write, [row], viewer, () => true);
  return challenge === undefined ? fail('CHALLENGE_ABSENT', { id: String(id) }) : ok(challenge);
}

/** @param isSide who is told the reasons */
async function viewsOf(
  hub: Hub,
  db: Db,
  rows: readonly ChallengeRow[],
  viewer: Viewer,
  isSide: (row: ChallengeRow) => boolean = (row) => concerns(row, viewer),
): Promise<readonly Challenge[]> {
  const ids = rows.map(({ id }) => id);
  const steps = Map.groupBy(await listSteps(db, ids), ({ challenge_id }) => challenge_id);
  const isPersonal = (row: ChallengeRow) => fieldOf(row)?.personal === true;
  const withPersonal = rows.filter(isPersonal).map(({ id }) => id);
  const personal = new Map((await listPersonal(db, CHALLENGE_HOLDER, withPersonal)).map(({ holder, value }) => [holder, value]));
  const today = dayOf(hub.clock.now());
  return rows.map((row) => {
    const told = isSide(row);
    return {
      ...{ id: row.id, recordType: row.record_type, key: row.record_key, position: row.position, field: row.field },
      ownValue: isPersonal(row) ? personalValue(row, personal.get(row.id), viewer) : plainValue(row),
      reason: told && row.reason !== '' ? row.reason : null,
      ...{ challenger: row.challenger, owner: row.owner, state: row.state as ChallengeState },
      ...{ raisedAt: row.raised_at, dueOn: row.due_on, isOverdue: row.state === 'OPEN' && row.due_on < today },
      ...{ settledAt: row.settled_at, correction: row.correction },
      steps: (steps.get(row.id) ?? []).map((step) => stepOf(step, told)),
    };
  });
}

function stepOf({ act, party, owner, remark, taken_at }: ChallengeStepRow, told: boolean): ChallengeStep {
  return { act: act as ChallengeStep['act'], party, owner, remark: told ? remark : null, at: taken_at };
}

function plainValue({ own_value }: ChallengeRow): unknown {
  return own_value === null ? null : (JSON.parse(own_value) as unknown);
}

/** As the field of the record is seen: in clear by whom its value is, and by who gave it. */
function personalValue(row: ChallengeRow, value: string | undefined, viewer: Viewer): string | null {
  if (value === undefined) return null;
  const field = fieldOf(row);
  const isOwn = row.challenger === viewer.party;
  return isOwn || (field !== undefined && viewer.classes.has(field.class) && viewer.personalInClear)
    ? value
    : maskPersonal(value);
}

function fieldOf({ record_type, field }: ChallengeRow): Field | undefined {
  return getRecordType(record_type).fields[field];
}

function maySee(field: Field, viewer: Viewer): boolean {
  return viewer.classes.has(field.class) || field.personal === true;
}

/** Whether the viewer is a side of it. */
function concerns(row: ChallengeRow, viewer: Viewer): boolean {
  return mayAnswer(row, viewer) || (isParty(viewer) && row.challenger === viewer.party);
}

function mayAnswer(row: ChallengeRow, viewer: Viewer): boolean {
  return isOperator(viewer) || (isParty(viewer) && viewer.source === row.owner);
}

function isText(text: string): boolean {
  return text.length > 0 && text.length <= MAX_TEXT;
}

function dueOn(now: number, days: number): string {
  return dayOf(now + days * DAY_MS);
}

/** The date in Asia/Shanghai. */
function dayOf(now: number): string {
  return new Date(now + SHANGHAI_MS).toISOString().slice(0, 10);
}
