/** What a command works with, and how one is run: languages, settings, output, the signal to stop, the exit code. */
import type { Settings } from '../config/settings.ts';
import type { Language } from '../domain/message/describe.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output } from './output.ts';

/** Chooses between the two languages. */
export type Say = (zh: string, en: string) => string;

export interface Context {
  readonly lang: Language;
  readonly say: Say;
  readonly out: Output;
  readonly settings: Settings;
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** What the definition of a command needs: words for its help, and a way to run its work. */
export interface Cli {
  readonly say: Say;
  /** The defaults that help shows. */
  readonly settings: Settings;
  run(work: (context: Context) => Promise<ExitCode>): Promise<void>;
}

export function sayIn(lang: Language): Say {
  return (zh, en) => (lang === 'zh' ? zh : en);
}
