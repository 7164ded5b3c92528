import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Command, Option } from 'commander';
import { operator } from '../../access/viewer.ts';
import { getRecordType, listRecordTypes } from '../../domain/record/record-types.ts';
import { readScope, type ScopeInput } from '../../domain/scope/scope.ts';
import { ExportTotal, openExport } from '../../feed/export/export.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../feed/export/export-text.ts';
import type { Hub } from '../../feed/hub.ts';
import { getHead, pinPosition } from '../../feed/position.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { finish, type Part, partOf, readPart, writePart } from '../export-file.ts';
import { CliFailure, failure } from '../failure.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { needed, oneOf, word } from '../option-values.ts';
import { writingTo } from '../out-path.ts';
import { type PlaceOptions, placeOptions, scopeOf } from '../scope-options.ts';

interface ExportOptions extends PlaceOptions {
  readonly at?: string;
  readonly format?: ExportFormat;
  readonly out?: string;
  readonly resume?: true;
  readonly force?: true;
}

export function exportCommand(cli: Cli): Command {
  const { say, run } = cli;
  const types = listRecordTypes().map(({ name }) => name);
  const command = new Command('export')
    .description(
      say(
        '导出某一位置的全部记录，附摘要（docs/verify-your-copy.md）',
        'all records as they are known at a position, with their hashes (docs/verify-your-copy.md)',
      ),
    )
    .argument('<record-type>', types.join(say('、', ', ')))
    .option(
      '--out <file>',
      say(
        '必填：写入的文件；以 .gz 结尾则压缩；写完之前为 文件名.part',
        'required: the file to write; zipped where it ends in .gz; FILE.part until it is whole',
      ),
    )
    .addOption(
      new Option('--at <position>', say('位置或时间（默认当前）', 'a position or a time (default: now)')).argParser(word),
    );
  for (const option of placeOptions(cli)) command.addOption(option);
  return command
    .addOption(
      new Option('--format <ndjson|csv>', say('格式（默认按文件名）', 'the form (default: by the name of the file)')).argParser(
        oneOf(EXPORT_FORMATS),
      ),
    )
    .option('--resume', say('续接未完成的导出（文件名.part）', 'go on with one that was cut short (FILE.part)'))
    .option(
      '--force',
      say('覆盖同名文件；不续接时也弃去 文件名.part', 'replace a file of that name; without --resume FILE.part too'),
    )
    .action((recordType: string, options: ExportOptions) =>
      run((context) => {
        const file = needed(options.out, '--out <file>');
        return writingTo(file, () => withHub(context, 'look', (hub) => exportTo(hub, context, { recordType, file, options })));
      }),
    );
}

async function exportTo(
  hub: Hub,
  context: Context,
  { recordType, file, options }: { readonly recordType: string; readonly file: string; readonly options: ExportOptions },
): Promise<ExitCode> {
  const { out, say, signal } = context;
  const { resume = false, force = false } = options;
  const type = typeNamed(recordType);
  const given = scopeOf(options);
  const scope = readScope(given);
  if (!scope.ok) throw new CliFailure(scope.problem, EXIT.usage);
  if (!force && existsSync(file)) throw failure('EXPORT_FILE_THERE', { file });
  if (!force && !resume && existsSync(partOf(file))) throw failure('EXPORT_PART_THERE', { file: partOf(file) });
  const before = resume ? await readPart(file) : null;
  if (before === null) await rm(partOf(file), { force: true });
  const position = await positionOf(hub, before === null ? (options.at ?? '') : before.opening.position);
  const total = before?.total ?? new ExportTotal();
  const order = await openExport(hub, { type, scope: scope.value, position, after: total.last }, operator);
  const whole = { ...order, after: null };
  if (before !== null) requireSame(file, before, { ...whole, given, at: options.at });
  await writePart(file, whole, given, { total, signal, before });
  const format = options.format ?? (/\.csv(\.gz)?$/.test(file) ? 'csv' : 'ndjson');
  await finish(file, whole, given, format, total);
  const { rows, digest } = total;
  out.line(
    `${say('位置', 'position')} ${position}   ${say('记录', 'records')} ${formatNumber(rows)}   ${say('文件', 'file')} ${file}`,
  );
  out.line(digest);
  out.result({ recordType, feed: order.feed, position: String(position), level: order.level, rows, digest, file });
  return EXIT.done;
}

function typeNamed(name: string) {
  const known = listRecordTypes().map((type) => type.name);
  if (!known.includes(name)) {
    throw failure('EXPORT_TYPE_UNKNOWN', { value: name.slice(0, 40), known: known.join(', ') }, EXIT.usage);
  }
  return getRecordType(name);
}

async function positionOf(hub: Hub, at: string): Promise<number> {
  const head = await getHead(hub);
  const pinned = await pinPosition(hub, at, head, async () => head);
  if (!pinned.ok) throw new CliFailure(pinned.problem, EXIT.usage);
  return pinned.value;
}

/** What was begun goes on only as what it is. */
function requireSame(
  file: string,
  { opening }: Part,
  asked: Awaited<ReturnType<typeof openExport>> & { readonly given: ScopeInput; readonly at: string | undefined },
): void {
  const other = (reason: string, reasonEn: string) => failure('EXPORT_PART_STRANGE', { file: partOf(file), reason, reasonEn });
  if (opening.export !== asked.type.name) throw other(`其中是 ${opening.export}`, `it holds ${opening.export}`);
  if (opening.feed !== asked.feed) throw other('属于另一数据流', 'it is of another feed');
  if (!isDeepStrictEqual(opening.scope, asked.given)) throw other('范围不同', 'it has another scope');
  if (asked.at !== undefined && asked.at !== opening.position) {
    throw other(`其位置为 ${opening.position}`, `it stands at position ${opening.position}`);
  }
}
