/** Truth tables evaluate a comparison once for all numbers between two constants. */
import type { JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { atomOf, dataOf } from '../../src/decision/atom.js';
import { Table } from '../../src/decision/table.js';

const path = 'run.oms.energy';
const energy = { var: path };
const operands: readonly JsonLogic[] = [energy, -1, 0, 6500, 6500.5, '6500', true, null, { var: [path, 7000] }];
const operators = ['==', '===', '!=', '!==', '<', '<=', '>', '>='];

const comparisons = operators.flatMap((operator) =>
  operands.flatMap((first) =>
    operands.flatMap((second): readonly { readonly [operator: string]: JsonLogic[] }[] => [
      { [operator]: [first, second] },
      { [operator]: [first, energy, second] },
    ]),
  ),
);

const formulas = comparisons.map((rule) => ({ kind: 'atom', rule, negated: false }) as const);

test('a comparison has the same truth in a table as for each value alone', () => {
  let compared = 0;
  for (const [index, formula] of formulas.entries()) {
    // A few others add values between, below and above the numbers of the comparison.
    const table = Table.of([formula, ...formulas.slice(index + 1, index + 4)]);
    const truths = table?.truthsOf(formula);
    for (const column of table?.columns ?? [])
      for (const [at, { values }] of column.classes.entries())
        for (const value of values) {
          compared++;
          expect([formula.rule, value, truths?.[at]]).toEqual([
            formula.rule,
            value,
            Number(atomOf(formula.rule).holds(dataOf([[path, value]]))),
          ]);
        }
  }
  expect(compared).toBeGreaterThan(10_000);
});
