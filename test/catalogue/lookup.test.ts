import { attribute, dataset, lumisection, QueryError, run } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { untypedCall } from '../support/untyped.js';

const unknown = { is: QueryError, code: 'unknown-attribute' };

describe('a name that is no attribute', () => {
  test.each([
    ['enrgy', "'enrgy' is not an attribute of runs or datasets; did you mean 'energy'?"],
    ['Energy', "'Energy' is not an attribute of runs or datasets; did you mean 'energy'?"],
    ['runNumber', "did you mean 'run_number'?"],
    ['run', "did you mean 'short_run', 'run_number' or"],
    ['tracker_stat', "did you mean 'tracker_state'"],
    ['dataset', "did you mean 'dataset_name'"],
    ['bpix_ready', "'bpix_ready' is not an attribute of runs or datasets; it belongs to lumisections"],
    ['xyzzy', /^'xyzzy' is not an attribute of runs or datasets$/],
    ['', "'' is not an attribute"],
    ['__proto__', "'__proto__' is not an attribute"],
    ['constructor', "'constructor' is not an attribute"],
    ['oms_attributes.energy', "did you mean 'energy'"],
    ['rr_attributes.class', "did you mean 'class'"],
  ])('%j', (name, sentence) => {
    const error = refused(() => attribute(name), { ...unknown, says: [sentence] });
    expect(error.attribute).toBe(name);
  });

  test.each([[42], [null], [undefined], [Symbol('energy')], [['energy']], [{}], [Object.create(null)]])(
    'that is no text: %s',
    (name) => {
      refused(() => untypedCall(attribute)(name), {
        ...unknown,
        says: ['is not an attribute of runs or datasets; write its name as a text'],
      });
    },
  );
});

describe('handles', () => {
  test('say what was meant by a property that they do not have', () => {
    const handles = [run, dataset, lumisection] as unknown as Record<string, unknown>[];
    const [ofRun, ofDataset, ofLumisection] = handles;
    refused(() => ofRun?.enrgy, { ...unknown, says: ["'enrgy' is not an attribute of runs; did you mean 'energy'?"] });
    refused(() => ofRun?.tracker_state, { ...unknown, says: ['it belongs to datasets'] });
    refused(() => ofDataset?.energy, { ...unknown, says: ['not an attribute of datasets; it belongs to runs'] });
    refused(() => ofLumisection?.bpix_redy, { ...unknown, says: ["did you mean 'bpix_ready'"] });
  });
  test('can be listed, asked and compared like an object, and not be changed', () => {
    expect(Object.keys(run)).toContain('energy');
    expect('energy' in run).toBe(true);
    expect('enrgy' in run).toBe(false);
    expect(run.energy).toBe(run.energy);
    expect(Reflect.set(run, 'energy', 1)).toBe(false);
    expect(Reflect.deleteProperty(run, 'energy')).toBe(false);
    expect(Reflect.defineProperty(run, 'mine', { value: 1 })).toBe(false);
    expect(Reflect.set(run.energy, 'unit', 'TeV')).toBe(false);
  });
  test('survive what JavaScript itself asks of any object', async () => {
    expect(await run).toBe(run);
    expect(String(Object.prototype.toString.call(run))).toContain('object');
    expect(Reflect.get(run, Symbol.iterator)).toBeUndefined();
    expect(JSON.stringify(run.energy)).toContain('"unit":"GeV"');
    expect({ ...dataset }).toHaveProperty('tracker_state');
  });
});

describe('names ending in _included', () => {
  test('are attributes whatever the component, since the registry derives them', () => {
    const { type, absence, wire, meaning } = attribute('somenewdetector_included');
    expect({ type, absence, wire, meaning }).toEqual({
      type: 'boolean',
      absence: 'false',
      wire: 'oms_attributes.somenewdetector_included',
      meaning: 'True if the component SOMENEWDETECTOR took part in the run.',
    });
    expect(run.somenewdetector_included?.is(true)).toMatchObject({ kind: 'compare', operator: '=', value: true });
    expect(attribute('somenewdetector_included')).toBe(run.somenewdetector_included);
  });
  test('are not listed for having been asked for once, and are never suggested', () => {
    const before = Object.keys(run);
    expect('mistyped_included' in run).toBe(true);
    attribute('mistyped_included');
    expect(Object.keys(run)).toEqual(before);
    const error = refused(() => attribute('mistyped_includde'), { ...unknown, says: [] });
    expect(error.suggestions).not.toContain('mistyped_included');
  });
  test.each(['_included', 'DT_included', 'dt included', 'dt-dt_included'])('%j is none', (name) => {
    refused(() => attribute(name), { ...unknown, says: ['is not an attribute'] });
  });
});
