/** What is answered to bytes that never became a request: there is no address yet, so no page and no JSON to choose between. */
import type { Socket } from 'node:net';
import { describe } from '../domain/message/describe.ts';
import { problem } from '../domain/message/problem.ts';

const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const found = problem(error.code === 'HPE_HEADER_OVERFLOW' ? 'REQUEST_HEAD_TOO_LARGE' : 'REQUEST_UNREADABLE');
  const body = `${describe(found, 'zh')}\n${describe(found, 'en')}\n`;
  socket.end(
    `HTTP/1.1 ${STATUS[error.code ?? ''] ?? '400 Bad Request'}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
