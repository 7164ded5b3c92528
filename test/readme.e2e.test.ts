/** The README is run: its queries give its answers, its commands work, its tables say what the program says. */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingNames, settings } from '../src/config/settings.ts';
import { type HutongProcess, hutong, startHutong } from './support/hutong-process.ts';

const ROOT = join(import.meta.dirname, '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;

function blocks(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter((block) => block[1] === language)
    .map((block) => block[2] ?? '');
}

/** What is tried again by the clock on the wall lies a little earlier or later in the feed of each demonstration. */
function withoutPositions(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (name, value) => (name === 'position' ? '…' : value)));
}

/** The file that a shell makes of a word with a star; the demonstration may still be about to put it there. */
async function fileOf(folder: string, word: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    const [found] = globSync(word, { cwd: folder });
    if (found !== undefined) return found;
    if (tries > 200) throw new Error(`the demonstration has no ${word}`);
    await sleep(100);
  }
}

describe('README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-readme-'));
  let city: HutongProcess;
  let url = '';

  beforeAll(async () => {
    // What `npm start` runs, in an empty folder and on a free port.
    expect(scripts.start).toBe('node src/cli/main.ts demo');
    // The page shows a city whose first day is this one.
    city = startHutong(['demo', '--port', '0', '--lang', 'en', '--first-day', '2025-06-30'], { cwd: folder });
    const said = await city.says('curl'); // the address and the three queries have been printed
    url = /serving at (http:\S+)/.exec(said)?.[1] ?? '';
  }, 180_000);

  afterAll(async () => {
    city.child.kill('SIGTERM');
    await city.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers its queries as it says', async () => {
    const queries = blocks('graphql');
    const answers = blocks('json');
    expect(queries.length).toBeGreaterThan(0);
    expect(answers.length).toBe(queries.length);
    for (const [i, query] of queries.entries()) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { extensions: _about, ...answer } = (await response.json()) as Record<string, unknown>;
      expect(withoutPositions(answer)).toEqual(withoutPositions(JSON.parse(answers[i] ?? '')));
    }
  });

  it('names commands that exist and work', async () => {
    const lines = blocks('sh').flatMap((block) => block.trim().split('\n'));
    expect(lines).toContain('npm ci && npm start');
    expect(lines).toContain('npm ci && npm test');
    expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toMatch(/^npm test$/m);
    const commands = lines.filter((line) => line.startsWith('npm run hutong -- '));
    expect(commands.length).toBeGreaterThan(5);
    const env = { HUTONG_DATABASE_URL: `sqlite:${join(folder, 'own.db')}` };
    for (const command of commands) {
      const words = command.slice('npm run hutong -- '.length).split(' ');
      const args = await Promise.all(words.map((word) => (word.startsWith('data/') ? fileOf(folder, word) : word)));
      const ended = await hutong(args, { cwd: folder, env });
      expect(ended, command).toMatchObject({ code: 0 });
    }
  });

  it('lists the settings that there are', () => {
    const table = /<!-- settings:[^>]*-->\n([\s\S]*?)<!-- end of settings -->/.exec(readme)?.[1];
    const rows = settingNames.map((name) => {
      const { variable, default: usual, en, zh } = settings[name];
      return `| \`${variable}\` | ${String(usual) === '' ? '' : `\`${usual}\``} | ${en} ${zh} |\n`;
    });
    expect(table).toBe(`| variable | default | what it is |\n| --- | --- | --- |\n${rows.join('')}`);
  });

  it('names folders and pages that exist', () => {
    const folders = [...readme.matchAll(/`([\w./-]+\/)`/g)].map((match) => match[1] ?? '');
    const pages = [...readme.matchAll(/\]\(([\w./-]+)\)/g)].map((match) => match[1] ?? '');
    expect(folders.length).toBeGreaterThan(10);
    for (const path of [...folders, ...pages]) expect(existsSync(join(ROOT, path)), path).toBe(true);
  });
});
