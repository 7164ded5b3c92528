/** What a synchronisation in a process of its own says of its batches, and where it stands still to be killed. */
import type { SyncProgress } from '../../jobs/sync.ts';
import { say, standStill } from './worker-process.ts';

/** Once so many batches have been saved, or once records have ended. */
export type StandsAfter = number | 'endings';

export interface ProgressSaid {
  readonly read?: number;
  readonly ended?: number;
}

export function tellProgress(standsAfter: StandsAfter | undefined): (progress: SyncProgress) => void {
  let batches = 0;
  return ({ counts: { read, ended } }) => {
    batches += 1;
    say({ read, ended } satisfies ProgressSaid);
    if (standsAfter === 'endings' ? ended > 0 : standsAfter === batches) standStill();
  };
}
