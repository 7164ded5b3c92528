/**
 * The named suites of algorithms. A feed fixes its suite when it is made; `intl` is SHA-256 throughout.
 *
 * - hash: digest of the canonical text of [type, key, content]. Nothing random and no time in it, so two hubs agree.
 * - state digest: sum of hashes modulo 2^256. Order does not matter and a step costs one addition.
 * - chain: digest of the canonical text of the previous chain value and everything a version states. Where a restore begins a
 *   new feed, its id goes in between: what tells consumers where to resume is covered too.
 * - commitment: digest of [field, salt, value]. It stays when the value and its salt are erased.
 * - fingerprint: HMAC, under a key of this hub, of content and personal values; only compared, never published.
 */
import { hash as oneShot } from 'node:crypto';
import { canonicalJson } from '../domain/record/canonical-json.ts';

export interface Suite {
  readonly name: string;
  /** 64 hex digits. */
  digest(text: string): string;
  hmac(keyHex: string): (text: string) => string;
}

const sha256 = (text: string): string => oneShot('sha256', text, 'hex');

export const intl: Suite = {
  name: 'intl',
  digest: sha256,
  hmac: hmacSha256,
};

const suites: Readonly<Record<string, Suite>> = { intl };

export function findSuite(name: string): Suite | undefined {
  return Object.hasOwn(suites, name) ? suites[name] : undefined;
}

export function getSuite(name: string): Suite {
  const suite = findSuite(name);
  if (suite === undefined) throw new Error(`unknown suite of algorithms ${name}`);
  return suite;
}

/**
 * HMAC-SHA-256 (RFC 2104) from two one-shot digests: `createHmac` costs 16 µs a call here, this 3 µs, and a sync
 * calls it for every row. The key is 32 bytes, shorter than the block of 64.
 */
function hmacSha256(keyHex: string): (text: string) => string {
  const key = Buffer.alloc(64);
  Buffer.from(keyHex, 'hex').copy(key);
  const inner = Buffer.from(key.map((byte) => byte ^ 0x36));
  const outer = Buffer.concat([Buffer.from(key.map((byte) => byte ^ 0x5c)), Buffer.alloc(32)]);
  let scratch = Buffer.alloc(64 * 1024);
  inner.copy(scratch);
  return (text) => {
    const most = 64 + text.length * 3;
    if (scratch.length < most) {
      scratch = Buffer.alloc(most * 2);
      inner.copy(scratch);
    }
    const length = scratch.write(text, 64, 'utf8');
    oneShot('sha256', scratch.subarray(0, 64 + length), 'buffer').copy(outer, 64);
    return oneShot('sha256', outer, 'hex');
  };
}

const MODULUS = 1n << 256n;

export const ZERO_DIGEST = '0'.repeat(64);

/** A running sum modulo 2^256. */
export class StateDigest {
  #sum: bigint;

  constructor(hex: string = ZERO_DIGEST) {
    this.#sum = BigInt(`0x${hex}`);
  }

  add(hash: string): void {
    this.#sum += BigInt(`0x${hash}`);
  }

  subtract(hash: string): void {
    this.#sum -= BigInt(`0x${hash}`);
  }

  /** One hash in the place of another. */
  replace(before: string, after: string): void {
    this.subtract(before);
    this.add(after);
  }

  get hex(): string {
    const sum = ((this.#sum % MODULUS) + MODULUS) % MODULUS;
    return sum.toString(16).padStart(64, '0');
  }
}

/** `contentHash` under a feed's suite. */
export type HashOf = (recordType: string, key: string, contentText: string | null) => string;

/** The hash of a record's content under its type and key; `content` is canonical text, `null` where a key is closed. */
export function contentHash(suite: Suite, recordType: string, key: string, content: string | null): string {
  return suite.digest(`[${JSON.stringify(recordType)},${JSON.stringify(key)},${content ?? 'null'}]`);
}

export function commitment(suite: Suite, field: string, salt: string, value: string): string {
  return suite.digest(canonicalJson([field, salt, value]));
}

/** The chain value before the first position. */
export function genesisChain(suite: Suite, feedId: string): string {
  return suite.digest(canonicalJson(['hutong-feed', feedId, suite.name]));
}

/** The chain value with which a feed goes on behind the last position that it has in common with its parent. */
export function branchChain(suite: Suite, feedId: string, common: number, parentChain: string): string {
  return suite.digest(canonicalJson(['hutong-feed', feedId, suite.name, common, parentChain]));
}

/** What the chain covers of a version: every column of the append-only table that never changes. */
export interface ChainLink {
  readonly position: number;
  readonly recordType: string;
  readonly key: string;
  readonly previous: number | null;
  readonly kind: string;
  readonly stage: string | null;
  readonly corrects: number | null;
  readonly historyOnly: boolean;
  readonly effectiveOn: string | null;
  readonly source: string;
  readonly sourceVersion: number | null;
  readonly run: number | null;
  readonly receivedAt: number;
  readonly recordedAt: number;
  readonly hash: string;
  /** Canonical JSON of field → commitment, or null. */
  readonly commitments: string | null;
  /** Canonical JSON of the paper that the step rests on; the chains of steps without one do not know of it. */
  readonly grounds: string | null;
}

export function nextChain(suite: Suite, previousChain: string, link: ChainLink): string {
  return suite.digest(
    JSON.stringify([
      previousChain,
      link.position,
      link.recordType,
      link.key,
      link.previous,
      link.kind,
      link.stage,
      link.corrects,
      link.historyOnly,
      link.effectiveOn,
      link.source,
      link.sourceVersion,
      link.run,
      link.receivedAt,
      link.recordedAt,
      link.hash,
      link.commitments,
      ...(link.grounds === null ? [] : [link.grounds]),
    ]),
  );
}
