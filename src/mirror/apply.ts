/**
 * How a page of changes is applied to a copy, as integrators have to do it too (docs/mirror.md):
 *
 * - `historyOnly`: nothing.
 * - `after` is null: the key goes; `hashBefore`, where there is one, is taken from the sum.
 * - otherwise the record is put in the place of its key; `hash` is added to the sum, `hashBefore` taken from it.
 *
 * Of several changes of a key in one page the last one tells what is left; the sum goes through all of them.
 */
import { StateDigest } from '../feed/suite.ts';
import type { UpstreamChange, UpstreamRecord } from './upstream.ts';

/** What a page leaves of a record type. */
export interface TypeSteps {
  readonly recordType: string;
  readonly puts: readonly UpstreamRecord[];
  readonly removes: readonly string[];
  /** To be added, modulo 2^256. */
  readonly digest: string;
  readonly records: number;
}

export function stepsOf(changes: readonly UpstreamChange[]): readonly TypeSteps[] {
  const steps: TypeSteps[] = [];
  for (const [recordType, ofType] of Map.groupBy(changes, (change) => change.recordType)) {
    const last = new Map<string, UpstreamChange>();
    const sum = new StateDigest();
    let records = 0;
    for (const change of ofType) {
      const { key, historyOnly, after, hash, hashBefore } = change;
      if (historyOnly) continue;
      last.set(key, change);
      if (hashBefore !== null) {
        sum.subtract(hashBefore);
        records -= 1;
      }
      if (after !== null) {
        sum.add(hash);
        records += 1;
      }
    }
    const left = [...last.values()];
    steps.push({
      recordType,
      puts: left.flatMap((change) => (change.after === null ? [] : [{ ...change, fields: change.after }])),
      removes: left.filter(({ after }) => after === null).map(({ key }) => key),
      digest: sum.hex,
      records,
    });
  }
  return steps;
}

/** The position that a page of changes breaks off at; null where each names the one before it. @param after what was asked for */
export function gapIn(
  changes: readonly UpstreamChange[],
  after: number,
): { readonly expected: number; readonly found: number } | null {
  let expected = after;
  for (const { position, previous } of changes) {
    if ((previous ?? 0) !== expected || position <= expected) return { expected, found: position };
    expected = position;
  }
  return null;
}
