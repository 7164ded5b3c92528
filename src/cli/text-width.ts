/** How wide text stands on a terminal: a Chinese character takes two columns. */

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

export function padText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

/** Cut to a width, with an ellipsis where something was cut off. */
export function clipText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let clipped = '';
  for (const character of text) {
    if (textWidth(clipped + character) > width - 1) break;
    clipped += character;
  }
  return `${clipped}…`;
}
