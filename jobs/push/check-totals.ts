/** Holds a push against its sender's control totals, before anything of it is written. */
import type { Delivery } from '../../connectors/connector.ts';
import { type Problem, problem } from '../../src/domain/message/problem.ts';
import type { ToldStep } from '../../src/domain/record/observation.ts';
import { type PushTotals, TOLD_KINDS, TOTAL_NAMES, type TotalName } from '../../src/feed/push/totals.ts';

export function digestProblem(bodyDigest: string, { sha256 }: PushTotals): Problem | null {
  return sha256 === undefined || sha256 === bodyDigest ? null : mismatch('sha256', sha256, bodyDigest);
}

/**
 * Reads all of it once more where the totals count its records, or as much as there should be at most.
 * @param maxRows more are not taken in anyhow @throws DeliveryError
 */
export async function countProblem(
  delivery: Delivery,
  { counts }: PushTotals,
  maxRows: number,
  signal: AbortSignal,
): Promise<Problem | null> {
  const asked = TOTAL_NAMES.filter((name) => counts[name] !== undefined);
  if (asked.length === 0) return null;
  const most = Math.min(counts.records ?? maxRows, maxRows);
  const come = await countRecords(delivery, most, signal);
  if (come.records > maxRows) return problem('PUSH_TOO_MANY', { limit: String(maxRows), row: '0' });
  if (come.records > most) return mismatch('records', String(most), `>${most}`);
  const wrong = asked.find((name) => counts[name] !== come[name]);
  return wrong === undefined ? null : mismatch(wrong, String(counts[wrong]), String(come[wrong]));
}

/** Ends with the first batch that goes beyond `most`. */
async function countRecords(delivery: Delivery, most: number, signal: AbortSignal): Promise<Readonly<Record<TotalName, number>>> {
  let records = 0;
  const told = new Map<ToldStep['kind'], number>();
  for await (const { readings } of delivery.readings({ after: { row: 0, cursor: null }, signal })) {
    signal.throwIfAborted();
    records += readings.length;
    if (records > most) break;
    for (const reading of readings) {
      const kind = 'observation' in reading ? reading.observation.told?.kind : undefined;
      if (kind !== undefined) told.set(kind, (told.get(kind) ?? 0) + 1);
    }
  }
  const ofKinds = Object.entries(TOLD_KINDS).map(([name, kind]) => [name, told.get(kind) ?? 0]);
  return { records, ...Object.fromEntries(ofKinds) } as Record<TotalName, number>;
}

function mismatch(name: string, expected: string, actual: string): Problem {
  return problem('PUSH_TOTALS_MISMATCH', { name, expected, actual });
}
