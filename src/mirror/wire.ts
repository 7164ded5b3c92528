/**
 * What a hub says over the wire, read and checked: of an answer only that is taken which has the form that was agreed. Docs:
 * docs/mirror.md, and the schema of the graph.
 */
import type { Json } from '../domain/record/canonical-json.ts';
import { LEVELS, type Level } from '../domain/record/level.ts';
import type { RecordFields, UpstreamChange, UpstreamDigest, UpstreamHead, UpstreamPage, UpstreamRecord } from './upstream.ts';

/** An answer is not as it should be; the message names where. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

export const HEAD_QUERY = '{ head { feed position } }';

export const DIGEST_QUERY = `query ScopeDigest($scope: ScopeInput, $at: At) {
  digest(scope: $scope, at: $at) { feed at digest records }
}`;

const PAGE_ARGUMENTS = '($after: Position, $feed: ID, $filter: ChangeFilter, $first: Int)';
const PAGE = `changes(after: $after, feed: $feed, filter: $filter, first: $first) {
    feed scannedTo at
    nodes { position previous recordType key kind crossing historyOnly after hash hashBefore effectiveOn source receivedAt recordedAt }
  }`;

export const CHANGES_QUERY = `query MirrorChanges${PAGE_ARGUMENTS} {
  ${PAGE}
}`;

/** The same, as a subscription: its events are pages. */
export const CHANGES_SUBSCRIPTION = `subscription FollowChanges${PAGE_ARGUMENTS} {
  ${PAGE}
}`;

export function readHead(data: unknown): UpstreamHead {
  const head = objectIn(data, 'head');
  return { feed: textIn(head, 'feed'), position: positionIn(head, 'position') };
}

export function readDigest(data: unknown): UpstreamDigest {
  const answer = objectIn(data, 'digest');
  return {
    feed: textIn(answer, 'feed'),
    at: positionIn(answer, 'at'),
    digest: hashIn(answer, 'digest'),
    records: numberIn(answer, 'records'),
  };
}

export function readPage(data: unknown): UpstreamPage {
  const page = objectIn(data, 'changes');
  const { nodes } = page;
  if (!Array.isArray(nodes)) throw new WireError('nodes');
  return {
    feed: textIn(page, 'feed'),
    changes: nodes.map(readChange),
    scannedTo: positionIn(page, 'scannedTo'),
    at: positionIn(page, 'at'),
  };
}

function readChange(node: unknown): UpstreamChange {
  const change = asObject(node, 'nodes');
  const { crossing, previous, after, hashBefore, historyOnly } = change;
  if (crossing !== null && crossing !== 'ENTERED' && crossing !== 'LEFT') throw new WireError('crossing');
  if (typeof historyOnly !== 'boolean') throw new WireError('historyOnly');
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
}

/** The last line of an export. */
export interface ExportEnd {
  readonly rows: number;
  readonly digest: string;
}

export function readExportHead(line: string): ExportHead {
  const head = asObject(parse(line), 'export');
  const level = LEVELS.find((each) => each === head.level);
  if (level === undefined) throw new WireError('level');
  return {
    recordType: textIn(head, 'export'),
    feed: textIn(head, 'feed'),
    position: positionIn(head, 'position'),
    level,
  };
}

/** A line behind the first: a row, or the last one. */
export function readExportLine(line: string): { readonly row: UpstreamRecord } | { readonly end: ExportEnd } {
  const read = asObject(parse(line), 'row');
  if (read.end === true) return { end: { rows: numberIn(read, 'rows'), digest: hashIn(read, 'digest') } };
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
