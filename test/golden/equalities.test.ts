/** Rules that properties equal constants, on lumisections whose properties differ in order, number and type. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { goldenJson, type JsonLogic, type Lumisection } from 'runregistry';
import { expect, test } from 'vitest';
import { rounds, seed } from '../support/rounds.js';

const cases = rounds({ usual: 60, full: 2000 });
const names = ['dt-dt', 'csc-csc', 'rpc-rpc', 'constructor', '0'];
const values: readonly unknown[] = ['GOOD', 'BAD', true, false, 1, '1', 0, '', null, undefined, ['GOOD'], [], [1]];

const rule = fc
  .tuple(
    fc.constantFrom('lumisection.rr', 'lumisection.oms', 'run.oms', 'dataset'),
    fc.constantFrom(...names),
    fc.oneof({ weight: 5, arbitrary: fc.constant('GOOD') }, fc.constantFrom<JsonLogic>('1', true, false)),
  )
  .map(([root, name, constant]): JsonLogic => ({ '==': [{ var: `${root}.${name}` }, constant] }));

/** Most properties have a value for which most rules are true. The order of properties is that of an earlier object, or another. */
const properties = fc
  .tuple(
    fc.constantFrom(names, names, names, names.toReversed(), names.slice(1), [...names, 'x', 'y']),
    fc.array(fc.oneof({ weight: 12, arbitrary: fc.constant('GOOD') }, fc.constantFrom(...values)), {
      minLength: 7,
      maxLength: 7,
    }),
  )
  .map(([order, held]): object => Object.fromEntries(order.map((name, index) => [name, held[index]])));

const holders = fc.oneof(
  { weight: 20, arbitrary: properties },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, undefined, 'GOOD', 1, [], ['GOOD']) },
  { weight: 1, arbitrary: properties.map((inherited) => Object.create(inherited) as object) },
);

const sequences = fc.array(fc.tuple(holders, holders, properties), { minLength: 1, maxLength: 60 });

test('random equalities evaluate sequences of lumisections as json-logic-js does', async () => {
  console.log(`equalities: TEST_SEED=${seed}`);
  const verdicts = { true: 0, false: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 5 }), sequences, async (rules, sequence) => {
      const { golden } = goldenJson.parse({ and: rules });
      const lumisections = sequence.map(
        ([rr, oms, run], index) =>
          ({
            dataset: { name: 'online', ...run },
            run: { run_number: 1, oms: run },
            lumisection: { lumisection_number: index + 1, rr, oms },
          }) as unknown as Lumisection,
      );
      const expected = lumisections.map((data) => Boolean(jsonLogic.apply({ and: rules } as never, data)));
      expect(lumisections.map((data) => golden.evaluate(data))).toEqual(expected);
      for (const verdict of expected) verdicts[`${verdict}`]++;
      const { list, excluded } = await golden.generateLocally(lumisections);
      for (const [index, passes] of expected.entries())
        expect([list.contains(1, index + 1), excluded.contains(1, index + 1)]).toEqual([passes, !passes]);
      const [first] = lumisections as [Lumisection];
      const ranges = sequence.map(([rr, oms], index) => ({ start: index + 1, end: index + 1, rr, oms }));
      const passing = golden.evaluate({ ...first, ranges } as never) as unknown as [number, number][];
      for (const [index, { lumisection }] of lumisections.entries())
        expect(passing.some(([start, end]) => start <= index + 1 && index + 1 <= end)).toBe(
          Boolean(jsonLogic.apply({ and: rules } as never, { ...first, lumisection })),
        );
    }),
    { numRuns: cases, seed },
  );
  expect(verdicts.true).toBeGreaterThan(cases / 2);
  expect(verdicts.false).toBeGreaterThan(cases / 2);
});
