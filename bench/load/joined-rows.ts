/**
 * Synthetic companies as four sources state them: the i-th is always the same. Each is registered, has about 1.2 tax
 * registrations, one filing and two contracts, each contract about 2.5 estates.
 */
import { createHash } from 'node:crypto';
import type { Observation } from '../../src/domain/record/observation.ts';
import type { Content } from '../../src/domain/record/record-type.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { nameOf } from '../search-rows.ts';

/** Counties that are asked about. */
export const COUNTIES = ['140403', '140404', '140405', '140406', '140423', '140425', '140426', '140427'] as const;
/** Every fiftieth company is registered here and is never asked for: what changes after the pinned position changes here. */
export const OTHER_COUNTY = '140428';
/** Two estates to five companies. */
export const estatesOf = (companies: number): number => Math.max(10, Math.round(companies * 0.4));

const pick = <T>(list: readonly T[], at: number): T => list[at] as T;

/** A number from 0 to below `sides`, the same for the same company and use. */
function draw(i: number, use: number, sides: number): number {
  let t = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(use + 1, 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * sides);
}

function day(i: number, use: number, firstYear: number, years: number): string {
  const [month, date] = [draw(i, use + 1, 12) + 1, draw(i, use + 2, 28) + 1];
  return `${firstYear + draw(i, use, years)}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

function money(i: number, use: number, most: number): string {
  return (draw(i, use, most * 100) / 100).toFixed(2);
}

/** Codes come in no order, as they do in a register sorted by name: order would flatter every index. */
export function codeOf(i: number): string {
  return usccOf((i * 7_368_787) % 99_999_989);
}

export function isOther(i: number): boolean {
  return i % 50 === 49;
}

export function countyOf(i: number): string {
  return isOther(i) ? OTHER_COUNTY : pick(COUNTIES, draw(i, 1, COUNTIES.length));
}

const STATUSES = ['IN_OPERATION', 'CANCELLED', 'REVOKED'] as const;
const STATUS_TEXTS = { IN_OPERATION: '存续（在营、开业、在册）', CANCELLED: '注销', REVOKED: '吊销，未注销' } as const;
const SCOPE =
  '物业管理；房屋租赁；家政服务；停车场管理服务；园林绿化工程施工（依法须经批准的项目，经相关部门批准后方可开展经营活动）';

function observation(recordType: string, key: string, content: Content, personal = {}): Observation {
  return { recordType, key, content, personal, warnings: [] };
}

/** @param edition another edition has another name */
export function registrationRow(i: number, edition = 0): Observation {
  const [county, established] = [countyOf(i), day(i, 10, 2002, 22)];
  const status = pick(STATUSES, Math.max(0, draw(i, 2, 10) - 7));
  const content = {
    name: edition === 0 ? nameOf(i) : `${nameOf(i)}（${edition}）`,
    status,
    statusCode: String(1 + STATUSES.indexOf(status)),
    statusText: STATUS_TEXTS[status],
    companyType: 'COMPANY',
    companyTypeCode: '1130',
    companyTypeText: '有限责任公司(自然人投资或控股)',
    capital: money(i, 3, 5000),
    capitalCurrency: 'CNY',
    establishedOn: established,
    approvedOn: day(i, 13, 2024, 2),
    termFrom: established,
    termOpen: true,
    businessScope: SCOPE,
    industry: '7020',
    address: `山西省长治市太行西街${draw(i, 4, 900)}号`,
    region: county,
    authorityCode: county,
    authority: '长治市行政审批服务管理局',
    registrationNo: String(140_400_000_000_000 + i),
    pripid: String(1_404_000_000_000_000 + i),
    origin: 'REGISTRY',
  };
  return observation('registration', codeOf(i), content, { legalRepresentative: personOf(i) });
}

function personOf(i: number): string {
  return `${'王李张刘陈杨赵黄周吴'[draw(i, 5, 10)]}${String.fromCharCode(0x4e00 + draw(i, 6, 2000))}`;
}

export function taxpayerRows(i: number): readonly Observation[] {
  const [uscc, county] = [codeOf(i), countyOf(i)];
  return Array.from({ length: i % 5 === 0 ? 2 : 1 }, (_, n) =>
    observation('taxpayer', `1${n}${county}0000${String(i).padStart(8, '0')}`, {
      uscc,
      taxpayerId: uscc,
      name: nameOf(i),
      status: n === 0 ? 'NORMAL' : 'OUT_OF_AREA',
      statusCode: n === 0 ? '03' : '09',
      registrationKind: n === 0 ? '1110' : '1130',
      industry: '7020',
      officeCode: `1${county}0000`,
      office: `国家税务总局长治市${county}税务局`,
      vatKind: draw(i, 20, 3) === 0 ? 'GENERAL' : 'SMALL_SCALE',
      creditRating: pick(['A', 'B', 'M', 'C'] as const, draw(i, 21, 4)),
      creditYear: '2024',
      inArrears: draw(i, 22, 20) === 0,
      registeredOn: day(i, 23, 2003, 22),
      address: `山西省长治市太行西街${draw(i, 4, 900)}号`,
      region: county,
    }),
  );
}

/** One in ten has two, and one in ten none. */
export function filingRows(i: number): readonly Observation[] {
  const county = countyOf(i);
  return Array.from({ length: pick([2, 1, 1, 1, 1, 1, 1, 1, 1, 0], i % 10) }, (_, n) => {
    const filingNo = `WYBA${county}${2023 + n}${String(i).padStart(8, '0')}`;
    return observation(
      'company-filing',
      `${county}:${filingNo}`,
      {
        uscc: codeOf(i),
        name: nameOf(i),
        county,
        filingNo,
        kind: n === 0 ? 'FIRST' : 'RENEWAL',
        status: 'ACCEPTED',
        statusText: '已备案',
        submittedOn: day(i, 30 + n, 2023 + n, 1),
        decidedOn: day(i, 32 + n, 2024 + n, 1),
        validTo: '2027-12-31',
        isLocal: true,
        homeRegion: county,
        address: `山西省长治市太行西街${draw(i, 4, 900)}号`,
        staff: 5 + draw(i, 34, 200),
        certified: draw(i, 35, 5),
      },
      {
        legalRepresentative: personOf(i),
        contactName: personOf(i + 7),
        contactPhone: `1393550${String(1000 + draw(i, 36, 9000))}`,
      },
    );
  });
}

/** @param companies of all there are, which says how many estates there are */
export function contractRows(i: number, companies: number): readonly Observation[] {
  const [uscc, county, estates] = [codeOf(i), countyOf(i), estatesOf(companies)];
  return Array.from({ length: draw(i, 40, 5) }, (_, n) => {
    const at = 50 + n * 20;
    const contractNo = `HT${county}${2019 + n}${String(i).padStart(8, '0')}`;
    const first = draw(i, at, estates);
    const lines = Array.from({ length: 1 + draw(i, at + 1, 4) }, (_, line) => {
      const estate = (first + line * 7) % estates;
      return {
        estate: estateIdOf(estate),
        name: estateNameOf(estate),
        part: `${line + 1}期`,
        area: money(i, at + 2 + line, 90_000),
      };
    });
    const content = {
      uscc,
      companyName: nameOf(i),
      county,
      contractNo,
      estates: lines,
      phase: draw(i, at + 6, 3) === 0 ? 'EARLY' : 'ORDINARY',
      clientKind: 'OWNERS',
      client: '业主大会',
      selection: 'TENDER',
      signedOn: day(i, at + 7, 2019 + n, 1),
      filedOn: day(i, at + 7, 2020 + n, 1),
      termFrom: `${2020 + n}-01-01`,
      termTo: `${2023 + n}-12-31`,
      level: '二级',
      priceKind: 'MARKET',
      chargeMode: 'LUMP_SUM',
      fee: money(i, at + 10, 3),
      ...(n === 0 ? { endedOn: day(i, at + 11, 2022, 1), endReason: '期满' } : {}),
    };
    const personal = { leadName: personOf(i + n), leadPhone: `0355${String(2_000_000 + draw(i, at + 14, 900_000))}` };
    return observation('service-contract', `${county}:${contractNo}`, content, personal);
  });
}

function estateIdOf(n: number): string {
  return `E${createHash('sha256').update(`estate ${n}`).digest('hex').slice(0, 12).toUpperCase()}`;
}

function estateNameOf(n: number): string {
  return `${nameOf(n * 3).slice(3, 6)}${pick(['花园', '小区', '家园', '苑'], n % 4)}${n}号院`;
}

export function estateRow(n: number): Observation {
  const county = pick(COUNTIES, draw(n, 200, COUNTIES.length));
  return observation('estate', estateIdOf(n), {
    name: estateNameOf(n),
    county,
    aliases: [{ source: 'estate', code: `XQ${n}`, name: estateNameOf(n) }],
    region: `${county}001`,
    address: `长治市英雄南路${n}号`,
    longitude: '113.1',
    latitude: '36.2',
    builtYear: 1985 + draw(n, 201, 40),
    developer: '长治市某某房地产开发有限公司',
    households: 40 + draw(n, 202, 2000),
    buildings: 1 + draw(n, 203, 40),
    buildingArea: money(n, 204, 300_000),
    residential: true,
    inBuiltUpArea: true,
    kind: 'COMMODITY',
    serviceMode: pick(['PROFESSIONAL', 'TRUSTEESHIP', 'OWNER_RUN'], draw(n, 205, 3)),
    serviceLevel: '二级',
    lifts: draw(n, 206, 40),
    parkingSpaces: draw(n, 207, 2000),
  });
}
