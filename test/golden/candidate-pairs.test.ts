/** candidatePairs() contains each pair of rules whose common truth table shows a problem. */
import fc from 'fast-check';
import type { JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { factsOfRule } from '../../src/decision/facts.js';
import { candidatePairs } from '../../src/golden/lint/members.js';
import { pairProblems } from '../../src/golden/lint/pairs.js';
import { at, between, comparison, pick, randomRules } from '../support/random-rules.js';
import { fewest, rounds, seed } from '../support/rounds.js';

const variable = pick('run.oms.energy', 'lumisection.lumisection_number', 'run.run_number').map(at);
const flag = pick('lumisection.rr.dt-dt', 'lumisection.rr.csc-csc').map(at);
const constant = pick(1, 5, 450, 6500, 316_000);
const atom = fc.oneof(
  comparison(pick('<', '<=', '>', '>=', '==', '!='), variable, constant),
  between(pick('<='), variable, constant),
  comparison(pick('==', '!='), flag, pick('GOOD', 'BAD')),
  comparison(pick('in'), flag, fc.subarray(['GOOD', 'BAD', 'EMPTY'], { minLength: 1 })),
  comparison(pick('<'), variable, variable),
);
const rule = randomRules({
  atoms: [{ weight: 4, arbitrary: atom }],
  joined: { or: 1, and: 1, '![]': 1 },
  maxDepth: 2,
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
          const hasProblem = pairProblems([first, second], kind, 'required').length > 0;
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
