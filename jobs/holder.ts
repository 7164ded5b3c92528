/** Who holds a lease: a process, named so that another one on the same machine can tell whether it still lives. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** `host/pid/start`, where start tells a process from a later one that was given the same pid. */
export function thisProcess(): string {
  return `${hostname()}/${process.pid}/${startOf(process.pid) ?? ''}`;
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
  const now = startOf(Number(pid));
  return now !== undefined && start !== '' && now !== start;
}

/** Start of a process in clock ticks since boot (Linux: field 22 of /proc/<pid>/stat); undefined elsewhere. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
