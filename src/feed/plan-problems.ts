/** What the planner says of entries that it does not take: the problem, at the row that it is about. */
import { at, type Problem, problem } from '../domain/message/problem.ts';
import type { PutEntry } from './entry.ts';
import type { KeyState } from './planned.ts';

export function replacedProblem({ key, origin }: PutEntry, { into }: KeyState): Problem {
  return at(problem('KEY_REPLACED', { key, into: into ?? '' }), undefined, origin.row);
}

export function notHeldProblem({ type, key, lacking, origin }: PutEntry): Problem {
  const fields = lacking.map((field) => type.fields[field]?.zh ?? field).join('、');
  const fieldsEn = lacking.map((field) => type.fields[field]?.en ?? field).join(', ');
  return at(problem('RECORD_NOT_HELD', { key, fields, fieldsEn }), undefined, origin.row);
}
