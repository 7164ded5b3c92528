/**
 * Cursors of lists of companies: the feed, the moment, the order, the filter and the place. They never expire, and serve
 * either direction.
 */
import { createHash } from 'node:crypto';
import { ok, problem, type Result } from '../../domain/message/problem.ts';
import { canonicalJson, type Json } from '../../domain/record/canonical-json.ts';
import { type CompanyFilter, type CompanyOrder, type CompanyPlace, isCompanyOrder } from '../../feed/companies.ts';

export interface CompanyCursor {
  readonly feed: string;
  /** Canonical, as `formatAt` writes it. */
  readonly at: string;
  readonly order: CompanyOrder;
  /** What `filterMark` makes of the filter. */
  readonly filter: string;
  readonly place: CompanyPlace;
}

/** A few characters that tell one filter from another. */
export function filterMark(filter: CompanyFilter): string {
  const text = canonicalJson(filter as unknown as Json);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

export function formatCursor({ feed, at, order, filter, place }: CompanyCursor): string {
  return Buffer.from(JSON.stringify([feed, at, order, filter, place.value, place.uscc])).toString('base64url');
}

export function readCursor(text: string, feed: string): Result<CompanyCursor> {
  const parts = partsOf(text);
  if (parts === undefined) return { ok: false, problem: problem('CURSOR_MALFORMED') };
  const [ofFeed, at, order, filter, value, uscc] = parts;
  if (ofFeed !== feed) return { ok: false, problem: problem('CURSOR_OTHER_FEED', { feed: ofFeed, current: feed }) };
  return ok({ feed, at, order, filter, place: { value, uscc } });
}

type Parts = readonly [feed: string, at: string, order: CompanyOrder, filter: string, value: string | null, uscc: string];

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
  const [feed, at, order, filter, value, uscc] = parts as readonly unknown[];
  return (
    typeof feed === 'string' &&
    feed.length <= 36 &&
    typeof at === 'string' &&
    /^\d{1,15}(~\d{4}-\d{2}-\d{2})?$/.test(at) &&
    isCompanyOrder(order) &&
    typeof filter === 'string' &&
    (value === null || typeof value === 'string') &&
    typeof uscc === 'string'
  );
}
