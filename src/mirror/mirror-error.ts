/** What keeps a mirror from its work, as a problem that a person can act on. */
import { type Problem, problem } from '../domain/message/problem.ts';

export class MirrorError extends Error {
  override readonly name: string = 'MirrorError';
  readonly problem: Problem;

  constructor(found: Problem, options?: ErrorOptions) {
    super(found.code, options);
    this.problem = found;
  }
}

/** Where to go on in the feed that the hub has now. */
export interface Resume {
  readonly feed: string;
  /** The last position that both feeds have; null where they have none. */
  readonly after: number | null;
}

/** What is damaged at the hub, as far as the reader may know. */
export interface Damage {
  readonly position: number | null;
  /** `type key`. */
  readonly record: string | null;
}

export interface UpstreamFacts extends ErrorOptions {
  /** Whether it passes by itself. */
  readonly retryable?: boolean;
  /** Milliseconds that the hub asked to be left alone for. */
  readonly retryAfterMs?: number | null;
  /** Of a position that belongs to another feed. */
  readonly resume?: Resume;
  /** Of what the hub cannot read itself. */
  readonly damage?: Damage;
  /** Whether it is this way of asking that is refused, and another may do. */
  readonly isFormRefused?: boolean;
}

/** What the hub said, or what became of the way to it. */
export class UpstreamError extends MirrorError {
  override readonly name = 'UpstreamError';
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly resume: Resume | undefined;
  readonly damage: Damage | undefined;
  readonly isFormRefused: boolean;

  constructor(
    found: Problem,
    { retryable = false, retryAfterMs = null, resume, damage, isFormRefused = false, ...options }: UpstreamFacts = {},
  ) {
    super(found, options);
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
    this.resume = resume;
    this.damage = damage;
    this.isFormRefused = isFormRefused;
  }
}

/** An answer that no hub gives; `part` names what was wrong with it. */
export function strangeAnswer(url: string, part: string, facts: UpstreamFacts = {}): UpstreamError {
  return new UpstreamError(problem('MIRROR_NOT_A_HUB', { url, part }), facts);
}
