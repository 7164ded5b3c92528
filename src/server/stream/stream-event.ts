/** One event of a subscription: a page of changes, executed once and sent to everybody who asked alike. */
import { codesOf, type ToldResult } from '../graph/answer.ts';

export class StreamEvent {
  /** Everything up to here has been looked at. */
  readonly to: number;
  readonly told: ToldResult;
  #frame: Buffer | undefined;

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
    this.#frame ??= nextFrame(JSON.stringify(this.told));
    return this.#frame;
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

export const COMPLETE_FRAME = Buffer.from('event: complete\ndata:\n\n');
