/**
 * The counts of a run. Every wire record read is in exactly one of them: `withdrawn` are those by which their source took a
 * record back. `ended` counts records that ended without a row of their own, missed by a full run or replaced, and is apart.
 */
export const COUNT_NAMES = [
  'created',
  'changed',
  'corrected',
  'restored',
  'withdrawn',
  'unchanged',
  'late',
  'outOfScope',
  'quarantined',
] as const;

export type Outcome = (typeof COUNT_NAMES)[number] | 'ended';

export type Counts = { readonly [name in Outcome | 'read']: number };

export const NO_COUNTS: Counts = {
  read: 0,
  created: 0,
  changed: 0,
  corrected: 0,
  restored: 0,
  withdrawn: 0,
  ended: 0,
  unchanged: 0,
  late: 0,
  outOfScope: 0,
  quarantined: 0,
};

/** `read` grows by every outcome but `ended`. */
export function addOutcomes(counts: Counts, outcomes: readonly Outcome[]): Counts {
  const sum: Record<string, number> = { ...counts };
  for (const outcome of outcomes) {
    sum[outcome] = (sum[outcome] ?? 0) + 1;
    if (outcome !== 'ended') sum.read = (sum.read ?? 0) + 1;
  }
  return sum as Counts;
}
