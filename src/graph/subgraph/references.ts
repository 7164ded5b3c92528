/**
 * How a subgraph is asked for entities: by their keys, which it takes at their word. A key reads nothing but the head; what
 * is known of the entity is read by the fields that are asked of it, at the position of the key and at no other.
 */
import { problem } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
import type { GraphContext } from '../context.ts';
import type { EstateAt } from '../estate/estate.ts';
import { problemError } from '../problem-error.ts';
import type { CompanyAt } from '../registry/company.ts';
import { scalars } from '../scalars.ts';

/** An entity as it is asked for: `__typename` and the fields of its key. */
type Representation = Readonly<Record<string, unknown>>;

type Reference = (CompanyAt | EstateAt) & { readonly __typename: string };

/** A canonical moment. An instant, or a date alone, would mean another position wherever it is asked. */
const CANONICAL = /^\d{1,15}(~\d{4}-\d{2}-\d{2})?$/;

async function pinOf({ at }: Representation, context: GraphContext): Promise<CompanyAt['pin']> {
  if (typeof at !== 'string' || !CANONICAL.test(at)) throw problemError(problem('AT_MALFORMED', { value: excerpt(at) }), 'at');
  return context.pinOfKey(at);
}

async function referenceOf(key: Representation, context: GraphContext): Promise<Reference> {
  const { __typename, uscc, id } = key;
  if (__typename === 'Company') {
    return { __typename, uscc: scalars.USCC.parseValue(uscc), pin: await pinOf(key, context) };
  }
  if (__typename === 'Estate' && typeof id === 'string') return { __typename, id, pin: await pinOf(key, context) };
  throw problemError(problem('REFERENCE_MALFORMED', { value: excerpt(__typename) }), 'representations');
}

/**
 * `Query._entities`, each entity on its own: one that cannot be answered takes no other along. Errors are given as values, since
 * a list of promises that fail loses its last entries where the operation was compiled.
 */
export const entities = (
  _root: unknown,
  { representations }: { readonly representations: readonly Representation[] },
  context: GraphContext,
): Promise<readonly (Reference | Error)[]> =>
  Promise.all(representations.map((key) => referenceOf(key, context).catch((error: Error) => error)));
