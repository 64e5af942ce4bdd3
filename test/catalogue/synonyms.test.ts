import { datasets, goldenJson, lumisection, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { synonyms } from '../../src/catalogue/generated/synonyms.js';
import { attributeNames } from '../../src/catalogue/lookup.js';
import { plain } from '../../src/catalogue/nearest.js';
import { meantBy } from '../../src/catalogue/synonyms.js';
import { refused } from '../support/refusal.js';
import { untyped } from '../support/untyped.js';

const scopes = { runs: ['run'], datasets: ['run', 'dataset'], lumisections: ['lumisection'] } as const;

describe.each(Object.entries(scopes))('synonyms in %s', (_, scope) => {
  const names = attributeNames(scope);
  const words = Object.entries(synonyms).flatMap(([name, each]) => (names.includes(name) ? each : []));

  test('are no names of attributes', () => {
    const letters = new Set(names.map(plain));
    expect(words.filter((word) => letters.has(word))).toEqual([]);
  });
  test('mean at most two attributes', () => {
    for (const word of words) expect([1, 2]).toContain(meantBy(word, names).length);
  });
});

test('synonyms are names of attributes in letters and digits', () => {
  const names = attributeNames(['run', 'dataset', 'lumisection']);
  for (const [name, words] of Object.entries(synonyms)) {
    expect(names).toContain(name);
    expect(words.map(plain)).toEqual(words);
  }
});

test.each<[string, (name: string) => unknown, string, readonly string[]]>([
  ['where() of runs', (name) => untyped(runs()).where(name), 'Magnet', ['b_field']],
  ['where() of runs', (name) => untyped(runs()).where(name), 'rr_attributes.magnetic field', ['b_field']],
  ['select()', (name) => untyped(runs()).select(name), 'delivered', ['delivered_lumi']],
  ['orderBy()', (name) => untyped(runs()).orderBy(name), 'fill', ['fill_number']],
  ['where() of datasets', (name) => untyped(datasets()).where(name), 'status', ['state', 'global_state']],
  ['where() of golden JSON', (name) => untyped(goldenJson()).where(name), 'magnet', ['run.oms.b_field']],
  ['where() of golden JSON', (name) => untyped(goldenJson()).where(name), 'ls', ['lumisection.lumisection_number']],
  ['where() of golden JSON', (name) => untyped(goldenJson()).where(name), 'run.oms.ls', ['run.oms.ls_duration']],
  ['where() of golden JSON', (name) => untyped(goldenJson()).where(name), 'dataset.status', ['dataset.global_state']],
  ['where() of golden JSON', (name) => untyped(goldenJson()).where(name), 'delivered', ['lumisection.oms.delivered']],
  ['run', (name) => Reflect.get(run, name) as unknown, 'magnet', ['b_field']],
  ['lumisection', (name) => Reflect.get(lumisection, name) as unknown, 'LS', ['lumisection_number']],
])('%s suggests the attribute for a synonym', (_, call, name, suggestions) => {
  refused(() => call(name), { is: QueryError, code: 'unknown-attribute', details: { suggestions } });
});

test('a filter with a synonym suggests the key', () => {
  const details = { hint: expect.stringContaining("'oms_attributes.b_field'") };
  refused(() => runs.parse({ magnet: { '>': 3 } }), { is: QueryError, code: 'bad-filter', details });
});

test('a document with a synonym in a path reports the path', () => {
  const { problems } = goldenJson.parse({ '>': [{ var: 'run.oms.magnet' }, 3] });
  expect(problems).toMatchObject([{ code: 'unknown-variable', suggestions: ['run.oms.b_field'] }]);
});

test.each([
  ['pixel', "the flag 'tracker-pixel'"],
  ['strip', "the flag 'rpc-strip' or 'tracker-strip'"],
])('the column %s of a flag is no attribute', (name, hint) => {
  for (const builder of [runs(), datasets(), goldenJson()])
    refused(() => untyped(builder).where(name), {
      is: QueryError,
      code: 'unknown-attribute',
      details: { hint: expect.stringContaining(hint) },
    });
});
