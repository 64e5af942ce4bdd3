/** An extension applies to the whole process. Vitest runs each file in a separate one. */
import {
  attribute,
  dataset,
  datasets,
  type Expression,
  extendCatalogue,
  flag,
  lumisection,
  QueryError,
  run,
  runs,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { untyped, untypedCall } from '../support/untyped.js';

const number = { type: 'number', meaning: 'A number.', example: 52.1, nullable: true } as const;
const string = { type: 'string', meaning: 'A string.', example: 'x', nullable: true } as const;
const boolean = { type: 'boolean', meaning: 'A boolean.', example: true, nullable: true } as const;

test('an attribute and a flag are unknown before the extension, and valid after it', () => {
  refused(() => untyped(runs()).where('pileup'), { is: QueryError, code: 'unknown-attribute' });
  refused(() => untypedCall(flag)('tracker-alignment'), { is: QueryError, code: 'unknown-flag' });

  const mine = { oms: { pileup: number }, flags: { tracker: ['alignment'], newdet: ['newdet'] } } as const;
  expect(extendCatalogue(mine)).toBe(mine);

  const query = untyped(runs()).where('pileup').gte(50);
  expect(untyped(query.flag('tracker', 'alignment').is('GOOD')).toFilter()).toEqual({
    'oms_attributes.pileup': { '>=': 50 },
    'triplet_summary.tracker-alignment.GOOD': { '>': 0 },
  });
  expect(untyped(runs()).where('pileup', '<', 20).toFilter()).toEqual({ 'oms_attributes.pileup': { '<': 20 } });
  expect(untyped(runs()).flag('newdet-newdet').is('BAD').toFilter()).toEqual({
    'triplet_summary.newdet-newdet.BAD': { '>': 0 },
  });
  expect(attribute('pileup').info.meaning).toBe('A number.');
  expect('pileup' in run).toBe(true);
  expect(Object.keys(run)).toContain('pileup');
  refused(() => attribute('pilup'), {
    is: QueryError,
    code: 'unknown-attribute',
    details: { suggestions: ['pileup'] },
  });
});

test('each part has its scope and home', () => {
  extendCatalogue({
    rr: { shifter: string },
    dataset: { gpu_state: string },
    lumisection: { newdet_ready: boolean },
  });
  expect(runs().where(attribute('shifter').isNull()).toFilter()).toEqual({ 'rr_attributes.shifter': { '=': null } });
  expect(datasets().where(attribute('gpu_state').isNull()).toFilter()).toEqual({
    'dataset_attributes.gpu_state': { '=': null },
  });
  expect('gpu_state' in dataset).toBe(true);
  expect('newdet_ready' in lumisection).toBe(true);
  expect('newdet_ready' in run).toBe(false);
});

test('an attribute can have the name of a property of objects', async () => {
  const names = ['constructor', 'toString', 'valueOf', 'then', 'toJSON', 'inspect', 'prototype', 'hasOwnProperty'];
  const oms = Object.fromEntries([...names, '__proto__'].map((name) => [name, number]));
  const before = Object.keys(run);
  extendCatalogue({ oms });
  const added = Object.keys(run).slice(before.length);
  expect(added.sort()).toEqual([...names, '__proto__'].sort());
  for (const handle of Object.values(run)) expect(Object.keys(handle)).toEqual(['info']);
  const byName = run as unknown as Record<string, (typeof run)['energy']>;
  for (const name of added) {
    expect(byName[name]?.info.name).toBe(name);
    expect(
      runs()
        .where(byName[name]?.gte(1) as Expression<'run'>)
        .toFilter(),
    ).toEqual({
      [`oms_attributes.${name}`]: { '>=': 1 },
    });
  }
  expect(await run).toBe(run);
  expect(JSON.parse(JSON.stringify(run))).toHaveProperty('then.info.type', 'number');
});

test('an attribute of the same type can be replaced, and expressions of the older handle stay valid', () => {
  const before = run.energy.gte(6000);
  extendCatalogue({ oms: { energy: { ...number, meaning: 'Another meaning.' } } });
  expect(attribute('energy').info.meaning).toBe('Another meaning.');
  const query = runs().where(before).where(run.energy.lte(7000));
  expect(query.toFilter()).toEqual({ 'oms_attributes.energy': { '>=': 6000, '<=': 7000 } });
  expect(query.explain().sentence).toBe('runs where energy is between 6000 and 7000 GeV');
});

test('a described component is still false if it is missing', () => {
  extendCatalogue({ oms: { newdet_included: { ...boolean, nullable: false } } });
  expect(runs().where('newdet_included').is(false).toFilter()).toEqual({
    'oms_attributes.newdet_included': { '=': null },
  });
});

describe('a conflict', () => {
  const untypedExtend = untypedCall(extendCatalogue);

  test.each<[string, string, Record<string, unknown>]>([
    ['another type', 'energy', { oms: { energy: string } }],
    ['another home', 'energy', { rr: { energy: number } }],
    ['the name of a column', 'run_number', { oms: { run_number: number } }],
    ['an attribute of runs for datasets', 'energy', { dataset: { energy: number } }],
    ['an attribute of datasets for runs', 'tracker_state', { oms: { tracker_state: string } }],
    ['the same name twice', 'twice', { oms: { twice: number }, rr: { twice: number } }],
  ])('is rejected, and nothing is added: %s', (_, name, extension) => {
    const withMore = { lumisection: { fresh: number }, flags: { fresh: ['fresh'] }, ...extension };
    refused(() => untypedExtend(withMore), {
      is: QueryError,
      code: 'attribute-exists',
      details: { attribute: name, hint: expect.any(String) },
    });
    expect('fresh' in lumisection).toBe(false);
    expect('twice' in run).toBe(false);
    refused(() => untypedCall(flag)('fresh-fresh'), { is: QueryError, code: 'unknown-flag' });
  });
});

describe('an invalid extension', () => {
  const extend = untypedCall(extendCatalogue);

  test.each([
    ['undefined', undefined, /extendCatalogue/],
    ['an unknown part', { omss: {} }, /'omss'/],
    ['an unknown type', { oms: { odd: { ...number, type: 'integer' } } }, /'odd'.*'integer'/],
    ['an entry that is null', { oms: { odd: null } }, /'odd'/],
    ['an enum without values', { rr: { odd: { ...string, type: 'enum' } } }, /'odd'/],
    ['a name with a dot', { oms: { 'odd.name': number } }, /'odd\.name'/],
    ['an empty name', { oms: { '': number } }, /empty|''/],
    ['flags as an array', { flags: ['tracker-alignment'] }, /flags/],
    ['columns as a string', { flags: { tracker: 'alignment' } }, /'tracker'/],
    ['a column that is a number', { flags: { tracker: [5] } }, /'tracker'/],
    ['columns with a hole', { flags: { tracker: Array(1) } }, /'tracker'/],
    ['a Map', new Map([['oms', { odd: number }]]), /extendCatalogue.*Map/],
    ['a promise', Promise.resolve({ oms: { odd: number } }), /a promise/],
    ['attributes in a Map', { oms: new Map([['odd', number]]) }, /'oms'.*Map/],
    ['attributes that are null', { oms: null }, /'oms'.*null/],
    ['flags in a Map', { flags: new Map([['tracker', ['odd']]]) }, /flags.*Map/],
    ['an entry without a meaning', { oms: { odd: { ...number, meaning: undefined } } }, /'meaning' of 'odd'/],
    ['an entry without an example', { oms: { odd: { ...number, example: undefined } } }, /'example' of 'odd'/],
    ['an example that is null', { oms: { odd: { ...number, example: null } } }, /'example' of 'odd'.*null/],
    ['nullable as a string', { oms: { odd: { ...number, nullable: 'no' } } }, /'nullable' of 'odd'.*'no'/],
    ['a unit that is a number', { oms: { odd: { ...number, unit: 5 } } }, /'unit' of 'odd'.*5/],
    ['a range with swapped ends', { oms: { odd: { ...number, range: [7, 1] } } }, /'range' of 'odd'/],
    ['a misspelt field', { oms: { odd: { ...number, nulable: true } } }, /'nulable' of 'odd'/],
    ['a workspace with a hyphen', { flags: { 'tracker-strip': ['x'] } }, /'tracker-strip'/],
  ])('is rejected: %s', (_, extension, message) => {
    refused(() => extend(extension), {
      is: QueryError,
      code: 'bad-extension',
      details: { message: expect.stringMatching(message) },
    });
    expect('odd' in run).toBe(false);
  });
});
