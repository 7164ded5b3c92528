/** What every answer of the graph gets on its way out: limits before, language, position and status after. */
import type { ApolloServerPlugin } from '@apollo/server';
import { problem } from '../domain/message/problem.ts';
import type { GraphContext } from '../graph/context.ts';
import { problemError } from '../graph/problem-error.ts';
import { inLanguage } from './answer-errors.ts';
import { queryProblem } from './query-limits.ts';

/** A request's context, and a place for the codes of its errors, which the log tells. Apollo copies the context, not the list. */
export interface ServerContext extends GraphContext {
  readonly codes: string[];
}

export function answerPlugin(): ApolloServerPlugin<ServerContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (operation === undefined) return;
          const found =
            operation.operation !== 'subscription'
              ? queryProblem({ schema, document, operation, variables: request.variables ?? {} })
              : problem('OPERATION_KIND_ABSENT');
          if (found === null) return;
          const error = problemError(found);
          error.extensions.http = { status: 400 };
          throw error;
        },
        async willSendResponse({ contextValue, response }) {
          const { headers } = response.http;
          headers.set('content-language', contextValue.language);
          headers.set('vary', 'accept, accept-language, authorization, hutong-at, hutong-max-staleness');
          // What a viewer sees must not be kept by anything in between.
          headers.set('cache-control', 'private, no-store');
          const positions = [...contextValue.positions];
          if (positions.length > 0) headers.set('hutong-position', positions.join(', '));
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const errors = singleResult.errors?.map((error) => inLanguage(error, contextValue.language));
          if (errors === undefined) return;
          singleResult.errors = errors;
          const codes = errors.map((error) => String(error.extensions?.code));
          if (codes.includes('INTERNAL') && singleResult.data == null) response.http.status = 500;
          contextValue.codes.push(...codes);
        },
      };
    },
  };
}
