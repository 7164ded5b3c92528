/**
 * What a writer hands to the feed: an observation made ready to be compared. Everything that does not depend on what
 * the hub knows already (canonical text, fingerprint) is done here, outside the transaction.
 */
import type { Problem } from '../domain/message/problem.ts';
import { canonicalJson, canonicalWriter } from '../domain/record/canonical-json.ts';
import type { Grounds, Observation, ToldStep, Want, WireRecord } from '../domain/record/observation.ts';
import type { Content, Identifier, RecordType } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { breath } from './breath.ts';
import type { Waited } from './waited.ts';

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
  readonly told: ToldStep | undefined;
  readonly grounds: Grounds | undefined;
  /** Whether the hub holds records like this one, or the company that decides it; others are stored only when they are known already. */
  readonly population: ReturnType<RecordType['population']>;
  /** A person has looked: problems that a person may overrule do not stop it. */
  readonly confirmed: boolean;
  /** It waited in quarantine: it is not to take the place of what was received since. */
  readonly waited: Waited | undefined;
  readonly origin: Origin;
  /**
   * The entry with what the sender does not state filled in from what is known; undefined where it states everything.
   * Where it yields, what is known stays, and only what is not known is taken from the entry.
   */
  readonly completedFrom:
    | ((content: Content, personal: Readonly<Record<string, string>>, yields?: boolean) => PutEntry)
    | undefined;
  /** What the record states by the way; written where the record itself is news. */
  readonly implied: PutEntry | undefined;
  /** Fields that a record must have and this sheet does not: it only tells more of a record that is known. */
  readonly lacking: readonly string[];
}

/** A record that names a company or an estate otherwise than by our key: it is one once that is found. */
export interface PendingEntry {
  readonly wants: readonly [Want, ...Want[]];
  /** The record that it is, where its key needs nothing to be found. */
  readonly about: { readonly recordType: string; readonly key: string } | undefined;
  /** It is the hub's only where the hub knows its company: if nobody is found, it is out of scope and waits for nothing. */
  readonly isOfCompany: boolean;
  readonly sourceVersion: number | undefined;
  /** Candidates that a person has chosen among: what is found is one of them. */
  readonly chosen: ReadonlySet<string>;
  readonly origin: Origin;
  complete(found: readonly string[]): PutEntry | CloseEntry;
}

/** A key that a source closes. */
export interface CloseEntry {
  readonly type: RecordType;
  readonly key: string;
  readonly close: 'ENDED' | 'IDENTIFIER_REPLACED' | 'MERGED';
  readonly into: string | undefined;
  readonly effectiveOn: string | undefined;
  /** It closes only what has not moved since this position: whoever found it missing had not seen more. */
  readonly asOf?: number;
  /** The source's own version of the withdrawal: what it has stated since goes on. */
  readonly sourceVersion?: number | undefined;
  readonly waited?: Waited | undefined;
  readonly grounds?: Grounds | undefined;
  /** What closes with it once all records of its type under some keys are gone; counted nowhere. */
  readonly along?: { readonly entry: CloseEntry; readonly after: readonly string[] } | undefined;
  readonly origin: Origin;
}

/** A wire record that could not even become an observation. */
export interface RefusedEntry {
  readonly problems: readonly Problem[];
  /** The record it speaks of, where that much could be read. */
  readonly about: { readonly recordType: string; readonly key: string } | undefined;
  /** Where its key is not known for certain: the records that it may be. None of them has ended. */
  readonly perhaps?: readonly { readonly recordType: string; readonly key: string }[];
  /** What it waits for: it is tried again once the hub knows one of them. */
  readonly lacks?: readonly Lack[];
  /** It is about nobody whom the hub holds records of: counted as out of scope, and not put aside. */
  readonly isOutside?: boolean;
  /** It was read again, and somebody has decided about it meanwhile: nothing is to become of it. */
  readonly isDecided?: boolean;
  readonly origin: Origin;
}

/**
 * A number, a name, a code or a record that the hub does not know yet. NAME is a company's name as it would be registered,
 * RECORD a record's type and key with a blank between.
 */
export interface Lack {
  readonly kind: Identifier['kind'] | 'ORGANISATION_CODE' | 'NAME' | 'RECORD';
  readonly value: string;
}

/** That a record is not held which was only told more of. */
export function recordLack(recordType: string, key: string): Lack {
  return { kind: 'RECORD', value: `${recordType} ${key}` };
}

export type Entry = PutEntry | CloseEntry | RefusedEntry | PendingEntry;

/** Entries among which nothing is left to be found. */
export type ReadyEntry = PutEntry | CloseEntry | RefusedEntry;

/** Where an entry came from; needed when it goes to quarantine. */
export interface Origin {
  readonly row: number | undefined;
  readonly wire: WireRecord | undefined;
  /** The number under which it waits in quarantine, where it is read again. */
  readonly waiting?: number;
}

const NO_ORIGIN: Origin = { row: undefined, wire: undefined };

export type Population = 'property-services' | 'all';

export interface PutOptions {
  readonly population?: Population;
  /** Comes before what the observation itself tells. */
  readonly told?: ToldStep;
  readonly confirmed?: boolean;
  readonly waited?: Waited;
  /** Candidates that a person has chosen among, where the record names a company or an estate in doubt. */
  readonly chosen?: ReadonlySet<string>;
  readonly origin?: Origin;
}

/** An observation as a batch takes it, whether or not something is to be found first. @param fingerprint see `Hub.fingerprint` */
export function entryOf(
  observation: Observation,
  fingerprint: (text: string) => string,
  options: PutOptions = {},
): PutEntry | PendingEntry | CloseEntry {
  const { needs, recordType, key } = observation;
  if (needs === undefined) return completeEntry(observation, fingerprint, options);
  return {
    wants: needs.wants,
    about: key === '' ? undefined : { recordType, key },
    isOfCompany: options.population !== 'all' && isOfCompany(observation),
    sourceVersion: observation.sourceVersion,
    chosen: options.chosen ?? new Set(),
    origin: options.origin ?? NO_ORIGIN,
    complete: (found) => completeEntry(needs.complete(found), fingerprint, options),
  };
}

function completeEntry(
  observation: Observation,
  fingerprint: (text: string) => string,
  options: PutOptions,
): PutEntry | CloseEntry {
  if (observation.closes !== true) return putEntry(observation, fingerprint, options);
  const { recordType, key, effectiveOn, sourceVersion, grounds } = observation;
  const { origin = NO_ORIGIN, waited } = options;
  return { ...closeEntry(recordType, key), effectiveOn, sourceVersion, grounds, waited, origin };
}

/** Of a record that is the hub's by itself it says so already, whoever its company is. */
function isOfCompany({ recordType, key, content }: Observation): boolean {
  return getRecordType(recordType).population(key, content) !== 'in';
}

/** @param fingerprint the hub's own HMAC; see `Hub.fingerprint` */
export function putEntry(observation: Observation, fingerprint: (text: string) => string, options: PutOptions = {}): PutEntry {
  const type = getRecordType(observation.recordType);
  const { content, personal, stated, implied, key } = observation;
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
    grounds: observation.grounds,
    population: options.population === 'all' ? 'in' : type.population(key, content),
    confirmed: options.confirmed ?? false,
    waited: options.waited,
    origin: options.origin ?? NO_ORIGIN,
    completedFrom:
      stated === undefined
        ? undefined
        : (knownContent, knownPersonal, yields = false) => {
            const { stated: _all, ...rest } = observation;
            const completed = {
              ...rest,
              content: { ...filledIn(content, knownContent, stated, yields), ...type.kept?.(knownContent, content) },
              personal: filledIn(personal, knownPersonal, stated, yields),
            };
            return putEntry(completed, fingerprint, options);
          },
    implied: implied === undefined ? undefined : putEntry(implied, fingerprint, { population: 'all' }),
    lacking: requiredFields(type).filter((field) => content[field] === undefined && personal[field] === undefined),
  };
}

const required = new Map<RecordType, readonly string[]>();

function requiredFields(type: RecordType): readonly string[] {
  const known = required.get(type) ?? Object.keys(type.fields).filter((field) => type.fields[field]?.required === true);
  required.set(type, known);
  return known;
}

function filledIn<T extends { readonly [field: string]: unknown }>(
  given: T,
  known: T,
  stated: ReadonlySet<string>,
  yields: boolean,
): T {
  if (yields) return { ...given, ...known };
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
