/** What looking for a named company or estate came to. */
export type Found =
  | { readonly kind: 'found'; readonly subject: string }
  /** Several could be meant, or one of which it is not certain. */
  | { readonly kind: 'doubtful'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown' };

/** One subject is found, several are doubtful. */
export function oneOf(subjects: Iterable<string>): Found {
  const all = [...new Set(subjects)];
  const [only] = all;
  if (only === undefined) return { kind: 'unknown' };
  return all.length === 1 ? { kind: 'found', subject: only } : { kind: 'doubtful', candidates: all.toSorted() };
}
