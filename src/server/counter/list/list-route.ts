/** `POST /lookup`: a list comes, and goes back with its answers. */
import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../../access/viewer.ts';
import { type Problem, problem, type Result } from '../../../domain/message/problem.ts';
import type { Hub } from '../../../feed/hub.ts';
import { matchCompanies } from '../../../feed/match-companies.ts';
import { getHead } from '../../../feed/position.ts';
import { listSources } from '../../../feed/runs.ts';
import { timeText } from '../words.ts';
import { type Answer, answerRow } from './answer.ts';
import type { ListWritten } from './list.worker.ts';
import { checkList } from './list-thread.ts';

/** Lists at work at one time: each has a thread and its memory. */
const MAX_AT_WORK = 2;
/** Milliseconds for names that match nothing exactly, all together. */
const PATIENCE_MS = 15_000;

export interface ListDesk {
  readonly hub: Hub;
  readonly viewer: Viewer;
}

/** Answers with the file, or with the problem that the caller makes a page of. */
export function listRoute({ hub, viewer }: ListDesk) {
  let atWork = 0;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Problem | FastifyReply> => {
    if (atWork >= MAX_AT_WORK) {
      reply.header('retry-after', '60');
      return problem('LIST_BUSY');
    }
    atWork++;
    const gone = new AbortController();
    const onClose = () => gone.abort();
    reply.raw.on('close', onClose);
    try {
      // A sender who goes away in the middle must not keep his place.
      const sent = await Promise.race([receive(request), once(gone.signal, 'abort').then(() => null)]);
      if (sent === null || (sent.bytes.length === 0 && sent.filename === '')) return problem('LIST_NO_FILE');
      const checked = await check(hub, sent.bytes, viewer, gone.signal);
      return checked.ok ? sendList(reply, checked.value, sent.filename) : checked.problem;
    } finally {
      reply.raw.off('close', onClose);
      atWork--;
    }
  };
}

async function receive(request: FastifyRequest): Promise<{ readonly filename: string; readonly bytes: Buffer } | null> {
  const file = request.isMultipart() ? await request.file() : undefined;
  return file === undefined ? null : { filename: file.filename, bytes: await file.toBuffer() };
}

function check(hub: Hub, bytes: Buffer, viewer: Viewer, signal: AbortSignal): Promise<Result<ListWritten>> {
  return checkList(
    bytes,
    async (rows, notes): Promise<readonly Answer[]> => {
      const { position, recorded_at: recordedAt } = await getHead(hub);
      const [registry] = await listSources(hub, ['registry']);
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      const matched = await matchCompanies(hub, rows, { position, patience }, viewer);
      const time = timeText(registry?.lastSuccessAt ?? recordedAt);
      return matched.map((each, i) => {
        const row = rows[i];
        if (row === undefined) throw new Error('a match without its row');
        const note = i === 0 ? [...notes, row.note].filter((text) => text !== null).join('；') : row.note;
        return answerRow({ ...row, note: note === '' ? null : note }, each, time);
      });
    },
    { signal },
  );
}

const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

function sendList(reply: FastifyReply, { format, bytes }: ListWritten, filename: string): FastifyReply {
  const base = filename
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[\p{C}/\\:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, 80);
  const name = `${base === '' ? '名单' : base}-核对结果.${format}`;
  return reply
    .type(MEDIA_TYPES[format])
    .header('content-disposition', `attachment; filename="list.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
