/** Record types that companies have, as the graph shows them. */
import type { RecordType } from '../domain/record/record-type.ts';
import type { Soon } from '../feed/soon.ts';
import type { GraphContext } from './context.ts';
import { type RecordAt, recordResolvers, typeNameOf } from './records.ts';
import { type CompanyAt, countOfCompany, recordsOfCompany } from './registry/company.ts';
import type { CompanyResolvers, Resolvers } from './types.generated.ts';

type Shown = Pick<RecordType, 'name' | 'source' | 'fields'>;

/** The resolver of a list of `Company`: its records of a type, refused where their source was heard of too long ago, or never. */
export function listOf({ name, source }: Shown) {
  return (company: CompanyAt, _args: unknown, context: GraphContext): Soon<readonly RecordAt[]> => {
    const read = () => company.brief?.list(name, company.uscc) ?? recordsOfCompany(company, name, context);
    const required = context.requireSource(source);
    return required === undefined ? read() : required.then(read);
  };
}

/** The resolver of the length of such a list, which is refused where the list is. */
export function countOf(type: Shown) {
  return (company: CompanyAt, _args: unknown, context: GraphContext): Soon<number> => {
    const required = context.requireSource(type.source);
    if (required === undefined) return countOfCompany(company, type, context);
    return required.then(() => countOfCompany(company, type, context));
  };
}

/**
 * All that a record type needs in the graph whose fields are shown as they are: the list of `Company` and the type itself.
 * @param list the field of `Company`
 */
export function companyRecords(list: keyof CompanyResolvers, type: Shown): Resolvers {
  return { Company: { [list]: listOf(type) }, [typeNameOf(type.name)]: recordResolvers(type.fields) };
}
