/** Random batches of few companies and few values, so that every rule is met often; and how they reach a hub. */
import fc from 'fast-check';
import { closeEntry, type Entry, putEntry } from '../../src/feed/entry.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { writeBatch } from '../../src/feed/write.ts';
import type { Command, FeedOracle, PutCommand } from './feed-oracle.ts';
import { observed } from './registrations.ts';
import { usccOf } from './uscc.ts';

export const COMPANIES = [1, 2, 3, 4];
export const REGIONS = ['140105', '140106'];

const rarely = <T>(value: fc.Arbitrary<T>, freq = 3) => fc.option(value, { nil: undefined, freq });
const date = fc.constantFrom('2019-01-01', '2021-06-01', '2023-03-03', '2025-09-29');

const values = {
  capital: fc.constantFrom('1', '2', '3'),
  region: rarely(fc.constantFrom(...REGIONS), 1),
  approvedOn: rarely(date, 1),
  pripid: rarely(fc.constantFrom('P1', 'P2'), 1),
  legalRepresentative: rarely(fc.constantFrom('张三', '李四'), 1),
  effectiveOn: rarely(date, 1),
};
const company = fc.constantFrom(...COMPANIES);
const put = fc.record({
  kind: fc.constant('put' as const),
  company,
  ...values,
  sourceVersion: rarely(fc.integer({ min: 1, max: 6 }), 1),
});
const close = fc.record({ kind: fc.constant('close' as const), company });
/** Which version of its company is corrected is drawn as a number, and found once the versions are there. */
const correct = fc.record({ kind: fc.constant('correct' as const), company, ...values, pick: fc.nat({ max: 1000 }) });

type Draft = Command | (Omit<PutCommand, 'kind' | 'corrects'> & { readonly kind: 'correct'; readonly pick: number });

/** A batch, and by how much the clock moves before it: backwards too. */
export interface DraftBatch {
  readonly commands: readonly Draft[];
  readonly hours: number;
}

export const batches: fc.Arbitrary<DraftBatch[]> = fc.array(
  fc.record({
    commands: fc.array(
      fc.oneof({ weight: 6, arbitrary: put }, { weight: 3, arbitrary: correct }, { weight: 1, arbitrary: close }),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
    hours: fc.integer({ min: -20, max: 40 }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Every position of the company, and one that is not: the last of them oftener than the others. */
export function resolve(drafts: readonly Draft[], oracle: FeedOracle): readonly Command[] {
  return drafts.map((draft) => {
    if (draft.kind !== 'correct') return draft;
    const { pick, kind: _, ...rest } = draft;
    const positions = oracle.factsOf(draft.company).map((fact) => fact.position);
    const last = positions.at(-1);
    const corrects = pick % 3 === 0 && last !== undefined ? last : (positions[pick % (positions.length + 1)] ?? 9_999);
    return { ...rest, kind: 'put', corrects };
  });
}

export function entryOf(hub: Hub, command: Command): Entry {
  if (command.kind === 'close') return closeEntry('registration', usccOf(command.company));
  const { kind: _, company: n, corrects, ...given } = command;
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return putEntry(observed(n, { region: undefined, ...defined } as object), hub.fingerprint, {
    ...(corrects === undefined ? {} : { told: { kind: 'CORRECTED', corrects } }),
    origin: { row: undefined, wire: { plain: { ...given, n, corrects: corrects ?? null }, personal: {} } },
  });
}

export async function feed(hub: Hub, commands: readonly Command[]): Promise<readonly string[]> {
  const entries = commands.map((command) => entryOf(hub, command));
  const { outcomes } = await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
  return outcomes.map(({ outcome }) => outcome);
}
