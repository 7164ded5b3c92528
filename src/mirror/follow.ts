/** The pages behind a copy's position, for as long as the connection holds: as events, or asked for now and then where a hub has none. */
import type { MirrorClock } from './clock.ts';
import { UpstreamError } from './mirror-error.ts';
import type { RemoteHub } from './remote-hub.ts';
import type { PageQuery, Upstream, UpstreamPage } from './upstream.ts';

/** Changes to a page. */
const PAGE = 500;

const POLL_MS = 5_000;
/** So long it is asked for pages before events are tried again: the hub may have been brought up to date meanwhile. */
const POLL_FOR_MS = 600_000;

/** Where pages are to begin. */
export type Place = Omit<PageQuery, 'first'>;

/** All pages up to the head as it is when they have been read. @throws UpstreamError */
export async function* pagesToHead(upstream: Upstream, place: Place): AsyncGenerator<UpstreamPage, void, undefined> {
  let { feed, after } = place;
  for (;;) {
    const page = await upstream.changes({ ...place, feed, after, first: PAGE });
    yield page;
    // A page that looked as far as the head is the last one; a filter may make any page empty.
    if (page.scannedTo >= page.at || page.scannedTo === after) return;
    ({ feed, scannedTo: after } = page);
  }
}

/**
 * Pages as they come. It ends when the connection does.
 * @param onPolling told where the hub takes no subscriptions
 * @throws UpstreamError
 */
export async function* livePages(
  hub: RemoteHub,
  place: Place,
  { clock, signal, onPolling }: { readonly clock: MirrorClock; readonly signal: AbortSignal; onPolling(): void },
): AsyncGenerator<UpstreamPage, void, undefined> {
  try {
    yield* hub.pages({ ...place, first: PAGE });
    return;
  } catch (error) {
    if (!(error instanceof UpstreamError) || !error.isFormRefused) throw error;
  }
  onPolling();
  let { feed, after } = place;
  for (const until = clock.now() + POLL_FOR_MS; clock.now() < until && !signal.aborted; ) {
    for await (const page of pagesToHead(hub, { ...place, feed, after })) {
      yield page;
      ({ feed, scannedTo: after } = page);
    }
    await clock.sleep(POLL_MS, signal);
  }
}
