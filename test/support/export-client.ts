/** Reads exports as a client would: by their lines, holding each hash against what it is the hash of. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ScopeInput } from '../../src/domain/scope/scope.ts';
import type { ExportOpening } from '../../src/feed/export/export-text.ts';

export interface ExportRow {
  readonly key: string;
  readonly position: string;
  readonly hash: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface ReadExport {
  readonly opening: ExportOpening;
  readonly rows: readonly ExportRow[];
  /** Null where the export was cut short. */
  readonly closing: { readonly rows: string; readonly digest: string; readonly last: string | null } | null;
}

export function exportUrl(
  server: string,
  recordType: string,
  scope: ScopeInput = {},
  more: Readonly<Record<string, string>> = {},
): string {
  const { counties, region, company, zone } = scope;
  const given = { county: counties?.join(','), region, company, zone, ...more };
  const parameters = Object.entries(given).filter((each): each is [string, string] => each[1] != null);
  return `${server}/export/${recordType}?${new URLSearchParams(parameters)}`;
}

export async function fetchExport(url: string, headers: Readonly<Record<string, string>> = {}): Promise<ReadExport> {
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return readExportText(text);
}

/** What came so far: of a last line that is not whole, nothing. */
export function readExportText(text: string): ReadExport {
  const lines = text.split('\n').slice(0, -1);
  const [opening, ...others] = lines.map((line) => JSON.parse(line));
  if (opening === undefined) throw new Error('an export without its first line');
  const closing = others.at(-1)?.end === true ? others.pop() : null;
  return { opening, rows: others, closing };
}

/** The hash of a row, worked out of nothing but what the export says. */
export function hashOfRow({ export: recordType, hashed }: ReadExport['opening'], { key, fields }: ExportRow): string {
  const covered = Object.fromEntries(Object.entries(fields).filter(([name]) => hashed.includes(name)));
  return createHash('sha256')
    .update(canonicalize([recordType, key, covered]) ?? '')
    .digest('hex');
}

/** The sum of hashes modulo 2^256. */
export function sumOf(hashes: readonly string[]): string {
  const sum = hashes.reduce((total, hash) => (total + BigInt(`0x${hash}`)) % (1n << 256n), 0n);
  return sum.toString(16).padStart(64, '0');
}
