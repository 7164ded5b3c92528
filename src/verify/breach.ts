/** Where a feed breaks a promise, as it is found out from outside. */
import type { Level } from '../domain/record/level.ts';
import { textAt } from '../domain/record/level.ts';
import type { Content } from '../domain/record/record-type.ts';
import { findRecordType } from '../domain/record/record-types.ts';
import { contentHash, getSuite } from '../feed/suite.ts';
import { UpstreamError } from '../mirror/mirror-error.ts';
import type { RecordFields } from '../mirror/upstream.ts';

export interface Breach {
  /** Where it shows; null where it is the whole. */
  readonly position: number | null;
  /** `type key` of the record; null where it is none. */
  readonly record: string | null;
  /** What was promised: `position`, `previous`, `recordedAt`, `feed`, `pages`, `content`, `hash`, `digest`, `export`, `replay`. */
  readonly what: string;
  readonly detail: { readonly zh: string; readonly en: string };
}

/** A broken feed can have a breach in every row; the first ones tell. */
const MOST = 100;

export class Breaches {
  readonly list: Breach[] = [];
  /** Of all, also those that are not listed. */
  count = 0;

  add(breach: Breach): void {
    this.count += 1;
    if (this.list.length < MOST) this.list.push(breach);
  }

  /** What the hub cannot read itself, nobody can look beyond. @throws whatever else went wrong */
  addDamage(error: unknown): void {
    if (!(error instanceof UpstreamError) || error.damage === undefined) throw error;
    this.add({
      ...error.damage,
      what: 'content',
      detail: {
        zh: '内容已损坏，互通无法读取；由此往后没有核验',
        en: 'is damaged, and the hub cannot read it; nothing was looked at beyond it',
      },
    });
  }
}

/**
 * Whether a hash is the one of the fields that it comes with. Personal values are in no hash, nor is what a higher level alone sees. Of a
 * type that this program does not know, nobody can tell.
 */
export function fitsHash(recordType: string, key: string, fields: RecordFields, hash: string, level: Level): boolean {
  const type = findRecordType(recordType);
  if (type === undefined || Object.keys(fields).some((name) => !Object.hasOwn(type.fields, name))) return true;
  return contentHash(getSuite('intl'), recordType, key, textAt(level, type, fields as Content)) === hash;
}
