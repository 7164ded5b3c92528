/** Whose tables a database holds, by their names: those of a hub, or of a copy that a mirror keeps. Tables of others may stand beside them. */

/** A copy: what a hub would make in it ends the copy, and is no hub that anybody meant. */
export class CopyThereError extends Error {
  override readonly name = 'CopyThereError';

  constructor() {
    super('the database holds the copy of a mirror');
  }
}

/** Tables of an agency may have one of these names, a hub has both. */
export function holdsHub(tables: Iterable<string>): boolean {
  const there = new Set(tables);
  return there.has('head') && there.has('migration');
}

/** @throws CopyThereError where there is a copy, and no hub besides */
export function requireNoCopy(tables: Iterable<string>): void {
  const there = new Set(tables);
  if (there.has('mirror_migration') && !holdsHub(there)) throw new CopyThereError();
}
