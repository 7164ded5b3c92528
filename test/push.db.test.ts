import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { type PushProcess, startPushProcess } from '../jobs/push/push-process.ts';
import { forkPushProgram } from '../src/cli/push-process.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { type RunningServer, startServer } from '../src/server/server.ts';
import { eachDatabase } from './support/databases.ts';
import { contractOf, filingOf } from './support/filing-rows.ts';
import { csvOf, wireOf } from './support/pushes.ts';
import { usccOf } from './support/uscc.ts';
import { bomb, workbookBytes } from './support/workbook.ts';

const BUREAU = 'a-token-of-the-bureau';
const OTHER = 'a-token-of-another-one';
const TAX = 'a-token-of-the-tax-bureau';
const HOUSING = 'a-token-of-the-housing-authority';
const parties = [
  { id: 'bureau', source: 'registry', token: BUREAU },
  { id: 'other', source: 'registry', token: OTHER },
  { id: 'tax-1404', source: 'tax', token: TAX },
  { id: 'housing', source: 'filing', token: HOUSING },
];

interface Desk extends AsyncDisposable {
  readonly hub: Hub;
  readonly server: RunningServer;
  readonly logged: string[];
  /** Of the path after `/push/`. */
  ask(path: string, options?: RequestInit & { readonly token?: string | null }): Promise<Response>;
  send(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>, path?: string): Promise<Response>;
}

eachDatabase('pushing over HTTP', (fresh) => {
  const open = async (who = parties, requestMs = 30_000): Promise<Desk> => {
    const database = await fresh();
    const hub = await openHub({ databaseUrl: database.url });
    const logged: string[] = [];
    const intake: PushProcess = startPushProcess({
      startProcess: () =>
        forkPushProgram({ databaseUrl: database.url, population: 'property-services', registryStatusCodes: 'NATIONAL' }),
    });
    const logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
    const server = await startServer({ hub, port: 0, logger, pushes: { intake, parties: who }, requestMs });
    const ask: Desk['ask'] = (path, { token = BUREAU, headers, ...options } = {}) =>
      fetch(`${server.url}/push/${path}`, {
        ...options,
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
      });
    return {
      hub,
      server,
      logged,
      ask,
      send: (body, headers = {}, path = 'registration') => ask(path, { method: 'POST', body, headers }),
      async [Symbol.asyncDispose]() {
        await intake.close();
        await server.close();
        await hub.close();
        await database[Symbol.asyncDispose]();
      },
    };
  };
  const codeOf = async (response: Response) => [
    response.status,
    ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code,
  ];

  it('is for known parties only, each with the records of its own source', async () => {
    await using desk = await open();
    const body = csvOf([wireOf(1)]);
    const as = (token: string | null, path = 'registration') => desk.ask(path, { method: 'POST', body, token });
    expect(await codeOf(await as(null))).toEqual([401, 'PUSH_TOKEN']);
    expect(await codeOf(await as(`${BUREAU}x`))).toEqual([401, 'PUSH_TOKEN']);
    expect(await codeOf(await as(TAX))).toEqual([403, 'PUSH_NOT_YOURS']);
    expect(await codeOf(await as(BUREAU, 'nothing'))).toEqual([404, 'PUSH_TYPE_UNKNOWN']);
    expect(await codeOf(await desk.ask('quarantine', { token: null }))).toEqual([401, 'PUSH_TOKEN']);
    // What was not understood would be taken for absent: a dry run would write.
    for (const query of ['dryRun=TRUE', 'dryRun=yes', 'dryRun', 'answer=xlsx', 'dryRun=true&dryRun=true']) {
      expect([query, ...(await codeOf(await as(BUREAU, `registration?${query}`)))]).toEqual([query, 400, 'PARAMETER_VALUE']);
    }
    expect(await codeOf(await as(BUREAU, 'registration?dryrun=true'))).toEqual([400, 'PARAMETER_UNKNOWN']);
    for (const query of ['format=pdf', 'recordType=nonsense', 'recordType=taxpayer', 'after=-1']) {
      const refused = await codeOf(await desk.ask(`quarantine?${query}`));
      expect([query, ...refused]).toEqual([query, 400, 'PARAMETER_VALUE']);
    }
    expect(await (await as(BUREAU, 'registration?dryRun=true')).json()).toMatchObject({ dryRun: true, counts: { created: 1 } });
    for (let i = 0; i < 20; i++) await as('guess');
    expect(await codeOf(await as('guess'))).toEqual([429, 'PUSH_TOO_OFTEN']);
    // Whoever has a token is not shut out by the guesses of others.
    expect((await desk.ask('quarantine')).status).toBe(200);
    const receipt = async (token: string | null) => codeOf(await desk.ask('receipts/20260714-0000000000-6', { token }));
    for (let i = 0; i < 20; i++) await receipt(null);
    expect(await receipt(null)).toEqual([429, 'PUSH_TOO_OFTEN']);
    expect(await receipt(BUREAU)).toEqual([404, 'RECEIPT_UNKNOWN']);
    expect((await getHead(desk.hub)).position).toBe(0);
    expect(desk.logged.join('')).not.toMatch(/a-token|guess|Bearer/i);
  });

  it('is for nobody where none is named, and says how to name one', async () => {
    await using desk = await open([]);
    const refused = await desk.send(csvOf([wireOf(1)]));
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('HUTONG_PUSH_PARTIES')]);
  });

  it('answers each record, and the same to the same key; the receipt can be printed', async () => {
    await using desk = await open();
    const body = csvOf([wireOf(1), wireOf(2, { uscc: 'x' }), ...Array.from({ length: 2_000 }, (_, i) => wireOf(10 + i))]);
    const headers = { 'idempotency-key': 'week-27', 'hutong-totals': 'records=2002', 'content-type': 'text/csv' };
    const first = await desk.send(body, headers);
    const text = await first.text();
    const answer = JSON.parse(text) as { receipt: string; counts: object; position: string; records: { key: string | null }[] };
    expect([first.status, answer.counts, answer.position]).toEqual([
      200,
      expect.objectContaining({ read: 2_002, created: 2_001, refused: 1 }),
      '2001',
    ]);
    expect(answer.records.map(({ key }) => key).slice(0, 3)).toEqual([usccOf(1), null, usccOf(10)]);
    expect(answer.records).toHaveLength(2_002);
    expect(await (await desk.send(body, headers)).text()).toBe(text);
    expect(await codeOf(await desk.send(csvOf([wireOf(1)]), { ...headers, 'hutong-totals': '' }))).toEqual([
      422,
      'PUSH_KEY_REUSED',
    ]);
    expect(await codeOf(await desk.send(body, { 'hutong-totals': 'records=2001' }))).toEqual([422, 'PUSH_TOTALS_MISMATCH']);
    for (const totals of ['rows', `${'records=2002,'.repeat(90)}sha256=${'0'.repeat(64)}`]) {
      expect(await codeOf(await desk.send(body, { 'hutong-totals': totals }))).toEqual([400, 'PUSH_TOTALS_FORM']);
    }
    expect(await codeOf(await desk.send(''))).toEqual([400, 'PUSH_EMPTY']);

    const receipt = (accept: string, number = answer.receipt) =>
      fetch(`${desk.server.url}/push/receipts/${number}`, { headers: { accept } });
    expect(await (await receipt('application/json')).json()).toMatchObject({ receipt: answer.receipt, counts: answer.counts });
    const page = await (await receipt('text/html')).text();
    expect(page).toContain(answer.receipt);
    expect(page).toMatch(/新增<\/th><td>2001 条/);
    const wrong = answer.receipt.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    expect((await receipt('text/html', wrong)).status).toBe(400);
    expect(await codeOf(await receipt('application/json', '20260714-0000000000-6'))).toEqual([404, 'RECEIPT_UNKNOWN']);
  });

  it('lets a sender see, take back and mend what of its own waits', async () => {
    await using desk = await open();
    await desk.send(csvOf([wireOf(1, { uscc: 'x', legalRepresentative: '王小明' })]));
    const waiting = async (token: string) =>
      ((await (await desk.ask('quarantine', { token })).json()) as { records: { wire: object; quarantine: string }[] }).records;
    expect(await waiting(OTHER)).toEqual([]);
    expect(await waiting(BUREAU)).toMatchObject([{ wire: { ENTNAME: wireOf(1).ENTNAME, LEREP: '王小明' } }]);

    const table = await desk.ask('quarantine?format=csv');
    const csv = await table.text();
    expect(csv).toMatch(/隔离编号,错误说明\r\n.*王小明.*第 2 行「UNISCID」/s);
    const workbook = await desk.ask('quarantine', {
      headers: { accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    });
    const bytes = Buffer.from(await workbook.arrayBuffer());
    expect(bytes.readUInt32BE(0)).toBe(0x504b0304);

    const mended = await desk.send(csv.replace(/(^|,)x(?=,)/m, `$1${usccOf(1)}`));
    expect(await mended.json()).toMatchObject({ counts: { created: 1 } });
    expect(await waiting(BUREAU)).toEqual([]);

    // Rows of two types, of one of which not even its number could be read, are a table each.
    const filing = JSON.stringify(filingOf(2, { FilingNo: '', RealtyMgeComCode: 'x', SubmitDate: '?' }));
    await desk.ask('company-filing', { method: 'POST', body: filing, token: HOUSING });
    const contract = JSON.stringify(contractOf(3, { SignDate: '?' }));
    await desk.ask('service-contract', { method: 'POST', body: contract, token: HOUSING });
    expect(await waiting(HOUSING)).toMatchObject([{ recordType: 'company-filing' }, { recordType: 'service-contract' }]);
    expect(await codeOf(await desk.ask('quarantine?format=xlsx', { token: HOUSING }))).toEqual([400, 'PUSH_WAITING_TYPES']);
    for (const [type, own, other] of [
      ['company-filing', 'FilingType', 'ContractNo'],
      ['service-contract', 'ContractNo', 'FilingType'],
    ] as const) {
      const text = await (await desk.ask(`quarantine?format=csv&recordType=${type}`, { token: HOUSING })).text();
      expect([text.includes(own), text.includes(other), text.trim().split('\r\n').length]).toEqual([true, false, 2]);
    }
  });

  it('takes a few records by GraphQL, under the same rules', async () => {
    await using desk = await open();
    const query = `mutation ($records: [JSON!]!, $key: String, $totals: PushTotals) {
      push(recordType: "registration", records: $records, idempotencyKey: $key, totals: $totals) {
        receipt counts { created refused } position records { row key outcome kind position quarantine problems { code field message } }
      }
    }`;
    const mutate = async (variables: object, token: string | null = BUREAU) => {
      const answer = await fetch(`${desk.server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      return (await answer.json()) as { data?: { push: { receipt: string } }; errors?: { extensions: { code: string } }[] };
    };
    const records = [wireOf(1), wireOf(2, { uscc: 'x' }), ...Array.from({ length: 998 }, (_, i) => wireOf(10 + i))];
    const answer = await mutate({ records, key: 'g-1', totals: { records: 1_000 } });
    expect(answer.data?.push).toMatchObject({
      counts: { created: 999, refused: 1 },
      position: '999',
      records: expect.arrayContaining([
        expect.objectContaining({ row: 1, key: usccOf(1), outcome: 'ACCEPTED', kind: 'CREATED', position: '1' }),
        expect.objectContaining({
          row: 2,
          outcome: 'REFUSED',
          problems: [expect.objectContaining({ field: 'UNISCID', message: expect.stringContaining('第 2 行') })],
        }),
      ]),
    });
    expect(await mutate({ records, key: 'g-1' })).toEqual(answer);
    const code = async (variables: object, token?: string | null) =>
      (await mutate(variables, token)).errors?.[0]?.extensions.code;
    expect(await code({ records }, null)).toBe('PUSH_TOKEN');
    expect(await code({ records }, TAX)).toBe('PUSH_NOT_YOURS');
    expect(await code({ records: [] })).toBe('PUSH_NO_RECORDS');
    expect(await code({ records: [...records, wireOf(3)] })).toBe('PUSH_RECORDS_COUNT');
    expect(await code({ records, totals: { records: 9 } })).toBe('PUSH_TOTALS_MISMATCH');
  });

  it('answers the graph to whoever the token says, and to nobody with a wrong one', async () => {
    await using desk = await open();
    await desk.send(csvOf([wireOf(1), wireOf(2, { uscc: 'x', legalRepresentative: '王小明' })]));
    const ask = async (token: string | null, query: string) => {
      const answer = await fetch(`${desk.server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await answer.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
      return [answer.status, errors?.[0]?.extensions.code ?? data];
    };
    const waiting = '{ quarantine { totalCount nodes { sender wire } } }';
    const row = { sender: 'bureau', wire: expect.objectContaining({ LEREP: '王小明' }) };
    expect(await ask(null, waiting)).toEqual([200, { quarantine: { totalCount: 1, nodes: [row] } }]);
    expect(await ask(BUREAU, waiting)).toEqual([200, { quarantine: { totalCount: 1, nodes: [row] } }]);
    expect(await ask(OTHER, waiting)).toEqual([200, { quarantine: { totalCount: 0, nodes: [] } }]);
    for (const query of [waiting, 'mutation { dropQuarantined(id: "1") }']) {
      expect(await ask('guess', query)).toEqual([401, 'PUSH_TOKEN']);
    }
    expect(await ask(BUREAU, 'mutation { dropQuarantined(id: "1") }')).toEqual([200, 'NOT_ALLOWED']);
    const challenge = `mutation { challengeRecord(recordType: "registration", key: "${usccOf(1)}", field: "name", reason: "与执照不符")
      { challenger } }`;
    expect(await ask(TAX, challenge)).toEqual([200, { challengeRecord: { challenger: 'tax-1404' } }]);
    expect(await ask(null, 'mutation { dropQuarantined(id: "1") }')).toEqual([200, { dropQuarantined: true }]);
  });

  it('takes in nothing of a body that was cut off, and no bomb', async () => {
    await using desk = await open();
    const { hostname, port } = new URL(desk.server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(
      `POST /push/registration HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${BUREAU}\r\nContent-Length: 90000\r\n\r\n${csvOf([wireOf(1)])}`,
    );
    socket.end();
    await once(socket.resume(), 'close');
    const text = `<si><t>${'x'.repeat(1_000)}</t></si>`.repeat(100);
    const sharedPart = bomb('<sst>', text, 600, '</sst>');
    const bombed = await desk.send(new Uint8Array(workbookBytes('', { sharedPart })));
    expect(await codeOf(bombed)).toEqual([422, 'WORKBOOK_TOO_LARGE']);
    expect((await getHead(desk.hub)).position).toBe(0);
  });

  it('waits for a push that comes slowly, and for nothing else', async () => {
    await using desk = await open(parties, 50);
    const { hostname, port } = new URL(desk.server.url);
    const begin = async (path: string) => {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      const body = csvOf([wireOf(1)]);
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${BUREAU}\r\nContent-Type: application/json\r\n` +
          `Connection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 20)}`,
      );
      return { socket, rest: body.slice(20), answer: text(socket) };
    };
    const push = await begin('/push/registration');
    const query = await begin('/graphql');
    // Later than the push, which has taken longer than that already.
    expect(await query.answer).toMatch(/^HTTP\/1.1 408 /);
    push.socket.write(push.rest);
    expect(await push.answer).toMatch(/^HTTP\/1.1 200 .*"created":1/s);
  });

  it('lets two push at once, and answers readers meanwhile', async () => {
    await using desk = await open();
    const bodyOf = (from: number) => csvOf(Array.from({ length: 2_500 }, (_, i) => wireOf(from + i)));
    const [one, other] = [desk.send(bodyOf(1)), desk.ask('registration', { method: 'POST', body: bodyOf(10_001), token: OTHER })];
    const ready = await fetch(`${desk.server.url}/health/live`);
    expect(ready.status).toBe(200);
    const answers = await Promise.all([one, other].map(async (answer) => (await answer).json()));
    expect(answers).toMatchObject([{ counts: { created: 2_500 } }, { counts: { created: 2_500 } }]);
    expect((await getHead(desk.hub)).position).toBe(5_000);
  });
});
