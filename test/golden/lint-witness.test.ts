/** lint() calls no rules contradictory or never true if some values make them true. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { goldenJson, type JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { fewest, rounds, seed } from '../support/rounds.js';

const key: JsonLogic = { var: 'run.oms.hlt_key' };
const time: JsonLogic = { var: 'run.oms.start_time' };
const components: JsonLogic = { var: 'run.oms.components' };
const lumi: JsonLogic = { var: 'run.oms.recorded_lumi' };

const codesOf = (rules: readonly JsonLogic[]): readonly string[] =>
  goldenJson
    .parse({ and: rules as JsonLogic[] })
    .golden.lint()
    .map(({ code }) => code);
const isTrue = (rule: JsonLogic, oms: object): boolean => Boolean(jsonLogic.apply(rule as never, { run: { oms } }));
const contains = (...parts: readonly string[]): JsonLogic[] => parts.map((part): JsonLogic => ({ in: [part, key] }));
const without = (...parts: readonly string[]): JsonLogic[] =>
  contains(...parts).map((rule): JsonLogic => ({ '!': [rule] }));

test.each<[name: string, rules: readonly JsonLogic[], witness: object]>([
  ['strings in and not in a string', [...contains('a', 'b'), ...without('c', 'd', 'e', 'f')], { hlt_key: 'ab' }],
  [
    'members of a list',
    ['A', 'B', 'C', 'D', 'E', 'F'].map(
      (name, index): JsonLogic => ({ [index < 2 ? 'some' : 'none']: [components, { '==': [{ var: '' }, name] }] }),
    ),
    { components: ['A', 'B'] },
  ],
  ['a string in another, and an order', [...contains('Cosmics'), { '>': [key, 'Z'] }], { hlt_key: 'a/Cosmics' }],
  ['a string ordered as a number', [{ '<': [key, 5] }, { '>': [key, 3] }], { hlt_key: '4' }],
  [
    'dates with milliseconds',
    [{ '>': [time, '2018-05-25T19:16:05.000Z'] }, { '<': [time, '2018-05-25T19:17:00.000Z'] }],
    { start_time: '2018-05-25T19:16:30Z' },
  ],
  [
    'dates with slashes',
    [{ '>': [time, '2018/05/25'] }, { '<': [time, '2019/01'] }],
    { start_time: '2019-02-01T00:00:00Z' },
  ],
  ['a number above null', [{ '>': [lumi, null] }, { '<': [lumi, 5] }], { recorded_lumi: 1 }],
  ['a number above an empty string', [{ '>': [lumi, ''] }, { '<': [lumi, 5] }], { recorded_lumi: 1 }],
  [
    'a calculation with two slopes',
    [{ '<': [{ max: [lumi, { '-': [{ '*': [3, lumi] }, 1e6] }] }, 6e5] }, { '>': [lumi, 530_000] }],
    { recorded_lumi: 531_000 },
  ],
  ['a remainder', [{ '<': [{ '%': [lumi, 1e6] }, 5] }, { '>': [lumi, 1_000_002] }], { recorded_lumi: 1_000_003 }],
])('%s can be true together', (_name, rules, witness) => {
  for (const rule of rules) expect(isTrue(rule, witness), JSON.stringify(rule)).toBe(true);
  const codes = codesOf(rules);
  expect(codes).not.toContain('contradiction');
  expect(codes).not.toContain('never-true');
});

const energy: JsonLogic = { var: 'run.oms.energy' };

test.each<[name: string, document: JsonLogic, path: string, witness: object]>([
  ['a square', { '!=': [{ '*': [energy, energy] }, 5.0625] }, '', { energy: null }],
  [
    'a limit beside a calculation with another attribute',
    { and: [{ '==': [{ '+': [{ max: [energy, lumi] }, 3] }, 1005.25] }, { '<=': [energy, 7000] }] },
    '/and/1',
    { energy: null, recorded_lumi: 1002.25 },
  ],
])('%s is reported as true for null', (_name, document, path, witness) => {
  expect(isTrue(document, witness)).toBe(true);
  const problems = goldenJson.parse(document as object).golden.lint();
  expect(problems.map((problem) => [problem.code, problem.path])).toContainEqual(['passes-on-null', path]);
});

const piece = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'ab', 'M');
const onKey = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: piece.map((part): JsonLogic => ({ in: [part, key] })) },
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '>='), piece)
        .map(([operator, text]): JsonLogic => ({ [operator]: [key, text] })),
      piece.map((text): JsonLogic => ({ '==': [{ substr: [key, 0, text.length] }, text] })),
    ),
    fc.boolean(),
  )
  .map(([rule, isNegated]): JsonLogic => (isNegated ? { '!': [rule] } : rule));
const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'M', 'z'];
/** All strings of up to three letters, and longer ones. */
const keys = letters.reduce<readonly string[]>(
  (all) =>
    all.length > letters.length ** 3 ? all : ['', ...all.flatMap((text) => letters.map((letter) => text + letter))],
  [''],
);

const cases = rounds({ usual: 60, full: 1_000 });

test('lint() reports only true problems of many rules on a string', () => {
  console.log(`${cases} random groups of rules on a string: TEST_SEED=${seed}`);
  let reported = 0;
  fc.assert(
    fc.property(fc.array(onKey, { minLength: 2, maxLength: 8 }), fc.constantFrom('and', 'or'), (rules, kind) => {
      const truths = rules.map((rule) => keys.map((hlt_key) => isTrue(rule, { hlt_key })));
      const problems = goldenJson.parse({ [kind]: rules }).golden.lint();
      for (const { code, path } of problems) {
        const index = Number(path.split('/')[2]);
        if (code === 'contradiction') {
          reported++;
          expect(keys.some((_, at) => truths.every((own) => own[at]))).toBe(false);
        } else if (code === 'duplicate') {
          reported++;
          const decides = (own: readonly boolean[] | undefined, at: number): boolean => own?.[at] === (kind === 'or');
          const others = truths.filter((_, other) => other !== index);
          const isRedundant = (at: number): boolean => others.some((own) => decides(own, at));
          expect(keys.every((_, at) => !decides(truths[index], at) || isRedundant(at))).toBe(true);
        }
      }
    }),
    { numRuns: cases, seed },
  );
  expect(reported).toBeGreaterThanOrEqual(fewest(0.3, cases));
});
