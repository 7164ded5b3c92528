import { Command, Option } from 'commander';
import { settings } from '../../config/settings.ts';
import { problem } from '../../domain/message/problem.ts';
import { SUBGRAPHS, type SubgraphName } from '../../graph/subgraph/subgraph-names.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { keepJobsRunning } from '../jobs-process.ts';
import { namesJobs } from '../names-jobs.ts';
import { withHub } from '../open-hub.ts';
import { oneOf, wholeNumber } from '../option-values.ts';
import { COMPANY_AFTER_MS, startServing } from '../serving.ts';
import { untilAborted } from '../signals.ts';

/** Where to listen; what is left out comes from the settings. */
export interface ListenOptions {
  readonly port?: number;
  readonly host?: string;
}

export function listenOptions({ say, settings }: Cli): readonly Option[] {
  return [
    new Option('--port <n>', say(`端口（默认 ${settings.port}）`, `port (default ${settings.port})`)).argParser(
      wholeNumber(0, 65_535),
    ),
    new Option('--host <address>', say(`监听地址（默认 ${settings.host}）`, `address (default ${settings.host})`)),
  ];
}

/** The context whose settings say where to listen. */
export function listeningAt(context: Context, { port, host }: ListenOptions): Context {
  const { settings } = context;
  return { ...context, settings: { ...settings, port: port ?? settings.port, host: host ?? settings.host } };
}

interface ServeOptions extends ListenOptions {
  readonly subgraph?: SubgraphName;
  readonly jobs?: true;
  readonly asOperator?: true;
}

export function serveCommand(cli: Cli): Command {
  const { say, run } = cli;
  const command = new Command('serve').description(
    say(
      '提供图与查询页，并按计划采集已配置的来源，直到 Ctrl-C',
      'serve the graph and the counter page, and keep the configured sources in step, until Ctrl-C',
    ),
  );
  for (const option of listenOptions(cli)) command.addOption(option);
  const subgraph = new Option(
    '--subgraph <name>',
    say(
      `只提供一个子图，供网关合并：${SUBGRAPHS.join('、')}；不采集，不含查询页`,
      `serve one subgraph to a gateway: ${SUBGRAPHS.join(', ')}; without jobs and pages`,
    ),
  ).argParser(oneOf(SUBGRAPHS));
  command
    .addOption(subgraph)
    .option('--jobs', say('与 --subgraph 同用：仍按计划采集', 'with --subgraph: run the jobs all the same'))
    .option(
      '--as-operator',
      say(
        '与 --subgraph 同用：不带令牌的访问者即管理员（默认只见公开信息）；仅当网关只有管理员能访问时使用',
        'with --subgraph: whoever comes without a token is the operator (default: sees what is public); only where nobody else reaches the gateway',
      ),
    );
  command.addHelpText('after', `\n${subscriptionHelp(cli)}`);
  return command.action((options: ServeOptions) =>
    run((given) => {
      const context = listeningAt(given, options);
      return withHub(context, 'serve', async (hub) => {
        const server = await startServing(context, hub, options);
        const { out, signal, settings } = context;
        const jobs =
          namesJobs(settings) && (options.subgraph === undefined || options.jobs === true)
            ? keepJobsRunning(
                settings,
                (waitMs) => out.problem(problem('JOBS_ENDED', { seconds: String(waitMs / 1000) })),
                COMPANY_AFTER_MS,
              )
            : undefined;
        const url = server.url;
        // Told at once, not at the end: whoever started it waits for this line.
        out.row({ url, feed: hub.feedId }, say(`服务已就绪：${url}`, `serving at ${url}`));
        await untilAborted(signal);
        await jobs?.close();
        await server.close();
        return EXIT.done;
      });
    }),
  );
}

/** How many may follow the feed: what the settings say, and where. */
function subscriptionHelp({ say, settings: given }: Cli): string {
  const { subscriptionsOfOne: ofOne, subscriptionsInAll: inAll, subscriptionsQuestions: questions } = settings;
  return say(
    `订阅上限：每单位或地址 ${given.subscriptionsOfOne} 个（${ofOne.variable}），共 ${given.subscriptionsInAll} 个（${inAll.variable}），不同内容 ${given.subscriptionsQuestions} 种（${questions.variable}）`,
    `Subscriptions: ${given.subscriptionsOfOne} of one party or address (${ofOne.variable}), ${given.subscriptionsInAll} in all (${inAll.variable}), ${given.subscriptionsQuestions} different ones (${questions.variable})`,
  );
}
