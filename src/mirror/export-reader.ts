/** An export as it comes, line by line: held against what was asked for, row by row, and against what it says that it adds up to. */
import { problem } from '../domain/message/problem.ts';
import { StateDigest } from '../feed/suite.ts';
import { UpstreamError } from './mirror-error.ts';
import { toldError, toldIn, type Way } from './told-error.ts';
import type { ExportQuery, UpstreamRecord } from './upstream.ts';
import { type ExportHead, readExportHead, readExportLine, WireError } from './wire.ts';

export class ExportReader {
  readonly #query: ExportQuery;
  readonly #way: Way;
  readonly #sum = new StateDigest();
  #rows = 0;
  #last: string | null = null;

  constructor(query: ExportQuery, way: Way) {
    this.#query = query;
    this.#way = way;
  }

  /** The first line. @throws WireError */
  open(line: string): ExportHead {
    const { recordType, at, after, scope } = this.#query;
    const head = readExportHead(line, scope);
    if (head.recordType !== recordType) throw new WireError('export');
    if (head.position !== at) throw new WireError('position');
    if (head.after !== after) throw new WireError('after');
    return head;
  }

  /**
   * A line behind the first.
   * @throws WireError, and UpstreamError where the rows are not what the last line says that there were, or it says why there are no more
   */
  take(line: string): UpstreamRecord | 'ENDED' {
    const read = readExportLine(line);
    if ('failed' in read) {
      const told = toldIn(read.failed);
      if (told !== undefined) throw toldError(told, this.#way);
      throw new WireError('errors');
    }
    if ('end' in read) {
      const { rows, digest, last } = read.end;
      if (rows === this.#rows && digest === this.#sum.hex && last === this.#last) return 'ENDED';
      const { recordType } = this.#query;
      throw new UpstreamError(problem('MIRROR_EXPORT_APART', { recordType }), { retryable: true });
    }
    const { key, position, hash } = read.row;
    // What comes twice would be counted twice, and what comes late would have been taken for missing.
    const before = this.#last ?? this.#query.after;
    if (before !== null && !isBefore(before, key)) throw new WireError('key');
    if (position > this.#query.at) throw new WireError('position');
    this.#sum.add(hash);
    this.#rows += 1;
    this.#last = key;
    return read.row;
  }
}

/** In the order of bytes, which JavaScript's own is not beyond the first 65,536 characters. */
function isBefore(one: string, other: string): boolean {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;
}
