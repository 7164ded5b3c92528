/** How a housing office writes an estate (小区) for the platform's interface. */
import { estateKinds, renovationStates, serviceModes } from '../../../src/domain/code/property-codes.ts';
import { dayOf, spellDay, spellMoment } from '../../calendar.ts';
import type { Told } from '../../city/fact-happening.ts';
import type { Estate } from '../../city/facts.ts';
import { placeName } from '../../places.ts';
import { chanceFrom, seedOf } from '../../random.ts';
import { spellNumber, spellWord } from '../spelling.ts';

export interface EstateRow {
  /** The platform's own number; the office's is `code`. */
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly areaCode: string;
  readonly streetId: string;
  readonly streetName: string;
  readonly communityId: string;
  readonly communityName: string;
  readonly address: string;
  readonly longitude: string;
  readonly latitude: string;
  readonly deliveryTime: string;
  readonly buildUnit: string;
  readonly households: string;
  readonly buildingNum: string;
  readonly buildAcreage: string;
  readonly coverAcreage: string;
  readonly residential: string;
  readonly kind: string;
  readonly serviceMode: string;
  readonly serviceLevel: string;
  readonly elevatorNum: string;
  readonly parkingNum: string;
  readonly renovation: string;
  readonly renovationYear: string;
  readonly inBuiltUp: string;
  /** 新增, 变更, 更正, 合并 (the related ones went up in this one), 拆分 (it came out of the related one). */
  readonly operation: string;
  /** Codes with commas. */
  readonly relatedCodes: string;
  /** 文号 and why, where the operation rests on a paper. */
  readonly ActionFileNum: string;
  readonly ActionReason: string;
  readonly updateTime: string;
}

/** @param seed of the city: an estate keeps its spellings */
export function estateRow(estate: Estate, told: Told | null, seed: number): EstateRow {
  const chance = chanceFrom(seedOf(seed, 'estate spelling', estate.number));
  const [yes, no] = chance.pick([
    ['是', '否'],
    ['1', '0'],
    ['Y', 'N'],
  ] as const);
  return {
    id: `${estate.county}${String(estate.number).padStart(8, '0')}`,
    code: estate.code,
    name: estate.name,
    areaCode: estate.county,
    streetId: estate.street,
    streetName: placeName(estate.street),
    communityId: estate.community,
    communityName: placeName(estate.community),
    address: estate.address,
    longitude: spellNumber(estate.longitude, 6),
    latitude: spellNumber(estate.latitude, 6),
    deliveryTime: spellDay(chance, estate.builtOn),
    buildUnit: estate.developer,
    households: String(estate.households),
    buildingNum: String(estate.buildings),
    buildAcreage: spellNumber(estate.buildingArea),
    coverAcreage: spellNumber(estate.landArea),
    residential: estate.residential ? yes : no,
    kind: spellWord(estateKinds, estate.kind, chance),
    serviceMode: spellWord(serviceModes, estate.serviceMode, chance),
    serviceLevel: estate.serviceLevel ?? '',
    elevatorNum: String(estate.lifts),
    parkingNum: String(estate.parkingSpaces),
    renovation: spellWord(renovationStates, estate.renovation, chance),
    renovationYear: estate.renovationYear === null ? '' : String(estate.renovationYear),
    inBuiltUp: estate.inBuiltUpArea ? yes : no,
    ...operationOf(estate, told),
    updateTime: spellMoment(estate.updatedAt),
  };
}

const OPERATIONS: Readonly<Partial<Record<Told['kind'], string>>> = { CORRECTED: '更正', MERGES: '合并', SPLIT: '拆分' };

function operationOf({ builtOn, updatedAt }: Estate, told: Told | null) {
  const ordinary = dayOf(updatedAt) === builtOn ? '新增' : '变更';
  return {
    operation: told === null ? ordinary : (OPERATIONS[told.kind] ?? ordinary),
    relatedCodes: told?.formers.join(',') ?? '',
    ActionFileNum: told?.documentNo ?? '',
    ActionReason: told?.reason ?? '',
  };
}
