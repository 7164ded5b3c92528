/** docs/errors.md: the codes that the hub answers with, made of the catalogues of messages. Part of `npm run codegen`. */
import { join } from 'node:path';
import type { MessageCode } from '../src/domain/message/catalogue.ts';
import type { Message } from '../src/domain/message/message.ts';
import { STATUSES } from '../src/server/statuses.ts';
import { listFiles, root } from './source-files.ts';

export const ERRORS_PAGE = 'docs/errors.md';

interface Section {
  readonly title: string;
  /** Where its codes are met. */
  readonly told: string;
  /** `graph` is src/domain/message/graph.messages.ts. */
  readonly catalogues: readonly string[];
}

export const sections: readonly Section[] = [
  {
    title: '请求与查询 Requests and queries',
    told: '`errors` 中的 `extensions.code`。In `extensions.code` of `errors`.',
    catalogues: [
      'graph',
      'input',
      'query-limit',
      'document',
      'read',
      'search',
      'level',
      'stream',
      'export',
      'federation',
      'database',
      'damaged',
    ],
  },
  {
    title: '运行的核准、隔离处理与异议 Decisions and challenges',
    told: '`errors`；运行的 `problem`。In `errors`, and in `problem` of runs.',
    catalogues: ['run', 'challenge'],
  },
  {
    title: '报送 Pushes',
    told: '`errors`；回执的 `problem`。In `errors`, and in `problem` of a push.',
    catalogues: ['push'],
  },
  {
    title: '记录与时点 Records and moments',
    told: '报送与隔离记录的 `problems`；查询参数有误时也见于 `errors`。In `problems` of what was pushed or set aside; in `errors` where an argument is at fault.',
    catalogues: ['hub', 'moment', 'identifier', 'value', 'region', 'joining', 'estate', 'filing', 'table', 'file', 'workbook'],
  },
  {
    title: '来源 Sources',
    told: '`sources` 与运行的 `problem`、隔离记录的 `problems`。In `problem` of sources and runs, and in `problems` of what was set aside.',
    catalogues: ['source', 'exchange', 'job'],
  },
  {
    title: '查询页 Pages of the counter',
    told: '网页。On pages.',
    catalogues: ['counter'],
  },
];

/** What only the command line says, to whoever sits at the machine. */
export const elsewhere: readonly string[] = ['cli', 'backup', 'mirror', 'export-file', 'out-path'];

const HEAD = `# 错误代码 Error codes

<!-- Made by \`npm run codegen\` from src/domain/message/*.messages.ts and src/server/statuses.ts. Do not edit. -->

每个错误都有一个不变的代码和一句话，语言由请求头 \`Accept-Language\` 决定（默认中文），不含堆栈、SQL 或个人信息。程序应按代码判断，不应解析句子。
Every error has a code that never changes and a sentence in the language of \`Accept-Language\` (Chinese where nothing is said), without a stack, SQL or
personal data. Programs go by the code; the sentences may be reworded.

\`\`\`json
{
  "errors": [
    {
      "message": "来源 tax 从未成功同步；请管理员先同步该来源",
      "path": ["company", "taxpayers"],
      "extensions": { "code": "SOURCE_NEVER_SEEN" }
    }
  ],
  "data": { "company": { "uscc": "91140402931477544Y", "taxpayers": null } }
}
\`\`\`

- **状态 Status**：整个请求被拒绝时的 HTTP 状态。\`—\`：\`/graphql\` 与 \`/q/…\` 在什么也没有执行时为 400，与 \`data\` 同在时为 200；报送为 422。
  The HTTP status where the whole request is refused. \`—\`: 400 from \`/graphql\` and \`/q/…\` where nothing was run, 200 beside \`data\`; 422 from a push. \`/graphql\` tells
  \`NOT_ALLOWED\`, \`SOURCE_STALE\`, \`SOURCE_NEVER_SEEN\` and \`POSITION_NOT_REACHED\` beside \`data\`, with 200, and whoever accepts only \`application/json\` by its name gets 200 for a refused query.
- \`{…}\` 为具体内容。\`{…}\` stands for what it is about. \`extensions.field\` 是出错的参数或字段。\`extensions.field\` is the argument or field at fault.
- \`INTERNAL\` 是没有预料到的错误，凭编号在日志中可查。\`INTERNAL\` is what nobody foresaw; the log has it under its reference.
`;

/** A cell of a table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}

function rowOf(code: string, { zh, en, todo }: Message): string {
  const status = STATUSES[code as MessageCode] ?? '—';
  const actions = [todo.zh, todo.en].filter((text) => text !== '').map(cell);
  return `| \`${code}\` | ${status} | ${cell(zh)} | ${cell(en)} | ${actions.length === 0 ? '—' : actions.join('<br>')} |`;
}

/** The codes of each catalogue by its name. */
export async function readCatalogues(): Promise<ReadonlyMap<string, Readonly<Record<string, Message>>>> {
  const files = listFiles('src/domain/message/*.messages.ts');
  const read = files.map(async (file) => {
    const [messages] = Object.values((await import(join(root, file))) as Record<string, Readonly<Record<string, Message>>>);
    return [file.replace(/^.*\/|\.messages\.ts$/g, ''), messages ?? {}] as const;
  });
  return new Map(await Promise.all(read));
}

/** @throws where a catalogue stands in no section, or in two */
export async function errorsPage(): Promise<string> {
  const catalogues = await readCatalogues();
  const placed = [...sections.flatMap((section) => section.catalogues), ...elsewhere].toSorted();
  const there = [...catalogues.keys()].toSorted();
  if (placed.join() !== there.join()) {
    throw new Error(`scripts/errors-page.ts places the catalogues ${placed.join(', ')}; there are ${there.join(', ')}`);
  }
  const parts = sections.map(({ title, told, catalogues: names }) => {
    const codes = names.flatMap((name) => Object.entries(catalogues.get(name) ?? {}));
    const rows = codes.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([code, message]) => rowOf(code, message));
    const table = ['| 代码 Code | 状态 Status | 中文 | English | 怎么办 What to do |', '|---|---|---|---|---|', ...rows].join(
      '\n',
    );
    return `\n## ${title}\n\n${told}\n\n${table}\n`;
  });
  return HEAD + parts.join('');
}
