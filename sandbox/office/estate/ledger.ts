/**
 * The ledger of a county (小区台账) as its office sends it: titles above the header, headings under common headings, the street
 * written once beside all of its estates, a sum and notes below; on a second sheet the committees (业主组织).
 */
import { placeName } from '../../places.ts';
import { chanceFrom, seedOf } from '../../random.ts';
import type { CommitteeRow } from './committee-row.ts';
import type { EstateRow } from './estate-row.ts';
import { type CellValue, type Column, committeeColumns, estateColumns } from './ledger-columns.ts';

export interface Ledger {
  /** Code of the county, 6 digits. */
  readonly county: string;
  /** The day it speaks of, `YYYY-MM-DD`. */
  readonly date: string;
  /** `FULL` everything the county has, `NEWS` what has changed. */
  readonly kind: 'FULL' | 'NEWS';
  readonly estates: readonly EstateRow[];
  readonly committees: readonly CommitteeRow[];
  /** An office keeps its words and its order of columns. */
  readonly seed: number;
}

export interface LedgerCell {
  readonly value: CellValue;
  /** Columns and rows that it covers. */
  readonly across?: number;
  readonly down?: number;
  readonly bold?: true;
}

/** Null where there is nothing, or where another cell reaches. */
export type LedgerRow = readonly (LedgerCell | null)[];

export interface LedgerSheet {
  readonly name: string;
  readonly rows: readonly LedgerRow[];
}

export function ledgerSheets(ledger: Ledger): readonly LedgerSheet[] {
  const { county, seed } = ledger;
  const chance = chanceFrom(seedOf(seed, 'ledger', Number(county)));
  const hasGroups = chance.happens(0.4);
  const estates = [...ledger.estates].sort((one, other) => compare(one.streetName, other.streetName));
  const lead = (heading: string, value: (row: EstateRow) => string): Column<EstateRow> => ({ heading, group: '', value });
  const columns = [
    lead('所属县区', ({ areaCode }) => (areaCode === county ? placeOf(county) : areaCode)),
    lead(chance.pick(['街道（乡镇）', '所属街道']), ({ streetName }) => streetName),
    lead(chance.pick(['社区（村）', '所属社区']), ({ communityName }) => communityName),
    ...estateColumns(chance),
  ];
  const sheets: LedgerSheet[] = [
    {
      name: '小区台账',
      rows: [
        ...titles(
          `${placeOf(county)}住宅小区台账${ledger.kind === 'FULL' ? '（全量）' : '（变动）'}`,
          ledger,
          columns.length + 1,
        ),
        ...headings(columns, hasGroups),
        ...bodyOf(estates, columns, 2),
        sumOf(estates, columns),
        [{ value: '注：1. 本表由各街道（乡镇）填报，县区住建部门汇总；2. 面积单位为平方米。', across: columns.length + 1 }],
      ],
    },
  ];
  if (ledger.committees.length > 0) sheets.push(committeeSheet(ledger));
  return sheets;
}

function committeeSheet(ledger: Ledger): LedgerSheet {
  const chance = chanceFrom(seedOf(ledger.seed, 'ledger of committees', Number(ledger.county)));
  const county: Column<CommitteeRow> = { heading: '所属县区', group: '', value: ({ areaCode }) => placeOf(areaCode) };
  const columns = [county, ...committeeColumns(chance)];
  return {
    name: '业主组织',
    rows: [
      ...titles(`${placeOf(ledger.county)}业主组织备案情况表`, ledger, columns.length + 1),
      ...headings(columns, false),
      ...bodyOf(ledger.committees, columns, null),
    ],
  };
}

function titles(title: string, { county, date }: Ledger, width: number): readonly LedgerRow[] {
  const [year, month] = date.split('-');
  return [
    [{ value: title, across: width, bold: true }],
    [{ value: `填报单位：${placeName(county)}住房和城乡建设局　　统计月份：${year}年${Number(month)}月`, across: width }],
  ];
}

/** One row of headings, or two with common headings above. */
function headings<Row>(columns: readonly Column<Row>[], hasGroups: boolean): readonly LedgerRow[] {
  const bold = true;
  if (!hasGroups) return [[{ value: '序号', bold }, ...columns.map(({ heading: value }) => ({ value, bold }) as const)]];
  const above: (LedgerCell | null)[] = [{ value: '序号', down: 2, bold }];
  const below: (LedgerCell | null)[] = [null];
  for (const [index, { heading, group }] of columns.entries()) {
    if (group === '') above.push({ value: heading, down: 2, bold });
    else if (columns[index - 1]?.group === group) above.push(null);
    else above.push({ value: group, across: columns.filter((column) => column.group === group).length, bold });
    below.push(group === '' ? null : { value: heading, bold });
  }
  return [above, below];
}

/** @param merged the column whose equal neighbours are one cell */
function bodyOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[], merged: number | null): readonly LedgerRow[] {
  const values = rows.map((row, index) => [index + 1, ...columns.map(({ value }) => value(row))]);
  const isSame = (index: number): boolean =>
    merged !== null && values[index]?.[merged] !== undefined && values[index]?.[merged] === values[index - 1]?.[merged];
  return values.map((cells, index) => {
    let down = 1;
    while (merged !== null && isSame(index + down)) down += 1;
    return cells.map((value, column) => {
      if (column !== merged) return value === '' ? null : { value };
      if (isSame(index)) return null;
      return down === 1 ? { value } : { value, down };
    });
  });
}

/** 合计: how many estates, and the sum of their households. */
function sumOf(estates: readonly EstateRow[], columns: readonly Column<EstateRow>[]): LedgerRow {
  const households = estates.reduce((sum, row) => sum + (Number(row.households) || 0), 0);
  return [
    { value: '合计', bold: true },
    ...columns.map(({ heading }) => (heading.includes('户数') ? { value: households } : null)),
  ];
}

/** A county by its whole name: 城区 alone is in many cities. */
function placeOf(county: string): string {
  return `${placeName(county.slice(0, 4))}${placeName(county)}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
