/** How a check ends: its findings one a line, or one line that says all is well. */
export function report(problems: readonly string[], fine: string): number {
  process.stdout.write(`${problems.length === 0 ? fine : problems.join('\n')}\n`);
  return problems.length === 0 ? 0 : 1;
}
