/** One clock for the processes of a machine, finer than milliseconds. */
export function wallMs(): number {
  return performance.timeOrigin + performance.now();
}
