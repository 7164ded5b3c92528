/** `digest`: what a copy of a scope must add up to. */
import { problem } from '../../domain/message/problem.ts';
import { readScope } from '../../domain/scope/scope.ts';
import { formatAt } from '../../feed/position.ts';
import { digestOfScope } from '../../feed/scope-digest.ts';
import { problemError, valueOrThrow } from '../problem-error.ts';
import { requireCode } from '../require-code.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const digestQuery: NonNullable<QueryResolvers['digest']> = async (_root, args, context) => {
  const { hub, viewer } = context;
  const input = args.scope ?? {};
  const scope = valueOrThrow(readScope(input));
  const pin = await context.pin(args.at);
  if (pin.validOn !== null) throw problemError(problem('EXPORT_AT_DATE', { date: pin.validOn }), 'at');
  if (input.company != null) await requireCode(context, input.company, pin, 'company');
  const { digest, records, scanned } = await digestOfScope(hub, scope, pin.position, viewer);
  return { feed: hub.feedId, at: formatAt(pin), digest, records, scanned };
};
