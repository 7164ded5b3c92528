/** docs/add-a-source.md is followed to the letter in a copy of the project: its files, its edits, its commands and what they say. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hutong, startHutong } from './support/hutong-process.ts';

const ROOT = join(import.meta.dirname, '..');
const NOT_COPIED = new Set(['data', '.git', 'coverage']);

/** Tests have packages of their own too. */
function isCopied(path: string): boolean {
  return basename(path) !== 'node_modules' && !NOT_COPIED.has(relative(ROOT, path));
}

interface Block {
  /** The file that the page names before the block; absent for what is no file. */
  readonly file: string | undefined;
  readonly language: string;
  readonly text: string;
}

/** The line before a file's blocks begins with its name; any other line ends them. */
function blocksOf(page: string): readonly Block[] {
  let file: string | undefined;
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$|^`([\w./-]+)`.*$|^.+$/gm)].flatMap(([, language, text, named]) => {
    if (language === undefined || text === undefined) file = named;
    return language === undefined || text === undefined ? [] : [{ file, language, text }];
  });
}

const blocks = blocksOf(readFileSync(join(ROOT, 'docs/add-a-source.md'), 'utf8'));
const FILES = new Set(['ts', 'graphql', 'csv', 'diff']);
const files = blocks.filter(({ file, language }) => file !== undefined && FILES.has(language));
const said = (wanted: string) =>
  blocks.filter(({ file, language }) => file === undefined && language === wanted).map(({ text }) => text);

const project = mkdtempSync(join(tmpdir(), 'hutong-source-'));
const options = { program: project, cwd: project, env: { HUTONG_PORT: '0' } };

/** The lines that stand there become those that stay, with the added ones between them. */
function edit(file: string, diff: string): void {
  const path = join(project, file);
  const text = readFileSync(path, 'utf8');
  const lines = diff.trimEnd().split('\n');
  const without = (mark: string) => lines.filter((line) => !line.startsWith(mark)).map((line) => `${line.slice(1)}\n`);
  const place = `\n${without('+').join('')}`;
  expect(text.split(place), `${file}: the page's lines stand there once: ${place.trim()}`).toHaveLength(2);
  writeFileSync(
    path,
    text.replace(place, () => `\n${without('-').join('')}`),
  );
}

/** A program of the project, which has nothing to complain of. */
async function passes(program: string, ...args: readonly string[]): Promise<void> {
  const node = program.endsWith('.ts') ? [process.execPath, program] : [join(project, 'node_modules/.bin', program)];
  const [command = '', ...before] = node;
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  await promisify(execFile)(command, [...before, ...args], { cwd: project, env: { ...process.env, PATH: path } }).catch(
    ({ stdout, stderr }: { stdout: string; stderr: string }) => {
      throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
    },
  );
}

beforeAll(() => {
  cpSync(ROOT, project, { recursive: true, filter: isCopied });
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  for (const { file = '', language, text } of files) {
    if (language === 'diff') {
      edit(file, text);
      continue;
    }
    expect(existsSync(join(project, file)), `${file} is new`).toBe(false);
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

it.concurrent('passes the checks of the project', async ({ expect }) => {
  const [checks = ''] = said('sh');
  expect(checks.split('\n')).toEqual(expect.arrayContaining(['npm run codegen', 'npm run check']));
  await passes('scripts/codegen.ts');
  const sources = [...new Set(files.map(({ file = '' }) => file).filter((file) => /\.(ts|graphql)$/.test(file)))];
  // Of `npm run check` what is about these files; the rest has been checked where they are not.
  writeFileSync(
    join(project, 'tsconfig.page.json'),
    JSON.stringify({ extends: './tsconfig.json', include: [], files: sources.filter((file) => file.endsWith('.ts')) }),
  );
  await Promise.all([
    passes('tsc', '--noEmit', '-p', 'tsconfig.page.json'),
    passes('biome', 'ci', '--colors=off', '--diagnostic-level=warn', '--error-on-warnings', ...sources),
    passes('scripts/check-imports.ts'),
    passes('scripts/check-names.ts'),
  ]);
  const tests = /^npx vitest run (.+)$/m.exec(checks)?.[1]?.split(' ') ?? [];
  expect(tests).toHaveLength(2);
  await passes('vitest', 'run', ...tests, '-t', 'supervision|of every source|ServicePenalty|describes every');
});

it.concurrent('takes in what the page sends, and answers what it says', async ({ expect }) => {
  const [, commands = [], ...more] = said('sh').map((text) => text.trimEnd().split('\n'));
  expect(more).toEqual([]);
  const told = commands.map((line) => line.slice('npm run hutong -- '.length).split(' '));
  expect(told.pop()).toEqual(['serve']);
  let output = '';
  for (const args of told) {
    const ended = await hutong(args, options);
    expect(ended, args.join(' ')).toMatchObject({ code: 0 });
    output += ended.stdout;
  }
  for (const line of said('text').join('').trim().split('\n')) expect(output).toContain(line);

  const serving = startHutong(['serve'], options);
  try {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await serving.says('http://127.0.0.1:'))?.[0];
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: said('graphql')[0] }),
    });
    const { extensions: _about, ...answer } = (await response.json()) as Record<string, unknown>;
    expect(answer).toEqual(JSON.parse(said('json')[0] ?? ''));
  } finally {
    serving.child.kill('SIGTERM');
    await serving.ended;
  }
});
