/** What may lie between a consumer and a hub: passes everything on until it is told to cut, to refuse or to spoil an answer. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly accept: string;
  readonly body: string;
}

/** `cutAfter`: so many characters of the answer come through; `stallAfter`: no more than so many, and no end. `spoil`: what becomes of its text, which comes at once in the end. */
export type Fault =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly cutAfter: number }
  | { readonly stallAfter: number }
  | { readonly spoil: (text: string) => string };

export interface FaultyWay extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
}

/** @param faultOf asked of each request, in the order in which they come; undefined passes it on */
export async function faultyWay(to: string, faultOf: (asked: Asked) => Fault | undefined): Promise<FaultyWay> {
  const asked: Asked[] = [];
  const server = createServer((incoming, outgoing) => {
    void textOf(incoming.setEncoding('utf8')).then((body) => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      const one = { method, path, accept: headers.accept ?? '', body };
      asked.push(one);
      pass(to, incoming, body, outgoing, faultOf(one));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of incoming) text += part;
  return text;
}

function pass(to: string, incoming: IncomingMessage, body: string, outgoing: ServerResponse, fault: Fault | undefined): void {
  if (fault !== undefined && 'status' in fault) {
    outgoing.writeHead(fault.status, fault.headers).end(fault.body);
    return;
  }
  // As text: what is zipped could not be spoilt.
  const headers = { ...incoming.headers, 'accept-encoding': 'identity', host: new URL(to).host };
  const sent = request(new URL(incoming.url ?? '/', to), { method: incoming.method, headers }, (answer) => {
    const { 'content-length': _, ...kept } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, kept);
    answer.setEncoding('utf8');
    if (fault !== undefined && 'spoil' in fault) {
      void textOf(answer).then((text) => outgoing.end(fault.spoil(text)));
      return;
    }
    const stalls = fault !== undefined && 'stallAfter' in fault;
    let left = stalls ? fault.stallAfter : (fault?.cutAfter ?? Number.POSITIVE_INFINITY);
    answer.on('data', (text: string) => {
      if (text.length >= left && stalls) {
        answer.pause();
        outgoing.write(text.slice(0, left));
      } else if (text.length >= left) {
        outgoing.write(text.slice(0, left), () => outgoing.destroy());
        answer.destroy();
      } else outgoing.write(text);
      left -= text.length;
    });
    answer.on('end', () => outgoing.end());
    answer.on('error', () => outgoing.destroy());
  });
  sent.on('error', () => outgoing.destroy());
  outgoing.on('close', () => sent.destroy());
  sent.end(body);
}
