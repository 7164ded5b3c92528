import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estateConnector } from '../../connectors/estate/estate.connector.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import type { EstateContent } from '../../src/domain/record/estate.record.ts';
import { findRegion } from '../../src/domain/region/region-tree.ts';
import { foldEstateName } from '../../src/domain/value/estate-name.ts';
import { dropJincheng } from './drop-jincheng.ts';
import { jinchengEstates, jinchengGrades } from './jincheng.ts';

function countBy<T>(list: Iterable<T>, key: (one: T) => string | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(list, key)].map(([name, those]) => [name, those.length]));
}

describe('the estates of Jincheng', () => {
  const estates = jinchengEstates();

  it('lie in its communities, each under its own code, none called like another of its community', () => {
    expect(new Set(estates.map(({ code }) => code)).size).toBe(1_563);
    expect(new Set(estates.map(({ county }) => county)).size).toBe(6);
    expect(estates.filter(({ community, street }) => findRegion(community)?.parent !== street)).toEqual([]);
    expect(new Set(estates.map(({ community, name }) => `${community} ${foldEstateName(name)}`)).size).toBe(1_563);
  });

  it('renovate only what is old, in the years of the programme', () => {
    const renovated = estates.filter(({ renovation }) => renovation !== 'NOT_DUE');
    expect(renovated.every(({ builtOn }) => builtOn < '2000')).toBe(true);
    expect(
      renovated.every(({ renovationYear }) => renovationYear !== null && renovationYear >= 2021 && renovationYear <= 2025),
    ).toBe(true);
  });
});

it('the grades of companies are those that the paper states, each score within its letter', () => {
  const companies = jinchengGrades();
  expect(countBy(companies, ({ grade }) => grade)).toEqual({ A: 32, B: 77, C: 92, D: 1 });
  expect(new Set(companies.map(({ uscc }) => uscc)).size).toBe(202);
  expect(new Set(companies.map(({ name }) => name)).size).toBe(202);
  expect(companies.filter(({ uscc }) => !parseUscc(uscc).ok)).toEqual([]);
  const lowest = { A: 90, B: 80, C: 60, D: 0 };
  expect(companies.filter(({ grade, score }) => score < lowest[grade] || (grade !== 'A' && score >= 90))).toEqual([]);
});

describe('its files', () => {
  let folder: string;
  let paths: readonly string[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hutong-jincheng-'));
    paths = await dropJincheng(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('say to who reads them exactly the figures of the papers', async () => {
    const contents: EstateContent[] = [];
    for (const path of paths.filter((each) => each.endsWith('.xlsx'))) {
      const opened = await estateConnector().file(path).open();
      if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
      expect(opened.value.completeness).toEqual({ kind: 'full', region: expect.stringMatching(/^1405\d\d$/) });
      for await (const { readings } of opened.value.readings({ after: { row: 0, cursor: null } })) {
        for (const reading of readings) {
          if (!('observation' in reading)) throw new Error(JSON.stringify(reading.problems));
          expect(reading.observation.warnings).toEqual([]);
          contents.push(reading.observation.content as EstateContent);
        }
      }
    }
    expect(contents.length).toBe(1_563);
    expect(countBy(contents, ({ serviceMode }) => serviceMode)).toEqual({
      PROFESSIONAL: 762,
      TRUSTEESHIP: 335,
      UNIT_RUN: 256,
      OWNER_RUN: 210,
    });
    const renovated = contents.filter(({ renovationYear }) => renovationYear !== undefined);
    expect(renovated.length).toBe(434);
    expect(countBy(renovated, ({ renovation }) => renovation)).toMatchObject({ DONE: 264, IN_PROGRESS: 92 });
  });

  it('keep scheme, year and score beside each letter', async () => {
    const [heading, first, ...others] = (await readFile(paths.at(-1) ?? '', 'utf8')).trimEnd().split('\r\n');
    expect(heading).toBe('\ufeff统一社会信用代码,企业名称,注册县区,评价办法,评价年度,得分,信用等级');
    expect(first).toMatch(/^91\w{16},[^,]+有限公司,晋城市.+,晋城市物业服务企业信用评价,2024,\d\d\.\d,[ABCD]$/);
    expect(others.length).toBe(201);
  });
});
