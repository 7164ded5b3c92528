/** A list read page by page, all of it as known at the moment of its first page. */
import { HutongError } from './hutong-error.ts';
import type { PageVariables } from './operation.ts';
import type { Answer } from './request.ts';

export async function* readPages<Data, Variables extends PageVariables>(
  ask: (variables: Variables) => Promise<Answer<Data>>,
  list: readonly string[],
  variables: Variables,
): AsyncGenerator<Answer<Data>, void, undefined> {
  for (let given = variables; ; ) {
    const answer = await ask(given);
    yield answer;
    const { endCursor, at, missing } = placeOf(answer.data, list);
    const [error] = answer.errors;
    // A list that could not be read must not look like one that is over.
    if (missing && error !== undefined) throw new HutongError(error, { errors: answer.errors });
    if (endCursor === null) return;
    given = { ...given, after: endCursor, ...(at === undefined ? {} : { at }) };
  }
}

interface Place {
  /** Null where this was the last page. */
  readonly endCursor: string | null;
  /**
   * The moment of what the list is inside. A cursor of a list of its own carries the moment of its first page; the one of a list inside
   * a company does not, as the company has it.
   */
  readonly at: string | undefined;
  readonly missing: boolean;
}

function placeOf(data: unknown, list: readonly string[]): Place {
  let here: unknown = data;
  let at: string | undefined;
  for (const name of list) {
    at = (here as { readonly at?: string }).at ?? at;
    here = (here as Readonly<Record<string, unknown>>)[name];
    if (here === null || here === undefined) return { endCursor: null, at: undefined, missing: true };
  }
  const { pageInfo } = here as { readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } };
  return { endCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null, at, missing: false };
}
