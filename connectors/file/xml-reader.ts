/**
 * Reads XML as it comes, chunk by chunk, and holds nothing of it but the text since the last tag. Document type
 * definitions are refused, so there are no entities but the five of XML itself and nothing to expand.
 */
import { SaxesParser } from 'saxes';
import { problem } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';

/** Names come without their prefix: programs differ in which they use. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Bytes between two tags. A cell holds 32,767 characters. */
const MAX_QUIET_BYTES = 1024 * 1024;

export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #quietBytes = 0;

  constructor(handlers: XmlHandlers) {
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw new FileBrokenError(problem('WORKBOOK_BROKEN'), { cause: error });
    });
    parser.on('doctype', () => {
      throw new FileBrokenError(problem('WORKBOOK_ENTITIES'));
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#quietBytes = 0;
      handlers.open?.(localName(name), attributes);
    });
    parser.on('text', (text) => handlers.text?.(text));
    parser.on('cdata', (text) => handlers.text?.(text));
    parser.on('closetag', ({ name }) => {
      this.#quietBytes = 0;
      handlers.close?.(localName(name));
    });
  }

  /** @throws {FileBrokenError} */
  write(chunk: Buffer): void {
    this.#quietBytes += chunk.length;
    this.#parser.write(this.#decode(chunk));
    if (this.#quietBytes > MAX_QUIET_BYTES) {
      throw new FileBrokenError(problem('WORKBOOK_CELL_TOO_LONG', { limit: '32767' }));
    }
  }

  /** @throws {FileBrokenError} where an element is still open */
  end(): void {
    this.#parser.write(this.#decode());
    this.#parser.close();
  }

  #decode(chunk?: Buffer): string {
    try {
      return chunk === undefined ? this.#decoder.decode() : this.#decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw new FileBrokenError(problem('WORKBOOK_BROKEN'), { cause: error });
    }
  }
}

/** Reads a whole part. */
export async function readXml(chunks: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  const reader = new XmlReader(handlers);
  let isThere = false;
  for await (const chunk of chunks) {
    isThere = true;
    reader.write(chunk);
  }
  if (isThere) reader.end();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
