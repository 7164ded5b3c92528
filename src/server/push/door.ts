/** Who comes in with a token: parties by their tokens, so many pushes a minute, so many wrong tokens. */
import { hash, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import type { Party } from '../../feed/push/intake.ts';
import { Tries } from '../counter/tries.ts';

export interface KnownParty extends Party {
  readonly token: string;
}

export interface DoorLimits {
  /** Wrong tokens from one address in a minute. */
  readonly wrongTokens: number;
  /** Pushes of one party in a minute. */
  readonly pushes: number;
  /** Requests of one party at one time. */
  readonly atOnce: number;
}

const LIMITS: DoorLimits = { wrongTokens: 20, pushes: 300, atOnce: 8 };
const MINUTE_MS = 60_000;

export class Door {
  readonly #parties: readonly { readonly party: Party; readonly digest: Buffer }[];
  readonly #limits: DoorLimits;
  readonly #wrong: Tries;
  readonly #pushes: Tries;
  readonly #inside = new Map<string, number>();

  constructor(parties: readonly KnownParty[], now: () => number, limits = LIMITS) {
    this.#parties = parties.map(({ id, source, token }) => ({ party: { id, source }, digest: digestOf(token) }));
    this.#limits = limits;
    this.#wrong = new Tries({ tries: limits.wrongTokens, windowMs: MINUTE_MS }, now);
    this.#pushes = new Tries({ tries: limits.pushes, windowMs: MINUTE_MS }, now);
  }

  /** Whose token it is that comes with a push; where nobody may push, no token helps, and that is what is told. */
  pusherOf(authorization: string | undefined, address: string): Result<Party> {
    return this.#parties.length === 0 ? fail('PUSH_NOT_ALLOWED') : this.partyOf(authorization, address);
  }

  /**
   * Whose token it is. Wrong ones are limited by address, and only they: many parties come from one address, and what one
   * of them gets wrong must not shut out the others.
   * @param authorization the header @param address where it comes from
   */
  partyOf(authorization: string | undefined, address: string): Result<Party> {
    const party = this.knows(authorization);
    if (party !== undefined) return ok(party);
    const wait = this.#wrong.waitOf(address);
    if (wait > 0) return tooOften(wait);
    this.#wrong.count(address);
    return fail('PUSH_TOKEN');
  }

  /** Whose token it is, where it is one. */
  knows(authorization: string | undefined): Party | undefined {
    const given = digestOf(/^bearer +(\S{1,400})$/i.exec(authorization ?? '')?.[1] ?? '');
    // All of them, each in the same time: how long it takes tells nothing of a token.
    return this.#parties.filter(({ digest }) => timingSafeEqual(digest, given))[0]?.party;
  }

  /** Lets a push of a party in; it says when it leaves. */
  enter({ id }: Party): Result<{ leave(): void }> {
    const wait = this.#pushes.waitOf(id);
    if (wait > 0) return tooOften(wait);
    const inside = this.#inside.get(id) ?? 0;
    if (inside >= this.#limits.atOnce) return fail('PUSH_BUSY');
    this.#pushes.count(id);
    this.#inside.set(id, inside + 1);
    return ok({ leave: () => this.#inside.set(id, (this.#inside.get(id) ?? 1) - 1) });
  }
}

function tooOften(waitMs: number): Result<never> {
  return fail('PUSH_TOO_OFTEN', { seconds: String(Math.ceil(waitMs / 1000)) });
}

function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
