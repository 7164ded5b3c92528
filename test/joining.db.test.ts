/** Records of several sources joined: who and what they name is found among what the hub knows, and what a company has is found by it. */
import { describe, expect, it } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { organisationCheckCharacter } from '../src/domain/identifier/organisation-code.ts';
import { orgCodeOfUscc } from '../src/domain/identifier/uscc.ts';
import { describe as describeProblem } from '../src/domain/message/describe.ts';
import type { Problem } from '../src/domain/message/problem.ts';
import type { CompanyNumber, Observation, ToldStep } from '../src/domain/record/observation.ts';
import type { Content } from '../src/domain/record/record-type.ts';
import { closeEntry } from '../src/feed/entry.ts';
import { estateId } from '../src/feed/estate-book.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead, type Pin } from '../src/feed/position.ts';
import { findRelated } from '../src/feed/related.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { type BatchResult, writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { countedRandomness, FakeClock } from './support/fake-clock.ts';
import { observed } from './support/registrations.ts';
import { contractOf, estateRow, type GivenEstate, record, taxpayerOf, writeAs } from './support/sent-records.ts';
import { usccOf } from './support/uscc.ts';

const said = ({ outcomes }: BatchResult) => outcomes.map(({ outcome }) => outcome);
const codesOf = ({ outcomes }: BatchResult) => outcomes.flatMap(({ problems }) => problems.map(({ code }) => code));
const told = (result: BatchResult) =>
  result.outcomes.flatMap(({ problems }) => problems.map((each: Problem) => describeProblem(each, 'zh'))).join('\n');

const options = (databaseUrl: string) =>
  ({ databaseUrl, clock: new FakeClock(), randomness: countedRandomness(), connections: 2, writer: 'inline' }) as const;

eachDatabase('joined records', (fresh) => {
  /** Whatever happens in a test, the feed it leaves verifies. */
  async function withHub<T>(use: (hub: Hub) => Promise<T>): Promise<T> {
    await using database = await fresh();
    const hub = await openHub(options(database.url));
    try {
      const answer = await use(hub);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
      return answer;
    } finally {
      await hub.close();
    }
  }
  const companyOf = async (hub: Hub, djxh: string) => {
    const rows = await hub.db.write
      .selectFrom('version')
      .select('content')
      .where('record_type', '=', 'taxpayer')
      .where('record_key', '=', djxh)
      .orderBy('position', 'desc')
      .execute();
    return (JSON.parse(rows[0]?.content ?? '{}') as { uscc?: string }).uscc ?? null;
  };
  /** Names and ids of all versions of estates, in the order in which they came. */
  const idsOf = async (hub: Hub) => {
    const query = hub.db.write.selectFrom('version').select(['record_key', 'content']).where('record_type', '=', 'estate');
    const rows = await query.orderBy('position').execute();
    return rows.map(({ record_key, content }) => `${(JSON.parse(content ?? '{}') as { name?: string }).name} ${record_key}`);
  };

  describe('a company', () => {
    const companies = [
      observed(1, { name: '甲（长治）物业有限公司', registrationNo: '140400200000017', pripid: 'P1', formerNames: ['旧甲物业'] }),
      observed(2, { name: '乙物业有限公司', formerNames: ['旧物业'] }),
      observed(3, { name: '丙物业有限公司', formerNames: ['旧物业', '乙物业有限公司'] }),
      observed(4, { name: '乙物业有限公司' }),
      observed(5, { name: '丁物业有限公司', registrationNo: '61265551-8' }),
    ];
    const inner = (n: number) => orgCodeOfUscc(usccOf(n) as Parameters<typeof orgCodeOfUscc>[0]);
    const by = (kind: CompanyNumber['kind'], value: string) => ({ numbers: [{ kind, value }] });

    it('is found by its numbers, its name in any brackets and a former one; else it is in doubt, or awaited', async () =>
      withHub(async (hub) => {
        await writeAs(hub, 'registry', companies);
        const rows = [
          taxpayerOf('1', by('REGNO', '140400200000017')),
          taxpayerOf('2', by('PRIPID', 'P1')),
          taxpayerOf('3', by('ORGANISATION_CODE', String(inner(2)))),
          taxpayerOf('4', by('ORGANISATION_CODE', '612655518')),
          taxpayerOf('5', { name: '甲(长治)物业有限公司' }),
          taxpayerOf('6', { name: '旧甲物业' }),
          taxpayerOf('7', { ...by('ORGANISATION_CODE', String(inner(3))), name: '乙物业有限公司' }),
        ];
        const first = await writeAs(hub, 'tax', rows);
        expect(told(first)).toBe('');
        const found = await Promise.all(['1', '2', '3', '4', '5', '6', '7'].map((key) => companyOf(hub, key)));
        expect(found).toEqual([1, 1, 2, 5, 1, 1, 3].map(usccOf));

        const doubtful = await writeAs(hub, 'tax', [
          taxpayerOf('8', { name: '乙物业有限公司' }),
          taxpayerOf('9', { name: '旧物业' }),
          taxpayerOf('10', { ...by('PRIPID', 'P9'), name: '戊（长治）物业' }),
          taxpayerOf('11', by('PRIPID', 'P9'), { name: '己商贸' }),
        ]);
        expect(said(doubtful)).toEqual(['quarantined', 'quarantined', 'quarantined', 'outOfScope']);
        expect(told(doubtful)).toContain(`${usccOf(2)}、${usccOf(4)}`);
        expect(told(doubtful)).toContain(`${usccOf(2)}、${usccOf(3)}`);
        const lacks = await hub.db.write.selectFrom('lack').select(['kind', 'value']).orderBy('kind').orderBy('value').execute();
        expect(lacks).toEqual([
          { kind: 'NAME', value: '戊(长治)物业' },
          { kind: 'NAME', value: '戊（长治）物业' },
          { kind: 'PRIPID', value: 'P9' },
        ]);

        // Of the two companies of the name one only has a tax registration: that makes it no surer.
        const company = { want: { kind: 'company', field: '企业名称', identifiers: [], name: '乙物业有限公司' } } as const;
        const want = { kind: 'taxpayer', field: '登记序号', serial: null, company } as const;
        const more = record(
          'taxpayer',
          '',
          {},
          { needs: { wants: [want], complete: ([key = '']) => record('taxpayer', key, {}) } },
        );
        const unsure = await writeAs(hub, 'tax', [more]);
        expect([said(unsure), codesOf(unsure)]).toEqual([['quarantined'], ['TAXPAYER_AMBIGUOUS']]);

        const chosen = new Set([usccOf(4)]);
        expect(said(await writeAs(hub, 'tax', [taxpayerOf('8', { name: '乙物业有限公司' })], { chosen }))).toEqual(['created']);
        expect(await companyOf(hub, '8')).toBe(usccOf(4));
        const notAmong = await writeAs(hub, 'tax', [taxpayerOf('9', { name: '旧物业' })], { chosen });
        expect(codesOf(notAmong)).toEqual(['COMPANY_AMBIGUOUS']);
      }));

    it('goes on under the code that took the place of its own, step after step', async () =>
      withHub(async (hub) => {
        const replaces = (n: number): { told: ToldStep } => ({
          told: { kind: 'REPLACES', formers: [{ key: usccOf(n), on: null }] },
        });
        const asked = { kind: 'ORGANISATION_CODE', value: String(inner(1)) } as const;
        await writeAs(hub, 'registry', [observed(1, { name: '甲商贸' })], { population: 'all' });
        await writeAs(hub, 'tax', [record('taxpayer', '1', { uscc: usccOf(1), name: '甲商贸', taxpayerId: '140403123' })]);
        for (const n of [1, 2])
          await writeAs(hub, 'registry', [{ ...observed(n + 1, { name: '甲商贸' }), ...replaces(n) }], { population: 'all' });
        // The tax bureau's own number still leads to the code that it was stated under.
        const rows = [
          taxpayerOf('2', { numbers: [{ kind: 'NSRSBH', value: '140403123' }] }),
          taxpayerOf('3', { numbers: [asked] }),
          taxpayerOf('4', { numbers: [{ kind: 'USCC', value: usccOf(1) }] }),
        ];
        expect(said(await writeAs(hub, 'tax', rows))).toEqual(['created', 'created', 'created']);
        expect(await Promise.all(['2', '3', '4'].map((key) => companyOf(hub, key)))).toEqual([3, 3, 3].map(usccOf));
        const late = record('taxpayer', '5', { uscc: usccOf(1), name: '甲商贸' });
        const strange = record('taxpayer', '6', { uscc: usccOf(9), name: '甲商贸' });
        expect(said(await writeAs(hub, 'tax', [late, strange]))).toEqual(['created', 'outOfScope']);
      }));

    it('is found by the name that the hub knew it by, unless that was a slip, or the company is gone', async () =>
      withHub(async (hub) => {
        const names = ['甲物业', '乙物业', '丙物业', '丁物业'];
        const first = names.map((name, i) => observed(i + 1, { name }));
        await writeAs(hub, 'registry', first);
        await writeAs(hub, 'registry', [observed(2, { name: '乙物业', capital: '1' })]);
        await writeAs(hub, 'registry', [observed(1, { name: '甲新物业' }), observed(4, { name: '丁新物业' })]);
        await writeAs(hub, 'registry', [observed(2, { name: '乙新物业' })], { told: { kind: 'CORRECTED' } });
        const replaced: ToldStep = { kind: 'REPLACES', formers: [{ key: usccOf(3), on: null }] };
        await writeAs(hub, 'registry', [observed(5, { name: '戊物业' })], { told: replaced });
        await writeBatch(hub, { source: 'registry', receivedAt: 1, entries: [closeEntry('registration', usccOf(4))] });
        const rows = names.map((name, i) => taxpayerOf(`${i + 1}`, { name }));
        expect(said(await writeAs(hub, 'tax', rows))).toEqual(['created', 'quarantined', 'created', 'quarantined']);
        expect([await companyOf(hub, '1'), await companyOf(hub, '3')]).toEqual([usccOf(1), usccOf(5)]);
      }));

    it('keeps a number that two of its taxpayers give when one of them ends', async () =>
      withHub(async (hub) => {
        const row = (key: string, more = {}) =>
          record('taxpayer', key, { uscc: usccOf(1), name: '甲物业', taxpayerId: '140403123', ...more });
        await writeAs(hub, 'tax', [row('1'), row('2')]);
        await writeAs(hub, 'tax', [row('1', { taxpayerId: '140403999' })]);
        const open = await hub.db.write
          .selectFrom('identifier')
          .select(['value', 'since'])
          .where('kind', '=', 'NSRSBH')
          .where('until', '>', Number.MAX_SAFE_INTEGER)
          .orderBy('since')
          .execute();
        expect(open).toEqual([
          { value: '140403123', since: 2 },
          { value: '140403999', since: 3 },
        ]);
      }));

    it('is looked for in as many statements for a thousand records as for one', async () => {
      const statements: string[] = [];
      await using database = await fresh();
      const hub = await openHub({ ...options(database.url), onQuery: (text) => statements.push(text) });
      try {
        await writeAs(hub, 'registry', companies);
        const organisation = (n: number) =>
          `${String(n).padStart(8, '0')}${organisationCheckCharacter(String(n).padStart(8, '0'))}`;
        const rows = (count: number) =>
          Array.from({ length: count }, (_, i) =>
            taxpayerOf(`T${i}`, { numbers: [{ kind: 'ORGANISATION_CODE', value: organisation(i + 100) }] }, { name: '商贸' }),
          );
        const count = async (n: number) => {
          statements.length = 0;
          expect(new Set(said(await writeAs(hub, 'tax', rows(n))))).toEqual(new Set(['outOfScope']));
          return statements.length;
        };
        const one = await count(1);
        expect(one).toBeGreaterThan(0);
        expect(await count(1000)).toBeLessThanOrEqual(one + 2);
      } finally {
        await hub.close();
      }
    });
  });

  describe('an estate', () => {
    const here = '140403001001';
    const there = '140403001002';
    const history: readonly (readonly GivenEstate[])[] = [
      [
        { name: '阳光花园', code: '1', region: here },
        { name: '阳光花园', code: '2', region: there },
        { name: '朝阳小区' },
        { name: '朝阳' },
      ],
      [{ name: '阳光新苑', code: '1', region: here }, { name: '阳光花园', region: there }, { name: '朝阳小区' }],
    ];

    it('gets the same id in two hubs, in whatever batches its rows come, and keeps it', async () => {
      const stored = await Promise.all(
        [true, false].map((together) =>
          withHub(async (hub) => {
            for (const rows of history) {
              for (const part of together ? [rows] : rows.map((row) => [row])) {
                const result = await writeAs(hub, 'estate', part.map(estateRow));
                expect(told(result)).toBe('');
              }
            }
            return [await idsOf(hub), (await getHead(hub)).digest];
          }),
        ),
      );
      expect(stored[0]).toEqual(stored[1]);
      const names = stored[0]?.[0] as readonly string[];
      const ids = names.map((each) => each.split(' ')[1]);
      // Two of one name in two communities; the third twice in one batch; then a new name under a known code.
      expect(ids.slice(0, 3)).toHaveLength(new Set(ids.slice(0, 3)).size);
      expect(ids[0]).toMatch(/^E[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(names).toContain(`阳光新苑 ${ids[0]}`);
      expect(new Set(ids).size).toBe(3);
    });

    it('is found by its name no more once it goes by another, within a batch as after it', async () => {
      const stored = await Promise.all(
        [true, false].map((together) =>
          withHub(async (hub) => {
            await writeAs(hub, 'estate', [estateRow({ name: '阳光', code: '1', region: here })]);
            const rows = [
              { name: '朝阳', code: '1', region: here },
              { name: '阳光', code: '2', region: here },
            ].map(estateRow);
            const results = together ? [await writeAs(hub, 'estate', rows)] : [];
            if (!together) for (const row of rows) results.push(await writeAs(hub, 'estate', [row]));
            return [results.flatMap(said), (await getHead(hub)).digest];
          }),
        ),
      );
      expect(stored[0]).toEqual(stored[1]);
      expect(stored[0]?.[0]).toEqual(['changed', 'created']);
    });

    it('waits where it may be another one, and a person says which it is, or that it is new', async () =>
      withHub(async (hub) => {
        await writeAs(hub, 'estate', [estateRow({ name: '阳光', code: '1', region: here })]);
        const known = estateId(hub.suite, 'estate:140403:1');
        const twin = { name: '阳光', code: '2', region: here };
        const asNew = estateId(hub.suite, 'estate:140403:2');
        const refused = await writeAs(hub, 'estate', [estateRow(twin)]);
        expect(codesOf(refused)).toEqual(['ESTATE_PERHAPS_KNOWN']);
        expect(told(refused)).toContain(known);
        expect(told(refused)).toContain(asNew);
        const own = await writeAs(hub, 'estate', [estateRow(twin)], { chosen: new Set([asNew]) });
        expect(said(own)).toEqual(['created']);
        expect(said(await writeAs(hub, 'estate', [estateRow(twin)]))).toEqual(['unchanged']);
        const nameless = await writeAs(hub, 'estate', [estateRow({ name: '阳光' })], { chosen: new Set([known]) });
        expect(said(nameless)).toEqual(['changed']);
      }));

    it('that a contract names is the one that is meant, is in doubt, or is awaited', async () =>
      withHub(async (hub) => {
        await writeAs(hub, 'registry', [observed(1)]);
        await writeAs(hub, 'estate', history[0]?.map(estateRow) ?? []);
        const named = (number: string, ...estates: readonly GivenEstate[]) => contractOf(number, usccOf(1), estates);
        const result = await writeAs(hub, 'filing', [
          named('1', { name: '阳光花园小区', region: there }, { name: '朝阳' }),
          named('2', { name: '阳光花园' }),
          named('3', { name: '不知道', code: '77' }),
        ]);
        expect(said(result)).toEqual(['created', 'quarantined', 'quarantined']);
        expect(codesOf(result)).toEqual(['ESTATE_AMBIGUOUS', 'ESTATE_NOT_FOUND']);
        const both = ['1', '2'].map((code) => estateId(hub.suite, `estate:140403:${code}`));
        for (const id of both) expect(told(result)).toContain(id);
        // A doubt may be settled by what becomes of a candidate.
        const lacks = hub.db.write.selectFrom('lack').select(['kind', 'value']).orderBy('kind').orderBy('value').execute();
        expect(await lacks).toEqual([
          ...both.toSorted().map((value) => ({ kind: 'ESTATE', value })),
          { kind: 'ESTATE_CODE', value: 'estate:140403:77' },
          { kind: 'ESTATE_NAME', value: '140403:不知道' },
          { kind: 'ESTATE_NAME', value: '140403:阳光花园' },
        ]);
      }));
  });

  it('an estate keeps the number of each system, whichever of them tells of it', async () =>
    withHub(async (hub) => {
      const numbered = (source: string, code: string) => ({ aliases: [{ source, code, name: '阳光' }] });
      const given = { name: '阳光', code: '1', region: '140403001001' };
      const row = (more: Content) => {
        const { needs, ...rest } = estateRow({ ...given, more });
        const complete = (ids: readonly string[]) => ({
          ...estateRow(given),
          ...(needs?.complete(ids) ?? rest),
          content: { name: '阳光', county: '140403', region: '140403001001', ...more },
          stated: new Set(['name', 'county', 'region', 'aliases']),
        });
        return { ...rest, needs: { wants: needs?.wants ?? [], complete } } as Observation;
      };
      await writeAs(hub, 'estate', [row(numbered('estate', '1'))]);
      await writeAs(hub, 'estate', [row(numbered('platform', '77'))]);
      expect(said(await writeAs(hub, 'estate', [row(numbered('estate', '1'))]))).toEqual(['unchanged']);
      expect(said(await writeAs(hub, 'estate', [row(numbered('platform', '77'))]))).toEqual(['unchanged']);
      const held = await hub.db.read.selectFrom('version').select('content').orderBy('position', 'desc').executeTakeFirst();
      expect(JSON.parse(held?.content ?? '{}')).toMatchObject({ aliases: [{ source: 'estate' }, { source: 'platform' }] });
    }));

  it('an estate that a contract names is the one that bore the code or the name, whether the contract comes before mergers or after', async () => {
    const rows = ['1', '2', '3'].map((code) => ({ name: `小区${code}`, code, region: '140403001001' }));
    const twin = { name: '小区1', code: '4', region: '140403001002' };
    const contracts = [
      contractOf('1', usccOf(1), [{ name: '小区1', code: '1' }]),
      contractOf('2', usccOf(1), [{ name: '小区2' }]),
    ];
    const kept = await Promise.all(
      ['before', 'after'].map((when) =>
        withHub(async (hub) => {
          await writeAs(hub, 'estate', [...rows, twin].map(estateRow));
          const ids = rows.map(({ code }) => estateId(hub.suite, `estate:140403:${code}`));
          const mergedInto = (into: number, from: number) => {
            const step: ToldStep = { kind: 'MERGES', formers: [{ key: ids[from] as string, on: null }] };
            return writeAs(hub, 'estate', [estateRow(rows[into] as GivenEstate)], { told: step });
          };
          if (when === 'before') await writeAs(hub, 'filing', contracts);
          await mergedInto(1, 0);
          await mergedInto(2, 1);
          const expected = when === 'before' ? 'unchanged' : 'created';
          expect(said(await writeAs(hub, 'filing', contracts))).toEqual([expected, expected]);
          const at = { position: (await getHead(hub)).position, validOn: null };
          const related = await findRelated(hub, 'service-contract', 'estate', ids, at, operator);
          expect([...related.keys()].toSorted()).toEqual(ids.slice(0, 2).toSorted());
          return (await getHead(hub)).digest;
        }),
      ),
    );
    expect(kept[0]).toBe(kept[1]);
  });

  it('what a company from elsewhere declares goes with the last of its filings, and comes back with another one', async () =>
    withHub(async (hub) => {
      const filing = (number: string, n: number) =>
        record(
          'company-filing',
          `140403:${number}`,
          { uscc: usccOf(n), name: '河南物业', county: '140403' },
          { implied: observed(n, { name: '河南物业', origin: 'SELF_DECLARED' }) },
        );
      const end = (...numbers: readonly string[]) => {
        const entries = numbers.map((number) => closeEntry('company-filing', `140403:${number}`));
        return writeBatch(hub, { source: 'filing', entries, receivedAt: 1 });
      };
      const registered = async () => {
        const query = hub.db.write.selectFrom('version').select(['record_key', 'kind']).where('record_type', '=', 'registration');
        const rows = await query.where('until', '>', Number.MAX_SAFE_INTEGER).orderBy('record_key').execute();
        return rows.map(({ record_key, kind }) => `${record_key} ${kind}`);
      };
      await writeAs(hub, 'filing', [filing('1', 1), filing('2', 1), filing('3', 2), filing('4', 3)]);
      await writeAs(hub, 'registry', [observed(2)]);
      expect(said(await end('1', '3'))).toEqual(['withdrawn', 'withdrawn']);
      // One files still, one is known to a registry, one is not concerned.
      const [one, two, three] = [1, 2, 3].map(usccOf);
      expect(await registered()).toEqual([`${one} CREATED`, `${two} CHANGED`, `${three} CREATED`].toSorted());
      await end('2');
      expect(await registered()).toEqual([`${one} ENDED`, `${two} CHANGED`, `${three} CREATED`].toSorted());
      await writeAs(hub, 'filing', [filing('5', 1)]);
      expect(await registered()).toContain(`${one} RESTORED`);
      await writeAs(hub, 'filing', [filing('6', 1)]);
      expect(said(await end('5', '6'))).toEqual(['withdrawn', 'withdrawn']);
      expect(await registered()).toContain(`${one} ENDED`);
    }));

  describe("what is a company's", () => {
    const at = (position: number, validOn: string | null = null): Pin => ({ position, validOn });
    const related = async (hub: Hub, kind: 'company' | 'estate', owners: readonly string[], pin: Pin) =>
      [...(await findRelated(hub, 'service-contract', kind, owners, pin, operator))]
        .map(([owner, views]) => `${owner}: ${views.map(({ key }) => key.slice(7)).join(' ')}`)
        .toSorted();

    it('is found at a position, and on a date, before and after a contract went to another', async () =>
      withHub(async (hub) => {
        await writeAs(hub, 'registry', [observed(1), observed(2)]);
        await writeAs(hub, 'estate', [estateRow({ name: '阳光', code: '1' })]);
        const id = estateId(hub.suite, 'estate:140403:1');
        const contract = (number: string, n: number, from: string) =>
          contractOf(number, usccOf(n), [{ name: '阳光', code: '1' }], { termFrom: from });
        await writeAs(hub, 'filing', [contract('B', 1, '2020-01-01'), contract('A', 1, '2021-01-01')]);
        const moved = contract('A', 2, '2021-01-01');
        await writeAs(hub, 'filing', [moved, contract('C', 2, '2026-01-01')]);
        const { position } = await getHead(hub);
        const [one, two] = [usccOf(1), usccOf(2)];
        expect(await related(hub, 'company', [one, two], at(3))).toEqual([]);
        expect(await related(hub, 'company', [one, two], at(5))).toEqual([`${one}: A B`]);
        expect(await related(hub, 'company', [one, two], at(position))).toEqual([`${one}: B`, `${two}: A C`]);
        expect(await related(hub, 'estate', [id], at(position))).toEqual([`${id}: A B C`]);
        expect(await related(hub, 'company', [one, two], at(5, '2020-06-01'))).toEqual([`${one}: B`]);
        expect(await related(hub, 'estate', [id], at(position, '2022-01-01'))).toEqual([`${id}: A B`]);
        expect(await related(hub, 'company', ['nobody'], at(position))).toEqual([]);
      }));

    it('is found for a thousand owners in one statement', async () => {
      const statements: string[] = [];
      await using database = await fresh();
      const hub = await openHub({ ...options(database.url), onQuery: (text) => statements.push(text) });
      try {
        const owners = Array.from({ length: 1000 }, (_, i) => usccOf(i + 1));
        await writeAs(
          hub,
          'filing',
          owners.map((uscc, i) => contractOf(`${i}`, uscc, [])),
        );
        const { position } = await getHead(hub);
        statements.length = 0;
        const found = await findRelated(hub, 'service-contract', 'company', owners, at(position), operator);
        expect(found.size).toBe(1000);
        // What the versions say comes in parts.
        expect(statements.filter((text) => text.includes('relation'))).toHaveLength(1);
      } finally {
        await hub.close();
      }
    });
  });
});
