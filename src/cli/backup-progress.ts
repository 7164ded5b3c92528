/** Shows how far a backup or a restore has come: on a terminal a line that is written over, elsewhere a line every few seconds. */
import type { Context } from './context.ts';

const LINE_EVERY_MS = 3_000;
const OVER_EVERY_MS = 200;

export interface ProgressLine {
  say(text: string): void;
  /** Leaves the terminal's line clean. */
  end(): void;
}

export function progressLine({ out }: Context): ProgressLine {
  const isTerminal = out.stderr.isTTY === true;
  let last = performance.now();
  return {
    say(text) {
      if (performance.now() - last < (isTerminal ? OVER_EVERY_MS : LINE_EVERY_MS)) return;
      last = performance.now();
      if (isTerminal) out.stderr.write(`\r\u001b[K${text}`);
      else out.note(text);
    },
    end() {
      if (isTerminal) out.stderr.write('\r\u001b[K');
    },
  };
}
