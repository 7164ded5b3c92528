/** Who holds a lease: a process, named so that another one on the same machine can tell whether it still lives. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** `host/pid/start`, where start tells a process from a later one that was given the same pid. */
export function thisProcess(): string {
  return `${hostname()}/${process.pid}/${statOf(process.pid)?.start ?? ''}`;
}

/** Whether a holder is a process of this machine that is gone. Of other machines nothing is known: their leases run out. */
export function isGone(holder: string): boolean {
  const [host, pid, start] = holder.split('/');
  if (host !== hostname() || pid === undefined || !/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return (error as { code?: string }).code === 'ESRCH';
  }
  const now = statOf(Number(pid));
  // A killed process keeps its number until its parent has asked for its end, and holds nothing any more.
  return now !== undefined && (now.state === 'Z' || now.state === 'X' || (start !== '' && now.start !== start));
}

/** State and start (clock ticks since boot) of a process, on Linux: fields 3 and 22 of /proc/<pid>/stat; undefined elsewhere. */
function statOf(pid: number): { readonly state: string | undefined; readonly start: string | undefined } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], start: fields[19] };
  } catch {
    return undefined;
  }
}
