/** What was read lately about a position and never changes: pages of lists and counts. Many ask for the same first page. */
import { createHash } from 'node:crypto';

const MOST_ANSWERS = 500;

/** Characters of a question that is kept as it is; one may have a megabyte. */
const SHORT = 500;

export class KeptAnswers<Answer> {
  readonly #most: number;
  /** In the order in which they were asked for last. */
  readonly #answers = new Map<string, Promise<Answer>>();

  constructor(most = MOST_ANSWERS) {
    this.#most = most;
  }

  /** @param query all that the answer depends on; @param read reads it where it is not there */
  get(query: object, read: () => Promise<Answer>): Promise<Answer> {
    const name = nameOf(query);
    const answer = this.#answers.get(name) ?? read();
    this.#answers.delete(name);
    this.#answers.set(name, answer);
    // What failed is tried again by whoever asks next.
    answer.catch(() => this.#answers.delete(name));
    for (const [oldest] of this.#answers) {
      if (this.#answers.size <= this.#most) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }
}

function nameOf(query: object): string {
  const text = JSON.stringify(query);
  return text.length <= SHORT ? text : createHash('sha256').update(text).digest('base64');
}
