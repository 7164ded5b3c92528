/**
 * Statements sent without waiting for one another. Whoever sends them waits for the end of all, also when one fails:
 * what is still on its way when the transaction is rolled back would run after it, and stay.
 */
export class SentStatements {
  readonly #all: Promise<void>[] = [];
  #failure: { readonly error: unknown } | undefined;

  add(...statements: readonly Promise<unknown>[]): void {
    for (const statement of statements) {
      const settled = statement.then(
        () => {},
        (error: unknown) => {
          // The first in time is the cause; those after it were only refused.
          this.#failure ??= { error };
        },
      );
      this.#all.push(settled);
    }
  }

  /** Waits for all. @throws what failed first */
  async settle(): Promise<void> {
    await Promise.all(this.#all);
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
