/**
 * One keep-alive connection that sends a ready request and waits for its answer, and does nothing else: the load shares the
 * machine with what it measures. Answers must say their length, as those of the measured servers do.
 */
import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

export class HttpConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  /** Bytes of the whole answer; unknown before all of its head is there. */
  #expected: number | undefined;
  #bodyFrom = 0;
  #waiting: { resolve(body: Buffer): void; reject(error: Error): void } | undefined;

  constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  /** @returns the body of a 200 @throws on any other answer */
  send(request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    if (this.#expected === undefined) {
      const end = this.#received.indexOf(HEAD_END);
      if (end < 0) return;
      const head = this.#received.toString('latin1', 0, end + 2);
      const length = Number(LENGTH.exec(head)?.[1]);
      if (!head.startsWith('HTTP/1.1 200 ') || Number.isNaN(length)) {
        this.#fail(new Error(`no answer: ${head.slice(0, 200)}${this.#received.toString('utf8', end, end + 500)}`));
        return;
      }
      this.#bodyFrom = end + HEAD_END.length;
      this.#expected = this.#bodyFrom + length;
    }
    if (this.#received.length < this.#expected) return;
    const body = this.#received.subarray(this.#bodyFrom, this.#expected);
    [this.#received, this.#expected] = [Buffer.alloc(0), undefined];
    this.#waiting?.resolve(body);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
