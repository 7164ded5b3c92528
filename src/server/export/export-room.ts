/** Room for exports: each reads for minutes, and all of them together must leave the database to others. */
import { fail, ok, type Result } from '../../domain/message/problem.ts';

export interface ExportLimits {
  /** At one time. */
  readonly inAll: number;
  /** Of one party, or from one address. */
  readonly ofOne: number;
}

const LIMITS: ExportLimits = { inAll: 4, ofOne: 2 };

export class ExportRoom {
  readonly #limits: ExportLimits;
  /** Who is there, as often as it is. */
  readonly #inside: string[] = [];

  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  /** Lets one in, who leaves once. */
  enter(who: string): Result<{ leave(): void }> {
    const { inAll, ofOne } = this.#limits;
    const own = this.#inside.filter((each) => each === who).length;
    if (this.#inside.length >= inAll || own >= ofOne) return fail('EXPORT_BUSY', { limit: String(inAll), own: String(ofOne) });
    this.#inside.push(who);
    return ok({ leave: () => void this.#inside.splice(this.#inside.indexOf(who), 1) });
  }
}
