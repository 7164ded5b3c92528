/**
 * What the consumers of a feed were to get, worked out of the rows of its database: which positions concern a scope, and what is in it
 * at the end. It shares no code with what serves the feed.
 */
import canonicalize from 'canonicalize';
import { openHub } from '../../src/feed/hub.ts';
import { intl, StateDigest } from '../../src/feed/suite.ts';
import type { CastScope } from './cast.ts';

export interface HeldRecord {
  readonly position: number;
  readonly hash: string;
}

export interface Truth {
  /** In order. */
  readonly positions: readonly number[];
  /** By type and key with a blank between. */
  readonly held: ReadonlyMap<string, HeldRecord>;
  /** Of the records held, with each hash worked out anew from what the record says. */
  readonly digest: string;
}

type Content = { readonly county?: string; readonly region?: string };

interface Version {
  readonly type: string;
  /** Null where it ends. */
  readonly content: string | null;
  readonly county: string | null;
}

const PAGE = 5_000;

/** @param url of the hub's database @returns for each scope, and the head */
export async function readTruth(
  url: string,
  scopes: readonly CastScope[],
): Promise<{ readonly head: number; readonly truths: readonly Truth[] }> {
  const hub = await openHub({ databaseUrl: url, migrate: false, connections: 1, writer: 'inline', scanner: 'inline' });
  const found = scopes.map((scope) => ({ scope, positions: [] as number[], held: new Map<string, HeldRecord>() }));
  /** Where records lay at each position: what is corrected is held against what it corrects. */
  const counties: (string | null)[] = [];
  const current = new Map<string, Version & HeldRecord>();
  let head = 0;
  try {
    for (;;) {
      const rows = await hub.db.read
        .selectFrom('version')
        .select(['position', 'record_type', 'record_key', 'kind', 'history_only', 'corrects', 'hash', 'content'])
        .where('position', '>', head)
        .orderBy('position')
        .limit(PAGE)
        .execute();
      for (const row of rows) {
        const name = `${row.record_type} ${row.record_key}`;
        const content = row.kind === 'ENDED' ? null : row.content;
        const county = content === null ? null : countyOf(JSON.parse(content) as Content);
        const before = current.get(name);
        counties[row.position] = county;
        const isHistory = row.history_only === 1;
        const countyBefore = isHistory ? (counties[row.corrects ?? 0] ?? null) : (before?.county ?? null);
        const wasThere = isHistory ? row.corrects !== null : before !== undefined && before.content !== null;
        for (const { scope, positions } of found) {
          const isIn = content !== null && lies(scope, row.record_type, county);
          if (isIn || (wasThere && lies(scope, row.record_type, countyBefore))) positions.push(row.position);
        }
        const { position, hash } = row;
        if (!isHistory) current.set(name, { type: row.record_type, content, county, position, hash });
      }
      head = rows.at(-1)?.position ?? head;
      if (rows.length < PAGE) break;
    }
  } finally {
    await hub.close();
  }
  const truths = found.map(({ scope, positions, held }) => {
    const digest = new StateDigest();
    for (const [name, { type, content, county, position, hash }] of current) {
      if (content === null || !lies(scope, type, county)) continue;
      held.set(name, { position, hash });
      digest.add(hashOf(name, content));
    }
    return { positions, held, digest: digest.hex };
  });
  return { head, truths };
}

function countyOf({ county, region }: Content): string | null {
  return county ?? region?.slice(0, 6) ?? null;
}

function lies({ recordTypes, counties }: CastScope, type: string, county: string | null): boolean {
  if (recordTypes?.includes(type) === false) return false;
  return counties == null || (county !== null && counties.includes(county));
}

function hashOf(name: string, content: string): string {
  const [type = '', ...key] = name.split(' ');
  return intl.digest(`${canonicalize([type, key.join(' '), JSON.parse(content)])}`);
}
