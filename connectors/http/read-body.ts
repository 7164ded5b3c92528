/** What an answer holds, as JSON: bounded, in UTF-8, and without a word of it in any error. */
import { type Problem, problem } from '../../src/domain/message/problem.ts';
import { parseJson } from '../parse-json.ts';
import { SourceError } from './source-error.ts';

/** Reads the body of an answer, counting what it is unpacked; undefined where it is longer than the limit. */
export async function readBody(response: Response, limit: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the stream, so that what follows is neither sent nor unpacked.
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

/** @throws {SourceError} unreadable @param url for the message, without a secret */
export function parseBody(bytes: Buffer, response: Response, url: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes); // takes a byte order mark away
  } catch (cause) {
    throw new SourceError('unreadable', problem('SOURCE_NOT_UTF8', { url }), { cause });
  }
  try {
    return parseJson(text);
  } catch (error) {
    throw new SourceError('unreadable', whyNotJson(text, response, url), { cause: withoutQuote(error) });
  }
}

function whyNotJson(text: string, response: Response, url: string): Problem {
  if (/^\s*[{[]/.test(text)) return problem('SOURCE_JSON_BROKEN', { url, length: String(text.length) });
  const type = /^[\w.+-]{1,40}\/[\w.+-]{1,40}/.exec(response.headers.get('content-type') ?? '')?.[0] ?? '?';
  return problem('SOURCE_NOT_JSON', { url, got: text.trim() === '' ? '0 B' : type });
}

/** The parser quotes the text that it stumbled over, which may be about persons; where it stumbled is kept. */
function withoutQuote(error: unknown): SyntaxError {
  const place = /at position \d+/.exec((error as Error).message)?.[0] ?? 'at the end of the text';
  return new SyntaxError(`not JSON ${place}`);
}
