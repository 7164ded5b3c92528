/**
 * How a subgraph is asked for entities: by their keys, which it takes at their word. A key reads nothing but the head; what
 * is known of the entity is read by the fields that are asked of it, at the position of the key and at no other.
 */
import { fail, problem, type Result } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
import type { Pin } from '../../feed/position.ts';
import type { GraphContext } from '../context.ts';
import type { EstateAt } from '../estate/estate.ts';
import { problemError } from '../problem-error.ts';
import type { CompanyAt } from '../registry/company.ts';
import { scalars } from '../scalars.ts';

/** An entity as it is asked for: `__typename` and the fields of its key. */
type Representation = Readonly<Record<string, unknown>>;

/** A key that can be read, its moment not yet pinned. */
type Key = { readonly __typename: string; readonly at: string } & (Pick<CompanyAt, 'uscc'> | Pick<EstateAt, 'id'>);

type Reference = (CompanyAt | EstateAt) & { readonly __typename: string };

/** A canonical moment. An instant, or a date alone, would mean another position wherever it is asked. */
const CANONICAL = /^\d{1,15}(~\d{4}-\d{2}-\d{2})?$/;

/** As many entities fail each for itself; of more than that, all are refused for the reason of the first. */
const MAX_REFUSED = 100;

function keyOf({ __typename, uscc, id, at }: Representation): Key {
  const named =
    __typename === 'Company'
      ? { __typename, uscc: scalars.USCC.parseValue(uscc) }
      : __typename === 'Estate' && typeof id === 'string'
        ? { __typename, id }
        : undefined;
  if (named === undefined) throw problemError(problem('REFERENCE_MALFORMED', { value: excerpt(__typename) }), 'representations');
  if (typeof at !== 'string' || !CANONICAL.test(at)) throw problemError(problem('AT_MALFORMED', { value: excerpt(at) }), 'at');
  return { ...named, at };
}

function readKey(representation: Representation): Key | Error {
  try {
    return keyOf(representation);
  } catch (error) {
    return error as Error;
  }
}

function referenceOf({ at, ...named }: Key, pins: ReadonlyMap<string, Result<Pin>>): Reference | Error {
  const pin = pins.get(at) ?? fail('AT_MALFORMED', { value: at });
  return pin.ok ? { ...named, pin: pin.value } : problemError(pin.problem, 'at');
}

/**
 * `Query._entities`, each entity on its own: one that cannot be answered takes no other along. Errors are given as values, since
 * a list of promises that fail loses its last entries where the operation was compiled.
 */
export async function entities(
  _root: unknown,
  { representations }: { readonly representations: readonly Representation[] },
  context: GraphContext,
): Promise<readonly (Reference | Error)[]> {
  const keys = representations.map(readKey);
  const pins = await context.pinsOfKeys(new Set(keys.flatMap((key) => (key instanceof Error ? [] : [key.at]))));
  const found = keys.map((key) => (key instanceof Error ? key : referenceOf(key, pins)));
  const refused = found.filter((each) => each instanceof Error);
  if (refused[0] !== undefined && refused.length > MAX_REFUSED) throw refused[0];
  return found;
}
