import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, describe as group, it } from 'vitest';
import { catalogue, type MessageCode } from './catalogue.ts';
import { describe } from './describe.ts';
import type { Message } from './message.ts';
import { at, problem } from './problem.ts';

const entries = Object.entries(catalogue) as [MessageCode, Message][];

/** Names of the holes. A value that differs by language is `x` in Chinese and `xEn` in English: one hole. */
function holes(...texts: string[]): string[] {
  const names = texts.join(' ').matchAll(/\{(\w+)\}/g);
  return [...new Set([...names].map(([, name = '']) => name.replace(/En$/, '')))].sort();
}

group('catalogue', () => {
  it.each(entries)('%s speaks both languages with the same holes', (_code, { zh, en, todo }) => {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/^\s*$/);
    expect(todo.zh === '').toBe(todo.en === '');
    expect(holes(zh, todo.zh)).toEqual(holes(en, todo.en));
  });

  it('tells instants in Beijing time and a process in words', () => {
    const held = problem('SYNC_HELD', { source: 'registry', holder: 'vm/15855/1717821', until: '2025-09-30T02:00:00.000Z' });
    expect(describe(held, 'zh')).toContain('正由 计算机 vm 上的进程 15855 同步，占用至 北京时间 2025-09-30 10:00:00');
    expect(describe(held, 'en')).toContain('process 15855 on the machine vm');
    expect(describe(problem('SYNC_HELD', { holder: 'a sync by hand' }), 'en')).toContain('by a sync by hand');
  });

  it('loses no entry to a code used in two areas', async () => {
    const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.messages.ts'));
    expect(files.length).toBeGreaterThan(10);
    const areas = await Promise.all(
      files.map(
        async (file) =>
          Object.values((await import(/* @vite-ignore */ join(import.meta.dirname, file))) as Record<string, object>)[0] ?? {},
      ),
    );
    expect(entries).toHaveLength(areas.reduce((sum, area) => sum + Object.keys(area).length, 0));
  });
});

group('describe', () => {
  const wrong = at(problem('USCC_CHECK', { expected: 'X', got: 'Y' }), '统一社会信用代码', 37);

  it('makes the sentence of the documentation', () => {
    expect(describe(wrong, 'zh')).toBe('第 37 行「统一社会信用代码」校验位应为 X，收到 Y；请核对营业执照');
  });

  it('says the same in English', () => {
    expect(describe(wrong, 'en')).toBe(
      'row 37, "统一社会信用代码": the check character should be X, received Y; check it against the business licence',
    );
  });

  it('does without a place, and without values where they were deleted; a single one that lacks is seen', () => {
    expect(describe(problem('USCC_LENGTH'), 'zh')).toBe('统一社会信用代码应为 18 位，收到 … 位；请核对营业执照');
    expect(describe(problem('USCC_CHECK', { expected: 'X' }), 'zh')).toContain('应为 X，收到 {got}');
  });
});
