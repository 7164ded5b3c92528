/**
 * Status sheets (状态查询单): a company as one position knows it, on paper, with a code by which anybody can have it
 * confirmed. A sheet is never changed: it is shown from its position, whose facts do not change; only what was erased
 * since then shows as erased.
 */
import { findSheet as findSheetRow, insertSheet } from '../db/sheet.repository.ts';
import { type SheetCode, sheetCodeOf } from '../domain/identifier/sheet-code.ts';
import type { Hub } from './hub.ts';
import { getHead } from './position.ts';
import { listSources, type SourceView } from './runs.ts';
import { transact } from './transact.ts';

/** How fresh a source was when a sheet was issued. */
export type SourceThen = Pick<SourceView, 'name' | 'state' | 'lastSuccessAt'>;

export interface StatusSheet {
  readonly code: string;
  readonly uscc: string;
  readonly feedId: string;
  readonly position: number;
  /** Milliseconds. */
  readonly issuedAt: number;
  readonly sources: readonly SourceThen[];
}

/** Issues a sheet about a company as it is known now. */
export async function issueSheet(hub: Hub, uscc: string, sourceNames: readonly string[]): Promise<StatusSheet> {
  const { position } = await getHead(hub);
  const sources = (await listSources(hub, sourceNames)).map(({ name, state, lastSuccessAt }) => ({ name, state, lastSuccessAt }));
  const sheet = { code: drawCode(hub), uscc, feedId: hub.feedId, position, issuedAt: hub.clock.now(), sources };
  const row = {
    code: sheet.code,
    uscc,
    feed_id: sheet.feedId,
    position,
    issued_at: sheet.issuedAt,
    sources: JSON.stringify(sources),
  };
  await transact(hub, (trx) => insertSheet(trx, row));
  return sheet;
}

/** Two sheets with one code: the second is refused by the key of the table. */
function drawCode(hub: Hub): SheetCode {
  for (;;) {
    const code = sheetCodeOf(BigInt(`0x${hub.randomness.salt().slice(-15)}`));
    if (code !== null) return code;
  }
}

/** @param code as `parseSheetCode` gives it */
export async function findSheet(hub: Hub, code: SheetCode): Promise<StatusSheet | null> {
  const row = await findSheetRow(hub.db.read, code);
  if (row === undefined) return null;
  return {
    code: row.code,
    uscc: row.uscc,
    feedId: row.feed_id,
    position: row.position,
    issuedAt: row.issued_at,
    sources: JSON.parse(row.sources) as readonly SourceThen[],
  };
}
