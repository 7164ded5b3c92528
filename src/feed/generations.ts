/**
 * A map that forgets: what is asked for again moves to the young generation, and the old one is dropped as a whole. It takes a
 * list of nobody's turn, and what is used stays. Values stand on shelves: to put a shelf and a key together to one name would cost more
 * than to look twice.
 */
export class Generations<Key, Value> {
  readonly #half: number;
  readonly #weigh: (value: Value) => number;
  #young = new Map<string, Map<Key, Value>>();
  #old = new Map<string, Map<Key, Value>>();
  /** Of the young ones, never more than half of the limit. */
  #weight = 0;

  /** @param limit the weight of all values together; one that is heavier than half of it is not kept */
  constructor(limit: number, weigh: (value: Value) => number) {
    this.#half = limit / 2;
    this.#weigh = weigh;
  }

  get(shelf: string, key: Key): Value | undefined {
    const young = this.#young.get(shelf)?.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(shelf)?.get(key);
    if (old !== undefined) this.set(shelf, key, old);
    return old;
  }

  set(shelf: string, key: Key, value: Value): void {
    this.delete(shelf, key);
    const weight = this.#weigh(value);
    if (weight > this.#half) return;
    if (this.#weight + weight > this.#half) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#weight = 0;
    }
    let values = this.#young.get(shelf);
    if (values === undefined) {
      values = new Map();
      this.#young.set(shelf, values);
    }
    values.set(key, value);
    this.#weight += weight;
  }

  delete(shelf: string, key: Key): void {
    this.#old.get(shelf)?.delete(key);
    const values = this.#young.get(shelf);
    const young = values?.get(key);
    if (young === undefined) return;
    values?.delete(key);
    this.#weight -= this.#weigh(young);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#weight = 0;
  }
}
