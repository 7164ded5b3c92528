/** A page that says what went wrong and what to do. */
import { describe, describeInParts } from '../../domain/message/describe.ts';
import type { Problem } from '../../domain/message/problem.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';

const HEADINGS: Readonly<Record<number, string>> = {
  400: '请求有误',
  403: '未予办理',
  404: '没有找到',
  405: '不支持的操作',
  413: '文件太大',
  415: '文件无法读取',
  422: '文件无法核对',
  429: '请稍后再试',
  500: '服务出错',
  503: '请稍后再试',
};

export function problemPage(status: number, found: Problem, query = ''): Page {
  const { sentence, todo } = describeInParts(found, 'zh');
  const heading = found.code.startsWith('USCC_') ? '代码有误' : (HEADINGS[status] ?? '出错了');
  return {
    title: heading,
    query,
    body: html`<section class="head"><h1>${heading}</h1>
<p>${sentence}。</p>
${todo !== '' && html`<p><strong>怎么办：</strong>${todo}。</p>`}
<p class="en" lang="en">${describe(found, 'en')}</p>
<p class="actions"><a href="/lookup">返回查询页</a></p></section>`,
  };
}
