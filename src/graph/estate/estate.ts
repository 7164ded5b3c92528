/** `Estate`: one estate at one moment. What its record says is read when a field asks for it. */
import { estateFields } from '../../domain/record/estate.record.ts';
import { regionPath } from '../../domain/region/region-tree.ts';
import { estateIdsOf, isActive } from '../../feed/company-records.ts';
import { isEstateNamed } from '../../feed/estates.ts';
import { formatAt, type Pin } from '../../feed/position.ts';
import { isProblem, type RecordView } from '../../feed/read.ts';
import type { GraphContext } from '../context.ts';
import { estateDisputed } from '../feed/challenges.ts';
import { problemError } from '../problem-error.ts';
import { recordResolvers } from '../records.ts';
import { recordsOfCompany } from '../registry/company.ts';
import type { CompanyResolvers, EstateResolvers, QueryResolvers } from '../types.generated.ts';

/** A reference to an estate: the key of the entity, `id at`. Any subgraph can make one without reading anything. */
export interface EstateAt {
  readonly id: string;
  readonly pin: Pin;
}

export const estateQuery: NonNullable<QueryResolvers['estate']> = async (_root, { id, at, maxStaleness }, context) => {
  const pin = await context.pin(at);
  await context.requireFresh('estate', maxStaleness);
  const record = await context.records.load('estate', id, pin);
  return record !== null || (await isEstateNamed(context.hub, id, pin.position)) ? { id, pin } : null;
};

/** Null where no record of it holds; NOT_KNOWN_THEN is an error of the field that asks. */
async function recordOf({ id, pin }: EstateAt, { records }: GraphContext): Promise<RecordView | null> {
  const answer = await records.load('estate', id, pin);
  if (answer !== null && isProblem(answer)) throw problemError(answer);
  return answer;
}

/** The resolvers of the record type, each with the record read first. */
const ofRecord = Object.fromEntries(
  Object.entries(recordResolvers(estateFields)).map(([name, resolve]) => [
    name,
    async (estate: EstateAt, args: object, context: GraphContext) => {
      const record = await recordOf(estate, context);
      return record === null ? null : resolve(record, args, context);
    },
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
    return successor === null ? null : { id: successor, pin };
  },
  async committees({ id, pin }, _args, context) {
    await context.requireFresh('estate');
    const found = await context.related.load('committee', { kind: 'estate', value: id }, pin);
    return found.map((record) => ({ ...record, pin }));
  },
};

/** The estates of a company's contracts in force, each once. */
export const estatesOfCompany: NonNullable<CompanyResolvers['estates']> = async (company, _args, context) => {
  for (const source of ['filing', 'estate']) await context.requireFresh(source);
  const [contracts, today] = await Promise.all([
    recordsOfCompany(company, 'service-contract', context),
    context.today(company.pin),
  ]);
  const ids = contracts.filter((contract) => isActive(contract, today)).flatMap(estateIdsOf);
  return [...new Set(ids)].map((id) => ({ id, pin: company.pin }));
};
