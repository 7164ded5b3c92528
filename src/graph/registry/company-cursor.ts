/** Cursors of lists of companies: the feed, the moment, the order and the place. They never expire. */
import { ok, problem, type Result } from '../../domain/message/problem.ts';
import type { CompanyOrder, CompanyPlace } from '../../feed/companies.ts';

export interface CompanyCursor {
  readonly feed: string;
  /** Canonical, as `formatAt` writes it. */
  readonly at: string;
  readonly order: CompanyOrder;
  readonly place: CompanyPlace;
}

export function formatCursor({ feed, at, order, place }: CompanyCursor): string {
  return Buffer.from(JSON.stringify([feed, at, order, place.value, place.uscc])).toString('base64url');
}

export function readCursor(text: string, feed: string): Result<CompanyCursor> {
  const parts = partsOf(text);
  if (parts === undefined) return { ok: false, problem: problem('CURSOR_MALFORMED') };
  const [ofFeed, at, order, value, uscc] = parts;
  if (ofFeed !== feed) return { ok: false, problem: problem('CURSOR_OTHER_FEED', { feed: ofFeed, current: feed }) };
  return ok({ feed, at, order, place: { value, uscc } });
}

type Parts = readonly [feed: string, at: string, order: CompanyOrder, value: string | null, uscc: string];

function partsOf(text: string): Parts | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return isParts(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}

function isParts(parts: unknown): parts is Parts {
  if (!Array.isArray(parts) || parts.length !== 5) return false;
  const [feed, at, order, value, uscc] = parts as readonly unknown[];
  return (
    typeof feed === 'string' &&
    feed.length <= 36 &&
    typeof at === 'string' &&
    /^\d{1,15}(~\d{4}-\d{2}-\d{2})?$/.test(at) &&
    (order === 'NAME' || order === 'ESTABLISHED' || order === 'USCC') &&
    (value === null || typeof value === 'string') &&
    typeof uscc === 'string'
  );
}
