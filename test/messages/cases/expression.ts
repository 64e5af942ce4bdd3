import {
  and,
  atLeastOf,
  dataset,
  datasets,
  except,
  flag,
  flags,
  goldenJson,
  LumiList,
  logic,
  lumisection,
  named,
  not,
  or,
  run,
  runs,
} from 'runregistry';
import { untyped, untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

type Conditions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
const conditionsOf = (handle: unknown): Conditions => handle as Conditions;

const energy = conditionsOf(run.energy);
const runNumber = conditionsOf(run.run_number);
const runClass = conditionsOf(run.class);
const state = conditionsOf(run.state);
const significant = conditionsOf(run.significant);
const components = conditionsOf(run.components);
const start = conditionsOf(run.start_time);
const dt = conditionsOf(flag('dt', 'dt'));
const expression = run.energy.gte(6000);
const query = untyped(runs());

function deep(levels: number) {
  let tree = expression;
  for (let level = 0; level < levels; level++) tree = not(tree);
  return tree;
}

function doubled(times: number) {
  let tree = expression;
  for (let time = 0; time < times; time++) tree = and(tree, not(tree));
  return tree;
}

const nested = (levels: number): unknown => (levels === 0 ? true : { '!': nested(levels - 1) });

export const failures: Failures = {
  'a string instead of a number': () => energy.gte?.('6500'),
  'a string that is not a number': () => energy.gte?.('high'),
  'a bigint instead of a number': () => energy.gte?.(6500n),
  'null instead of a number': () => energy.eq?.(null),
  'undefined instead of a number': () => energy.eq?.(undefined),
  'an array instead of a number': () => energy.eq?.([6500, 6800]),
  'a Date instead of a number': () => energy.eq?.(new Date(0)),
  'NaN instead of a number': () => energy.gte?.(Number.NaN),
  'a run number that is not whole': () => runNumber.eq?.(1.5),
  'a lumisection number below 1': () => goldenJson().where('lumisection.lumisection_number').eq(0),
  'a number instead of a string': () => runClass.eq?.(22),
  'an array instead of a string': () => runClass.eq?.(['Cosmics22']),
  'an array instead of a part of a string': () => runClass.contains?.(['Cosmics', 'Collisions']),
  'an array instead of a pattern': () => runClass.like?.(['%Cosmics%']),
  'a string with NUL': () => runClass.eq?.('a\0'),
  'a pattern that ends in a backslash': () => runClass.like?.('a\\'),
  'a misspelt value of an enum': () => state.is?.('OPN'),
  'null instead of a value of an enum': () => state.is?.(null),
  'a number instead of a value of an enum': () => state.is?.(5),
  'an array instead of a value of an enum': () => state.is?.(['OPEN']),
  'an array instead of a date': () => untyped(run.start_time).gte?.(['2018']),
  'a string instead of a boolean': () => significant.is?.('true'),
  'a number instead of an element of a list': () => components.has?.(5),
  'an array instead of an element of a list': () => components.has?.(['DT']),
  'a number instead of an array': () => energy.in?.(6500),
  'an object instead of an array': () => energy.in?.({}),
  'a Set instead of an array': () => energy.in?.(new Set([6500])),
  'a LumiList for another attribute': () => energy.in?.(LumiList.empty),
  'a test of the names in the GUI for null': () => untyped(dataset.datasets_in_gui).isNull?.(),
  'an array with a hole': () => energy.in?.(Array(3)),
  'swapped bounds': () => energy.between?.(7000, 6000),
  'an array of bounds': () => energy.between?.([6000, 7000]),
  'an array of one bound': () => energy.between?.([6000]),
  'a boolean instead of options': () => energy.ne?.(1, true),
  'an unknown option of a condition': () => energy.ne?.(1, { ornull: true }),
  'a condition with too many arguments': () => energy.gte?.(1, 2),
  'a condition without arguments that has one': () => energy.isNull?.(1),
  'an unknown condition': () => energy.like?.('65%'),
  'a year instead of a date': () => start.after?.(2018),
  'a day as a number': () => start.after?.(20180501),
  'a time in milliseconds': () => start.after?.(1_527_275_765_000),
  'a time in seconds': () => start.after?.(1_527_275_765),
  'null instead of a date': () => start.after?.(null),
  'a string that is not a date': () => start.after?.('yesterday'),
  'an invalid Date': () => start.after?.(new Date(Number.NaN)),
  'a date in a year that is too early': () => start.after?.('0999'),
  'a Date in a year that is too late': () => start.after?.(new Date('+010000-01-01T00:00:00Z')),
  'a date that does not exist': () => start.after?.('2018-02-30'),
  'a time that does not exist': () => start.after?.('2018-05-25T24:16:05Z'),
  'a date with a fraction of a second': () => start.eq?.('2018-05-25T19:16:05.25Z'),
  'a misspelt status': () => dt.is?.('GOD'),
  'an array instead of a status': () => dt.is?.(['GOOD', 'BAD']),
  'null instead of a status': () => dt.is?.(null),
  'a number of lumisections that is too small': () => dt.atLeast?.(0, 'GOOD'),
  'a number of lumisections that is too large': () => dt.atMost?.(1e12, 'GOOD'),
  'swapped arguments of atLeast()': () => dt.atLeast?.('GOOD', 3),
  'an unknown condition of a flag': () => dt.like?.('GOOD'),
  'an unknown operator': () => query.where('energy', 'like', '65'),
  'an operator of another language': () => query.where('energy', '=>', 6000),
  'a condition instead of an operator': () => query.where('energy', 'gte', 6000),
  'an order of booleans': () => query.where('significant', '>', true),
  'an operator that booleans do not have': () => query.where('significant', '>', true),
  'an operator of a list': () => query.where('components', '=', 'DT'),
  'a number instead of an operator': () => query.where('energy', 5, 6000),
  'where() with an operator but no value': () => query.where('energy', '>='),
  'where() with a value but no operator': () => query.where('energy', 6000),
  'where() with four arguments': () => query.where('energy', '>', 1, 2),
  'where() with an operator of SQL': () => query.where('energy', 'IN', [6500]),
  'where() with a range': () => query.where('energy', 'BETWEEN', 6000, 7000),
  'where() with several values': () => query.where('energy', 'in', 6500, 6800),
  'where() of an expression and more': () => query.where(expression, expression),
  'when() without a function': () => query.when(6000, 'energy'),
  'when() that returns a condition': () => query.when(6000, () => run.energy),
  'when() that returns undefined': () => query.when(6000, () => undefined),
  'when() that returns a new query': () =>
    untyped(query.where('class').eq('Collisions22')).when(6000, () => runs().where('energy').gte(6000)),
  'when() that returns a query for datasets': () => query.when(6000, () => datasets()),
  'and() without expressions': () => and(),
  'and() of an array': () => untypedCall(and)([expression]),
  'or() of a string': () => untypedCall(or)(expression, 'energy'),
  'not() of an attribute': () => untypedCall(not)(run.energy),
  'and() of a boolean': () => untypedCall(and)(run.significant),
  'and() of a list': () => untypedCall(and)(dataset.datasets_in_gui),
  'not() of a flag': () => untypedCall(not)(flag('dt', 'dt')),
  'not() of two expressions': () => untypedCall(not)(expression, expression),
  'not() with an option of conditions': () => untypedCall(not)(expression, { orNull: true }),
  'named() without a name': () => named('', expression),
  'flags() of an empty array': () => flags([]),
  'flags() with a status': () => untypedCall(flags)(['dt-dt', 'csc-csc'], 'BAD'),
  'flags() of a string': () => untypedCall(flags)('dt-dt'),
  'atLeastOf() without an array': () => untypedCall(atLeastOf)(2, expression),
  'atLeastOf() of an empty array': () => atLeastOf(1, []),
  'atLeastOf() of more than there are': () => atLeastOf(3, [expression, expression]),
  'atLeastOf() with too many combinations': () => atLeastOf(10, Array(20).fill(expression)),
  'except() without a range': () => untypedCall(except)('355100', expression),
  'except() with swapped runs': () => except([355208, 355100], expression),
  'except() with lumisections': () => untypedCall(except)({ from: 1, to: 2, lumisections: [1, 5] }, expression),
  'except() with several ranges': () =>
    untypedCall(except)(
      [
        [355100, 355208],
        [355862, 355872],
      ],
      expression,
    ),
  'except() with four arguments': () => untypedCall(except)(355100, expression, expression, expression),
  'logic() of a string': () => logic('energy'),
  'logic() of a function': () => logic({ '!': (() => true) as unknown as string }),
  'logic() that is nested too deeply': () => logic(nested(2_000) as string),
  'an expression that is nested too deeply': () => runs().where(deep(600)),
  'an expression that is too large': () => doubled(20),
  'a condition on a dataset in a query for runs': () => query.where(dataset.tracker_state.is('OPEN')),
  'a condition on a lumisection in a query for runs': () => query.where(lumisection.bpix_ready.is(true)),
  'options that are a string': () => untypedCall(goldenJson)('guards'),
  'an unknown option': () => untypedCall(goldenJson)({ guard: true }),
  'an option that is not a boolean': () => untypedCall(goldenJson)({ guards: 'no' }),
};
