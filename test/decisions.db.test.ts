/** What people decide over the graph: runs that wait, records set aside, challenges; and who may not. */
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { deskOf } from '../jobs/desk.ts';
import { anybody, operator, type Viewer } from '../src/access/viewer.ts';
import { type Entry, putEntry } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { finishRun, startRun } from '../src/feed/runs.ts';
import { writeBatch } from '../src/feed/write.ts';
import { startServer } from '../src/server/server.ts';
import { eachDatabase } from './support/databases.ts';
import { type Given, observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';
import { hubOn } from './support/with-hub.ts';

const shared: Viewer['classes'] = new Set(['PUBLIC', 'PUBLIC_BY_DUTY', 'SHARED']);
const bureau: Viewer = { party: 'approval-bureau', source: 'registry', classes: shared, personalInClear: true };
const taxBureau: Viewer = { party: 'tax-bureau', source: 'tax', classes: shared, personalInClear: false };
const company: Viewer = { party: 'a-company', classes: anybody.classes, personalInClear: false };

const connector = registryConnector();

interface Asked {
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as deep as its query
  readonly data: any;
  readonly codes: readonly string[];
}

interface Graph extends AsyncDisposable {
  ask(query: string, variables?: object): Promise<Asked>;
}

async function graphOf(hub: Hub, viewer: Viewer, withDesk = true): Promise<Graph> {
  const desk = deskOf(hub, () => connector, 'property-services');
  const server = await startServer({ hub, port: 0, viewer, logger: pino({ level: 'silent' }), ...(withDesk ? { desk } : {}) });
  return {
    async ask(query, variables = {}) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        body: JSON.stringify({ query, variables }),
        headers: { 'content-type': 'application/json' },
      });
      const { data, errors = [] } = (await response.json()) as {
        data: unknown;
        errors?: readonly { readonly extensions: { readonly code: string } }[];
      };
      return { data, codes: errors.map(({ extensions }) => extensions.code) };
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const write = async (hub: Hub, companies: Readonly<Record<number, Given>>) => {
  const entries: Entry[] = Object.entries(companies).map(([n, given]) =>
    putEntry(observed(Number(n), given), hub.fingerprint, { population: 'all' }),
  );
  return (await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() })).position;
};

async function waitingRun(hub: Hub): Promise<string> {
  const run = await startRun(hub, {
    ...{ source: 'registry', mode: 'full', input: 'x.csv', inputFingerprint: 'f', recordTypes: ['registration'] },
  });
  await finishRun(hub, run, null, 'waiting', { code: 'FULL_SHRANK', params: { run: '1', missing: '1', holding: '1' } });
  return String(run.id);
}

const DECIDE: readonly (readonly [string, string])[] = [
  ['approveRun', 'mutation { approveRun(id: "1", reason: "好") { id } }'],
  ['rejectRun', 'mutation { rejectRun(id: "1", reason: "好") { id } }'],
  ['releaseQuarantined', 'mutation { releaseQuarantined(id: "1", confirm: true) { released } }'],
  ['retryQuarantined', 'mutation { retryQuarantined { tried } }'],
  ['dropQuarantined', 'mutation { dropQuarantined(id: "1") }'],
];

const CHALLENGE = `mutation ($key: String!, $field: String!, $ownValue: JSON, $at: At) {
  challengeRecord(recordType: "registration", key: $key, field: $field, ownValue: $ownValue, at: $at, reason: "与执照不符") {
    id owner challenger position state dueOn isOverdue ownValue reason } }`;
const ANSWER = `mutation ($id: ID!, $answer: ChallengeAct!, $correction: Position, $to: String) {
  answerChallenge(id: $id, answer: $answer, correction: $correction, to: $to, remark: "已核对") {
    state owner dueOn correction steps { act party owner remark } } }`;
const CHALLENGES = `query ($filter: ChallengeFilter) {
  challenges(filter: $filter) { nodes { id state isOverdue ownValue reason } pageInfo { hasNextPage } } }`;
const DISPUTED = `query ($uscc: USCC!, $at: At) {
  company(uscc: $uscc, at: $at) { registration { name disputed { id field ownValue reason challenger } } } }`;

eachDatabase('decisions over the graph', (fresh) => {
  const withHub = hubOn(fresh);

  it('are the operator’s alone, and are carried out where a desk is', () =>
    withHub(async (hub) => {
      const id = await waitingRun(hub);
      for (const viewer of [anybody, company, bureau]) {
        await using graph = await graphOf(hub, viewer);
        for (const [name, query] of DECIDE)
          expect([name, await graph.ask(query)]).toMatchObject([name, { codes: ['NOT_ALLOWED'] }]);
        const seen = await graph.ask(
          '{ runs { nodes { id } } sources { name waitingRuns { id } } quarantine { totalCount nodes { id } } }',
        );
        expect(seen.data).toMatchObject({ runs: { nodes: [] }, quarantine: { totalCount: 0, nodes: [] } });
        expect(seen.data.sources.flatMap((source: { waitingRuns: unknown[] }) => source.waitingRuns)).toEqual([]);
      }
      await using closed = await graphOf(hub, operator, false);
      expect((await closed.ask(`mutation { approveRun(id: "${id}", reason: "好") { id } }`)).codes).toEqual(['DESK_CLOSED']);
    }));

  it('approve a run, reject one, and say what waits', () =>
    withHub(async (hub, clock) => {
      await write(hub, { 1: {}, 2: {} });
      await using graph = await graphOf(hub, operator);
      const id = await waitingRun(hub);
      const waits = await graph.ask(
        '{ runs(filter: { state: WAITING }) { nodes { id state problem { code } } } sources { name waitingRuns { id } } }',
      );
      expect(waits.data.runs.nodes).toEqual([{ id, state: 'WAITING', problem: { code: 'FULL_SHRANK' } }]);
      expect(waits.data.sources).toContainEqual({ name: 'registry', waitingRuns: [{ id }] });
      expect((await graph.ask(`mutation { approveRun(id: "${id}", reason: " ") { id } }`)).codes).toEqual(['TEXT_MISSING']);
      expect((await graph.ask('mutation { approveRun(id: "99", reason: "好") { id } }')).codes).toEqual(['RUN_ABSENT']);
      const approved = await graph.ask(
        `mutation { approveRun(id: "${id}", reason: "已核实") { state counts { ended } decision { kind by reason at } } }`,
      );
      expect(approved.data.approveRun).toEqual({
        state: 'DONE',
        counts: { ended: 2 },
        decision: { kind: 'approved', by: 'operator', reason: '已核实', at: new Date(clock.now()).toISOString() },
      });
      const other = await waitingRun(hub);
      // One that is refused takes nothing of what another one in the request was answered.
      expect(
        await graph.ask(`mutation {
          approveRun(id: "99", reason: "好") { id }
          rejectRun(id: "${other}", reason: "不全") { state decision { kind } }
        }`),
      ).toEqual({
        data: { approveRun: null, rejectRun: { state: 'FAILED', decision: { kind: 'rejected' } } },
        codes: ['RUN_ABSENT'],
      });
      const page = await graph.ask('{ runs(first: 1) { nodes { id } pageInfo { hasNextPage endCursor } } }');
      expect(page.data.runs).toEqual({ nodes: [{ id: other }], pageInfo: { hasNextPage: true, endCursor: other } });
    }));

  it('read what was set aside again, and drop it', () =>
    withHub(async (hub) => {
      const wire = (n: number, given: object) => ({
        plain: {
          UNISCID: usccOf(n),
          ENTNAME: `太原第${n}物业服务有限公司`,
          ESTDATE: '2010-01-01',
          OPSCOPE: '物业管理',
          ...given,
        },
        personal: {},
      });
      const refused = (n: number, given: object): Entry => ({
        ...{ problems: [{ code: 'STATUS_UNKNOWN', params: {} }], about: { recordType: 'registration', key: usccOf(n) } },
        origin: { row: n, wire: wire(n, given) },
      });
      const entries = [refused(1, { REGSTATE: '1' }), refused(2, { REGSTATE: '看不懂' }), refused(3, { REGSTATE: '1' })];
      await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
      await using graph = await graphOf(hub, operator);
      const release = (id: number) =>
        graph.ask(`mutation { releaseQuarantined(id: "${id}") { released position problems { code } } }`);
      expect((await release(1)).data.releaseQuarantined).toEqual({ released: true, position: '1', problems: [] });
      expect((await release(2)).data.releaseQuarantined).toMatchObject({
        released: false,
        problems: [{ code: 'STATUS_UNKNOWN' }],
      });
      expect((await release(1)).codes).toEqual(['CLI_QUARANTINE_ABSENT']);
      const retried = await graph.ask(
        'mutation { retryQuarantined(code: "STATUS_UNKNOWN") { tried accepted superseded waiting isAll last } }',
      );
      expect(retried.data.retryQuarantined).toEqual({
        ...{ tried: 2, accepted: 1, superseded: 0, waiting: 1, isAll: true, last: '3' },
      });
      const after = (id: number) => graph.ask(`mutation { retryQuarantined(after: "${id}") { tried last } }`);
      expect((await after(1)).data.retryQuarantined).toEqual({ tried: 1, last: '2' });
      expect((await after(2)).data.retryQuarantined).toEqual({ tried: 0, last: null });
      expect((await graph.ask('mutation { dropQuarantined(id: "2") }')).data.dropQuarantined).toBe(true);
      expect((await graph.ask('mutation { dropQuarantined(id: "2") }')).codes).toEqual(['CLI_QUARANTINE_ABSENT']);
      expect((await graph.ask('{ quarantine(state: WAITING) { totalCount } }')).data.quarantine.totalCount).toBe(0);
    }));
});

eachDatabase('a challenge', (fresh) => {
  const withHub = hubOn(fresh);
  const DAY = 86_400_000;

  it('is raised by a party about what it reads, is seen by the owner with its clock, and shows on the record', () =>
    withHub(async (hub, clock) => {
      await write(hub, { 1: { name: '太原一号物业有限公司', legalRepresentative: '张三' } });
      await using party = await graphOf(hub, company);
      await using nobody = await graphOf(hub, anybody);
      await using owner = await graphOf(hub, bureau);
      await using tax = await graphOf(hub, taxBureau);
      const key = usccOf(1);
      expect((await nobody.ask(CHALLENGE, { key, field: 'name' })).codes).toEqual(['NOT_ALLOWED']);
      expect((await party.ask(CHALLENGE, { key, field: 'pripid' })).codes, 'it does not see the field').toEqual([
        'CHALLENGE_FIELD',
      ]);
      expect((await party.ask(CHALLENGE, { key: usccOf(2), field: 'name' })).codes).toEqual(['RECORD_ABSENT']);
      const ofNoType = CHALLENGE.replace('"registration"', '"nonsense"');
      expect((await party.ask(ofNoType, { key, field: 'name' })).codes).toEqual(['RECORD_TYPE_UNKNOWN']);
      const raised = await party.ask(CHALLENGE, { key, field: 'name', ownValue: '太原壹号物业有限公司' });
      expect(raised.data.challengeRecord).toEqual({
        ...{ id: '1', owner: 'registry', challenger: 'a-company', position: '1', state: 'OPEN', dueOn: '2025-10-15' },
        ...{ isOverdue: false, ownValue: '太原壹号物业有限公司', reason: '与执照不符' },
      });
      expect((await party.ask(CHALLENGE, { key, field: 'name' })).codes).toEqual(['CHALLENGE_OPEN']);
      // A personal value is kept apart, and is masked as the record's is.
      await party.ask(CHALLENGE, { key, field: 'legalRepresentative', ownValue: '李四' });
      expect(JSON.stringify(await hub.db.read.selectFrom('challenge').selectAll().execute())).not.toContain('李四');
      const values = async (graph: Graph) =>
        (await graph.ask(CHALLENGES)).data.challenges.nodes.map((node: { ownValue: string }) => node.ownValue);
      expect(await values(party)).toEqual(['太原壹号物业有限公司', '李四']);
      expect(await values(owner)).toEqual(['太原壹号物业有限公司', '李四']);
      expect([await values(tax), await values(nobody)]).toEqual([[], []]);

      const shown = (await tax.ask(DISPUTED, { uscc: key })).data.company.registration;
      expect(shown.disputed).toEqual([
        { id: '1', field: 'name', ownValue: '太原壹号物业有限公司', reason: null, challenger: 'a-company' },
        { id: '2', field: 'legalRepresentative', ownValue: '李**', reason: null, challenger: 'a-company' },
      ]);
      clock.advance(16 * DAY);
      expect((await owner.ask(CHALLENGES, { filter: { overdue: true } })).data.challenges.nodes).toMatchObject([
        { id: '1', isOverdue: true },
        { id: '2', isOverdue: true },
      ]);
    }));

  it('is answered by the owner only: passed on it is due anew, agreed to it names the correction', () =>
    withHub(async (hub, clock) => {
      await write(hub, { 1: { name: '错的名' }, 2: {} });
      const key = usccOf(1);
      await using party = await graphOf(hub, company);
      await using owner = await graphOf(hub, bureau);
      await using tax = await graphOf(hub, taxBureau);
      await party.ask(CHALLENGE, { key, field: 'name' });
      const answer = (graph: Graph, variables: object) => graph.ask(ANSWER, { id: '1', ...variables });
      expect((await answer(party, { answer: 'UPHELD' })).codes).toEqual(['NOT_ALLOWED']);
      expect((await answer(tax, { answer: 'UPHELD' })).codes, 'it does not concern it').toEqual(['CHALLENGE_ABSENT']);
      expect((await answer(owner, { answer: 'PASSED_ON', to: 'registry' })).codes).toEqual(['CHALLENGE_PASS']);
      clock.advance(10 * DAY);
      expect((await answer(owner, { answer: 'PASSED_ON', to: 'tax' })).data.answerChallenge).toMatchObject({
        ...{ state: 'OPEN', owner: 'tax', dueOn: '2025-10-25' },
      });
      await answer(tax, { answer: 'PASSED_ON', to: 'registry' });
      expect((await answer(owner, { answer: 'AGREED', correction: '2' })).codes, 'another record').toEqual([
        'CHALLENGE_CORRECTION',
      ]);
      expect((await answer(owner, { answer: 'AGREED', correction: '1' })).codes, 'what is disputed').toEqual([
        'CHALLENGE_CORRECTION',
      ]);
      const correction = String(await write(hub, { 1: { name: '对的名' } }));
      const agreed = (await answer(owner, { answer: 'AGREED', correction })).data.answerChallenge;
      expect(agreed).toMatchObject({ state: 'AGREED', correction });
      expect(agreed.steps.map(({ act, party: by, owner: to }: Record<string, string>) => [act, by, to])).toEqual([
        ['RAISED', 'a-company', 'registry'],
        ['PASSED_ON', 'approval-bureau', 'tax'],
        ['PASSED_ON', 'tax-bureau', 'registry'],
        ['AGREED', 'approval-bureau', 'registry'],
      ]);
      expect((await answer(owner, { answer: 'UPHELD' })).codes).toEqual(['CHALLENGE_SETTLED']);
      expect((await party.ask(DISPUTED, { uscc: key })).data.company.registration.disputed).toEqual([]);
      expect((await getHead(hub)).position, 'nothing of it is in the feed').toBe(Number(correction));
    }));

  it('shows on each record of a page that is disputed', () =>
    withHub(async (hub) => {
      const numbers = Array.from({ length: 30 }, (_, i) => i + 1);
      await write(hub, Object.fromEntries(numbers.map((n) => [n, {}])));
      await using party = await graphOf(hub, company);
      for (const n of numbers.slice(0, 12)) await party.ask(CHALLENGE, { key: usccOf(n), field: 'name' });
      const page = await party.ask('{ companies(first: 30) { nodes { registration { disputed { id } } } } }');
      const disputed = page.data.companies.nodes.flatMap(
        (node: { registration: { disputed: unknown[] } }) => node.registration.disputed,
      );
      expect(disputed).toHaveLength(12);
    }));
});
