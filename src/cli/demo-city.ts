/** The synthetic city of the demonstration: its four offices as a process of its own, and its days. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { type ChildProgram, ChildProgramError, startProgram } from './child-program.ts';

const SCRIPT = join(import.meta.dirname, '../../sandbox/main.ts');

/** The same city for everybody. */
const DEMO_CITY = { size: 'demo', seed: 1404 } as const;

export interface DemoCity {
  /** What a hub needs to be told to ask its offices. */
  readonly settings: Partial<Settings>;
  /** The day on which it was found: 0 is its first. */
  readonly day: number;
  /** Lets one day pass. */
  nextDay(): Promise<void>;
  /** Resolves when its process has ended, whatever the reason. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

export interface DemoCityOptions {
  /** Of its first office; others are taken where they are not free. */
  readonly port: number;
  /** The date of its first day, where it begins now. */
  readonly firstDay: string;
}

/** What the city says when it is ready. */
interface Ready {
  readonly url: string;
  readonly filing: string;
  readonly estate: string;
  readonly tax: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
    readonly table: string;
  };
  readonly token: string;
  readonly day: number;
}

export async function startDemoCity(folder: string, options: DemoCityOptions): Promise<DemoCity> {
  const { program, ready } = await start(folder, options);
  const { url, token, day } = ready;
  return {
    settings: settingsOf(ready, folder),
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

/** Every other second: a day of the city shows soon after it has come. */
const SCHEDULE = '*/2 * * * * *';

function settingsOf({ url, filing, estate, tax, token }: Ready, folder: string): Partial<Settings> {
  const { host, port, user, password, database, table } = tax;
  return {
    ...{ registryUrl: url, registryToken: token, registrySchedule: SCHEDULE },
    ...{ filingUrl: filing, filingToken: token, filingSchedule: SCHEDULE },
    // Beside the platform a folder, as county offices use it: the ledgers of another city, whose figures its papers state.
    ...{ estateUrl: estate, estateToken: token, estateSchedule: SCHEDULE, estateDrop: join(folder, 'drop', 'jincheng') },
    ...{ taxDatabaseUrl: `mysql://${user}:${password}@${host}:${port}/${database}`, taxTable: table, taxSchedule: SCHEDULE },
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
  readonly ready: Ready;
}

async function start(folder: string, { port, firstDay }: DemoCityOptions): Promise<Started> {
  const program = startProgram(SCRIPT, [
    ...['--size', DEMO_CITY.size, '--seed', String(DEMO_CITY.seed), '--state', stateFile(folder)],
    // Days pass when the hub asks for them: by a clock of its own the city would be ahead of a hub that lives through its history.
    ...['--port', String(port), '--seconds-per-day', '0', '--with-parent', '--drop', join(folder, 'drop')],
    // A city that goes on keeps the dates it has.
    ...(hasCity(folder) ? [] : ['--first-day', firstDay]),
  ]);
  try {
    return { program, ready: (await program.ready()) as unknown as Ready };
  } catch (error) {
    // The address is the name under which the hub remembers how far it has read: kept where it can be, changed where it must.
    if (port === 0 || !(error instanceof ChildProgramError)) throw error;
    return start(folder, { port: 0, firstDay });
  }
}
