/** candidatePairs() contains each pair of rules whose common truth table shows a problem. */
import fc from 'fast-check';
import type { JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { factsOfRule } from '../../src/decision/facts.js';
import { candidatePairs } from '../../src/golden/lint/compare.js';
import { pairProblems } from '../../src/golden/lint/pairs.js';
import { fewest, rounds, seed } from '../support/rounds.js';

const pick = <T>(...of: readonly T[]) => fc.constantFrom(...of);
const variable = pick<JsonLogic>(
  { var: 'run.oms.energy' },
  { var: 'lumisection.lumisection_number' },
  { var: 'run.run_number' },
);
const flag = pick<JsonLogic>({ var: 'lumisection.rr.dt-dt' }, { var: 'lumisection.rr.csc-csc' });
const constant = pick(1, 5, 450, 6500, 316_000);
const atom: fc.Arbitrary<JsonLogic> = fc.oneof(
  fc
    .tuple(pick('<', '<=', '>', '>=', '==', '!='), variable, constant)
    .map(([operator, left, right]): JsonLogic => ({ [operator]: [left, right] })),
  fc.tuple(constant, variable, constant).map(([low, middle, high]): JsonLogic => ({ '<=': [low, middle, high] })),
  fc
    .tuple(pick('==', '!='), flag, pick('GOOD', 'BAD'))
    .map(([operator, left, right]): JsonLogic => ({ [operator]: [left, right] })),
  fc
    .tuple(flag, fc.subarray(['GOOD', 'BAD', 'EMPTY'], { minLength: 1 }))
    .map(([left, list]): JsonLogic => ({ in: [left, list] })),
  fc.tuple(variable, variable).map(([left, right]): JsonLogic => ({ '<': [left, right] })),
);
const { rule } = fc.letrec<{ rule: JsonLogic }>((tie) => {
  const members = fc.array(tie('rule'), { minLength: 1, maxLength: 3 });
  return {
    rule: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'rule', withCrossShrink: true },
      { weight: 4, arbitrary: atom },
      { weight: 1, arbitrary: members.map((or): JsonLogic => ({ or })) },
      { weight: 1, arbitrary: members.map((and): JsonLogic => ({ and })) },
      { weight: 1, arbitrary: tie('rule').map((one): JsonLogic => ({ '!': [one] })) },
    ),
  };
});

/** As `pairProblems`, which compares no other rules. */
const isComparable = (one: JsonLogic): boolean => {
  const facts = factsOfRule(one);
  return facts?.isExact === true && facts.paths.size > 0 && facts.canPass && facts.canFail;
};

const cases = rounds({ usual: 150, full: 1500 });
console.log(`${cases} random lists of rules: TEST_SEED=${seed}`);

test.each(['and', 'or'] as const)('each pair of an %s with a problem is a candidate', (kind) => {
  const seen = { problem: 0, other: 0 };
  fc.assert(
    fc.property(fc.array(rule, { minLength: 2, maxLength: 8 }), (list) => {
      const rules = list.filter(isComparable).map((one, index) => ({ rule: one, path: `/${index}` }));
      const keys = (candidatePairs(rules, kind) ?? []).map((pair) => pair.map(({ path }) => path).join());
      const candidates = new Set(keys);
      const found = { problem: false, other: false };
      for (const [index, second] of rules.entries())
        for (const first of rules.slice(0, index)) {
          const isCandidate = candidates.has(`${first.path},${second.path}`);
          const hasProblem = pairProblems([first, second], kind).length > 0;
          if (hasProblem) found.problem = true;
          if (!isCandidate) found.other = true;
          expect(isCandidate || !hasProblem, `${JSON.stringify(first.rule)} and ${JSON.stringify(second.rule)}`).toBe(
            true,
          );
        }
      if (found.problem) seen.problem++;
      if (found.other) seen.other++;
    }),
    { numRuns: cases, seed },
  );
  expect(seen.problem).toBeGreaterThanOrEqual(fewest(0.4, cases));
  expect(seen.other).toBeGreaterThanOrEqual(fewest(0.25, cases));
});
