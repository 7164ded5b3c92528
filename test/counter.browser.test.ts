/** The counter page as people see it: on a desktop, on a phone, on paper. */
import { expect, it } from 'vitest';
import { inBrowser, type OpenVisit } from './support/browser.ts';
import { COMPANY, writeCounterCompanies } from './support/counter-companies.ts';
import { freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { contractOf, estateOf, filingOf, taxpayerOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** What the other sources say of the company whose card and sheet are looked at. */
async function writeJoined(graph: GraphHub): Promise<void> {
  const serial = '10111404000000000001';
  await writeRecords(
    graph,
    estateOf('e1', {
      name: '幸福小区',
      households: 1320,
      region: '140403001002',
      address: '太行西街118号',
      serviceMode: 'PROFESSIONAL',
    }),
    estateOf('e2', { name: '长治市潞州区英雄中路太行花园住宅小区', region: '140403' }),
  );
  await writeRecords(
    graph,
    filingOf(COMPANY.anju, '长审管物备〔2024〕12号', { kind: 'FIRST', decidedOn: '2024-02-01', validTo: '2027-01-31' }),
    contractOf(
      COMPANY.anju,
      '长住建合备〔2024〕0031号',
      ['e1', 'e2'],
      { termFrom: '2024-01-01', termTo: '2026-12-31', fee: '1.20' },
      { personal: { leadName: '王五', leadPhone: '0355-2020202' } },
    ),
  );
  await writeRecords(
    graph,
    taxpayerOf(COMPANY.anju, serial, { office: '国家税务总局长治市潞州区税务局', registeredOn: '2012-03-20' }),
  );
}

inBrowser('the counter page', (visit: OpenVisit) => {
  it('finds, shows and prints, from the keyboard, without any page wider than its screen', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    await writeJoined(graph);
    for (const [size, context] of [
      ['desktop', desktop],
      ['phone', phone],
    ] as const) {
      await using seen = await visit(`${graph.url}/lookup`, { context });
      const { page } = seen;
      const fits = async () =>
        expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
      const look = async (name: string) => {
        await fits();
        await seen.screenshot(`counter-${name}-${size}`);
      };
      await look('start');

      await page.getByRole('searchbox').first().focus();
      await page.keyboard.type('潞州');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1 }).getByText('最接近的').waitFor();
      await look('matches');

      await page.goto(`${graph.url}/lookup?q=安居物业`);
      await look('some-matches');
      await page.goto(`${graph.url}/lookup/${usccOf(COMPANY.jiajiehua)}`);
      await look('cancelled');
      await page.goto(`${graph.url}/lookup/${usccOf(COMPANY.anju)}`);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('长治市安居物业管理有限公司');
      await look('card');

      await page.getByRole('button', { name: '出具状态查询单' }).click();
      await page.waitForURL(/\/sheet\//);
      expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(true);
      await look('sheet');
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
      await page.setViewportSize({ width: 673, height: 1017 }); // what A4 leaves within its margins
      if (size === 'desktop') await seen.screenshot('counter-sheet-print');
      // On paper it is one sheet.
      const paper = await page.pdf({ preferCSSPageSize: true });
      expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize(context.viewport);

      const code = /\/sheet\/(.+)$/.exec(page.url())?.[1] ?? '';
      await page.goto(`${graph.url}/lookup`);
      await page.getByRole('textbox', { name: '查询单编号' }).fill(code.toLowerCase());
      await page.getByRole('button', { name: '核验' }).click();
      await page.getByText('没有变化').waitFor();
      await look('verified');
    }
  });

  it('says in plain words what is wrong', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    await using seen = await visit(`${graph.url}/lookup`, { context: phone, expectedErrors: /status of 40[0-9]/ });
    const { page } = seen;
    for (const [name, path] of [
      ['nothing', '/lookup?q=阿房宫'],
      ['bad-code', '/lookup/91140403MAK30LWG8O'],
      ['unknown', `/lookup/${usccOf(9000)}`],
      ['unknown-sheet', '/verify/0000-0000-016J-D'],
    ] as const) {
      await page.goto(`${graph.url}${path}`);
      await seen.screenshot(`counter-${name}-phone`);
    }
    expect(await page.getByText('怎么办').isVisible()).toBe(true);
  });
});
