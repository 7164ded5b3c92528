import { Command } from 'commander';
import { redactUrl } from '../../config/database-url.ts';
import { listPendingOf } from '../../db/check.ts';
import { getHead } from '../../feed/position.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { withHub } from '../open-hub.ts';

export function migrateCommand({ say, run }: Cli): Command {
  return new Command('migrate')
    .description(say('建立数据库，或升级到最新结构', 'make the database, or bring it to the newest schema'))
    .action(() =>
      run(async (context) => {
        const { out, settings } = context;
        const applied = await listPendingOf(settings.databaseUrl);
        const { feed, isWhole } = await withHub(context, 'bring', async (hub) => {
          const { feed_id, leveled_to, position } = await getHead(hub);
          return { feed: feed_id, isWhole: leveled_to === position };
        });
        if (!isWhole) return EXIT.stopped;
        const url = redactUrl(settings.databaseUrl);
        for (const name of applied) out.line(`+ ${name}`);
        out.line(
          applied.length === 0
            ? say(`${url} 的结构已是最新`, `the schema of ${url} is the newest`)
            : say(`已升级 ${url}`, `migrated ${url}`),
        );
        out.result({ applied, feed });
        return EXIT.done;
      }),
    );
}
