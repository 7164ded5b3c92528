/**
 * Queries sent to a serving process at a fixed rate, whether or not those before are answered: each latency counts from the moment
 * at which its query was due, so that waiting in a queue is seen.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Latencies in milliseconds. */
export interface Latencies {
  readonly queries: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoadResult extends Latencies {
  readonly byKind: Readonly<Record<string, Latencies>>;
  /** Of queries for nothing, one for each ten of the others and not counted with them: what the machine and HTTP cost. */
  readonly floor: Latencies;
  /** How late queries left at the 99th percentile, in milliseconds: what of the latencies is the load's own doing. */
  readonly sentLateP99: number;
}

interface Query {
  readonly kind: string;
  readonly body: string;
}

/** Who waits longer has no answer. */
const ANSWER_MS = 10_000;

const SHEET = 'provenance { source position effectiveOn }';
const CARD = `query Card($uscc: USCC!) { company(uscc: $uscc) { at inScope
  registration { name status region legalRepresentative ${SHEET} }
  taxpayers { djxh status creditRating ${SHEET} }
  filings { county status decidedOn ${SHEET} }
  contracts { county estates { name } phase termTo ${SHEET} }
  estates { id name households committees { name termTo } } } }`;
const COMPANIES = `query Companies($after: String) { companies(first: 20, after: $after) {
  nodes { uscc registration { name status } taxpayers { djxh status } contracts(active: true) { county termTo } }
  pageInfo { endCursor hasNextPage } } }`;
const ESTATES = `query Estates($region: String!, $after: String) { estates(first: 20, after: $after, filter: { region: $region }) {
  nodes { id name households serviceMode companies { company { uscc } } } pageInfo { endCursor hasNextPage } } }`;
const STATS = `query Stats { estateStats(groupBy: [REGION, SERVICE_MODE]) { total groups { keys { value } count households } } }`;

const NOTHING = bodyOf('{ __typename }', {});

/** Counties of the synthetic city. */
const COUNTIES = ['140403', '140404', '140405', '140406', '140423', '140425', '140426'];

export class Load {
  readonly #url: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 200 });
  #codes: readonly string[] = [];
  /** Beginnings of pages, some way into the list. */
  #cursors: readonly string[] = [];

  constructor(url: string) {
    this.#url = new URL('/graphql', url);
  }

  /** Looks which companies there are. */
  async prepare(): Promise<void> {
    const codes: string[] = [];
    const cursors: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 60; page++) {
      const { companies } = (await this.#ask(
        bodyOf('query P($after: String) { companies(first: 100, after: $after) { nodes { uscc } pageInfo { endCursor } } }', {
          after,
        }),
      )) as { companies: { nodes: { uscc: string }[]; pageInfo: { endCursor: string | null } } };
      codes.push(...companies.nodes.map(({ uscc }) => uscc));
      after = companies.pageInfo.endCursor;
      if (after === null) break;
      cursors.push(after);
    }
    if (codes.length === 0) throw new Error('the hub has no companies');
    [this.#codes, this.#cursors] = [codes, cursors];
  }

  /** So many queries a second, for so many seconds. */
  async run(perSecond: number, seconds: number): Promise<LoadResult> {
    const latencies = new Map<string, number[]>();
    const floor: number[] = [];
    const late: number[] = [];
    const underWay: Promise<void>[] = [];
    const start = performance.now();
    for (let i = 0; i < perSecond * seconds; i++) {
      const due = start + (i * 1000) / perSecond;
      if (due > performance.now()) await sleep(due - performance.now());
      late.push(performance.now() - due);
      const { kind, body } = this.#query(i);
      const ofKind = latencies.get(kind) ?? [];
      latencies.set(kind, ofKind);
      const answered = async (query: string, times: number[]): Promise<void> => {
        await this.#ask(query);
        times.push(performance.now() - due);
      };
      const sent = [answered(body, ofKind), ...(i % 10 === 0 ? [answered(NOTHING, floor)] : [])];
      for (const each of sent) each.catch(() => {}); // told below
      underWay.push(...sent);
    }
    await Promise.all(underWay);
    return {
      ...summary([...latencies.values()].flat()),
      byKind: Object.fromEntries([...latencies].map(([kind, times]) => [kind, summary(times)])),
      floor: summary(floor),
      sentLateP99: summary(late).p99,
    };
  }

  /** Where the feed stands. */
  async position(): Promise<number> {
    const { head } = (await this.#ask(bodyOf('{ head { position } }', {}))) as { head: { position: string } };
    return Number(head.position);
  }

  /** The same mix in the same order each time: of ten queries six cards, two pages of companies, one of estates, one count. */
  #query(i: number): Query {
    const pick = <T>(of: readonly T[]): T | undefined => of[(i * 7919) % of.length];
    switch (i % 10) {
      case 3:
      case 7:
        return { kind: 'companies', body: bodyOf(COMPANIES, { after: pick(this.#cursors) ?? null }) };
      case 5:
        return { kind: 'estates', body: bodyOf(ESTATES, { region: pick(COUNTIES), after: null }) };
      case 9:
        return { kind: 'estateStats', body: bodyOf(STATS, {}) };
      default:
        return { kind: 'card', body: bodyOf(CARD, { uscc: pick(this.#codes) }) };
    }
  }

  /** @throws on an answer that is none */
  async #ask(body: string): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const sent = request(this.#url, {
      method: 'POST',
      agent: this.#agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    sent.on('error', reject).on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject).on('end', () => resolve(text));
    });
    sent.end(body);
    const answer = JSON.parse(await promise) as { data?: unknown; errors?: readonly { message: string }[] };
    if (answer.errors !== undefined) throw new Error(answer.errors[0]?.message ?? 'an error without a message');
    return answer.data;
  }
}

function bodyOf(query: string, variables: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ query, variables });
}

function summary(times: readonly number[]): Latencies {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { queries: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
