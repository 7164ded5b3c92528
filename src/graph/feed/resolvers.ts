/** Resolvers of the subgraph `feed` (schema/feed.graphql). */
import { searchedTo } from '../../feed/search/searched-to.ts';
import type { FeedHeadResolvers, QueryResolvers, Resolvers } from '../types.generated.ts';
import {
  answerChallenge,
  challengeConnectionResolvers,
  challengeRecord,
  challengeResolvers,
  challengesQuery,
} from './challenges.ts';
import {
  changeConnectionResolvers,
  changeResolvers,
  changesQuery,
  companyTimeline,
  estateTimeline,
} from './change-connection.ts';
import { changesSubscription } from './changes-subscription.ts';
import { digestQuery } from './digest.ts';
import { quarantineConnectionResolvers, quarantinedResolvers, quarantineQuery } from './quarantine-connection.ts';
import { dropQuarantined, releaseQuarantined, retryQuarantined } from './quarantine-decisions.ts';
import { approveRun, rejectRun, runConnectionResolvers, runResolvers, runsQuery, waitingRuns } from './runs.ts';
import { sourceResolvers, sourcesQuery } from './sources.ts';

const head: NonNullable<QueryResolvers['head']> = (_root, _args, context) => context.head();

const headResolvers: FeedHeadResolvers = {
  time: ({ position, recordedAt }) => (position === 0 ? null : recordedAt),
  digest: ({ sums }) => sums().digest,
  records: ({ sums }) => sums().records,
  suite: (_head, _args, { hub }) => hub.suite.name,
  searchedTo: (_head, _args, { hub }) => searchedTo(hub),
};

export const feedResolvers: Resolvers = {
  Query: {
    changes: changesQuery,
    digest: digestQuery,
    head,
    sources: sourcesQuery,
    quarantine: quarantineQuery,
    runs: runsQuery,
    challenges: challengesQuery,
  },
  Subscription: { changes: changesSubscription },
  Mutation: {
    approveRun,
    rejectRun,
    releaseQuarantined,
    retryQuarantined,
    dropQuarantined,
    challengeRecord,
    answerChallenge,
  },
  Challenge: challengeResolvers,
  ChallengeConnection: challengeConnectionResolvers,
  Change: changeResolvers,
  ChangeConnection: changeConnectionResolvers,
  Company: { timeline: companyTimeline },
  Estate: { timeline: estateTimeline },
  Run: runResolvers,
  RunConnection: runConnectionResolvers,
  FeedHead: headResolvers,
  Source: { ...sourceResolvers, waitingRuns },
  Quarantined: quarantinedResolvers,
  QuarantineConnection: quarantineConnectionResolvers,
};
