/** Which requests the load chooses among: companies, counties, statuses and places of lists, by a seed. */
import { formatAt } from '../../src/feed/position.ts';
import { formatCursor, readCursor } from '../../src/graph/list-cursor.ts';
import { openFlat } from './flat-database.ts';
import { HttpConnection } from './http-connection.ts';
import { COUNTIES } from './joined-rows.ts';
import { type CardCase, type Cases, COMPANIES, type PageCase, post } from './questions.ts';
import { TOKEN } from './servers.ts';

const STATUSES = ['IN_OPERATION', 'CANCELLED'] as const;
/** Of each question; more than a processor's caches hold. */
const MANY = 8_000;

export interface KnownHub {
  readonly feed: string;
  readonly head: string;
  /** What cursors have for the filter of a county and a status. */
  readonly marks: Readonly<Record<string, string>>;
}

interface PageAnswer {
  readonly data: { readonly companies: { readonly pageInfo: { readonly endCursor: string | null } } };
}

const isOrder = (text: unknown): text is string => text === 'NAME';

/** What the other servers have to know of the hub so that their cursors are the same. @param feed its id */
export async function knowHub(port: number, feed: string): Promise<KnownHub> {
  const connection = new HttpConnection(port);
  const marks: Record<string, string> = {};
  let head = '';
  for (const region of COUNTIES) {
    for (const status of STATUSES) {
      const answer = await connection.send(post(COMPANIES, { region, status: [status] }, TOKEN));
      const { endCursor } = (JSON.parse(answer.toString()) as PageAnswer).data.companies.pageInfo;
      if (endCursor === null) continue;
      const cursor = readCursor(endCursor, isOrder);
      if (!cursor.ok) throw new Error(cursor.problem.code);
      marks[`${region} ${status}`] = cursor.value.filter;
      head = cursor.value.at;
    }
  }
  connection.close();
  return { feed, head, marks };
}

interface Named {
  readonly uscc: string;
  readonly name: string;
}

/** Half of the requests are about a position, the others about what is known now. */
export async function makeCases(
  flatUrl: string,
  { feed, head, marks }: KnownHub,
  position: number,
  seed: number,
): Promise<Cases> {
  const draw = dice(seed);
  const flat = openFlat(flatUrl);
  const lists = await Promise.all(
    Object.keys(marks).map(async (name) => {
      const [region = '', status = ''] = name.split(' ');
      const rows = await flat.all<Named>('select name, uscc from company where region = ? and status = ? order by name, uscc', [
        region,
        status,
      ]);
      return { name, region, status, rows };
    }),
  );
  await flat.close();
  const companies = lists.flatMap(({ rows }) => rows);
  const pinned = formatAt({ position, validOn: null });
  const q1 = Array.from({ length: MANY }, (_, i): CardCase => {
    const { uscc } = companies[draw(companies.length)] as Named;
    return { uscc, at: i % 2 === 0 ? null : pinned };
  });
  const q2 = Array.from({ length: MANY }, (_, i): PageCase => {
    const { name, region, status, rows } = lists[draw(lists.length)] as (typeof lists)[number];
    const at = i % 2 === 0 ? null : pinned;
    const place = rows[draw(rows.length)] as Named;
    const cursor = {
      feed,
      at: at ?? head,
      order: 'NAME',
      filter: marks[name] ?? '',
      place: { value: place.name, key: place.uscc },
    };
    return { region, status, at, after: draw(8) === 0 ? null : formatCursor(cursor) };
  });
  return { token: TOKEN, q1, q2 };
}

/** Numbers from 0 to below `sides`. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * sides);
  };
}
