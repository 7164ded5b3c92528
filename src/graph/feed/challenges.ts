/** `challenges`, and what is disputed of the records of a page: read together, one statement for each type of record. */
import DataLoader from 'dataloader';
import type { Viewer } from '../../access/viewer.ts';
import { problem } from '../../domain/message/problem.ts';
import {
  type Answer,
  answerChallenge as answer,
  type Challenge,
  challengeRecord as challenge,
  findDisputed,
  listChallenges,
} from '../../feed/challenges.ts';
import type { Hub } from '../../feed/hub.ts';
import { isProblem, type OpenRecord } from '../../feed/read.ts';
import type { GraphContext } from '../context.ts';
import type { EstateAt } from '../estate/estate.ts';
import { pageInfoOf, pageSize } from '../page.ts';
import { problemError, valueOrThrow } from '../problem-error.ts';
import { readPosition } from '../scalars.ts';
import type {
  ChallengeAct,
  ChallengeConnectionResolvers,
  ChallengeResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../types.generated.ts';
import { readId } from './desk.ts';

export interface ChallengePage {
  readonly challenges: readonly Challenge[];
  readonly hasMore: boolean;
  readonly isFirst: boolean;
}

export const challengesQuery: NonNullable<QueryResolvers['challenges']> = async (_root, args, { hub, viewer }) => {
  const first = pageSize(args.first);
  const after = args.after == null ? null : readPosition(args.after);
  if (after === undefined) throw problemError(problem('CURSOR_MALFORMED'), 'after');
  const { recordType, key, owner, state, overdue } = args.filter ?? {};
  const found = await listChallenges(
    hub,
    {
      ...(recordType == null ? {} : { recordType }),
      ...(key == null ? {} : { keys: [key] }),
      ...(owner == null ? {} : { owner }),
      ...(state == null ? {} : { state }),
      ...(overdue === true ? { isOverdue: true } : {}),
      ...(after === null ? {} : { after }),
      limit: first + 1,
    },
    viewer,
  );
  return { challenges: found.slice(0, first), hasMore: found.length > first, isFirst: after === null };
};

export const challengeRecord: NonNullable<MutationResolvers['challengeRecord']> = async (_root, args, context) => {
  const { hub, viewer, challengeDays } = context;
  const { recordType, key, field, reason } = args;
  const pin = await context.pin(args.at);
  const ownValue = args.ownValue ?? null;
  return valueOrThrow(await challenge(hub, { recordType, key, pin, field, ownValue, reason }, viewer, challengeDays));
};

export const answerChallenge: NonNullable<MutationResolvers['answerChallenge']> = async (_root, args, context) => {
  const { hub, viewer, challengeDays } = context;
  return valueOrThrow(await answer(hub, readId(args.id), answerOf(args), viewer, challengeDays));
};

function answerOf(args: {
  readonly answer: ChallengeAct;
  readonly remark: string;
  readonly correction?: number | null;
  readonly to?: string | null;
}): Answer {
  const { remark } = args;
  if (args.answer === 'AGREED') return { act: 'AGREED', remark, correction: args.correction ?? 0 };
  return args.answer === 'UPHELD' ? { act: 'UPHELD', remark } : { act: 'PASSED_ON', remark, to: args.to ?? '' };
}

/** What is disputed of an estate: none of what is not known for the date that is asked about. */
export async function estateDisputed({ id, pin }: EstateAt, _args: object, context: GraphContext): Promise<readonly Challenge[]> {
  const record = await context.records.load('estate', id, pin);
  return record === null || isProblem(record) ? [] : disputed(record, {}, context);
}

/** What is disputed of a record, at whatever position it is seen: an older version than the disputed one is not. */
export async function disputed(record: OpenRecord, _args: object, context: GraphContext): Promise<readonly Challenge[]> {
  const found = await context.disputes.load(record);
  return found.filter(({ position }) => position <= record.position);
}

type Disputable = Pick<OpenRecord, 'recordType' | 'key'>;

export type DisputeLoader = DataLoader<Disputable, readonly Challenge[], string>;

export function disputeLoader(hub: Hub, viewer: Viewer): DisputeLoader {
  return new DataLoader<Disputable, readonly Challenge[], string>(
    async (records) => {
      const found = new Map<string, ReadonlyMap<string, readonly Challenge[]>>();
      for (const [recordType, ofType] of Map.groupBy(records, (record) => record.recordType)) {
        const keys = ofType.map(({ key }) => key);
        found.set(recordType, await findDisputed(hub, recordType, keys, viewer));
      }
      return records.map(({ recordType, key }) => found.get(recordType)?.get(key) ?? []);
    },
    { cacheKeyFn: ({ recordType, key }) => `${recordType} ${key}`, maxBatchSize: 1000 },
  );
}

export const challengeResolvers: ChallengeResolvers = { id: ({ id }) => String(id) };

const cursorOf = ({ id }: Challenge): string => String(id);

export const challengeConnectionResolvers: ChallengeConnectionResolvers = {
  nodes: ({ challenges }) => challenges,
  edges: ({ challenges }) => challenges.map((node) => ({ cursor: cursorOf(node), node })),
  pageInfo: (page) => pageInfoOf(page.challenges.map(cursorOf), page),
};
