/**
 * Lets the event loop turn once. Work that computes for long gives way in between, so that answers of the database
 * that have come meanwhile are taken up and the next statement leaves.
 */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Works through a list in order, and gives way after every so many. */
export async function withBreaths<T, R>(list: readonly T[], every: number, work: (each: T, i: number) => R): Promise<R[]> {
  const done: R[] = [];
  for (const [i, each] of list.entries()) {
    if (i > 0 && i % every === 0) await breath();
    done.push(work(each, i));
  }
  return done;
}
