/** Follows a feed while others write to it, as a subscriber would, and says at the end what it has seen. */
import { operator } from '../../src/access/viewer.ts';
import { listChanges } from '../../src/feed/changes.ts';
import { openHub } from '../../src/feed/hub.ts';
import { getHead } from '../../src/feed/position.ts';
import { StateDigest } from '../../src/feed/suite.ts';
import { say, workerArguments } from './worker-process.ts';

export interface TailerArguments {
  readonly url: string;
  readonly page: number;
}

export interface TailerSaid {
  readonly position: number;
  readonly digest: string;
  /** How often it stood just at the head, and held its own digest against the head's. */
  readonly compared: number;
  readonly faults: readonly string[];
}

let last = Number.POSITIVE_INFINITY;
const { url, page } = workerArguments<TailerArguments>((line) => {
  last = Number(line);
});
const hub = await openHub({ databaseUrl: url, migrate: false, connections: 2 });
const digest = new StateDigest();
const faults: string[] = [];
let [position, recordedAt, compared] = [0, 0, 0];

while (position < last) {
  const head = await getHead(hub);
  const { changes, scannedTo, hasMore } = await listChanges(
    hub,
    { after: position, upTo: head.position, first: page, filter: {} },
    operator,
  );
  for (const change of changes) {
    if (change.position !== position + 1) faults.push(`position ${change.position} came after ${position}`);
    if (change.recordedAt < recordedAt) faults.push(`position ${change.position} was recorded before ${position}`);
    position = change.position;
    recordedAt = change.recordedAt;
    if (change.historyOnly) continue;
    if (change.hashBefore !== null) digest.subtract(change.hashBefore);
    if (change.after !== null) digest.add(change.hash);
  }
  if (!hasMore && scannedTo !== position) faults.push(`the feed was scanned to ${scannedTo}, the last change is ${position}`);
  if (position === head.position) {
    compared += 1;
    if (digest.hex !== head.digest) faults.push(`the digest at ${position} is not the head's`);
  }
  if (changes.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
say({ position, digest: digest.hex, compared, faults: faults.slice(0, 10) } satisfies TailerSaid);
await hub.close();
process.exit(0);
