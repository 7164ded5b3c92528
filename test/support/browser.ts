/**
 * Pages seen by a real browser: one Chromium for a file, a fresh profile for every visit.
 *
 * A test fails when its page logs an error, throws, breaks its Content-Security-Policy or asks any other host for anything.
 * With HUTONG_SCREENSHOTS set, screenshots are kept in data/screenshots, to be looked at by eye.
 *
 * @example
 * inBrowser('the page', (visit) => {
 *   it('greets', async () => {
 *     await using graph = await startGraph(database);
 *     await using seen = await visit(graph.url); // after the server, so that the page ends before it
 *     await seen.page.getByRole('button', { name: '查询' }).click();
 *     await seen.screenshot('greeting');
 *   });
 * });
 */
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { findChromium } from '../../scripts/test-programs.ts';

export interface VisitOptions {
  /** Console errors that belong to the test: Chromium writes one for every answer of 400 and above. */
  readonly expectedErrors?: RegExp;
  /** Size, language, touch, …; see playwright's `devices` for phones. Default: a desktop in Chinese. */
  readonly context?: BrowserContextOptions;
}

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** What went wrong on the page until now; the test need not look, it fails by itself. */
  readonly problems: readonly string[];
  /** The whole page as data/screenshots/NAME.png, if screenshots are wanted. */
  screenshot(name: string): Promise<void>;
}

export type OpenVisit = (url: string, options?: VisitOptions) => Promise<Visit>;

const SCREENSHOTS = join(import.meta.dirname, '../../data/screenshots');

/** Root may not sandbox; the rest keeps the browser from talking to anybody on its own account. */
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Without a browser the tests show as skipped; under CI they run, and fail for want of one. */
export function inBrowser(name: string, tests: (visit: OpenVisit) => void): void {
  describe.skipIf(findChromium() === undefined && !process.env.CI)(`${name} in a browser`, () => {
    let browser: Browser;
    let visits: Visit[] = [];

    beforeAll(async () => {
      browser = await launchBrowser();
    });

    afterEach(async () => {
      const ended = visits;
      visits = [];
      for (const visit of ended) await visit[Symbol.asyncDispose]();
      expect(ended.flatMap((visit) => visit.problems)).toEqual([]);
    });

    afterAll(() => browser.close());

    tests(async (url, options) => {
      const visit = await openVisit(browser, url, options);
      visits.push(visit);
      return visit;
    });
  });
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium here; `npm test` says how to get one');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Opens an address of one server; every request to another origin is a problem. */
export async function openVisit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options.context });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = watch(page, new URL(url).host, options.expectedErrors);
  await page.goto(url);
  return {
    page,
    problems,
    async screenshot(name) {
      if (process.env.HUTONG_SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

function watch(page: Page, home: string, expectedErrors: RegExp | undefined): readonly string[] {
  const problems: string[] = [];
  const hold = (url: string): void => {
    const { protocol, host } = new URL(url);
    if (!['data:', 'blob:'].includes(protocol) && host !== home) problems.push(`asked another host: ${url}`);
  };
  page.on('request', (request) => hold(request.url()));
  page.on('websocket', (socket) => hold(socket.url()));
  page.on('pageerror', (error) => problems.push(`threw: ${error.stack ?? error.message}`));
  page.on('console', (line) => {
    if (line.type() !== 'error' || expectedErrors?.test(line.text())) return;
    problems.push(`logged: ${line.text()} (${line.location().url})`);
  });
  return problems;
}
