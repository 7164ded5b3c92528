/** Where a source's database is. Its account goes nowhere but into the connection. */
import { fail, ok, type Result } from '../../src/domain/message/problem.ts';

export interface TableAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** On this machine: elsewhere the connection is encrypted, and the server shows who it is. */
  readonly isLocal: boolean;
  /** `mysql://host:port/database`: how messages and the ledger name it. */
  readonly name: string;
}

/** With the table behind it, it is kept as the name of a cursor. */
const LONGEST_NAME = 130;

/** @param url `mysql://user:password@host:port/database`, the signs of user and password percent-encoded */
export function readTableAddress(url: string): Result<TableAddress> {
  const parsed = URL.parse(url);
  const account = parsed === null ? null : accountOf(parsed);
  const database = /^\/(\w{1,64})$/.exec(parsed?.pathname ?? '')?.[1];
  // The address is never repeated: it holds the password.
  if (parsed === null || account === null || database === undefined) return fail('EXCHANGE_ADDRESS');
  if (parsed.protocol !== 'mysql:' || parsed.hostname === '' || `${parsed.search}${parsed.hash}` !== '')
    return fail('EXCHANGE_ADDRESS');
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const port = parsed.port === '' ? 3306 : Number(parsed.port);
  const name = `mysql://${parsed.hostname}:${port}/${database}`;
  if (name.length > LONGEST_NAME) return fail('EXCHANGE_ADDRESS');
  return ok({ host, port, ...account, database, isLocal: isLoopback(host), name });
}

function accountOf({ username, password }: URL): { readonly user: string; readonly password: string } | null {
  try {
    const user = decodeURIComponent(username);
    return user === '' ? null : { user, password: decodeURIComponent(password) };
  } catch {
    return null; // a lone % in the password
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
