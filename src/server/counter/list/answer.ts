/** What a list is answered with: six columns in words, from what was asked and what was matched. */
import { describe } from '../../../domain/message/describe.ts';
import { foldName } from '../../../domain/value/name.ts';
import type { Found, Matched } from '../../../feed/match-companies.ts';
import { statusWords } from '../words.ts';
import type { ListRow } from './read-list.ts';

export const ANSWER_HEADER = ['匹配结果', '现用代码', '登记名称', '登记状态', '数据时间', '说明'] as const;

/** In the order of the header. */
export type Answer = readonly [result: string, uscc: string, name: string, status: string, time: string, remark: string];

const MATCHED = '匹配';
const SEVERAL = '多个候选';
const DISAGREEING = '名称与代码不一致';
const MISSING = '未找到';
const INVALID = '不是有效的名称或代码';

/** @param time as of when the data are, in words */
export function answerRow(asked: ListRow, matched: Matched, time: string): Answer {
  const remarks = [...(asked.note === null ? [] : [asked.note])];
  const end = (result: string, found: Found | null, ...more: readonly string[]): Answer => [
    result,
    found?.uscc ?? '',
    found?.name ?? '',
    found === null ? '' : statusWords(found.status).zh,
    found === null ? '' : time,
    [...remarks, ...more].join('；'),
  ];
  const { uscc, number, name, codeProblem } = asked;
  if (codeProblem !== null) remarks.push(describe(codeProblem, 'zh'));

  if (uscc !== null) {
    const found = matched.byCode;
    if (found !== null) {
      if (matched.byName.length > 0) return end(DISAGREEING, null, ...disagreement('代码', [found]));
      return end(MATCHED, found, ...replaced(uscc, found), ...otherName(name, found));
    }
    const named = matched.byName.length > 0 ? [`名称属于${listed(matched.byName)}，请核对代码`] : [];
    return end(MISSING, null, '代码有效，但互通没有收录，可能是外地企业或不属于物业服务企业', ...named);
  }
  if (number !== null && matched.byNumber.length > 0 && matched.byName.length > 0) {
    return end(DISAGREEING, null, ...disagreement('注册号', matched.byNumber));
  }
  if (number !== null) return candidates(matched.byNumber, '没有这个注册号的企业');
  if (name === null) {
    return end(INVALID, null, ...(codeProblem === null ? ['该行没有名称或代码；若为公式，请先在表格软件中打开并保存一次'] : []));
  }
  if (!/[\p{L}\p{N}]{2}/u.test(name)) return end(INVALID, null, '名称太短，或没有文字');
  if (matched.byName.length > 0) return candidates(matched.byName, '');
  if (matched.near === null) return end(MISSING, null, '没有这个名称的企业；名单中找不到的名称太多，未再查找相近的名称');
  // A few letters and digits that match nothing are no name.
  if (matched.near.length === 0 && !/\p{Script=Han}{2}/u.test(name)) {
    return end(codeProblem === null ? MISSING : INVALID, null, '没有这个名称、代码或注册号的企业');
  }
  if (matched.near.length === 0) return end(MISSING, null, '没有这个名称的企业');
  const whole = matched.near.filter((found) => foldName(found.name) === foldName(name));
  if (whole.length > 0) return candidates(whole, '');
  const holding = matched.near.filter((found) => foldName(found.name).includes(foldName(name)));
  if (holding.length > 1) return end(SEVERAL, null, `名称含有这些字的：${listed(holding)}`);
  return end(MISSING, null, `相近的企业：${listed(matched.near)}`);

  function disagreement(what: string, found: readonly Found[]): readonly string[] {
    return [`${what}属于${listed(found)}，名称属于${listed(matched.byName)}，请核对`];
  }

  function candidates(found: readonly Found[], none: string): Answer {
    const [first] = found;
    if (first === undefined) return end(MISSING, null, none);
    if (found.length > 1) return end(SEVERAL, null, `有 ${found.length} 家：${listed(found)}`);
    return end(MATCHED, first, ...otherName(name, first));
  }
}

function replaced(uscc: string, found: Found): readonly string[] {
  return found.uscc === uscc ? [] : [`原代码 ${uscc} 已替换为现代码`];
}

function otherName(name: string | null, found: Found): readonly string[] {
  if (name === null || foldName(name) === foldName(found.name)) return [];
  const wasCalled = found.formerNames.some((former) => foldName(former) === foldName(name));
  return [wasCalled ? '名单中是曾用名' : '名单中的名称与登记名称不同，请核对'];
}

const MAX_LISTED = 5;

function listed(found: readonly Found[]): string {
  const shown = found.slice(0, MAX_LISTED).map(({ name, uscc }) => `${name}（${uscc}）`);
  return shown.join('、') + (found.length > MAX_LISTED ? '等' : '');
}
