/**
 * What a consumer keeps: every page that it has applied, a line each with how far it reaches. A line is one write, and on the disk before
 * the next page is looked at, so that a consumer that is killed knows exactly what it has and from where to go on.
 */
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Where it stands, whose record it is and what is left of it: null where it goes, absent where it moves nothing (history). */
export interface AppliedChange {
  readonly position: number;
  readonly record: string;
  readonly hash?: string | null;
}

export interface AppliedPage {
  /** Everything up to here has been applied. */
  readonly to: number;
  readonly feed: string;
  readonly changes: readonly AppliedChange[];
}

export class AppliedLog {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  /** @param take given what is there, page by page */
  static open(path: string, take: (page: AppliedPage) => void): AppliedLog {
    const file = openSync(path, 'a+');
    const text = readFileSync(file, 'utf8');
    const end = text.lastIndexOf('\n') + 1;
    // A line without an end was being written when its writer was killed: it was never applied.
    ftruncateSync(file, Buffer.byteLength(text.slice(0, end)));
    for (const page of pagesIn(text.slice(0, end))) take(page);
    return new AppliedLog(file);
  }

  append({ to, feed, changes }: AppliedPage): void {
    const rows = changes.map(({ position, record, hash }) =>
      hash === undefined ? [position, record] : [position, record, hash],
    );
    writeSync(this.#file, `${JSON.stringify([to, feed, rows])}\n`);
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

type Row = readonly [position: number, record: string, hash?: string | null];

function* pagesIn(text: string): Generator<AppliedPage> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const [to, feed, rows] = JSON.parse(text.slice(from, end)) as [number, string, readonly Row[]];
    yield {
      ...{ to, feed },
      changes: rows.map(([position, record, hash]) => ({ position, record, ...(hash === undefined ? {} : { hash }) })),
    };
    from = end + 1;
  }
}

/** The whole log of a consumer that has ended. */
export function readLog(path: string): readonly AppliedPage[] {
  return [...pagesIn(readFileSync(path, 'utf8'))];
}
