/** A mirror in the process of the test, and its copy held against what the hub exports. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { type MirrorDatabase, type MirrorRecordRow, openMirrorDatabase } from '../../src/db/mirror-database.ts';
import type { ScopeInput } from '../../src/domain/scope/scope.ts';
import { systemClock } from '../../src/mirror/clock.ts';
import type { Copy } from '../../src/mirror/copy.ts';
import { rowOf } from '../../src/mirror/copy-row.ts';
import { copyScope } from '../../src/mirror/copy-state.ts';
import type { Keeper } from '../../src/mirror/lease.ts';
import { runMirror } from '../../src/mirror/mirror.ts';
import type { MirrorEvent } from '../../src/mirror/mirror-events.ts';
import { RemoteHub } from '../../src/mirror/remote-hub.ts';

export interface MirrorRun {
  readonly copy: Copy | undefined;
  readonly events: readonly MirrorEvent[];
}

export interface MirrorRunOptions {
  readonly scope?: ScopeInput;
  readonly once?: boolean;
  readonly signal?: AbortSignal;
  readonly checkEveryMs?: number;
  readonly recountEveryMs?: number;
  readonly keeper?: Keeper;
  listener?(event: MirrorEvent): void;
}

/** Pauses are short, and none of them is by chance. */
const clock = { now: systemClock.now, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(Math.min(ms, 20), signal) };

/** Timers of connections are as long as they are: what is late is ended by the test. */
export function hubAt(url: string, signal?: AbortSignal): RemoteHub {
  return new RemoteHub({ url, language: 'en', clock: systemClock, signal });
}

/** Runs a mirror; to the head and no further unless told otherwise. */
export async function mirror(url: string, to: string, options: MirrorRunOptions = {}): Promise<MirrorRun> {
  const {
    scope,
    once = true,
    signal = new AbortController().signal,
    checkEveryMs = 3_600_000,
    recountEveryMs = 3_600_000,
    keeper = { name: 'a test', isGone: () => false },
  } = options;
  const database = await openMirrorDatabase(to, 0);
  const events: MirrorEvent[] = [];
  try {
    const copy = await runMirror({
      hub: hubAt(url, signal),
      database,
      scope: copyScope(scope ?? {}),
      isScopeGiven: scope !== undefined,
      ...{ keeper, once, checkEveryMs, recountEveryMs, clock, signal },
      random: () => 0,
      listener(event) {
        events.push(event);
        options.listener?.(event);
      },
    });
    return { copy, events };
  } finally {
    await database.close();
  }
}

/** A file for a copy. */
export function freshCopy(): { readonly url: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-mirror-'));
  return {
    url: `sqlite:${join(folder, `${randomBytes(4).toString('hex')}.db`)}`,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** SQL on a copy, as somebody else would write it. */
export async function onCopy<T>(to: string, work: (database: MirrorDatabase) => Promise<T>): Promise<T> {
  const database = await openMirrorDatabase(to, 0);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

export function runOnCopy(to: string, statement: string): Promise<unknown> {
  return onCopy(to, ({ db }) => sql.raw(statement).execute(db));
}

const byKey = (rows: readonly MirrorRecordRow[]): readonly MirrorRecordRow[] =>
  rows.toSorted((a, b) => (`${a.record_type} ${a.record_key}` < `${b.record_type} ${b.record_key}` ? -1 : 1));

/** Every row of a copy is what the hub exports at the copy's position, and its sum is the hub's digest there. */
export async function expectSame(url: string, to: string): Promise<void> {
  await onCopy(to, async ({ db }) => {
    const state = await db.selectFrom('mirror_state').selectAll().executeTakeFirstOrThrow();
    const scope = JSON.parse(state.scope) as ScopeInput;
    expect(state).toMatchObject({ state: 'FOLLOWING', goal: null });
    const hub = hubAt(url);
    const exported: MirrorRecordRow[] = [];
    for (const recordType of scope.recordTypes ?? []) {
      const query = { recordType, feed: state.feed, at: state.position ?? 0, after: null, scope };
      for await (const { rows } of hub.exportRows(query)) exported.push(...rows.map((row) => rowOf(recordType, row)));
    }
    expect(byKey(await db.selectFrom('mirror_record').selectAll().execute())).toEqual(byKey(exported));
  });
}
