import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { registryConnector } from '../../../connectors/registry/registry.connector.ts';
import type { Observation } from '../../../src/domain/record/observation.ts';
import { City } from '../../city/city.ts';
import { encodeGb18030 } from '../gb18030.ts';
import { dropRegistryFile } from './file-drop.ts';
import { RegistryCopy } from './registry-copy.ts';
import { registryFaultKinds } from './registry-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'hutong-drop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string): Promise<{ observations: Observation[]; refused: string[] }> {
  const delivery = await registryConnector().file(path).open();
  if (!delivery.ok) throw new Error(delivery.problem.code);
  const observations: Observation[] = [];
  const refused: string[] = [];
  for await (const { readings } of delivery.value.readings({ after: { row: 0, cursor: null } })) {
    for (const reading of readings) {
      if ('observation' in reading) observations.push(reading.observation);
      else refused.push(reading.problems[0].code);
    }
  }
  return { observations, refused };
}

function copyOnDay(day: number, faults = registryFaultKinds): RegistryCopy {
  const copy = new RegistryCopy(new City({ seed: 1404, size: 200 }), [{ from: 1, kinds: faults }]);
  copy.city.advanceTo(day);
  return copy;
}

describe('a dropped file', () => {
  it('holds everything, in every encoding, under its own name alone', async () => {
    const copy = copyOnDay(10, []);
    const expected = [...copy.city.companies()].map(({ uscc, name }) => `${uscc} ${name}`).sort();
    for (const [encoding, gzip] of [
      ['utf-8', false],
      ['gb18030', false],
      ['gb18030', true],
    ] as const) {
      const path = await dropRegistryFile(copy, { folder, kind: 'FULL', encoding, gzip });
      expect(readdirSync(folder)).toEqual([`registry-2025-07-10-full.csv${gzip ? '.gz' : ''}`]);
      const bytes = gzip ? gunzipSync(readFileSync(path)) : readFileSync(path);
      expect(bytes.subarray(0, 3).toString('latin1') === '\xef\xbb\xbf').toBe(encoding === 'utf-8');
      const { observations, refused } = await read(path);
      expect(refused).toEqual([]);
      expect(observations.map(({ key, content }) => `${key} ${(content as { name: string }).name}`).sort()).toEqual(expected);
      rmSync(path);
    }
  });

  it('holds what a day brought, faults and all, whenever it is written', async () => {
    const early = copyOnDay(12);
    const late = copyOnDay(30);
    const [one, other] = [join(folder, 'early'), join(folder, 'late')];
    const paths = await Promise.all([
      dropRegistryFile(early, { folder: one, kind: 'DELTA' }),
      dropRegistryFile(late, { folder: other, kind: 'DELTA', day: 12 }),
    ]);
    const [first, second] = paths.map((path) => readFileSync(path, 'utf8'));
    expect(first).toBe(second);
    expect(first?.trim().split('\r\n').length).toBe(1 + late.headBefore(13) - late.headBefore(12));
    await expect(dropRegistryFile(early, { folder, kind: 'DELTA', day: 13 })).rejects.toThrow(RangeError);
  });

  it('after file brings the truth, but for what no column says', async () => {
    const copy = copyOnDay(0);
    const known = new Map<string, Observation>();
    const refused: string[] = [];
    const days = 70;
    for (let day = 0; day <= days; day++) {
      if (day === 60) copy.setFaults([]);
      copy.city.advanceTo(day);
      const read_ = await read(
        await dropRegistryFile(copy, { folder: join(folder, 'days'), kind: day === 0 ? 'FULL' : 'DELTA' }),
      );
      refused.push(...read_.refused);
      for (const observation of read_.observations) {
        const before = known.get(observation.key);
        if (before !== undefined && (before.sourceVersion ?? 0) > (observation.sourceVersion ?? 0)) continue;
        const [was, is] = [before?.content, observation.content] as { name: string; pripid: string }[];
        if (was !== undefined && was.name !== is?.name && was.pripid !== is?.pripid) continue;
        known.set(observation.key, observation);
      }
    }
    expect(refused.length).toBeGreaterThan(5);
    const wrong = [...copy.city.truth()].filter((facts) => {
      const content = known.get(facts.uscc)?.content as { name?: string; status?: string; cancelledOn?: string } | undefined;
      return (
        content?.name !== facts.name || content.status !== facts.status || (content.cancelledOn ?? null) !== facts.cancelledOn
      );
    });
    expect(wrong).toEqual([]);
  });
});

it('writes GB18030 that reads back', () => {
  const text = '长治市潞州区“鑫”物业（集团）·有限公司，A-1 号；〔2025〕㎡';
  expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text);
  expect(encodeGb18030('a𠮷b').toString()).toBe('a?b');
});
