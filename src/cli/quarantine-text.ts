/** A row that was set aside, for people and for machines. */
import { at, type Problem } from '../domain/message/problem.ts';
import type { Quarantined } from '../feed/quarantine.ts';
import { isoTime } from './format.ts';
import { problemJson } from './output.ts';

/** Why it waits. A reason found only against what the hub holds does not know its row; the record does. */
export function reasonsOf({ problems, row }: Quarantined): readonly Problem[] {
  return problems.map((found) => (found.row === undefined && row !== null ? at(found, undefined, row) : found));
}

export function quarantinedJson(found: Quarantined): object {
  const { id, source, run, row, state, recordType, key, wire } = found;
  return {
    ...{ id, source, run, row, state, recordType, key },
    problems: reasonsOf(found).map(problemJson),
    createdAt: isoTime(found.createdAt),
    decidedAt: isoTime(found.decidedAt),
    position: found.position === null ? null : String(found.position),
    wire,
  };
}
