/** A restore in a process of its own, which comes as far as the rows of its backup and waits there to be killed. */
import { restoreBackup } from '../../src/feed/backup/restore-backup.ts';
import { systemClock, systemRandomness } from '../../src/feed/hub.ts';
import { say, workerArguments } from './worker-process.ts';

const { url, file } = workerArguments<{ readonly url: string; readonly file: string }>();
await restoreBackup({
  ...{ databaseUrl: url, file, erasures: [], clock: systemClock, randomness: systemRandomness() },
  onProgress(stage) {
    if (stage === 'check') return;
    say({ stage });
    return new Promise<void>(() => {});
  },
});
