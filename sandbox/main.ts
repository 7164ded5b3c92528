/**
 * Runs the city's registry office as a process of its own.
 *
 *     node sandbox/main.ts --size demo --seed 1404 --port 4100 --seconds-per-day 10 --state FILE \
 *       [--drop DIR] [--faults all|none|late,malformed,html,…] [--start-day N] [--with-parent]
 *
 * Prints one line of JSON, `{"url":…,"token":…,"day":…,"date":…}`, when it is ready. With a state file it goes on where it was,
 * also after kill -9. It ends on SIGTERM or Ctrl-C, and with `--with-parent` when its standard input is closed.
 */
import { randomBytes } from 'node:crypto';
import { setInterval } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CITY_SIZES, City, type CitySize } from './city/city.ts';
import { FIRST_DAY } from './city/founding.ts';
import { readFirstDay } from './first-day.ts';
import { type HttpFaultKind, httpFaultKinds } from './office/http-faults.ts';
import { dropRegistryFile, listDrops } from './office/registry/file-drop.ts';
import { RegistryCopy } from './office/registry/registry-copy.ts';
import {
  type RegistryFaultKind as DataFaultKind,
  registryFaultKinds as dataFaultKinds,
  registryFaults as dataFaults,
} from './office/registry/registry-faults.ts';
import { startRegistryOffice } from './office/registry/registry-office.ts';
import { dropJincheng } from './sets/drop-jincheng.ts';
import { type CityState, readState, writeState } from './state-file.ts';
import { UsageError } from './usage-error.ts';

const EXIT_USAGE = 2;

const HELP = `用法 Usage: node sandbox/main.ts [选项 options]

  --size <demo|…|n>       城市规模 size of the city: ${Object.keys(CITY_SIZES).join(', ')} 或企业数 or a number (demo)
  --seed <n>              随机种子，同种子同城市 the same seed makes the same city (1404)
  --port <n>              登记机关接口的端口，0 为任意 port of the office's interface, 0 for any (0)
  --seconds-per-day <n>   城市的一天有几秒，0 为停住 seconds to a day of the city, 0 stops it (0)
  --state <file>          状态文件，再次启动接着走 where the city is kept; it goes on from there
  --drop <folder>         每天在此投放文件 drops a file here each day
  --faults <names>        差错：all、none 或名称，逗号分隔 all, none or names with commas (none)
                          ${[...httpFaultKinds, ...dataFaultKinds].join(',')}
  --start-day <n>         从第几天开始 the day it begins with (0)
  --first-day <date>      第 0 天的日期 date of day 0 (2025-06-30)
  --today                 起始日为本机今天 the day it begins with is today
  --set jincheng          只把固定数据集写入 --drop writes a fixed set to --drop, and ends
  --token <text>          接口令牌（或 HUTONG_REGISTRY_TOKEN）token of the interface; a random one without it
  --with-parent           标准输入关闭时结束 ends when stdin is closed
  --help                  显示本帮助 shows this
`;

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
  const copy = new RegistryCopy(city, known?.faults ?? [{ from: 1, kinds: options.dataFaults }]);
  city.advanceTo(known?.day ?? options.startDay);
  if (options.faultsGiven && String(copy.faultPlan.at(-1)?.kinds) !== String(options.dataFaults))
    copy.setFaults(options.dataFaults);

  // Before anybody sees the day: after a kill the city must not be behind what was told.
  const remember = async (day: number): Promise<void> => {
    if (options.state === undefined) return;
    await writeState(options.state, { seed: city.seed, size: city.size, firstDay, day, faults: copy.faultPlan });
  };
  await remember(city.day);
  const drops = options.drop === undefined ? undefined : new Drops(copy, options.drop);
  await drops?.catchUp();

  const office = await startRegistryOffice({
    city,
    copy,
    token: options.token,
    port: options.port,
    httpFaults: options.httpFaults,
    beforeDay: remember,
    afterDay: () => drops?.catchUp(),
    onFaults: () => remember(city.day),
  });
  process.stdout.write(`${JSON.stringify({ url: office.url, token: options.token, day: city.day, date: city.date })}\n`);

  const passing = new AbortController();
  const days = livesOn(options.secondsPerDay, passing.signal, () => office.advanceTo(city.day + 1));
  await endOf(options.withParent, days);
  passing.abort();
  await office.close();
}

function isSame(known: CityState, city: City): boolean {
  return known.seed === city.seed && known.size === city.size && (known.firstDay ?? FIRST_DAY) === city.firstDay;
}

/** Writes a set that no day changes; the paths of its files go to the standard output. */
async function dropSet(name: string, folder: string | undefined): Promise<void> {
  if (name !== 'jincheng') throw new UsageError(`--set 没有数据集「${name}」，有 jincheng (there is no such set)`);
  if (folder === undefined) throw new UsageError('--set 需要 --drop 指定文件夹 (needs a folder: --drop)');
  for (const path of await dropJincheng(folder)) process.stdout.write(`${path}\n`);
}

/** One full file of the first day it sees, then the delta of each day. Files that are there are left alone. */
class Drops {
  readonly #copy: RegistryCopy;
  readonly #folder: string;

  constructor(copy: RegistryCopy, folder: string) {
    this.#copy = copy;
    this.#folder = folder;
  }

  async catchUp(): Promise<void> {
    const { city } = this.#copy;
    const newest = (await listDrops(this.#copy, this.#folder)).at(-1);
    if (newest === undefined) await dropRegistryFile(this.#copy, { folder: this.#folder, kind: 'FULL' });
    else
      for (let day = newest + 1; day <= city.day; day++)
        await dropRegistryFile(this.#copy, { folder: this.#folder, kind: 'DELTA', day });
  }
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

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: 'demo' },
      seed: { type: 'string', default: '1404' },
      port: { type: 'string', default: '0' },
      'seconds-per-day': { type: 'string', default: '0' },
      state: { type: 'string' },
      drop: { type: 'string' },
      faults: { type: 'string' },
      'start-day': { type: 'string', default: '0' },
      'first-day': { type: 'string' },
      today: { type: 'boolean', default: false },
      set: { type: 'string' },
      'with-parent': { type: 'boolean', default: false },
      token: { type: 'string' },
    },
  });
  const faults = readFaults(values.faults ?? 'none');
  const startDay = readNumber('start-day', values['start-day'], 0, 3650);
  return {
    size: readSize(values.size),
    seed: readNumber('seed', values.seed, 0, 2 ** 32 - 1),
    port: readNumber('port', values.port, 0, 65_535),
    secondsPerDay: readNumber('seconds-per-day', values['seconds-per-day'], 0, 86_400),
    startDay,
    firstDay: readFirstDay({ firstDay: values['first-day'], today: values.today, startDay }, Date.now()),
    firstDayGiven: values['first-day'] !== undefined,
    set: values.set,
    state: values.state,
    drop: values.drop,
    faultsGiven: values.faults !== undefined,
    ...faults,
    withParent: values['with-parent'],
    token: values.token ?? process.env.HUTONG_REGISTRY_TOKEN ?? randomBytes(16).toString('hex'),
  };
}

function readSize(text: string): number {
  return Object.hasOwn(CITY_SIZES, text) ? CITY_SIZES[text as CitySize] : readNumber('size', text, 1, 500_000);
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  // Parts of a second make sense for a day's length alone.
  const fits =
    text.trim() !== '' && number >= least && number <= most && (name === 'seconds-per-day' || Number.isInteger(number));
  if (!fits) throw new UsageError(`--${name} 应为 ${least} 到 ${most} 的数 (expected ${least} to ${most})`);
  return number;
}

interface Faults {
  readonly dataFaults: readonly DataFaultKind[];
  readonly httpFaults: readonly HttpFaultKind[];
}

/** `all`, `none`, or names of faults, of groups of faults, `data` and `http`, with commas. */
function readFaults(text: string): Faults {
  const names = new Set(text === 'all' ? ['data', 'http'] : text === 'none' ? [] : text.split(','));
  const unknown = [...names].find(
    (name) =>
      name !== 'data' &&
      name !== 'http' &&
      !(httpFaultKinds as readonly string[]).includes(name) &&
      !dataFaultKinds.some((kind) => kind === name || dataFaults[kind].group === name),
  );
  if (unknown !== undefined) throw new UsageError(`--faults 没有差错「${unknown}」 (there is no such fault)`);
  return {
    dataFaults: dataFaultKinds.filter((kind) => names.has('data') || names.has(kind) || names.has(dataFaults[kind].group)),
    httpFaults: httpFaultKinds.filter((kind) => names.has('http') || names.has(kind)),
  };
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
