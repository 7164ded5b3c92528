/**
 * The exchange table of the tax office (前置库): every row that was ever written to it, in the order of XGSJ and DJXH, which
 * together are its key. It was filled once before the first day, many rows to a second; since then a job writes what has
 * changed each quarter of an hour, so that rows share their time.
 */
import { addDays, instantOf, spellMoment } from '../../calendar.ts';
import type { City } from '../../city/city.ts';
import type { Listed } from '../lagging-copy.ts';
import type { TaxCopy } from './tax-copy.ts';
import type { TaxpayerRow } from './taxpayer-row.ts';

/** Rows that the first fill wrote in a second. */
const ROWS_A_SECOND = 500;
/** When it began, on the first day. */
const FILLED_FROM = 2 * 3600;
const QUARTER = 15 * 60;
/** What was held up is written in the morning. */
const MORNING = 8 * 3600;
const DAY_MS = 86_400_000;

export class ExchangeTable {
  readonly #city: City;
  readonly #copy: TaxCopy;
  readonly #filledFrom: number;
  /** Since the first day, in order. */
  readonly #written: TaxpayerRow[] = [];
  #day = 0;
  #lastFilled: { readonly second: number; readonly rows: readonly TaxpayerRow[] } | undefined;

  constructor(city: City, copy: TaxCopy) {
    this.#city = city;
    this.#copy = copy;
    this.#filledFrom = instantOf(city.firstDay, FILLED_FROM);
  }

  /** The rows from a time on, `YYYY-MM-DD HH:MM:SS`, in order; all of them where it is empty. */
  *rows(from = ''): Generator<TaxpayerRow, void> {
    this.#takeIn();
    const seconds = Math.ceil(this.#copy.original.size / ROWS_A_SECOND);
    for (let second = 0; second < seconds; second++) {
      if (spellMoment(this.#filledFrom + second * 1000) >= from) yield* this.#filledIn(second);
    }
    let first = 0;
    for (let end = this.#written.length; first < end; ) {
      const middle = (first + end) >> 1;
      if ((this.#written[middle]?.XGSJ ?? '') < from) first = middle + 1;
      else end = middle;
    }
    for (let index = first; index < this.#written.length; index++) yield this.#written[index] as TaxpayerRow;
  }

  #filledIn(second: number): readonly TaxpayerRow[] {
    if (this.#lastFilled?.second === second) return this.#lastFilled.rows;
    const { size, onFirstDay, spell } = this.#copy.original;
    const XGSJ = spellMoment(this.#filledFrom + second * 1000);
    const rows: TaxpayerRow[] = [];
    for (let number = second * ROWS_A_SECOND; number < Math.min(size, (second + 1) * ROWS_A_SECOND); number++) {
      const taxpayer = onFirstDay(number);
      if (taxpayer !== undefined) rows.push({ ...spell(taxpayer, []), CZBZ: 'I', XGSJ });
    }
    rows.sort(inOrder);
    this.#lastFilled = { second, rows };
    return rows;
  }

  /** Writes the days that have come. */
  #takeIn(): void {
    while (this.#day < this.#city.day) {
      this.#day += 1;
      const date = addDays(this.#city.firstDay, this.#day);
      const taken = new Set<string>();
      const today = this.#copy.sentOn(this.#day).map((listed) => {
        const row = this.#copy.spell(listed);
        let moment = writtenAt(listed, date);
        // Twice in one second it would be one row.
        while (taken.has(`${row.DJXH} ${moment}`)) moment += 1000;
        taken.add(`${row.DJXH} ${moment}`);
        return { ...row, XGSJ: spellMoment(moment) };
      });
      this.#written.push(...today.sort(inOrder));
    }
  }
}

/** The next quarter of an hour after the update, or the morning of the day where it was held up. */
function writtenAt(
  { subject }: Listed<{ readonly number: number; readonly updatedAt: number }, TaxpayerRow>,
  date: string,
): number {
  const midnight = instantOf(date, 0);
  const isHeldUp = subject.updatedAt < midnight || subject.updatedAt >= midnight + DAY_MS;
  const second = isHeldUp ? MORNING : Math.ceil((subject.updatedAt - midnight) / 1000 / QUARTER) * QUARTER;
  return midnight + second * 1000;
}

function inOrder(one: TaxpayerRow, other: TaxpayerRow): number {
  if (one.XGSJ !== other.XGSJ) return one.XGSJ < other.XGSJ ? -1 : 1;
  return one.DJXH < other.DJXH ? -1 : Number(one.DJXH > other.DJXH);
}
