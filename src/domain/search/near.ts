/**
 * Whether a name holds a text but for one character: another in its place, one missing, one too many. One row of the
 * edit distance that lets the text begin and end anywhere in the name (Sellers), kept as numbers 0, 1 and 2 for more.
 */
export function holdsNearly(name: readonly string[], text: readonly string[]): boolean {
  let row = Array.from({ length: text.length + 1 }, (_, i) => Math.min(i, TOO_MANY));
  if ((row[text.length] ?? TOO_MANY) < TOO_MANY) return true;
  for (const character of name) {
    const next = [0];
    for (let i = 1; i <= text.length; i++) {
      const same = (row[i - 1] ?? TOO_MANY) + (text[i - 1] === character ? 0 : 1);
      next.push(Math.min(same, (row[i] ?? TOO_MANY) + 1, (next[i - 1] ?? TOO_MANY) + 1, TOO_MANY));
    }
    row = next;
    if ((row[text.length] ?? TOO_MANY) < TOO_MANY) return true;
  }
  return false;
}

const TOO_MANY = 2;

/** Shorter texts with a character wrong could be anything. */
export const MIN_NEAR = 4;

/** Every character of the text may be the wrong one: longer texts would take too long to try, and hardly any name is as long. */
export const MAX_NEAR = 40;
