/** The synthetic city of the demonstration: its registry office as a process of its own, and its days. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildProgram, ChildProgramError, startProgram } from './child-program.ts';

const SCRIPT = join(import.meta.dirname, '../../sandbox/main.ts');

/** The same city for everybody. */
const DEMO_CITY = { size: 'demo', seed: 1404 } as const;

export interface DemoCity {
  /** The base of its registry's interface. */
  readonly url: string;
  readonly token: string;
  /** The day on which it was found: 0 is its first. */
  readonly day: number;
  /** Lets one day pass. */
  nextDay(): Promise<void>;
  /** Resolves when its process has ended, whatever the reason. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

/** @param port of the office; another one is taken where it is not free @param secondsPerDay 0: days pass only on demand */
export async function startDemoCity(
  folder: string,
  { port, secondsPerDay }: { readonly port: number; readonly secondsPerDay: number },
): Promise<DemoCity> {
  const { program, ready } = await start(folder, port, secondsPerDay);
  const { url, token, day } = ready as { readonly url: string; readonly token: string; readonly day: number };
  return {
    url,
    token,
    day,
    async nextDay() {
      const response = await fetch(`${url}/city/day`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ days: 1 }),
      });
      if (!response.ok) throw new ChildProgramError(`the city answers ${response.status}`);
    },
    ended: program.ended,
    close: () => program.close(),
  };
}

/** Where the city in a folder keeps its days. */
function stateFile(folder: string): string {
  return join(folder, 'city.json');
}

/** Whether a folder has a city to go on with. */
export function hasCity(folder: string): boolean {
  return existsSync(stateFile(folder));
}

interface Started {
  readonly program: ChildProgram;
  readonly ready: Readonly<Record<string, unknown>>;
}

async function start(folder: string, port: number, secondsPerDay: number): Promise<Started> {
  const program = startProgram(SCRIPT, [
    ...['--size', DEMO_CITY.size, '--seed', String(DEMO_CITY.seed), '--state', stateFile(folder)],
    ...['--port', String(port), '--seconds-per-day', String(secondsPerDay), '--with-parent', '--drop', join(folder, 'drop')],
  ]);
  try {
    return { program, ready: await program.ready() };
  } catch (error) {
    // The address is the name under which the hub remembers how far it has read: kept where it can be, changed where it must.
    if (port === 0 || !(error instanceof ChildProgramError)) throw error;
    return start(folder, 0, secondsPerDay);
  }
}
