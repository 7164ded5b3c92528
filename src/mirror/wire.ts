/**
 * What a hub says over the wire, read and checked: of an answer only that is taken which has the form that was agreed and is about what
 * was asked. Docs: docs/mirror.md, and the schema of the graph.
 */
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import { LEVELS, type Level } from '../domain/record/level.ts';
import type { ScopeInput } from '../domain/scope/scope.ts';
import type {
  DigestQuery,
  RecordFields,
  UpstreamChange,
  UpstreamDigest,
  UpstreamHead,
  UpstreamPage,
  UpstreamRecord,
} from './upstream.ts';

/** An answer is not as it should be; the message names where. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

export function readHead(data: unknown): UpstreamHead {
  const head = objectIn(data, 'head');
  return { feed: textIn(head, 'feed'), position: positionIn(head, 'position') };
}

/** Of another position or scope it would be another sum, and a copy that is right would be found to be wrong. */
export function readDigest(data: unknown, asked: DigestQuery): UpstreamDigest {
  const answer = objectIn(data, 'digest');
  const at = positionIn(answer, 'at');
  if (at !== asked.at) throw new WireError('at');
  requireScope(answer, asked.scope);
  return {
    feed: textIn(answer, 'feed'),
    at,
    digest: hashIn(answer, 'digest'),
    records: numberIn(answer, 'records'),
  };
}

/** Whether the page joins what is there is for the copy to find out. */
export function readPage(data: unknown, { recordTypes }: ScopeInput): UpstreamPage {
  const page = objectIn(data, 'changes');
  const { nodes } = page;
  if (!Array.isArray(nodes)) throw new WireError('nodes');
  const changes = nodes.map(readChange);
  if (recordTypes != null && changes.some(({ recordType }) => !recordTypes.includes(recordType))) {
    throw new WireError('recordType');
  }
  const [scannedTo, at] = [positionIn(page, 'scannedTo'), positionIn(page, 'at')];
  // A copy that went beyond the head would pass over whatever is recorded until the feed has come there.
  if (scannedTo > at) throw new WireError('scannedTo');
  return { feed: textIn(page, 'feed'), changes, scannedTo, at };
}

function readChange(node: unknown): UpstreamChange {
  const change = asObject(node, 'nodes');
  const { crossing, previous, after, hashBefore, historyOnly } = change;
  if (crossing !== null && crossing !== 'ENTERED' && crossing !== 'LEFT') throw new WireError('crossing');
  if (typeof historyOnly !== 'boolean') throw new WireError('historyOnly');
  // What comes into a scope was not in it, and what leaves is not left in it.
  if (crossing === 'ENTERED' && (after === null || hashBefore !== null)) throw new WireError('crossing');
  if (crossing === 'LEFT' && after !== null) throw new WireError('crossing');
  return {
    ...readVersion(change),
    previous: previous === null ? null : positionIn(change, 'previous'),
    recordType: textIn(change, 'recordType'),
    kind: textIn(change, 'kind'),
    crossing,
    historyOnly,
    after: after === null ? null : (asObject(after, 'after') as RecordFields),
    hashBefore: hashBefore === null ? null : hashIn(change, 'hashBefore'),
  };
}

/** The first line of an export. */
export interface ExportHead {
  readonly recordType: string;
  readonly feed: string;
  readonly position: number;
  readonly level: Level;
  readonly after: string | null;
}

/** The last line of an export. */
export interface ExportEnd {
  readonly rows: number;
  readonly digest: string;
  readonly last: string | null;
}

/** @param scope that was asked for */
export function readExportHead(line: string, scope: ScopeInput): ExportHead {
  const head = asObject(parse(line), 'export');
  const level = LEVELS.find((each) => each === head.level);
  if (level === undefined) throw new WireError('level');
  // The type stands in the address.
  const { recordTypes: _type, ...records } = scope;
  requireScope(head, records);
  return {
    recordType: textIn(head, 'export'),
    feed: textIn(head, 'feed'),
    position: positionIn(head, 'position'),
    level,
    after: head.after === null ? null : textIn(head, 'after'),
  };
}

/** `failed`: why an export ends before its end, in the form of an answer of the graph. */
export type ExportLine = { readonly row: UpstreamRecord } | { readonly end: ExportEnd } | { readonly failed: WireObject };

/** A line behind the first: a row, or the last one. */
export function readExportLine(line: string): ExportLine {
  const read = asObject(parse(line), 'row');
  if (read.errors !== undefined) return { failed: read };
  if (read.end === true) {
    const last = read.last === null ? null : textIn(read, 'last');
    return { end: { rows: numberIn(read, 'rows'), digest: hashIn(read, 'digest'), last } };
  }
  return { row: { ...readVersion(read), fields: objectIn(read, 'fields') as RecordFields } };
}

function readVersion(row: WireObject): Omit<UpstreamRecord, 'fields'> {
  return {
    key: textIn(row, 'key'),
    position: positionIn(row, 'position'),
    hash: hashIn(row, 'hash'),
    effectiveOn: row.effectiveOn === null ? null : textIn(row, 'effectiveOn'),
    source: textIn(row, 'source'),
    receivedAt: instantIn(row, 'receivedAt'),
    recordedAt: instantIn(row, 'recordedAt'),
  };
}

/** A hub says of an answer what scope it is of, as it was given. */
function requireScope(answer: WireObject, asked: ScopeInput): void {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value != null));
  if (canonicalJson(objectIn(answer, 'scope') as Json) !== canonicalJson(given as Json)) throw new WireError('scope');
}

/** JSON of a line or an event. @throws WireError */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new WireError('JSON');
  }
}

export type WireObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown, name: string): WireObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WireError(name);
  return value as WireObject;
}

export function objectIn(value: unknown, name: string): WireObject {
  return asObject(asObject(value, name)[name], name);
}

/** As long as any text of a row that is no field. */
const LONGEST_TEXT = 400;

function textIn(object: WireObject, name: string): string {
  const value = object[name];
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_TEXT) throw new WireError(name);
  return value;
}

function hashIn(object: WireObject, name: string): string {
  const value = object[name];
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) throw new WireError(name);
  return value;
}

/** Positions are sent as text: a feed may grow beyond what a language's numbers hold. */
function positionIn(object: WireObject, name: string): number {
  const value = object[name];
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new WireError(name);
  return number;
}

/** A count, as a number or as text. */
function numberIn(object: WireObject, name: string): number {
  const value = object[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : positionIn(object, name);
}

/** One way of writing it, whichever way it came: rows are compared with each other. */
function instantIn(object: WireObject, name: string): string {
  const time = Date.parse(textIn(object, name));
  if (Number.isNaN(time)) throw new WireError(name);
  return new Date(time).toISOString();
}
