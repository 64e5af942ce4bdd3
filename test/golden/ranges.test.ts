/** Ranges of lumisections: lists, cut-flow and loss report are those of the same lumisections one by one. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { type DatasetLumisections, goldenJson, type JsonLogic, type Lumisection, lumisection, run } from 'runregistry';
import { expect, test } from 'vitest';
import { rounds, seed } from '../support/rounds.js';
import { conditions, documents, owners } from './arbitrary.js';
import { plain } from './local-fixture.js';

/** The lumisections of a dataset one by one. */
const single = ({ dataset, run: of, ranges }: DatasetLumisections): Lumisection[] =>
  ranges.flatMap(({ start, end, ...known }) =>
    Array.from({ length: end - start + 1 }, (_, index) => ({
      dataset,
      run: of,
      lumisection: { lumisection_number: start + index, ...known },
    })),
  );

test('a range is split where a rule on the lumisection number changes, even if its run fails', async () => {
  const golden = goldenJson().where(lumisection.lumisection_number.gte(3)).where(run.energy.gte(6000));
  const result = await golden.generateLocally([
    {
      dataset: { name: 'online' },
      run: { run_number: 315257, oms: { energy: 900 } },
      ranges: [{ start: 1, end: 10, oms: { recorded: 2 } }],
    },
  ]);
  expect(result.cutFlow.map(({ kept, lost }) => [kept.lumisections, lost.lumisections])).toEqual([
    [8, 2],
    [0, 8],
  ]);
  expect(result.loss.combinations.map(({ list, recorded }) => [list.toJSON(), recorded])).toEqual([
    [{ '315257': [[3, 10]] }, 16],
    [{ '315257': [[1, 2]] }, 4],
  ]);
  expect(result.loss.rules.map(({ text, recorded }) => [text, recorded])).toEqual([
    ['energy >= 6000 GeV', 20],
    ['lumisection_number >= 3', 4],
  ]);
});

/** A rule that reads the number of the lumisection, directly or as part of the whole object. */
const onNumber = fc.oneof(
  fc
    .tuple(fc.constantFrom('>=', '<', '==', '!=', '<='), fc.integer({ min: 0, max: 12 }))
    .map(([operator, number]): JsonLogic => ({ [operator]: [{ var: 'lumisection.lumisection_number' }, number] })),
  fc
    .integer({ min: 1, max: 12 })
    .map((number): JsonLogic => ({ '==': [{ '%': [{ var: 'lumisection.lumisection_number' }, number] }, 0] })),
  fc
    .integer({ min: 1, max: 12 })
    .map((last): JsonLogic => ({ '<=': [3, { var: ['lumisection.lumisection_number'] }, last] })),
);

const withNumber: fc.Arbitrary<JsonLogic> = fc.oneof(
  fc
    .tuple(documents, fc.array(onNumber, { maxLength: 2 }), fc.boolean())
    .map(([document, rules, first]): JsonLogic => ({ and: first ? [...rules, document] : [document, ...rules] })),
  fc.tuple(documents, onNumber).map(([document, rule]): JsonLogic => ({ and: [document, { or: [rule, document] }] })),
);

const ranges = fc.array(fc.tuple(conditions, fc.integer({ min: 1, max: 6 }), fc.constantFrom(0, 0, 2)), {
  maxLength: 4,
});

test('random documents evaluate ranges like their single lumisections', async () => {
  console.log(`documents on ranges: TEST_SEED=${seed}`);
  await fc.assert(
    fc.asyncProperty(withNumber, owners, ranges, async (document, owner, parts) => {
      const { golden } = goldenJson.parse(document as object);
      let next = 1;
      const source = {
        ...owner,
        ranges: parts.map(([known, length, gap], index) => {
          const start = next + gap;
          next = start + length;
          const oms =
            typeof known.oms === 'object' && known.oms !== null ? { ...known.oms, recorded: 2 ** index } : known.oms;
          return { start, end: next - 1, ...known, oms };
        }),
      } as unknown as DatasetLumisections;
      const lumisections = single(source);
      const together = await golden.generateLocally([source]);
      expect(plain(together)).toEqual(plain(await golden.generateLocally(lumisections)));
      // The list is that of json-logic-js, and each step retains what passes the clauses so far.
      const passing = lumisections.filter((one) => Boolean(jsonLogic.apply(document as never, one)));
      expect(together.list.lumisectionCount).toBe(passing.length);
      expect(together.cutFlow.at(-1)?.kept.lumisections).toBe(passing.length);
      const excluded = lumisections.length - passing.length;
      expect(together.cutFlow.reduce((sum, { lost }) => sum + lost.lumisections, 0)).toBe(excluded);
      expect(together.loss.combinations.reduce((sum, { list }) => sum + list.lumisectionCount, 0)).toBe(excluded);
    }),
    { numRuns: rounds({ usual: 50, full: 500 }), seed },
  );
});
