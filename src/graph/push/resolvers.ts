/** Resolvers of pushes, which are a part of the subgraph `feed` (schema/feed.push.graphql). */
import type { RecordAnswer } from '../../feed/push/answer.ts';
import type {
  PushAnswerResolvers,
  PushedRecordResolvers,
  PushOutcome,
  PushProblemResolvers,
  Resolvers,
} from '../types.generated.ts';
import { push } from './push.ts';

const OUTCOMES: Readonly<Record<RecordAnswer['outcome'], PushOutcome>> = {
  accepted: 'ACCEPTED',
  unchanged: 'UNCHANGED',
  late: 'LATE',
  outOfScope: 'OUT_OF_SCOPE',
  refused: 'REFUSED',
};

const KINDS = {
  created: 'CREATED',
  changed: 'CHANGED',
  corrected: 'CORRECTED',
  restored: 'RESTORED',
  withdrawn: 'ENDED',
} as const;

const answer: PushAnswerResolvers = {
  receivedAt: ({ receivedAt }) => Date.parse(receivedAt),
  finishedAt: ({ finishedAt }) => Date.parse(finishedAt),
  position: ({ position }) => Number(position),
};

const record: PushedRecordResolvers = {
  outcome: ({ outcome }) => OUTCOMES[outcome],
  kind: ({ as }) => (as === undefined ? null : KINDS[as]),
  position: ({ position }) => (position === undefined ? null : Number(position)),
  problems: ({ problems }) => problems ?? [],
  warnings: ({ warnings }) => warnings ?? [],
};

const problemOf: PushProblemResolvers = {
  message: ({ message }, { language }, context) => message[language == null ? context.language : language === 'EN' ? 'en' : 'zh'],
};

export const pushResolvers: Resolvers = {
  Mutation: { push },
  PushAnswer: answer,
  PushedRecord: record,
  PushProblem: problemOf,
};
