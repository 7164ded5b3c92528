/** One event of a subscription: a page of changes, executed once and sent to everybody who asked alike. */
import { codesOf, type ToldResult } from '../graph/answer.ts';

/** It is kept as the bytes that are sent, and nothing besides: what they were written out of takes several times as much. */
export class StreamEvent {
  /** Everything up to here has been looked at. */
  readonly to: number;
  /** Nothing of the page was answered: who went on after it would have a gap. */
  readonly isBroken: boolean;
  readonly codes: readonly string[];
  /** The frame as a chunk of HTTP/1.1 (RFC 9112, 7.1), for whoever writes to a connection itself. */
  readonly chunk: Buffer;

  constructor(to: number, told: ToldResult) {
    this.to = to;
    this.isBroken = told.data == null;
    this.codes = codesOf(told);
    this.chunk = chunkOf(START + JSON.stringify(told) + END);
  }

  /** As an event of the protocol graphql-sse. */
  get frame(): Buffer {
    return this.chunk.subarray(this.chunk.indexOf(CHUNK_END) + CHUNK_END.length, -CHUNK_END.length);
  }

  /** Of the frame, what is told. */
  get json(): Buffer {
    return this.frame.subarray(START.length, -END.length);
  }
}

const START = 'event: next\ndata: ';
const END = '\n\n';

/** @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md */
export function nextFrame(json: string): Buffer {
  return Buffer.from(START + json + END);
}

const CHUNK_END = '\r\n';

function chunkOf(frame: string): Buffer {
  return Buffer.from(Buffer.byteLength(frame).toString(16) + CHUNK_END + frame + CHUNK_END);
}

export const COMPLETE_FRAME = Buffer.from('event: complete\ndata:\n\n');
