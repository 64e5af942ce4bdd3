/** The library and the embedded registry as a page runs them: bundled, in a context without modules and globals of Node. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext, runInThisContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import * as library from 'runregistry';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prebuiltSample } from '../../src/embedded/prebuilt.js';
import { bundleForBrowsers } from '../support/bundle.js';

/** Globals of browsers that are not a part of ECMAScript. */
const globals = {
  AbortController,
  clearInterval,
  clearTimeout,
  setInterval,
  setTimeout,
  performance,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
};

let page: object;
let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create({ loadDataDir: new Blob([gunzipSync(readFileSync(prebuiltSample))]) });
  page = createContext({ ...globals, pglite });
  runInContext(await bundleForBrowsers('test/browser/library.ts', 'library'), page);
  runInContext(await bundleForBrowsers('src/embedded/browser.ts', 'embedded'), page);
  await runInContext(
    `(async () => {
      const registry = await embedded.createBrowserRegistry(pglite);
      library.installPageConnection((request) => registry.handle(request));
    })()`,
    page,
  );
});
afterAll(() => pglite?.close());

const registry = new library.RunRegistry({ target: 'embedded' });
afterAll(() => registry.close());

/** Runs an async function in the page, and in Node over HTTP. */
async function both(code: string): Promise<[unknown, unknown]> {
  const inPage = (await runInContext(
    `(${code})(library, new library.RunRegistry({ target: 'embedded' })).then(JSON.stringify)`,
    page,
  )) as string;
  const call = runInThisContext(`(${code})`) as (...args: unknown[]) => Promise<unknown>;
  return [JSON.parse(inPage), JSON.parse(JSON.stringify(await call(library, registry)))];
}

test.each([
  [
    'rows of runs',
    `async (_, registry) => registry.runs().where('run_number').between(309000, 320000).flag('dt', 'dt').is('GOOD').limit(5).all()`,
  ],
  [
    'an OR over two requests',
    `async ({ or, run, flag }, registry) => registry.runs().where(or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD'))).count()`,
  ],
  [
    'lumisections',
    `async (_, registry) => [await registry.getLumisections(355102), await registry.getOmsLumisectionRanges(355102)]`,
  ],
  [
    'a golden JSON',
    `async (_, registry) => registry.goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD').generateLocally(registry.datasets().where('dataset_name').like('/PromptReco/Collisions2018A/%').where('run_number').lt(316000))`,
  ],
  [
    'a generated golden JSON of the JSON portal',
    `async (_, registry) => {
    const json = await registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' });
    return json.list ?? json;
  }`,
  ],
  [
    'errors of the server',
    `async (_, registry) => registry.runs().raw({ nonsense: { '=': 1 } }).all().then(String, ({ code, status, message }) => ({ code, status, message }))`,
  ],
])('a page reads %s as Node does', async (_, code) => {
  const [inPage, inNode] = await both(code);
  expect(inPage).toEqual(inNode);
});

test('clients without options use the registry of the page, and other targets are unreachable', async () => {
  const count = await registry.runs().count();
  expect(await runInContext(`library.runs().count()`, page)).toBe(count);
  expect(await runInContext(`new library.RunRegistry().runs().count()`, page)).toBe(count);
  const error = await runInContext(`try { new library.RunRegistry('production') } catch (error) { error.code }`, page);
  expect(error).toBe('unknown-target');
});
