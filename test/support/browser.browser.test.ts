/** What a page does wrong is seen; otherwise green browser tests would prove nothing. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inBrowser, launchBrowser, openVisit } from './browser.ts';

async function serve(body: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/' ? 200 : 404;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', "style-src 'none'");
    response.end(request.url === '/' ? `<link rel="icon" href="data:,"><p>你好</p>${body}` : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

inBrowser('a page', (visit) => {
  // Opened past `visit`, whose problems fail the test.
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(() => browser.close());

  it('in order has no problems', async () => {
    await using server = await serve('<script>console.log("fine")</script>');
    await using seen = await visit(server.url);
    expect(await seen.page.textContent('p')).toBe('你好');
    expect(await seen.page.evaluate('navigator.language')).toBe('zh-CN');
  });

  it.each([
    ['<script>console.error("broken")</script>', 'logged: broken'],
    ['<script>throw new Error("thrown")</script>', 'threw: Error: thrown'],
    ['<style>p { color: red }</style>', 'Content Security Policy'],
    ['<img src="/missing.png">', '404'],
    ['<img src="http://elsewhere.example/dot.png">', 'asked another host: http://elsewhere.example/dot.png'],
    ['<img src="http://192.0.2.1/dot.png">', 'asked another host: http://192.0.2.1/dot.png'],
    ['<script>new WebSocket("ws://elsewhere.example/")</script>', 'asked another host: ws://elsewhere.example/'],
  ])('that does wrong is caught: %s', async (body, problem) => {
    await using server = await serve(body);
    await using seen = await openVisit(browser, server.url);
    await expect.poll(() => seen.problems.join('\n')).toContain(problem);
  });

  it('may log the errors that its test expects, and no other', async () => {
    await using server = await serve('<img src="/missing.png" onerror="console.error(`afterwards`)">');
    await using seen = await openVisit(browser, server.url, { expectedErrors: /404/ });
    await expect.poll(() => seen.problems).toEqual([expect.stringContaining('logged: afterwards')]);
  });
});
