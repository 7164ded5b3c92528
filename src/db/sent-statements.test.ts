import { describe, expect, it } from 'vitest';
import { SentStatements } from './sent-statements.ts';

describe('statements sent together', () => {
  it('are waited for to the last one, and fail with what failed first', async () => {
    const [slow, fast] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sent = new SentStatements();
    sent.add(slow.promise, fast.promise);
    let over = false;
    const settled = sent.settle().finally(() => {
      over = true;
    });
    fast.reject(new Error('deadlock'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(over).toBe(false);
    slow.reject(new Error('refused'));
    await expect(settled).rejects.toThrow('deadlock');
  });

  it('that failed before anybody waited are told all the same', async () => {
    const sent = new SentStatements();
    sent.add(Promise.resolve(), Promise.reject(new Error('deadlock')));
    await new Promise((resolve) => setImmediate(resolve));
    sent.add(Promise.reject(new Error('refused')));
    await expect(sent.settle()).rejects.toThrow('deadlock');
  });

  it('that went well throw nothing', async () => {
    const sent = new SentStatements();
    sent.add(Promise.resolve(1), Promise.resolve(2));
    await expect(sent.settle()).resolves.toBeUndefined();
  });
});
