/** Memory is measured in a process of its own, as for files; the office is in this one. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { fakeOffice, pageOf, sendJson } from '../../test/support/fake-office.ts';
import { usccOf } from '../../test/support/uscc.ts';

const PAGES = 150;
const PAGE = 500;
const SCOPE = '物业管理、家政服务、停车场服务、园林绿化工程施工。'.repeat(12);

/** Reads the whole listing in a child with little heap; how many rows came, and the most memory it ever held, in MiB. */
async function listInChild(url: string): Promise<{ rows: number; bytes: number; peak: number }> {
  const script = `
    import { registryConnector } from ${JSON.stringify(new URL('registry.connector.ts', import.meta.url).href)};
    import fs from 'node:fs';
    const opened = await registryConnector().http({ base: ${JSON.stringify(url)}, token: 'token' }, { kind: 'full', region: null }).open();
    let rows = 0;
    const signal = new AbortController().signal;
    for await (const { readings } of opened.value.readings({ after: { row: 0, cursor: null }, signal }))
      for (const reading of readings) if ('observation' in reading) rows++;
    const own = fs.existsSync('/proc/self/status') ? /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1] : undefined;
    console.log(JSON.stringify({ rows, bytes: opened.value.bytesRead(), peak: Number(own ?? process.resourceUsage().maxRSS) / 1024 }));`;
  const flags = ['--max-old-space-size=48', '--max-semi-space-size=8', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  return JSON.parse(stdout);
}

it('lists a long register in little memory', { timeout: 60_000 }, async () => {
  await using office = await fakeOffice((response, _request, page) => {
    const subjects = Array.from({ length: PAGE }, (_, i) => {
      const n = page * PAGE + i;
      return {
        PRIPID: String(n),
        UNISCID: usccOf(n),
        ENTNAME: `第${n}物业公司`,
        REGSTATE: '1',
        LEREP: `某人${n}`,
        OPSCOPE: SCOPE,
      };
    });
    const alterations = subjects.map(({ PRIPID }) => ({
      PRIPID,
      ALTITEM_CN: '名称变更',
      ALTBE: '甲',
      ALTAF: '乙',
      ALTDATE: '2025-07-02',
    }));
    sendJson(response, pageOf(page * PAGE, subjects, { more: page < PAGES, alterations }));
  });
  const listed = await listInChild(office.url);
  expect(listed).toMatchObject({ rows: PAGES * PAGE });
  // Several times what the process may hold.
  expect(listed.bytes).toBeGreaterThan(80_000_000);
  expect(listed.peak).toBeLessThan(170);
});
