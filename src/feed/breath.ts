/**
 * Lets the event loop turn once. Work that computes for long gives way in between, so that answers of the database
 * that have come meanwhile are taken up and the next statement leaves.
 */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
