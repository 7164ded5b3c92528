/** Who may push, as it is configured. */
import { listRecordTypes } from '../domain/record/record-types.ts';

export interface PushParty {
  /** Its name in receipts and in quarantine. */
  readonly id: string;
  /** The source whose records it sends. */
  readonly source: string;
  /** What it proves itself with; never shown or logged. */
  readonly token: string;
}

/** Who sits at the machine, and who has not said who they are, are called so: nobody else's token stands for either. */
const RESERVED: ReadonlySet<string> = new Set(['operator', 'anybody']);

const SOURCES: readonly string[] = [...new Set(listRecordTypes().map(({ source }) => source))];

export const PARTIES_FORM = `单位:来源:令牌, … 来源为 ${SOURCES.join('、')} 之一；单位名不得为 operator 或 anybody；令牌 16–200 个可见 ASCII 字符且不含逗号 (party:source:token, …; a source is one of those; no party is called operator or anybody; a token has 16 to 200 visible ASCII characters, no comma)`;

/** @example readParties('tax-1404:tax:0123456789abcdef') */
export function readParties(text: string): readonly PushParty[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  return acceptParties(
    parts
      .filter((part) => part !== '')
      .map((part) => {
        const [id = '', source = '', ...token] = part.split(':');
        return { id, source, token: token.join(':') };
      }),
  );
}

/** Undefined where one of them is none, or two share a name or a token: a token tells who somebody is. */
export function acceptParties(given: readonly unknown[]): readonly PushParty[] | undefined {
  const parties = given.filter(isParty);
  const isOwn = (name: 'id' | 'token') => new Set(parties.map((party) => party[name])).size === given.length;
  return parties.length === given.length && isOwn('id') && isOwn('token') ? parties : undefined;
}

function isParty(given: unknown): given is PushParty {
  if (typeof given !== 'object' || given === null) return false;
  const { id, source, token } = given as Partial<Record<keyof PushParty, unknown>>;
  const isSource = typeof source === 'string' && SOURCES.includes(source);
  const isName = typeof id === 'string' && /^[a-z0-9][a-z0-9-]{1,47}$/.test(id) && !RESERVED.has(id);
  return isName && isSource && typeof token === 'string' && /^[\x21-\x2b\x2d-\x7e]{16,200}$/.test(token);
}
