/**
 * Writes to a hub until it is told to stop, and keeps what it was told of each batch. Every version that a batch writes bears a
 * number that no other batch has, so that one that was written twice, or lost, is found.
 */
import { closeEntry, type Entry, putEntry } from '../../src/feed/entry.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { type BatchResult, writeBatch } from '../../src/feed/write.ts';
import { Dice } from './dice.ts';
import { observed } from './registrations.ts';
import { usccOf } from './uscc.ts';

/** Few, so that writers meet on them. */
const KEYS = 60;
const MOST = 12;

export interface SentBatch {
  /** What its records say: its number is their capital. */
  readonly number: number;
  /** Where it says that a record has ended, which bears no number, null. */
  readonly puts: readonly (string | null)[];
  /** How often it was run up to its commit. */
  readonly attempts: number;
  /** What was answered; an error where it was refused. */
  readonly answer: BatchResult | Error;
  /** Of the answer; milliseconds of `performance.now()`. */
  readonly at: number;
}

export class ClusterWriter {
  readonly sent: SentBatch[] = [];
  readonly #hub: Hub;
  readonly #dice: Dice;
  readonly #name: number;
  #isStopped = false;
  /** Called in the next batch, when nothing is left of it but its commit. */
  onCommit: (() => void) | undefined;

  /** @param name below 100, another one for each writer */
  constructor(hub: Hub, name: number, seed: number) {
    this.#hub = hub;
    this.#name = name;
    this.#dice = new Dice(seed);
  }

  async run(): Promise<void> {
    while (!this.#isStopped) await this.#write(this.sent.length + 1);
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #write(count: number): Promise<void> {
    const number = count * 100 + this.#name;
    const chosen = new Set(Array.from({ length: 1 + this.#dice.roll(MOST) }, () => 1 + this.#dice.roll(KEYS)));
    const entries = [...chosen].map((company) => this.#entry(company, number));
    const puts = entries.map((entry) => ('content' in entry ? entry.key : null));
    let attempts = 0;
    const beside = async (): Promise<void> => {
      attempts += 1;
      this.onCommit?.();
      this.onCommit = undefined;
    };
    const answer = await writeBatch(this.#hub, { source: 'registry', entries, receivedAt: this.#hub.clock.now(), beside }).catch(
      (error: unknown) => error as Error,
    );
    this.sent.push({ number, puts, attempts, answer, at: performance.now() });
  }

  #entry(company: number, number: number): Entry {
    if (this.#dice.roll(10) === 0) return closeEntry('registration', usccOf(company));
    const given = {
      capital: String(number),
      region: this.#dice.pick(['140105', '140106']),
      legalRepresentative: this.#dice.pick(['张三', '李四']),
    };
    return putEntry(observed(company, given), this.#hub.fingerprint);
  }
}
