/** Filters that the registry does not interpret as written are never printed. */
import fc from 'fast-check';
import { datasets, QueryError, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { build, expressions } from '../property/generate.js';
import { most, rounds, seed } from '../support/rounds.js';
import { sampleRows } from '../support/sample-rows.js';
import { wrongForms } from '../support/wrong-forms.js';

const energy = 'oms_attributes.energy';
const good = 'triplet_summary.dt-dt.GOOD';

describe('wrongForms()', () => {
  test.each<[string, unknown, string, ('runs' | 'datasets')?]>([
    ['or next to another key', { run_number: { '=': 1 }, or: [{ [energy]: { '=': 1 } }] }, "'or' beside another key"],
    ['and next to or', { and: [{ run_number: { '=': 1 } }], or: [{ run_number: { '=': 1 } }] }, 'beside another key'],
    ['numbers under or of a JSON key', { [energy]: { or: [{ '=': 1 }] } }, "numbers or booleans under 'or'"],
    ['booleans under and of a JSON key', { 'rr_attributes.significant': { and: [{ '=': true }] } }, "under 'and'"],
    ['or next to operators', { run_number: { '>': 1, or: [{ '=': 1 }] } }, "'or' beside other operators"],
    ['an empty or', { or: [] }, "'or' of nothing"],
    ['an empty and, inside', { and: [{ and: [] }] }, "'and' of nothing"],
    ['an empty or under a key', { run_number: { or: [] } }, "'or' of nothing"],
    ['or of an object', { or: { run_number: { '=': 1 } } }, "'or' of nothing"],
    ['upper case', { AND: [{ run_number: { '=': 1 } }] }, "unknown key 'AND'"],
    ['upper case under a key', { run_number: { OR: [{ '=': 1 }] } }, 'an unknown operator'],
    ['a count of 0', { [good]: { '=': 0 } }, 'a count of 0, which is absent'],
    ['= for components', { 'oms_attributes.components': { '=': 'DT' } }, 'a list that is compared'],
    ['= for appeared_in', { 'dataset_attributes.appeared_in': { '=': 'DBS' } }, 'a list that is compared', 'datasets'],
    ['= false for dt_included', { 'oms_attributes.dt_included': { '=': false } }, 'false for what is absent'],
    ['milliseconds', { 'oms_attributes.start_time': { '>=': '2018-05-25T19:16:05.000Z' } }, 'a date in another form'],
    ['a zone', { 'oms_attributes.start_time': { '>=': '2018-05-25T19:16:05+02:00' } }, 'a date in another form'],
    ['a blank', { 'oms_attributes.start_time': { '>=': '2018-05-25 19:16:05Z' } }, 'a date in another form'],
    ['a prefix that is equal', { 'oms_attributes.start_time': { '=': '2018-05' } }, 'a date in another form'],
    [
      'a mixture inside or',
      { and: [{ or: [{ [energy]: { '=': 1 } }, { [good]: { '>': 0 } }] }] },
      'a mixture of projections',
    ],
    ['a mixture inside and', { and: [{ and: [{ [energy]: { '=': 1 } }, { [good]: { '>': 0 } }] }] }, 'a mixture'],
    ['a mixture in one object of or', { or: [{ [energy]: { '=': 1 }, [good]: { '>': 0 } }] }, 'a mixture'],
    [
      'a dataset and a run inside or',
      { and: [{ or: [{ name: { '=': 'x' } }, { 'rr_attributes.class': { '=': 'x' } }] }] },
      'a mixture',
      'datasets',
    ],
    ['an unknown operator', { [energy]: { '>>': 1 } }, 'an unknown operator'],
    ['a string for a number', { [energy]: { '>': '6500' } }, 'another type for a number'],
    ['a number for a string', { 'rr_attributes.class': { '=': 5 } }, 'another type for a text'],
    ['a string for a run number', { run_number: { '=': '5' } }, 'an invalid run number'],
    ['a bare value', { run_number: 5 }, 'no condition'],
    ['no operator', { run_number: {} }, 'no operator'],
    ['an unprefixed key', { class: { '=': 'x' } }, "unknown key 'class'"],
    ['a key of datasets', { 'dataset_attributes.dt_state': { '=': 'OPEN' } }, 'unknown key'],
    ['> null', { [energy]: { '>': null } }, 'never true'],
    ['like of a number', { run_number: { like: '35%' } }, 'like of no text'],
    ['a dangling backslash', { 'rr_attributes.class': { like: 'x\\' } }, 'a dangling backslash'],
    ['<> in the GUI', { datasets_in_gui: { '<>': 'x' } }, 'means "contains"', 'datasets'],
    ['or under the GUI', { datasets_in_gui: { or: [{ '=': 'x' }] } }, 'means "contains"', 'datasets'],
  ])('reports %s', (_, filter, complaint, target = 'runs') => {
    expect(wrongForms(filter, target).join('\n')).toContain(complaint);
  });
  test('reports nothing in correct filters', () => {
    expect(wrongForms({ run_number: { and: [{ '>': 1 }, { '<': 2 }] }, [good]: { '>': 0 } }, 'runs')).toEqual([]);
    expect(
      wrongForms(
        { and: [{ or: [{ [energy]: { '=': 1 } }, { run_number: { '=': 1 } }] }, { [good]: { '=': null } }] },
        'runs',
      ),
    ).toEqual([]);
    expect(wrongForms({}, 'datasets')).toEqual([]);
  });
});

const rows = sampleRows(30);
const numRuns = rounds({ usual: 60, full: 2000 });

describe.each(['runs', 'datasets'] as const)('random expressions for %s', (target) => {
  const query = (spec: Parameters<typeof build>[0]) =>
    target === 'runs' ? runs().where(build(spec)) : datasets().where(build(spec));

  test('are printed as correct filters, and are unchanged after a round trip through JSON', () => {
    console.log(`${numRuns} random expressions for ${target}: TEST_SEED=${seed}`);
    let requests = 0;
    let rejections = 0;
    fc.assert(
      fc.property(expressions(target, rows[target]), (spec) => {
        const original = query(spec);
        const restored = (target === 'runs' ? runs : datasets).fromJSON(JSON.parse(JSON.stringify(original)));
        expect(JSON.stringify(restored)).toBe(JSON.stringify(original));
        try {
          const plan = original.plan();
          for (const { body } of plan.requests) expect(wrongForms(body.filter, target)).toEqual([]);
          expect(restored.plan()).toEqual(plan);
          expect(String(restored.explain())).toBe(String(original.explain()));
          requests += plan.requests.length;
        } catch (error) {
          if (!(error instanceof QueryError) || !['needs-everything', 'too-many-requests'].includes(error.code))
            throw error;
          rejections++;
        }
      }),
      { numRuns, seed },
    );
    console.log(`${requests} requests, ${rejections} rejections`);
    expect(rejections).toBeLessThanOrEqual(most(0.05, numRuns));
  });
});
