import { Command } from 'commander';
import type { Cli } from '../context.ts';
import { feedVerifyCommand } from './feed-verify.ts';
import { verifyDerivedCommand } from './verify-derived.ts';
import { verifyOrderCommand } from './verify-order.ts';
import { verifyReplayCommand } from './verify-replay.ts';

export function verifyCommand(cli: Cli): Command {
  return new Command('verify')
    .description(
      cli.say(
        '核验变更流守住了它的承诺：次序、快照与变更相合、内容与链、派生的行',
        'verify that the feed keeps its promises: its order, that snapshot and changes agree, content and chain, derived rows',
      ),
    )
    .addCommand(verifyOrderCommand(cli))
    .addCommand(verifyReplayCommand(cli))
    .addCommand(feedVerifyCommand(cli, 'chain'))
    .addCommand(verifyDerivedCommand(cli));
}
