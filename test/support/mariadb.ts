/**
 * A private MariaDB on a temporary folder and a free port: ready in under a second, and able to die and come back.
 *
 * Fuse: beside the server runs a shell that waits for the end of its standard input. Only this process holds the
 * other end, so however this process dies (kill -9 too), the shell wakes, kills the server and removes the folder.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { findMariadb, type MariadbPrograms } from '../../scripts/test-programs.ts';

const START_TIMEOUT_MS = 20_000;
const FUSE = 'read -r _; kill -9 "$1"; rm -rf "$2"';

export interface MariadbServer {
  /** Without a database: `mysql://root@127.0.0.1:PORT`. */
  readonly url: string;
  readonly pid: number;
  /** A fresh, empty database; resolves to its URL. */
  createDatabase(name: string): Promise<string>;
  /** kill -9, as a power cut would; the data stay. */
  crash(): Promise<void>;
  /** Starts again on the same data and the same port, after `crash`. */
  restart(): Promise<void>;
  /** Stops in good order and removes the data. */
  stop(): Promise<void>;
}

/** @param keptIn a folder whose data outlive the server; it is made where it is absent. A temporary one without it. */
export async function startMariadb(
  programs: MariadbPrograms | undefined = findMariadb(),
  keptIn?: string,
): Promise<MariadbServer> {
  if (programs === undefined) throw new Error('no MariaDB server here; `npm test` says how to get one');
  if (keptIn !== undefined) {
    mkdirSync(keptIn, { recursive: true });
    return startOn({ folder: keptIn, isKept: true }, programs);
  }
  const folder = mkdtempSync(join(tmpdir(), 'hutong-mariadb-'));
  try {
    return await startOn({ folder, isKept: false }, programs);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Place {
  readonly folder: string;
  readonly isKept: boolean;
}

async function startOn(place: Place, programs: MariadbPrograms): Promise<MariadbServer> {
  const { folder, isKept } = place;
  if (!existsSync(join(folder, 'data'))) await installData(folder, programs);
  const port = await findFreePort();
  const url = `mysql://root@127.0.0.1:${port}`;
  let running = await launch(place, port, url, programs);
  return {
    url,
    get pid() {
      return running.pid;
    },
    createDatabase: (name) => createDatabase(url, name),
    crash: () => running.end('SIGKILL'),
    restart: async () => {
      running = await launch(place, port, url, programs);
    },
    stop: async () => {
      await running.end('SIGTERM');
      if (!isKept) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await runSql(serverUrl, `CREATE DATABASE \`${name}\``);
  return `${serverUrl}/${name}`;
}

export async function runSql(serverUrl: string, sql: string): Promise<void> {
  const connection = await createConnection(serverUrl);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

/** @param user whom the server runs as */
export async function installData(
  folder: string,
  { install }: MariadbPrograms,
  user: string = userInfo().username,
): Promise<void> {
  const flags = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve', `--user=${user}`];
  // Two at once in one folder for temporary files can take each other's away.
  await promisify(execFile)(install, ['--no-defaults', `--datadir=${join(folder, 'data')}`, `--tmpdir=${folder}`, ...flags]);
}

export function serverFlags(folder: string, port: number, user: string = userInfo().username): readonly string[] {
  return [
    '--no-defaults',
    `--user=${user}`,
    `--datadir=${join(folder, 'data')}`,
    `--tmpdir=${folder}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_bin',
    '--max-connections=500',
    // What was committed survives a crash: the tests rely on it.
    '--innodb-flush-log-at-trx-commit=1',
  ];
}

export interface Running {
  readonly pid: number;
  /** What it has written to its error output. */
  log(): string;
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface Launch {
  readonly program: string;
  readonly flags: readonly string[];
  /** Asked again until it succeeds. */
  isReady(): Promise<void>;
  readonly timeoutMs?: number;
  /** What goes with this process where it does not end the server itself; empty where nothing does. */
  readonly removed: string;
  readonly env?: NodeJS.ProcessEnv;
}

function launch({ folder, isKept }: Place, port: number, url: string, { server }: MariadbPrograms): Promise<Running> {
  return launchServer({
    program: server,
    flags: serverFlags(folder, port),
    isReady: () => runSql(url, 'SELECT 1'),
    removed: isKept ? '' : folder,
  });
}

/** Own process groups (detached): Ctrl-C reaches the tests first, and they or the fuse stop the server. */
export async function launchServer({ program, flags, isReady, timeoutMs, removed, env }: Launch): Promise<Running> {
  const options = env === undefined ? {} : { env };
  const server = spawn(program, flags, { detached: true, stdio: ['ignore', 'ignore', 'pipe'], ...options });
  const log: Buffer[] = [];
  server.stderr.on('data', (chunk: Buffer) => log.push(chunk));
  const ended = once(server, 'exit');
  const { pid } = server;
  if (pid === undefined) throw new Error(`${program} does not start`, { cause: await ended.catch((error: unknown) => error) });
  const fuse = spawn('sh', ['-c', FUSE, 'fuse', String(pid), removed], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    server.kill(signal);
    await ended;
    fuse.kill('SIGKILL');
  };
  try {
    await waitUntilReady(isReady, server, timeoutMs ?? START_TIMEOUT_MS);
  } catch (error) {
    await end('SIGKILL');
    throw new Error(`MariaDB did not start:\n${Buffer.concat(log)}`, { cause: error });
  }
  return { pid, log: () => Buffer.concat(log).toString(), end };
}

async function waitUntilReady(isReady: () => Promise<void>, server: ChildProcess, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await isReady();
    } catch (error) {
      if (server.exitCode !== null || server.signalCode !== null || performance.now() > deadline) throw error;
    }
    await sleep(20);
  }
}

/** Below those that a machine gives to connections and to whoever listens on any port. */
const [LOWEST_PORT, HIGHEST_PORT] = [20_000, 32_000];
/** Processes that run side by side begin so far from each other. */
const APART = 60;
let nextPort = LOWEST_PORT + ((process.pid * APART) % (HIGHEST_PORT - LOWEST_PORT));

/**
 * A port for somebody who listens later, and again after he was killed: none that this machine would give to somebody else in
 * between, and another one each time.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = nextPort;
    nextPort = port + 1 < HIGHEST_PORT ? port + 1 : LOWEST_PORT;
    const probe = createServer().listen(port, '127.0.0.1');
    try {
      await once(probe, 'listening');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') continue;
      throw error;
    }
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
