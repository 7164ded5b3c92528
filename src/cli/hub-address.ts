/** The hub that a command asks over HTTP, and the token that it shows there. A token never stands on the command line. */
import { readFileSync } from 'node:fs';
import { systemClock } from '../mirror/clock.ts';
import { RemoteHub } from '../mirror/remote-hub.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { failure } from './failure.ts';

export const TOKEN_VARIABLE = 'HUTONG_TOKEN';

/** Longer than any token; a file that was named by mistake is not read to its end. */
const LONGEST_TOKEN = 4096;

/** @throws CliFailure */
export function remoteHub({ lang, signal }: Context, from: string, tokenFile: string | undefined): RemoteHub {
  const url = URL.canParse(from) ? new URL(from) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username + url.password + url.search + url.hash !== '') {
    const expected = { expected: 'http(s) 地址，不含用户名和密码', expectedEn: 'an http(s) address without user and password' };
    throw failure('CLI_VALUE_INVALID', { option: '--from', value: shown(from), ...expected }, EXIT.usage);
  }
  const token = tokenFile === undefined ? process.env[TOKEN_VARIABLE] : readToken(tokenFile);
  return new RemoteHub({
    url: from,
    token: token === undefined || token === '' ? undefined : token,
    tokenFrom: tokenFile ?? TOKEN_VARIABLE,
    language: lang,
    clock: systemClock,
    signal,
  });
}

/** What may hold a password or a token is not repeated. */
function shown(from: string): string {
  return /[@?#]/.test(from) ? '…' : from.slice(0, 60);
}

function readToken(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw failure('MIRROR_TOKEN_FILE', { file, reason: (error as NodeJS.ErrnoException).code ?? 'EIO' }, EXIT.usage);
  }
  const token = text.trim();
  if (token !== '' && token.length <= LONGEST_TOKEN && /^[\x21-\x7e]+$/.test(token)) return token;
  throw failure('MIRROR_TOKEN_FILE', { file, reason: token === '' ? 'EMPTY' : 'FORM' }, EXIT.usage);
}
