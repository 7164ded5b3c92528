/** What a program says of itself at the beginning of its file is what it says when it is asked for help. */
import { readFileSync } from 'node:fs';

/** The first comment of a file, as a person reads it; empty where there is none. */
export function headComment(path: string): string {
  const [, text = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(path, 'utf8')) ?? [];
  return text.replaceAll(/^ ?\* ?/gm, '').trim();
}

/** Whether the command line itself is wrong: an option that is unknown or lacks its value, or a value out of its range. */
export function isUsageError(error: unknown): error is Error {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return error instanceof RangeError || code?.startsWith('ERR_PARSE_ARGS') === true;
}
