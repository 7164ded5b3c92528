/** What the city's program is told on its command line. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { CITY_SIZES, type CitySize } from './city/city.ts';
import { faultNames, readFaults } from './fault-options.ts';
import { readFirstDay } from './first-day.ts';
import { isOfficeName, OFFICE_NAMES, type OfficeName } from './office/played-office.ts';
import { UsageError } from './usage-error.ts';

export const HELP = `用法 Usage: node sandbox/main.ts [选项 options]

  --size <demo|…|n>       城市规模 size of the city: ${Object.keys(CITY_SIZES).join(', ')} 或企业数 or a number (demo)
  --seed <n>              随机种子，同种子同城市 the same seed makes the same city (1404)
  --offices <names>       机关，逗号分隔 offices, with commas (${OFFICE_NAMES.join(',')})
  --port <n>              登记机关接口的端口，其余依次加一，0 为任意 port of the registry's interface, the others follow, 0 for any (0)
  --seconds-per-day <n>   城市的一天有几秒，0 为停住 seconds to a day of the city, 0 stops it (0)
  --state <file>          状态文件，再次启动接着走 where the city is kept; it goes on from there
  --drop <folder>         每天在此投放文件 drops files here each day
  --push-to <url>         税务每天向此推送 the tax office pushes here each day
  --push-token <text>     推送令牌（或 HUTONG_PUSH_TOKEN）token of the pushes
  --faults <names>        差错：all、none 或名称，逗号分隔，可加机关 all, none or names with commas, an office before it if need be (none)
                          ${faultNames.join(',')}
  --start-day <n>         从第几天开始 the day it begins with (0)
  --first-day <date>      第 0 天的日期 date of day 0 (2025-06-30)
  --today                 起始日为本机今天 the day it begins with is today
  --set jincheng          只把固定数据集写入 --drop writes a fixed set to --drop, and ends
  --token <text>          接口令牌（或 HUTONG_REGISTRY_TOKEN）token of the interfaces; a random one without it
  --with-parent           标准输入关闭时结束 ends when stdin is closed
  --help                  显示本帮助 shows this
`;

export type Options = ReturnType<typeof readOptions>;

/** @throws UsageError, or what `parseArgs` throws, for what cannot be meant */
export function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: 'demo' },
      seed: { type: 'string', default: '1404' },
      offices: { type: 'string', default: OFFICE_NAMES.join(',') },
      port: { type: 'string', default: '0' },
      'seconds-per-day': { type: 'string', default: '0' },
      state: { type: 'string' },
      drop: { type: 'string' },
      'push-to': { type: 'string' },
      'push-token': { type: 'string' },
      faults: { type: 'string' },
      'start-day': { type: 'string', default: '0' },
      'first-day': { type: 'string' },
      today: { type: 'boolean', default: false },
      set: { type: 'string' },
      'with-parent': { type: 'boolean', default: false },
      token: { type: 'string' },
    },
  });
  const startDay = readNumber('start-day', values['start-day'], 0, 3650);
  return {
    size: readSize(values.size),
    seed: readNumber('seed', values.seed, 0, 2 ** 32 - 1),
    offices: readOffices(values.offices),
    port: readNumber('port', values.port, 0, 65_535 - OFFICE_NAMES.length),
    secondsPerDay: readNumber('seconds-per-day', values['seconds-per-day'], 0, 86_400),
    startDay,
    firstDay: readFirstDay({ firstDay: values['first-day'], today: values.today, startDay }, Date.now()),
    firstDayGiven: values['first-day'] !== undefined,
    set: values.set,
    state: values.state,
    drop: values.drop,
    push: readPush(values['push-to'], values['push-token'] ?? process.env.HUTONG_PUSH_TOKEN),
    faultsGiven: values.faults !== undefined,
    faults: readFaults(values.faults ?? 'none'),
    withParent: values['with-parent'],
    token: values.token ?? process.env.HUTONG_REGISTRY_TOKEN ?? randomBytes(16).toString('hex'),
  };
}

function readSize(text: string): number {
  return Object.hasOwn(CITY_SIZES, text) ? CITY_SIZES[text as CitySize] : readNumber('size', text, 1, 500_000);
}

function readOffices(text: string): ReadonlySet<OfficeName> {
  const names = text.split(',').map((name) => {
    if (!isOfficeName(name)) throw new UsageError(`--offices 没有机关「${name}」 (there is no such office)`);
    return name;
  });
  return new Set(names);
}

function readPush(hub: string | undefined, token: string | undefined) {
  if (hub === undefined) return undefined;
  if (!/^https?:$/.test(URL.parse(hub)?.protocol ?? '')) throw new UsageError('--push-to 应为网址 (expected a URL)');
  if (token === undefined || token === '') throw new UsageError('--push-to 需要 --push-token (needs a token)');
  return { hub, token };
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  // Parts of a second make sense for a day's length alone.
  const fits =
    text.trim() !== '' && number >= least && number <= most && (name === 'seconds-per-day' || Number.isInteger(number));
  if (!fits) throw new UsageError(`--${name} 应为 ${least} 到 ${most} 的数 (expected ${least} to ${most})`);
  return number;
}
