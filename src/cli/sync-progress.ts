/** Shows how far a sync has come: a bar on a terminal, a line every few seconds elsewhere. Both on stderr. */
import { Presets, SingleBar } from 'cli-progress';
import type { SyncProgress } from '../../jobs/sync.ts';
import type { Context } from './context.ts';
import { formatNumber } from './format.ts';

const LINE_EVERY_MS = 3_000;

export interface ProgressView {
  update(progress: SyncProgress): void;
  end(): void;
}

export function syncProgress({ out, say }: Context): ProgressView {
  return out.stderr.isTTY === true ? bar(say('行', 'rows')) : lines(out, say);
}

function bar(unit: string): ProgressView {
  const view = new SingleBar(
    { format: `{bar} {percentage}% | {rows} ${unit} | {duration_formatted}`, hideCursor: true, stream: process.stderr },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update({ counts, bytesRead, bytesTotal }) {
      const rows = { rows: formatNumber(counts.read) };
      if (!started) view.start(Math.max(bytesTotal ?? bytesRead, 1), bytesRead, rows);
      else view.update(bytesRead, rows);
      started = true;
    },
    end() {
      if (started) view.stop();
    },
  };
}

function lines(out: Context['out'], say: Context['say']): ProgressView {
  let last = performance.now();
  let resumeSaid = false;
  return {
    update({ counts, bytesRead, bytesTotal, resumedAfter }) {
      if (resumedAfter > 0 && !resumeSaid) out.note(say(`从第 ${resumedAfter} 行之后继续`, `going on after row ${resumedAfter}`));
      resumeSaid = true;
      const now = performance.now();
      if (now - last < LINE_EVERY_MS) return;
      last = now;
      const rows = formatNumber(counts.read);
      if (bytesTotal === null) {
        out.note(say(`已处理 ${rows} 行`, `${rows} rows done`));
        return;
      }
      const percent = bytesTotal === 0 ? 100 : Math.floor((100 * bytesRead) / bytesTotal);
      out.note(say(`已处理 ${rows} 行（文件读到 ${percent}%）`, `${rows} rows done (${percent}% of the file read)`));
    },
    end() {},
  };
}
