/** Makes derived rows again in a process of its own; to be killed it waits once it has made some. */
import { remakeDerived } from '../../src/feed/derived/remake-derived.ts';
import { openHub } from '../../src/feed/hub.ts';
import { getHead } from '../../src/feed/position.ts';
import { say, workerArguments } from './worker-process.ts';

const { url, waits } = workerArguments<{ readonly url: string; readonly waits: boolean }>();
const hub = await openHub({ databaseUrl: url, writer: 'inline', connections: 2 });
const forever = new Promise<void>(() => {});
const report = await remakeDerived(hub, {
  async onProgress() {
    if (!waits || (await getHead(hub)).remade === 0) return;
    say({ mended: null });
    await forever;
  },
});
say({ mended: report?.mended, position: report?.position });
await hub.close();
process.exit(0);
