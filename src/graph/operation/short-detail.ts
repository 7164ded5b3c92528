/** What a library says of a request, as a part of a sentence of ours. It quotes what came, which may be of any length. */

/** Characters of one value, or of one name. */
const MOST_OF_VALUE = 80;

/** Characters in all. */
const MOST = 400;

/** @example shortDetail('"xxx…20,000" is no Int') → '"xxx…" is no Int' */
export function shortDetail(detail: string): string {
  const short = detail
    // The last one may have been cut before its end.
    .replace(/"((?:[^"\\]|\\.)*)(?:"|$)/gs, (quoted, value: string) =>
      value.length <= MOST_OF_VALUE ? quoted : `"${beginningOf(value)}"`,
    )
    .replace(/[^\s"]+/g, (word) => (word.length <= MOST_OF_VALUE ? word : beginningOf(word)));
  return (short.length <= MOST ? short : `${short.slice(0, MOST)}…`).toWellFormed();
}

function beginningOf(text: string): string {
  return `${text.slice(0, MOST_OF_VALUE - 1)}…`;
}
