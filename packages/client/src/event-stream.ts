/** Events of `text/event-stream`, as the protocol graphql-sse sends them: each with a name and data in one line or more. */

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** An event is cut off where it is longer, in characters: nothing that a hub sends is. */
const LONGEST = 64 * 1024 * 1024;

/** Comments, which keep a connection alive, are no events. @throws what reading throws */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  // In the pieces in which it came: one text that grows with each would be looked through again each time.
  let begun: string[] = [];
  let length = 0;
  let event = { name: 'message', data: [] as string[] };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [first = '', ...rest] = decoder.decode(value, { stream: true }).split('\n');
      begun.push(first);
      length += first.length;
      if (length > LONGEST) return;
      for (const next of rest) {
        const line = begun.join('').replace(/\r$/, '');
        [begun, length] = [[next], next.length];
        if (line !== '') {
          takeLine(event, line);
          continue;
        }
        if (event.data.length > 0) yield { name: event.name, data: event.data.join('\n') };
        event = { name: 'message', data: [] };
      }
    }
  } finally {
    // Whoever stops half-way wants no more of it.
    await reader.cancel().catch(() => undefined);
  }
}

function takeLine(event: { name: string; readonly data: string[] }, line: string): void {
  // What texts hold of Unicode's own line ends is no end of a line here.
  const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
  if (field === 'event') event.name = value;
  if (field === 'data') event.data.push(value);
}
