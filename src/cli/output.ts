/**
 * What a command says, and where: its answer on stdout, everything about how it is getting on on stderr. With `--json`
 * stdout holds the one JSON object at the end (and the lines of a stream before it), and all prose goes to stderr.
 */
import { describe, type Language } from '../domain/message/describe.ts';
import type { Problem } from '../domain/message/problem.ts';
import { clipText, padText, textWidth } from './text-width.ts';

export interface Stream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The widest it may be. */
  readonly most?: number;
}

/** Data is printed too: what could steer a terminal is not let through. Line feeds and tabs are. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

export class Output {
  readonly json: boolean;
  readonly lang: Language;
  readonly stderr: Stream;
  readonly #stdout: Stream;
  readonly #whenClosed: (() => void)[] = [];
  #closed = false;
  #lost: string | undefined;
  #result: object | undefined;
  #rows = 0;

  constructor(options: { readonly json: boolean; readonly lang: Language; readonly stdout: Stream; readonly stderr: Stream }) {
    this.json = options.json;
    this.lang = options.lang;
    this.#stdout = options.stdout;
    this.stderr = options.stderr;
    for (const stream of [options.stdout, options.stderr]) {
      stream.on('error', ({ code }) => {
        // Whoever read our output has seen enough (`| head`): that is no error. A full disk behind it is.
        if (code !== 'EPIPE') this.#lost ??= code ?? 'EIO';
        this.#closed = true;
        for (const listener of this.#whenClosed) listener();
      });
    }
  }

  /** Why output was lost that somebody wanted; undefined where all went well. */
  get lost(): string | undefined {
    return this.#lost;
  }

  /** Calls back when nobody reads stdout any more. */
  whenClosed(listener: () => void): void {
    if (this.#closed) listener();
    else this.#whenClosed.push(listener);
  }

  /** A line of the answer. */
  line(text = ''): void {
    this.#write(this.json ? this.stderr : this.#stdout, text.replace(CONTROL, '�'));
  }

  /** A line about how it is getting on. */
  note(text: string): void {
    this.#write(this.stderr, text.replace(CONTROL, '�'));
  }

  problem(found: Problem): void {
    this.note(describe(found, this.lang));
  }

  /** One row of a stream: a JSON line with `--json`, otherwise the text. */
  row(value: object, text: string): void {
    this.#rows += 1;
    if (this.json) this.#write(this.#stdout, JSON.stringify(value));
    else this.line(text);
  }

  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const cells = rows.map((row) => row.map((cell, i) => clipText(cell.replace(/\s+/g, ' '), columns[i]?.most ?? 60)));
    const widths = columns.map(({ title }, i) => Math.max(textWidth(title), ...cells.map((row) => textWidth(row[i] ?? ''))));
    const say = (row: readonly string[]) =>
      this.line(
        columns
          .map(({ align }, i) => padText(row[i] ?? '', widths[i] ?? 0, align))
          .join('  ')
          .trimEnd(),
      );
    say(columns.map(({ title }) => title));
    for (const row of cells) say(row);
  }

  /** What `--json` prints as the last line. */
  result(value: object): void {
    this.#result = value;
  }

  /** Prints the result; a command that has none says why in `problem`, or has told its rows already. */
  finish(found?: Problem): void {
    if (!this.json) return;
    const value = this.#result ?? (found === undefined ? {} : { problem: problemJson(found) });
    if (this.#result === undefined && found === undefined && this.#rows > 0) return;
    this.#result = undefined;
    this.#write(this.#stdout, JSON.stringify(value));
  }

  #write(stream: Stream, text: string): void {
    if (!this.#closed || stream === this.stderr) stream.write(`${text}\n`);
  }
}

export interface ProblemJson {
  readonly code: string;
  readonly message: { readonly zh: string; readonly en: string };
  readonly row: number | null;
  readonly field: string | null;
}

/** A problem for machines: its code, both sentences, and where it is. */
export function problemJson(found: Problem): ProblemJson {
  return {
    code: found.code,
    message: { zh: describe(found, 'zh'), en: describe(found, 'en') },
    row: found.row ?? null,
    field: found.field ?? null,
  };
}
