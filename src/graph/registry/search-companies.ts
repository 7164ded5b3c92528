/** `searchCompanies`: whatever somebody has of a company leads to it. */
import { searchCompanies } from '../../feed/search/search-companies.ts';
import { pageSize } from '../page.ts';
import { problemError } from '../problem-error.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const searchCompaniesQuery: NonNullable<QueryResolvers['searchCompanies']> = async (_root, { text, first }, context) => {
  const pin = await context.pin();
  await context.requireFresh('registry');
  const query = { text, first: pageSize(first) };
  const { hub, viewer } = context;
  const answer = await hub.reads.searching.run(viewer, () => searchCompanies(hub, query, viewer));
  if (answer.problem !== null) throw problemError(answer.problem, 'text');
  if (answer.matches.length === 0) await context.requireHeard('registry');
  const { indexedTo } = answer;
  return answer.matches.map(({ uscc, matchedOn, matchedText, exact }) => ({
    company: { uscc, pin },
    matchedOn,
    matchedText,
    exact,
    indexedTo,
  }));
};
