import { expect, it } from 'vitest';
import { latencyOf } from './latency.ts';

it('a batch has come with the first page that holds all of it', () => {
  const pages = [
    [3, 1_010],
    [7, 1_050],
    [9, 1_400],
  ] as const;
  const accepted = [
    [2, 1_000],
    [3, 1_020],
    [4, 1_030],
    [9, 1_100],
  ] as const;
  // 10, 0 (it came before its writer was told), 20 and 300 milliseconds.
  expect(latencyOf(accepted, pages)).toEqual({ p50: 20, p95: 300, p99: 300 });
  expect(() => latencyOf([[10, 1_500]], pages)).toThrow('10 has not come');
});
