/** The files that the offices drop, day by day, in a folder for each. What was dropped is remembered: whoever reads files takes them away. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { daysBetween } from './calendar.ts';
import { CITY_SIZES, type City } from './city/city.ts';
import type { Copies } from './office/all-offices.ts';
import { dropLedgers } from './office/estate/estate-drop.ts';
import type { OfficeName } from './office/played-office.ts';
import { dropRegistryFile, listDrops } from './office/registry/file-drop.ts';
import { dropTaxFile, PUSH_FORMATS, pushedRows } from './office/tax/push-file.ts';
import { chanceFrom, seedOf } from './random.ts';
import { dropJincheng } from './sets/drop-jincheng.ts';

/** The registry's files lie in the folder itself, those of the others in `estate` and `tax`. */
export class Drops {
  readonly #city: City;
  readonly #copies: Copies;
  readonly #folder: string;
  readonly #only: ReadonlySet<OfficeName>;

  constructor(city: City, copies: Copies, folder: string, only: ReadonlySet<OfficeName>) {
    this.#city = city;
    this.#copies = copies;
    this.#folder = folder;
    this.#only = only;
  }

  /** Everything there is on the first day it sees, then what each day brings. */
  async catchUp(): Promise<void> {
    if (this.#only.has('registry')) await this.#dropRegistry();
    if (this.#only.has('estate')) await this.#dropDaily('estate', (day) => this.#dropEstate(day));
    if (this.#only.has('tax')) await this.#dropDaily('tax', (day) => this.#dropTax(day));
  }

  async #dropRegistry(): Promise<void> {
    const { registry } = this.#copies;
    const folder = this.#folder;
    const newest = (await listDrops(registry, folder)).at(-1);
    if (newest === undefined) await dropRegistryFile(registry, { folder, kind: 'FULL' });
    else
      for (let day = newest + 1; day <= this.#city.day; day++) await dropRegistryFile(registry, { folder, kind: 'DELTA', day });
  }

  /** @param drop what a day brings; everything where there is no day yet */
  async #dropDaily(office: OfficeName, drop: (day: number | null) => Promise<void>): Promise<void> {
    const marker = join(this.#folder, `.dropped-${office}`);
    const last = await readDay(marker, this.#city);
    if (last === null) await drop(null);
    else for (let day = last + 1; day <= this.#city.day; day++) await drop(day);
    if (last === this.#city.day) return;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(`${marker}.part`, this.#city.date);
    await rename(`${marker}.part`, marker);
  }

  async #dropEstate(day: number | null): Promise<void> {
    const folder = join(this.#folder, 'estate');
    await dropLedgers(this.#copies.estate, folder, day === null ? { everything: true } : { day });
    // Another city's ledgers, whose figures are those of its papers.
    const jincheng = join(this.#folder, 'jincheng');
    if (day === null && this.#city.size === CITY_SIZES.demo) await dropJincheng(jincheng, join(jincheng, 'grades'));
  }

  async #dropTax(day: number | null): Promise<void> {
    const { tax } = this.#copies;
    if (day === null) return;
    const span = { from: day, to: day, only: 'STATUS' } as const;
    if (pushedRows(this.#city, tax, span).length === 0) return;
    const chance = chanceFrom(seedOf(this.#city.seed, 'tax file', day));
    const [format, encoding] = [chance.pick(PUSH_FORMATS), chance.pick(['utf-8', 'gb18030'] as const)];
    await dropTaxFile(this.#city, tax, join(this.#folder, 'tax'), { ...span, format, encoding });
  }
}

/** The day up to which files were dropped; null where none has been. */
async function readDay(marker: string, { firstDay }: City): Promise<number | null> {
  try {
    return daysBetween(firstDay, await readFile(marker, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
