/** `Estate`: one estate at one moment. What its record says is read when a field asks for it. */
import { estateFields } from '../../domain/record/estate.record.ts';
import { regionPath } from '../../domain/region/region-tree.ts';
import { estateIdsOf, isActive } from '../../feed/company-records.ts';
import { isEstateNamed } from '../../feed/estates.ts';
import { formatAt, type Pin } from '../../feed/position.ts';
import { isProblem, type OpenRecord } from '../../feed/read.ts';
import { type Soon, soon } from '../../feed/soon.ts';
import type { GraphContext } from '../context.ts';
import { estateDisputed } from '../feed/challenges.ts';
import { problemError } from '../problem-error.ts';
import { type RecordAt, type RowAt, recordAt, recordResolvers } from '../records.ts';
import { recordsOfCompany } from '../registry/company.ts';
import type { CompanyResolvers, EstateResolvers, QueryResolvers } from '../types.generated.ts';

/** A reference to an estate: the key of the entity, `id at`. Any subgraph can make one without reading anything. */
export interface EstateAt {
  readonly id: string;
  readonly pin: Pin;
}

export const estateQuery: NonNullable<QueryResolvers['estate']> = async (_root, { id, at, maxStaleness }, context) => {
  const pin = await context.pin(at);
  if (maxStaleness != null) await context.requireFresh('estate', maxStaleness);
  const record = await context.records.load('estate', id, pin);
  if (record !== null || (await isEstateNamed(context.hub, id, pin.position))) return { id, pin };
  await context.requireHeard('estate');
  return null;
};

/** Null where no record of it holds; NOT_KNOWN_THEN is an error of the field that asks. */
function recordOf({ id, pin }: EstateAt, context: GraphContext): Soon<OpenRecord | null> {
  return soon(context.records.load('estate', id, pin), (answer) => {
    if (answer !== null && isProblem(answer)) throw problemError(answer);
    const required = context.requireSource(answer?.source ?? 'estate');
    return required === undefined ? answer : required.then(() => answer);
  });
}

/** The resolvers of the record type, each with the record read first. */
const ofRecord = Object.fromEntries(
  Object.entries(recordResolvers(estateFields)).map(([name, resolve]) => [
    name,
    (estate: EstateAt, args: object, context: GraphContext) =>
      soon(recordOf(estate, context), (record): unknown => (record === null ? null : resolve(record, args, context))),
  ]),
);

export const estateResolvers: EstateResolvers = {
  ...ofRecord,
  disputed: estateDisputed,
  at: ({ pin }) => formatAt(pin),
  async regions(estate, _args, context) {
    const fields = (await recordOf(estate, context))?.fields;
    const code = fields?.region ?? fields?.county;
    return typeof code === 'string' ? regionPath(code) : [];
  },
  async splitFrom(estate, _args, context) {
    const id = (await recordOf(estate, context))?.fields.splitFrom;
    return typeof id === 'string' ? { id, pin: estate.pin } : null;
  },
  async replacedBy({ id, pin }, _args, { estateSuccessors }) {
    const successor = await estateSuccessors.load(id, pin.position);
    return successor === null ? null : { id: successor.code, pin };
  },
  async committees(estate, _args, context) {
    await context.requireSource('estate');
    return recordsOfEstate(estate, 'committee', context);
  },
};

/** The estate that goes on in place of one that a record names by an id which may have gone up in another since. */
export function presentEstate(id: string, pin: Pin, context: GraphContext): Soon<EstateAt> {
  return soon(context.estateSuccessors.load(id, pin.position), (successor) => ({ id: successor?.code ?? id, pin }));
}

/** The estate that a row of a contract or of a committee names; null where it was not found. */
export function estateOfRow({ row, pin }: RowAt, context: GraphContext): Soon<EstateAt | null> {
  if (row.estate !== undefined) return presentEstate(row.estate, pin, context);
  return context.requireHeard('estate').then(() => null);
}

/** The records of a type that name an estate, or one that went up in it, in the order of their keys; each once. */
export async function recordsOfEstate(
  { id, pin }: EstateAt,
  recordType: string,
  context: GraphContext,
): Promise<readonly RecordAt[]> {
  const ids = [id, ...(await context.formerEstates.load(id, pin.position))];
  const found = await Promise.all(ids.map((value) => context.related.load(recordType, { kind: 'estate', value }, pin)));
  const records = new Map(found.flat().map((record) => [record.key, recordAt(record, pin)]));
  return [...records.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The estates of a company's contracts in force, each once. */
export const estatesOfCompany: NonNullable<CompanyResolvers['estates']> = async (company, _args, context) => {
  for (const source of ['filing', 'estate']) await context.requireSource(source);
  const [contracts, today] = await Promise.all([
    recordsOfCompany(company, 'service-contract', context),
    context.today(company.pin),
  ]);
  const ids = new Set(contracts.filter((contract) => isActive(contract, today)).flatMap(estateIdsOf));
  const estates = await Promise.all([...ids].map((id) => presentEstate(id, company.pin, context)));
  return [...new Map(estates.map((estate) => [estate.id, estate])).values()];
};
