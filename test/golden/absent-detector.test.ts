/** lint() reports `absent-detector` only for rules that no run without CASTOR passes. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { goldenJson, type JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { at, pick } from '../support/random-rules.js';
import { fewest, rounds, seed } from '../support/rounds.js';

const components = at('run.oms.components');
const isGood: JsonLogic = { '==': [at('lumisection.rr.castor-castor'), 'GOOD'] };
const names = ['CASTOR', 'CSC', 'DT', 'HF', 'PIXEL', 'RPC', 'TRACKER'];
const has = (name: string): JsonLogic => ({ in: [name, components] });
const hasNot = (name: string): JsonLogic => ({ '!': has(name) });

/** All values without CASTOR that rules on the components tell apart. */
const laterRuns = Array.from({ length: 2 ** (names.length - 1) }, (_, bits) => ({
  run: {
    run_number: 360_000,
    oms: { components: names.filter((_name, index) => index > 0 && bits & (1 << (index - 1))) },
  },
  lumisection: { rr: { 'castor-castor': 'EXCLUDED' } },
}));

const codesOf = (document: JsonLogic): readonly string[] =>
  goldenJson
    .parse(document as object)
    .golden.lint()
    .map(({ code }) => code);

test('a rule that lists more components than are combined may be true without CASTOR', () => {
  const others = { and: [has('DT'), has('CSC'), hasNot('RPC'), hasNot('HF'), hasNot('TRACKER')] };
  expect(codesOf({ and: [{ or: [has('CASTOR'), others] }] })).not.toContain('absent-detector');
  expect(codesOf({ and: [{ or: [has('CASTOR'), isGood] }] })).toContain('absent-detector');
});

/** Some components are included, some are not, and the others do not matter. */
const included = fc
  .tuple(...names.slice(1).map((name) => pick<JsonLogic | undefined>(has(name), hasNot(name), undefined)))
  .map((rules): JsonLogic => ({ and: [has('DT'), ...rules.filter((one) => one !== undefined)] }));
const rule = fc
  .tuple(pick(has('CASTOR'), isGood), fc.array(included, { maxLength: 2 }))
  .map(([castor, others]): JsonLogic => ({ or: [castor, ...others] }));
const cases = rounds({ usual: 300, full: 3000 });

test(`${cases} random rules with CASTOR are reported only if no later run passes`, () => {
  console.log(`${cases} random rules with CASTOR: TEST_SEED=${seed}`);
  let reported = 0;
  fc.assert(
    fc.property(rule, (one) => {
      if (!codesOf({ and: [one] }).includes('absent-detector')) return;
      reported++;
      const passing = laterRuns.find((data) => jsonLogic.apply(one as never, data));
      expect(passing, JSON.stringify(one)).toBeUndefined();
    }),
    { numRuns: cases, seed },
  );
  expect(reported).toBeGreaterThanOrEqual(fewest(0.05, cases));
});
