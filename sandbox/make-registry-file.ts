/**
 * Writes a registry file of the synthetic city: CSV in UTF-8 with the columns of the national exchange, messy as real
 * ones are. The same seed and size give the same bytes.
 *
 * `node sandbox/make-registry-file.ts --size 600 --seed 1 --out FILE [--day 2]`
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Registered } from './city/company.ts';
import { csvLine, inChunks } from './csv-line.ts';
import { spoilUscc } from './identifiers.ts';
import { tradeName } from './names.ts';
import { chanceFrom } from './random.ts';
import { type RegistryRow, registryColumns, registryRow } from './registry-row.ts';
import { after, companiesOf, type Happening, happenings } from './still-city.ts';

export interface RegistryFile {
  readonly path: string;
  readonly seed: number;
  /** Companies in the file; the faulty rows come on top. */
  readonly size: number;
  /** Day 1 is everything; day 2 only names the companies to which something happened. */
  readonly day?: 1 | 2;
}

/** What the file holds, for those who compare. */
export interface RegistryFileSummary {
  readonly rows: number;
  readonly companies: number;
  /** Rows that cannot be accepted: a failing check character, a masked code, a second company under a known code. */
  readonly faulty: number;
  /** Rows that repeat an earlier one. */
  readonly repeated: number;
}

/** On day 2 something happens to one company in this many. */
const EVERY = 30;

export async function makeRegistryFile({ path, seed, size, day = 1 }: RegistryFile): Promise<RegistryFileSummary> {
  const counts = { rows: 0, companies: 0, faulty: 0, repeated: 0 };
  const count = (kind: 'companies' | 'faulty' | 'repeated'): void => {
    counts.rows += 1;
    counts[kind] += 1;
  };
  function* lines(): Generator<string> {
    yield `\uFEFF${csvLine(registryColumns)}`;
    for (const row of day === 1 ? dayOne(seed, size, count) : dayTwo(seed, size, count)) {
      yield csvLine(registryColumns.map((column) => row[column]));
    }
  }
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(inChunks(lines())), createWriteStream(path));
  return counts;
}

function* dayOne(seed: number, size: number, count: (kind: 'companies' | 'faulty' | 'repeated') => void): Generator<RegistryRow> {
  let number = 0;
  for (const company of companiesOf(seed)) {
    if (number === size) return;
    const row = registryRow(company, spelling(seed, number));
    count('companies');
    yield row;
    // A typing error, a masked code, the same row twice, one code for two companies: each once in two hundred.
    const fault = number % 200;
    if (fault === 40) {
      count('faulty');
      yield { ...row, UNISCID: spoilUscc(company.uscc) };
    } else if (fault === 80) {
      count('faulty');
      yield { ...row, UNISCID: `${company.uscc.slice(0, 6)}******${company.uscc.slice(12)}` };
    } else if (fault === 120) {
      count('repeated');
      yield row;
    } else if (fault === 160 && company.kind === 'property') {
      count('faulty');
      const chance = spelling(seed, number);
      yield {
        ...row,
        ENTNAME: `长治市${tradeName(chance)}${tradeName(chance)}物业有限公司`,
        PRIPID: `${company.place.county}${chance.digits(14)}`,
      };
    }
    number += 1;
  }
}

function* dayTwo(seed: number, size: number, count: (kind: 'companies') => void): Generator<RegistryRow> {
  let number = 0;
  for (const company of companiesOf(seed)) {
    if (number === size) return;
    const happening = happeningOf(company, number);
    if (happening !== undefined) {
      count('companies');
      yield registryRow(after(company, happening, chanceFrom(seed ^ (number + 1)), 1 + (number % 60)), spelling(seed, number));
    }
    number += 1;
  }
}

/** What happens to a company until day 2: to living property companies only, so that the hub sees it. */
function happeningOf(company: Registered, number: number): Happening | undefined {
  if (number % EVERY !== 7 || company.kind !== 'property' || company.status !== 'IN_OPERATION') return undefined;
  return happenings[Math.floor(number / EVERY) % happenings.length];
}

/** A company's own chance for spellings: what did not change is spelt on day 2 as on day 1. */
function spelling(seed: number, number: number) {
  return chanceFrom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
}

export async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '600' },
      seed: { type: 'string', default: '1' },
      day: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  if (values.out === undefined) throw new Error('--out FILE is missing');
  const summary = await makeRegistryFile({
    path: values.out,
    seed: Number(values.seed),
    size: Number(values.size),
    day: values.day === '2' ? 2 : 1,
  });
  process.stdout.write(`${JSON.stringify(summary)}\n`);
}

if (import.meta.main) await main();
