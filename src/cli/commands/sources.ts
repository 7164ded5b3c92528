import { Command } from 'commander';
import { describe } from '../../domain/message/describe.ts';
import { listSources } from '../../feed/runs.ts';
import { sourceNames } from '../connectors.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { formatNumber, formatTime, isoTime } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { partyText, SOURCE_STATES } from '../state-words.ts';
import { runJson } from './runs.ts';

export function sourcesCommand({ say, run }: Cli): Command {
  return new Command('sources').description(say('各来源的新鲜程度', 'how fresh each source is')).action(() =>
    run((context) =>
      withHub(context, 'look', async (hub) => {
        const { out, lang } = context;
        const sources = await listSources(hub, sourceNames);
        out.table(
          [
            { title: say('来源', 'source') },
            { title: say('状态', 'state') },
            { title: say('最近成功', 'last success') },
            { title: say('最近尝试', 'last attempt') },
            { title: say('待查', 'quarantined'), align: 'right' },
            { title: say('告警自', 'alert since') },
          ],
          sources.map((each) => [
            ...[
              partyText(each.name, say),
              SOURCE_STATES[each.state][lang],
              formatTime(each.lastSuccessAt),
              formatTime(each.lastAttemptAt),
              formatNumber(each.quarantined),
              formatTime(each.alertSince),
            ],
          ]),
        );
        for (const { name, lastRun, waiting } of sources) {
          // One that waits is told of below, with the others that do.
          if (lastRun?.problem != null && lastRun.state !== 'waiting')
            out.line(`${partyText(name, say)}: ${describe(lastRun.problem, lang)}`);
          for (const { id, problem } of waiting)
            if (problem !== null) out.line(`${say('运行', 'run')} ${id}: ${describe(problem, lang)}`);
        }
        out.result({
          sources: sources.map(({ name, state, lastAttemptAt, lastSuccessAt, lastRun, quarantined, waiting, alertSince }) => ({
            ...{ name, state, lastAttemptAt: isoTime(lastAttemptAt), lastSuccessAt: isoTime(lastSuccessAt) },
            lastRun: lastRun === null ? null : runJson(lastRun),
            quarantined,
            waiting: waiting.map(runJson),
            alertSince: isoTime(alertSince),
          })),
        });
        return EXIT.done;
      }),
    ),
  );
}
