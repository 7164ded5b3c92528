/**
 * What a writer hands to the feed: an observation made ready to be compared. Everything that does not depend on what
 * the hub knows already (canonical text, fingerprint) is done here, outside the transaction.
 */
import type { Problem } from '../domain/message/problem.ts';
import { canonicalJson, canonicalWriter } from '../domain/record/canonical-json.ts';
import type { Observation, ToldStep, WireRecord } from '../domain/record/observation.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { breath } from './breath.ts';

/** What a sender says a step is. A correction may name the position that it corrects; otherwise it is of what holds. */
export type Told = ToldStep | { readonly kind: 'CORRECTED'; readonly corrects: number };

/** A record as a source has it now. */
export interface PutEntry {
  readonly type: RecordType;
  readonly key: string;
  readonly content: Content;
  readonly contentText: string;
  readonly personal: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  readonly effectiveOn: string | undefined;
  readonly sourceVersion: number | undefined;
  readonly told: Told | undefined;
  /** Whether the hub holds records like this one; others are stored only when they are known already. */
  readonly inPopulation: boolean;
  /** A person has looked: problems that a person may overrule do not stop it. */
  readonly confirmed: boolean;
  readonly origin: Origin;
  /** The entry with what the sender does not state filled in from what is known; undefined where it states everything. */
  readonly completedFrom: ((content: Content, personal: Readonly<Record<string, string>>) => PutEntry) | undefined;
}

/** A key that a source closes. */
export interface CloseEntry {
  readonly type: RecordType;
  readonly key: string;
  readonly close: 'ENDED' | 'IDENTIFIER_REPLACED' | 'MERGED';
  readonly into: string | undefined;
  readonly effectiveOn: string | undefined;
  readonly origin: Origin;
}

/** A wire record that could not even become an observation. */
export interface RefusedEntry {
  readonly problems: readonly Problem[];
  /** The record it speaks of, where that much could be read. */
  readonly about: { readonly recordType: string; readonly key: string } | undefined;
  readonly origin: Origin;
}

export type Entry = PutEntry | CloseEntry | RefusedEntry;

/** Where an entry came from; needed when it goes to quarantine. */
export interface Origin {
  readonly row: number | undefined;
  readonly wire: WireRecord | undefined;
}

const NO_ORIGIN: Origin = { row: undefined, wire: undefined };

export type Population = 'property-services' | 'all';

export interface PutOptions {
  readonly population?: Population;
  /** Comes before what the observation itself tells. */
  readonly told?: Told;
  readonly confirmed?: boolean;
  readonly origin?: Origin;
}

/** @param fingerprint the hub's own HMAC; see `Hub.fingerprint` */
export function putEntry(observation: Observation, fingerprint: (text: string) => string, options: PutOptions = {}): PutEntry {
  const type = getRecordType(observation.recordType);
  const { content, personal, stated } = observation;
  const contentText = contentWriter(type)(content);
  return {
    type,
    key: observation.key,
    content,
    contentText,
    personal,
    fingerprint: fingerprint(fingerprintText(contentText, personal)),
    effectiveOn: observation.effectiveOn,
    sourceVersion: observation.sourceVersion,
    told: options.told ?? observation.told,
    inPopulation: options.population === 'all' || type.scopeReasons(content).length > 0,
    confirmed: options.confirmed ?? false,
    origin: options.origin ?? NO_ORIGIN,
    completedFrom:
      stated === undefined
        ? undefined
        : (knownContent, knownPersonal) => {
            const { stated: _all, ...rest } = observation;
            const completed = {
              ...rest,
              content: filledIn(content, knownContent, stated),
              personal: filledIn(personal, knownPersonal, stated),
            };
            return putEntry(completed, fingerprint, options);
          },
  };
}

function filledIn<T extends { readonly [field: string]: unknown }>(given: T, known: T, stated: ReadonlySet<string>): T {
  const kept = Object.entries(known).filter(([field]) => !stated.has(field));
  return { ...Object.fromEntries(kept), ...given } as T;
}

const writers = new Map<RecordType, (content: Content) => string>();

/** Writes the canonical text of a type's content: its fields, without the personal ones. */
function contentWriter(type: RecordType): (content: Content) => string {
  let writer = writers.get(type);
  if (writer === undefined) {
    writer = canonicalWriter(Object.keys(type.fields).filter((field) => type.fields[field]?.personal !== true));
    writers.set(type, writer);
  }
  return writer;
}

/** Makes entries ready a hundred at a time, giving way in between to the batch that is being written. */
export async function makeReady<T>(items: readonly T[], entryOf: (item: T) => Entry): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const item of items) {
    entries.push(entryOf(item));
    if (entries.length % 100 === 0) await breath();
  }
  return entries;
}

/** What a fingerprint is made of. @param contentText canonical */
export function fingerprintText(contentText: string, personal: Readonly<Record<string, string>>): string {
  return `${contentText}${canonicalJson(personal)}`;
}

export function closeEntry(recordType: string, key: string, close: CloseEntry['close'] = 'ENDED', into?: string): CloseEntry {
  return { type: getRecordType(recordType), key, close, into, effectiveOn: undefined, origin: NO_ORIGIN };
}
