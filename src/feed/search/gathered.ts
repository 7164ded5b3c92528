/**
 * Postings on their way into a run, in the order in which they come up. All of them lie in one buffer: a list of their
 * own for each gram, growing, would be made and thrown away by the hundred thousand.
 */
import type { Gram } from '../../domain/search/grams.ts';

export class Gathered {
  /** The place of each gram in the order of first mention. */
  readonly #places = new Map<Gram, number>();
  readonly #counts: number[] = [];
  #placeOf = new Int32Array(2 ** 16);
  #postings = new Float64Array(2 ** 16);
  #length = 0;

  add(gram: Gram, posting: number): void {
    let place = this.#places.get(gram);
    if (place === undefined) {
      place = this.#counts.length;
      this.#places.set(gram, place);
      this.#counts.push(0);
    }
    if (this.#length === this.#postings.length) this.#grow();
    this.#placeOf[this.#length] = place;
    this.#postings[this.#length++] = posting;
    this.#counts[place] = (this.#counts[place] as number) + 1;
  }

  #grow(): void {
    const [placeOf, postings] = [this.#placeOf, this.#postings];
    this.#placeOf = new Int32Array(placeOf.length * 2);
    this.#placeOf.set(placeOf);
    this.#postings = new Float64Array(postings.length * 2);
    this.#postings.set(postings);
  }

  /** The postings of each gram, as they came. Parts of one buffer: whoever sends them to a thread copies it once. */
  lists(): ReadonlyMap<Gram, Float64Array> {
    const all = new Float64Array(this.#length);
    const ends = new Int32Array(this.#counts.length);
    let end = 0;
    // Where each list begins; moved to its end as it fills.
    for (const [place, count] of this.#counts.entries()) {
      ends[place] = end;
      end += count;
    }
    for (let i = 0; i < this.#length; i++) {
      const place = this.#placeOf[i] as number;
      const at = ends[place] as number;
      all[at] = this.#postings[i] as number;
      ends[place] = at + 1;
    }
    const lists = new Map<Gram, Float64Array>();
    for (const [gram, place] of this.#places) {
      const to = ends[place] as number;
      lists.set(gram, all.subarray(to - (this.#counts[place] as number), to));
    }
    return lists;
  }
}
