/** The estates that a contract is about: a list of them as the interface sends it, or side by side in the cells of a table. */
import { problem } from '../../src/domain/message/problem.ts';
import { estateCodeOf, estateNameOf, estatePlaceOf } from '../../src/domain/record/estate.record.ts';
import type { EstateWant } from '../../src/domain/record/observation.ts';
import { currentRegions } from '../../src/domain/region/region-tree.ts';
import { parseDecimal } from '../../src/domain/value/quantity.ts';
import { type EntryColumns, readEntries } from '../table/read-entries.ts';
import type { Row } from '../table/row.ts';
import type { Slot } from './sheet.ts';

/** An estate as the contract names it, and what of it the contract is about. */
export interface Project {
  readonly code?: string;
  readonly name?: string;
  readonly part?: string;
  /** Square metres. */
  readonly area?: string;
  /** Division code of its community or street. */
  readonly community?: string;
  readonly address?: string;
}

const columns = {
  code: { names: ['AreaCode', '小区编号', '小区代码'], read: 'text' },
  name: { names: ['AreaName', '小区名称'], read: 'text' },
  part: { names: ['Part', '服务部位', '分期'], read: 'text' },
  area: { names: ['Acreage', '服务面积'], read: 'text' },
  community: { names: ['CommunityCode', '社区代码'], read: 'text' },
  address: { names: ['Address', '小区地址', '坐落地址'], read: 'text' },
} as const satisfies EntryColumns<keyof Project>;

/** The system whose codes a contract names estates by: the ledger of the county's housing bureau. */
const LEDGER = 'estate';

/** The projects of a row. Null where the row is refused: a contract about half of its estates would be another one. */
export function readProjects(row: Row<Slot>): readonly Project[] | null {
  const slot = whereNamed(row);
  const projects = slot === 'projects' ? listed(row) : sideBySide(row);
  if (projects === null) return null;
  if (projects.length === 0 || projects.some(({ code, name }) => code === undefined && name === undefined)) {
    row.refuse(problem(projects.length === 0 ? 'FIELD_REQUIRED' : 'PROJECTS_UNREADABLE'), slot);
    return null;
  }
  return projects.map(({ area, ...project }) => {
    const read = area === undefined ? null : row.lenient(slot === 'projects' ? slot : 'area', parseDecimal(area));
    return typeof read === 'string' ? { ...project, area: read } : project;
  });
}

/** The estate that a project means, as far as the contract tells. */
export function estateWantOf(row: Row<Slot>, county: string, { code, name, community, address }: Project): EstateWant {
  const [region, ...others] = community === undefined ? [] : currentRegions(community);
  return {
    kind: 'estate',
    field: row.column(whereNamed(row)),
    codes: code === undefined ? [] : [estateCodeOf(LEDGER, county, code)],
    name: name === undefined ? null : estateNameOf(county, name),
    called: name ?? null,
    place: estatePlaceOf({
      ...(region === undefined || others.length > 0 ? {} : { region: region.code }),
      ...(address === undefined ? {} : { address }),
    }),
    firstAlias: null,
  };
}

function whereNamed(row: Row<Slot>): 'projects' | 'estateName' | 'estateCode' {
  if (row.has('projects')) return 'projects';
  return row.has('estateName') ? 'estateName' : 'estateCode';
}

function listed(row: Row<Slot>): readonly Project[] | null {
  const read = readEntries(row.raw('projects'), columns);
  if (read !== undefined && read.faults === 0) return read.entries;
  row.refuse(problem('PROJECTS_UNREADABLE'), 'projects');
  return null;
}

/** Several estates stand in one cell with semicolons between them, in the same order in each column. */
function sideBySide(row: Row<Slot>): readonly Project[] | null {
  const cells = {
    code: partsOf(row.raw('estateCode')),
    name: partsOf(row.raw('estateName')),
    part: partsOf(row.raw('part')),
    area: partsOf(row.raw('area')),
    community: partsOf(row.raw('communityCode')),
    address: partsOf(row.raw('estateAddress')),
  };
  const counts = [...new Set(Object.values(cells).map(({ length }) => length))].filter((count) => count > 0);
  const [count = 0, ...others] = counts;
  if (others.length > 0) {
    row.refuse(problem('PROJECTS_UNEVEN', { counts: counts.join('、') }), whereNamed(row));
    return null;
  }
  return Array.from({ length: count }, (_, i): Project => {
    const given = Object.entries(cells).flatMap(([field, parts]) => (parts[i] === undefined ? [] : [[field, parts[i]] as const]));
    return Object.fromEntries(given.filter(([, value]) => value !== ''));
  });
}

/** Parts of a cell, empty ones kept in their place; none where the cell is empty. */
function partsOf(value: unknown): readonly string[] {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? [] : text.split(/[;；\n]/).map((part) => part.trim());
}
