import { join } from 'node:path';
import { Command } from 'commander';
import { registryConnector } from '../../../connectors/registry/registry.connector.ts';
import { runSync } from '../../../jobs/sync.ts';
import { makeRegistryFile } from '../../../sandbox/make-registry-file.ts';
import type { Hub } from '../../feed/hub.ts';
import { getHead } from '../../feed/position.ts';
import { listRuns } from '../../feed/runs.ts';
import type { Cli, Context } from '../context.ts';
import { demoQueries } from '../demo-queries.ts';
import { EXIT } from '../exit-codes.ts';
import { CliFailure } from '../failure.ts';
import { withHub } from '../open-hub.ts';
import { startServing } from '../serving.ts';
import { untilAborted } from '../signals.ts';
import { type ListenOptions, listeningAt, listenOptions } from './serve.ts';

const FOLDER = join('data', 'demo');
const CITY = { seed: 1404, size: 600 } as const;

export function demoCommand(cli: Cli): Command {
  const { say, run } = cli;
  const command = new Command('demo').description(
    say(
      `合成城市与由它供数的中枢，在 ./${FOLDER}；已存在则接着用`,
      `a synthetic city and a hub fed by it, in ./${FOLDER}; goes on with it where it exists`,
    ),
  );
  for (const option of listenOptions(cli)) command.addOption(option);
  return command.action((options: ListenOptions) =>
    run((given) => {
      const listening = listeningAt(given, options);
      // Always its own database: a demonstration must not write into a hub that is in use.
      const context = { ...listening, settings: { ...listening.settings, databaseUrl: `sqlite:${join(FOLDER, 'hutong.db')}` } };
      return withHub(context, 'serve', async (hub) => {
        for (const day of [1, 2] as const) if (!(await takeIn(context, hub, day))) return EXIT.stopped;
        const { out, signal } = context;
        const server = await startServing(context, hub);
        const { position, records } = await getHead(hub);
        out.row(
          { url: server.url, feed: hub.feedId, position: String(position), records },
          say(
            `服务已就绪：${server.url}（${records} 条登记，位置 ${position}）`,
            `serving at ${server.url} (${records} registrations, position ${position})`,
          ),
        );
        for (const text of await demoQueries(server.url, hub, say)) out.line(text);
        await untilAborted(signal);
        await server.close();
        return EXIT.done;
      });
    }),
  );
}

/** One day's file, once: what was taken in before is not taken in again, or day 1 would undo day 2. */
async function takeIn({ out, say, signal }: Context, hub: Hub, day: 1 | 2): Promise<boolean> {
  const file = `registry-day-${day}.csv`;
  const done = await listRuns(hub, { source: 'registry', state: 'done', limit: 1000 });
  if (done.some(({ input }) => input === file)) return true;
  const path = join(FOLDER, file);
  const connector = registryConnector();
  await makeRegistryFile({ ...CITY, path, day });
  const { outcome, counts, problem } = await runSync({ hub, connector, opening: connector.file(path), signal });
  if (problem !== null) throw new CliFailure(problem);
  out.note(
    say(
      `${file}：读 ${counts.read}，新增 ${counts.created}，变更 ${counts.changed}，范围外 ${counts.outOfScope}，隔离 ${counts.quarantined}`,
      `${file}: read ${counts.read}, created ${counts.created}, changed ${counts.changed}, out of scope ${counts.outOfScope}, quarantined ${counts.quarantined}`,
    ),
  );
  return outcome === 'done';
}
