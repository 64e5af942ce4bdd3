/** Headless Chromium on the built site. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { before, it as test } from 'node:test';
import axe from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { base, output } from '../scripts/paths.js';
import { serveFile } from '../scripts/static-files.js';

const { CHROMIUM } = process.env;
const candidates =
  CHROMIUM === undefined ? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'] : [CHROMIUM];

const chromium = candidates.find((path) => existsSync(path));

const skip = chromium === undefined ? 'Chromium is not installed' : false;

/** The limit of a wait in ms. It ends hangs only: no test depends on the speed of the machine. */
export const timeout = 300_000;

/** Tests with a browser. Each test is skipped without one: the runner does not count the tests of a skipped suite. */
export const it = (name: string, run: () => Promise<void> | void): void =>
  void test(name, { skip, timeout: 3 * timeout }, run);

/** Calls a function before the tests of a suite, unless they are skipped. */
export const beforeAll = (run: () => Promise<void>): void => before(() => (skip === false ? run() : undefined));

/** A static server of the built site. */
export interface Server {
  /** URL of the front page, with a slash at the end. */
  readonly url: string;
  /** The files that were served, each once. */
  readonly served: ReadonlySet<string>;
  close(): void;
}

/** Serves the built site as a static host does. */
export async function serveSite(): Promise<Server> {
  const served = new Set<string>();
  const files = { folder: output, base, maxAge: 600, onServed: (path: string) => served.add(path) };
  const server = createServer((request, response) => void serveFile(files, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    served,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Starts Chromium. */
export const launch = (): Promise<Browser> =>
  // The tests open pages of this repository only, also as root, for whom Chromium has no sandbox.
  puppeteer.launch({
    executablePath: chromium as string,
    args: ['--no-sandbox'],
    timeout,
    protocolTimeout: timeout,
  });

/** A page, and the errors of its console, its scripts and its requests. */
export interface OpenedPage {
  readonly page: Page;
  readonly errors: string[];
}

/** Sets the width and the colour scheme of a page. */
export async function setView(page: Page, width: number, scheme: 'dark' | 'light'): Promise<void> {
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    // Colours that change slowly would be measured halfway.
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** Opens a URL in a new page. */
export async function open(browser: Browser, url: string): Promise<OpenedPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(timeout);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => errors.push(`${request.url()} failed: ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.url()} has status ${response.status()}`);
  });
  await setView(page, 1280, 'light');
  await page.goto(url);
  return { page, errors };
}

/** Returns the violations of accessibility rules on a page, except in the elements of a selector. */
export async function accessibilityProblems(page: Page, except: string): Promise<string[]> {
  // A script element would violate the policy of the page.
  await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const loaded = globalThis as unknown as { readonly axe: typeof axe };
    const { violations } = await loaded.axe.run({ exclude: [selector] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, except);
}
