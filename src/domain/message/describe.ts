/** Turns a problem into a sentence a clerk can act on: row, field, what is wrong, what to do. */
import { catalogue } from './catalogue.ts';
import type { Message } from './message.ts';
import type { Problem } from './problem.ts';

export type Language = 'zh' | 'en';

/** @example describe(p, 'zh') → `第 37 行「统一社会信用代码」校验位应为 X，收到 Y；请核对营业执照` */
export function describe(found: Problem, language: Language): string {
  const { sentence, todo } = describeInParts(found, language);
  if (todo === '') return sentence;
  return `${sentence}${language === 'zh' ? '；' : '; '}${todo}`;
}

/** What is wrong, and what to do about it: empty where nothing can be done. */
export function describeInParts(found: Problem, language: Language): { readonly sentence: string; readonly todo: string } {
  const message: Message = catalogue[found.code];
  const place = placeOf(found, language);
  const between = language === 'zh' || place === '' ? '' : ': ';
  return {
    sentence: place + between + fill(message[language], found.params, language),
    todo: fill(message.todo[language], found.params, language),
  };
}

function placeOf(found: Problem, language: Language): string {
  if (language === 'zh') {
    return (found.row === undefined ? '' : `第 ${found.row} 行`) + (found.field === undefined ? '' : `「${found.field}」`);
  }
  const parts = [];
  if (found.row !== undefined) parts.push(`row ${found.row}`);
  if (found.field !== undefined) parts.push(`"${found.field}"`);
  return parts.join(', ');
}

function fill(template: string, params: Readonly<Record<string, string>>, language: Language): string {
  // Of a problem that was settled the values are deleted. One value that lacks is a mistake of ours, and seen.
  if (Object.keys(params).length === 0) return template.replace(/\{\w+\}/g, '…');
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name];
    if (value === undefined) return hole;
    return name === 'holder' ? processText(value, language) : INSTANT.test(value) ? timeText(value, language) : value;
  });
}

/** Params are for programs too, which want instants in UTC; people want their own time. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

function timeText(instant: string, language: Language): string {
  const text = new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
  return language === 'zh' ? `北京时间 ${text}` : `${text} (Beijing time)`;
}

/** Whoever holds a lease: `host/pid/start` is a process, anything else its own name. */
function processText(holder: string, language: Language): string {
  const [, host, pid] = /^(.+)\/(\d+)\/\d*$/.exec(holder) ?? [];
  if (host === undefined || pid === undefined) return holder;
  return language === 'zh' ? `计算机 ${host} 上的进程 ${pid}` : `process ${pid} on the machine ${host}`;
}
