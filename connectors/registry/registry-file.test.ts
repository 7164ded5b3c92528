import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reading } from '../../src/domain/record/observation.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { registryConnector } from './registry.connector.ts';

const connector = registryConnector();
const ABNORMAL = [{ SPECAUSE: '查无下落', ABNTIME: '2024-07-08' }];
const row = {
  UNISCID: usccOf(1),
  ENTNAME: '某物业公司',
  REGSTATE: '1',
  NOTICEFROM: '2025-06-01',
  NOTICETO: '',
  ABNORMAL: JSON.stringify(ABNORMAL),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-registry-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function firstOf(name: string, content: string): Promise<Reading> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const delivery = await connector.file(path).open();
  if (!delivery.ok) throw new Error(delivery.problem.code);
  for await (const { readings } of delivery.value.readings({ after: { row: 0, cursor: null } })) {
    if (readings[0] !== undefined) return readings[0];
  }
  throw new Error('no rows');
}

it.each([
  [
    'CSV',
    `${Object.keys(row).join(',')}\n${Object.values(row)
      .map((cell) => `"${cell.replaceAll('"', '""')}"`)
      .join(',')}\n`,
  ],
  ['NDJSON', `${JSON.stringify({ ...row, ABNORMAL })}\n`.repeat(2)],
  ['JSON', JSON.stringify([{ ...row, ABNORMAL }])],
])('a file of %s holds lists and notices, which quarantine gives back', async (name, content) => {
  const reading = await firstOf(name, content);
  expect(reading).toMatchObject({
    observation: {
      content: { simpleNoticeFrom: '2025-06-01', abnormalEntries: [{ reason: '查无下落', enteredOn: '2024-07-08' }] },
      warnings: [],
    },
  });
  expect(connector.readWire(reading.wire, reading.row)).toEqual(reading);
});
