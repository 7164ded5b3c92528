/** What a mirror is at, for people: what happened line by line, and every few seconds how far it has come. With `--json` one object each. */
import { describe, describeInParts } from '../domain/message/describe.ts';
import type { Problem } from '../domain/message/problem.ts';
import { findRecordType } from '../domain/record/record-types.ts';
import type { Difference } from '../mirror/copy.ts';
import type { MirrorEvent } from '../mirror/mirror-events.ts';
import type { Context } from './context.ts';
import { formatNumber, formatSeconds } from './format.ts';
import { problemJson } from './output.ts';

const LINE_EVERY_MS = 3_000;

/** How many rows of a type were not as they should be. */
type Repairs = Record<Difference['what'], number>;

export class MirrorReport {
  readonly #context: Context;
  readonly #verbose: boolean;
  readonly #repairs = new Map<string, Repairs>();
  #said = performance.now();
  #started = performance.now();
  #rowsFilled = 0;
  #isFilling = false;
  /** Rows of exports and changes that were taken in. */
  rows = 0;
  changes = 0;
  repaired = 0;

  /** @param verbose names the keys of what is repaired */
  constructor(context: Context, verbose: boolean) {
    this.#context = context;
    this.#verbose = verbose;
  }

  tell(event: MirrorEvent): void {
    const { say } = this.#context;
    switch (event.kind) {
      case 'WAITING':
        this.#note(event.kind, event.problem, describe(event.problem, this.#context.lang));
        return;
      case 'OPENED': {
        const { name, position, feed } = event.state;
        const at = position === null ? say('尚未填充', 'not filled yet') : say(`位置 ${position}`, `position ${position}`);
        this.#line(
          event.kind,
          { state: name, feed, position: textOf(position) },
          say(`副本：${at}（${name}）`, `copy: ${at} (${name})`),
        );
        return;
      }
      case 'FILLING': {
        this.#isFilling = true;
        this.#started = performance.now();
        this.#rowsFilled = 0;
        const { position, resumed } = event;
        const text = resumed
          ? say(`继续填充至位置 ${position}`, `going on filling it as of position ${position}`)
          : say(`按位置 ${position} 填充`, `filling it as of position ${position}`);
        this.#line(event.kind, { position: String(position), resumed }, text);
        return;
      }
      case 'ROWS': {
        if (event.rows === 0) return;
        this.rows += event.rows;
        this.#rowsFilled += event.rows;
        const type = this.#typeName(event.recordType);
        this.#now(
          say(`${type}：已收 ${formatNumber(this.#rowsFilled)} 行`, `${type}: ${formatNumber(this.#rowsFilled)} rows so far`),
        );
        return;
      }
      case 'DIFFERENCE':
        if (event.isRepair) this.#count(event.difference);
        return;
      case 'IN_STEP':
        this.#inStep(event);
        return;
      case 'TAKEN': {
        this.changes += event.changes;
        const { position, head } = event;
        this.#now(say(`位置 ${position} / ${head}`, `position ${position} of ${head}`));
        return;
      }
      case 'CHECKED': {
        const { how, position, total } = event;
        const what = how === 'ROWS' ? say('逐行重算', 'counted again from its rows') : say('累计摘要', 'by the sum kept');
        this.#line(
          event.kind,
          { how, position: String(position), ...total },
          say(
            `位置 ${position}：${formatNumber(total.records)} 条，摘要与互通一致（${what}） ${total.digest}`,
            `position ${position}: ${formatNumber(total.records)} records agree with the hub (${what}) ${total.digest}`,
          ),
        );
        return;
      }
      case 'FAULT': {
        const { recordType, altered, found, expected } = event.fault;
        const type = this.#typeName(recordType);
        const there =
          expected === null
            ? ''
            : say(`，互通 ${formatNumber(expected.records)} 条`, `, the hub ${formatNumber(expected.records)}`);
        this.#line(
          event.kind,
          { recordType, altered, found, expected },
          say(
            `! ${type}：副本 ${formatNumber(found.records)} 条，其中被改动 ${altered} 条${there}；重新核对`,
            `! ${type}: the copy has ${formatNumber(found.records)} records, ${altered} of them altered${there}; checking them against an export`,
          ),
        );
        return;
      }
      case 'STRANGERS':
        this.repaired += event.removed;
        this.#line(
          event.kind,
          { removed: event.removed },
          say(
            `! 已删除不属于副本的 ${event.removed} 行`,
            `! ${event.removed} rows of types that are no part of the copy were removed`,
          ),
        );
        return;
      case 'OTHER_FEED': {
        const { feed, after } = event.resume;
        this.#line(
          event.kind,
          { feed, resumeAfter: textOf(after), position: textOf(event.position) },
          after === null
            ? say(
                `! 互通的数据流已更换为 ${feed}，与副本没有共同位置：重新填充`,
                `! the hub has another feed now, ${feed}, with nothing in common: filling anew`,
              )
            : say(
                `! 互通的数据流已更换为 ${feed}，共同位置 ${after}，副本已至 ${event.position}：与新数据流逐条核对`,
                `! the hub has another feed now, ${feed}; common up to ${after}, the copy went on to ${event.position}: checking it against the new one`,
              ),
        );
        return;
      }
      case 'POLLING':
        this.#line(
          event.kind,
          {},
          say('互通不支持订阅，改为定时查询', 'the hub takes no subscriptions; asking every few seconds'),
        );
        return;
      case 'RETRY':
        this.#retry(event);
        return;
    }
  }

  /** What is advised is for whoever is told at the end. */
  #retry({ kind, problem, ms }: Extract<MirrorEvent, { kind: 'RETRY' }>): void {
    const { lang, say } = this.#context;
    const again = say(`${formatSeconds(ms)} 后自动再试`, `again by itself in ${formatSeconds(ms)}`);
    this.#note(kind, problem, `${describeInParts(problem, lang).sentence} (${again})`);
  }

  #note(event: string, problem: Problem, text: string): void {
    const { out } = this.#context;
    out.note(text);
    if (out.json) out.row({ event, problem: problemJson(problem) }, '');
  }

  #inStep({ position, total }: Extract<MirrorEvent, { kind: 'IN_STEP' }>): void {
    const { say } = this.#context;
    const seconds = Math.max(0.001, (performance.now() - this.#started) / 1000);
    const perSecond = Math.round(this.#rowsFilled / seconds);
    const repairs = Object.fromEntries(this.#repairs);
    for (const [recordType, { MISSING, EXTRA, DIFFERENT }] of this.#repairs) {
      const type = this.#typeName(recordType);
      const text = say(
        `! ${type}：补回 ${MISSING}，删除 ${EXTRA}，改正 ${DIFFERENT}`,
        `! ${type}: ${MISSING} missing, ${EXTRA} too many, ${DIFFERENT} different; mended`,
      );
      this.#context.out.line(text);
    }
    const speed = this.#isFilling ? say(`，每秒 ${formatNumber(perSecond)} 行`, `, ${formatNumber(perSecond)} rows/s`) : '';
    this.#line(
      'IN_STEP',
      {
        position: String(position),
        ...total,
        repairs,
        ...(this.#isFilling ? { rows: this.#rowsFilled, rowsPerSecond: perSecond } : {}),
      },
      say(
        `已到位置 ${position}，${formatNumber(total.records)} 条${speed}`,
        `in step at position ${position}, ${formatNumber(total.records)} records${speed}`,
      ),
    );
    this.#repairs.clear();
    this.#isFilling = false;
  }

  #count({ recordType, key, what }: Difference): void {
    const { out } = this.#context;
    const repairs = this.#repairs.get(recordType) ?? { MISSING: 0, EXTRA: 0, DIFFERENT: 0 };
    repairs[what] += 1;
    this.#repairs.set(recordType, repairs);
    this.repaired += 1;
    if (this.#verbose) out.note(`${what} ${recordType} ${key}`);
  }

  #line(event: string, value: object, text: string): void {
    this.#context.out.row({ event, ...value }, text);
  }

  #now(text: string): void {
    const now = performance.now();
    if (now - this.#said < LINE_EVERY_MS) return;
    this.#said = now;
    this.#context.out.note(text);
  }

  #typeName(name: string): string {
    return findRecordType(name)?.[this.#context.lang] ?? name;
  }
}

function textOf(position: number | null): string | null {
  return position === null ? null : String(position);
}
