/** The result of every condition of every type of attribute for values, for null and for a missing attribute. */
import { dataset, datasets, type Expression, goldenJson, LumiList, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import type { Truth } from '../../src/print/predicate.js';
import { refused } from '../support/refusal.js';
import { ofDataset, ofRun, unfrozen } from '../support/rows.js';
import { untyped } from '../support/untyped.js';

type UntypedFlags = { are(...statuses: readonly string[]): unknown };
type Case = readonly [name: string, tree: Expression, truths: readonly Truth[]];

const missing = Symbol('missing');

/** Compares the results of each condition for the values, and for null and a missing attribute, which must be equal. */
function check(cases: readonly Case[], values: readonly unknown[], of: (tree: Expression, value: unknown) => Truth) {
  test.each(cases.map(([name, tree, truths]) => ({ name, tree, truths })))('evaluates $name', ({ tree, truths }) => {
    expect(values.map((value) => of(tree, value))).toEqual(truths.slice(0, values.length));
    const absent = truths[values.length] as Truth;
    expect([of(tree, null), of(tree, missing)]).toEqual([absent, absent]);
    expect(unfrozen(tree)).toEqual([]);
  });
}

const oms = (name: string) => (tree: Expression, value: unknown) =>
  ofRun(tree, { oms: value === missing ? {} : { [name]: value } });
const rr = (name: string) => (tree: Expression, value: unknown) =>
  ofRun(tree, { rr: value === missing ? {} : { [name]: value } });
const own = (name: string) => (tree: Expression, value: unknown) =>
  ofDataset(tree, { dataset: value === missing ? {} : { [name]: value } });

const [T, F, U] = [true, false, null];
const orNull = { orNull: true };

describe('number: energy of 0, 6500, 6500.5, 7000', () => {
  const { energy } = run;
  check(
    [
      ['eq', energy.eq(6500), [F, T, F, F, U]],
      ['eq -0', energy.eq(-0), [T, F, F, F, U]],
      ['ne', energy.ne(6500), [T, F, T, T, U]],
      ['ne, orNull', energy.ne(6500, orNull), [T, F, T, T, T]],
      ['ne, orNull: false', energy.ne(6500, { orNull: false }), [T, F, T, T, U]],
      ['ne, no options', energy.ne(6500, {}), [T, F, T, T, U]],
      ['gt', energy.gt(6500), [F, F, T, T, U]],
      ['gte', energy.gte(6500), [F, T, T, T, U]],
      ['lt', energy.lt(6500.5), [T, T, F, F, U]],
      ['lte', energy.lte(6500.5), [T, T, T, F, U]],
      ['between', energy.between(6500, 7000), [F, T, T, T, U]],
      ['between the same', energy.between(6500, 6500), [F, T, F, F, U]],
      ['in', energy.in([6500, 7000, 6500]), [F, T, F, T, U]],
      ['notIn', energy.notIn([6500, 7000]), [T, F, T, F, U]],
      ['notIn, orNull', energy.notIn([6500, 7000], orNull), [T, F, T, F, T]],
      ['isNull', energy.isNull(), [F, F, F, F, T]],
      ['isNotNull', energy.isNotNull(), [T, T, T, T, F]],
    ],
    [0, 6500, 6500.5, 7000],
    oms('energy'),
  );
  test('does not match a value of another type', () => {
    expect(oms('energy')(energy.eq(6500), '6500')).toBe(false);
    expect(oms('energy')(energy.gte(0), true)).toBe(false);
  });
});

describe('string: class of empty, Cosmics22, cosmics22, Collisions_22', () => {
  const name = run.class;
  check(
    [
      ['eq', name.eq('Cosmics22'), [F, T, F, F, U]],
      ['eq empty', name.eq(''), [T, F, F, F, U]],
      ['ne', name.ne('Cosmics22'), [T, F, T, T, U]],
      ['ne, orNull', name.ne('Cosmics22', orNull), [T, F, T, T, T]],
      ['like', name.like('c%22'), [F, T, T, T, U]],
      ['like without %', name.like('Cosmics'), [F, F, F, F, U]],
      ['like with _', name.like('cosmics2_'), [F, T, T, F, U]],
      ['like %', name.like('%'), [T, T, T, T, U]],
      ['like an escaped wildcard', name.like('%\\_%'), [F, F, F, T, U]],
      ['notLike', name.notLike('%cosmics%'), [T, F, F, T, U]],
      ['notLike, orNull', name.notLike('%cosmics%', orNull), [T, F, F, T, T]],
      ['contains', name.contains('S_2'), [F, F, F, T, U]],
      ['contains of a literal %', name.contains('%'), [F, F, F, F, U]],
      ['startsWith', name.startsWith('COS'), [F, T, T, F, U]],
      ['endsWith', name.endsWith('s22'), [F, T, T, F, U]],
      ['in', name.in(['', 'Cosmics22']), [T, T, F, F, U]],
      ['notIn', name.notIn(['', 'Cosmics22']), [F, F, T, T, U]],
      ['notIn, orNull', name.notIn(['', 'Cosmics22'], orNull), [F, F, T, T, T]],
      ['isNull', name.isNull(), [F, F, F, F, T]],
      ['isNotNull', name.isNotNull(), [T, T, T, T, F]],
    ],
    ['', 'Cosmics22', 'cosmics22', 'Collisions_22'],
    rr('class'),
  );
});

describe('enum: state of OPEN, SIGNOFF', () => {
  const { state } = run;
  check(
    [
      ['is', state.is('OPEN'), [T, F, U]],
      ['isNot', state.isNot('OPEN'), [F, T, U]],
      ['isNot, orNull', state.isNot('OPEN', orNull), [F, T, T]],
      ['eq', state.eq('OPEN'), [T, F, U]],
      ['ne', state.ne('OPEN'), [F, T, U]],
      ['ne, orNull', state.ne('OPEN', orNull), [F, T, T]],
      ['in', state.in(['OPEN', 'COMPLETED']), [T, F, U]],
      ['notIn', state.notIn(['OPEN', 'COMPLETED']), [F, T, U]],
      ['notIn, orNull', state.notIn(['OPEN', 'COMPLETED'], orNull), [F, T, T]],
      ['isNull', state.isNull(), [F, F, T]],
      ['isNotNull', state.isNotNull(), [T, T, F]],
    ],
    ['OPEN', 'SIGNOFF'],
    rr('state'),
  );
});

describe('enum of a dataset: tracker_state of waiting dqm gui, SIGNOFF', () => {
  check(
    [
      ['is', dataset.tracker_state.is('waiting dqm gui'), [T, F, U]],
      ['isNot, orNull', dataset.tracker_state.isNot('SIGNOFF', orNull), [T, F, T]],
    ],
    ['waiting dqm gui', 'SIGNOFF'],
    own('tracker_state'),
  );
});

describe('boolean: significant of true, false', () => {
  const { significant } = run;
  check(
    [
      ['is true', significant.is(true), [T, F, U]],
      ['is false', significant.is(false), [F, T, U]],
      ['isNot true', significant.isNot(true), [F, T, U]],
      ['isNot false', significant.isNot(false), [T, F, U]],
      ['isNot true, orNull', significant.isNot(true, orNull), [F, T, T]],
      ['eq', significant.eq(true), [T, F, U]],
      ['ne', significant.ne(true), [F, T, U]],
      ['isNull', significant.isNull(), [F, F, T]],
      ['isNotNull', significant.isNotNull(), [T, T, F]],
    ],
    [true, false],
    rr('significant'),
  );
});

describe('included: dt_included of true, which is false if it is missing', () => {
  const included = run.dt_included;
  check(
    [
      ['is true', included.is(true), [T, F]],
      ['is false', included.is(false), [F, T]],
      ['isNot true', included.isNot(true), [F, T]],
      ['isNot false', included.isNot(false), [T, F]],
      ['isNot false, orNull', included.isNot(false, orNull), [T, T]],
      ['isNull', included.isNull(), [F, T]],
      ['isNotNull', included.isNotNull(), [T, F]],
    ],
    [true],
    oms('dt_included'),
  );
});

describe('list: components of [], [DT], [CSC, DT]', () => {
  const { components } = run;
  check(
    [
      ['has', components.has('DT'), [F, T, T, U]],
      ['has ignores case', components.has('dt'), [F, T, T, U]],
      ['has of a part of an element', components.has('D'), [F, F, F, U]],
      ['has of two elements', components.has('CSC", "DT'), [F, F, F, U]],
      ['hasNot', components.hasNot('CSC'), [T, T, F, U]],
      ['contains', components.contains('DT'), [F, T, T, U]],
      ['contains of a part of an element', components.contains('D'), [F, F, F, U]],
      ['isNull', components.isNull(), [F, F, F, T]],
      ['isNotNull', components.isNotNull(), [T, T, T, F]],
    ],
    [[], ['DT'], ['CSC', 'DT']],
    oms('components'),
  );
});

describe('list: datasets_in_gui', () => {
  const names = ['/A/Run2018A-v1/DQMIO', 'B'];
  const of = (tree: Expression, gui: readonly string[]) => ofDataset(tree, { gui });
  test('is case-sensitive', () => {
    const { datasets_in_gui } = dataset;
    expect([[], names].map((values) => of(datasets_in_gui.has('B'), values))).toEqual([false, true]);
    expect([[], names].map((values) => of(datasets_in_gui.has('b'), values))).toEqual([false, false]);
    expect([[], names].map((values) => of(datasets_in_gui.hasNot('B'), values))).toEqual([true, false]);
  });
});

describe('synonyms', () => {
  const { state, significant, dt_included, components } = run;
  test.each([
    ['eq of an enum', state.eq('OPEN'), state.is('OPEN')],
    ['ne of an enum', state.ne('OPEN', { orNull: true }), state.isNot('OPEN', { orNull: true })],
    ['eq of a boolean', significant.eq(true), significant.is(true)],
    ['ne of a boolean', significant.ne(true), significant.is(false)],
    ['isNot of a boolean', dt_included.isNot(true), dt_included.is(false)],
    ['contains of a list', components.contains('DT'), components.has('DT')],
    ['in of a LumiList', run.run_number.in(LumiList.fromRuns([355_556, 1])), run.run_number.in([1, 355_556])],
    ['notIn of a LumiList', run.run_number.notIn(LumiList.fromRuns([1])), run.run_number.notIn([1])],
  ] as const)('%s builds the same expression', (_, synonym, canonical) => expect(synonym).toEqual(canonical));
});

describe('in() with a LumiList', () => {
  const list = LumiList.fromJSON({ '355556': [[1, 2]], '355557': [[3, 9]] });
  test('selects the runs of the list, with any lumisections', () => {
    expect(runs().where('run_number').in(list).toFilter()).toEqual({
      run_number: { or: [{ '=': 355_556 }, { '=': 355_557 }] },
    });
    expect(goldenJson().where('run.run_number').in(list).toJsonLogic()).toEqual({
      and: [{ in: [{ var: 'run.run_number' }, [355_556, 355_557]] }],
    });
    expect(datasets().where(dataset.run_number.notIn(list)).toFilter()).toEqual({
      run_number: { and: [{ '<>': 355_556 }, { '<>': 355_557 }] },
    });
  });
  test('selects no run if the list is empty', () => {
    expect(runs().where('run_number').in(LumiList.empty).plan().requests).toEqual([]);
    expect(runs().where('run_number').notIn(LumiList.empty).toFilter()).toEqual({});
  });
  test('is rejected for attributes other than the run number', () => {
    const refusal = { is: QueryError, code: 'bad-value', details: { hint: expect.stringContaining('run_number') } };
    refused(() => untyped(runs().where('energy')).in(list), refusal);
    refused(() => untyped(run.run_number).in(new Proxy(list, {})), { is: QueryError, code: 'bad-value' });
    refused(() => untyped(goldenJson().where('lumisection.lumisection_number')).in(list), refusal);
    // Run numbers of a list go to 2^32 - 1, those of the registry to 2^31 - 1.
    refused(() => run.run_number.in(LumiList.fromRuns([2 ** 31])), { is: QueryError, code: 'bad-value' });
  });
});

describe('null of lists', () => {
  test('has the operators of other types', () => {
    expect(runs().where('components', '=', null).toJSON()).toEqual(runs().where('components').isNull().toJSON());
    expect(runs().where('components', '<>', null).toJSON()).toEqual(runs().where('components').isNotNull().toJSON());
  });
  test('is a filter of the registry', () => {
    expect(runs().where('components').isNull().toFilter()).toEqual({ 'oms_attributes.components': { '=': null } });
    const { query, warnings } = datasets.parse({ 'dataset_attributes.appeared_in': { '<>': null } });
    expect(warnings).toEqual([]);
    expect(query.toJSON()).toEqual(datasets().where('appeared_in').isNotNull().toJSON());
    expect(datasets.fromJSON(query.toJSON()).toFilter()).toEqual(query.toFilter());
  });
  test('is rejected for datasets_in_gui, which the registry cannot test for null', () => {
    const refusal = { is: QueryError, code: 'unknown-operator', details: { hint: expect.stringContaining('has(') } };
    refused(() => untyped(dataset.datasets_in_gui).isNull(), refusal);
    refused(() => untyped(datasets().where('datasets_in_gui')).isNotNull(), refusal);
    refused(() => datasets.parse({ datasets_in_gui: { '=': null } }), { is: QueryError, code: 'bad-filter' });
  });
});

describe('flags([…]).are() of a query', () => {
  test('adds a condition for each flag', () => {
    expect(runs().flags(['dt-dt', 'csc-csc']).are('GOOD').toJSON()).toEqual(
      runs().flag('dt-dt').is('GOOD').flag('csc-csc').is('GOOD').toJSON(),
    );
    expect(datasets().flags(['tracker-track', 'dt-dt']).are('BAD').toFilter()).toEqual({
      'triplet_summary.tracker-track.BAD': { '>': 0 },
      'triplet_summary.dt-dt.BAD': { '>': 0 },
    });
    expect(String(runs().flags(['dt-dt', 'csc-csc']))).toBe('flags dt-dt, csc-csc without a condition');
  });
  test('rejects unknown flags and statuses', () => {
    const select = (names: readonly string[]) => runs().flags(names as ['dt-dt']) as unknown as UntypedFlags;
    refused(() => select(['dt-dtt']), { is: QueryError, code: 'unknown-flag' });
    refused(() => select([]), { is: QueryError, code: 'unknown-flag' });
    refused(() => select(['dt-dt']).are('GOODD'), { is: QueryError, code: 'bad-value' });
    refused(() => select(['dt-dt']).are('GOOD', 'BAD'), { is: QueryError, code: 'wrong-arguments' });
  });
});

describe('an array for a single value', () => {
  // The registry would join the values by commas, and find no row or fail.
  test.each([
    ['a number', () => untyped(run.energy).eq([1, 2])],
    ['a number, negated', () => untyped(run.run_number).ne([1, 2])],
    ['a string', () => untyped(run.class).eq(['a', 'b'])],
    ['a date', () => untyped(run.start_time).eq(['2018', '2019'])],
    ['an enum', () => untyped(run.state).eq(['OPEN', 'SIGNOFF'])],
    ['an operator', () => untyped(runs()).where('state', '=', ['OPEN', 'SIGNOFF'])],
  ])('is rejected with a hint to in(): %s', (_, call) => {
    refused(call, { is: QueryError, code: 'bad-value', details: { hint: expect.stringContaining('in([…])') } });
  });
});

describe('columns', () => {
  test('are never null', () => {
    expect(ofRun(run.run_number.between(355_556, 355_557), {})).toBe(true);
    expect(ofRun(run.run_number.isNull(), {})).toBe(false);
    expect(ofDataset(dataset.dataset_name.eq('online'), {})).toBe(true);
    expect(ofDataset(dataset.dataset_name.isNotNull(), {})).toBe(true);
    expect(ofDataset(run.run_number.in([1, 355_556]), {})).toBe(true);
  });
});

describe('attributes of runs', () => {
  test('are read from the run of a dataset', () => {
    expect(ofDataset(run.energy.eq(6800), { oms: { energy: 6800 } })).toBe(true);
    expect(ofDataset(run.class.eq('x'), { rr: { class: 'x' }, dataset: { class: 'y' } })).toBe(true);
    expect(ofDataset(dataset.appeared_in.has('DBS'), { dataset: { appeared_in: ['DQM GUI', 'DBS'] } })).toBe(true);
  });
});
