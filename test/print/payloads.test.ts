/** The payloads of the documented examples of the Python client and of single conditions, value for value. */
import { dataset, datasets, flag, not, or, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';

describe('toFilter() of an example of the Python client', () => {
  test('prints the run number of get_run', () => {
    expect(runs().where('run_number').eq(328762).toFilter()).toEqual({ run_number: { '=': 328762 } });
  });
  test('prints several run numbers as or', () => {
    expect(runs().where('run_number').in([328762, 323555, 323444]).toFilter()).toEqual({
      run_number: { or: [{ '=': 328762 }, { '=': 323555 }, { '=': 323444 }] },
    });
  });
  test('prints a range of run numbers and a flag', () => {
    const query = runs().where('run_number', '>', 309000).where('run_number', '<', 310000).flag('dt', 'dt').is('GOOD');
    expect(query.toFilter()).toEqual({
      run_number: { and: [{ '>': 309000 }, { '<': 310000 }] },
      'triplet_summary.dt-dt.GOOD': { '>': 0 },
    });
    expect(query.plan().requests[0]?.body).toEqual({
      page: 0,
      page_size: 1000,
      sortings: [],
      filter: query.toFilter(),
    });
  });
  test('prints a range of run numbers, a pattern and a boolean', () => {
    const query = runs()
      .where('run_number', '>', 309000)
      .where('run_number', '<', 310000)
      .where('hlt_key', 'like', '%commissioning2018%')
      .where('significant', '=', true);
    expect(query.toFilter()).toEqual({
      run_number: { and: [{ '>': 309000 }, { '<': 310000 }] },
      'oms_attributes.hlt_key': { like: '%commissioning2018%' },
      'rr_attributes.significant': { '=': true },
    });
  });
  test('prints a flag of the tracker', () => {
    expect(runs().flag('tracker-strip').is('GOOD').toFilter()).toEqual({
      'triplet_summary.tracker-strip.GOOD': { '>': 0 },
    });
  });
  test('prints the run number and the name of a dataset', () => {
    const name = '/PromptReco/HICosmics18A/DQM';
    expect(datasets().where('run_number').eq(327604).where('dataset_name').eq(name).toFilter()).toEqual({
      run_number: { '=': 327604 },
      name: { '=': name },
    });
  });
  test('prints a range of run numbers and a flag of datasets', () => {
    expect(
      datasets()
        .where('run_number')
        .gt(309000)
        .where('run_number')
        .lt(310000)
        .flag('tracker', 'strip')
        .is('GOOD')
        .toFilter(),
    ).toEqual({
      run_number: { and: [{ '>': 309000 }, { '<': 310000 }] },
      'triplet_summary.tracker-strip.GOOD': { '>': 0 },
    });
    expect(
      datasets().where('run_number').between(309000, 310000).flag('tracker', 'strip').is('GOOD').toFilter(),
    ).toEqual({
      run_number: { and: [{ '>=': 309000 }, { '<=': 310000 }] },
      'triplet_summary.tracker-strip.GOOD': { '>': 0 },
    });
  });
  test('prints conditions that the Python client drops or that fail there with status 500', () => {
    expect(runs().where('energy').between(6000, 7000).toFilter()).toEqual({
      'oms_attributes.energy': { '>=': 6000, '<=': 7000 },
    });
    expect(runs().where('energy').in([6500, 6499]).toFilter()).toEqual({
      and: [{ or: [{ 'oms_attributes.energy': { '=': 6500 } }, { 'oms_attributes.energy': { '=': 6499 } }] }],
    });
    expect(
      runs()
        .where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('BAD')))
        .toFilter(),
    ).toEqual({
      and: [{ or: [{ 'triplet_summary.dt-dt.GOOD': { '>': 0 } }, { 'triplet_summary.dt-dt.BAD': { '>': 0 } }] }],
    });
  });
});

describe('toFilter() of a condition', () => {
  const energy = 'oms_attributes.energy';
  test.each([
    ['no condition', runs(), {}],
    ['eq', runs().where('energy').eq(6500), { [energy]: { '=': 6500 } }],
    ['ne', runs().where('energy').ne(6500), { [energy]: { '<>': 6500 } }],
    [
      'ne, orNull',
      runs().where('energy').ne(6500, { orNull: true }),
      { and: [{ or: [{ [energy]: { '<>': 6500 } }, { [energy]: { '=': null } }] }] },
    ],
    ['isNull', runs().where('energy').isNull(), { [energy]: { '=': null } }],
    ['isNotNull', runs().where('energy').isNotNull(), { [energy]: { '<>': null } }],
    ['= null', runs().where('energy', '=', null), { [energy]: { '=': null } }],
    ['<> null', runs().where('energy', '<>', null), { [energy]: { '<>': null } }],
    ['notIn', runs().where('energy').notIn([1, 2]), { and: [{ [energy]: { '<>': 1 } }, { [energy]: { '<>': 2 } }] }],
    [
      'in of strings',
      runs().where('class').in(['a', 'b']),
      { 'rr_attributes.class': { or: [{ '=': 'a' }, { '=': 'b' }] } },
    ],
    ['in of one value', runs().where('class').in(['a']), { 'rr_attributes.class': { '=': 'a' } }],
    ['contains', runs().where('class').contains('5%_\\'), { 'rr_attributes.class': { like: '%5\\%\\_\\\\%' } }],
    ['startsWith', runs().where('class').startsWith('a'), { 'rr_attributes.class': { like: 'a%' } }],
    ['endsWith', runs().where('class').endsWith('a'), { 'rr_attributes.class': { like: '%a' } }],
    ['notLike', runs().where('class').notLike('a%'), { 'rr_attributes.class': { notlike: 'a%' } }],
    ['is false', runs().where('significant').is(false), { 'rr_attributes.significant': { '=': false } }],
    ['not of is', runs().where(not(run.significant.is(false))), { 'rr_attributes.significant': { '=': true } }],
    ['included', runs().where('dt_included').is(true), { 'oms_attributes.dt_included': { '=': true } }],
    ['not included', runs().where('dt_included').is(false), { 'oms_attributes.dt_included': { '=': null } }],
    ['not of included', runs().where(not(run.dt_included.is(true))), { 'oms_attributes.dt_included': { '=': null } }],
    ['has', runs().where('components').has('DT'), { 'oms_attributes.components': { like: '%"DT"%' } }],
    ['hasNot', runs().where('components').hasNot('DT'), { 'oms_attributes.components': { notlike: '%"DT"%' } }],
    ['has of datasets_in_gui', datasets().where('datasets_in_gui').has('x'), { datasets_in_gui: { '=': 'x' } }],
    ['a state', datasets().where('tracker_state').is('OPEN'), { 'dataset_attributes.tracker_state': { '=': 'OPEN' } }],
    ['flag is', runs().flag('dt-dt').is('BAD'), { 'triplet_summary.dt-dt.BAD': { '>': 0 } }],
    ['flag isNot', runs().flag('dt-dt').isNot('BAD'), { 'triplet_summary.dt-dt.BAD': { '=': null } }],
    [
      'flag isNot EMPTY',
      runs().flag('dt-dt').isNot('EMPTY'),
      {
        and: [
          { or: [{ 'triplet_summary.dt-dt.EMPTY': { '=': null } }, { 'triplet_summary.dt-dt.EMPTY': { '=': 0 } }] },
        ],
      },
    ],
    ['atLeast', runs().flag('dt-dt').atLeast(5, 'BAD'), { 'triplet_summary.dt-dt.BAD': { '>=': 5 } }],
    ['atMost 0', runs().flag('dt-dt').atMost(0, 'BAD'), { 'triplet_summary.dt-dt.BAD': { '=': null } }],
    [
      'a run of a dataset',
      datasets().where('class').eq('x').where(dataset.tracker_state.isNull()),
      { 'rr_attributes.class': { '=': 'x' }, 'dataset_attributes.tracker_state': { '=': null } },
    ],
    [
      'the same key and operator twice',
      runs().where('class').like('%a%').where('class').like('%b%'),
      { and: [{ 'rr_attributes.class': { like: '%a%' } }, { 'rr_attributes.class': { like: '%b%' } }] },
    ],
    [
      'an OR next to a key',
      runs()
        .where('run_number')
        .gt(1)
        .where(or(run.energy.gt(1), run.class.eq('x'))),
      {
        and: [{ run_number: { '>': 1 } }, { or: [{ [energy]: { '>': 1 } }, { 'rr_attributes.class': { '=': 'x' } }] }],
      },
    ],
  ] as const)('prints %s', (_, query, filter) => expect(query.toFilter()).toEqual(filter));
});
