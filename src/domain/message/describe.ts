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
    sentence: place + between + fill(message[language], found.params),
    todo: fill(message.todo[language], found.params),
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

function fill(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => params[name] ?? hole);
}
