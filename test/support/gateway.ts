/**
 * The gateway of test/gateway in a process of its own, before subgraphs that run somewhere else. It ends when its standard input
 * does: only this process holds the other end, so no gateway outlives a killed test.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from './mariadb.ts';

const FOLDER = join(import.meta.dirname, '../gateway');
const PROGRAM = join(FOLDER, 'node_modules/@graphql-hive/gateway/dist/bin.js');
const FUSE = '"$@" & read -r _; kill -9 $!';
const START_MS = 60_000;

/** `npm test` installs it (scripts/prepare-tests.ts); under CI it has to be there. */
export const hasGateway: boolean = existsSync(PROGRAM) || Boolean(process.env.CI);

export interface Gateway {
  /** Without `/graphql`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** @param supergraph the file that `hutong compose` writes */
export async function startGateway(supergraph: string): Promise<Gateway> {
  // It does not say which port it has taken where that is left to it.
  const port = await findFreePort();
  const args = ['supergraph', supergraph, '-h', '127.0.0.1', '-p', String(port), '-c', join(FOLDER, 'gateway.config.js')];
  // Its own settings come by environment too: none of whoever runs the tests.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(HIVE|APOLLO|OTEL|OPENTELEMETRY)_/.test(name));
  const child = spawn('sh', ['-c', FUSE, 'sh', process.execPath, PROGRAM, ...args], {
    cwd: FOLDER,
    env: { ...Object.fromEntries(inherited), NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = (): Promise<void> => {
    child.stdin.end();
    return ended;
  };
  let said = '';
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Listening on')) resolve();
      });
    }
  });
  const late = AbortSignal.timeout(START_MS);
  const failed = new Promise<string>((resolve) => {
    late.addEventListener('abort', () => resolve('it does not listen'));
    void ended.then(() => resolve('it has ended'));
  });
  const reason = await Promise.race([listening, failed]);
  if (reason === undefined) return { url: `http://127.0.0.1:${port}`, stop };
  await stop();
  throw new Error(`the gateway: ${reason}\n${said}`);
}
