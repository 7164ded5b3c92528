/**
 * A server that speaks the protocol of MySQL on loopback and answers SELECTs as text. It is mysql2's own server, with what that
 * leaves to its user: passwords are checked, nothing but queries is answered.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'mysql2';
import type { ResultSet } from './answer-select.ts';
import { SqlError } from './select.ts';

export interface MysqlAccount {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface MysqlServerOptions extends MysqlAccount {
  /** 0 for any that is free. */
  readonly port: number;
  /** Whether somebody who comes is heard at all. */
  readonly isDown: () => boolean;
  /** Whether a right password is refused. */
  readonly isLoginRefused: () => boolean;
  /** @throws {SqlError} @returns null where the connection is to break */
  readonly answer: (sql: string) => Promise<ResultSet | null>;
}

export interface MysqlServer {
  readonly port: number;
  close(): Promise<void>;
}

/** What a connection of the server side does; the package's types know only some of it. */
interface Accepted {
  on(event: string, listener: (...given: never[]) => void): unknown;
  serverHandshake(greeting: object): void;
  writeOk(): void;
  writeError(error: { readonly message: string; readonly code: number }): void;
  writeTextResult(rows: readonly object[], columns: readonly object[]): void;
  readonly stream: { destroy(): void };
  /** The number of the next packet: each command begins anew. */
  sequenceId: number;
}

/** The package's server, with the server beneath it. */
interface Listening {
  readonly _server: Server;
  listen(port: number, host: string): unknown;
}

/** LONG_PASSWORD, FOUND_ROWS, LONG_FLAG, CONNECT_WITH_DB, PROTOCOL_41, TRANSACTIONS, SECURE_CONNECTION, PLUGIN_AUTH. */
const CAPABILITIES = 0x1 | 0x2 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000;
const UTF8MB4 = 45;
const VAR_STRING = 0xfd;
const DATETIME = 0x0c;

const DENIED = 1045;
const UNKNOWN_DATABASE = 1049;
const UNKNOWN_COMMAND = 1047;
const NO_PREPARED = 1295;

export async function startMysqlServer(options: MysqlServerOptions): Promise<MysqlServer> {
  const connections = new Set<Accepted>();
  let last = 0;
  const accept = (connection: Accepted): void => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => connection.stream.destroy());
    if (options.isDown()) {
      connection.stream.destroy();
      return;
    }
    last += 1;
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '5.7.44-sandbox',
      connectionId: last,
      statusFlags: 2,
      characterSet: UTF8MB4,
      capabilityFlags: CAPABILITIES,
      authCallback: (given: Login, done: (error: null, refused?: { message: string; code: number }) => void) => {
        done(null, options.isLoginRefused() ? denial(given) : refusalOf(given, options));
        connection.sequenceId = 0;
      },
    });
    connection.on('query', (sql: string) => void answerQuery(connection, sql, options.answer));
    connection.on('stmt_prepare', (sql: string) => {
      if (/^\s*set\b/i.test(sql)) connection.writeOk();
      else
        connection.writeError({
          code: NO_PREPARED,
          message: 'This command is not supported in the prepared statement protocol yet',
        });
    });
    connection.on('packet', (_packet: unknown, isKnown: boolean) => {
      // Whatever is answered at once has been: queries are answered later.
      connection.sequenceId = 0;
      if (!isKnown) connection.writeError({ code: UNKNOWN_COMMAND, message: 'Unknown command' });
    });
  };
  const server = createServer(accept as never) as unknown as Listening;
  await new Promise<void>((resolve, reject) => {
    server._server.once('error', reject).once('listening', resolve);
    server.listen(options.port, '127.0.0.1');
  });
  return {
    port: (server._server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server._server.close(resolve));
      for (const { stream } of connections) stream.destroy();
      await closed;
    },
  };
}

interface Login {
  readonly user: string;
  readonly database: string;
  readonly authPluginData1: Buffer;
  readonly authPluginData2: Buffer;
  readonly authToken: Buffer;
}

function refusalOf(login: Login, { user, password, database }: MysqlAccount): { message: string; code: number } | undefined {
  if (login.user !== user || !isPassword(login, password)) return denial(login);
  if (login.database === '' || login.database === database) return undefined;
  return { code: UNKNOWN_DATABASE, message: `Unknown database '${login.database}'` };
}

function denial({ user }: Login): { message: string; code: number } {
  return { code: DENIED, message: `Access denied for user '${user}'@'127.0.0.1' (using password: YES)` };
}

/** mysql_native_password: SHA1(password) XOR SHA1(what the server sent, SHA1(SHA1(password))). */
function isPassword({ authPluginData1, authPluginData2, authToken }: Login, password: string): boolean {
  const sha1 = (...parts: readonly (string | Buffer)[]): Buffer => {
    const hash = createHash('sha1');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const once = sha1(password);
  const mask = sha1(authPluginData1, authPluginData2, sha1(once));
  const expected = once.map((byte, index) => byte ^ (mask[index] ?? 0));
  return authToken.length === expected.length && timingSafeEqual(authToken, expected);
}

async function answerQuery(connection: Accepted, sql: string, answer: MysqlServerOptions['answer']): Promise<void> {
  try {
    const result = await answer(sql);
    connection.sequenceId = 1;
    if (result === null) {
      connection.stream.destroy();
      return;
    }
    const columns = result.columns.map(({ name, isMoment }) => columnDefinition(name, isMoment));
    const rows = result.rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
    connection.writeTextResult(rows, columns);
  } catch (error) {
    connection.sequenceId = 1;
    if (error instanceof SqlError) connection.writeError({ code: error.code, message: error.message });
    else connection.stream.destroy();
  }
  connection.sequenceId = 0;
}

function columnDefinition(name: string, isMoment: boolean) {
  return {
    catalog: 'def',
    schema: '',
    table: '',
    orgTable: '',
    name,
    orgName: name,
    characterSet: UTF8MB4,
    columnLength: isMoment ? 19 : 4000,
    columnType: isMoment ? DATETIME : VAR_STRING,
    flags: 0,
    decimals: 0,
  };
}
