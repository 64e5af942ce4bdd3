import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  attribute,
  type CatalogueOptions,
  catalogue,
  type Expression,
  flag,
  QueryError,
  RunRegistry,
  runs,
} from 'runregistry';
import { type EmbeddedRegistry, type Json, type RegistryState, sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refused, rejected } from '../support/refusal.js';
import { scripted } from '../support/scripted-server.js';
import { typeErrors } from '../support/type-errors.js';
import { untypedCall } from '../support/untyped.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}build/live-catalogue/`;
const hostile = [
  "it's",
  'a"b',
  'a\\',
  'a*/b',
  'a\nthrow 1',
  'a\u2028throw 1//',
  '`$\x7b1}`',
  '__proto__',
  '',
  'a b',
  '\u202e',
  'é',
];

type Extra = Readonly<Record<string, Json>>;
const own = (names: readonly string[], value: Json): Extra => Object.fromEntries(names.map((name) => [name, value]));

/** The sample with attributes and flags that the catalogue lacks. */
function extended(): RegistryState {
  const sample = sampleState({ runs: 12 });
  const oms: Extra = {
    pileup: 52.1,
    crossing_angle: null,
    operators: ['Ann', 'it\'s "Bob"\u2028\\', 3, null],
    began: '2024-04-12T10:11:12Z',
    note: 'it\'s a "note"\\\n*/ `$\x7bprocess.exit(1)}` \u2028',
    nested: { a: [1] },
    is_test: false,
    '2nd_beam': true,
    constructor: 5,
    toString: 'x',
    // Names of other attributes, or of two places.
    significant: true,
    twice: 1,
    // A component needs no entry.
    newdet_included: true,
    ...own(hostile, 'x'),
  };
  return {
    ...sample,
    runs: sample.runs.map((run, index) => ({
      ...run,
      oms_attributes: {
        ...run.oms_attributes,
        ...oms,
        ...(index % 2 ? { sometimes: 1 } : {}),
        mixed: index % 2 ? 1 : 'one',
        ...(index === 0 ? { energy: 'high' } : {}),
      },
      rr_attributes: { ...run.rr_attributes, shifter: 'Ann', twice: 2, energy: 5, odd_included: true },
    })),
    datasets: sample.datasets.map((dataset, index) => ({
      ...dataset,
      dataset_attributes: { ...dataset.dataset_attributes, gpu_state: index === 0 ? null : 'OPEN' },
    })),
    omsLumisections: sample.omsLumisections.map((one) => ({
      ...one,
      oms_lumisections: one.oms_lumisections.map((bits) => ({
        ...bits,
        newdet_ready: true,
        '3rd': 1.5,
        pileup: 50,
        ...own(hostile, 1),
      })),
    })),
    workspaces: {
      online: [
        ...sample.workspaces.online,
        { workspace: 'newdet', columns: ['newdet', 'hv', ...hostile, 'two-parts'] },
      ],
      offline: [
        ...sample.workspaces.offline,
        { workspace: '2nd', columns: ['x'] },
        ...hostile.map((workspace) => ({ workspace, columns: ['x'] })),
      ],
    },
  };
}

describe('catalogue.compare() of the sample', () => {
  test('finds nothing that the catalogue lacks', async () => {
    const registry = new RunRegistry({ target: 'embedded' });
    try {
      const compared = await catalogue.compare(registry);
      expect(compared.flags.onlyThere).toEqual([]);
      expect(compared.attributes.onlyThere).toEqual([]);
      expect(compared.attributes.otherType).toEqual([]);
      expect(compared.isComplete).toBe(true);
      expect(compared.sampled.runs).toBeGreaterThan(50);
      expect(compared.sampled.datasets).toBeGreaterThan(compared.sampled.runs);
      expect(compared.sampled.lumisections).toBeGreaterThan(100);
      expect(String(compared)).toMatch(/^Sampled \d+ runs, \d+ datasets, \d+ lumisections/);
      expect(await catalogue.generate(registry)).toBe('// The catalogue has every flag and attribute of the sample.\n');
    } finally {
      await registry.close();
    }
  });
});

describe('a registry with more attributes and flags than the catalogue', () => {
  let server: EmbeddedRegistry;
  let registry: RunRegistry;
  let text: string;
  beforeAll(async () => {
    server = await startEmbedded({ state: extended() });
    registry = new RunRegistry({ url: server.url });
    text = await catalogue.generate(registry);
  });
  afterAll(() => server.close());

  test('catalogue.compare() returns the differences', async () => {
    const compared = await catalogue.compare(registry);
    const seen = new Map(compared.attributes.onlyThere.map((one) => [`${one.place}.${one.name}`, one]));
    const is = (name: string) => {
      const { type, nullable, optional } = seen.get(name) ?? {};
      return [type, nullable, optional];
    };
    expect(is('oms.pileup')).toEqual(['number', false, false]);
    expect(is('oms.crossing_angle')).toEqual([undefined, true, false]);
    expect(is('oms.operators')).toEqual(['list', false, false]);
    expect(is('oms.began')).toEqual(['date', false, false]);
    expect(is('oms.note')).toEqual(['string', false, false]);
    expect(is('oms.is_test')).toEqual(['boolean', false, false]);
    expect(is('oms.sometimes')).toEqual(['number', false, true]);
    expect(is('oms.mixed')).toEqual(['string', false, false]);
    expect(is('rr.shifter')).toEqual(['string', false, false]);
    expect(is('dataset.gpu_state')).toEqual(['string', true, false]);
    expect(is('lumisection.newdet_ready')).toEqual(['boolean', false, false]);
    for (const name of hostile.filter((one) => one !== '__proto__'))
      for (const place of ['oms', 'lumisection']) expect(seen.has(`${place}.${name}`), JSON.stringify(name)).toBe(true);
    // A component is known by its name, and a column by another place.
    expect(seen.has('oms.newdet_included')).toBe(false);
    expect(seen.has('oms.run_number')).toBe(false);
    expect(compared.attributes.otherType).toEqual([
      expect.objectContaining({ place: 'oms', name: 'energy', type: 'string', expected: 'number' }),
    ]);
    expect(compared.flags.onlyThere).toEqual(
      expect.arrayContaining(['newdet-newdet', 'newdet-hv', '2nd-x', 'newdet-two-parts', '__proto__-x']),
    );
    expect(compared.isComplete).toBe(false);
    expect(compared.sampled.runs).toBe(12);
    expect(String(compared)).toContain('oms.energy (string, not number)');
    expect(String(compared)).toContain('oms.pileup');
  });

  test('catalogue.compare() reads as many rows as the option `sample` allows', async () => {
    const { sampled } = await catalogue.compare(registry, { sample: 3 });
    expect([sampled.runs, sampled.datasets]).toEqual([3, 3]);
  });

  test('catalogue.generate() lists what it leaves out in comments', () => {
    const notes = text.split('\n').filter((line) => line.startsWith('//'));
    for (const name of ['"__proto__-x"', '"newdet-two-parts"', '"a\\nthrow 1"', '"a\\u{2028}throw 1//"', '"\\u{202e}"'])
      expect(notes.join('\n')).toContain(name);
    expect(notes).toContain('// Left out, since the name belongs to rr_attributes.significant: oms "significant"');
    expect(notes).toContain('// Left out, since the name belongs to oms_attributes.energy: rr "energy"');
    expect(notes).toContain('// Left out, since two places have the name: rr "twice"');
    expect(notes).toContain('// Left out, since two places have the name: lumisection "pileup"');
    expect(notes).toContain('// Left out, since the name belongs to oms_attributes.odd_included: rr "odd_included"');
    expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text.split('\n').every((line) => line.length < 300)).toBe(true);
  });

  test('catalogue.generate() writes a file that compiles and extends the catalogue', async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const file = `${folder}extension.ts`;
    const use = `${folder}use.ts`;
    writeFileSync(file, text);
    writeFileSync(
      use,
      `import { dataset, flag, run, runs } from 'runregistry';
import './extension.js';
export const queries = [
  runs().where('pileup').gte(50).where('operators').has('Ann').where('began').gte('2024').where('note').like('%n%'),
  runs().where(run['2nd_beam'].is(true)).where('shifter').eq('Ann').flag('newdet', 'hv').is('GOOD').flag('2nd-x').is('BAD'),
  runs().where('crossing_angle').isNull().where('sometimes').eq(1).where('constructor').eq(5).where('mixed').eq('one'),
];
export const others = [dataset.gpu_state.isNull(), flag('newdet-newdet').is('GOOD')];
`,
    );
    expect(await typeErrors(folder, [file, use])).toEqual([]);

    refused(() => untypedCall(attribute)('pileup'), { is: QueryError, code: 'unknown-attribute' });
    const { queries } = (await import(/* @vite-ignore */ use)) as { queries: { toFilter(): unknown }[] };
    expect(queries[0]?.toFilter()).toMatchObject({
      'oms_attributes.pileup': { '>=': 50 },
      'oms_attributes.began': { '>=': '2024' },
    });
    expect(attribute('2nd_beam' as never)).toBeDefined();
    expect(untypedCall(flag)('2nd-x')).toBeDefined();
    const named = untypedCall(attribute)('toString') as { eq(value: string): Expression<'run'> };
    expect(runs().where(named.eq('x')).toFilter()).toEqual({ 'oms_attributes.toString': { '=': 'x' } });
  });

  test('is complete after the extension, except for names that cannot be declared', async () => {
    const { flags, attributes } = await catalogue.compare(registry);
    const left = new Set([...hostile, 'significant', 'energy', 'twice', 'odd_included']);
    expect(
      attributes.onlyThere.filter(({ name }) => !left.has(name)).map(({ place, name }) => `${place}.${name}`),
    ).toEqual(['lumisection.pileup']);
    expect(flags.onlyThere.every((name) => /^newdet-.*[^a-z]|-x$/s.test(name) || name === 'newdet-')).toBe(true);
    expect(flags.onlyThere).not.toContain('newdet-hv');
    // Its name is free now.
    expect(await catalogue.generate(registry)).toMatch(
      / {2}lumisection: \{\n {4}\/\*\*\n {5}\* Not described yet: [^/]*- Example: [^/]* \*\/\n {4}pileup: \{/,
    );
  });
});

describe('arguments of catalogue.compare() and catalogue.generate()', () => {
  const registry = new RunRegistry({ url: 'http://127.0.0.1:9' });
  test.each([[{ sample: 0 }], [{ sample: 1.5 }], [{ sample: '5' }], [{ sampel: 5 }], [null], [5]])(
    'rejects the options %j',
    async (options) => {
      for (const call of [catalogue.compare, catalogue.generate])
        await rejected(call(registry, options as CatalogueOptions), { is: QueryError, code: 'bad-option' });
    },
  );
  test.each<[unknown]>([[undefined], [null], ['https://example.org'], [{}], [runs]])(
    'rejects %o as a registry',
    async (value) => {
      for (const call of [catalogue.compare, catalogue.generate])
        await rejected(call(value as RunRegistry), {
          is: QueryError,
          code: 'bad-value',
        });
    },
  );
  test('the signal aborts the requests', async () => {
    const controller = new AbortController();
    const server = await scripted(() => {
      controller.abort();
      return 'never';
    });
    try {
      const waiting = catalogue.compare(new RunRegistry({ url: server.url }), { signal: controller.signal });
      await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    } finally {
      await server.close();
    }
  });
});

test('catalogue.compare() accepts an empty registry, and rejects unexpected responses', async () => {
  const empty = await scripted(({ path }) => ({
    json: path.startsWith('/workspaces') ? [] : { runs: [], datasets: [], pages: 0, count: 0 },
  }));
  const other = await scripted(() => ({ json: [{ workspace: 5 }] }));
  try {
    const { flags, sampled, isComplete, attributes } = await catalogue.compare(new RunRegistry({ url: empty.url }));
    expect(sampled).toEqual({ runs: 0, datasets: 0, lumisections: 0 });
    expect([isComplete, attributes.onlyThere, flags.onlyThere]).toEqual([true, [], []]);
    expect(flags.onlyHere).toContain('dt-dt');
    expect(attributes.onlyHere).toContain('oms.energy');
    await expect(catalogue.compare(new RunRegistry({ url: other.url }))).rejects.toMatchObject({
      name: 'ResponseError',
    });
  } finally {
    await Promise.all([empty.close(), other.close()]);
  }
});
