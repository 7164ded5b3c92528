/** A mirror that is filled: `hutong mirror` beside reading the hub's rows and inserting them, and nothing else. */
import { sql } from 'kysely';
import { openMirrorDatabase } from '../../src/db/mirror-database.ts';
import { OPEN_UNTIL } from '../../src/db/schema.ts';
import { openHub } from '../../src/feed/hub.ts';
import { hutong } from '../../test/support/hutong-process.ts';
import { median } from '../load/verdict.ts';

export interface BootstrapResult {
  readonly rows: number;
  /** Rows a second; medians. */
  readonly mirror: number;
  readonly bare: number;
  /** Median of the rounds' ratios. */
  readonly ratio: number;
}

export interface BootstrapOptions {
  readonly hubUrl: string;
  /** Of the server. */
  readonly url: string;
  /** An empty database each time. */
  readonly freshUrl: () => Promise<string>;
  readonly rounds: number;
}

const PAGE = 1_000;

export async function measureBootstrap({ hubUrl, url, freshUrl, rounds }: BootstrapOptions): Promise<BootstrapResult> {
  const mirrors: Filled[] = [];
  const bares: Filled[] = [];
  for (let i = 0; i < rounds; i++) {
    mirrors.push(await fillMirror(url, await freshUrl()));
    bares.push(await fillBare(hubUrl, await freshUrl()));
  }
  const speeds = (all: readonly Filled[]) => median(all.map(({ rows, seconds }) => rows / seconds));
  const ratios = mirrors.map(({ rows, seconds }, i) => rows / seconds / speedOf(bares[i]));
  return { rows: mirrors[0]?.rows ?? 0, mirror: speeds(mirrors), bare: speeds(bares), ratio: median(ratios) };
}

interface Filled {
  readonly rows: number;
  readonly seconds: number;
}

function speedOf(filled: Filled | undefined): number {
  return filled === undefined ? Number.NaN : filled.rows / filled.seconds;
}

/** The mirror's own figure: from the first request to the last row, without the start of the program and the check at the end. */
async function fillMirror(url: string, to: string): Promise<Filled> {
  const { code, stdout, stderr } = await hutong(['mirror', '--from', url, '--to', to, '--once', '--json']);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  const said = lines.map(
    (line) => JSON.parse(line) as { readonly event?: string; readonly rows?: number; readonly rowsPerSecond?: number },
  );
  const filled = said.find(({ event }) => event === 'IN_STEP');
  if (code !== 0 || filled?.rows === undefined || filled.rowsPerSecond === undefined) throw new Error(stderr);
  return { rows: filled.rows, seconds: filled.rows / filled.rowsPerSecond };
}

/** A page of what holds, by type and key, into one table, as durable as a copy; nothing is masked, hashed or checked. */
async function fillBare(hubUrl: string, to: string): Promise<Filled> {
  const hub = await openHub({ databaseUrl: hubUrl, migrate: false, connections: 1, writer: 'inline', scanner: 'inline' });
  const copy = await openMirrorDatabase(to, Date.now());
  try {
    const start = performance.now();
    let rows = 0;
    const types = await hub.db.read.selectFrom('version').select('record_type').distinct().execute();
    for (const { record_type } of types) {
      for (let after = ''; ; ) {
        const page = await hub.db.read
          .selectFrom('version')
          .select(['record_key', 'position', 'hash', 'effective_on', 'source', 'received_at', 'recorded_at', 'content'])
          .where('record_type', '=', record_type)
          .where('record_key', '>', after)
          .where('until', '=', sql<number>`${sql.raw(OPEN_UNTIL)}`)
          .where('content', 'is not', null)
          .orderBy('record_key')
          .limit(PAGE)
          .execute();
        const values = page.map(({ content, received_at, recorded_at, ...row }) => ({
          ...{ ...row, record_type, checksum: row.hash, fields: content ?? '' },
          ...{ received_at: String(received_at), recorded_at: String(recorded_at) },
        }));
        if (values.length > 0) await copy.transact((trx) => trx.insertInto('mirror_record').values(values).execute());
        rows += values.length;
        if (page.length < PAGE) break;
        after = page.at(-1)?.record_key ?? after;
      }
    }
    return { rows, seconds: (performance.now() - start) / 1000 };
  } finally {
    await copy.close();
    await hub.close();
  }
}

export function tellBootstrap({ rows, mirror, bare, ratio }: BootstrapResult, tell: (text: string) => void): void {
  tell(
    `  a mirror of ${rows} records is filled at ${Math.round(mirror)} rows/s; select and insert alone ${Math.round(bare)} rows/s: ${ratio.toFixed(2)} ×`,
  );
}
