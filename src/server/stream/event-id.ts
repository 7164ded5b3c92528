/**
 * The id of an event: where in the feed it ends, as `<feed>:<position>`. A client that connects again says in the header `Last-Event-ID`
 * which one it has had last; browsers do so by themselves.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
import type { FeedPlace } from '../../feed/feeds.ts';

export function eventIdOf({ feed, position }: FeedPlace): string {
  return `${feed}:${position}`;
}

/** @param header absent or empty where nothing was had yet @returns undefined for such a one */
export function readEventId(header: string | readonly string[] | undefined): Result<FeedPlace | undefined> {
  const text = String(header ?? '');
  if (text === '') return ok(undefined);
  const [, feed, position] = /^([\w-]{1,64}):(\d{1,15})$/.exec(text) ?? [];
  if (feed === undefined) return fail('EVENT_ID_MALFORMED', { value: excerpt(text) });
  return ok({ feed, position: Number(position) });
}
