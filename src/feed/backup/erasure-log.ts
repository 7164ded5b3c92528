/**
 * The erasure log in a file of its own: small, quick, and to be kept elsewhere every day. What was erased after a backup was made is
 * in that backup still; with the log a restore erases it again. It holds no personal value: it says what was erased, when and why.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type LoggedErasure, listErasedAfter } from '../../db/erasure.repository.ts';
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import { canonicalJson, type Json } from '../../domain/record/canonical-json.ts';
import type { Hub } from '../hub.ts';
import { type Lineage, lineageOf } from '../lineage.ts';
import { parse } from './format.ts';

const ERASURES_FORMAT = 1;

export interface ErasureLog {
  readonly lineage: Lineage;
  /** In the order of their positions. */
  readonly erasures: readonly Erased[];
}

/** What was erased, when, and why. */
export interface Erased {
  readonly position: string;
  readonly recordType: string;
  readonly key: string;
  readonly field: string;
  /** ISO instant. */
  readonly erasedAt: string;
  readonly ground: string;
}

interface ErasureFile extends ErasureLog {
  readonly hutong: 'erasures';
  readonly format: typeof ERASURES_FORMAT;
  /** ISO instant. */
  readonly created: string;
  /** SHA-256 of the canonical JSON of all else: one wrong digit would erase another value. */
  readonly sha256: string;
}

const PAGE = 1000;

export async function readErasureLog(hub: Hub): Promise<ErasureLog> {
  const erasures: Erased[] = [];
  for (let after: LoggedErasure | null = null; ; ) {
    const page = await listErasedAfter(hub.db.scan, after, PAGE);
    erasures.push(...page.map(erasedOf));
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return { lineage: await lineageOf(hub.db.read, hub.feedId), erasures };
  }
}

function erasedOf({ position, record_type, record_key, field, erased_at, ground }: LoggedErasure): Erased {
  const erasedAt = new Date(erased_at).toISOString();
  return { position: String(position), recordType: record_type, key: record_key, field, erasedAt, ground };
}

/** The text of the file. @param now milliseconds */
export function formatErasureLog(log: ErasureLog, now: number): string {
  const said = { hutong: 'erasures', format: ERASURES_FORMAT, created: new Date(now).toISOString(), ...log } as const;
  const file: ErasureFile = { ...said, sha256: digestOf(said) };
  return `${JSON.stringify(file, null, 1)}\n`;
}

function digestOf(said: Omit<ErasureFile, 'sha256'>): string {
  return createHash('sha256')
    .update(canonicalJson(said as unknown as Json))
    .digest('hex');
}

/** A million erasures. */
const LARGEST_FILE = 256 * 1024 * 1024;

export async function readErasureFile(file: string): Promise<Result<ErasureLog>> {
  let text: string;
  try {
    if ((await stat(file)).size > LARGEST_FILE) return fail('ERASURES_UNUSABLE', { file });
    text = await readFile(file, 'utf8');
  } catch (error) {
    return fail('BACKUP_UNREADABLE', { file, reason: (error as NodeJS.ErrnoException).code ?? 'EIO' });
  }
  const found = parse(text) as Partial<ErasureFile> | null;
  if (typeof found !== 'object' || found?.hutong !== 'erasures') return fail('ERASURES_UNUSABLE', { file });
  if (found.format !== ERASURES_FORMAT) {
    return fail('BACKUP_FORMAT', { file, found: String(found.format).slice(0, 20), expected: String(ERASURES_FORMAT) });
  }
  const { sha256, ...said } = found as ErasureFile;
  return digestOf(said) === sha256 ? ok({ lineage: said.lineage, erasures: said.erasures }) : fail('BACKUP_DAMAGED', { file });
}
