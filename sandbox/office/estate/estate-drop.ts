/**
 * The housing offices' other way to deliver: ledgers in a folder, a file for each county. Once everything each county has, then
 * each day what has changed; and every month each county sends everything again.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { addDays, daysBetween } from '../../calendar.ts';
import { countiesOf } from '../../city/siting.ts';
import { chanceFrom, seedOf } from '../../random.ts';
import type { FactCopy } from '../fact-copy.ts';
import type { EstateCopies } from './estate-office.ts';
import type { Ledger } from './ledger.ts';
import { writeLedger } from './write-ledger.ts';

/** More estates than that are a CSV file: no clerk opens them in Excel. */
const MOST_IN_WORKBOOK = 20_000;
const ROWS_AT_ONCE = 1000;

/** The division whose counties keep the ledgers. */
const CITY = '1404';

/** Writes what the counties send on a day: everything on the first of all days, else the day's news and the month's full ones. */
export async function dropLedgers(
  held: EstateCopies,
  folder: string,
  { day = held.city.day, everything = false }: { readonly day?: number; readonly everything?: boolean } = {},
): Promise<readonly string[]> {
  const { city, estates, committees } = held;
  if (day > city.day) throw new RangeError(`day ${day} has not come`);
  const date = addDays(city.firstDay, day);
  const paths: string[] = [];
  const write = async (ledger: Omit<Ledger, 'seed' | 'date'>): Promise<void> => {
    const { county, kind } = ledger;
    const name = `estate-${county}-${date}-${kind.toLowerCase()}`;
    const chance = chanceFrom(seedOf(city.seed, `ledger of ${county}`, kind === 'FULL' ? 0 : day));
    // A ledger with committees has two sheets, and so is a workbook.
    const isText = ledger.estates.length > MOST_IN_WORKBOOK || (ledger.committees.length === 0 && chance.happens(0.3));
    paths.push(
      await writeLedger(
        folder,
        name,
        { ...ledger, date, seed: city.seed },
        {
          format: isText ? 'csv' : 'xlsx',
          encoding: chance.happens(0.5) ? 'gb18030' : 'utf-8',
        },
      ),
    );
  };

  const newEstates = sentByCounty(estates, day);
  const newCommittees = sentByCounty(committees, day);
  for (const [index, county] of countiesOf(CITY).entries()) {
    // A full ledger is of today: one of a day that is over cannot be had any more.
    if (everything || (day === city.day && Number(date.slice(8)) === index + 1)) {
      const scope = { scope: county };
      await write({ county, kind: 'FULL', estates: allOf(estates, scope), committees: allOf(committees, scope) });
    } else {
      const news = { estates: newEstates.get(county) ?? [], committees: newCommittees.get(county) ?? [] };
      if (news.estates.length + news.committees.length > 0) await write({ county, kind: 'NEWS', ...news });
    }
  }
  return paths;
}

/** The days of the files in a folder, in order, the same one once for each file. */
export async function ledgerDays({ city }: EstateCopies, folder: string): Promise<readonly number[]> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  return names
    .flatMap((name) => /^estate-\d{6}-(\d{4}-\d\d-\d\d)-(?:full|news)\.(?:xlsx|csv)$/.exec(name)?.[1] ?? [])
    .map((date) => daysBetween(city.firstDay, date))
    .sort((one, other) => one - other);
}

function sentByCounty<S extends 'estate' | 'committee', Row extends object>(
  copy: FactCopy<S, Row>,
  day: number,
): ReadonlyMap<string, Row[]> {
  const byCounty = Map.groupBy(day < 1 ? [] : copy.sentOn(day), ({ subject }) => subject.county);
  return new Map([...byCounty].map(([county, listed]) => [county, listed.map((each) => copy.spell(each))]));
}

function allOf<S extends 'estate' | 'committee', Row extends object>(
  copy: FactCopy<S, Row>,
  given: { readonly scope: string },
): readonly Row[] {
  const rows: Row[] = [];
  for (let since = 0; ; ) {
    const page = copy.page({ ...given, since, limit: ROWS_AT_ONCE, only: 'VALID' });
    rows.push(...page.rows.map((listed) => copy.spell(listed)));
    if (!page.more) return rows;
    since = page.cursor;
  }
}
