/**
 * Statements of a transaction are sent without waiting for the one before. When one fails the database may have rolled
 * the transaction back already (a deadlock does), and what follows would run, and stay, outside of any transaction. So
 * after a failure every statement is refused until the rollback.
 */
export class TransactionGuard {
  #open = false;
  #failed = false;

  /** Asks before a statement is run. @throws TransactionFailedError */
  enter(sql: string): void {
    if (this.#failed && sql !== 'rollback') throw new TransactionFailedError('an earlier statement of the transaction failed');
  }

  succeeded(sql: string): void {
    if (sql === 'begin' || sql === 'begin immediate') this.#open = true;
    else if (sql === 'commit' || sql === 'rollback') this.#reset();
  }

  failed(sql: string): void {
    if (sql === 'rollback') this.#reset();
    else if (this.#open) this.#failed = true;
  }

  #reset(): void {
    this.#open = false;
    this.#failed = false;
  }
}

export class TransactionFailedError extends Error {
  override readonly name = 'TransactionFailedError';
}
