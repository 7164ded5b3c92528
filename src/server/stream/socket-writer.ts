/**
 * Writes to a WebSocket no faster than the other end takes it. While too much lies there nothing is read from it either, so that no
 * answer to what it sends adds to that; where it takes nothing for long it is cut off.
 */
import type { WebSocket } from 'ws';

/** Bytes that may lie unsent before whoever writes waits. They count in no room: with thousands of sockets that take nothing they add up. */
const FULL = 65_536;

export class SocketWriter {
  readonly #socket: WebSocket;
  readonly #stallMs: number;
  /** Those who wait for what they wrote to be taken. */
  #waiting = 0;
  #late: NodeJS.Timeout | undefined;

  /** @param stallMs milliseconds for which it may take nothing */
  constructor(socket: WebSocket, stallMs: number) {
    this.#socket = socket;
    this.#stallMs = stallMs;
  }

  /** It takes nothing at the moment. */
  get isFull(): boolean {
    return this.#waiting > 0;
  }

  /** Resolves when there is room for more; at once where it is gone. @param text a whole message */
  async send(text: string | Buffer): Promise<void> {
    const socket = this.#socket;
    const taken = new Promise<void>((resolve) => socket.send(text, { binary: false }, () => resolve()));
    if (socket.bufferedAmount <= FULL) return;
    this.#waiting++;
    this.#watch();
    await taken;
    this.#waiting--;
    this.#watch();
  }

  /** Something was taken, or begins to wait for that. */
  #watch(): void {
    clearTimeout(this.#late);
    if (this.#waiting === 0) {
      this.#socket.resume();
      return;
    }
    this.#socket.pause();
    this.#late = setTimeout(() => this.#socket.terminate(), this.#stallMs);
  }
}
