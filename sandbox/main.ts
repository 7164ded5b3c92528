/**
 * Runs the city's offices as one process.
 *
 *     node sandbox/main.ts --size demo --seed 1404 --port 4100 --seconds-per-day 10 --state FILE \
 *       [--offices registry,filing,estate,tax] [--drop DIR] [--push-to URL --push-token T] \
 *       [--faults all|none|late,malformed,filing:status-500,…] [--start-day N] [--with-parent]
 *
 * Prints one line of JSON when it is ready: `url` of the registry, `filing`, `estate`, `tax` with its account, `token`, `day`,
 * `date`. With a state file it goes on where it was, also after kill -9. It ends on SIGTERM or Ctrl-C, and with
 * `--with-parent` when its standard input is closed.
 */
import { setInterval } from 'node:timers/promises';
import { City } from './city/city.ts';
import { FIRST_DAY } from './city/founding.ts';
import { Drops } from './drops.ts';
import { type Copies, copiesIn, copiesOf, type FaultPlans, plansOf, startOffices } from './office/all-offices.ts';
import { CityDays } from './office/city-days.ts';
import { OFFICE_NAMES, type OfficeName } from './office/played-office.ts';
import { TaxPusher } from './office/tax/pusher.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { dropJincheng } from './sets/drop-jincheng.ts';
import { type CityState, readState, writeState } from './state-file.ts';
import { UsageError } from './usage-error.ts';

const EXIT_USAGE = 2;

export async function main(args = process.argv.slice(2)): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP);
    return;
  }
  const options = readOptions(args);
  if (options.set !== undefined) {
    await dropSet(options.set, options.drop);
    return;
  }
  const known = options.state === undefined ? undefined : await readState(options.state);
  // A city that goes on keeps its dates, unless it is told others by name.
  const firstDay = known === undefined || options.firstDayGiven ? options.firstDay : (known.firstDay ?? FIRST_DAY);
  const city = new City({ ...options, firstDay });
  if (known !== undefined && !isSame(known, city)) {
    throw new UsageError(`${options.state} 属于另一座城市 (another city: seed ${known.seed}, size ${known.size})`);
  }
  const copies = copiesOf(city, known?.faults ?? plansFrom((office) => [{ from: 1, kinds: options.faults[office].data }]));
  city.advanceTo(known?.day ?? options.startDay);
  if (options.faultsGiven) tellFaults(copies, options);
  const pusher =
    options.push === undefined
      ? undefined
      : new TaxPusher({ city, copy: copies.tax, ...options.push, pushed: known?.pushed ?? city.day });

  // Before anybody sees the day: after a kill the city must not be behind what was told.
  const remember = async (day: number): Promise<void> => {
    if (options.state === undefined) return;
    const { seed, size } = city;
    const pushed = pusher?.pushed ?? known?.pushed;
    await writeState(options.state, {
      seed,
      size,
      firstDay,
      day,
      faults: plansOf(copies),
      ...(pushed === undefined ? {} : { pushed }),
    });
  };
  await remember(city.day);
  const drops = options.drop === undefined ? undefined : new Drops(city, copies, options.drop, options.offices);
  await drops?.catchUp();

  // A hub that does not answer keeps no day from coming.
  let pushing: Promise<void> = Promise.resolve();
  const push = (): void => {
    pushing = pushing.then(async () => {
      const failure = await pusher?.catchUp();
      if (failure != null) process.stderr.write(`推送未成功，下一日再试 (a push failed) ${failure}\n`);
    });
  };
  const days = new CityDays(city, {
    beforeDay: remember,
    async afterDay() {
      await drops?.catchUp();
      push();
    },
  });
  const { offices: only, token, port, faults } = options;
  const offices = await startOffices({ city, days, copies, only, token, port, faults, onFaults: () => remember(city.day) });
  process.stdout.write(`${JSON.stringify({ ...offices.addresses, token, day: city.day, date: city.date })}\n`);
  push();

  const passing = new AbortController();
  const living = livesOn(options.secondsPerDay, passing.signal, () => days.advanceTo(city.day + 1));
  await endOf(options.withParent, living);
  passing.abort();
  await offices.close();
}

function isSame(known: CityState, city: City): boolean {
  return known.seed === city.seed && known.size === city.size && (known.firstDay ?? FIRST_DAY) === city.firstDay;
}

function plansFrom(plan: (office: OfficeName) => FaultPlans[OfficeName]): FaultPlans {
  return { registry: plan('registry'), filing: plan('filing'), estate: plan('estate'), tax: plan('tax') };
}

/** What is typed counts from the next day on, where it is something else than before. */
function tellFaults(copies: Copies, { faults }: Options): void {
  for (const office of OFFICE_NAMES) {
    for (const copy of copiesIn(copies, office)) {
      if (String(copy.faultPlan.at(-1)?.kinds) !== String(faults[office].data)) copy.setFaults(faults[office].data);
    }
  }
}

/** Writes a set that no day changes; the paths of its files go to the standard output. */
async function dropSet(name: string, folder: string | undefined): Promise<void> {
  if (name !== 'jincheng') throw new UsageError(`--set 没有数据集「${name}」，有 jincheng (there is no such set)`);
  if (folder === undefined) throw new UsageError('--set 需要 --drop 指定文件夹 (needs a folder: --drop)');
  for (const path of await dropJincheng(folder)) process.stdout.write(`${path}\n`);
}

/** Lets a day pass each so many seconds, for ever; never where it is 0. @throws what a day throws, or on the signal's abort */
async function livesOn(secondsPerDay: number, signal: AbortSignal, day: () => Promise<void>): Promise<never> {
  const never = new Promise<never>(() => {});
  if (secondsPerDay === 0) return never;
  for await (const _ of setInterval(secondsPerDay * 1000, undefined, { signal })) await day();
  return never;
}

async function endOf(withParent: boolean, days: Promise<never>): Promise<void> {
  const signals = (['SIGTERM', 'SIGINT'] as const).map(
    (name) => new Promise<void>((resolve) => process.once(name, () => resolve())),
  );
  const parent = withParent
    ? [
        new Promise<void>((resolve) => {
          process.stdin.once('end', resolve).once('close', resolve).once('error', resolve).resume();
        }),
      ]
    : [];
  await Promise.race([days, ...signals, ...parent]);
}

if (import.meta.main) {
  try {
    await main();
    process.exit(0);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isUsage = error instanceof UsageError || code === 'EADDRINUSE' || code?.startsWith('ERR_PARSE_ARGS') === true;
    process.stderr.write(`${isUsage ? (error as Error).message : String((error as Error).stack)}\n`);
    process.exit(isUsage ? EXIT_USAGE : 1);
  }
}
