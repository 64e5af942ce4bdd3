import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'puppeteer-core';
import { codeOf, hashOf } from '../playground/src/share.js';
import { site } from '../scripts/paths.js';
import {
  accessibilityProblems,
  beforeAll,
  it,
  launch,
  type OpenedPage,
  open,
  type Server,
  serveSite,
  setView,
  timeout,
} from './browser.js';

const header = "import { goldenJson, run, runs } from 'runregistry';\n";
const query = `${header}runs().where('run_number').between(309000, 310000).flag('dt', 'dt').is('GOOD');\n`;

const address = async (server: Server, code: string): Promise<string> =>
  `${server.url}playground/${(await hashOf(code)) ?? ''}`;

/** Replaces the code of a page, as a link does. */
async function setCode(page: Page, code: string): Promise<void> {
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    (await hashOf(code)) ?? '',
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

/** Waits for rows of the current code: those of earlier code are grey. */
const waitForRows = (page: Page) => waitForText(page, '#results:not(.stale) #panel caption', 'rows');

const panelText = (page: Page): Promise<string> => page.$eval('#panel', ({ textContent }) => textContent);

/** Opens a tab of the results, and returns its text. */
async function readTab(page: Page, name: string): Promise<string> {
  await page.evaluate((wanted) => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
    tabs.find((tab) => tab.textContent === wanted)?.click();
  }, name);
  return panelText(page);
}

describe('playground', () => {
  let server: Server;
  let browser: Browser;
  let opened: OpenedPage;
  let page: Page;

  beforeAll(async () => {
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
    assert.match(await readTab(page, 'TypeScript'), /runs\(\)\n {2}\.where\('run_number'\)\.between\(309000, 310000\)/);
    assert.match(await readTab(page, 'SQL'), /^SELECT \*\nFROM "runs"/);
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
    // The types report the error later than the code throws it. Until then, the editor may have nothing to go to.
    for (let text = ''; !text.includes(`{ readonly [mistake]: "${message}"; }`); ) {
      await page.keyboard.press('F8');
      text = await page.evaluate(
        () =>
          new Promise<string>((resolve) =>
            requestAnimationFrame(() => resolve(document.querySelector('.zone-widget')?.textContent ?? '')),
          ),
      );
    }
    await page.keyboard.press('Escape');
  });

  it('shows the document, the problems, the TypeScript and the SQL of a golden JSON', async () => {
    await setCode(page, `${header}goldenJson().where(run.energy.gte(6000)).flag('dt-dt').is('GOOD');\n`);
    await waitForText(page, '#panel', '{ "==": [{ "var": "lumisection.rr.dt-dt" }, "GOOD"] }');
    assert.equal(await readTab(page, 'Lint'), 'No problems.');
    assert.match(await readTab(page, 'TypeScript'), /\.where\('run\.oms\.energy'\)\.gte\(6000\)/);
    assert.match(await readTab(page, 'SQL'), /^SELECT [\s\S]*d\."energy" >= 6000\n {2}AND l\."rr_dt_dt" = 'GOOD'/m);
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

  for (const [what, code, reason] of [
    ['a loop after the end of the code', 'setTimeout(() => { for (;;); }, 10);', 'Stopped: the code ran'],
    ['a promise that never resolves', 'await new Promise(() => {});', 'Stopped: the code ran'],
    ['requests without end', 'for (;;) await runs().limit(1).all();', 'Stopped: the code sent more than 2000 requests'],
    [
      'messages that the runner does not limit',
      `
let found;
Object.defineProperty(MessageEvent.prototype, 'data', { get() { found ??= this.currentTarget; return { kind: 'ping' }; } });
for (;;) {
  await new Promise((resolve) => setTimeout(resolve));
  if (found) for (let n = 0; n < 20000; n++) found.postMessage({ kind: 'printed', text: 'forged' });
  else void runs().count();
}`,
      'Stopped: the code sent more than 10000 messages',
    ],
    ['an error without a text', 'throw Object.create(null);', '[object]'],
    ['null', 'throw null;', 'null'],
    ['a rejection that nothing awaits', 'Promise.reject(new Error("lost"));', 'Error: lost'],
    [
      'a stack that cannot be read',
      "throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1; } });",
      'Error: x',
    ],
    [
      'a missing export',
      "import { get_runs } from 'runregistry'; get_runs();",
      "module 'runregistry' does not provide an export named 'get_runs'",
    ],
    ['a module of Node', "import { readFileSync } from 'node:fs';", "Cannot import 'node:fs'"],
    [
      'Python',
      'import runregistry\nruns = runregistry.get_runs(filter={"run_number": 1})',
      'Line 1: This looks like Python',
    ],
  ] as const)
    it(`reports ${what}, and runs the next code`, async () => {
      await setCode(page, `${code.startsWith('import') ? '' : header}${code}\n`);
      await waitForText(page, '#failure', reason);
      await setCode(page, query);
      await waitForRows(page);
    });

  it('shortens output that is too long to read', async () => {
    await setCode(
      page,
      `${header}console.log('x'.repeat(5e7), Array(1e6).fill(1)); console.log(globalThis); for (let n = 0; n < 100; n++) console.log('x'.repeat(1e5));\n`,
    );
    await waitForText(page, '#panel', '… more output');
    assert.ok((await panelText(page)).length < 1_100_000);
    await setCode(page, `${header}runs().where('run_number').in(Array.from({ length: 1e4 }, (_, n) => n + 1));\n`);
    await waitForText(page, '#sentence', 'run_number is');
    assert.ok((await readTab(page, 'Requests')).length < 300_000);
    await readTab(page, 'Rows');
  });

  it('shows the table of the example on the front page', async () => {
    const example = /```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(readFileSync(`${site}index.md`, 'utf8'));
    await setCode(page, example?.[1] ?? '');
    await waitForText(page, '#sentence', 'tracker-strip');
    await readTab(page, 'Output');
    await waitForText(page, '#panel', '┘');
    assert.equal((await panelText(page)).trim(), example?.[2]?.trim());
    await readTab(page, 'Rows');
  });

  it('shows the results of the last of many edits', async () => {
    for (let n = 1; n <= 20; n++) await setCode(page, `${header}runs().where('run_number').gt(${n});\n`);
    await waitForText(page, '#sentence', 'run_number > 20');
    await waitForRows(page);
    assert.match(await page.$eval('#sentence', ({ textContent }) => textContent), /> 20$/);
  });

  it('follows the last of two links, also if the code of the first is read later', async () => {
    const [first, last] = [1234, 4321].map((number) => `${header}runs().where('run_number').gt(${number});\n`) as [
      string,
      string,
    ];
    // Holds the code of the next link back.
    await page.evaluate(() => {
      const Original = DecompressionStream;
      window.DecompressionStream = new Proxy(Original, {
        construct(_, [format]: [CompressionFormat]) {
          window.DecompressionStream = Original;
          const { readable, writable } = new Original(format);
          const released = new Promise((resolve) => addEventListener('release', resolve, { once: true }));
          const hold = new TransformStream({
            async transform(chunk, controller) {
              await released;
              controller.enqueue(chunk);
            },
          });
          return { readable: readable.pipeThrough(hold), writable };
        },
      });
    });
    const codeInAddress = async () => codeOf(await page.evaluate(() => location.hash));
    await page.$eval('#shared', (shared) => shared.replaceChildren());
    await setCode(page, first);
    await page.click('#share');
    await waitForText(page, '#shared', 'ddress of this page');
    assert.deepEqual(await codeInAddress(), { code: first }, 'the address is not replaced by that of the code before');
    await setCode(page, last);
    await waitForText(page, '#sentence', 'run_number > 4321');
    await page.evaluate(() => dispatchEvent(new Event('release')));
    await page.click('#share');
    await waitForText(page, '#editor .view-lines', '4321');
    assert.deepEqual(await codeInAddress(), { code: last });
  });

  it('goes back to the code before an example, and undoes the example', async () => {
    const mine = `${header}runs().where('energy').gte(1234);\n`;
    await setCode(page, mine);
    await waitForText(page, '#sentence', '1234');
    await page.select(
      '#examples',
      await page.$eval('#examples option:nth-of-type(5)', (option) => (option as HTMLOptionElement).value),
    );
    await waitForText(page, '#sentence', 'tracker_state');
    await page.click('#editor .view-lines');
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await waitForText(page, '#sentence', '1234');
    await page.evaluate(() => history.back());
    await waitForText(page, '#sentence', '1234');
  });

  it('says that a link is damaged or too long, and opens without the storage of the site', async () => {
    const damaged = await open(browser, `${server.url}playground/#code=damaged!`);
    await waitForText(damaged.page, '#shared', 'damaged');
    await waitForRows(damaged.page);
    await setCode(damaged.page, query);
    await damaged.page.evaluate(() => navigator.clipboard.writeText('').catch(() => undefined));
    await damaged.page.click('#share');
    await waitForText(damaged.page, '#shared', 'ddress of this page');
    await damaged.page.close();
    const blocked = await browser.newPage();
    await blocked.evaluateOnNewDocument(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Blocked', 'SecurityError');
        },
      });
    });
    await blocked.goto(await address(server, query));
    await waitForRows(blocked);
    await blocked.close();
  });

  it('works in two tabs at once', async () => {
    const pages = await Promise.all([1, 2].map(async () => (await open(browser, await address(server, query))).page));
    for (const tab of pages) {
      // Pages behind others draw nothing.
      await tab.bringToFront();
      await waitForRows(tab);
    }
    await Promise.all(pages.map((tab) => tab.close()));
    await page.bringToFront();
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
      // The compiler rejects constant names of modules.
      `import(['http://${target}/import'].join())`,
      `import(['${server.url}playground/sandbox.html'].join())`,
      `new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        Object.assign(request, { onload: resolve, onerror: reject }).open('GET', 'http://${target}/xhr');
        request.send();
      })`,
      event("indexedDB.open('a')", 'onsuccess'),
      `caches.open('a')`,
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

  it('does not run code in a frame without the sandbox', async () => {
    const other = await open(browser, `${server.url}404.html`);
    await other.page.evaluate(async (url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      const received = new Promise((resolve) => frame.contentWindow?.addEventListener('message', resolve));
      frame.contentWindow?.postMessage('1', '*');
      await received;
    }, `${server.url}playground/sandbox.html`);
    const frame = other.page.frames().find((found) => found.url().endsWith('sandbox.html'));
    assert.equal(await frame?.evaluate('url'), undefined);
    await other.page.close();
  });
});
