/** The two questions that are measured, and what each server is sent for them. */
import { readFileSync } from 'node:fs';

/** A company with all that four sources state of it; a page of companies by county and status. */
export type Question = 'q1' | 'q2';

/**
 * - `hub`: what is measured, with the memory that it has by default: of what was asked for before it reads nearly nothing.
 * - `cold`: the same with no memory of versions, as if each company were asked for the first time.
 * - `hand`: a route for each question, written by hand.
 * - `apollo`: Apollo Server, DataLoader and Kysely, as their documents show them.
 * - `ready`: a route that returns a ready buffer: what HTTP costs.
 */
export type Variant = 'hub' | 'cold' | 'hand' | 'apollo' | 'ready';

const VARIANTS: readonly Variant[] = ['hub', 'cold', 'hand', 'apollo', 'ready'];

/** @param text names with commas between; the order is always the same */
export function readVariants(text: string): readonly Variant[] {
  const names = text.split(',');
  return VARIANTS.filter((variant) => names.includes(variant));
}

export const PAGE = 50;

export const CARD = `query Card($uscc: USCC!, $at: At) {
  company(uscc: $uscc, at: $at) {
    uscc
    registration {
      name status statusText companyType legalRepresentative capital capitalCurrency establishedOn approvedOn businessScope
      industry address region authority registrationNo provenance { source position effectiveOn }
    }
    taxpayers { djxh name status office vatKind registeredOn }
    filings { filingNo county kind status submittedOn decidedOn validTo staff }
    contracts {
      contractNo county phase signedOn termFrom termTo fee endedOn
      estates { part area estate { id name address serviceMode households } }
    }
  }
}`;

export const COMPANIES = `query Companies($region: String!, $status: [RegistrationStatus!], $after: String, $at: At) {
  companies(first: ${PAGE}, after: $after, at: $at, filter: { region: $region, status: $status }) {
    nodes {
      uscc
      registration { name status region establishedOn }
      taxpayers { djxh status }
      contractCount
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** One request for a question. `at` is null where what is known now is asked for. */
export interface CardCase {
  readonly uscc: string;
  readonly at: string | null;
}

export interface PageCase {
  readonly region: string;
  readonly status: string;
  readonly after: string | null;
  readonly at: string | null;
}

export interface Cases {
  readonly token: string;
  readonly q1: readonly CardCase[];
  readonly q2: readonly PageCase[];
}

export function readCases(file: string): Cases {
  return JSON.parse(readFileSync(file, 'utf8')) as Cases;
}

/** The requests of a question as they go over the wire to a server. */
export function requestsOf(variant: Variant, question: Question, { token, q1, q2 }: Cases): readonly Buffer[] {
  const isGraph = variant !== 'hand' && variant !== 'ready';
  if (question === 'q1')
    return q1.map((each) => (isGraph ? post(CARD, each, token) : get(`/companies/${each.uscc}`, { at: each.at }, token)));
  return q2.map((each) =>
    isGraph ? post(COMPANIES, { ...each, status: [each.status] }, token) : get('/companies', { ...each }, token),
  );
}

export function post(query: string, variables: object, token: string): Buffer {
  const body = JSON.stringify({ query, variables });
  return Buffer.from(
    `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\naccept: application/json\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function get(path: string, parameters: Readonly<Record<string, string | null>>, token: string): Buffer {
  const given = Object.entries(parameters).filter((each): each is [string, string] => each[1] !== null);
  const query = new URLSearchParams(given).toString();
  return Buffer.from(
    `GET ${path}${query === '' ? '' : '?'}${query} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\naccept: application/json\r\n\r\n`,
  );
}
