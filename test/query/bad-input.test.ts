/** Whatever cannot be meant is refused at the call, in a sentence that says what to write instead, and nothing is sent. */
import { attribute, datasets, flag, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { silentRegistry } from '../support/silent-registry.js';
import { type Untyped, untyped, untypedCall } from '../support/untyped.js';

const registry = silentRegistry();
const onRuns = () => untyped(registry.runs());
const onDatasets = () => untyped(registry.datasets());

const bad = (code: string, ...says: (string | RegExp)[]) => ({ is: QueryError, code, says });

describe('attributes', () => {
  test.each<[string, () => unknown, string, ...string[]]>([
    [
      'misspelt',
      () => onRuns().where('enrgy'),
      'unknown-attribute',
      "'enrgy' is not an attribute of runs",
      "did you mean 'energy'?",
    ],
    ['misspelt, with operator', () => onRuns().where('enrgy', '=', 5), 'unknown-attribute', "did you mean 'energy'?"],
    ['unknown', () => onRuns().where('xyzzy'), 'unknown-attribute', "'xyzzy' is not an attribute of runs"],
    [
      'a substring of one',
      () => onRuns().where('number'),
      'unknown-attribute',
      "did you mean 'run_number'",
      'fill_number',
    ],
    ['a flag', () => onRuns().where('dt-dt'), 'unknown-attribute', "it is a flag: write flag('dt-dt').is('GOOD')"],
    [
      'of datasets',
      () => onRuns().where('dataset_name'),
      'unknown-attribute',
      'not an attribute of runs; it belongs to datasets',
    ],
    ['of lumisections', () => onDatasets().where('bpix_ready'), 'unknown-attribute', 'it belongs to lumisections'],
    ['by its wire name', () => onDatasets().where('name'), 'unknown-attribute', "did you mean 'dataset_name'"],
    ['misspelt, in orderBy', () => onRuns().orderBy('enrgy'), 'unknown-attribute', "did you mean 'energy'?"],
    [
      'misspelt, in select',
      () => onRuns().select('run_number', 'enrgy'),
      'unknown-attribute',
      "did you mean 'energy'?",
    ],
    ['of datasets, in select', () => onRuns().select('tracker_state'), 'unknown-attribute', 'it belongs to datasets'],
    ['prototype', () => onRuns().where('__proto__'), 'unknown-attribute', "'__proto__' is not an attribute"],
  ])('%s', (_, call, code, ...says) => void refused(call, bad(code, ...says)));
});

describe('flags', () => {
  test.each<[string, () => unknown, ...string[]]>([
    ['misspelt', () => onRuns().flag('tracker-stripe'), "did you mean 'tracker-strip'?"],
    [
      'of the Python client',
      () => onRuns().flag('tracker-pix'),
      "'tracker-pix' is not a flag; did you mean 'tracker-pixel'?",
    ],
    ['workspace', () => onRuns().flag('trakcer', 'strip'), "'trakcer' is not a workspace; did you mean 'tracker'?"],
    ['column', () => onRuns().flag('tracker', 'stirp'), "'stirp' is not a column of 'tracker'; did you mean 'strip'?"],
    ['a workspace alone', () => onRuns().flag('dt'), 'a flag is <workspace>-<column>'],
    ['nothing', () => onRuns().flag(), "write 'dt-dt', or 'dt', 'dt'"],
  ])('%s', (_, call, ...says) => void refused(call, bad('unknown-flag', ...says)));

  test('of three names', () => {
    const refusal = bad('wrong-arguments', "write flag('dt', 'dt').is('GOOD')");
    refused(() => onRuns().flag('dt', 'dt', 'GOOD'), refusal);
    refused(() => untypedCall(flag)('dt-dt', undefined, 'GOOD'), refusal);
  });

  test.each<[string, (of: Untyped) => unknown, ...string[]]>([
    ['unknown status', (of) => of.is('OKAY'), "the text 'OKAY' is not a status of 'dt-dt'; write one of 'GOOD', 'BAD'"],
    ['lower case', (of) => of.is('good'), "did you mean 'GOOD'?"],
    ['misspelt', (of) => of.every('EXCLUDE'), "did you mean 'EXCLUDED'?"],
    ['none', (of) => of.isNot(), "undefined is not a status of 'dt-dt'"],
    [
      'a list',
      (of) => of.is(['GOOD', 'BAD']),
      'a list of 2 is not a status',
      'a condition for each status, joined with or()',
    ],
    ['true, as in Python', (of) => of.is(true), "true is not a status of 'dt-dt'"],
    ['no number', (of) => of.atLeast('GOOD'), "the text 'GOOD' is none; write 1 or more"],
    ['arguments swapped', (of) => of.atLeast('GOOD', 3), "write atLeast(3, 'GOOD')"],
    ['arguments swapped, atMost', (of) => of.atMost('BAD', 0), "write atMost(0, 'BAD')"],
    ['zero, which always holds', (of) => of.atLeast(0, 'GOOD'), 'a whole number from 1, and 0 is none'],
    ['negative', (of) => of.atMost(-1, 'GOOD'), 'a whole number from 0, and -1 is none; write 0 or more'],
    ['a fraction', (of) => of.atLeast(1.5, 'GOOD'), '1.5 is none'],
    ['NaN', (of) => of.atLeast(Number.NaN, 'GOOD'), 'NaN is none'],
    ['comment of a number', (of) => of.comment.like(5), "'dt-dt.comments' is a text, and 5 is none; write '5'"],
    ['cause with a dangling escape', (of) => of.cause.like('HV\\'), 'ends in a backslash'],
  ])('status and number: %s', (_, call, ...says) => {
    refused(() => call(onRuns().flag('dt', 'dt')), bad('bad-value', ...says));
    refused(() => call(untyped(flag('dt-dt'))), bad('bad-value', ...says));
  });
  test.each(['eq', 'has', 'like', 'between', 'isNull', 'in', 'gt'] as const)(
    '%s() is no condition of a flag',
    (name) => {
      const says = [
        `the flag 'dt-dt' has no condition '${name}'; use is, isNot, every, atLeast, atMost, comment, cause`,
      ];
      refused(() => untyped(flag('dt-dt'))[name]('GOOD'), bad('unknown-operator', ...says));
      refused(() => onRuns().flag('dt-dt')[name]('GOOD'), bad('unknown-operator', ...says));
    },
  );
});

describe('conditions of another type', () => {
  test.each<[string, keyof Untyped, ...string[]]>([
    [
      'energy',
      'like',
      "'energy' is a number and has no condition 'like'; use eq, ne, gt, gte, lt, lte, between, in, notIn, isNull",
    ],
    ['energy', 'is', "'energy' is a number and has no condition 'is'"],
    ['energy', 'before', "'energy' is a number and has no condition 'before'"],
    ['energy', 'has', "'energy' is a number and has no condition 'has'"],
    ['class', 'gt', "'class' is a text and has no condition 'gt'; use eq, ne, like"],
    ['class', 'between', "'class' is a text and has no condition 'between'"],
    ['start_time', 'like', "'start_time' is a date and has no condition 'like'; use"],
    ['state', 'eq', "'state' is an enum and has no condition 'eq'; use is, isNot, in, notIn, isNull, isNotNull"],
    ['state', 'like', "'state' is an enum and has no condition 'like'"],
    ['significant', 'eq', "'significant' is a boolean and has no condition 'eq'; use is, isNull, isNotNull"],
    ['significant', 'isNot', "'significant' is a boolean and has no condition 'isNot'"],
    ['dt_included', 'in', "'dt_included' is a boolean and has no condition 'in'"],
    ['components', 'eq', "'components' is a list and has no condition 'eq'; use has, hasNot"],
    ['components', 'like', "'components' is a list and has no condition 'like'"],
    ['components', 'isNull', "'components' is a list and has no condition 'isNull'"],
  ])('%s.%s()', (name, method, ...says) => {
    const call = (on: Untyped) => (on[method] as Untyped['eq'])('x');
    refused(() => call(onRuns().where(name)), bad('unknown-operator', ...says));
    refused(() => call(untyped(attribute(name))), bad('unknown-operator', ...says));
  });

  test.each<[string, unknown, ...string[]]>([
    ['energy', 'like', "'like' is not an operator of 'energy'; use one of = <> > >= < <="],
    ['energy', '==', "did you mean '='?"],
    ['energy', '!=', "did you mean '<>'?"],
    ['energy', '=>', "did you mean '>='?"],
    ['energy', '>>', 'use one of'],
    ['energy', 'or', 'use one of'],
    ['energy', 'between', "write where('energy').between(…)"],
    ['energy', 'in', "write where('energy').in(…)"],
    ['energy', 'gte', "write where('energy').gte(…)"],
    ['energy', null, 'null'],
    ['energy', undefined, 'undefined'],
    ['energy', '__proto__', "'__proto__'"],
    ['energy', 'constructor', "'constructor'"],
    ['class', '>', 'use one of = <> like notlike'],
    ['class', 'LIKE', "did you mean 'like'?"],
    ['class', 'NOTLIKE', "did you mean 'notlike'?"],
    ['start_time', 'like', 'use one of'],
    ['state', '>', 'use one of = <>'],
    ['significant', '<>', "write where('significant').is(false)"],
    ['components', '=', "write where('components').has('…')"],
    ['components', 'like', "write where('components').has('…')"],
  ])("where('%s', %j, …)", (name, operator, ...says) => {
    const value = name === 'significant' ? true : 'x';
    refused(() => onRuns().where(name, operator, value), bad('unknown-operator', `'${name}'`, ...says));
  });
});

describe('arguments of where()', () => {
  const hint = "write where('energy') or where(run.energy.gte(6000))";
  test.each<[string, () => unknown, string, ...string[]]>([
    ['none', () => onRuns().where(), 'not-an-attribute', 'undefined is neither an attribute nor an expression', hint],
    ['null', () => onRuns().where(null), 'not-an-attribute', 'null is neither', hint],
    ['a number', () => onRuns().where(5), 'not-an-attribute', '5 is neither', hint],
    ['a function', () => onRuns().where(() => 5), 'not-an-attribute', 'a function is neither', hint],
    ['a filter', () => onRuns().where({ run_number: 5 }), 'not-an-attribute', 'an object is neither', 'raw('],
    [
      'a handle without condition',
      () => onRuns().where(run.energy),
      'not-an-attribute',
      "'energy' without a condition",
      'run.energy.isNotNull()',
    ],
    [
      'a flag without condition',
      () => onRuns().where(flag('dt-dt')),
      'not-an-attribute',
      "the flag 'dt-dt' without a condition",
      ".is('GOOD')",
    ],
    ['a query', () => onRuns().where(registry.runs()), 'not-an-attribute', 'neither an attribute nor an expression'],
    [
      'JSON of an expression',
      () => onRuns().where({ ...run.energy.eq(5) }),
      'not-an-attribute',
      'an object is neither',
    ],
    [
      'an operator without value',
      () => onRuns().where('energy', '>='),
      'wrong-arguments',
      'takes an operator and a value',
      "write where('energy', '=', …)",
    ],
    ['a value without operator', () => onRuns().where('energy', 5), 'wrong-arguments', "where('energy').eq(5)"],
    ['four', () => onRuns().where('energy', '=', 5, 6), 'wrong-arguments', 'takes an operator and a value'],
    [
      'two expressions',
      () => onRuns().where(run.energy.eq(5), run.energy.eq(6)),
      'wrong-arguments',
      'join two expressions with and() or or()',
    ],
    [
      'an expression and a value',
      () => onRuns().where(run.energy.eq(5), '=', 6),
      'wrong-arguments',
      'takes nothing else',
    ],
  ])('%s', (_, call, code, ...says) => void refused(call, bad(code, ...says)));
});

test('the free builders refuse the same, and make no client for it', () => {
  for (const query of [untyped(runs()), untyped(datasets())]) {
    refused(() => query.where('enrgy'), bad('unknown-attribute', "did you mean 'energy'?"));
    refused(() => query.limit(-1), bad('bad-value', 'limit()'));
  }
  expect(() => runs().where('energy').gte(1).explain()).not.toThrow();
});
