import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importProblemsUnderNode } from './check-entry-points.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-entry-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(name: string, source: string): readonly string[] {
  const fine = join(folder, 'fine.ts');
  writeFileSync(fine, 'export const a: number = 1;');
  const file = join(folder, name);
  writeFileSync(file, source);
  return importProblemsUnderNode([fine, file]);
}

it('accepts what node can strip', () => {
  expect(problemsOf('typed.ts', 'export interface A { readonly a: string }\nif (import.meta.main) throw new Error();')).toEqual(
    [],
  );
});

it.each([
  ['enum.ts', 'export enum Status { Open }', 'enum is not supported'],
  ['property.ts', 'export class A { constructor(readonly a: string) {} }', 'parameter property'],
  ['ending.ts', "import { a } from './fine';\nexport const b = a;", 'Cannot find module'],
  ['unguarded.ts', 'setInterval(() => {}, 1_000);', 'guard main with import.meta.main'],
  ['exiting.ts', 'process.exit();', 'it ended the process'],
])('refuses %s', (name, source, reason) => {
  const problems = problemsOf(name, source);
  expect(problems).toEqual([expect.stringContaining(name)]);
  expect(problems[0]).toContain(reason);
});
