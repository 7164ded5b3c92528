/** The counter page over HTTP: cards, searches, sheets, and what is said when something is wrong. */
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, describe as group, it } from 'vitest';
import { erase } from '../src/feed/erase.ts';
import { finishRun, startRun } from '../src/feed/runs.ts';
import { COMPANY, writeCounterCompanies } from './support/counter-companies.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

const anju = usccOf(COMPANY.anju);

/** What a reader sees: tags away, blanks as one. */
function words(html: string): string {
  return html
    .replace(/<(style|script)>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

async function page(graph: GraphHub, path: string) {
  const { status, headers, text } = await graph.get(path);
  return { status, location: headers.get('location'), headers, text, words: words(text) };
}

async function issue(graph: GraphHub, uscc: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) {
  const answer = await fetch(`${graph.url}/sheet`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams({ uscc }),
  });
  return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() };
}

eachDatabase('the counter page', (fresh) => {
  it('leads from what somebody knows of a company to its card', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const leads = async (text: string) => (await page(graph, `/lookup?q=${encodeURIComponent(text)}`)).location;
    expect(await leads(`  ${anju.toLowerCase()} `)).toBe(`/lookup/${anju}`);
    expect(await leads('长治市安居物业管理有限公司')).toBe(`/lookup/${anju}`);
    expect(await leads('140400000012343')).toBe(`/lookup/${anju}`);
    expect(await leads('长治市安居物业服务中心')).toBe(`/lookup/${anju}`);

    const many = await page(graph, '/lookup?q=潞州');
    expect(many.words).toContain('找到很多家，列出最接近的 20 家');
    expect(many.text.match(/<li>/g)).toHaveLength(20);
    const twins = await page(graph, '/lookup?q=壶关县双子物业服务有限公司');
    expect([twins.status, twins.words]).toEqual([200, expect.stringContaining('找到 2 家')]);
    expect((await page(graph, '/lookup?q=阿房宫')).words).toContain('没有与“ 阿房宫 ”相符的企业');
    expect((await page(graph, '/lookup?q=长')).words).toContain('请至少输入');
    expect((await page(graph, '/lookup')).words).toContain('企业状态查询');
  });

  it('shows what each source says, as of when, and what happened', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const card = await page(graph, `/lookup/${anju}`);
    expect(card.status).toBe(200);
    for (const text of [
      '曾用名：长治市安居物业服务中心',
      '登记在册，但请注意以下情况',
      '现被列入 经营异常名录',
      '公告期至 2025-10-10',
      '陈晓梅',
      '500 万元人民币',
      '山西省长治市潞州区',
      '长治市安居物业管理有限公司屯留分公司',
      '未依照规定公示年度报告',
      '尚未移出',
      '2025-06-18 住所变更，发布简易注销公告，列入经营异常名录，曾用名、法定代表人（负责人）变更',
      '王建国 → 陈晓梅',
      '收录时的登记状况',
    ]) {
      expect(card.words).toContain(text);
    }
    const branch = await page(graph, `/lookup/${usccOf(COMPANY.branch)}`);
    expect(branch.words).toContain('隶属于 长治市安居物业管理有限公司');
    const ended = await page(graph, `/lookup/${usccOf(COMPANY.jiajiehua)}`);
    expect(ended.words).toContain('2025-07-08 注销。已经注销，企业不再存在');
    expect(ended.words).toMatch(/2025-07-08 注销 企业登记/);
    const replaced = await page(graph, `/lookup/${usccOf(COMPANY.replaced)}`);
    expect(replaced.location).toBe(`/lookup/${usccOf(COMPANY.present)}?from=${usccOf(COMPANY.replaced)}`);
    expect((await page(graph, replaced.location ?? '')).words).toContain(`您查询的代码 ${usccOf(COMPANY.replaced)} 已被替换`);
    expect((await page(graph, `/lookup/${anju}?from=${usccOf(COMPANY.jiajiehua)}`)).words).not.toContain('已被替换');
  });

  it('pages through a long history, newest first, and says when its sources are stale', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    for (let i = 0; i < 25; i++) await graph.write({ 1: { address: `幸福路${i}号`, status: 'IN_OPERATION' } });
    const seen: string[] = [];
    for (let path: string | undefined = `/lookup/${anju}`; path !== undefined; ) {
      const { text, words: read } = await page(graph, path);
      seen.push(...[...read.matchAll(/→ 幸福路(\d+)号/g)].map(([, n]) => n ?? ''));
      path = /href="([^"]+)#history">更早/.exec(text)?.[1];
    }
    expect(seen).toEqual(Array.from({ length: 24 }, (_, i) => String(24 - i)));
    const unasked = (await page(graph, `/lookup/${anju}`)).words;
    expect(unasked).toContain('企业登记（行政审批部门） 从未取数');
    // What nobody ever asked is not late.
    expect(unasked).not.toMatch(/过时|还没有成功取得过/);
    await startRun(graph.hub, { source: 'registry', mode: 'delta', input: 'a.csv', inputFingerprint: null });
    expect((await page(graph, `/lookup/${anju}`)).words).toMatch(/还没有成功取得过该来源的数据.*从未成功 过时/);
    await writeCounterCompanies(graph);
    expect((await page(graph, `/lookup/${anju}`)).words).not.toContain('没有取得新数据');
    graph.clock.advance(3 * 86_400_000);
    expect((await page(graph, `/lookup/${anju}`)).words).toContain('已有 3 天没有取得新数据');
  });

  it('calls a source stale after two days without data, not after an attempt that failed', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const run = await startRun(graph.hub, { source: 'registry', mode: 'delta', input: 'b.csv', inputFingerprint: null });
    await finishRun(graph.hub, run, null, 'failed');
    const failed = (await page(graph, `/lookup/${anju}`)).words;
    expect(failed).toContain('最近一次取数失败');
    expect(failed).toContain('此后一次取数失败');
    expect(failed).not.toContain('过时');
    graph.clock.advance(2 * 86_400_000);
    expect((await page(graph, `/lookup/${anju}`)).words).toContain('过时');
  });

  it('tells no steps towards the end of a company that is no more, and what its source leaves out', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const notice = { simpleNoticeFrom: '2025-07-10', simpleNoticeTo: '2025-07-30', termFrom: '2012-03-15' };
    await graph.write({ 1: { status: 'CANCELLED', ...notice }, 2: { status: 'REVOKED', ...notice } });
    const [cancelled, revoked] = [await page(graph, `/lookup/${usccOf(1)}`), await page(graph, `/lookup/${usccOf(2)}`)];
    expect(cancelled.words).not.toContain('期满');
    expect(revoked.words).toContain('已于 2025-07-30 期满');
    expect(cancelled.words).toContain('2012-03-15 至 （来源未提供）');
  });

  it('issues a sheet that stays as it was and that anybody can have confirmed', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const { status, location } = await issue(graph, anju);
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/sheet\/[0-9A-Z]{4}(-[0-9A-Z]{4}){2}-[0-9A-Z]$/)]);
    const code = location.slice('/sheet/'.length);
    const before = await page(graph, location);
    for (const text of [
      code,
      '长治市安居物业管理有限公司',
      '陈晓梅',
      '2025-09-30 10:00',
      '不是登记机关出具的证明',
      `/verify/${code}`,
    ]) {
      expect(before.words).toContain(text);
    }
    expect(before.text).toContain('<svg');

    const verify = `/verify/${code}`;
    const confirmed = await page(graph, verify);
    expect(confirmed.words).toContain('本单由互通出具');
    expect(confirmed.words).toContain('登记状态 没有变化');
    expect(confirmed.words).toContain('陈**');
    expect(confirmed.text).not.toContain('陈晓梅');
    const typed = encodeURIComponent(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'));
    expect((await page(graph, `/verify?code=${typed}`)).location).toBe(`/verify/${typed}`);
    expect((await page(graph, `/verify/${typed}`)).location).toBe(verify);

    graph.clock.advance(86_400_000);
    await graph.write({
      1: { name: '长治市安居物业管理有限公司', status: 'CANCELLED', cancelledOn: '2025-10-01', legalRepresentative: '赵敏' },
    });
    const changed = await page(graph, verify);
    expect(changed.words).toContain('登记状态 已有变化 ：当时为“存续（在营、开业、在册）”，现为“注销”');
    expect(changed.words).toContain('陈**');
    expect((await page(graph, location)).text).toBe(before.text);

    const erased = await erase(graph.hub, {
      recordType: 'registration',
      key: anju,
      field: 'legalRepresentative',
      ground: '本人申请',
    });
    expect(erased.ok).toBe(true);
    expect((await page(graph, location)).words).toContain('（已删除）');
    expect((await page(graph, verify)).words).toContain('（已删除）');
  });
});

group('what is asked wrongly', () => {
  it('is answered with a page in plain Chinese, whatever it is', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const cases: readonly [string, string, number, string][] = [
      ['GET', '/lookup/91140403MAK30LWG8O', 400, '第 18 位「O」不是'],
      ['GET', `/lookup/${anju.slice(0, 17)}0`, 400, '校验位应为'],
      ['GET', '/lookup?q=9114**************19', 200, '被星号遮盖'],
      ['GET', `/lookup/${usccOf(9000)}`, 404, '没有收到过代码为'],
      ['GET', `/lookup?q=${'长'.repeat(250)}`, 400, '输入过长（250 个字符）'],
      ['GET', `/lookup?q=${encodeURIComponent('<script>alert(1)</script>')}`, 200, '找到 1 家'],
      ['GET', `/lookup?q=${encodeURIComponent('" onfocus="alert(1)')}`, 200, '没有找到'],
      ['GET', '/lookup/a/b', 404, '没有这个页面'],
      ['GET', `/lookup/${'x'.repeat(300)}`, 404, '没有这个页面'],
      ['DELETE', '/lookup', 405, '不支持此操作'],
      ['POST', `/lookup/${anju}`, 405, '不支持此操作'],
      ['GET', '/sheet', 405, '不支持此操作'],
      ['GET', '/verify/0000-0000-016J-D', 404, '没有出具过编号为 0000-0000-016J-D'],
      ['GET', '/verify/7K3M-9QWX-0VTB-1', 404, '编号有误'],
      ['GET', '/verify/x', 404, '这不是查询单编号'],
    ];
    for (const [method, path, status, text] of cases) {
      const answer = await fetch(`${graph.url}${path}`, { method, redirect: 'manual' });
      const body = await answer.text();
      expect([path, answer.status, words(body)]).toEqual([path, status, expect.stringContaining(text)]);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(body).not.toMatch(/<script>alert|onfocus="alert/);
    }
  });

  it('by another site is refused', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const foreign: readonly Record<string, string>[] = [
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      expect(await issue(graph, anju, headers)).toMatchObject({ status: 403, text: expect.stringContaining('其他网站') });
    }
    expect((await issue(graph, anju, { origin: graph.url })).status).toBe(303);
    // A program says nothing of where it comes from, and acts in its own name.
    expect((await issue(graph, anju, {})).status).toBe(303);
    const huge = await issue(graph, 'x'.repeat(3_000));
    expect([huge.status, huge.text]).toEqual([413, expect.stringContaining('请求不完整或格式有误')]);
  });

  it('too often, guessing codes, has to wait; whoever guesses right does not', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const { location } = await issue(graph, anju);
    for (let i = 0; i < 30; i++) expect((await page(graph, location)).status).toBe(200);
    for (let i = 0; i < 20; i++) expect((await page(graph, '/verify/0000-0000-016J-D')).status).toBe(404);
    const refused = await page(graph, '/verify/0000-0000-016J-D');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(refused.words).toContain('已暂停 60 秒');
    for (const genuine of [location, location.replace('/sheet/', '/verify/')]) {
      expect((await page(graph, genuine)).status).toBe(200);
    }
    graph.clock.advance(60_001);
    expect((await page(graph, '/verify/0000-0000-016J-D')).status).toBe(404);
  });

  it('fails with a reference that stands in the log, as a page', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    await graph.hub.db.write.schema.dropTable('sheet').execute();
    const failed = await issue(graph, anju);
    const reference = /编号 ([0-9a-f]{8})/.exec(failed.text)?.[1];
    expect([failed.status, reference]).toEqual([500, expect.any(String)]);
    expect(graph.log.join('')).toContain(`"reference":"${reference}"`);
    for (const text of [failed.text, graph.log.join('')]) expect(text).not.toMatch(/no such table|insert into|陈晓梅/i);
  });

  it('loads nothing from elsewhere and lets nothing run but its own', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    for (const path of ['/lookup', `/lookup/${anju}`, (await issue(graph, anju)).location, '/lookup/x/y']) {
      const { headers, text } = await page(graph, path);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; /,
      );
      expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['private, no-store', 'nosniff']);
      expect(text).not.toMatch(/(?:src|href|action)="(?!\/|#|data:)/);
      expect(text).not.toMatch(/ style=| on\w+=/);
    }
    const script = await page(graph, `/lookup/${usccOf(COMPANY.script)}`);
    expect(script.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;物业服务有限公司');
    expect(script.text).not.toContain('<script>alert');
  });

  it('of 100,000 characters is refused before it is read', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const { port } = new URL(graph.url);
    const answer = await new Promise<[number | undefined, string]>((resolve, reject) => {
      httpRequest({ port, path: `/lookup?q=${'a'.repeat(100_000)}` }, async (incoming) => {
        resolve([incoming.statusCode, await text(incoming)]);
      })
        .on('error', reject)
        .end();
    });
    expect(answer).toEqual([431, expect.stringContaining('请求的地址或请求头过长；请缩短查询内容')]);
  });
});
