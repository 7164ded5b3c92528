/** Sends what a sender gets: its answer, its marked workbook, its waiting records. Files are streamed and then removed. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { ok, type Result } from '../../domain/message/problem.ts';
import type { PushAnswer, PushIntake } from '../../feed/push/intake.ts';
import { CSV, XLSX } from './read-request.ts';

/** @param remove told when all of it has been sent, or nobody wants it any more */
export function sendAnswer(
  reply: FastifyReply,
  { summary, recordsFile, workbookFile }: PushAnswer,
  remove: () => Promise<void>,
): FastifyReply {
  if (summary.receipt !== null) reply.header('hutong-receipt', summary.receipt);
  reply.header('hutong-position', summary.position);
  if (workbookFile !== null) return sendFile(reply, XLSX, '报送结果.xlsx', workbookFile, remove);
  const head = JSON.stringify(summary).slice(0, -1);
  return reply.type('application/json; charset=utf-8').send(Readable.from(answerText(head, recordsFile, remove)));
}

/** One JSON object: the summary, and the records as its last member. */
async function* answerText(
  head: string,
  recordsFile: string,
  remove: () => Promise<void>,
): AsyncGenerator<string, void, undefined> {
  try {
    yield `${head},"records":[\n`;
    // Lines end in line feeds, and JSON has none within: between two records stands a comma.
    let isFirst = true;
    let rest = '';
    for await (const chunk of createReadStream(recordsFile, 'utf8') as AsyncIterable<string>) {
      const text = rest + chunk;
      const end = text.lastIndexOf('\n');
      rest = text.slice(end + 1);
      if (end < 0) continue;
      yield (isFirst ? '' : ',\n') + text.slice(0, end).replaceAll('\n', ',\n');
      isFirst = false;
    }
    yield '\n]}\n';
  } finally {
    await remove();
  }
}

function sendFile(reply: FastifyReply, type: string, name: string, file: string, remove: () => Promise<void>): FastifyReply {
  const stream = createReadStream(file);
  stream.once('close', () => void remove());
  return reply
    .type(type)
    .header(
      'content-disposition',
      `attachment; filename="push${name.slice(name.lastIndexOf('.'))}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .send(stream);
}

/** The party's waiting records in its own columns; a problem where the table could not be made. */
export async function sendTable(
  reply: FastifyReply,
  intake: PushIntake,
  asked: { readonly sender: string; readonly recordType: string | null; readonly format: 'csv' | 'xlsx' },
): Promise<Result<FastifyReply>> {
  const folder = await intake.makeFolder();
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'waiting');
    const count = await intake.writeWaiting({ ...asked, file });
    if (!count.ok) {
      await remove();
      return count;
    }
    reply.header('hutong-records', String(count.value));
    return ok(sendFile(reply, asked.format === 'csv' ? `${CSV}; charset=utf-8` : XLSX, `待更正.${asked.format}`, file, remove));
  } catch (error) {
    await remove();
    throw error;
  }
}
