/** Opens every page of the built site. `SCREENSHOTS=1` writes pictures to `build/screenshots`. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { output, site } from '../scripts/paths.js';
import { accessibilityProblems, launch, open, type Server, serveSite, setView, skip } from './browser.js';

const views = [
  { name: 'desktop', width: 1280, scheme: 'light' },
  { name: 'phone', width: 375, scheme: 'dark' },
  { name: 'desktop-dark', width: 1280, scheme: 'dark' },
  { name: 'phone-light', width: 375, scheme: 'light' },
] as const;

/** The playground has its own tests. */
const pages = readdirSync(output, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html') && name !== '404.html' && !name.startsWith('playground/'))
  .sort();

/** Words, and a text among the first three results. */
const searches: Readonly<Record<string, string>> = {
  b_field: 'b_field',
  'tracker-strip': 'tracker-strip',
  'passes-on-null': 'passes-on-null',
  recorded_lumi: 'recorded_lumi',
  EMPTY: 'EMPTY',
  'needs-everything': 'needs-everything',
  'fromWebUrl()': 'fromWebUrl',
  'recorded_lumi unit': 'recorded_lumi',
  'dry run': 'Change runs',
  certificate: 'certificate',
  'golden JSON portal': 'portal',
  brilcalc: 'Brilcalc',
};

describe('the built site', { skip, timeout: 1_800_000 }, () => {
  let browser: Browser;
  let server: Server;

  before(async () => {
    server = await serveSite();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const visit = async (path: string): Promise<Page> => (await open(browser, server.url + path)).page;

  /** Searches on the front page, and returns the results. */
  async function search(words: string): Promise<string[]> {
    const page = await visit('index.html');
    await page.waitForNetworkIdle();
    await page.click('button.DocSearch-Button');
    await page.waitForSelector('#localsearch-input');
    await page.type('#localsearch-input', words);
    await page.waitForSelector('#localsearch-list .result');
    const results = await page.$$eval('#localsearch-list .result', (found) =>
      found.map((result) => result.textContent),
    );
    await page.close();
    return results;
  }

  for (const path of pages)
    it(`${path} has no errors, fits a phone, and is accessible`, async () => {
      const { page, errors } = await open(browser, server.url + path);
      await page.waitForNetworkIdle();
      for (const { name, width, scheme } of views) {
        await setView(page, width, scheme);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name}: ${overflow} px too wide`);
        assert.deepEqual(await accessibilityProblems(page, '#none'), [], name);
        if (process.env.SCREENSHOTS !== undefined) {
          mkdirSync(`${site}build/screenshots`, { recursive: true });
          await page.screenshot({ path: `${site}build/screenshots/${path.replaceAll('/', '-')}-${name}.png` });
        }
      }
      assert.deepEqual(errors, []);
      await page.close();
    });

  for (const [words, expected] of Object.entries(searches))
    it(`finds ${words}`, async () => {
      const results = (await search(words)).slice(0, 3);
      assert.ok(
        results.some((result) => result.includes(expected)),
        `expected ${expected} in ${JSON.stringify(results)}`,
      );
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
});
