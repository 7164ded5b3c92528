/** Synchronisations from an office, as tests of them begin and look at them. */
import { sql } from 'kysely';
import type { Completeness } from '../../connectors/connector.ts';
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import { runSync, type SyncOptions, type SyncSummary } from '../../jobs/sync.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { getCursor } from '../../src/feed/runs.ts';
import { FakeClock } from './fake-clock.ts';
import type { FakeOffice } from './fake-office.ts';
import { usccOf } from './uscc.ts';

export const connector = registryConnector();

/** A company as the registry over HTTP gives it. */
export function subjectOf(n: number, given: object = {}) {
  return {
    PRIPID: `P${n}`,
    UNISCID: usccOf(n),
    ENTNAME: `太原市第${n}物业服务有限公司`,
    REGSTATE: '1',
    LEREP: `某人${n}`,
    ESTDATE: '2010-01-01',
    APPRDATE: '2020-01-01',
    DOMDISTRICT: n % 2 === 0 ? '140105' : '140106',
    ...given,
  };
}

/** Asks the office for its news, or for all of a scope; nobody waits between two attempts. */
export function sync(
  hub: Hub,
  { url }: FakeOffice,
  { completeness, headMs = 20_000, ...options }: Partial<SyncOptions> & { completeness?: Completeness; headMs?: number } = {},
): Promise<SyncSummary> {
  const office = { base: url, token: 'token', limits: { headMs, attempts: 2 }, clock: new FakeClock() };
  return runSync({ hub, connector, opening: connector.http(office, completeness), ...options });
}

/** How far the news have been followed. */
export async function cursorOf(hub: Hub, { url }: FakeOffice): Promise<string | null> {
  return getCursor(hub, 'registry', `${url}/subjects`);
}

/** The versions after a position. */
export async function changesOf(hub: Hub, after: number) {
  const { rows } = await sql<{ record_key: string; kind: string; effective_on: string | null }>`
    select record_key, kind, effective_on from version where position > ${after} order by position`.execute(hub.db.write);
  return rows.map((row) => ({ key: row.record_key, kind: row.kind, effectiveOn: row.effective_on }));
}
