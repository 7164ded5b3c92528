/** Finds the longest known name that starts at a place in a text, in a few map look-ups. */
export interface NameIndex<T> {
  /** Adds an entry under a name (one name may stand for several). */
  add(name: string, entry: T): void;
  /** Entries under exactly this name. */
  get(name: string): readonly T[] | undefined;
  /** One bit per length of name that starts with this UTF-16 unit; 0 = none. Longest first: see `longestBit`. */
  lengthsAt(unit: number): number;
}

export function createNameIndex<T>(): NameIndex<T> {
  const entries = new Map<string, T[]>();
  // Most characters start no name, and those that do know a few lengths only: this table saves most look-ups.
  const lengths = new Uint32Array(0x10000);
  return {
    add(name, entry) {
      // A bit per length: names of 31 characters do not occur, and would only be missed.
      if (name.length === 0 || name.length > 31) return;
      const unit = name.charCodeAt(0);
      lengths[unit] = (lengths[unit] ?? 0) | (1 << name.length);
      const known = entries.get(name);
      if (known === undefined) entries.set(name, [entry]);
      else known.push(entry);
    },
    get: (name) => entries.get(name),
    lengthsAt: (unit) => lengths[unit] ?? 0,
  };
}

/** The greatest length in a set of lengths; clear it with `set & ~(1 << length)` to get the next. */
export function longestBit(set: number): number {
  return 31 - Math.clz32(set);
}
