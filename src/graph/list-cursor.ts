/**
 * Cursors of lists: the feed, the moment, the order, the filter and the place. They never expire, and serve either
 * direction.
 */
import { createHash } from 'node:crypto';
import { ok, problem, type Result } from '../domain/message/problem.ts';
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import type { Place } from '../feed/list-page.ts';

export interface ListCursor<Order extends string> {
  readonly feed: string;
  /** Canonical, as `formatAt` writes it. */
  readonly at: string;
  readonly order: Order;
  /** What `filterMark` makes of the filter. */
  readonly filter: string;
  readonly place: Place;
}

/** A few characters that tell one filter from another. */
export function filterMark(filter: object): string {
  const text = canonicalJson(filter as Json);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

export function formatCursor({ feed, at, order, filter, place }: ListCursor<string>): string {
  return Buffer.from(JSON.stringify([feed, at, order, filter, place.value, place.key])).toString('base64url');
}

/** @param isOrder whether a list of this kind has an order of that name */
export function readCursor<Order extends string>(
  text: string,
  isOrder: (text: unknown) => text is Order,
): Result<ListCursor<Order>> {
  const parts = partsOf(text);
  if (parts === undefined || !isOrder(parts[2])) return { ok: false, problem: problem('CURSOR_MALFORMED') };
  const [feed, at, order, filter, value, key] = parts;
  return ok({ feed, at, order, filter, place: { value, key } });
}

type Parts = readonly [feed: string, at: string, order: string, filter: string, value: string | null, key: string];

function partsOf(text: string): Parts | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return isParts(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}

function isParts(parts: unknown): parts is Parts {
  if (!Array.isArray(parts) || parts.length !== 6) return false;
  const [feed, at, order, filter, value, key] = parts as readonly unknown[];
  return (
    typeof feed === 'string' &&
    feed.length <= 36 &&
    typeof at === 'string' &&
    /^\d{1,15}(~\d{4}-\d{2}-\d{2})?$/.test(at) &&
    typeof order === 'string' &&
    typeof filter === 'string' &&
    (value === null || typeof value === 'string') &&
    typeof key === 'string'
  );
}
