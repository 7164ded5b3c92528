/** Values that are there at once where they were read before: to wait for each of hundreds costs more than to read them. */
export type Soon<T> = T | Promise<T>;

/** What follows from a value, at once where it is there. */
export function soon<T, R>(value: Soon<T>, use: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}
