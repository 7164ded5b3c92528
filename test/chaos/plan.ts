/** What happens when, made of a seed: at which positions of the feed the server is killed, and what happens to whom meanwhile. */
import { Dice } from '../support/dice.ts';

export type Blow =
  /** Every connection of the consumer is cut. */
  | 'cut'
  /** Its process stands still for a while (SIGSTOP). */
  | 'stop'
  /** It takes little at a time for a while. */
  | 'slow'
  /** kill -9, and started again. */
  | 'kill';

export interface Step {
  /** It happens when the feed has come so far. */
  readonly at: number;
  /** Whom: the server is only killed. */
  readonly whom: 'server' | number;
  readonly blow: Blow;
  /** How long it is away, stands still or is slow; milliseconds. */
  readonly ms: number;
}

export interface PlanOptions {
  readonly changes: number;
  readonly kills: number;
  readonly consumers: number;
  readonly seed: number;
}

const BLOWS: readonly Blow[] = ['cut', 'stop', 'slow', 'kill'];
const LONGEST_MS: Readonly<Record<Blow, number>> = { cut: 0, stop: 1_500, slow: 2_500, kill: 400 };

/** Blows for each consumer to one of the server. */
const FOR_A_KILL = 1;

/** In the order in which it happens. Each consumer suffers everything at least once. */
export function makePlan({ changes, kills, consumers, seed }: PlanOptions): readonly Step[] {
  const dice = new Dice(seed);
  const part = changes / kills;
  const steps: Step[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const at = Math.round(part * (kill + 0.2) + dice.roll(part * 0.6));
    steps.push({ at, whom: 'server', blow: 'kill', ms: dice.roll(LONGEST_MS.kill) });
  }
  const rounds = Math.max(BLOWS.length, kills * FOR_A_KILL);
  for (let whom = 0; whom < consumers; whom++) {
    for (let round = 0; round < rounds; round++) {
      const blow = BLOWS[(round + whom) % BLOWS.length] ?? 'cut';
      const at = Math.round((changes / rounds) * round + dice.roll(changes / rounds));
      steps.push({ at, whom, blow, ms: dice.roll(LONGEST_MS[blow]) });
    }
  }
  return steps.toSorted((a, b) => a.at - b.at);
}
