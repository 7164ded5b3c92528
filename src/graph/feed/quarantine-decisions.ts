/** What a person decides about wire records set aside. */
import { problem } from '../../domain/message/problem.ts';
import { dropQuarantined as drop } from '../../feed/quarantine.ts';
import { problemError } from '../problem-error.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { deskFor, readId, requireOperator } from './desk.ts';

/** Records to one request: each is read and written anew. */
const MOST = 1000;

export const releaseQuarantined: NonNullable<MutationResolvers['releaseQuarantined']> = async (_root, args, context) => {
  const desk = deskFor(context, 'releaseQuarantined');
  const id = readId(args.id);
  const as = args.as?.trim().toUpperCase();
  const answer = await desk.release(id, { confirm: args.confirm ?? false, ...(as === undefined ? {} : { as }) });
  if (answer.released) return { released: true, position: answer.position, problems: [] };
  if (answer.problems === null) throw problemError(problem('CLI_QUARANTINE_ABSENT', { id: String(id) }), 'id');
  return { released: false, position: null, problems: answer.problems };
};

export const retryQuarantined: NonNullable<MutationResolvers['retryQuarantined']> = async (
  _root,
  { source, code, after },
  context,
) => {
  const filter = {
    ...(source == null ? {} : { source }),
    ...(code == null ? {} : { code: code.slice(0, 60) }),
    ...(after == null ? {} : { after: readId(after, 'after') }),
  };
  const { last, ...answer } = await deskFor(context, 'retryQuarantined').retry(filter, MOST);
  return { ...answer, last: last === null ? null : String(last) };
};

export const dropQuarantined: NonNullable<MutationResolvers['dropQuarantined']> = async (_root, args, context) => {
  requireOperator(context, 'dropQuarantined');
  const id = readId(args.id);
  if (!(await drop(context.hub, id))) throw problemError(problem('CLI_QUARANTINE_ABSENT', { id: String(id) }), 'id');
  return true;
};
