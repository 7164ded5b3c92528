/** The words of a change; the README's table of words says what each means. */

/** The policy's four words about a company's life; null for a fact that is not about one (a committee, a target). */
export type Stage = 'REGISTRATION' | 'OPERATION' | 'TAX' | 'DEREGISTRATION';

/**
 * How a version came about. CORRECTED names the position it corrects. ENDED: the source withdrew the record.
 * IDENTIFIER_REPLACED and MERGED close a key and name the key that goes on (`into`). SPLIT begins a key that came out of
 * another one, which its content names. A deregistration is CHANGED, never ENDED.
 */
export type ChangeKind = 'CREATED' | 'CHANGED' | 'CORRECTED' | 'ENDED' | 'RESTORED' | 'IDENTIFIER_REPLACED' | 'MERGED' | 'SPLIT';

/** Kinds after which the key holds no record: they have no `after` and add nothing to the state digest. */
export function isClosing(kind: ChangeKind): boolean {
  return kind === 'ENDED' || kind === 'IDENTIFIER_REPLACED' || kind === 'MERGED';
}

/** The sources: one upstream system of one authority each; `hub` is the hub itself. */
export type SourceName = 'registry' | 'tax' | 'filing' | 'estate' | 'supervision' | 'hub';
