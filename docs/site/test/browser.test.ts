/** Opens the built site in headless Chromium. The tests are skipped where it is not installed. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { output, site } from '../scripts/paths.js';
import { type Server, serve } from './server.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(process.env.CHROMIUM ?? path),
);
const skip = executablePath === undefined && 'Chromium is not installed';
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const screenshots = `${site}build/screenshots`;

const widths = { phone: 375, desktop: 1280 } as const;
type Theme = 'light' | 'dark';

const pages = existsSync(output)
  ? readdirSync(output, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html') && name !== '404.html' && !name.startsWith('playground'))
      .sort()
  : [];

let browser: Browser;
let server: Server;

/** Opens a page, and returns what its console reported. */
async function open(path: string, width: number, theme: Theme = 'light'): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => errors.push(`${request.url()} failed`));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.origin) && !request.url().startsWith('data:'))
      errors.push(`requests ${request.url()}`);
  });
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  await page.goto(server.origin + path, { waitUntil: 'networkidle0' });
  return { page, errors };
}

/** Searches from the front page, and returns the titles of the results. */
async function search(words: string): Promise<string[]> {
  const { page } = await open('/', widths.desktop);
  await page.keyboard.down('Control');
  await page.keyboard.press('KeyK');
  await page.keyboard.up('Control');
  await page.waitForSelector('#localsearch-input');
  await page.type('#localsearch-input', words);
  await page.waitForSelector('#localsearch-list .result');
  const results = await page.$$eval('#localsearch-list .result', (elements) =>
    elements.map((element) => element.textContent ?? ''),
  );
  await page.close();
  return results;
}

describe('the built site', { skip, concurrency: 1 }, () => {
  before(async () => {
    mkdirSync(screenshots, { recursive: true });
    server = await serve(output);
    browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test('has pages', () => {
    assert.ok(pages.length > 20);
  });

  for (const path of pages)
    test(`${path} loads without errors, fits a phone, and passes axe`, async () => {
      for (const [device, width] of Object.entries(widths)) {
        const { page, errors } = await open(`/${path}`, width, device === 'phone' ? 'dark' : 'light');
        assert.deepEqual(errors, [], device);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0, `wider than ${width} px`);
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
          return (await axe.run()).violations.map(
            ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} (${nodes.length})`,
          );
        });
        assert.deepEqual(violations, [], device);
        if (process.env.SCREENSHOTS !== undefined)
          await page.screenshot({ path: `${screenshots}/${path.replaceAll('/', '-')}-${device}.png` });
        await page.close();
      }
    });

  const wanted: Readonly<Record<string, RegExp>> = {
    b_field: /b_field/,
    'tracker-strip': /tracker-strip/,
    'passes-on-null': /passes-on-null/,
    recorded_lumi: /recorded_lumi/,
    EMPTY: /EMPTY|status/i,
    'needs-everything': /needs-everything/,
    startEmbedded: /startEmbedded|embedded/i,
    NODE_EXTRA_CA_CERTS: /certificate/i,
    orNull: /null/i,
    get_runs: /Python|runs/i,
    toCssw: /./,
    brilcalc: /brilcalc|luminosity/i,
  };
  for (const [words, expected] of Object.entries(wanted))
    test(`finds ${words}`, async () => {
      const results = await search(words);
      assert.match(results.slice(0, 3).join('\n'), expected);
    });

  test('has landmarks, one main heading, and a link that skips the navigation', async () => {
    const { page } = await open('/queries.html', widths.desktop);
    const count = (selector: string): Promise<number> => page.$$eval(selector, (elements) => elements.length);
    assert.equal(await count('main'), 1);
    assert.equal(await count('h1'), 1);
    assert.ok((await count('nav')) >= 1);
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /Skip to content/);
    await page.close();
  });

  test('shows the type of a name in an example', async () => {
    const { page } = await open('/queries.html', widths.desktop);
    await page.hover('.twoslash-hover');
    await page.waitForSelector('.twoslash-floating .twoslash-popup-code', { visible: true });
    await page.close();
  });
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
