/** What the examples have in common: they say in one line what went wrong, and by their exit code, 1 or 2, that it did. */
import { HutongError } from 'hutong-client';

/** Runs an example. What it gives back is the exit code. */
export async function program(help: string, main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (error instanceof HutongError) {
      console.error(`${message}（${code}）`);
      process.exitCode = 1;
    } else if (code === 'ERR_INVALID_URL') {
      usage('--url 不是网址', help);
    } else if (code.startsWith('ERR_PARSE_ARGS_')) {
      usage(message, help);
    } else if (error instanceof Error && 'path' in error) {
      console.error(`文件 ${error.path} 无法读写（${code}）`);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}

function usage(wrong: string, help: string): void {
  console.error(`${wrong}\n\n${help}`);
  process.exitCode = 2;
}
