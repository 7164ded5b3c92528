/** Tax office (税务局): pushes a file, shows what was refused and why, and what of its own waits in the hub. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { HutongClient, HutongError, SourceState } from 'hutong-client';
import { program } from './program.ts';

const HELP = `报送税务登记（如注销清册），并显示退回的原因
用法：node examples/tax-office.ts 文件 --token 令牌 [--url 互通地址] [--key 幂等键] [--dry-run]
文件：NDJSON、CSV 或 XLSX，UTF-8 或 GB18030，如 examples/deregistrations.csv
同一幂等键重复发送只收录一次；--dry-run 只核对，不收录
退出码：0 全部收录，3 有退回，1 报送失败，2 用法不对`;

/** What the hub answers to a push, as far as it is used here; docs/push.md has the whole of it. */
interface Pushed {
  readonly receipt: string | null;
  readonly counts: { readonly read: number; readonly created: number; readonly changed: number; readonly unchanged: number };
  readonly records: readonly { readonly row: number; readonly outcome: string; readonly problems?: readonly Problem[] }[];
  readonly errors?: readonly { readonly message: string }[];
}

interface Problem {
  readonly message: { readonly zh: string };
}

await program(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:4000' },
      token: { type: 'string' },
      key: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  const { url, token, key, 'dry-run': dryRun } = values;
  if (values.help || file === undefined || token === undefined) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const isWhole = await push(new URL(`/push/taxpayer?dryRun=${dryRun}`, url), readFileSync(file), token, key);
  await showWaiting(new HutongClient({ url, token }));
  return isWhole ? 0 : 3;
});

/** @returns whether nothing was refused */
async function push(url: URL, body: Uint8Array<ArrayBuffer>, token: string, key: string | undefined): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}`, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const response = await fetch(url, { method: 'POST', headers, body }).catch((error: unknown) => {
    throw new HutongError({ code: 'PUSH_NOT_SENT', message: '无法连接互通；请检查地址和网络' }, {}, error);
  });
  const { receipt, counts, records, errors } = (await response.json()) as Pushed;
  if (!response.ok) {
    throw new HutongError({ code: `HTTP ${response.status}`, message: `报送未被接受：${errors?.[0]?.message ?? ''}` });
  }
  const refused = records.filter(({ outcome }) => outcome === 'refused');
  console.log(
    `回执 ${receipt ?? '（未收录，仅核对）'}：共 ${counts.read} 条，新增 ${counts.created}，变更 ${counts.changed}，未变 ${counts.unchanged}，退回 ${refused.length}`,
  );
  for (const { row, problems } of refused)
    console.log(`退回第 ${row} 行：${(problems ?? []).map(({ message }) => message.zh).join('；')}`);
  return refused.length === 0;
}

async function showWaiting(hub: HutongClient): Promise<void> {
  let waiting = 0;
  for await (const { data } of hub.pages(SourceState, { source: 'tax', first: 100 }))
    waiting += data.quarantine?.nodes.length ?? 0;
  console.log(`本单位待处理的隔离记录：${waiting} 条`);
}
