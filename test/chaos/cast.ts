/** Who takes part: consumers of the whole feed and of scopes, each by another way. */
import type { ScopeInput } from '../../src/domain/scope/scope.ts';

/** Where records lie and move between. */
export const COUNTIES = ['140403', '140404', '140405'] as const;

/** What records are of, in the order in which the writer prefers them. */
export const RECORD_TYPES = ['registration', 'taxpayer', 'company-filing', 'estate'] as const;

/** The part of a scope that a consumer of the test has. */
export type CastScope = Pick<ScopeInput, 'recordTypes' | 'counties'>;

export interface Subscriber {
  readonly name: string;
  readonly protocol: 'sse' | 'ws';
  readonly scope: CastScope;
  /** Changes to a page at most. */
  readonly first: number;
}

export interface MirrorRole {
  readonly name: string;
  readonly scope: CastScope;
  /** In the hub's kind of database; else in a file. */
  readonly isBesideHub: boolean;
}

export const SUBSCRIBERS: readonly Subscriber[] = [
  { name: 'sse', protocol: 'sse', scope: {}, first: 200 },
  { name: 'sse-county', protocol: 'sse', scope: { counties: [COUNTIES[0]] }, first: 50 },
  { name: 'ws', protocol: 'ws', scope: {}, first: 200 },
  { name: 'ws-county', protocol: 'ws', scope: { counties: [COUNTIES[1]], recordTypes: ['registration', 'estate'] }, first: 1000 },
];

export const MIRRORS: readonly MirrorRole[] = [
  { name: 'mirror', scope: {}, isBesideHub: true },
  { name: 'mirror-county', scope: { counties: [COUNTIES[0], COUNTIES[2]] }, isBesideHub: false },
];
