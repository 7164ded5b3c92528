import { Command, Option } from 'commander';
import { getRecordType, listRecordTypes } from '../../domain/record/record-types.ts';
import { erase } from '../../feed/erase.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { CliFailure, failure } from '../failure.ts';
import { withHub } from '../open-hub.ts';
import { needed, oneOf, wholeNumber } from '../option-values.ts';

interface EraseOptions {
  readonly type?: string;
  readonly key?: string;
  readonly field?: string;
  readonly position?: number;
  readonly ground?: string;
}

export function feedEraseCommand({ say, run }: Cli): Command {
  const types = listRecordTypes().map(({ name }) => name);
  return new Command('erase')
    .description(
      say(
        '删除已被取代版本中的个人信息；位置、摘要与链不变',
        'erase a personal value of superseded versions; positions, digests and chain stay',
      ),
    )
    .addOption(new Option('--type <record-type>', say(`记录类型：${types.join('、')}`, types.join(', '))).argParser(oneOf(types)))
    .option('--key <key>', say('记录的键，如统一社会信用代码', 'key of the record, e.g. its USCC'))
    .option('--field <field>', say('个人信息字段，如 legalRepresentative', 'the personal field, e.g. legalRepresentative'))
    .addOption(
      new Option(
        '--position <n>',
        say('只限该版本（默认全部已被取代的版本）', 'this version only (default: all superseded ones)'),
      ).argParser(wholeNumber(1)),
    )
    .option(
      '--ground <text>',
      say('依据：法条或申请编号，记入删除日志', 'why: the legal ground or the number of the request; it goes to the erasure log'),
    )
    .action((options: EraseOptions) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out } = context;
          const { position } = options;
          const type = needed(options.type, '--type <record-type>');
          const key = needed(options.key, '--key <key>');
          const field = needed(options.field, '--field <field>');
          const ground = needed(options.ground, '--ground <text>');
          const personal = Object.entries(getRecordType(type).fields).flatMap(([name, each]) =>
            each.personal === true ? [name] : [],
          );
          if (!personal.includes(field)) {
            throw failure(
              'CLI_FIELD_NOT_PERSONAL',
              { recordType: type, field: field.slice(0, 40), fields: personal.join(', ') },
              EXIT.usage,
            );
          }
          const erased = await erase(hub, {
            recordType: type,
            key,
            field,
            ground,
            ...(position === undefined ? {} : { position }),
          });
          if (!erased.ok) throw new CliFailure(erased.problem);
          for (const warning of erased.warnings ?? []) out.problem(warning);
          out.line(say(`已删除，位置：${erased.value.join('、')}`, `erased at positions ${erased.value.join(', ')}`));
          out.result({ erased: erased.value.map(String) });
          return EXIT.done;
        }),
      ),
    );
}
