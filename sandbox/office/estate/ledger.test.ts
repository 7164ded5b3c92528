import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { estateConnector } from '../../../connectors/estate/estate.connector.ts';
import type { EstateContent } from '../../../src/domain/record/estate.record.ts';
import { City } from '../../city/city.ts';
import { countiesOf } from '../../city/siting.ts';
import { dropLedgers, ledgerDays } from './estate-drop.ts';
import { estateCopies } from './estate-office.ts';
import { ledgerSheets } from './ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'hutong-ledgers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const city = new City({ seed: 1404, size: 150 });
const held = estateCopies(city);
city.advanceTo(25);

async function read(path: string) {
  const delivery = await estateConnector().file(path).open();
  if (!delivery.ok) throw new Error(delivery.problem.code);
  const found: { readonly type: string; readonly name: string; readonly content: EstateContent; readonly grounds: unknown }[] =
    [];
  for await (const { readings } of delivery.value.readings({ after: { row: 0, cursor: null } })) {
    for (const reading of readings) {
      if ('problems' in reading) throw new Error(`${path}: ${reading.problems[0].code}`);
      const { recordType: type, content, grounds } = reading.observation;
      found.push({ type, name: (content as EstateContent).name, content: content as EstateContent, grounds });
    }
  }
  return { completeness: delivery.value.completeness, found };
}

describe('the ledgers of the counties', () => {
  it('hold everything of each county, street by street, estates and committees', async () => {
    const paths = await dropLedgers(held, join(folder, 'full'), { everything: true });
    expect(readdirSync(join(folder, 'full'))).toHaveLength(countiesOf('1404').length);
    const all = await Promise.all(paths.map(read));
    expect(all.map(({ completeness }) => completeness)).toEqual(countiesOf('1404').map((region) => ({ kind: 'full', region })));
    const named = (type: string) => all.flatMap(({ found }) => found.filter((each) => each.type === type));
    const truth = new Map([...city.truthOf('estate')].map(({ key, content }) => [key, content]));
    const estates = named('estate');
    expect(estates).toHaveLength(truth.size);
    for (const { content } of estates) {
      const { name, street, community, region, households, serviceMode, renovation, builtYear } = content;
      expect(truth.get(`estate:${content.county}:${content.aliases?.[0]?.code}`)).toMatchObject(
        JSON.parse(JSON.stringify({ name, street, community, region, households, serviceMode, renovation, builtYear })) as object,
      );
    }
    expect(
      named('committee')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...city.truthOf('committee')].map(({ content }) => content.name).sort());
  });

  it('tell the news of a day, and the steps with their papers', async () => {
    const days = Array.from({ length: city.day }, (_, index) => index + 1);
    const paths: string[] = [];
    for (const day of days) paths.push(...(await dropLedgers(held, join(folder, 'news'), { day })));
    const news = (await Promise.all(paths.filter((path) => path.includes('news')).map(read))).flatMap(({ found }) => found);
    const sent = days.flatMap((day) => [...held.estates.sentOn(day), ...held.committees.sentOn(day)]);
    const full = paths.filter((path) => path.includes('full'));
    // On its day of the month a county sends everything instead.
    expect(full.map((path) => path.slice(-20))).toEqual([expect.stringContaining('2025-07-25-full')].slice(0, full.length));
    expect(news.length).toBeLessThanOrEqual(sent.length);
    expect(news.length).toBeGreaterThan(sent.length / 2);
    const steps = sent.flatMap(({ notes }) => notes.map(({ told }) => told.kind));
    expect(steps.length).toBeGreaterThan(0);
    expect(news.filter(({ grounds }) => grounds !== undefined).length).toBeGreaterThan(0);
    expect(await ledgerDays(held, join(folder, 'news'))).toEqual(paths.map((path) => dayOf(path)).sort((a, b) => a - b));
    await expect(dropLedgers(held, folder, { day: city.day + 1 })).rejects.toThrow(RangeError);
  });

  it('are worded and ordered by each office in its own way, the same each time', () => {
    const headings = countiesOf('1404').map((county) => {
      const ledger = { county, date: '2025-07-01', kind: 'FULL', estates: [], committees: [], seed: 1404 } as const;
      const [sheet] = ledgerSheets(ledger);
      expect(ledgerSheets(ledger)).toEqual([sheet]);
      expect(sheet?.rows[0]?.[0]?.value).toMatch(/^长治市.+住宅小区台账（全量）$/);
      expect(sheet?.rows[1]?.[0]?.value).toContain('2025年7月');
      return sheet?.rows.slice(2, 4).map((row) => row.map((cell) => cell?.value ?? '').join());
    });
    expect(new Set(headings.map(String)).size).toBe(headings.length);
    // Some write common headings above their headings.
    expect(new Set(headings.map((rows) => rows?.[0]?.includes('建设情况'))).size).toBe(2);
  });

  it('keep the encoding and the byte order mark that Excel writes', () => {
    const texts = readdirSync(join(folder, 'news')).filter((name) => name.endsWith('.csv'));
    const marked = texts.map(
      (name) =>
        readFileSync(join(folder, 'news', name))
          .subarray(0, 3)
          .toString('latin1') === '\xef\xbb\xbf',
    );
    expect(new Set(marked).size).toBe(2);
  });
});

function dayOf(path: string): number {
  const date = /(\d{4}-\d\d-\d\d)-(?:full|news)/.exec(path)?.[1] ?? '';
  return (Date.parse(date) - Date.parse(city.firstDay)) / 86_400_000;
}
