/** What was read lately about a position and never changes: pages of lists and counts. Many ask for the same first page. */
import { createHash } from 'node:crypto';
import { type Asker, Lane } from './lane.ts';

const MOST_ANSWERS = 500;

/** Characters of a question that is kept as it is; one may have a megabyte. */
const SHORT = 500;

/** What is short waits for nothing. */
const NO_TURNS = new Lane(Number.POSITIVE_INFINITY);

export class KeptAnswers<Answer> {
  readonly #most: number;
  /** In the order in which they were asked for last. */
  readonly #answers = new Map<string, (asker: Asker) => Promise<Answer>>();

  constructor(most = MOST_ANSWERS) {
    this.#most = most;
  }

  /** @param query all that the answer depends on; @param read reads it where it is not there; @param lane where it has its turn */
  get(query: object, asker: Asker, read: () => Promise<Answer>, lane = NO_TURNS): Promise<Answer> {
    const name = nameOf(query);
    const answer = this.#answers.get(name) ?? lane.share(() => this.#read(name, read));
    this.#answers.delete(name);
    this.#answers.set(name, answer);
    for (const [oldest] of this.#answers) {
      if (this.#answers.size <= this.#most) break;
      this.#answers.delete(oldest);
    }
    return answer(asker);
  }

  async #read(name: string, read: () => Promise<Answer>): Promise<Answer> {
    try {
      return await read();
    } catch (error) {
      // It is tried again by whoever asks next.
      this.#answers.delete(name);
      throw error;
    }
  }
}

function nameOf(query: object): string {
  const text = JSON.stringify(query);
  return text.length <= SHORT ? text : createHash('sha256').update(text).digest('base64');
}
