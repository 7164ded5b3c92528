/** An office whose lists a test fills: each row stands at its place in the office's own sequence, as it is now. */
import { type FakeOffice, fakeOffice, sendJson } from './fake-office.ts';

type Row = Readonly<Record<string, unknown>>;

export interface ListOffice<List extends string> extends FakeOffice {
  /** Rows that were touched, in this order; one that is there already moves to the end. */
  touch(list: List, ...rows: readonly Row[]): void;
  /** Answers so many requests more, and then with status 500; undefined: it answers. */
  failAfter(requests: number | undefined): void;
}

/**
 * @param keys by list, the column that tells a row from others
 * @param pageSize the most rows that it gives at once
 */
export async function listOffice<List extends string>(
  keys: Readonly<Record<List, string>>,
  pageSize = 500,
): Promise<ListOffice<List>> {
  const lists = new Map(Object.keys(keys).map((list) => [list, new Map<unknown, { place: number; row: Row }>()]));
  let place = 0;
  let left = Number.POSITIVE_INFINITY;
  const office = await fakeOffice((response, request) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://office');
    const name = pathname.slice(1);
    const list = lists.get(name);
    if (list === undefined || left-- <= 0) {
      sendJson(response, {}, list === undefined ? 404 : 500);
      return;
    }
    const since = Number(searchParams.get('since') ?? 0);
    const scope = searchParams.get('scope') ?? '*';
    const rest = [...list.values()].filter(
      (each) => each.place > since && (scope === '*' || countyOf(each.row).startsWith(scope)),
    );
    const page = rest.slice(0, Math.min(pageSize, Number(searchParams.get('limit'))));
    const more = rest.length > page.length;
    sendJson(response, { code: '200', cursor: String(page.at(-1)?.place ?? since), more, [name]: page.map(({ row }) => row) });
  });
  return {
    ...office,
    touch(name, ...rows) {
      const list = lists.get(name);
      for (const row of rows) {
        list?.delete(row[keys[name]]);
        list?.set(row[keys[name]], { place: ++place, row });
      }
    },
    failAfter(requests) {
      left = requests ?? Number.POSITIVE_INFINITY;
    },
    [Symbol.asyncDispose]: () => office[Symbol.asyncDispose](),
  };
}

function countyOf({ CantonCode, areaCode, DOMDISTRICT }: Row): string {
  return String(CantonCode ?? areaCode ?? DOMDISTRICT ?? '');
}

export const FILING_LISTS = { filings: 'FilingNo', contracts: 'ContractNo' } as const;
export const ESTATE_LISTS = { estates: 'id', committees: 'committeeNo' } as const;
export const REGISTRY_LISTS = { subjects: 'PRIPID' } as const;
