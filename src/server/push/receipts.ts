/**
 * `GET /push/receipts/{number}`: a receipt (回执), as a page to print or for programs. Its number is drawn at random, and
 * whoever holds it may see it; it tells of counts and of no record.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { parseReceiptNumber } from '../../domain/identifier/receipt-number.ts';
import { type Problem, problem } from '../../domain/message/problem.ts';
import { findRecordType } from '../../domain/record/record-types.ts';
import type { Hub } from '../../feed/hub.ts';
import type { PushCounts } from '../../feed/push/answer.ts';
import { findReceipt, type Push } from '../../feed/push/ledger.ts';
import { html } from '../counter/html.ts';
import { PAGE_HEADERS, type Page, renderPage } from '../counter/layout.ts';
import { problemPage } from '../counter/problem-page.ts';
import { Tries } from '../counter/tries.ts';
import { timeText } from '../counter/words.ts';
import { refuse } from '../refuse.ts';
import type { Door } from './door.ts';
import { accepts } from './read-request.ts';

/** Wrong numbers from one address in a minute. */
const TRIES = { tries: 20, windowMs: 60_000 };

export function registerReceipts(app: FastifyInstance, hub: Hub, door: Door): void {
  const tries = new Tries(TRIES, () => hub.clock.now());
  app.get<{ Params: { number: string } }>('/push/receipts/:number', async (request, reply) => {
    const isPage = accepts(request, 'text/html');
    const say = (status: number, found: Problem) =>
      isPage ? sendPage(reply, problemPage(status, found), status) : refuse(request, reply, status, found);
    // A party with its token is not shut out by what others at its address guess.
    const wait = door.knows(request.headers.authorization) === undefined ? tries.waitOf(request.ip) : 0;
    if (wait > 0) return say(429, problem('PUSH_TOO_OFTEN', { seconds: String(Math.ceil(wait / 1000)) }));
    const number = parseReceiptNumber(request.params.number);
    if (!number.ok) return say(400, number.problem);
    const push = await findReceipt(hub, number.value);
    if (push === undefined) {
      tries.count(request.ip);
      return say(404, problem('RECEIPT_UNKNOWN', { receipt: number.value }));
    }
    if (isPage) return sendPage(reply, receiptPage(push));
    const { receipt, sender, source, recordType, summary } = push;
    return reply
      .header('cache-control', 'private, no-store')
      .send(summary ?? { receipt, state: 'UNDER_WAY', sender, source, recordType });
  });
}

function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  return reply.code(status).headers(PAGE_HEADERS).send(renderPage(page));
}

const COUNT_WORDS: Readonly<Record<keyof PushCounts, string>> = {
  read: '共收到',
  created: '新增',
  changed: '变更',
  corrected: '更正',
  restored: '恢复',
  withdrawn: '撤回',
  unchanged: '无变化',
  late: '迟到（只补充历史）',
  outOfScope: '不在收录范围',
  refused: '未通过，待更正',
  ended: '随之终止',
};

function receiptPage({ receipt, sender, recordType, receivedAt, summary, bodyDigest }: Push): Page {
  const type = findRecordType(recordType);
  return {
    title: `报送回执 ${receipt}`,
    query: '',
    body: html`<article class="sheet">
<section class="head">
<p class="title"><span><strong>数据报送回执</strong> <span class="en" lang="en">Receipt of a push</span></span>
<span>编号 <strong class="code">${receipt}</strong><br><span class="small">${timeText(receivedAt)} 收到（北京时间）</span></span></p>
<p>报送单位 <strong>${sender}</strong>，记录类型 <strong>${type?.zh ?? recordType}</strong>。</p>
${stateOf(summary)}
<p class="actions screen"><button type="button" data-print hidden>打印</button></p>
</section>
${
  summary !== null &&
  html`<section><h2>处理结果</h2>
<div class="scroll"><table><tbody>${Object.entries(COUNT_WORDS).map(([name, words]) => {
    const count = summary.counts[name as keyof PushCounts];
    return (
      (count > 0 || name === 'read' || name === 'refused') && html`<tr><th scope="row">${words}</th><td>${count} 条</td></tr>`
    );
  })}</tbody></table></div>
<p class="small">处理完毕：${timeText(Date.parse(summary.finishedAt))}（北京时间）　数据位置：${summary.position}　数据流：<span class="code">${summary.feed}</span></p></section>`
}
<section><p class="small">报送内容摘要（SHA-256）：<span class="code">${bodyDigest}</span></p>
<p class="small">位置达到 ${summary?.position ?? '—'} 的任何查询都包含本次收录的记录。未通过的记录可由报送单位下载、更正后重新报送。</p></section>
</article>`,
  };
}

function stateOf(summary: Push['summary']) {
  if (summary === null) return html`<p class="notice calm">正在处理，或处理中断。以同一幂等键重新报送即继续。</p>`;
  if (summary.problem !== null) {
    return html`<p class="notice ended">文件没有处理完，此前的记录已处理：${summary.problem.message.zh}</p>`;
  }
  return html`<p class="badge good">处理完毕</p>`;
}
