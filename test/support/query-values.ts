/** Values for random queries, taken from what a hub holds, so that most of them lead somewhere. */
import type { Dice } from './dice.ts';
import type { QueryValues, Variables } from './random-query.ts';

/** Asks the graph, and fails where it has nothing to say. */
// biome-ignore lint/suspicious/noExplicitAny: an answer is as deep as its query
export type Ask = (query: string, variables?: object) => Promise<any>;

type Draw = (dice: Dice) => unknown;

const of =
  (...list: readonly unknown[]): Draw =>
  (dice) =>
    dice.pick(list);

/** @param positions at which is asked, the head last; more than that is not known. @param moments instants while they were recorded */
export async function valuesOf(ask: Ask, positions: readonly number[], moments: readonly string[]): Promise<QueryValues> {
  const { companies, estates, quarantine } = await ask(`{
    companies(first: 40, orderBy: USCC) { nodes { uscc
      registration { name registrationNo pripid establishedOn } taxpayers { djxh taxpayerId } formerCodes
      timeline(first: 5) { nodes { position effectiveOn } } contracts { contractNo county } } }
    estates(first: 40) { nodes { id name region serviceLevel } }
    quarantine { nodes { id problems { code } } }
  }`);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const [every, places]: [readonly any[], readonly any[]] = [companies.nodes, estates.nodes];
  const codes: string[] = every.map(({ uscc }) => uscc);
  const names: string[] = every.flatMap(({ registration }) => registration?.name ?? []);
  const numbers: string[] = every.flatMap(({ registration, taxpayers, formerCodes }) =>
    [registration?.registrationNo, registration?.pripid, taxpayers?.[0]?.djxh, taxpayers?.[0]?.taxpayerId, ...formerCodes].filter(
      Boolean,
    ),
  );
  const changed: string[] = every.flatMap(({ timeline }) =>
    timeline.nodes.map(({ position }: { readonly position: string }) => position),
  );
  const dates = [
    '2024-01-15',
    '2025-06-30',
    '2025-09-01',
    '2025-10-05',
    '2026-01-01',
    ...every.flatMap(({ registration }) => registration?.establishedOn ?? []).slice(0, 5),
  ];
  const regions = [
    '14',
    '1404',
    '140403',
    '140404',
    '140427',
    '140403001',
    '1405',
    '149999',
    ...places.flatMap(({ region }) => region ?? []).slice(0, 5),
  ];
  const ids = places.map(({ id }) => id);
  const ats = positions.flatMap((at) => [`${at}`, `${at}`, `${at}`, `${at}~2025-06-30`, `${at}~2024-01-01`]);

  const byPlace: Readonly<Record<string, Draw>> = {
    'Query.estate.id': of(...ids, ...ids, 'none'),
    'Query.companyByIdentifier.value': of(...codes, ...numbers, ...codes.map((code) => code.slice(8, 17)), '9'),
    'Query.searchCompanies.text': (dice) =>
      dice.roll(4) === 0
        ? dice.pick(['物业', 'czwy', 'wu', ...codes.map((code) => code.slice(0, 8))])
        : part(dice.pick(names), dice),
    'Query.changes.after': of('0', ...positions, ...changed),
    'Query.quarantine.source': of('registry', 'tax', 'filing', 'nobody'),
    'Query.quarantine.code': of(
      'USCC_CHECK',
      ...quarantine.nodes.map(({ problems }: { problems: { code: string }[] }) => problems[0]?.code ?? 'NONE'),
    ),
    'Query.quarantine.sender': of('somebody'),
    'Query.quarantine.after': of('0', '1', '9', 'x'),
    'Query.runs.after': of('1', '3', '9', 'x'),
    'Query.challenges.after': of('1', 'x'),
    'Company.timeline.after': of(...changed, ...positions, 'x'),
    'Estate.timeline.after': of(...changed, ...positions, 'x'),
    'Company.fieldHistory.after': of(...changed, 'x'),
    'CompanyFilter.nameContains': (dice) => part(dice.pick(names), dice),
    'EstateFilter.nameContains': (dice) => part(dice.pick(places).name ?? '小区', dice),
    'EstateFilter.serviceLevel': of('一级', '二级', ...places.map(({ serviceLevel }) => serviceLevel ?? '三级')),
    'CompanyFilter.industry': of('K', '70', '7020', '99'),
    'ChangeFilter.recordTypes': of(
      'registration',
      'taxpayer',
      'company-filing',
      'service-contract',
      'estate',
      'committee',
      'nothing',
    ),
    'ChangeFilter.sources': of('registry', 'tax', 'filing', 'estate', 'nobody'),
    'ChangeFilter.counties': of('140403', '140404', '140427', '1404'),
    'ChangeFilter.fields': of('name', 'status', 'fee', 'nothing'),
  };
  const byName: Readonly<Record<string, Draw>> = {
    region: of(...regions, ...regions, 'somewhere'),
    zone: of('changzhi-jingkai', 'changzhi-gaoxin', 'nowhere'),
    maxStaleness: of(60, 86_400, 900_000_000, -1),
  };
  const byScalar: Readonly<Record<string, Draw>> = {
    USCC: of(...codes, ...codes, ...codes, ...codes.slice(0, 5).map((code) => code.toLowerCase()), '91140400MA0GTXYY0X', '9114'),
    At: of(...ats, ...ats, ...ats, ...moments, '~2025-06-30', 'then', '0'),
    Date: of(...dates),
    DateTime: of(...moments, '2020-01-01T00:00:00Z'),
    Position: of(...positions),
    Int: of(0, 1, 5),
    Boolean: of(true, false),
    String: of('物业', ''),
    ID: of('1'),
    JSON: of('1'),
  };
  return {
    wrong: ['wrong', 7.5, '', [], { wrong: 1 }],
    pages: {
      'Query.companies': await pagesOf(ask, 'companies', positions),
      'Query.estates': await pagesOf(ask, 'estates', positions),
    },
    draw(place, scalar, dice) {
      const draw = byPlace[place] ?? byName[place.slice(place.lastIndexOf('.') + 1)] ?? byScalar[scalar];
      if (draw === undefined) throw new Error(`no value for ${place}`);
      return draw(dice);
    },
  };
}

/** A few characters of a text. */
function part(text: string, dice: Dice): string {
  return text.slice(dice.roll(3)).slice(0, 2 + dice.roll(3));
}

/** What to send for a page that follows a page, or comes before one. */
async function pagesOf(ask: Ask, list: 'companies' | 'estates', positions: readonly number[]): Promise<readonly Variables[]> {
  const kind = list === 'companies' ? 'Company' : 'Estate';
  const text = `query ($filter: ${kind}Filter, $orderBy: ${kind}Order, $at: At) {
    ${list}(filter: $filter, orderBy: $orderBy, at: $at, first: 5) { edges { cursor } } }`;
  const lists: readonly Variables[] = [
    {},
    { orderBy: 'NAME_DESC' },
    { filter: { region: '1404' } },
    { filter: { region: '140403' }, orderBy: 'NAME' },
    ...(list === 'companies'
      ? [{ orderBy: 'ESTABLISHED' }, { orderBy: 'USCC_DESC' }, { filter: { status: ['IN_OPERATION'] } }]
      : []),
  ].flatMap((each) => positions.map((at) => ({ ...each, at: `${at}` })));
  const pages: Variables[] = [];
  for (const each of lists) {
    const { [list]: page } = await ask(text, each);
    for (const { cursor } of page.edges.slice(-2)) pages.push({ ...each, after: cursor }, { ...each, before: cursor });
  }
  return pages;
}
