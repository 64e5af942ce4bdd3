import { attribute, dataset, lumisection, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { untypedCall } from '../support/untyped.js';

const unknown = { is: QueryError, code: 'unknown-attribute' };
const belongsTo = (owner: string) => ({ hint: expect.stringContaining(` ${owner}.`) });

describe('attribute()', () => {
  test.each([
    ['enrgy', ['energy']],
    ['Energy', ['energy']],
    ['runNumber', ['run_number']],
    ['crossing_angle', ['crossing_angle_start', 'crossing_angle_stop']],
    ['tracker_stat', ['tracker_state']],
    ['dataset', ['dataset_name']],
    ['oms_attributes.energy', ['energy']],
    ['rr_attributes.class', ['class']],
  ])('rejects the unknown name %j and suggests %j', (name, suggestions) => {
    refused(() => attribute(name), {
      ...unknown,
      details: { attribute: name, suggestions: expect.arrayContaining(suggestions) },
    });
  });
  test.each([['xyzzy'], [''], ['__proto__'], ['constructor']])('rejects the unknown name %j', (name) => {
    refused(() => attribute(name), { ...unknown, details: { attribute: name, suggestions: [] } });
  });
  test('rejects an attribute of lumisections', () => {
    refused(() => attribute('bpix_ready'), { ...unknown, details: belongsTo('lumisections') });
  });
  test.each([[42], [null], [undefined], [Symbol('energy')], [['energy']], [{}], [Object.create(null)]])(
    'rejects a name that is not a string: %s',
    (name) => {
      refused(() => untypedCall(attribute)(name), { ...unknown, details: { hint: expect.any(String) } });
    },
  );
});

describe('handles', () => {
  test('reject unknown attributes and suggest names', () => {
    const handles = [run, dataset, lumisection] as unknown as Record<string, unknown>[];
    const [ofRun, ofDataset, ofLumisection] = handles;
    refused(() => ofRun?.enrgy, { ...unknown, details: { suggestions: ['energy'] } });
    refused(() => ofRun?.tracker_state, { ...unknown, details: belongsTo('datasets') });
    refused(() => ofDataset?.energy, { ...unknown, details: belongsTo('runs') });
    refused(() => ofLumisection?.bpix_redy, {
      ...unknown,
      details: { suggestions: expect.arrayContaining(['bpix_ready']) },
    });
  });
  test('behave like immutable objects', () => {
    expect(Object.keys(run)).toContain('energy');
    expect('energy' in run).toBe(true);
    expect('enrgy' in run).toBe(false);
    expect(run.energy).toBe(run.energy);
    expect(Reflect.set(run, 'energy', 1)).toBe(false);
    expect(Reflect.deleteProperty(run, 'energy')).toBe(false);
    expect(Reflect.defineProperty(run, 'mine', { value: 1 })).toBe(false);
    expect(Reflect.set(run.energy.info, 'unit', 'TeV')).toBe(false);
  });
  test('can be awaited, printed, iterated, serialized and copied', async () => {
    expect(await run).toBe(run);
    expect(String(Object.prototype.toString.call(run))).toContain('object');
    expect(Reflect.get(run, Symbol.iterator)).toBeUndefined();
    expect(JSON.stringify(run.energy)).toContain('"unit":"GeV"');
    expect({ ...dataset }).toHaveProperty('tracker_state');
  });
});

describe('names ending in _included', () => {
  test('are attributes for any component, since the registry derives them', () => {
    const { type, absence, meaning } = attribute('somenewdetector_included').info;
    expect({ type, absence, meaning }).toEqual({
      type: 'boolean',
      absence: 'false',
      meaning: 'True if the component SOMENEWDETECTOR took part in the run.',
    });
    expect(runs().where('somenewdetector_included').is(true).toFilter()).toEqual({
      'oms_attributes.somenewdetector_included': { '=': true },
    });
    expect(run.somenewdetector_included?.is(true)).toMatchObject({ kind: 'compare', operator: '=', value: true });
    expect(attribute('somenewdetector_included')).toBe(run.somenewdetector_included);
  });
  test('are neither listed after a use nor suggested', () => {
    const before = Object.keys(run);
    expect('mistyped_included' in run).toBe(true);
    attribute('mistyped_included');
    expect(Object.keys(run)).toEqual(before);
    const error = refused(() => attribute('mistyped_includde'), unknown);
    expect(error.suggestions).not.toContain('mistyped_included');
  });
  test.each(['_included', 'DT_included', 'dt included', 'dt-dt_included'])(
    'are not attributes without a valid component: %j',
    (name) => {
      refused(() => attribute(name), unknown);
    },
  );
});
