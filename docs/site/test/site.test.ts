/** Opens every page of the built site. `SCREENSHOTS=1` writes pictures to `build/screenshots`. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { after, describe } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { output, site } from '../scripts/paths.js';
import { accessibilityProblems, beforeAll, it, launch, open, type Server, serveSite, setView } from './browser.js';

const views = [
  { name: 'desktop', width: 1280, scheme: 'light' },
  { name: 'phone', width: 375, scheme: 'dark' },
] as const;

/** Elements that only exist at one width, such as the sidebar, are the same on all pages, so a few pages show them in both colours. */
const otherColours = [
  { name: 'desktop-dark', width: 1280, scheme: 'dark' },
  { name: 'phone-light', width: 375, scheme: 'light' },
] as const;
const pagesInAllViews = new Set(['index.html', 'golden-json.html', 'reference/conditions.html', 'api/LumiList.html']);

/** The playground has its own tests. */
const pages = readdirSync(output, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html') && name !== '404.html' && !name.startsWith('playground/'))
  .sort();

/** Words, and a text among the first three results. */
const searches: Readonly<Record<string, string>> = {
  b_field: 'Attributes of runs',
  'tracker-strip': 'tracker-strip',
  'passes-on-null': 'passes-on-null',
  recorded_lumi: 'recorded_lumi',
  EMPTY: 'Meaning of the statuses',
  'needs-everything': 'needs-everything',
  'fromWebUrl()': 'fromWebUrl',
  'recorded_lumi unit': 'recorded_lumi',
  'dry run': 'Change runs',
  certificate: 'certificate',
  'golden JSON portal': 'portal',
  brilcalc: 'Sum the output of brilcalc',
  'read-as-and': 'Warnings of filters',
  pandas: 'Group, join and export rows',
  'latest run': 'Read rows',
  'last week': 'Filter by date',
  'sign off': 'List what is left to certify',
  workspace: 'Terms',
  units: 'Units',
  cosmics: 'cosmics dcsOnly',
  null: 'Operators and null',
  '401': 'Retries',
  proxy: 'Use a proxy',
  lxplus: 'Use lxplus',
  spark: 'Run a golden JSON on Spark',
  notebook: 'Use pandas, Polars or a notebook',
  parquet: 'Mirrors',
  'UTF-16': 'Connect to the Run Registry',
  'golden json': 'Write the rules of a golden JSON',
  'null passes': 'passes-on-null',
  csv: 'Export CSV',
  energy: 'LHC: fill, beams and machine settings',
  castor: 'castor-castor',
  'count rows': 'Read rows',
  timeout: 'call-timeout',
  vscode: 'Set up your editor',
};

describe('the built site', () => {
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    server = await serveSite();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  /** Returns the tables, and the longest lines of code, that do not fit their column. */
  const cutOff = (page: Page): Promise<string[]> =>
    page.$$eval('.vp-doc :is(table, pre)', (blocks) =>
      blocks
        .filter(
          (block) => block.closest('.aligned, .language-text') === null && block.scrollWidth > block.clientWidth + 1,
        )
        .map((block) => {
          const lines = block.textContent.split('\n');
          return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '').slice(0, 120);
        }),
    );

  /** Returns words in first columns of tables that are divided between two lines. */
  const dividedWords = (page: Page): Promise<string[]> =>
    page.$$eval('.vp-doc td:first-child', (cells) =>
      cells.flatMap((cell) => {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        const divided: string[] = [];
        for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
          for (const { 0: word, index } of (text.nodeValue ?? '').matchAll(/\w+/g)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            const lines = new Set([...range.getClientRects()].map(({ top }) => top));
            if (lines.size > 1) divided.push(word);
          }
        return divided;
      }),
    );

  const visit = async (path: string): Promise<Page> => (await open(browser, server.url + path)).page;

  /** Searches until one of the first three results contains a text. */
  async function search(page: Page, words: string, expected: string): Promise<void> {
    await page.$eval('#localsearch-input', (input) => {
      (input as HTMLInputElement).value = '';
    });
    await page.type('#localsearch-input', words);
    const results = () =>
      page.$$eval('#localsearch-list .result', (found) =>
        found.slice(0, 3).map(({ textContent }) => textContent ?? ''),
      );
    // The results follow the words with a delay.
    const isFound = (text: string): boolean =>
      [...document.querySelectorAll('#localsearch-list .result')]
        .slice(0, 3)
        .some((result) => result.textContent?.includes(text));
    await page.waitForFunction(isFound, {}, expected).catch(async () => {
      assert.fail(`expected ${expected} in ${JSON.stringify(await results())}`);
    });
  }

  for (const path of pages)
    it(`${path} has no errors, fits a phone, and is accessible`, async () => {
      const { page, errors } = await open(browser, server.url + path);
      await page.waitForNetworkIdle();
      for (const { name, width, scheme } of pagesInAllViews.has(path) ? [...views, ...otherColours] : views) {
        await setView(page, width, scheme);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name}: ${overflow} px too wide`);
        assert.deepEqual(await accessibilityProblems(page, '#none'), [], name);
        // A phone scrolls code. Wider screens show it as a whole, except tables of output.
        if (width === 1280) assert.deepEqual([await cutOff(page), await dividedWords(page)], [[], []], name);
        if (process.env.SCREENSHOTS !== undefined) {
          mkdirSync(`${site}build/screenshots`, { recursive: true });
          await page.screenshot({ path: `${site}build/screenshots/${path.replaceAll('/', '-')}-${name}.png` });
        }
      }
      assert.deepEqual(errors, []);
      await page.close();
    });

  it('finds what users search for', async () => {
    const page = await visit('index.html');
    await page.waitForNetworkIdle();
    await page.click('button.DocSearch-Button');
    await page.waitForSelector('#localsearch-input');
    for (const [words, expected] of Object.entries(searches)) await search(page, words, expected);
    await page.close();
  });

  it('has landmarks, one main heading, and a link that skips the navigation', async () => {
    const page = await visit('queries.html');
    await page.waitForNetworkIdle();
    const count = (selector: string): Promise<number> => page.$$eval(selector, ({ length }) => length);
    assert.deepEqual([await count('main'), await count('h1')], [1, 1]);
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /Skip to content/);
    await page.close();
  });

  it('shows the error of a wrong name', async () => {
    const page = await visit('index.html');
    const errors = await page.$$eval('.twoslash-error-line', (lines) => lines.map(({ textContent }) => textContent));
    assert.match(errors.join(), /Unknown attribute 'enrgy' of runs\. Did you mean 'energy'\?/);
    await page.close();
  });

  it('shows the type and the docstring of a name', async () => {
    const page = await visit('index.html');
    await page.waitForNetworkIdle();
    await page.hover('.twoslash-hover');
    await page.waitForSelector('.twoslash-floating .twoslash-popup-docs', { visible: true });
    await page.close();
  });

  it('shows types and docstrings to keyboards: one stop of Tab for each example, and arrow keys within', async () => {
    const page = await visit('golden-json.html');
    await page.waitForNetworkIdle();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    const examples = await page.$$eval('pre.twoslash', ({ length }) => length);
    assert.equal(await page.$$eval('.twoslash-hover[tabindex="0"]', ({ length }) => length), examples);
    await page.focus('h1 a, .header-anchor');
    while (!(await page.evaluate(() => document.activeElement?.matches('.twoslash-hover'))))
      await page.keyboard.press('Tab');
    const popUp = await page.waitForSelector('.twoslash-floating .twoslash-popup-docs', { visible: true });
    assert.equal(await focused(), 'goldenJson');
    const text = (await popUp?.evaluate((docs) => docs.closest('.twoslash-floating')?.textContent)) ?? '';
    assert.match(text, /see runs\./, 'a link is a part of its sentence');
    assert.match(text, /const certified = goldenJson\(\)\n/);
    // Each block of code is drawn once, with its colours.
    assert.equal(await page.$$eval('.twoslash-floating code > pre', ({ length }) => length), 0);
    assert.ok(await page.$('.twoslash-floating pre.vp-code span[style]'));
    // A pop-up is the description of the name, outside of the landmarks.
    const problems = await accessibilityProblems(page, '#none');
    assert.deepEqual(
      problems.filter((problem) => !problem.startsWith('region: ')),
      [],
    );
    await page.keyboard.press('Escape');
    await page.waitForSelector('.twoslash-floating .twoslash-popup-docs', { hidden: true });
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'not');
    await page.waitForSelector('.twoslash-floating .twoslash-popup-docs', { visible: true });
    await page.keyboard.press('Tab');
    assert.notEqual(await focused(), 'run', 'Tab leaves the example');
    await page.close();
  });

  it('wraps the error of an example, and shows the rows of tables as lists on a phone', async () => {
    const page = await visit('troubleshooting.html');
    await setView(page, 375, 'light');
    const overflow = await page.$$eval(
      '.vp-doc table',
      (tables) => tables.filter((table) => table.scrollWidth > table.clientWidth + 1).length,
    );
    assert.equal(overflow, 0);
    await page.close();
    const front = await visit('index.html');
    await setView(front, 375, 'light');
    const box = await (await front.$('.twoslash-error-line'))?.boundingBox();
    assert.ok(box && box.x + box.width <= 375, JSON.stringify(box));
    await front.close();
  });

  it('describes each guide to search engines and previews of links, and has a page for missing addresses', async () => {
    const page = await visit('getting-started.html');
    const content = (selector: string) => page.$eval(selector, (meta) => meta.getAttribute('content'));
    assert.equal(await page.title(), 'Getting started | runregistry');
    const description = 'Query sample data on your own machine, without an account.';
    assert.equal(await content('meta[name=description]'), description);
    assert.equal(await content('meta[property="og:description"]'), description);
    assert.equal(await content('meta[property="og:title"]'), 'Getting started');
    await page.close();
    // A new page: requests that a navigation cancels may count as open, so that the network never becomes idle.
    const missing = await visit('missing/page.html');
    await missing.waitForFunction(() => document.title.startsWith('404'));
    const link = await missing.waitForSelector('.NotFound a');
    assert.equal(await link?.evaluate((a) => (a as HTMLAnchorElement).href), server.url);
    await missing.close();
  });
});
