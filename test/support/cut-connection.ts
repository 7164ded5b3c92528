/** A way to a database server that can be cut just before a commit reaches it, or just before its answer comes back. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type Cut = 'before the commit' | 'behind the commit';

export interface CutConnection extends AsyncDisposable {
  /** The same database by this way. */
  readonly url: string;
  /** The next commit is cut, and every connection with it. */
  cutNext(cut: Cut): void;
  /** How many connections are refused before the next one is let through. */
  refuse(count: number): void;
  /** Every connection is cut, and none let through until `comeBack`. */
  leave(): void;
  comeBack(): void;
  readonly cuts: number;
}

/** COM_QUERY of the MySQL protocol: three bytes of length, a number, the command, the text. */
const COMMIT = Buffer.from('\x07\x00\x00\x00\x03commit', 'latin1');

/** @param url `mysql://root@127.0.0.1:PORT/DATABASE` */
export async function cutConnection(url: string): Promise<CutConnection> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let next: Cut | undefined;
  let [cuts, refusals] = [0, 0];
  const cutAll = (): void => {
    cuts += 1;
    next = undefined;
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    if (refusals > 0) {
      refusals -= 1;
      client.destroy();
      return;
    }
    const database = connect(Number(target.port), target.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => {}); // the other end was cut
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    let isAnswerAwaited = false;
    client.on('data', (bytes) => {
      if (next === undefined || !bytes.equals(COMMIT)) database.write(bytes);
      else if (next === 'before the commit') cutAll();
      else {
        isAnswerAwaited = true;
        database.write(bytes);
      }
    });
    database.on('data', (bytes) => {
      if (isAnswerAwaited) cutAll();
      else client.write(bytes);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`no port: ${address}`);
  const way = new URL(url);
  way.port = String(address.port);
  return {
    url: way.href,
    get cuts() {
      return cuts;
    },
    cutNext(cut) {
      next = cut;
    },
    refuse(count) {
      refusals = count;
    },
    leave() {
      refusals = Number.POSITIVE_INFINITY;
      cutAll();
    },
    comeBack() {
      refusals = 0;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
