/** One event of a subscription: a page of changes, executed once and sent to everybody who asked alike. */
import { codesOf, type ToldResult } from '../graph/answer.ts';

export class StreamEvent {
  /** Everything up to here has been looked at. */
  readonly to: number;
  readonly told: ToldResult;
  #chunk: Buffer | undefined;

  constructor(to: number, told: ToldResult) {
    this.to = to;
    this.told = told;
  }

  /** Nothing of the page was answered: who went on after it would have a gap. */
  get isBroken(): boolean {
    return this.told.data == null;
  }

  get codes(): readonly string[] {
    return codesOf(this.told);
  }

  /** As an event of the protocol graphql-sse; written out once, however many it is sent to. */
  get frame(): Buffer {
    return this.chunk.subarray(this.chunk.indexOf(CHUNK_END) + CHUNK_END.length, -CHUNK_END.length);
  }

  /** The frame as a chunk of HTTP/1.1 (RFC 9112, 7.1), for whoever writes to a connection itself. */
  get chunk(): Buffer {
    this.#chunk ??= chunkOf(nextFrame(JSON.stringify(this.told)));
    return this.#chunk;
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

function chunkOf(frame: Buffer): Buffer {
  return Buffer.concat([Buffer.from(frame.length.toString(16) + CHUNK_END), frame, Buffer.from(CHUNK_END)]);
}

export const COMPLETE_FRAME = Buffer.from('event: complete\ndata:\n\n');
