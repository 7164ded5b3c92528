/** Pushes by hand: a body in a folder of its own, and what came of it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Connector } from '../../connectors/connector.ts';
import { estateConnector } from '../../connectors/estate/estate.connector.ts';
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import { taxConnector } from '../../connectors/tax/tax.connector.ts';
import { runPush } from '../../jobs/push/run-push.ts';
import type { Result } from '../../src/domain/message/problem.ts';
import type { Hub } from '../../src/feed/hub.ts';
import type { PushSummary, RecordAnswer } from '../../src/feed/push/answer.ts';
import type { PushRequest } from '../../src/feed/push/intake.ts';
import { NO_TOTALS } from '../../src/feed/push/totals.ts';
import { type Row, rowOf } from './registry-file.ts';

const COLUMNS = ['UNISCID', 'ENTNAME', 'REGSTATE', 'LEREP', 'ESTDATE', 'APPRDATE', 'OPSCOPE', 'DOMDISTRICT'] as const;

/** A row under the exchange's names of columns. */
export function wireOf(n: number, given: Partial<Row> = {}): Record<string, string> {
  const row = rowOf(n, given);
  const values = [
    row.uscc,
    row.name,
    row.status,
    row.legalRepresentative,
    row.established,
    row.approved,
    row.scope,
    row.district,
  ];
  return Object.fromEntries(COLUMNS.map((column, i) => [column, values[i] ?? '']));
}

export function csvOf(rows: readonly Record<string, string>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return `${[columns.join(','), ...rows.map((row) => columns.map((column) => row[column]).join(','))].join('\n')}\n`;
}

const connectors: readonly Connector[] = [registryConnector(), taxConnector(), estateConnector()];

export interface Pushed {
  readonly summary: PushSummary;
  readonly records: readonly RecordAnswer[];
  /** Summary and records, as they would go over the wire. */
  readonly text: string;
  readonly workbook: Buffer | null;
}

export interface PushGiven extends Partial<Omit<PushRequest, 'file' | 'bodyDigest'>> {
  readonly signal?: AbortSignal;
  readonly maxRefused?: number;
  readonly maxRows?: number;
  readonly deadline?: AbortSignal;
}

export async function push(hub: Hub, body: string | Buffer, given: PushGiven = {}): Promise<Result<Pushed>> {
  const { signal = new AbortController().signal, maxRefused, maxRows, deadline, ...request } = given;
  const folder = mkdtempSync(join(tmpdir(), 'hutong-push-'));
  try {
    const file = join(folder, 'body');
    writeFileSync(file, body);
    const answer = await runPush({
      hub,
      connectorOf: (source) => connectors.find((each) => each.source === source),
      population: 'property-services',
      signal,
      ...(maxRefused === undefined ? {} : { maxRefused }),
      ...(maxRows === undefined ? {} : { maxRows }),
      ...(deadline === undefined ? {} : { deadline }),
      request: {
        sender: 'bureau',
        recordType: 'registration',
        file,
        bodyDigest: createHash('sha256').update(body).digest('hex'),
        idempotencyKey: null,
        totals: NO_TOTALS,
        dryRun: false,
        workbook: false,
        receivedAt: hub.clock.now(),
        ...request,
      },
    });
    if (!answer.ok) return answer;
    const { summary, recordsFile, workbookFile } = answer.value;
    if (dirname(recordsFile) !== folder) throw new Error('the answer lies elsewhere');
    const lines = readFileSync(recordsFile, 'utf8');
    const records = lines.split('\n').filter((line) => line !== '');
    return {
      ok: true,
      value: {
        summary,
        records: records.map((line) => JSON.parse(line) as RecordAnswer),
        text: `${JSON.stringify(summary)}\n${lines}`,
        workbook: workbookFile === null ? null : readFileSync(workbookFile),
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The answer of a push that must not fail as a whole. */
export async function pushed(hub: Hub, body: string | Buffer, given: PushGiven = {}): Promise<Pushed> {
  const answer = await push(hub, body, given);
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value;
}
