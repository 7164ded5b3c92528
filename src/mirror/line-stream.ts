/**
 * What comes over a connection, as lines and as events: never more of it in memory than one line may be long, and given up where
 * nothing comes for too long. Stock clients of the protocol set no such limits.
 */
import { problem } from '../domain/message/problem.ts';
import type { MirrorClock } from './clock.ts';
import { UpstreamError } from './mirror-error.ts';

export interface StreamLimits {
  /** Characters of a line, or of an event. */
  readonly longest: number;
  /** Milliseconds without anything. */
  readonly silenceMs: number;
}

/**
 * The lines of a body, as many at a time as have come.
 * @throws UpstreamError where a line is too long, nothing comes, or the connection breaks; a last line without its end is left out, and
 * said to be cut off
 */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
  { longest, silenceMs }: StreamLimits,
  clock: MirrorClock,
): AsyncGenerator<readonly string[], void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  // The beginning of the line that has not ended yet, in the pieces in which it came.
  let begun: string[] = [];
  let length = 0;
  try {
    for (;;) {
      const bytes = await readWithin(reader, silenceMs, clock);
      const [first = '', ...others] = decode(decoder, bytes).split('\n');
      begun.push(first);
      length += first.length;
      if (length > longest || others.some((line) => line.length > longest)) throw tooLong(longest);
      const last = others.pop();
      if (last !== undefined) {
        yield [begun.join(''), ...others];
        [begun, length] = [[last], last.length];
      }
      if (bytes === undefined) {
        if (length > 0) throw cutOff();
        return;
      }
    }
  } finally {
    // Whoever stops half-way wants no more of it; a connection that is gone cannot be ended again.
    await reader.cancel().catch(() => undefined);
  }
}

async function readWithin(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  silenceMs: number,
  clock: MirrorClock,
): Promise<Uint8Array | undefined> {
  const timer = new AbortController();
  const silence = clock.sleep(silenceMs, timer.signal).then(() => 'SILENT' as const);
  try {
    const read = await Promise.race([reader.read(), silence]);
    if (read !== 'SILENT') return read.done ? undefined : read.value;
  } catch (error) {
    throw cutOff(error);
  } finally {
    timer.abort();
  }
  throw new UpstreamError(problem('MIRROR_SILENT', { seconds: String(Math.round(silenceMs / 1000)) }), { retryable: true });
}

/** The event of `text/event-stream` that a line or more of it make. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** Events of a body of `text/event-stream`; comments keep a connection alive and are no events. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  limits: StreamLimits,
  clock: MirrorClock,
): AsyncGenerator<ServerEvent, void, undefined> {
  let name = '';
  let data: string[] = [];
  let length = 0;
  for await (const lines of readLines(body, limits, clock)) {
    for (const ended of lines) {
      const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended;
      if (line === '') {
        if (name !== '' || data.length > 0) yield { name: name === '' ? 'message' : name, data: data.join('\n') };
        [name, data, length] = ['', [], 0];
        continue;
      }
      length += line.length;
      if (length > limits.longest) throw tooLong(limits.longest);
      const mark = line.indexOf(':');
      const field = mark < 0 ? line : line.slice(0, mark);
      const value = mark < 0 ? '' : line.slice(mark + (line[mark + 1] === ' ' ? 2 : 1));
      if (field === 'event') name = value;
      if (field === 'data') data.push(value);
    }
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array | undefined): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch (error) {
    throw cutOff(error);
  }
}

function cutOff(cause?: unknown): UpstreamError {
  return new UpstreamError(problem('MIRROR_CUT_OFF'), { retryable: true, ...(cause === undefined ? {} : { cause }) });
}

function tooLong(limit: number): UpstreamError {
  return new UpstreamError(problem('MIRROR_ANSWER_TOO_LARGE', { limit: String(limit) }));
}
