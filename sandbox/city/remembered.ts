/**
 * The last results of a computation by number: what one happening looks at several times is computed once. Only for what never
 * changes, and for few at a time, so that a province stays small.
 */
const KEPT = 512;

export function remembered<T>(compute: (number: number) => T): (number: number) => T {
  let recent = new Map<number, T>();
  let older = new Map<number, T>();
  return (number) => {
    let found = recent.get(number) ?? older.get(number);
    if (found === undefined) {
      found = compute(number);
      if (recent.size >= KEPT) [older, recent] = [recent, new Map()];
      recent.set(number, found);
    }
    return found;
  };
}
