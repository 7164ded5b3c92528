import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { isWorkbook } from '../../../jobs/push/refused-workbook.ts';
import { runPush } from '../../../jobs/push/run-push.ts';
import type { Result } from '../../domain/message/problem.ts';
import { listRecordTypes } from '../../domain/record/record-types.ts';
import type { Hub } from '../../feed/hub.ts';
import type { PushCounts, RecordAnswer } from '../../feed/push/answer.ts';
import { OPERATOR_SENDER, type PushAnswer, type PushRequest } from '../../feed/push/intake.ts';
import { NO_TOTALS, type PushTotals, parseTotals } from '../../feed/push/totals.ts';
import { catchUpSearch } from '../../feed/search/catch-up.ts';
import { connectorOf, sourceNames } from '../connectors.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliFailure, failure } from '../failure.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { needed, oneOf } from '../option-values.ts';
import { COUNT_TITLES } from '../sync-report.ts';

interface PushOptions {
  readonly as?: string;
  readonly type?: string;
  readonly dryRun?: true;
  readonly totals?: string;
  readonly idempotencyKey?: string;
  readonly workbook?: string;
}

export function pushCommand({ say, run }: Cli): Command {
  return new Command('push')
    .description(
      say(
        '报送一个文件：逐条答复，好的收录，有误的隔离',
        'push a file: answered record by record; what is faulty is set aside, the rest is taken in',
      ),
    )
    .argument('<file>', say('NDJSON、JSON、CSV 或 XLSX，可为 gzip', 'NDJSON, JSON, CSV or XLSX, gzip too'))
    .addOption(new Option('--as <source>', say('以哪个来源的名义', 'whose records they are')).argParser(oneOf(sourceNames)))
    .addOption(
      new Option(
        '--type <record-type>',
        say('记录类型；省略则为该来源的第一种', "their type; the source's first one without it"),
      ).argParser(oneOf(listRecordTypes().map(({ name }) => name))),
    )
    .option('--dry-run', say('只比对，不写入', 'compare only, write nothing'))
    .option('--totals <totals>', say('控制总数，如 records=1000,sha256=…', 'control totals, e.g. records=1000,sha256=…'))
    .option(
      '--idempotency-key <key>',
      say(
        '幂等键：同一文件重复报送得到同一答复，中断的接着做',
        'sent again under it, it goes on where it stopped, or gets the first answer',
      ),
    )
    .option('--workbook <out>', say('把错误说明写入工作簿副本', 'write the reasons into a copy of the workbook'))
    .action((file: string, options: PushOptions) => run((context) => pushFile(context, file, options)));
}

async function pushFile(context: Context, file: string, options: PushOptions): Promise<ExitCode> {
  const source = needed(options.as, '--as <source>');
  const type = listRecordTypes().find(({ name, source: own }) => own === source && name === (options.type ?? name));
  if (type === undefined) {
    const own = listRecordTypes()
      .filter((each) => each.source === source)
      .map(({ name }) => name);
    const params = { option: '--type', value: options.type ?? '', expected: own.join('、'), expectedEn: own.join(', ') };
    throw failure('CLI_VALUE_INVALID', params, EXIT.usage);
  }
  const totals = totalsOf(options.totals);
  return withHub(context, 'bring', async (hub) => {
    const folder = await mkdtemp(join(tmpdir(), 'hutong-push-'));
    try {
      const answer = await answerOf(context, hub, folder, file, { ...options, totals, recordType: type.name });
      if (!answer.ok) throw new CliFailure(answer.problem, answer.problem.code === 'PUSH_STOPPED' ? EXIT.stopped : EXIT.failed);
      if (options.dryRun !== true) await catchUpSearch(hub, { signal: context.signal });
      await report(context, answer.value, options.workbook);
      return answer.value.summary.state === 'DONE' ? EXIT.done : EXIT.failed;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

function totalsOf(text: string | undefined): PushTotals {
  if (text === undefined) return NO_TOTALS;
  const totals = parseTotals(text);
  if (!totals.ok) throw new CliFailure({ ...totals.problem, field: '--totals' }, EXIT.usage);
  return totals.value;
}

/** From a copy: the file may change while it is read, and the answer's files lie beside it. */
async function answerOf(
  { settings, signal }: Context,
  hub: Hub,
  folder: string,
  file: string,
  asked: Omit<PushOptions, 'totals'> & Pick<PushRequest, 'totals' | 'recordType'>,
): Promise<Result<PushAnswer>> {
  const body = join(folder, 'body');
  await copyFile(file, body).catch((error: NodeJS.ErrnoException) => {
    throw failure(error.code === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', { file, reason: error.code ?? error.name });
  });
  if (asked.workbook !== undefined && !(await isWorkbook(body))) throw failure('CLI_PUSH_NO_WORKBOOK', {}, EXIT.usage);
  const hash = createHash('sha256');
  await pipeline(createReadStream(body), hash);
  const request = {
    sender: OPERATOR_SENDER,
    recordType: asked.recordType,
    file: body,
    bodyDigest: hash.digest('hex'),
    idempotencyKey: asked.idempotencyKey ?? null,
    totals: asked.totals,
    dryRun: asked.dryRun === true,
    workbook: asked.workbook !== undefined,
    receivedAt: hub.clock.now(),
  };
  return runPush({ hub, connectorOf, population: settings.population, request, signal });
}

/** Refused records that are told one by one. */
const TOLD = 20;

async function report({ out, say, lang }: Context, answer: PushAnswer, workbook: string | undefined): Promise<void> {
  const { summary, recordsFile, workbookFile } = answer;
  out.line(
    summary.receipt === null
      ? say('试报：只比对，未写入', 'dry run: compared only, nothing written')
      : say(`报送回执 ${summary.receipt}`, `receipt ${summary.receipt}`),
  );
  const names = [
    'created',
    'changed',
    'corrected',
    'restored',
    'withdrawn',
    'unchanged',
    'late',
    'outOfScope',
    'refused',
  ] as const;
  out.table(
    [{ title: say('计数', 'count') }, { title: say('条', 'records'), align: 'right' }],
    names.map((name: keyof PushCounts) => [
      COUNT_TITLES[name === 'refused' ? 'quarantined' : (name as 'created')][lang],
      formatNumber(summary.counts[name]),
    ]),
  );
  if (summary.problem !== null) out.note(summary.problem.message[lang]);
  let told = 0;
  await using handle = await open(recordsFile, 'r');
  for await (const line of handle.readLines({ autoClose: false })) {
    const { outcome, problems = [], quarantine } = JSON.parse(line) as RecordAnswer;
    if (outcome !== 'refused') continue;
    if (++told > TOLD) break;
    for (const found of problems) out.line(`  ${quarantine === undefined ? '' : `#${quarantine} `}${found.message[lang]}`);
  }
  if (summary.counts.refused > TOLD) {
    const more = formatNumber(summary.counts.refused - TOLD);
    out.line(say(`  另有 ${more} 条：hutong quarantine list`, `  and ${more} more: hutong quarantine list`));
  }
  if (workbook !== undefined && workbookFile === null) {
    out.note(say(`没有未通过的记录，未写 ${workbook}`, `no record was refused, so ${workbook} was not written`));
  } else if (workbook !== undefined && workbookFile !== null) {
    await copyFile(workbookFile, workbook);
    out.line(say(`错误说明已写入 ${workbook}`, `the reasons are in ${workbook}`));
  }
  out.line(`${say('位置', 'position')} ${summary.position}`);
  out.result(summary);
}
