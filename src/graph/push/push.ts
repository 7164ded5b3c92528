/** The mutation `push`: a few records, taken in as a push of them in a file would be. */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problem, type Result } from '../../domain/message/problem.ts';
import type { PushSummary, RecordAnswer } from '../../feed/push/answer.ts';
import { allowedType, readIdempotencyKey } from '../../feed/push/asked.ts';
import type { Party, PushIntake, PushRequest } from '../../feed/push/intake.ts';
import { TOTAL_NAMES } from '../../feed/push/totals.ts';
import { problemError, valueOrThrow } from '../problem-error.ts';
import type { MutationResolvers, PushTotals } from '../types.generated.ts';

/** The way in for pushes, as it stands open to one request. */
export interface PushGate {
  /** Who asks; a problem for whoever may not push. */
  party(): Result<Party>;
  /** Lets a push in; it says when it leaves. */
  enter(party: Party): Result<{ leave(): void }>;
  readonly intake: PushIntake;
}

/** Records of one request. */
export const MAX_PUSHED = 1_000;

export interface PushedAnswer extends PushSummary {
  readonly records: readonly RecordAnswer[];
}

export const push: NonNullable<MutationResolvers['push']> = async (_root, args, { pushGate, hub }) => {
  if (pushGate === null) throw problemError(problem('PUSH_NOT_ALLOWED'));
  const party = valueOrThrow(pushGate.party());
  const recordType = valueOrThrow(allowedType(party, args.recordType), 'recordType');
  const idempotencyKey = valueOrThrow(readIdempotencyKey(args.idempotencyKey), 'idempotencyKey');
  const { records } = args;
  if (records.length === 0) throw problemError(problem('PUSH_NO_RECORDS'), 'records');
  if (records.length > MAX_PUSHED) {
    const params = { limit: String(MAX_PUSHED), count: String(records.length), recordType };
    throw problemError(problem('PUSH_RECORDS_COUNT', params), 'records');
  }
  const place = valueOrThrow(pushGate.enter(party));
  try {
    return await carryOut(pushGate.intake, records, {
      sender: party.id,
      recordType,
      idempotencyKey,
      totals: { counts: countsOf(args.totals ?? {}) },
      dryRun: args.dryRun ?? false,
      workbook: false,
      receivedAt: hub.clock.now(),
    });
  } finally {
    place.leave();
  }
};

function countsOf(totals: PushTotals): PushRequest['totals']['counts'] {
  return Object.fromEntries(TOTAL_NAMES.flatMap((name) => (totals[name] == null ? [] : [[name, totals[name]]])));
}

async function carryOut(
  intake: PushIntake,
  records: readonly unknown[],
  asked: Omit<PushRequest, 'file' | 'bodyDigest'>,
): Promise<PushedAnswer> {
  const folder = await intake.makeFolder();
  try {
    const file = join(folder, 'body');
    const body = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    await writeFile(file, body, { mode: 0o600 });
    const bodyDigest = createHash('sha256').update(body).digest('hex');
    const { summary, recordsFile } = valueOrThrow(await intake.push({ ...asked, file, bodyDigest }));
    const lines = (await readFile(recordsFile, 'utf8')).split('\n').filter((line) => line !== '');
    return { ...summary, records: lines.map((line) => JSON.parse(line) as RecordAnswer) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
