import { runInNewContext, runInThisContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import * as library from 'runregistry';
import { describe, expect, test } from 'vitest';
import { bundleForBrowsers } from '../support/bundle.js';

const script = await bundleForBrowsers('src/core.ts', 'core');

/** Runs code with the core where only the globals of ECMAScript exist. */
const inCore = (code: string): unknown => JSON.parse(runInNewContext(`${script}; JSON.stringify(${code})`) as string);

/** Runs the same code with the main entry in Node. */
const inNode = (code: string): unknown =>
  JSON.parse((runInThisContext(`(core) => JSON.stringify(${code})`) as (core: unknown) => string)(library));

test('the core is at most 5 % larger than its recorded size, minified and gzipped', () => {
  const recorded = 112_284;
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(1.05 * recorded);
});

describe('the core without the globals of Node', () => {
  test.each([
    [
      'prints and explains queries',
      `(() => {
        const query = core.runs().where('energy').gte(6000).flag('dt', 'dt').is('GOOD').orderBy('run_number', 'desc');
        return {
          filter: query.toFilter(),
          plan: query.plan(),
          explanation: String(query.explain()),
          python: query.toPython(),
          curl: query.toCurl(),
          copy: core.runs.fromJSON(JSON.parse(JSON.stringify(query))),
          parsed: core.datasets.parse({ run_number: { '=': '355556' } }).warnings,
        };
      })()`,
    ],
    [
      'prints, checks and evaluates golden JSON',
      `(() => {
        const golden = core.goldenJson().where('run.oms.energy').gte(6000).flag('dt-dt').is('GOOD');
        const lumisection = {
          run: { run_number: 1, oms: { energy: 6500 }, rr: {} },
          dataset: { name: '/PromptReco/Collisions2018A/DQM' },
          lumisection: { lumisection_number: 1, oms: {}, rr: { 'dt-dt': 'GOOD' } },
        };
        const rare = { '>': [{ '+': [{ var: 'run.oms.energy' }, { log: 1 }] }, 6000] };
        return {
          document: golden,
          code: golden.toTypeScript(),
          explanation: golden.explain(),
          passes: golden.evaluate(lumisection),
          trace: golden.trace(lumisection),
          problems: golden.lint(),
          mistakes: core.goldenJson.parse({ and: [{ '<=': [{ var: 'run.oms.enrgy' }, 7000] }] }).problems,
          rare: core.goldenJson.parse(rare).golden.evaluate(lumisection),
        };
      })()`,
    ],
    [
      'reads lists of lumisections and luminosities',
      `(() => {
        const list = core.LumiList.fromText('{"1": [[1, 3]]}').union(core.LumiList.fromJSON({ 2: [[4, 4]] }));
        const csv = \`#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source
1:1,1:1,01/01/18 00:00:00,STABLE BEAMS,6500,2,1,30,HFET\`;
        const luminosity = core.Brilcalc.fromText(csv).sum(list);
        return { list, cmssw: list.toCmssw(), luminosity, difference: String(list.diff(luminosity.missing)) };
      })()`,
    ],
  ])('%s as the main entry does', (_, code) => {
    expect(inCore(code)).toEqual(inNode(code));
  });

  test('sets no global variable besides its own name', () => {
    // Flags of the engine that other tests set can add globals such as `gc`.
    const usual = runInNewContext('Object.keys(globalThis)') as string[];
    const globals = runInNewContext(`${script}; Object.keys(globalThis)`) as string[];
    expect(globals.filter((name) => !usual.includes(name))).toEqual(['core']);
  });

  test.each([
    ['rows', `core.runs().all()`],
    ['the number of rows', `core.datasets().where('run_number').eq(1).count()`],
    ['lumisections', `core.runs().lumisections()[Symbol.asyncIterator]().next()`],
    ['a file', `core.LumiList.fromFile('list.json')`],
    ['a CSV', `core.Brilcalc.fromFile('lumi.csv')`],
    ['a URL', `core.LumiList.fromUrl('https://example.org/list.json')`],
    ['a file to write', `core.LumiList.empty.toFile('list.json')`],
    ['a lumisection', `core.goldenJson().flag('dt-dt').is('GOOD').why(355102, 5)`],
    ['the JSON portal', `core.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/A/DQM' })`],
  ])('rejects a request for %s', async (_, call) => {
    // Aborting is a part of browsers, not of ECMAScript.
    const promise = runInNewContext(`${script}; ${call}`, {
      AbortController,
      setTimeout,
      clearTimeout,
    }) as Promise<unknown>;
    await expect(promise).rejects.toMatchObject({
      code: 'not-in-core',
      hint: expect.stringMatching(/^Import .*from 'runregistry'/) as unknown,
    });
  });
});
