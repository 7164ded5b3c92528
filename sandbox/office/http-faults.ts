/** Faults of the interface: what the office answers instead of a page when it is told to. */
import type { ServerResponse } from 'node:http';

export type HttpFaultKind =
  | 'status-401'
  | 'status-403'
  | 'status-404'
  | 'status-429'
  | 'status-500'
  | 'html'
  | 'half-json'
  | 'renamed-columns'
  | 'repeating-page'
  | 'backward-cursor'
  | 'no-answer'
  | 'slow-drip'
  | 'oversized'
  | 'down';

/** The answer that would have been right. */
export interface RightAnswer {
  /** The cursor that was asked with. */
  readonly since: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface HttpFault {
  readonly zh: string;
  readonly en: string;
  answer(response: ServerResponse, right: RightAnswer): void;
}

/** What a client that was told to wait has to wait. */
export const RETRY_AFTER_SECONDS = 1;
/** Larger than any page may be. */
export const OVERSIZED_BYTES = 64 * 1024 * 1024;
/** A byte of the page each so many milliseconds. */
export const DRIP_MS = 200;

export const httpFaults: Readonly<Record<HttpFaultKind, HttpFault>> = {
  'status-401': status(401, '令牌无效', 'the token is unknown'),
  'status-403': status(403, '无权访问', 'not allowed'),
  'status-404': status(404, '没有此接口', 'no such interface'),
  'status-429': status(429, '请求过于频繁', 'too many requests', { 'retry-after': String(RETRY_AFTER_SECONDS) }),
  'status-500': status(500, '系统异常', 'internal error'),
  html: {
    zh: '以 200 返回网页',
    en: 'a web page with status 200',
    answer(response) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>统一身份认证</title><p>会话已超时，请重新登录</p>');
    },
  },
  'half-json': {
    zh: 'JSON 在中途结束',
    en: 'a JSON text that ends in the middle',
    answer(response, { body }) {
      const text = Buffer.from(JSON.stringify(body));
      sendJson(response, 200, text.subarray(0, Math.ceil(text.length / 2)));
    },
  },
  'renamed-columns': {
    zh: '接口改版：列名全部更换',
    en: 'the columns have other names',
    answer: (response, { body }) => sendJson(response, 200, withRenamedColumns(body)),
  },
  'repeating-page': {
    zh: '同一页反复返回，始终说还有',
    en: 'the same page again and again, saying that there is more',
    answer: (response, { body, since }) => sendJson(response, 200, { ...body, cursor: String(since), more: true }),
  },
  'backward-cursor': {
    zh: '游标倒退',
    en: 'a cursor that goes backwards',
    answer: (response, { body, since }) =>
      sendJson(response, 200, { ...body, cursor: String(Math.max(0, since - 1)), more: true }),
  },
  'no-answer': { zh: '不答复', en: 'no answer at all', answer() {} },
  'slow-drip': {
    zh: '答复极慢，一字一字地来',
    en: 'the page comes a byte at a time',
    answer(response, { body }) {
      const text = Buffer.from(JSON.stringify(body));
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      let sent = 0;
      const timer = setInterval(() => {
        if (sent >= text.length) response.end();
        else response.write(text.subarray(sent, ++sent));
      }, DRIP_MS);
      response.once('close', () => clearInterval(timer));
    },
  },
  oversized: {
    zh: '答复过大',
    en: 'an answer larger than any page may be',
    answer(response, { body }) {
      const blanks = Buffer.alloc(1024 * 1024, ' ');
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      let left = OVERSIZED_BYTES / blanks.length;
      // As fast as it is read: nothing is held for a client that stopped.
      const more = (): void => {
        while (left > 0) {
          left -= 1;
          if (!response.write(blanks)) {
            response.once('drain', more);
            return;
          }
        }
        response.end(JSON.stringify(body));
      };
      more();
    },
  },
  down: { zh: '连接不上', en: 'nobody answers: the connection breaks at once', answer: (response) => response.destroy() },
};

export const httpFaultKinds = Object.keys(httpFaults) as readonly HttpFaultKind[];

export function isHttpFaultKind(name: unknown): name is HttpFaultKind {
  return (httpFaultKinds as readonly unknown[]).includes(name);
}

/** JSON with its length; bytes go as they are. */
export function sendJson(
  response: ServerResponse,
  code: number,
  body: Buffer | object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  response.writeHead(code, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length, ...headers });
  response.end(bytes);
}

/** An answer of the interface that is no page. */
export function sendRefusal(
  response: ServerResponse,
  code: number,
  msg: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendJson(response, code, { code: String(code), msg }, headers);
}

/** As after a new release of the office's software, of which nobody was told. */
function withRenamedColumns(body: RightAnswer['body']): object {
  const renamed = (row: object) => Object.fromEntries(Object.entries(row).map(([name, value]) => [`new_${name}`, value]));
  const lists = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.map(renamed) : value]);
  return Object.fromEntries(lists);
}

function status(code: number, zh: string, en: string, headers: Readonly<Record<string, string>> = {}): HttpFault {
  return { zh, en, answer: (response) => sendRefusal(response, code, zh, headers) };
}
