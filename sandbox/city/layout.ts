/**
 * How the first day's estates lie together and who serves them. Estates come in blocks of four that one company serves in one
 * county; a block is one to four projects, a project one to three phases. All of it is computed both ways, from an estate to its
 * company and back, so that a province of them costs nothing until somebody asks.
 */
import { chanceFrom, seedOf } from '../random.ts';
import { type Company, isSound } from './company.ts';
import { visitorNumber } from './facts.ts';
import { countiesOf } from './siting.ts';

/** What a city is begun with. */
export interface Beginning {
  readonly seed: number;
  /** Companies of the first day. */
  readonly size: number;
  readonly firstDay: string;
  /** A company as the first day finds it. */
  companyOnFirstDay(number: number): Company;
}

export interface Project {
  /** Number of its first estate, by which it is known. */
  readonly lead: number;
  /** Estates it has; each is a phase where there are several. */
  readonly phases: number;
}

export interface Block {
  /** Who serves it. */
  readonly company: number;
  readonly county: string;
}

export interface Layout {
  /** Estates on the first day: five to three companies. */
  readonly estates: number;
  readonly blocks: number;
  readonly visitors: number;
  project(estate: number): Project;
  block(block: number): Block;
  /** The blocks that a company serves, in their order. */
  blocksOf(company: number): readonly number[];
  /** The first block of the company in the county. */
  firstBlockIn(company: number, county: string): number | undefined;
  /** The next company from a number on that was sound on the first day and has to do with property. */
  soundFrom(company: number): number;
}

const BLOCK = 4;
/** The projects of a block, by the number of their phases. */
const PATTERNS = [
  [1, 1, 1, 1],
  [1, 1, 1, 1],
  [2, 1, 1],
  [1, 2, 1],
  [3, 1],
  [2, 2],
] as const;
/** One block of so many is served by a company from outside. */
const VISITED = 20;
const VISITED_AT = 7;
/** One block of so many begins with a project that is called like the first one of the block before, in the same county, elsewhere. */
const NAMESAKES = 25;
const NAMESAKE_AT = 9;
const CENTRE = '140403';
const UNKNOWN = -(2 ** 31);

export function blockOf(estate: number): number {
  return Math.floor(estate / BLOCK);
}

/** The project whose name a project has again; both by their first estates. */
export function namesakeOf(lead: number): number | undefined {
  return lead % BLOCK === 0 && isNamesake(blockOf(lead)) ? lead - BLOCK : undefined;
}

function isNamesake(block: number): boolean {
  return block % NAMESAKES === NAMESAKE_AT;
}

export function layoutOf({ seed, size, companyOnFirstDay }: Beginning, visitors: number): Layout {
  const blocks = Math.ceil((size * 5) / 12);
  const counties = countiesOf('1404');
  // What is asked again and again is kept once it was worked out, in a few bytes each.
  const servers = new Uint8Array(size);
  const served = new Int32Array(blocks).fill(UNKNOWN);
  const places = new Uint8Array(blocks);

  const serves = (number: number): boolean => {
    if (servers[number] === 0) {
      const company = companyOnFirstDay(number);
      servers[number] = company.kind !== 'other' && isSound(company) ? 2 : 1;
    }
    return servers[number] === 2;
  };
  // The first company of all is always sound.
  const soundFrom = (from: number): number => {
    for (let number = from; number < size; number++) if (serves(number)) return number;
    return 0;
  };
  const slotOf = (block: number): number => Math.floor((block * size) / blocks);
  const isVisited = (block: number): boolean => block % VISITED === VISITED_AT;

  const findBlock = (block: number): Block => {
    const chance = chanceFrom(seedOf(seed, 'block', block));
    const company = isVisited(block) ? visitorNumber(Math.floor(block / VISITED) % visitors) : soundFrom(slotOf(block));
    if (isNamesake(block)) return { company, county: layout.block(block - 1).county };
    const elsewhere = chance.happens(0.5) ? CENTRE : chance.pick(counties);
    const isAtHome = company >= 0 && chance.happens(0.75);
    return { company, county: isAtHome ? companyOnFirstDay(company).place.county : elsewhere };
  };

  const layout: Layout = {
    estates: blocks * BLOCK,
    blocks,
    visitors,
    soundFrom,
    project(estate) {
      const block = blockOf(estate);
      let lead = block * BLOCK;
      for (const phases of chanceFrom(seedOf(seed, 'projects', block)).pick(PATTERNS)) {
        if (estate < lead + phases) return { lead, phases };
        lead += phases;
      }
      throw new RangeError(`estate ${estate} is in no project`);
    },
    block(block) {
      const company = served[block];
      if (company === undefined) throw new RangeError(`no block ${block}`);
      if (company !== UNKNOWN) return { company, county: counties[places[block] ?? 0] ?? CENTRE };
      const found = findBlock(block);
      served[block] = found.company;
      places[block] = counties.indexOf(found.county);
      return found;
    },
    blocksOf(company) {
      const found: number[] = [];
      if (company < 0) {
        for (let block = VISITED * visitorNumber(company) + VISITED_AT; block < blocks; block += VISITED * visitors)
          found.push(block);
        return found;
      }
      if (company >= size || !serves(company)) return found;
      const add = (from: number, to: number): void => {
        for (let block = Math.ceil((from * blocks) / size); block < blocks && slotOf(block) <= to; block++) {
          if (!isVisited(block)) found.push(block);
        }
      };
      // Its own slot, and those of the companies before it that serve nobody: their blocks went on to it.
      let first = company;
      while (first > 0 && !serves(first - 1)) first -= 1;
      add(first, company);
      if (company === 0) {
        let last = size;
        while (last > 1 && !serves(last - 1)) last -= 1;
        if (last < size) add(last, size);
      }
      return found;
    },
    firstBlockIn: (company, county) => layout.blocksOf(company).find((block) => layout.block(block).county === county),
  };
  return layout;
}
