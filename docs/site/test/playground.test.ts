import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'puppeteer-core';
import { hashOf } from '../playground/src/share.js';
import {
  accessibilityProblems,
  launch,
  type OpenedPage,
  open,
  type Server,
  serveSite,
  setView,
  skip,
} from './browser.js';

const timeout = 120_000;
const header = "import { goldenJson, run, runs } from 'runregistry';\n";
const query = `${header}runs().where('run_number').between(309000, 310000).flag('dt', 'dt').is('GOOD');\n`;

const address = async (server: Server, code: string): Promise<string> =>
  `${server.url}playground/${await hashOf(code)}`;

/** Replaces the code of a page, as a link does. */
async function setCode(page: Page, code: string): Promise<void> {
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    await hashOf(code),
  );
}

/** Waits until the text of the first element of a selector contains a string. */
const waitForText = (page: Page, selector: string, text: string) =>
  page.waitForFunction(
    (found, part) => document.querySelector(found)?.textContent.includes(part),
    { timeout },
    selector,
    text,
  );

const waitForRows = (page: Page) => waitForText(page, '#panel caption', 'rows');

const panelText = (page: Page): Promise<string> => page.$eval('#panel', ({ textContent }) => textContent);

/** Opens a tab of the results, and returns its text. */
async function readTab(page: Page, name: string): Promise<string> {
  await page.evaluate((wanted) => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
    tabs.find((tab) => tab.textContent === wanted)?.click();
  }, name);
  return panelText(page);
}

describe('playground', { skip, timeout: 10 * timeout }, () => {
  let server: Server;
  let browser: Browser;
  let opened: OpenedPage;
  let page: Page;

  before(async () => {
    server = await serveSite();
    browser = await launch();
    opened = await open(browser, await address(server, query));
    page = opened.page;
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  it('shows the rows of a query', async () => {
    await waitForRows(page);
    const time = await page.evaluate(() => performance.now());
    const files = [...server.served].map((path) => readFileSync(path));
    const size = files.reduce((total, file) => total + file.length, 0);
    const packed = files.reduce((total, file) => total + gzipSync(file).length, 0);
    console.log(`first rows after ${Math.round(time)} ms; ${size} bytes in ${files.length} files, ${packed} with gzip`);
    assert.match(await panelText(page), /^The first 20 of \d+ rows/);
  });

  it('shows sentence, requests and Python of a query', async () => {
    await waitForText(page, '#sentence', 'dt-dt is GOOD in at least one lumisection');
    assert.match(await readTab(page, 'Requests'), /POST \/runs_filtered_ordered/);
    assert.match(await readTab(page, 'Python'), /runregistry\.get_runs/);
    await readTab(page, 'Rows');
  });

  it('completes attributes in quotes', async () => {
    await setCode(page, `${header}runs().where(`);
    await waitForText(page, '#state', 'incomplete');
    await page.click('#editor .view-lines');
    await page.keyboard.down('Control');
    await page.keyboard.press('End');
    await page.keyboard.up('Control');
    await page.keyboard.type("'");
    await page.waitForSelector('.suggest-widget.visible .monaco-list-row', { timeout });
    await page.keyboard.type('energ');
    await waitForText(page, '.suggest-widget', 'energy');
    await page.keyboard.press('Escape');
  });

  it('underlines a misspelt attribute with the message of other editors', async () => {
    await setCode(page, query);
    await waitForRows(page);
    await setCode(page, `${header}runs().where('enrgy').gte(6000);\n`);
    const message = "Unknown attribute 'enrgy' of runs. Did you mean 'energy'?";
    await waitForText(page, '#failure', `Line 2: QueryError: ${message}`);
    assert.ok(await page.$('#results.stale table'), 'earlier results are grey');
    await page.waitForSelector('.squiggly-error', { timeout });
    await page.click('#editor .view-lines');
    // The message of the thrown error is replaced by that of the types.
    let text = '';
    while (!text.includes(`{ readonly [mistake]: "${message}"; }`)) {
      await page.keyboard.press('F8');
      const widget = await page.waitForSelector('.zone-widget', { timeout });
      text = (await widget?.evaluate(({ textContent }) => textContent)) ?? '';
    }
    await page.keyboard.press('Escape');
  });

  it('shows the document, the problems and the TypeScript of a golden JSON', async () => {
    await setCode(page, `${header}goldenJson().where(run.energy.gte(6000)).flag('dt-dt').is('GOOD');\n`);
    await waitForText(page, '#panel', '{ "==": [{ "var": "lumisection.rr.dt-dt" }, "GOOD"] }');
    assert.equal(await readTab(page, 'Lint'), 'No problems.');
    assert.match(await readTab(page, 'TypeScript'), /\.where\('run\.oms\.energy'\)\.gte\(6000\)/);
  });

  it('stops an endless loop, and runs the next code', async () => {
    await setCode(page, `${header}for (;;) {}\n`);
    await waitForText(page, '#failure', 'Stopped');
    await setCode(page, query);
    await waitForRows(page);
  });

  it('stops a loop that prints without end', async () => {
    await setCode(page, `${header}for (;;) console.log('again');\n`);
    await waitForText(page, '#failure', 'Stopped');
    await waitForText(page, '#panel', 'more than 1000');
    await setCode(page, query);
    await waitForRows(page);
  });

  it('is left and used with the keyboard', async () => {
    const isInEditor = () => page.evaluate(() => document.activeElement?.closest('#editor') !== null);
    await page.focus('#share');
    await page.keyboard.press('Tab');
    assert.ok(await isInEditor(), 'Tab enters the editor');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.ok(!(await isInEditor()), 'Escape and Tab leave the editor');
    await page.focus('[role=tab][aria-selected=true]');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Requests');
    assert.equal(await page.$eval('#panel', (panel) => panel.getAttribute('aria-labelledby')), 'tab-Requests');
  });

  it('breaks no rule of accessibility, and fits into the window', async () => {
    for (const name of ['Requests', 'Rows'])
      for (const width of [375, 1280])
        for (const scheme of ['dark', 'light'] as const) {
          await readTab(page, name);
          await setView(page, width, scheme);
          // The content of the editor is Monaco's.
          assert.deepEqual(await accessibilityProblems(page, '.monaco-editor'), [], `${name}, ${width} px, ${scheme}`);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${overflow} px too wide at ${width} px`);
        }
  });

  it('writes no error to the console', () => assert.deepEqual(opened.errors, []));

  it('restores the code of a link, which reaches no host', async () => {
    const requests: string[] = [];
    const host = createServer(({ url = '' }, response) => {
      requests.push(url);
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end('');
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const target = `127.0.0.1:${(host.address() as AddressInfo).port}`;
    const nested = `fetch('http://${target}/nested').then(() => postMessage(1), () => postMessage(0))`;
    const event = (create: string, opening: string) =>
      `new Promise((resolve, reject) => Object.assign(${create}, { ${opening}: resolve, onerror: reject }))`;
    const attempts = [
      `fetch('http://${target}/fetch')`,
      `fetch('${server.url}index.html')`,
      `import('http://${target}/import')`,
      `import('${server.url}playground/sandbox.html')`,
      event(`new WebSocket('ws://${target}')`, 'onopen'),
      event(`new EventSource('http://${target}/events')`, 'onopen'),
      event(`new Worker('${server.url}playground/index.html')`, 'onmessage'),
      `new Promise(() => importScripts('http://${target}/scripts'))`,
      `new Promise((resolve, reject) => {
        new Worker(URL.createObjectURL(new Blob([${JSON.stringify(nested)}]))).onmessage = ({ data }) => data ? resolve() : reject();
      })`,
    ];
    const lines = attempts.map(
      (attempt, index) =>
        `await (async () => ${attempt})().then(() => console.log('${index} reached'), () => console.log('${index} blocked'));`,
    );
    const link = await open(browser, await address(server, `${lines.join('\n')}\nconsole.log('ended');`));
    await waitForText(link.page, '#panel', 'ended');
    assert.deepEqual((await panelText(link.page)).trim().split('\n'), [
      ...attempts.map((_, index) => `${index} blocked`),
      'ended',
    ]);
    assert.deepEqual(requests, []);
    await link.page.close();
    host.close();
  });
});
