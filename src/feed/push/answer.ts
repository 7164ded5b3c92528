/**
 * What a sender is answered: a summary, and what became of each record. It is stored and given again word for word, so it
 * holds no personal value: what was refused is told by its row, its field and its number in quarantine.
 */
import { maskPersonal } from '../../access/mask.ts';
import { describe } from '../../domain/message/describe.ts';
import { type Problem, problem } from '../../domain/message/problem.ts';
import type { WireRecord } from '../../domain/record/observation.ts';
import type { Counts } from '../counts.ts';
import type { Entry } from '../entry.ts';
import type { EntryOutcome } from '../planned.ts';

/** A problem in words, in both languages. */
export interface AnswerProblem {
  readonly code: string;
  /** The sender's own column. */
  readonly field: string | null;
  readonly row: number | null;
  readonly message: { readonly zh: string; readonly en: string };
}

export interface PushSummary {
  /** 回执 number; null for a dry run. */
  readonly receipt: string | null;
  /** FAILED: the file broke off, or too much of it was refused; what stood before that was taken in. `problem` says which. */
  readonly state: 'DONE' | 'FAILED';
  readonly dryRun: boolean;
  readonly sender: string;
  readonly source: string;
  readonly recordType: string;
  /** Instants of ISO 8601, in UTC. */
  readonly receivedAt: string;
  readonly finishedAt: string;
  readonly counts: PushCounts;
  readonly feed: string;
  /** The position of the feed that the push reached: whoever reads at it or later sees what was accepted. */
  readonly position: string;
  readonly problem: AnswerProblem | null;
}

/** All but `ended` add up to `read`. */
export type PushCounts = Readonly<Record<Exclude<keyof Counts, 'quarantined'> | 'refused', number>>;

/** What became of one record. What is absent is none. */
export interface RecordAnswer {
  /** The sheet that the row stands on, where several of a workbook were read. */
  readonly sheet?: string;
  readonly row: number | null;
  readonly key: string | null;
  readonly outcome: 'accepted' | 'unchanged' | 'late' | 'outOfScope' | 'refused';
  /** How it was accepted. */
  readonly as?: 'created' | 'changed' | 'corrected' | 'restored' | 'withdrawn';
  /** Where it stands in the feed, or what it is equal to does. */
  readonly position?: string;
  /** Under which number it waits. */
  readonly quarantine?: string;
  readonly problems?: readonly AnswerProblem[];
  /** Of an accepted record. */
  readonly warnings?: readonly AnswerProblem[];
}

export function pushCounts({ quarantined, ...counts }: Counts): PushCounts {
  return { ...counts, refused: quarantined };
}

/** @param warnings of the record, should it be accepted @param sheet that it stands on, where there are several */
export function recordAnswer(entry: Entry, outcome: EntryOutcome, warnings: readonly Problem[], sheet?: string): RecordAnswer {
  const { row, wire } = entry.origin;
  const told = (found: Problem) => answerProblem(withoutQuotes(found, wire), row);
  const reasons = outcome.outcome === 'outOfScope' ? [problem('PUSH_OUT_OF_SCOPE')] : outcome.problems;
  const problems = reasons.map(told);
  return {
    ...(sheet === undefined ? {} : { sheet }),
    row: row ?? null,
    key: outcome.key ?? ('key' in entry ? entry.key : entry.about?.key) ?? null,
    ...outcomeOf(outcome),
    ...(outcome.position === null ? {} : { position: String(outcome.position) }),
    ...(outcome.quarantined === undefined ? {} : { quarantine: String(outcome.quarantined) }),
    ...(problems.length === 0 ? {} : { problems }),
    ...(warnings.length === 0 ? {} : { warnings: warnings.map(told) }),
  };
}

function outcomeOf({ outcome }: EntryOutcome): Pick<RecordAnswer, 'outcome' | 'as'> {
  switch (outcome) {
    case 'created':
    case 'changed':
    case 'corrected':
    case 'restored':
    case 'withdrawn':
      return { outcome: 'accepted', as: outcome };
    case 'ended':
      return { outcome: 'accepted', as: 'withdrawn' }; // a row that ends a record takes it back
    case 'quarantined':
      return { outcome: 'refused' };
    default:
      return { outcome };
  }
}

export function answerProblem(found: Problem, row = found.row): AnswerProblem {
  const placed: Problem = row === undefined ? found : { ...found, row };
  return {
    code: found.code,
    field: found.field ?? null,
    row: row ?? null,
    message: { zh: describe(placed, 'zh'), en: describe(placed, 'en') },
  };
}

/**
 * A message quotes what it complains of, and its sender must be able to read it: a date, a code, a company's name. Masked is
 * what stood in a personal column; and where columns have slipped, a person's name in another one.
 */
function withoutQuotes(found: Problem, wire: WireRecord | undefined): Problem {
  if (wire === undefined) return found;
  const slipped = Object.values(wire.plain).filter((cell) => typeof cell === 'string' && PERSON_NAME.test(cell));
  const folded = [...slipped, ...Object.values(wire.personal)].map((cell) => fold(String(cell)));
  const quotes = (text: string): boolean => {
    const begin = fold(text).replace(/…$/, '');
    return begin.length > 1 && !/^\d{1,3}$/.test(begin) && folded.some((cell) => cell.startsWith(begin));
  };
  const params = Object.entries(found.params).map(([name, value]) => [name, quotes(value) ? maskPersonal(value) : value]);
  return { ...found, params: Object.fromEntries(params) as Record<string, string> };
}

/** How a person's name looks: 王小明, 欧阳·娜娜, John Smith. An identity number is cut short by whoever quotes it (see `excerpt`). */
const PERSON_NAME = /^\s*(?:\p{Script=Han}[·\s]?){2,4}\s*$|^\s*\p{Script=Latin}+(?:[\s.·-]+\p{Script=Latin}+)+\s*$/u;

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}
