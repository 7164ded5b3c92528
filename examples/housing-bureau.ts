/** Housing bureau (住建局): a report as CSV, one line for each county, all of it as known at one position. */
import { parseArgs } from 'node:util';
import { CompaniesOfCounty, HutongClient } from 'hutong-client';
import { program } from './program.ts';

const HELP = `各县区小区（按服务模式）与物业服务企业统计，CSV 输出到标准输出
用法：node examples/housing-bureau.ts [--region 1404] [--at 位置] [--url 互通地址] [--token 令牌] > 统计.csv
--at：按某一位置或时间的数据统计，如 3900、2026-07-01T00:00:00+08:00；不填为最新
退出码：0 完成，1 查询失败，2 用法不对`;

/** One line of the report. */
interface County {
  readonly name: string;
  readonly estates: Map<string, number>;
  households: number;
  companies: number;
  filed: number;
}

await program(HELP, async () => {
  const { values } = parseArgs({
    options: {
      region: { type: 'string', default: '1404' },
      at: { type: 'string' },
      url: { type: 'string', default: 'http://127.0.0.1:4000' },
      token: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { region, at, url, token } = values;
  await report(new HutongClient({ url, token, at }), region);
  return 0;
});

/** Nothing is written before everything is known: half a report looks like a whole one. */
async function report(hub: HutongClient, region: string): Promise<void> {
  const counties = new Map<string, County>();
  const county = (code: string, name = code): County => {
    const known = counties.get(code) ?? { name, estates: new Map(), households: 0, companies: 0, filed: 0 };
    counties.set(code, known);
    return known;
  };
  const { data } = await hub.estateStatistics({ filter: { region } });
  if (data.estateStats === null) throw new Error('statistics without an error are there');
  const { at, groups } = data.estateStats;
  const modes = new Set<string>();
  for (const { keys, count, households } of groups) {
    const [place, mode] = keys;
    if (place === undefined || mode === undefined) continue;
    const line = county(place.value ?? '', place.label);
    line.estates.set(mode.label, count);
    line.households += households;
    modes.add(mode.label);
  }
  const companies = hub.pages(CompaniesOfCounty, { region, status: ['IN_OPERATION'], first: 100 }, { at });
  for await (const page of companies) {
    for (const { registration, filings } of page.data.companies?.nodes ?? []) {
      const line = county((registration?.region ?? '').slice(0, 6));
      line.companies++;
      if (filings?.some(({ status }) => status === 'ACCEPTED')) line.filed++;
    }
  }
  // With the mark by which spreadsheet programs know the encoding.
  process.stdout.write(`\uFEFF县区代码,县区,${[...modes].join(',')},户数,存续企业,已备案企业\r\n`);
  for (const [code, { name, estates, households, companies, filed }] of [...counties].sort()) {
    const counts = [...modes].map((mode) => estates.get(mode) ?? 0);
    process.stdout.write(`${[code, name, ...counts, households, companies, filed].join(',')}\r\n`);
  }
  console.error(`时点 ${at}，${counties.size} 个县区`);
}
