/** Ends a test run with one line that any reader, person or program, understands: `N passed, N failed, N skipped`. */
import type { Reporter, TestModule } from 'vitest/node';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function summaryLine(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

/** A file that could not be read, or a broken hook, has no failed test of its own: it counts as one failure. */
export function countTests(modules: readonly TestModule[], unhandledErrors: number): Counts {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
  const brokenModules = modules.filter((module) => !module.ok() && ![...module.children.allTests('failed')].length).length;
  // A test still pending when the run ended (a crashed worker, Ctrl-C) has not passed.
  return {
    passed: count('passed'),
    failed: count('failed') + count('pending') + brokenModules + unhandledErrors,
    skipped: count('skipped'),
  };
}

export class TestSummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const line = summaryLine(countTests(modules, unhandledErrors.length));
    // At exit, so that nothing is printed after it.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}
