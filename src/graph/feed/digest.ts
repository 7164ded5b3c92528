/** `digest`: what a copy of a scope must add up to. */
import { readScope } from '../../domain/scope/scope.ts';
import { digestOfScope } from '../../feed/scope-digest.ts';
import { valueOrThrow } from '../problem-error.ts';
import { requireCode } from '../require-code.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const digestQuery: NonNullable<QueryResolvers['digest']> = async (_root, args, context) => {
  const { hub, viewer } = context;
  const input = args.scope ?? {};
  const scope = valueOrThrow(readScope(input));
  const position = await context.pinPosition(args.at);
  if (input.company != null) await requireCode(context, input.company, { position, validOn: null }, 'company');
  const { digest, records, scanned } = await digestOfScope(hub, scope, position, viewer);
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
  return { feed: hub.feedId, at: String(position), scope: given, digest, records, scanned };
};
