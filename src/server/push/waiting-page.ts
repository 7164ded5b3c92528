/** What of a party's own waits in quarantine, page by page, for programs. */
import type { Hub } from '../../feed/hub.ts';
import { type AnswerProblem, answerProblem } from '../../feed/push/answer.ts';
import { waitingOf } from '../../feed/push/waiting.ts';
import type { Quarantined } from '../../feed/quarantine.ts';

const PAGE = 100;

export interface WaitingPage {
  readonly records: readonly {
    readonly quarantine: string;
    readonly recordType: string | null;
    readonly key: string | null;
    readonly row: number | null;
    readonly receivedAt: string;
    readonly problems: readonly AnswerProblem[];
    /** In the sender's own columns and words. */
    readonly wire: Readonly<Record<string, unknown>>;
  }[];
  /** Send it as `after` to go on; null behind the last. */
  readonly next: string | null;
}

export async function waitingPage(
  hub: Hub,
  asked: { readonly sender: string; readonly recordType: string | null; readonly after: number },
): Promise<WaitingPage> {
  const found: Quarantined[] = [];
  for await (const record of waitingOf(hub, asked)) if (found.push(record) > PAGE) break;
  const page = found.slice(0, PAGE);
  return {
    records: page.map((each) => ({
      quarantine: String(each.id),
      recordType: each.recordType,
      key: each.key,
      row: each.row,
      receivedAt: new Date(each.createdAt).toISOString(),
      problems: each.problems.map((found) => answerProblem(found)),
      wire: each.wire,
    })),
    next: found.length > PAGE ? String(page.at(-1)?.id) : null,
  };
}
