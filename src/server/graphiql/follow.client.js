/**
 * Runs in the browser: a subscription over Server-Sent Events in the form that GraphiQL takes, an observable. Where the connection is lost
 * it is made again and goes on behind the last event, as `EventSource` does, which cannot send headers.
 */
(() => {
  const FIRST_WAIT_MS = 500;
  const LONGEST_WAIT_MS = 8_000;
  const LOST = '连接已断开，正在重新连接，将从断处继续。The connection is lost; it is made again and goes on from there.';

  /** @param headers those that are typed @returns of answers, each to be shown in place of the one before */
  globalThis.hutongFollow = (url, params, headers) => ({
    subscribe(observer) {
      const left = new AbortController();
      const { signal } = left;
      const ask = (seen) => {
        const ours = { 'content-type': 'application/json', accept: 'text/event-stream', ...(seen && { 'last-event-id': seen }) };
        return fetch(url, { method: 'POST', headers: { ...headers, ...ours }, body: JSON.stringify(params), signal });
      };
      follow(ask, observer, signal).catch((error) => signal.aborted || observer.error(error));
      return { unsubscribe: () => left.abort() };
    },
  });

  /** @param ask makes the connection, to go on behind the event of an id; all there is from the start for the empty one */
  async function follow(ask, observer, signal) {
    let seen = '';
    let shown = {};
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const response = await ask(seen).catch(() => null);
      if (response?.headers.get('content-type')?.startsWith('text/event-stream')) {
        for await (const { id, event, data } of eventsOf(response.body)) {
          seen = id ?? seen;
          if (event === 'complete') return observer.complete();
          if (event !== 'next') continue;
          wait = FIRST_WAIT_MS;
          const told = JSON.parse(data);
          if (shown.data === undefined || !isBookmark(told)) shown = told;
          observer.next(shown);
        }
      } else if (response !== null) {
        // What stands between may answer in a form of its own.
        shown = await response.json().catch(() => ({ errors: [{ message: `HTTP ${response.status}` }] }));
        // Too many of them, or a server that stops: that passes. What else is refused is refused again.
        if (response.status !== 429 && response.status < 500) {
          observer.next(shown);
          return observer.complete();
        }
      }
      signal.throwIfAborted();
      observer.next({ ...shown, connection: LOST });
      await new Promise((resolve) => setTimeout(resolve, wait));
      signal.throwIfAborted();
    }
  }

  /** A page without changes, which comes every few seconds: it would hide those that came before. */
  const isBookmark = ({ data }) => Object.values(data ?? {}).some((page) => (page?.nodes ?? page?.edges)?.length === 0);

  /** The fields of each event, up to the end of the connection, however that comes. The hub writes every field on one line. */
  async function* eventsOf(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true }));
      if (done) return;
      const events = (text + value).split('\n\n');
      text = events.pop();
      for (const lines of events) {
        yield Object.fromEntries(lines.split('\n').map((line) => line.split(/: ?(.*)/s, 2)));
      }
    }
  }
})();
