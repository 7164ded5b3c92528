/** Brings the types of a copy that have a goal to it: each is held against an export at that position, from the key on that was reached. */
import type { Copy, Difference } from './copy.ts';
import type { Upstream } from './upstream.ts';

export interface AlignListener {
  /** After each part that was taken in. */
  onRows?(recordType: string, rows: number): void;
  onDifference?(difference: Difference): void;
}

/**
 * Killed, or broken off by an error, it goes on where it was; with all types there, the copy is in step.
 * @returns false where the signal ended it before
 * @throws UpstreamError
 */
export async function align(
  copy: Copy,
  upstream: Pick<Upstream, 'exportRows'>,
  { onRows, onDifference }: AlignListener,
  signal: AbortSignal,
): Promise<boolean> {
  for (const { record_type: recordType, goal, after_key: after } of copy.types) {
    if (goal === null) continue;
    const { feed, scope } = copy.state;
    for await (const batch of upstream.exportRows({ recordType, feed, at: goal, after, scope })) {
      await copy.takeBatch(recordType, batch, (difference) => onDifference?.(difference));
      onRows?.(recordType, batch.rows.length);
      if (signal.aborted) return false;
    }
  }
  await copy.finishAligning();
  return true;
}
