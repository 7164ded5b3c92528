/** A server that stands for an office's interface: every request is answered as the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeOffice extends AsyncDisposable {
  readonly url: string;
  /** Path, query and token of every request so far. */
  readonly requests: readonly { readonly url: URL; readonly authorization: string | undefined }[];
}

export type Answer = (response: ServerResponse, request: IncomingMessage, count: number) => void;

/** @param answer told the number of the request, from 1 */
export async function fakeOffice(answer: Answer): Promise<FakeOffice> {
  const requests: { url: URL; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: new URL(request.url ?? '', 'http://office'), authorization: request.headers.authorization });
    answer(response, request, requests.length);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

/** A page as docs/registry-http.md has it. */
export function pageOf(
  cursor: string | number,
  subjects: readonly unknown[],
  rest: { readonly more?: boolean; readonly alterations?: readonly unknown[] } = {},
): unknown {
  return { code: '200', msg: '成功', cursor, more: rest.more ?? false, subjects, alterations: rest.alterations ?? [] };
}
