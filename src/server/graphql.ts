/** The graph behind HTTP: an Apollo Server whose answers are worded, limited and marked as ours. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { createSchema } from '../graph/schema.ts';
import { formatError, type Log } from './answer-errors.ts';
import { answerPlugin, type ServerContext } from './answer-plugin.ts';
import { MAX_TOKENS } from './query-limits.ts';

export function createGraphServer(log: Log): ApolloServer<ServerContext> {
  // Apollo's own lines quote the error they are about; the request's line has its code.
  const say = (level: 'warn' | 'error') => () => log[level]({}, 'the graph server has a complaint of its own');
  return new ApolloServer<ServerContext>({
    schema: createSchema(),
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: (formatted, error) => formatError(formatted, error, log),
    logger: { debug: () => {}, info: () => {}, warn: say('warn'), error: say('error') },
    plugins: [
      answerPlugin(),
      // It wraps every resolver, and the feed says better than a lifetime what may be kept.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
