/**
 * A page of companies of which a query asks for little: what columns tell of their records (`feed/brief.ts`). It is for the objects of
 * one field and its selection alone: elsewhere in the query more may be asked of the same companies.
 */
import { seesEachOf } from '../access/present.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { areTold, type BriefByPosition, type BriefRecord } from '../feed/brief.ts';
import { isOneCode } from '../feed/code-replacements.ts';
import type { HeldByKey, HeldByOwner } from '../feed/held.ts';
import type { Pin } from '../feed/position.ts';
import type { GraphContext } from './context.ts';
import type { RecordAt } from './records.ts';
import type { Selection } from './selection.ts';

/** What is asked of the registrations, and of the records in lists, by type; only what columns tell. */
export interface BriefPlan {
  readonly registration: readonly string[] | null;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** Lists of `Company` that show records as they are, and what of them is the key itself. */
const LISTS = [
  { field: 'taxpayers', recordType: 'taxpayer', ofKey: 'djxh' },
  { field: 'filings', recordType: 'company-filing', ofKey: null },
] as const;

/** Fields of `Company` that look at whole records, whichever of them are asked for beside. */
const OF_WHOLE: Readonly<Record<string, readonly string[]>> = {
  registration: ['parent', 'origin', 'inScope', 'stage'],
  taxpayer: ['stage'],
  'company-filing': ['inScope', 'stage'],
};

/** What of a selection columns tell to the viewer. */
export function briefPlanOf(selection: Selection, pin: Pin, context: GraphContext): BriefPlan {
  const lists = new Map<string, readonly string[]>();
  if (pin.validOn !== null) return { registration: null, lists };
  const told = (recordType: string, field: string, ofKey: string | null): readonly string[] | null => {
    const below = selection.get(field);
    const type = getRecordType(recordType);
    if (below === undefined || OF_WHOLE[recordType]?.some((other) => selection.has(other)) === true) return null;
    const fields = [...below.keys()].filter((name) => name !== '__typename' && name !== ofKey);
    return seesEachOf(type, context.viewer) && areTold(type, fields, context.viewer) ? fields.toSorted() : null;
  };
  for (const { field, recordType, ofKey } of LISTS) {
    const fields = told(recordType, field, ofKey);
    if (fields !== null) lists.set(recordType, fields);
  }
  return { registration: OF_REGISTRATION.every(context.isSourceFine) ? told('registration', 'registration', null) : null, lists };
}

/** The sources that registrations are of. Which one columns do not tell, so nothing may stand against either. */
const OF_REGISTRATION = ['registry', 'filing'];

export class BriefPage {
  readonly #pin: Pin;
  readonly #registrations = new Map<string, RecordAt | null>();
  /** By type and company. */
  readonly #lists = new Map<string, Map<string, readonly RecordAt[]>>();

  constructor(pin: Pin) {
    this.#pin = pin;
  }

  /** Undefined where it has to be read as a whole; null where there is none. */
  registration(code: string): RecordAt | null | undefined {
    return this.#registrations.get(code);
  }

  /** Undefined where it has to be read as a whole. */
  list(recordType: string, code: string): readonly RecordAt[] | undefined {
    return this.#lists.get(recordType)?.get(code);
  }

  takeRegistrations(codes: readonly string[], held: HeldByKey, records: BriefByPosition): void {
    for (const code of codes) {
      const position = held.get(code);
      const record = position === undefined ? undefined : records.get(position);
      // Null is one that was cut; a version without a row closes its code.
      if (record !== null) this.#registrations.set(code, record === undefined ? null : briefAt(record, this.#pin));
    }
  }

  /** @param codes companies that were kept under one code only */
  takeList(recordType: string, codes: readonly string[], held: HeldByOwner, records: BriefByPosition): void {
    const ofType = held.get(recordType);
    const lists = new Map<string, readonly RecordAt[]>();
    this.#lists.set(recordType, lists);
    for (const code of codes) {
      const positions = ofType?.get(code);
      if (positions === undefined) continue;
      const found = positions.map((position) => records.get(position));
      if (found.includes(null)) continue;
      const there = found.filter((record) => record != null);
      if (there.length > 1) there.sort(byKey);
      lists.set(
        code,
        there.map((record) => briefAt(record, this.#pin)),
      );
    }
  }
}

function byKey(one: BriefRecord, other: BriefRecord): number {
  return one.key < other.key ? -1 : 1;
}

/** As the resolvers of its type take it. They are asked for its fields and its key alone; all else was not read. */
function briefAt(record: BriefRecord, pin: Pin): RecordAt {
  return new BriefRecordAt(record, pin);
}

class BriefRecordAt implements RecordAt {
  readonly recordType: string;
  readonly key: string;
  readonly position: number;
  readonly fields: RecordAt['fields'];
  readonly pin: Pin;

  constructor({ recordType, key, position, fields }: BriefRecord, pin: Pin) {
    this.recordType = recordType;
    this.key = key;
    this.position = position;
    this.fields = fields;
    this.pin = pin;
  }

  get kind(): never {
    return notRead();
  }

  get effectiveOn(): never {
    return notRead();
  }

  get source(): never {
    return notRead();
  }

  get receivedAt(): never {
    return notRead();
  }

  get recordedAt(): never {
    return notRead();
  }

  get hasPersonal(): never {
    return notRead();
  }

  get seenFrom(): never {
    return notRead();
  }
}

function notRead(): never {
  throw new Error('of a record only what its columns tell was read');
}

/** Reads what a plan wants of some companies. */
export async function readBrief(
  codes: readonly string[],
  plan: BriefPlan,
  held: { readonly registrations: HeldByKey; readonly lists: HeldByOwner },
  pin: Pin,
  { hub }: GraphContext,
): Promise<BriefPage> {
  const page = new BriefPage(pin);
  const { position } = pin;
  const registrations = async (fields: readonly string[]) => {
    const positions = codes.flatMap((code) => held.registrations.get(code) ?? []);
    page.takeRegistrations(
      codes,
      held.registrations,
      await hub.reads.brief.at({ recordType: 'registration', fields, positions }),
    );
  };
  const list = async (recordType: string, fields: readonly string[]) => {
    const alone = codes.filter((code) => isOneCode(hub, code, position));
    const positions = alone.flatMap((code) => held.lists.get(recordType)?.get(code) ?? []);
    page.takeList(recordType, alone, held.lists, await hub.reads.brief.at({ recordType, fields, positions }));
  };
  await Promise.all([
    plan.registration === null ? undefined : registrations(plan.registration),
    ...[...plan.lists].map(([recordType, fields]) => list(recordType, fields)),
  ]);
  return page;
}
