/** The catalogue is extended for the whole process; vitest runs each file in one of its own. */
import { attribute, dataset, extendCatalogue, flag, lumisection, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { untyped, untypedCall } from '../support/untyped.js';

const number = { type: 'number', meaning: 'A number.', example: 52.1, nullable: true } as const;
const string = { type: 'string', meaning: 'A text.', example: 'x', nullable: true } as const;
const boolean = { type: 'boolean', meaning: 'A yes-or-no.', example: true, nullable: true } as const;

test('an attribute and a flag are refused before and can be asked for after', () => {
  refused(() => untyped(runs()).where('pileup'), { is: QueryError, code: 'unknown-attribute', says: ["'pileup'"] });
  refused(() => untypedCall(flag)('tracker-alignment'), { is: QueryError, code: 'unknown-flag', says: [] });

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
  expect(attribute('pileup').meaning).toBe('A number.');
  expect('pileup' in run).toBe(true);
  expect(Object.keys(run)).toContain('pileup');
  refused(() => attribute('pilup'), { is: QueryError, code: 'unknown-attribute', says: ["did you mean 'pileup'?"] });
});

test('each part has its place', () => {
  extendCatalogue({
    rr: { shifter: string },
    dataset: { gpu_state: string },
    lumisection: { newdet_ready: boolean },
  });
  expect(attribute('shifter').wire).toBe('rr_attributes.shifter');
  expect(attribute('gpu_state').wire).toBe('dataset_attributes.gpu_state');
  expect('gpu_state' in dataset).toBe(true);
  expect('newdet_ready' in lumisection).toBe(true);
  expect('newdet_ready' in run).toBe(false);
});

test('the same again is no conflict, and what was written with the older handle still holds', () => {
  const before = run.energy.gte(6000);
  extendCatalogue({ oms: { energy: { ...number, meaning: 'Another meaning.' } } });
  expect(attribute('energy').meaning).toBe('Another meaning.');
  const query = runs().where(before).where(run.energy.lte(7000));
  expect(query.toFilter()).toEqual({ 'oms_attributes.energy': { '>=': 6000, '<=': 7000 } });
  expect(query.explain().sentence).toBe('runs where energy is between 6000 and 7000 GeV');
});

test('a component that is described keeps its absence meaning "no"', () => {
  extendCatalogue({ oms: { newdet_included: { ...boolean, nullable: false } } });
  expect(runs().where('newdet_included').is(false).toFilter()).toEqual({
    'oms_attributes.newdet_included': { '=': null },
  });
});

describe('a conflict is refused, and nothing of the extension is taken over', () => {
  const exists = { is: QueryError, code: 'attribute-exists' };
  const untypedExtend = untypedCall(extendCatalogue);

  test.each<[string, Record<string, unknown>, string]>([
    ['another type', { oms: { energy: string } }, "'energy' is already a number attribute in oms_attributes"],
    ['another place', { rr: { energy: number } }, "'energy' is already a number attribute in oms_attributes"],
    ['a column', { oms: { run_number: number } }, "'run_number' is already a number attribute of runs"],
    [
      'an attribute of runs, for datasets',
      { dataset: { energy: number } },
      "'energy' is already a number attribute in",
    ],
    ['an attribute of datasets, for runs', { oms: { tracker_state: string } }, "'tracker_state' is already an enum"],
    [
      'twice in itself',
      { oms: { twice: number }, rr: { twice: number } },
      "'twice' is added twice, to oms_attributes and to rr_attributes",
    ],
  ])('%s', (_, extension, sentence) => {
    const withMore = { lumisection: { fresh: number }, flags: { fresh: ['fresh'] }, ...extension };
    const error = refused(() => untypedExtend(withMore), { ...exists, says: [sentence, 'give it another name'] });
    expect(error.attribute).toMatch(/^[a-z_]+$/);
    expect('fresh' in lumisection).toBe(false);
    expect('twice' in run).toBe(false);
    refused(() => untypedCall(flag)('fresh-fresh'), { is: QueryError, code: 'unknown-flag', says: [] });
  });
});

describe('what is no extension is refused', () => {
  const extend = untypedCall(extendCatalogue);
  const bad = { is: QueryError, code: 'bad-extension' };

  test.each([
    ['nothing', undefined, 'extendCatalogue() takes an object'],
    ['an unknown part', { omss: {} }, "'omss' is not a part of the catalogue; did you mean 'oms'?"],
    [
      'an unknown type',
      { oms: { odd: { ...number, type: 'integer' } } },
      "the type of 'odd' is 'integer'; write one of 'number', 'date'",
    ],
    ['no entry', { oms: { odd: null } }, "'odd'"],
    ['an enum without values', { rr: { odd: { ...string, type: 'enum' } } }, "the enum 'odd' needs its values"],
    ['a name with a dot', { oms: { 'odd.name': number } }, "'odd.name'"],
    ['an empty name', { oms: { '': number } }, "''"],
    ['flags that are no table', { flags: ['tracker-alignment'] }, "write flags as { tracker: ['strip'] }"],
    ['columns that are no list', { flags: { tracker: 'alignment' } }, "write flags as { tracker: ['strip'] }"],
    ['columns that are no texts', { flags: { tracker: [5] } }, "write flags as { tracker: ['strip'] }"],
    ['a workspace with a hyphen', { flags: { 'tracker-strip': ['x'] } }, "'tracker-strip'"],
  ])('%s', (_, extension, sentence) => {
    refused(() => extend(extension), { ...bad, says: [sentence] });
    expect('odd' in run).toBe(false);
  });
});
