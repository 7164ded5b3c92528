import { Command } from 'commander';
import { operator } from '../../access/viewer.ts';
import { getRecordType } from '../../domain/record/record-types.ts';
import { listChanges } from '../../feed/changes.ts';
import { getHead } from '../../feed/position.ts';
import { changeJson, changeLine } from '../change-text.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { failure } from '../failure.ts';
import { formatTime } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { wholeNumber } from '../option-values.ts';

export function feedShowCommand({ say, run }: Cli): Command {
  return new Command('show')
    .description(say('一个位置上的变更：前后对照', 'the change at a position, before and after'))
    .argument('<position>', say('位置', 'the position'), wholeNumber(1))
    .option('--personal', say('个人信息不遮盖', 'personal values in clear'))
    .action((position: number, options: { readonly personal?: true }) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, lang } = context;
          const head = await getHead(hub);
          const viewer = { ...operator, personalInClear: options.personal === true };
          const query = { after: position - 1, upTo: Math.min(position, head.position), first: 1, filter: {} };
          const [change] = position > head.position ? [] : (await listChanges(hub, query, viewer)).changes;
          if (change === undefined)
            throw failure('CLI_POSITION_ABSENT', { position: String(position), head: String(head.position) });
          const type = getRecordType(change.recordType);
          out.line(changeLine(change, context));
          out.line(
            `${say('来源', 'source')} ${change.source}   ${say('生效', 'effective')} ${change.effectiveOn ?? '-'}   ${say('收到', 'received')} ${formatTime(change.receivedAt)}`,
          );
          out.line(
            `${say('摘要', 'hash')} ${change.hash}${change.hashBefore === null ? '' : ` (${say('此前', 'before')} ${change.hashBefore})`}`,
          );
          const text = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));
          const fields = Object.keys(type.fields).filter(
            (field) => change.before?.[field] !== undefined || change.after?.[field] !== undefined,
          );
          out.table(
            [
              { title: '' },
              { title: say('字段', 'field') },
              { title: say('变更前', 'before') },
              { title: say('变更后', 'after') },
            ],
            fields.map((field) => [
              change.fields.includes(field) ? '*' : '',
              `${type.fields[field]?.[lang] ?? ''} ${field}`,
              text(change.before?.[field]),
              text(change.after?.[field]),
            ]),
          );
          out.result(changeJson(change));
          return EXIT.done;
        }),
      ),
    );
}
