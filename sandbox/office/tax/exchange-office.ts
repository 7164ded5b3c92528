/** The tax office's front database (前置库): a MySQL server with one table that may only be read, and what can be wrong with it. */
import { setTimeout } from 'node:timers/promises';
import { instantOf } from '../../calendar.ts';
import type { City } from '../../city/city.ts';
import { CityDays, type DayWatchers } from '../city-days.ts';
import { FailingRequests } from '../failing-requests.ts';
import type { PlayedOffice } from '../played-office.ts';
import { answerSelect, type Database } from './answer-select.ts';
import { ExchangeTable } from './exchange-table.ts';
import { type MysqlAccount, startMysqlServer } from './mysql-server.ts';
import { type TaxCopy, taxCopy } from './tax-copy.ts';

export const EXCHANGE_TABLE = 'DJ_NSRXX_JH';
const DATABASE = 'swqzk';
const USER = 'hutong';

/** What a database does wrong when it is told to. */
export const databaseFaults = {
  down: { zh: '连接不上', en: 'nobody answers' },
  'refused-login': { zh: '口令被拒绝', en: 'the password is refused' },
  'dropped-connection': { zh: '查询中途断开', en: 'the connection breaks off during a query' },
  'renamed-column': { zh: '表结构变更：列改名', en: 'a column has another name' },
  'clock-ahead': { zh: '服务器时钟快一小时', en: 'the clock is an hour fast' },
  'clock-behind': { zh: '服务器时钟慢一小时', en: 'the clock is an hour slow' },
  slow: { zh: '查询极慢', en: 'a query takes seconds' },
} as const;

export type DatabaseFaultKind = keyof typeof databaseFaults;
export const databaseFaultKinds = Object.keys(databaseFaults) as readonly DatabaseFaultKind[];

const HOUR_MS = 3_600_000;
/** How long a slow query takes, milliseconds. */
const SLOW_MS = 5_000;
/** The end of the city's day: by then everything of it is written. */
const EVENING = 24 * 3600 - 1;

export interface ExchangeOfficeOptions extends DayWatchers {
  readonly city: City;
  readonly password: string;
  /** 0 for any that is free. */
  readonly port?: number;
  /** Its copy of the city, where it has a past or is shared with a file drop. */
  readonly copy?: TaxCopy;
  /** Faults of the database that strike by themselves, on some days, for some requests. */
  readonly databaseFaults?: readonly DatabaseFaultKind[];
  /** The city's clock, where the office is one of several; alone it has one of its own. */
  readonly days?: CityDays;
}

export interface ExchangeOffice extends PlayedOffice, MysqlAccount {
  readonly host: string;
  readonly port: number;
  readonly tableName: string;
  readonly copy: TaxCopy;
  readonly table: ExchangeTable;
  /** How many queries have come. */
  readonly queries: number;
  advanceTo(day: number): Promise<void>;
  /** Fails so many times, until told otherwise where no number is given. */
  fail(kind: DatabaseFaultKind, times?: number): void;
  recover(): void;
  close(): Promise<void>;
}

export async function startExchangeOffice(options: ExchangeOfficeOptions): Promise<ExchangeOffice> {
  const { city, password, port = 0, copy = taxCopy(city) } = options;
  const table = new ExchangeTable(city, copy);
  const failing = new FailingRequests<DatabaseFaultKind>(databaseFaultKinds);
  const days = options.days ?? new CityDays(city, options);
  days.watch(() => failing.strikeOn(city, options.databaseFaults ?? [], 'database faults'));
  const account = { user: USER, password, database: DATABASE };
  const closing = new AbortController();
  let queries = 0;

  const strikes = (...kinds: readonly DatabaseFaultKind[]): DatabaseFaultKind | undefined => {
    const { underWay } = failing;
    return underWay !== undefined && kinds.includes(underWay) ? failing.next() : undefined;
  };
  const server = await startMysqlServer({
    ...account,
    port,
    isDown: () => strikes('down') !== undefined,
    isLoginRefused: () => strikes('refused-login') !== undefined,
    async answer(sql) {
      queries += 1;
      const fault = strikes('dropped-connection', 'renamed-column', 'clock-ahead', 'clock-behind', 'slow');
      if (fault === 'dropped-connection') return null;
      if (fault === 'slow') await setTimeout(SLOW_MS, undefined, { signal: closing.signal });
      const drift = fault === 'clock-ahead' ? HOUR_MS : fault === 'clock-behind' ? -HOUR_MS : 0;
      const database: Database = {
        name: DATABASE,
        tableName: EXCHANGE_TABLE,
        table,
        now: instantOf(city.date, EVENING) + drift,
        renamed: fault === 'renamed-column' ? { NSRZT_DM: 'NSRZTDM' } : {},
      };
      return answerSelect(sql, database);
    },
  });

  return {
    name: 'tax',
    copies: [copy],
    failing,
    ...account,
    host: '127.0.0.1',
    port: server.port,
    tableName: EXCHANGE_TABLE,
    copy,
    table,
    get queries() {
      return queries;
    },
    advanceTo: (day) => days.advanceTo(day),
    fail: (kind, times) => failing.start(kind, times),
    recover: () => failing.stop(),
    async close() {
      closing.abort();
      await server.close();
    },
  };
}
