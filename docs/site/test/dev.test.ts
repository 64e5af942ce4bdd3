/** The server of `npm run docs:dev`, with the playground of the last build. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createServer } from 'vitepress';
import { base, site } from '../scripts/paths.js';
import { it as browserTest, launch, open } from './browser.js';

describe('the development server', () => {
  let server: Awaited<ReturnType<typeof createServer>>;
  let url: string;

  before(async () => {
    server = await createServer(site, { host: '127.0.0.1', port: 0 });
    await server.listen();
    url = `${server.resolvedUrls?.local[0]}`;
  });
  after(() => server?.close());

  it('serves the playground with its sandbox, and no file outside of it', async () => {
    assert.ok(url.endsWith(base));
    const get = async (path: string) => {
      const response = await fetch(url + path);
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
    };
    const page = await get('playground/');
    assert.deepEqual([page.status, page.type], [200, 'text/html; charset=utf-8']);
    const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(page.text)?.[1];
    assert.deepEqual((await get(`playground/${script}`)).type, 'text/javascript');
    assert.match((await get('playground/sandbox.html')).text, /Content-Security-Policy/);
    for (const path of ['playground/missing.js', 'playground/..%2fqueries.html'])
      assert.equal((await get(path)).status, 404, path);
  });

  browserTest('shows the rows of the playground', async () => {
    const browser = await launch();
    try {
      const { page } = await open(browser, `${url}playground/`);
      await page.waitForSelector('#panel table');
    } finally {
      await browser.close();
    }
  });
});
