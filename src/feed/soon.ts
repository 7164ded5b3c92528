/** Values that are there at once where they were read before: to wait for each of hundreds costs more than to read them. */
export type Soon<T> = T | Promise<T>;

/** What follows from a value, at once where it is there. */
export function soon<T, R>(value: Soon<T>, use: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}

/** All of some values, at once where all are there. */
export function allSoon<T>(values: readonly Soon<T>[]): Soon<readonly T[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as readonly T[]);
}
