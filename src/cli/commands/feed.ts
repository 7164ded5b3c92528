import { Command } from 'commander';
import type { Cli } from '../context.ts';
import { feedDigestCommand } from './feed-digest.ts';
import { feedEraseCommand } from './feed-erase.ts';
import { feedShowCommand } from './feed-show.ts';
import { feedTailCommand } from './feed-tail.ts';
import { feedVerifyCommand } from './feed-verify.ts';

export function feedCommand(cli: Cli): Command {
  return new Command('feed')
    .description(cli.say('变更流：查看、核验、删除个人信息', 'the feed: see it, verify it, erase personal values in it'))
    .addCommand(feedTailCommand(cli))
    .addCommand(feedShowCommand(cli))
    .addCommand(feedDigestCommand(cli))
    .addCommand(feedVerifyCommand(cli))
    .addCommand(feedEraseCommand(cli));
}
