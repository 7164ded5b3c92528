import { expect, it } from 'vitest';
import { checkList } from './list-thread.ts';

const list = Buffer.from('企业名称\n甲物业有限公司\n');
const unasked = async () => {
  throw new Error('nobody should be asked');
};

it('ends with its time, and with its sender', async () => {
  const late = { ok: false, problem: { code: 'LIST_TOOK_TOO_LONG' } };
  expect(await checkList(list, unasked, { timeoutMs: 1 })).toMatchObject(late);
  const gone = AbortSignal.abort();
  expect(await checkList(list, unasked, { signal: gone })).toMatchObject(late);
});

it('passes on what went wrong while it was answered', async () => {
  await expect(checkList(list, unasked)).rejects.toThrow('nobody should be asked');
});
