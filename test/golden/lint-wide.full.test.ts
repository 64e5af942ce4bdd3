/** lint() on documents with many clauses on the same attributes. */
import fc from 'fast-check';
import { goldenJson, type JsonLogic, onlineFlags } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { atomOf, dataOf } from '../../src/decision/atom.js';
import { classesOf } from '../../src/decision/classes.js';
import { domainOf } from '../../src/decision/domain.js';
import { type Variable, variableAt } from '../../src/decision/variable.js';
import { rounds, seed } from '../support/rounds.js';

const number = { var: 'run.run_number' };
const lumisection = { var: 'lumisection.lumisection_number' };
const wide = rounds(1_500);
const clauses = (clause: (index: number) => JsonLogic): readonly JsonLogic[] =>
  Array.from({ length: wide }, (_, at) => clause(at));

const codes = (rules: readonly JsonLogic[], kind: 'and' | 'or'): readonly string[] =>
  goldenJson
    .parse({ and: [{ [kind]: rules }, { '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] })
    .golden.lint()
    .map(({ code, path }) => `${code} ${path}`);

const range = (first: number, last: number): JsonLogic => ({
  and: [{ '>=': [number, first] }, { '<=': [number, last] }],
});
const part = (run: number, first: number, last: number): JsonLogic => ({
  and: [{ '==': [number, run] }, { '>=': [lumisection, first] }, { '<=': [lumisection, last] }],
});

describe(`lint() of ${wide} clauses`, () => {
  test('finds the only redundant range of runs', () => {
    const ranges = clauses((at) => range(300_000 + 10 * at, 300_005 + 10 * at));
    expect(codes([...ranges, range(300_021, 300_024)], 'or')).toEqual([`duplicate /and/0/or/${wide}`]);
  });
  test('finds the only redundant exception, among more combinations of values than a table has', () => {
    const exceptions = clauses((at): JsonLogic => ({ '!': [part(300_000 + at, 10 + (at % 7), 100 + (at % 50))] }));
    expect(codes([{ '!': [part(300_300, 50, 60)] }, ...exceptions], 'and')).toEqual(['duplicate /and/0/and/0']);
  });
  test('finds contradictory rules, among more combinations of values than a table has', () => {
    const rules = clauses(
      (at): JsonLogic => ({ or: [{ '!=': [number, 300_000 + at] }, { '>': [lumisection, 10 + at] }] }),
    );
    const contradictory: JsonLogic[] = [{ '==': [number, 300_005] }, { '<': [lumisection, 15] }];
    expect(codes([...contradictory, { '!': [contradictory[1] as JsonLogic] }, ...rules], 'and')).toContain(
      'contradiction /and/0/and/2',
    );
  });
});

test('lint() compares strings that a value contains: all are possible together, except one that it must not contain', () => {
  const key = { var: 'run.oms.hlt_key' };
  const rules = Array.from({ length: 150 }, (_, index): JsonLogic => ({ in: [`/v${index}/`, key] }));
  expect(codes(rules, 'and')).toEqual([]);
  expect(codes([...rules, { '!': { in: ['/v7/', key] } }], 'and')).toEqual(['contradiction /and/0/and/150']);
});

test('lint() compares a rule with one that has too many combinations of values alone', () => {
  const flags = Object.entries(onlineFlags)
    .slice(0, 10)
    .map(([name, [flag]]): JsonLogic => ({ '==': [{ var: `lumisection.rr.${name}-${flag}` }, 'GOOD'] }));
  const [first] = flags as [JsonLogic];
  const pairs = flags.flatMap((one, index) =>
    flags.slice(index + 1).map((other): JsonLogic => ({ and: [one, other] })),
  );
  expect(codes([{ or: pairs }, first], 'and')).toEqual([]);
});

/** Constants of all types, since JavaScript converts them in comparisons. */
const constants = fc.constantFrom<JsonLogic>(
  0,
  1,
  5,
  5.5,
  6500,
  -3,
  2 ** 40,
  1e300,
  '',
  '5',
  ' 6 ',
  '0x10',
  'GOOD',
  'a',
  'ab',
  '2018-05',
  true,
  false,
  null,
);
const names = [
  'run.run_number',
  'run.oms.energy',
  'run.oms.hlt_key',
  'run.oms.hlt_key.length',
  'run.oms.start_time',
  'run.oms.enrgy',
  'run.oms.components',
];
/** Rules that mostly read one path. */
function rulesOn(path: string): fc.Arbitrary<JsonLogic> {
  const paths = fc.constantFrom(path, path, path, path, ...names);
  const variable = fc.oneof(
    { weight: 4, arbitrary: paths.map((name): JsonLogic => ({ var: name })) },
    {
      weight: 1,
      arbitrary: fc.tuple(paths, constants).map(([name, otherwise]): JsonLogic => ({ var: [name, otherwise] })),
    },
  );
  const operand = fc.oneof({ weight: 2, arbitrary: constants }, { weight: 1, arbitrary: variable });
  const comparison = fc.constantFrom('==', '===', '!=', '!==', '<', '<=', '>', '>=', 'in');
  return fc.oneof(
    fc
      .tuple(comparison, variable, operand)
      .map(([operator, left, right]): JsonLogic => ({ [operator]: [left, right] })),
    fc
      .tuple(comparison, operand, variable)
      .map(([operator, left, right]): JsonLogic => ({ [operator]: [left, right] })),
    fc
      .tuple(fc.constantFrom('<', '<='), constants, variable, constants)
      .map(([operator, ...args]): JsonLogic => ({ [operator]: args })),
    fc.tuple(variable, fc.array(constants)).map(([left, list]): JsonLogic => ({ in: [left, list] })),
    variable,
  );
}
const groups = fc
  .constantFrom(...names.filter((name) => variableAt(name) !== undefined))
  .chain((path) => fc.tuple(fc.constant(path), fc.array(rulesOn(path), { minLength: 1, maxLength: 70, size: 'max' })));

const cases = rounds(3_000);

test(`classes of values preserve the truth of ${cases} random groups of rules`, () => {
  console.log(`${cases} random groups of rules: TEST_SEED=${seed}`);
  let stepwise = 0;
  fc.assert(
    fc.property(groups, ([path, rules]) => {
      const read = variableAt(path) as Variable;
      const atoms = rules.map(atomOf).filter(({ variables, isKnown }) => isKnown && variables.has(read.path));
      const { entries } = domainOf(read, atoms);
      const { classes, classOf, ranks, words } = classesOf(entries, read.path, atoms);
      for (const [atom, rank] of ranks) {
        if (atom.steps !== undefined) stepwise++;
        for (const [index, { value }] of entries.entries()) {
          const at = classOf[index] as number;
          const truth = (((words[rank >> 5] as Int32Array)[at] as number) >>> (rank & 31)) & 1;
          const isRight =
            (truth === 1) === atom.holds(dataOf([[read.path, value]])) && classes[at]?.values.includes(value);
          if (!isRight) throw new Error(`${JSON.stringify(atom.rule)} for ${JSON.stringify(value)}`);
        }
      }
    }),
    { numRuns: cases, seed },
  );
  expect(stepwise).toBeGreaterThan(cases);
});
