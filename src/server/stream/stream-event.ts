/** One event of a subscription: a page of changes, executed once and sent to everybody who asked alike. */
import { codesOf, type ToldResult } from '../graph/answer.ts';
import { eventIdOf } from './event-id.ts';

/** It is kept as the bytes that are sent, and nothing besides: what they were written out of takes several times as much. */
export class StreamEvent {
  /** Everything up to here has been looked at. */
  readonly to: number;
  /** Nothing of the page was answered: who went on after it would have a gap. */
  readonly isBroken: boolean;
  readonly codes: readonly string[];
  /** The frame as a chunk of HTTP/1.1 (RFC 9112, 7.1), for whoever writes to a connection itself. */
  readonly chunk: Buffer;

  /** @param feed that `to` is a position of; null for an event behind which nothing can be gone on with */
  constructor(to: number, told: ToldResult, feed: string | null) {
    this.to = to;
    this.isBroken = told.data == null;
    this.codes = codesOf(told);
    // Whoever has had an event with errors goes on behind the last that was whole.
    const isWhole = feed !== null && told.errors === undefined;
    const start = isWhole ? `id: ${eventIdOf({ feed, position: to })}\n${START}` : START;
    this.chunk = chunkOf(start, JSON.stringify(told));
  }

  /** As an event of the protocol graphql-sse. */
  get frame(): Buffer {
    return this.chunk.subarray(this.chunk.indexOf(CHUNK_END) + CHUNK_END.length, -CHUNK_END.length);
  }

  /** Of the frame, what is told. */
  get json(): Buffer {
    const { frame } = this;
    return frame.subarray(frame.indexOf(START) + START.length, -END.length);
  }
}

const START = 'event: next\ndata: ';
const END = '\n\n';

/** @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md */
export function nextFrame(json: string): Buffer {
  return Buffer.from(START + json + END);
}

const CHUNK_END = '\r\n';

/** @param start of a frame, ASCII as all of it but the JSON is */
function chunkOf(start: string, json: string): Buffer {
  const bytes = Buffer.byteLength(json);
  const head = `${(start.length + bytes + END.length).toString(16)}${CHUNK_END}${start}`;
  const tail = END + CHUNK_END;
  // A piece of memory of its own: in a common one it would keep what others wrote there as long as it is kept itself.
  const chunk = Buffer.allocUnsafeSlow(head.length + bytes + tail.length);
  chunk.write(head, 'latin1');
  chunk.write(json, head.length);
  chunk.write(tail, head.length + bytes, 'latin1');
  return chunk;
}

export const COMPLETE_FRAME = Buffer.from('event: complete\ndata:\n\n');
