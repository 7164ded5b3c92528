/** `sources`: how fresh each source is. */
import { listRecordTypes } from '../../domain/record/record-types.ts';
import type { QueryResolvers, SourceResolvers } from '../types.generated.ts';

/** The sources that the hub has record types of. */
export function sourceNames(): readonly string[] {
  return [...new Set(listRecordTypes().map(({ source }) => source))];
}

export const sourcesQuery: NonNullable<QueryResolvers['sources']> = (_root, _args, context) => context.sources();

export const sourceResolvers: SourceResolvers = {
  lastAttempt: ({ lastAttemptAt }) => lastAttemptAt,
  lastSuccess: ({ lastSuccessAt }) => lastSuccessAt,
  position: ({ lastRun }) => lastRun?.position ?? null,
  counts: ({ lastRun }) => lastRun?.counts ?? null,
  problem: ({ lastRun }) => lastRun?.problem ?? null,
};
