/**
 * What somebody would write by hand for the two questions and nothing else, with care: Fastify, prepared statements on flat
 * tables, four for a company and three for a page, masked for who asks. It sends the bytes that the hub sends.
 */
import Fastify from 'fastify';
import { maskPersonal } from '../../src/access/mask.ts';
import { ok } from '../../src/domain/message/problem.ts';
import { formatCursor, readCursor } from '../../src/graph/list-cursor.ts';
import { say, workerArguments } from '../../test/support/worker-process.ts';
import { openFlat, type Value } from './flat-database.ts';
import { PAGE } from './questions.ts';

export interface ServerArguments {
  readonly flatUrl: string;
  readonly token: string;
  readonly feed: string;
  /** The position that an answer is about where none is asked for. */
  readonly head: string;
  /** What cursors have for the filter of a county and a status. */
  readonly marks: Readonly<Record<string, string>>;
  /** What stands beside the data in each answer; JSON. */
  readonly extensions: string;
}

type FlatRow = Readonly<Record<string, Value>>;

const { flatUrl, token, feed, head, marks, extensions } = workerArguments<ServerArguments>();
const flat = openFlat(flatUrl);
const app = Fastify();

app.addHook('onRequest', async (request, reply) => {
  if (request.headers.authorization !== `Bearer ${token}`) await reply.code(401).send();
});

const answer = (data: object): string => `{"data":${JSON.stringify(data)},"extensions":${extensions}}`;

const COMPANY = `select name, status, status_text, company_type, legal_representative, capital, capital_currency, established_on,
  approved_on, business_scope, industry, address, region, authority, registration_no, source, position, effective_on
  from company where uscc = ?`;
const TAXPAYERS = 'select djxh, name, status, office, vat_kind, registered_on from taxpayer where uscc = ? order by djxh';
const FILINGS = `select filing_no, county, kind, status, submitted_on, decided_on, valid_to, staff from filing
  where uscc = ? order by filing_key`;
const CONTRACTS = `select c.contract_key, c.contract_no, c.county, c.phase, c.signed_on, c.term_from, c.term_to, c.fee, c.ended_on,
  l.part, l.area, e.estate_id, e.name, e.address, e.service_mode, e.households
  from contract c join contract_estate l on l.contract_key = c.contract_key left join estate e on e.estate_id = l.estate_id
  where c.uscc = ? order by c.contract_key, l.line`;

app.get<{ readonly Params: { readonly uscc: string } }>('/companies/:uscc', async (request, reply) => {
  const { uscc } = request.params;
  const [[company], taxpayers, filings, lines] = await Promise.all([
    flat.all<FlatRow>(COMPANY, [uscc]),
    flat.all<FlatRow>(TAXPAYERS, [uscc]),
    flat.all<FlatRow>(FILINGS, [uscc]),
    flat.all<FlatRow>(CONTRACTS, [uscc]),
  ]);
  if (company === undefined) return reply.code(404).send();
  const person = company.legal_representative;
  const data = {
    company: {
      uscc,
      registration: {
        name: company.name,
        status: company.status,
        statusText: company.status_text,
        companyType: company.company_type,
        legalRepresentative: typeof person === 'string' ? maskPersonal(person) : null,
        capital: company.capital,
        capitalCurrency: company.capital_currency,
        establishedOn: company.established_on,
        approvedOn: company.approved_on,
        businessScope: company.business_scope,
        industry: company.industry,
        address: company.address,
        region: company.region,
        authority: company.authority,
        registrationNo: company.registration_no,
        provenance: { source: company.source, position: String(company.position), effectiveOn: company.effective_on },
      },
      taxpayers: taxpayers.map((row) => ({
        djxh: row.djxh,
        name: row.name,
        status: row.status,
        office: row.office,
        vatKind: row.vat_kind,
        registeredOn: row.registered_on,
      })),
      filings: filings.map((row) => ({
        filingNo: row.filing_no,
        county: row.county,
        kind: row.kind,
        status: row.status,
        submittedOn: row.submitted_on,
        decidedOn: row.decided_on,
        validTo: row.valid_to,
        staff: row.staff,
      })),
      contracts: contractsOf(lines),
    },
  };
  return reply.type('application/json; charset=utf-8').send(answer(data));
});

/** The lines of contracts and their estates, one after another, as contracts with estates. */
function contractsOf(lines: readonly FlatRow[]): readonly object[] {
  const contracts: { readonly estates: object[] }[] = [];
  let key: Value = null;
  for (const line of lines) {
    if (line.contract_key !== key) {
      key = line.contract_key ?? null;
      contracts.push({
        contractNo: line.contract_no,
        county: line.county,
        phase: line.phase,
        signedOn: line.signed_on,
        termFrom: line.term_from,
        termTo: line.term_to,
        fee: line.fee,
        endedOn: line.ended_on,
        estates: [],
      } as { readonly estates: object[] });
    }
    contracts.at(-1)?.estates.push({
      part: line.part,
      area: line.area,
      estate: {
        id: line.estate_id,
        name: line.name,
        address: line.address,
        serviceMode: line.service_mode,
        households: line.households,
      },
    });
  }
  return contracts;
}

const MORE = PAGE + 1;
const FIRST = `select uscc, name, status, region, established_on from company where region = ? and status = ?
  order by name, uscc limit ${MORE}`;
const NEXT = `select uscc, name, status, region, established_on from company
  where region = ? and status = ? and name >= ? and (name > ? or uscc > ?) order by name, uscc limit ${MORE}`;
const CODES = Array(PAGE).fill('?').join(',');
const TAX_OF = `select uscc, djxh, status from taxpayer where uscc in (${CODES}) order by djxh`;
const CONTRACTS_OF = `select uscc, count(*) as number from contract where uscc in (${CODES}) group by uscc`;

interface PageQuery {
  readonly region: string;
  readonly status: string;
  readonly after?: string;
  readonly at?: string;
}

const isOrder = (text: unknown): text is string => text === 'NAME';

app.get<{ readonly Querystring: PageQuery }>('/companies', async (request, reply) => {
  const { region, status, after, at = head } = request.query;
  const cursor = after === undefined ? ok(null) : readCursor(after, isOrder);
  if (!cursor.ok) return reply.code(400).send();
  const place = cursor.value?.place;
  const found = await (place === undefined
    ? flat.all<FlatRow>(FIRST, [region, status])
    : flat.all<FlatRow>(NEXT, [region, status, place.value, place.value, place.key]));
  const rows = found.slice(0, PAGE);
  // Padded to one length, so that there is one statement to prepare.
  const codes = Array.from({ length: PAGE }, (_, i) => rows[Math.min(i, rows.length - 1)]?.uscc ?? null);
  const [taxpayers, contracts] = await Promise.all([flat.all<FlatRow>(TAX_OF, codes), flat.all<FlatRow>(CONTRACTS_OF, codes)]);
  const taxOf = Map.groupBy(taxpayers, ({ uscc }) => uscc);
  const countOf = new Map(contracts.map(({ uscc, number }) => [uscc, number]));
  const last = rows.at(-1);
  const data = {
    companies: {
      nodes: rows.map((row) => ({
        uscc: row.uscc,
        registration: { name: row.name, status: row.status, region: row.region, establishedOn: row.established_on },
        taxpayers: (taxOf.get(row.uscc) ?? []).map((each) => ({ djxh: each.djxh, status: each.status })),
        contractCount: countOf.get(row.uscc) ?? 0,
      })),
      pageInfo: {
        hasNextPage: found.length > PAGE,
        endCursor:
          last === undefined
            ? null
            : formatCursor({
                ...{ feed, at, order: 'NAME', filter: marks[`${region} ${status}`] ?? '' },
                place: { value: String(last.name), key: String(last.uscc) },
              }),
      },
    },
  };
  return reply.type('application/json; charset=utf-8').send(answer(data));
});

say({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
