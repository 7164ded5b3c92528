/** The planner's rules without a database: what one batch wrote is known to the next. */
import {
  type CloseEntry,
  closeEntry,
  fingerprintText,
  type PutEntry,
  type PutOptions,
  putEntry,
  type ReadyEntry,
} from '../../src/feed/entry.ts';
import { planBatch } from '../../src/feed/plan.ts';
import { type KeyState, type KnownVersion, type Plan, stateKey } from '../../src/feed/planned.ts';
import { contentHash, intl } from '../../src/feed/suite.ts';
import { type Given, observed } from './registrations.ts';
import { usccOf } from './uscc.ts';

const fingerprint = intl.hmac('00'.repeat(32));

export const put = (given: Given = {}, options: PutOptions = {}, n = 1): PutEntry =>
  putEntry(observed(n, given), fingerprint, options);
export const correct = (corrects: number, given: Given = {}): PutEntry => put(given, { told: { kind: 'CORRECTED', corrects } });
export const close = (n = 1): CloseEntry => closeEntry('registration', usccOf(n));

export class PlannedFeed {
  readonly states = new Map<string, KeyState>();
  readonly histories = new Map<string, KnownVersion[]>();
  /** Companies that the hub knows though it holds no registration of them. */
  readonly companies = new Set<string>();
  head = 0;

  /** @param batches written one after another */
  constructor(...batches: readonly ReadyEntry[][]) {
    for (const batch of batches) this.write(...batch);
  }

  write(...entries: ReadyEntry[]): Plan {
    return this.#write(entries, false);
  }

  /** Entries of a list of everything there is. */
  list(...entries: ReadyEntry[]): Plan {
    return this.#write(entries, true);
  }

  #write(entries: readonly ReadyEntry[], isListing: boolean): Plan {
    const plan = planBatch(entries, this, this.head, (type, key, text) => contentHash(intl, type, key, text), isListing);
    for (const version of plan.versions) {
      const name = stateKey(version.type.name, version.key);
      const history = this.histories.get(name) ?? [];
      const before = this.states.get(name);
      const lastContent = before?.content == null ? (before?.last ?? null) : { content: before.content, hash: before.hash };
      const last = version.content === null ? lastContent : null;
      const stored = {
        ...version,
        recordType: version.type.name,
        fingerprint: fingerprintOf(version),
        receivedAt: version.position,
        last,
      };
      this.histories.set(name, [...history, stored]);
      if (!version.historyOnly) this.states.set(name, stored);
      this.head = version.position;
    }
    for (const [name, state] of this.states) {
      const seen = plan.seen.get(state.position);
      if (seen !== undefined) this.states.set(name, { ...state, sourceVersion: seen });
    }
    return plan;
  }
}

function fingerprintOf({ contentText, content, personal }: Plan['versions'][number]): string | null {
  return content === null || contentText === null ? null : fingerprint(fingerprintText(contentText, personal));
}

/** Outcome and position of each entry, as text. */
export const outcomes = (plan: Plan): readonly string[] =>
  plan.outcomes.map(({ outcome, position }) => `${outcome} ${position ?? '-'}`);

export const shape = (plan: Plan) =>
  plan.versions.map(({ position, previous, until, kind, historyOnly }) => ({ position, previous, until, kind, historyOnly }));
