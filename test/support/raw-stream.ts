/** A client of Server-Sent Events that reads when it is told to, and leaves when it is told to. */
import { connect, type Socket } from 'node:net';

export class RawStream implements AsyncDisposable {
  readonly socket: Socket;
  readonly closed: Promise<unknown>;
  text = '';
  #wake = Promise.withResolvers<void>();

  constructor(url: string, query: string, variables: object = {}) {
    const { hostname, port, host } = new URL(url);
    const body = JSON.stringify({ query, variables });
    this.socket = connect(Number(port), hostname);
    this.socket.on('error', () => {});
    this.socket.setEncoding('utf8').on('data', (part: string) => {
      this.text += part;
      this.#wake.resolve();
      this.#wake = Promise.withResolvers();
    });
    // Not `once` of node:events: that rejects where the connection breaks, and nobody may be waiting yet.
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.write(
      `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }

  get hasCompleted(): boolean {
    return this.text.includes('event: complete');
  }

  /** The data of all events so far. */
  // biome-ignore lint/suspicious/noExplicitAny: an event is as its query, and each test knows its own
  events(): readonly any[] {
    return [...this.text.matchAll(/^data: (\{.*\})$/gm)].map(([, json = '']) => JSON.parse(json));
  }

  /** Until something has come, and the rest of its event. @throws Error where it is closed before */
  async until(part: string): Promise<void> {
    const isThere = (): boolean => this.text.includes(part) && this.text.indexOf('\n\n', this.text.indexOf(part)) >= 0;
    while (!isThere()) {
      const isOver = await Promise.race([this.#wake.promise.then(() => false), this.closed.then(() => true)]);
      if (isOver && !isThere()) throw new Error(`closed after: ${this.text.slice(-500)}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy();
    await this.closed;
  }
}
