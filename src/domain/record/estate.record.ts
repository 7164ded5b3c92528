/**
 * `estate` (小区): a housing estate as the housing bureau of its county keeps it. Estates have no national code: the hub issues
 * the id, from what the estate was first known by, and finds the estate again by its codes, or by county, name and place.
 */
import { estateKinds, renovationStates, serviceModes } from '../code/property-codes.ts';
import { problem } from '../message/problem.ts';
import { foldEstateAddress, foldEstateName } from '../value/estate-name.ts';
import type { ContentOf, Fields } from './field.ts';
import type { Identifier, RecordType } from './record-type.ts';

const open = { class: 'PUBLIC', basis: '《实施意见（征求意见稿）》第（一）、（六）项' } as const;

export const estateFields = {
  name: { type: 'text', zh: '小区名称', en: 'name', required: true, ...open },
  county: { type: 'text', zh: '所属县区', en: 'county whose office keeps it', required: true, ...open },
  aliases: {
    type: 'list',
    zh: '各系统编号',
    en: 'what other systems call it',
    ...open,
    of: {
      source: { type: 'text', zh: '系统', en: 'system' },
      code: { type: 'text', zh: '编号', en: 'code' },
      name: { type: 'text', zh: '名称', en: 'name' },
    },
  },
  region: { type: 'text', zh: '所在区划', en: 'region, as deep as known', ...open },
  street: { type: 'text', zh: '街道（乡镇）', en: 'street or town', ...open },
  community: { type: 'text', zh: '社区（村）', en: 'community or village', ...open },
  address: { type: 'text', zh: '坐落地址', en: 'address', ...open },
  longitude: { type: 'decimal', zh: '经度（CGCS2000）', en: 'longitude, CGCS2000', ...open },
  latitude: { type: 'decimal', zh: '纬度（CGCS2000）', en: 'latitude, CGCS2000', ...open },
  builtYear: { type: 'integer', zh: '建成年份', en: 'year it was built', ...open },
  developer: { type: 'text', zh: '建设单位', en: 'developer', ...open },
  households: { type: 'integer', zh: '户数', en: 'households', ...open },
  buildings: { type: 'integer', zh: '楼栋数', en: 'buildings', ...open },
  buildingArea: { type: 'decimal', zh: '建筑面积（平方米）', en: 'building area in square metres', ...open },
  landArea: { type: 'decimal', zh: '占地面积（平方米）', en: 'land in square metres', ...open },
  residential: { type: 'boolean', zh: '是否住宅', en: 'is residential', ...open },
  inBuiltUpArea: { type: 'boolean', zh: '是否在建成区', en: 'lies in the built-up area', ...open },
  kind: { type: 'text', codes: estateKinds, zh: '小区类别', en: 'kind', ...open },
  serviceMode: { type: 'text', codes: serviceModes, zh: '服务模式', en: 'mode of service', ...open },
  serviceLevel: { type: 'text', zh: '服务等级', en: 'level of service', ...open },
  lifts: { type: 'integer', zh: '电梯数', en: 'lifts', ...open },
  parkingSpaces: { type: 'integer', zh: '停车位', en: 'parking spaces', ...open },
  facilities: {
    type: 'list',
    zh: '设施设备',
    en: 'facilities',
    ...open,
    of: { kind: { type: 'text', zh: '类别', en: 'kind' }, count: { type: 'decimal', zh: '数量', en: 'how many' } },
  },
  renovation: { type: 'text', codes: renovationStates, zh: '改造状态', en: 'state of renovation', ...open },
  renovationYear: { type: 'integer', zh: '改造年度', en: 'year of the renovation', ...open },
  splitFrom: { type: 'text', zh: '拆分自', en: 'id of the estate that it came out of', ...open },
} as const satisfies Fields;

export type EstateContent = ContentOf<typeof estateFields>;

/** The value of ESTATE_CODE: a code means nothing without the system and the county that gave it. */
export function estateCodeOf(source: string, county: string, code: string): string {
  return cut(`${source}:${county}:${code}`, 400);
}

/** The value of ESTATE_NAME. */
export function estateNameOf(county: string, name: string): string {
  return cut(`${county}:${foldEstateName(name)}`, 400);
}

/** Where two estates of one name are told apart: community or street, and the address. */
export function estatePlaceOf({ region, address }: Pick<EstateContent, 'region' | 'address'>) {
  return {
    community: region !== undefined && region.length > 6 ? region : null,
    address: address === undefined ? null : foldEstateAddress(address) || null,
  };
}

export const estate: RecordType<EstateContent> = {
  name: 'estate',
  zh: '小区',
  en: 'estate',
  source: 'estate',
  keyKind: 'ESTATE',
  fields: estateFields,

  table: {
    columns: {
      name: { text: 400, cut: true },
      county: { text: 6 },
      region: { text: 12 },
      address_key: { text: 400, cut: true },
      kind: { text: 24 },
      service_mode: { text: 24 },
      service_level: { text: 24, cut: true },
      renovation: { text: 16 },
      residential: 'integer',
      built_up: 'integer',
      households: 'integer',
    },
    tells: {
      name: 'name',
      county: 'county',
      kind: 'kind',
      serviceMode: 'service_mode',
      serviceLevel: 'service_level',
      renovation: 'renovation',
      households: 'households',
    },
    indexes: {
      estate_name: ['name', 'record_key'],
      estate_region: ['region', 'name', 'record_key'],
    },
  },
  columns: (_key, content) => ({
    name: cut(content.name, 400),
    county: content.county,
    region: content.region ?? content.county,
    address_key: estatePlaceOf(content).address === null ? null : cut(estatePlaceOf(content).address ?? '', 400),
    kind: content.kind ?? null,
    service_mode: content.serviceMode ?? null,
    service_level: content.serviceLevel === undefined ? null : cut(content.serviceLevel, 24),
    renovation: content.renovation ?? null,
    residential: flag(content.residential),
    built_up: flag(content.inBuiltUpArea),
    households: content.households ?? null,
  }),
  links: (key, { county, splitFrom }) => [
    { kind: 'estate', value: key },
    ...(splitFrom === undefined ? [] : [{ kind: 'estate', value: splitFrom } as const]),
    { kind: 'region', value: county },
  ],
  identifiers(key, { aliases = [], county, name }) {
    const codes = aliases.flatMap(({ source, code }) =>
      source === undefined || code === undefined ? [] : [estateCodeOf(source, county, code)],
    );
    const identifiers: Identifier[] = [...new Set(codes)].map((value) => ({ kind: 'ESTATE_CODE', value }));
    identifiers.push({ kind: 'ESTATE_NAME', value: estateNameOf(county, name) });
    return { subject: key, identifiers };
  },
  county: ({ county }) => county,
  stage: () => null,
  effectiveOn: () => null,
  sourceOrder: () => null,
  subjectConflict(before, after, hasEnded = false) {
    if (foldEstateName(before.name) === foldEstateName(after.name)) return null;
    const [one, other] = [estatePlaceOf(before), estatePlaceOf(after)];
    const { community: here } = one;
    const { community: there } = other;
    const isKnown = here !== null && there !== null;
    const isNear = isKnown && (here.startsWith(there) || there.startsWith(here));
    const isSameAddress = one.address === other.address && (one.address !== null || !hasEnded);
    // Of one that has ended nothing but the code would speak for it.
    if (isNear || isSameAddress || !(isKnown || hasEnded)) return null;
    return problem('ESTATE_CONFLICT', { knownName: before.name, newName: after.name });
  },
  population: () => 'in',

  // A ledger knows its own number of an estate, the platform another: neither takes the other's away.
  kept(known, given) {
    const systems = new Set((given.aliases ?? []).map(({ source }) => source));
    const others = (known.aliases ?? []).filter(({ source }) => !systems.has(source));
    if (others.length === 0) return {};
    const aliases = [...(given.aliases ?? []), ...others];
    return { aliases: aliases.toSorted((one, other) => ((one.source ?? '') < (other.source ?? '') ? -1 : 1)) };
  },
};

function flag(value: boolean | undefined): number | null {
  return value === undefined ? null : Number(value);
}

/** As much of a text as its column holds. */
function cut(text: string, characters: number): string {
  return text.length <= characters ? text : text.slice(0, characters).toWellFormed();
}
