/**
 * The program in the process of the test: for what it answers, not for how a process starts, is stopped or is killed
 * (hutong-process.ts). A start of its own would cost a second each time.
 */
import { main } from '../../src/cli/command-line.ts';
import type { Stream } from '../../src/cli/output.ts';
import type { Ended } from './hutong-process.ts';

export async function hutongHere(
  args: readonly string[],
  { env = {} }: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const stdout = gather();
  const stderr = gather();
  const code = await main(args, { env, stdout, stderr });
  return {
    code,
    stdout: stdout.text,
    stderr: stderr.text,
    get json() {
      return JSON.parse(stdout.text.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
    },
  };
}

function gather(): Stream & { text: string } {
  return {
    text: '',
    write(part: string) {
      this.text += part;
    },
    on() {},
  };
}
