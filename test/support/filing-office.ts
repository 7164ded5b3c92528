/** A housing authority whose lists a test fills: each row stands at its place in the office's own sequence, as it is now. */
import { type FakeOffice, fakeOffice, sendJson } from './fake-office.ts';

type Row = Readonly<Record<string, unknown>>;

export interface FilingOffice extends FakeOffice {
  /** Rows that were touched, in this order; one of the same number moves to the end. */
  touch(list: 'filings' | 'contracts', ...rows: readonly Row[]): void;
  /** The office answers 500 to every request after so many more; undefined: it answers. */
  failAfter(requests: number | undefined): void;
}

/** @param pageSize the most rows that it gives at once */
export async function filingOffice(pageSize = 500): Promise<FilingOffice> {
  const lists: Record<'filings' | 'contracts', Map<unknown, { place: number; row: Row }>> = {
    filings: new Map(),
    contracts: new Map(),
  };
  let place = 0;
  let left = Number.POSITIVE_INFINITY;
  const office = await fakeOffice((response, request) => {
    if (left-- <= 0) {
      sendJson(response, {}, 500);
      return;
    }
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://office');
    const name = pathname === '/filings' ? 'filings' : 'contracts';
    const since = Number(searchParams.get('since') ?? 0);
    const scope = searchParams.get('scope') ?? '*';
    const rest = [...lists[name].values()].filter(
      (each) => each.place > since && (scope === '*' || String(each.row.CantonCode).startsWith(scope)),
    );
    const page = rest.slice(0, Math.min(pageSize, Number(searchParams.get('limit'))));
    const more = rest.length > page.length;
    sendJson(response, { code: '200', cursor: String(page.at(-1)?.place ?? since), more, [name]: page.map(({ row }) => row) });
  });
  return {
    ...office,
    touch(list, ...rows) {
      for (const row of rows) {
        const number = row.FilingNo ?? row.ContractNo;
        lists[list].delete(number);
        lists[list].set(number, { place: ++place, row });
      }
    },
    failAfter(requests) {
      left = requests ?? Number.POSITIVE_INFINITY;
    },
    [Symbol.asyncDispose]: () => office[Symbol.asyncDispose](),
  };
}
