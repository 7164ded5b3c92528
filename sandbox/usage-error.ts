/** What was typed, or the file it names, cannot be used: told in a sentence, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
