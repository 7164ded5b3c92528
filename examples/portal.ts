/** Portal (门户网站): a search box, and a copy of the feed that goes on where it stopped, also where it was killed. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Bookmark, type Change, HutongClient, type HutongError } from 'hutong-client';
import { program } from './program.ts';

const HELP = `门户：搜索企业；把变更持续记入本机文件
用法：node examples/portal.ts search 文字 [--url 互通地址] [--token 令牌]
      node examples/portal.ts follow 文件 [--until-head] [--url 互通地址] [--token 令牌]
文字：名称片段、拼音首字母或编号片段
文件：每行一条变更（JSON）；再次运行时从文件末尾接着读，中途被强行终止也不重不漏
--until-head：读到当前位置即止；不填则持续跟随，Ctrl-C 停止
退出码：0 完成，1 失败，2 用法不对`;

await program(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:4000' },
      token: { type: 'string' },
      'until-head': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  const [command, given] = positionals;
  if (values.help || given === undefined || (command !== 'search' && command !== 'follow')) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const hub = new HutongClient({ url: values.url, token: values.token });
  await (command === 'search' ? search(hub, given) : follow(hub, given, values['until-head']));
  return 0;
});

async function search(hub: HutongClient, text: string): Promise<void> {
  const { data } = await hub.searchCompanies({ text, first: 10 });
  for (const { company, matchedText } of data.searchCompanies ?? []) {
    console.log(`${company.uscc}  ${company.registration?.name ?? '（无登记信息）'}  匹配：${matchedText}`);
  }
}

/** Of the file each line is a change together with the place behind it, so the copy and how far it has come are written at once. */
async function follow(hub: HutongClient, file: string, untilHead: boolean): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const bookmark = existsSync(file) ? resume(file) : {};
  console.log(bookmark.after === undefined ? '从头开始' : `从位置 ${bookmark.after} 接着读`);
  const head = untilHead ? (await hub.sourceState({ first: 1 })).data.head.position : null;
  if (head !== null && BigInt(bookmark.after ?? 0) >= BigInt(head)) return;
  let change: Change | undefined;
  const save = (place: Bookmark) => {
    appendFileSync(file, `${JSON.stringify({ ...place, change })}\n`);
    change = undefined;
    if (head !== null && BigInt(place.after) >= BigInt(head)) stop.abort();
  };
  const onRetry = (error: HutongError, ms: number) => console.error(`${error.message}；${Math.ceil(ms / 1000)} 秒后重试`);
  const options = { ...bookmark, save, onRetry, signal: stop.signal, live: true, everyMs: 1000 };
  for await (change of hub.follow(options))
    console.log(`${change.position}  ${change.recordType}  ${change.key}  ${change.kind}`);
}

/** The last place that was written whole; what was broken off behind it is cut away. */
function resume(file: string): Partial<Bookmark> {
  const text = readFileSync(file);
  const end = text.lastIndexOf('\n') + 1;
  if (end < text.length) truncateSync(file, end);
  const last = text.subarray(0, end).toString().trimEnd().split('\n').at(-1);
  if (!last) return {};
  const { feed, after } = JSON.parse(last) as Bookmark;
  return { feed, after };
}
