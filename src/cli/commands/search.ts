import { Command, Option } from 'commander';
import { operator } from '../../access/viewer.ts';
import { REGISTRATION_STATUSES } from '../../domain/code/registration-status.ts';
import { getHead } from '../../feed/position.ts';
import {
  type CompanyMatch,
  DEFAULT_MATCHES,
  MAX_MATCHES,
  type SearchAnswer,
  searchCompanies,
} from '../../feed/search/search-companies.ts';
import type { Cli, Context, Say } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliFailure } from '../failure.ts';
import { withHub } from '../open-hub.ts';
import { wholeNumber } from '../option-values.ts';

export function searchCommand({ say, run }: Cli): Command {
  return new Command('search')
    .description(
      say(
        '搜索企业：名称中的两个字、拼音、首字母、曾用名，或代码中的六位',
        'find companies: two characters of a name, pinyin, initials, a former name, six characters of a code',
      ),
    )
    .argument('<text>', say('搜索文字', 'what to look for'))
    .addOption(
      new Option(
        '--limit <n>',
        say(`最多几条（默认 ${DEFAULT_MATCHES}）`, `at most so many (default ${DEFAULT_MATCHES})`),
      ).argParser(wholeNumber(1, MAX_MATCHES)),
    )
    .action((text: string, { limit }: { readonly limit?: number }) => run((context) => search(context, text, limit)));
}

async function search(context: Context, text: string, first: number | undefined): Promise<ExitCode> {
  return withHub(context, 'look', async (hub) => {
    const { out, say } = context;
    const answer = await searchCompanies(hub, { text, first }, operator);
    if (answer.problem !== null) throw new CliFailure(answer.problem, EXIT.usage);
    const { position } = await getHead(hub);
    out.table(
      [
        { title: say('统一社会信用代码', 'code') },
        { title: say('名称', 'name') },
        { title: say('状态', 'status') },
        { title: say('匹配', 'matched on') },
      ],
      answer.matches.map((match) => [match.uscc, match.name, statusText(match, context), matchText(match, say)]),
    );
    if (answer.hasMore)
      out.note(say('还有更多；请输入更多文字，或加大 --limit', 'there are more: type more of it, or raise --limit'));
    if (answer.indexedTo < position) {
      out.note(
        say(
          `搜索索引在位置 ${answer.indexedTo}，数据流在 ${position}`,
          `the search index is at ${answer.indexedTo}, the feed at ${position}`,
        ),
      );
    }
    out.result(resultOf(answer, position));
    return EXIT.done;
  });
}

function resultOf({ matches, hasMore, indexedTo }: SearchAnswer, position: number): object {
  return { matches, hasMore, indexedTo: String(indexedTo), head: String(position) };
}

function statusText({ status }: CompanyMatch, { lang }: Context): string {
  return status === null ? '-' : REGISTRATION_STATUSES[status][lang];
}

function matchText({ matchedOn, matchedText, name }: CompanyMatch, say: Say): string {
  const words = {
    NAME: say('名称', 'name'),
    FORMER_NAME: say('曾用名', 'former name'),
    PINYIN: say('拼音', 'pinyin'),
    INITIALS: say('首字母', 'initials'),
    CODE: say('代码', 'code'),
    IDENTIFIER: say('编号', 'number'),
  };
  return matchedText === name || matchedOn === 'CODE' ? words[matchedOn] : `${words[matchedOn]} ${matchedText}`;
}
