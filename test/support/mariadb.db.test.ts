import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { describe, expect, inject, it } from 'vitest';
import { eachDatabase, freshMariadb } from './databases.ts';
import { runSql, startMariadb } from './mariadb.ts';

const withoutServer = inject('mariadbUrl') === undefined && !process.env.CI;

eachDatabase('a fresh database', (fresh) => {
  it('is another one each time', async () => {
    await using one = await fresh();
    await using other = await fresh();
    expect(one.url).toMatch(one.kind === 'sqlite' ? /^sqlite:\// : /^mysql:\/\/root@127\.0\.0\.1:\d+\/\w+$/);
    expect(one.url).not.toBe(other.url);
  });
});

describe.skipIf(withoutServer)('a private MariaDB', () => {
  it('forgets a database when its test ends', async () => {
    const { url, [Symbol.asyncDispose]: dispose } = await freshMariadb();
    await runSql(url, 'SELECT 1');
    await dispose();
    await expect(runSql(url, 'SELECT 1')).rejects.toThrow('Unknown database');
  });

  it('keeps what was committed over kill -9', async () => {
    const server = await startMariadb();
    const url = await server.createDatabase('kept');
    await runSql(url, 'CREATE TABLE kept (name VARCHAR(20))');
    await runSql(url, "INSERT INTO kept VALUES ('互通')");
    await server.crash();
    await expect(runSql(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await server.restart();
    const connection = await createConnection(url);
    const [rows] = await connection.query('SELECT name FROM kept');
    await connection.end();
    expect(rows).toEqual([{ name: '互通' }]);
    await server.stop();
    expect(isRunning(server.pid)).toBe(false);
  });

  it('leaves its data in a folder that is to be kept, for the next one there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hutong-kept-'));
    const first = await startMariadb(undefined, folder);
    await first.createDatabase('kept');
    await first.stop();
    const next = await startMariadb(undefined, folder);
    await runSql(`${next.url}/kept`, 'SELECT 1');
    await next.stop();
    expect(existsSync(folder)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it('ends with its process, also when that is killed', async () => {
    const file = new URL('./mariadb.ts', import.meta.url).href;
    const script = `const s = await (await import('${file}')).startMariadb(); console.log(s.pid); setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(owner.stdout, 'data');
    const pid = Number(String(said));
    const folder = readFileSync(`/proc/${pid}/cmdline`, 'utf8').match(/--datadir=([^\0]+)/)?.[1] ?? '';
    expect(existsSync(folder)).toBe(true);
    owner.kill('SIGKILL');
    // That it goes is the point, not how fast: its folder holds a hundred megabytes.
    await expect.poll(() => [isRunning(pid), existsSync(folder)], { timeout: 60_000 }).toEqual([false, false]);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed process whose parent is gone may wait for a reaper; it runs no more.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
