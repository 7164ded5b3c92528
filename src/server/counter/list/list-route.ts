/** `POST /lookup`: a list comes, and goes back with its answers. */
import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../../access/viewer.ts';
import { fail, ok, type Problem, problem, type Result } from '../../../domain/message/problem.ts';
import type { Hub } from '../../../feed/hub.ts';
import { matchCompanies } from '../../../feed/match-companies.ts';
import { getHead } from '../../../feed/position.ts';
import { listSources } from '../../../feed/runs.ts';
import { MAX_LIST_BYTES } from '../search-page.ts';
import { timeText } from '../words.ts';
import { type Answer, answerRow } from './answer.ts';
import type { ListWritten } from './list.worker.ts';
import { type ListPlace, ListRoom } from './list-room.ts';
import { checkList } from './list-thread.ts';

/** Milliseconds for names that match nothing exactly, all together. */
const PATIENCE_MS = 15_000;
/** Milliseconds that a list waits for its turn. */
const LINE_MS = 60_000;

export interface ListDesk {
  readonly hub: Hub;
  readonly viewer: Viewer;
}

/** Answers with the file, or with the problem that the caller makes a page of. */
export function listRoute({ hub, viewer }: ListDesk) {
  const room = new ListRoom();
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Problem | FastifyReply> => {
    const place = room.enter();
    if (place === null) return problem('LIST_BUSY');
    const gone = new AbortController();
    const onClose = () => gone.abort();
    reply.raw.on('close', onClose);
    try {
      // A sender who goes away in the middle must not keep his place.
      const sent = await Promise.race([receive(request, place), once(gone.signal, 'abort').then(() => fail('LIST_NO_FILE'))]);
      if (!sent.ok) return sent.problem;
      if (!(await place.turn(AbortSignal.any([gone.signal, AbortSignal.timeout(LINE_MS)])))) return problem('LIST_BUSY');
      const checked = await check(hub, sent.value.bytes, viewer, gone.signal);
      return checked.ok ? sendList(reply, checked.value, sent.value.filename) : checked.problem;
    } finally {
      reply.raw.off('close', onClose);
      place.leave();
    }
  };
}

interface Sent {
  readonly filename: string;
  readonly bytes: Buffer;
}

async function receive(request: FastifyRequest, place: ListPlace): Promise<Result<Sent>> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (part === undefined) return fail('LIST_NO_FILE');
  const chunks: Buffer[] = [];
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    if (!place.hold(chunk.length)) {
      // What still comes is read and dropped: a connection with unread bytes outlives even the server's closing.
      request.raw.unpipe().resume();
      return fail('LIST_BUSY');
    }
    chunks.push(chunk);
  }
  if (part.file.truncated) return fail('LIST_TOO_LARGE', { limit: String(MAX_LIST_BYTES / 1_000_000) });
  const bytes = Buffer.concat(chunks);
  return bytes.length === 0 && part.filename === '' ? fail('LIST_NO_FILE') : ok({ filename: part.filename, bytes });
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
