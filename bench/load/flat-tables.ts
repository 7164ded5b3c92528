/**
 * The same companies without history, viewers or proof: one table for each record type with the columns that the questions
 * return, typed and indexed as a careful person would. Filled out of what a hub holds now, so both hold the same.
 */
import type { Row } from './flat-database.ts';

/** Where a column's value comes from, beside the content of the version. */
type From = 'key' | 'position' | 'effectiveOn' | 'source' | 'personal' | 'content';

interface Column {
  readonly name: string;
  /** As MySQL calls it; SQLite takes the same words. */
  readonly type: string;
  readonly field: string;
  readonly from: From;
}

export interface FlatTable {
  readonly name: string;
  readonly recordType: string;
  readonly columns: readonly Column[];
  readonly primaryKey: string;
  readonly indexes: readonly string[];
  /** The list of the record that each row is an entry of; a row is a record where it is absent. */
  readonly list?: string;
}

const text = (length: number) => `VARCHAR(${length})`;
const column = (name: string, type: string, field = camel(name), from: From = 'content'): Column => ({ name, type, field, from });

function camel(name: string): string {
  return name.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
}

export const flatTables: readonly FlatTable[] = [
  {
    name: 'company',
    recordType: 'registration',
    primaryKey: 'uscc',
    indexes: ['region, status, name, uscc'],
    columns: [
      column('uscc', text(18), '', 'key'),
      column('name', text(200)),
      column('status', text(24)),
      column('status_text', text(100)),
      column('company_type', text(24)),
      column('legal_representative', text(50), 'legalRepresentative', 'personal'),
      column('capital', 'DECIMAL(18,2)'),
      column('capital_currency', text(3)),
      column('established_on', 'DATE'),
      column('approved_on', 'DATE'),
      column('business_scope', text(2000)),
      column('industry', text(4)),
      column('address', text(200)),
      column('region', text(12)),
      column('authority', text(100)),
      column('registration_no', text(30)),
      column('source', text(20), '', 'source'),
      column('position', 'BIGINT', '', 'position'),
      column('effective_on', 'DATE', '', 'effectiveOn'),
    ],
  },
  {
    name: 'taxpayer',
    recordType: 'taxpayer',
    primaryKey: 'djxh',
    indexes: ['uscc, djxh'],
    columns: [
      column('djxh', text(20), '', 'key'),
      column('uscc', text(18)),
      column('name', text(200)),
      column('status', text(24)),
      column('office', text(100)),
      column('vat_kind', text(16)),
      column('registered_on', 'DATE'),
    ],
  },
  {
    name: 'filing',
    recordType: 'company-filing',
    primaryKey: 'filing_key',
    indexes: ['uscc, filing_key'],
    columns: [
      column('filing_key', text(60), '', 'key'),
      column('uscc', text(18)),
      column('filing_no', text(40)),
      column('county', text(6)),
      column('kind', text(16)),
      column('status', text(16)),
      column('submitted_on', 'DATE'),
      column('decided_on', 'DATE'),
      column('valid_to', 'DATE'),
      column('staff', 'INT'),
    ],
  },
  {
    name: 'contract',
    recordType: 'service-contract',
    primaryKey: 'contract_key',
    indexes: ['uscc, contract_key'],
    columns: [
      column('contract_key', text(60), '', 'key'),
      column('uscc', text(18)),
      column('contract_no', text(40)),
      column('county', text(6)),
      column('phase', text(16)),
      column('signed_on', 'DATE'),
      column('term_from', 'DATE'),
      column('term_to', 'DATE'),
      column('fee', 'DECIMAL(10,2)'),
      column('ended_on', 'DATE'),
    ],
  },
  {
    name: 'contract_estate',
    recordType: 'service-contract',
    list: 'estates',
    primaryKey: 'contract_key, line',
    indexes: [],
    columns: [
      column('contract_key', text(60), '', 'key'),
      column('line', 'INT'),
      column('estate_id', text(24), 'estate'),
      column('part', text(40)),
      column('area', 'DECIMAL(18,2)'),
    ],
  },
  {
    name: 'estate',
    recordType: 'estate',
    primaryKey: 'estate_id',
    indexes: [],
    columns: [
      column('estate_id', text(24), '', 'key'),
      column('name', text(200)),
      column('address', text(200)),
      column('service_mode', text(24)),
      column('households', 'INT'),
    ],
  },
];

/** A version as the hub keeps it, with its personal values by field. */
export interface Stored {
  readonly key: string;
  readonly position: number;
  readonly effectiveOn: string | null;
  readonly source: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, string>>;
}

/** The rows that a version has in a table. */
export function flatRows({ columns, list }: FlatTable, stored: Stored): readonly Row[] {
  const entries = list === undefined ? [stored.content] : (stored.content[list] as readonly Stored['content'][]);
  return entries.map((entry, i) =>
    columns.map(({ from, field }) => {
      if (from === 'content') return (field === 'line' ? i : (entry[field] ?? null)) as string | number | null;
      return from === 'personal' ? (stored.personal[field] ?? null) : stored[from];
    }),
  );
}

/** SQLite keeps decimals and dates as the texts that they are sent as: of a DECIMAL it would make a floating number. */
export function createStatements(
  { name, columns, primaryKey, indexes }: FlatTable,
  dialect: 'mysql' | 'sqlite',
): readonly string[] {
  const typeOf = (type: string) => (dialect === 'sqlite' && /^(?:DECIMAL|DATE)/.test(type) ? 'TEXT' : type);
  const lines = [...columns.map((each) => `${each.name} ${typeOf(each.type)}`), `PRIMARY KEY (${primaryKey})`];
  const end = dialect === 'mysql' ? 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin' : 'WITHOUT ROWID';
  return [
    `CREATE TABLE ${name} (${lines.join(', ')}) ${end}`,
    ...indexes.map((index, i) => `CREATE INDEX ${name}_${i} ON ${name} (${index})`),
  ];
}
