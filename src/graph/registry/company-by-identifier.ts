/** `companyByIdentifier`: the present company that any number leads to, an old one too. */
import { findByIdentifier, type IdentifierMatch } from '../../feed/identifiers.ts';
import type { Pin } from '../../feed/position.ts';
import { valueOrThrow } from '../problem-error.ts';
import type { IdentifierMatchResolvers, QueryResolvers } from '../types.generated.ts';

export interface MatchAt extends IdentifierMatch {
  readonly pin: Pin;
}

export interface MatchesAt extends MatchAt {
  readonly candidates: readonly MatchAt[];
  readonly hasMoreCandidates: boolean;
}

export const companyByIdentifierQuery: NonNullable<QueryResolvers['companyByIdentifier']> = async (_root, args, context) => {
  const pin = await context.pin(args.at);
  await context.requireFresh('registry', args.maxStaleness);
  const query = { text: args.value, kind: args.kind ?? null, position: pin.position };
  const { matches, hasMore } = valueOrThrow(await findByIdentifier(context.hub, query, context.viewer), 'value');
  const candidates = matches.map((match) => ({ ...match, pin }));
  const [best] = candidates;
  if (best === undefined) await context.requireHeard('registry');
  return best === undefined ? null : { ...best, candidates, hasMoreCandidates: hasMore };
};

/** Of the best match and of every candidate alike. */
export const identifierMatchResolvers = {
  company: ({ company, pin }) => ({ uscc: company, pin }),
} satisfies IdentifierMatchResolvers;
