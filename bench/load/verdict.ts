/** What slices say: medians, ratios round by round, and whether what is promised is kept. */
import type { Slice } from './measure.ts';
import type { Question, Variant } from './questions.ts';

interface Promised {
  /** Of the requests a second of the server written by hand. */
  readonly ofHand: number;
  /** Below it something is wrong. */
  readonly defect: number;
  /** Times those of the plain Apollo server. */
  readonly ofApollo: number;
  /** Where a ready buffer is faster than the server written by hand by more than so many times, that one was held up. */
  readonly void: number;
}

const promised: Readonly<Record<Question, Promised>> = {
  q1: { ofHand: 0.8, defect: 0.65, ofApollo: 1.5, void: 15 },
  q2: { ofHand: 0.7, defect: 0.55, ofApollo: 2, void: 38 },
};

const titles: Readonly<Record<Question, string>> = { q1: "Q1, a company's card", q2: 'Q2, a page of 50 companies' };

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

export interface Verdict {
  readonly question: Question;
  /** Medians over the rounds. */
  readonly variants: readonly Slice[];
  /** Requests a second of one over those of another, in each round; their median. Null where one was not measured. */
  readonly ratios: {
    readonly hubOfHand: number | null;
    readonly coldOfHand: number | null;
    readonly hubOfApollo: number | null;
    readonly readyOfHand: number | null;
  };
  /** CPU of a request of the other one over that of the hub, server and database together: it moves less on a busy machine. */
  readonly byCpu: { readonly hubOfHand: number | null; readonly coldOfHand: number | null; readonly hubOfApollo: number | null };
  readonly isVoid: boolean;
}

export function judge(question: Question, rounds: readonly (readonly Slice[])[]): Verdict {
  const of = (slices: readonly Slice[], variant: Variant) => slices.find((slice) => slice.variant === variant);
  const ratio = (one: Variant, other: Variant, value: (slice: Slice) => number): number | null => {
    const each = rounds.map((slices) => {
      const [above, below] = [of(slices, one), of(slices, other)];
      return above === undefined || below === undefined ? undefined : value(above) / value(below);
    });
    const known = each.filter((value) => value !== undefined);
    return known.length === 0 ? null : median(known);
  };
  const speed = ({ requestsPerSecond }: Slice) => requestsPerSecond;
  const micros = ({ serverMicros, databaseMicros }: Slice) => serverMicros + databaseMicros;
  const readyOfHand = ratio('ready', 'hand', speed);
  const variants = (rounds[0] ?? []).map(({ variant }) => {
    const slices = rounds.flatMap((each) => of(each, variant) ?? []);
    const middle = (name: Exclude<keyof Slice, 'variant'>) => median(slices.map((slice) => slice[name]));
    return {
      ...{ variant, requestsPerSecond: middle('requestsPerSecond'), p50: middle('p50'), p99: middle('p99') },
      ...{ serverMicros: middle('serverMicros'), databaseMicros: middle('databaseMicros') },
    };
  });
  return {
    question,
    variants,
    ratios: {
      hubOfHand: ratio('hub', 'hand', speed),
      coldOfHand: ratio('cold', 'hand', speed),
      hubOfApollo: ratio('hub', 'apollo', speed),
      readyOfHand,
    },
    byCpu: {
      hubOfHand: ratio('hand', 'hub', micros),
      coldOfHand: ratio('hand', 'cold', micros),
      hubOfApollo: ratio('apollo', 'hub', micros),
    },
    isVoid: readyOfHand !== null && readyOfHand > promised[question].void,
  };
}

export function tellVerdict({ question, variants, ratios, byCpu, isVoid }: Verdict, tell: (text: string) => void): void {
  tell(`  ${titles[question]}`);
  for (const { variant, requestsPerSecond, p50, p99, serverMicros, databaseMicros } of variants) {
    tell(
      `    ${variant.padEnd(7)} ${String(Math.round(requestsPerSecond)).padStart(6)} requests/s  p50 ${p50.toFixed(1).padStart(5)} ms  p99 ${p99.toFixed(1).padStart(5)} ms` +
        `  CPU a request ${String(Math.round(serverMicros)).padStart(5)} µs, of the database ${String(Math.round(databaseMicros)).padStart(4)} µs`,
    );
  }
  const { ofHand, defect, ofApollo, void: tooFar } = promised[question];
  const { hubOfHand, coldOfHand, hubOfApollo, readyOfHand } = ratios;
  const cpu = (value: number | null) => (value === null ? '' : `, by CPU ${value.toFixed(2)}`);
  if (hubOfHand !== null) {
    const kept = hubOfHand >= ofHand ? 'reached' : hubOfHand >= defect ? 'not reached' : 'a defect';
    tell(`    hub / hand ${hubOfHand.toFixed(2)}${cpu(byCpu.hubOfHand)} (to reach ${ofHand}: ${kept})`);
  }
  if (coldOfHand !== null) tell(`    without its memory ${coldOfHand.toFixed(2)}${cpu(byCpu.coldOfHand)}`);
  if (hubOfApollo !== null) {
    const kept = hubOfApollo >= ofApollo ? 'reached' : 'not reached';
    tell(`    hub / apollo ${hubOfApollo.toFixed(2)}${cpu(byCpu.hubOfApollo)} (to reach ${ofApollo}: ${kept})`);
  }
  if (readyOfHand !== null)
    tell(`    ready / hand ${readyOfHand.toFixed(1)} (at most ${tooFar})${isVoid ? ': this run is void' : ''}`);
}
