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

/** The sources and what people know them as: one upstream system of one authority each; `hub` is the hub itself. */
export const SOURCE_WORDS = {
  registry: '企业登记（行政审批部门）',
  tax: '税务登记（税务部门）',
  filing: '物业服务备案（住建部门）',
  estate: '住宅小区（住建部门）',
  supervision: '物业监管（住建部门）',
  hub: '互通',
} as const;

export type SourceName = keyof typeof SOURCE_WORDS;
