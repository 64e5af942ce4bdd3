/** Compares lint() of random rules with json-logic-js over all values of small domains. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { goldenJson, type JsonLogic } from 'runregistry';
import { expect, test } from 'vitest';
import { at, between, comparison, eitherOrder, equality, order, pick, randomRules } from '../support/random-rules.js';
import { fewest, rounds, seed } from '../support/rounds.js';

const dt = 'lumisection.rr.dt-dt';
const energy = 'run.oms.energy';
const number = 'lumisection.lumisection_number';
const bit = 'lumisection.oms.bpix_ready';

/** All values that rules with the constants below tell apart. A lumisection number is a whole number from 1, and never null. */
const values: Readonly<Record<string, readonly unknown[]>> = {
  [dt]: ['GOOD', 'BAD', 'STANDBY', 'EXCLUDED', 'NOTSET', 'EMPTY', 'NO VALUE FOUND'],
  [energy]: [-1e9, 0, 100, 450, 3000, 6500, 6600, 7000, 1e9],
  [number]: [1, 4, 5, 6, 9, 10, 11, 1000],
  [bit]: [true, false],
};
const paths = Object.keys(values);
const isNullable = (path: string): boolean => path !== number;
const isExpected = (path: string, value: unknown): boolean =>
  path !== energy || typeof value !== 'number' || (value >= 0 && value <= 7000);

const atom = fc.oneof(
  eitherOrder(equality, pick<JsonLogic>({ var: dt }, { var: [dt] }, { var: [dt, 'GOOD'] }), pick('GOOD', 'BAD')),
  eitherOrder(order, pick(at(energy)), pick(450, 6500)),
  eitherOrder(order, pick(at(number)), pick(1, 5, 10)),
  between(pick('<', '<='), pick(at(energy)), pick(450, 6500)),
  comparison(equality, pick(at(bit)), fc.boolean()),
  fc.subarray(['GOOD', 'BAD', 'EMPTY'], { minLength: 1 }).map((list): JsonLogic => ({ in: [at(dt), list] })),
  pick(at(bit), at(dt)),
);
const rule = randomRules({
  atoms: [{ weight: 4, arbitrary: atom }],
  joined: { nor: 1, nand: 1, '!': 1 },
  maxDepth: 2,
});

type Held = Readonly<Record<string, unknown>>;

const decides = (document: JsonLogic, held: Held): boolean =>
  Boolean(
    jsonLogic.apply(document as never, {
      dataset: { name: 'online' },
      run: { run_number: 316000, oms: { energy: held[energy] } },
      lumisection: {
        lumisection_number: held[number],
        oms: { bpix_ready: held[bit] },
        rr: held[dt] === undefined ? {} : { 'dt-dt': held[dt] },
      },
    }),
  );

/** The values of each attribute, with null and a missing value where it can be null. */
const axes = paths.map((path) => ({
  path,
  values: [...(values[path] as readonly unknown[]), ...(isNullable(path) ? [null, undefined] : [])],
}));
/** Every combination of values. */
const everything = axes.reduce<readonly Held[]>(
  (all, { path, values: own }) => all.flatMap((held) => own.map((value) => ({ ...held, [path]: value }))),
  [{}],
);
const indexes = everything.map((_, index) => index);
const known = indexes.filter((index) => Object.values(everything[index] as Held).every((value) => value != null));
const expectedOnes = indexes.filter((index) =>
  Object.entries(everything[index] as Held).every(([path, value]) => isExpected(path, value)),
);

/** For each attribute: the distance of its values in `everything`, and of each combination from the one with its first value. */
const steps = new Map(
  axes.map(({ path, values: own }, position) => {
    const step = axes.slice(position + 1).reduce((product, { values: { length } }) => product * length, 1);
    return [path, { step, behind: indexes.map((index) => (Math.floor(index / step) % own.length) * step) }];
  }),
);

type Truths = readonly boolean[];
const decided = new WeakMap<object, Truths>();

/** Returns the result of json-logic-js for each combination. Those that differ in attributes that the rule does not read share one. */
function truthsOf(document: JsonLogic): Truths {
  const existing = decided.get(document as object);
  if (existing !== undefined) return existing;
  const text = JSON.stringify(document);
  const unread = [...steps].flatMap(([path, { behind }]) => (text.includes(`"${path}"`) ? [] : [behind]));
  const truths: boolean[] = [];
  for (const [index, held] of everything.entries()) {
    const first = unread.reduce((rest, behind) => rest - (behind[index] as number), index);
    truths.push(first < index ? (truths[first] as boolean) : decides(document, held));
  }
  decided.set(document as object, truths);
  return truths;
}

const isNever = (one: JsonLogic): boolean => {
  const truths = truthsOf(one);
  return expectedOnes.every((index) => truths[index] === false);
};
const isAlways = (one: JsonLogic): boolean => {
  const truths = truthsOf(one);
  return known.every((index) => truths[index] === true);
};
const isConstant = (one: JsonLogic): boolean => isNever(one) || isAlways(one);
const implies = (one: JsonLogic, other: JsonLogic): boolean => {
  const others = truthsOf(other);
  return truthsOf(one).every((isTrue, index) => !isTrue || others[index] === true);
};
/** True if null or a missing value makes a rule true that another value makes false. */
const isTrueForNull = (one: JsonLogic): boolean => {
  const truths = truthsOf(one);
  return paths.filter(isNullable).some((path) => {
    const { step, behind } = steps.get(path) as { step: number; behind: readonly number[] };
    return everything.some(
      (held, index) =>
        held[path] == null &&
        truths[index] === true &&
        (values[path] as readonly unknown[]).some(
          (_, value) => !truths[index - (behind[index] as number) + value * step],
        ),
    );
  });
};

const codesAt = (document: JsonLogic, path: string): readonly string[] =>
  goldenJson
    .parse(document as object)
    .golden.lint()
    .flatMap((one) => (one.path === path ? [one.code] : []));

const cases = rounds({ usual: 40, full: 600 });

test(`${cases} random rules are constant, or true for null, as in json-logic-js`, () => {
  console.log(`${cases} random rules for lint: TEST_SEED=${seed}`);
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(rule, (one) => {
      const expected = [
        ...(isNever(one) ? ['never-true'] : []),
        ...(isAlways(one) ? ['always-true'] : []),
        ...(isTrueForNull(one) ? ['passes-on-null'] : []),
      ];
      for (const code of expected) seen.set(code, (seen.get(code) ?? 0) + 1);
      const found = codesAt({ and: [one, { '==': [at('run.rr.class'), 'Collisions18'] }] }, '/and/0');
      expect(found.filter((code) => code !== 'no-loss-report').sort()).toEqual(expected.sort());
    }),
    { numRuns: cases, seed },
  );
  expect(seen.get('passes-on-null') ?? 0).toBeGreaterThanOrEqual(fewest(0.3, cases));
});

test('pairs of random rules contradict or imply each other as in json-logic-js', () => {
  const seen = { contradiction: 0, duplicate: 0 };
  fc.assert(
    fc.property(rule, rule, (first, second) => {
      if (isConstant(first) || isConstant(second)) return;
      const isContradiction = isNever({ and: [first, second] });
      const isDuplicate = !isContradiction && implies(first, second);
      const isReverse = !isContradiction && !isDuplicate && implies(second, first);
      if (isContradiction) seen.contradiction++;
      if (isDuplicate || isReverse) seen.duplicate++;
      const codes = (path: string) =>
        codesAt({ and: [first, second] }, path).filter((code) => code === 'contradiction' || code === 'duplicate');
      expect(codes('/and/1')).toEqual(isContradiction ? ['contradiction'] : isDuplicate ? ['duplicate'] : []);
      expect(codes('/and/0')).toEqual(isReverse ? ['duplicate'] : []);
    }),
    { numRuns: cases, seed },
  );
  expect(seen.contradiction).toBeGreaterThanOrEqual(fewest(0.05, cases));
  expect(seen.duplicate).toBeGreaterThanOrEqual(fewest(0.1, cases));
});

/** A rule that searches for a value in a string. JSON logic also finds numbers: 0 is in '6500'. */
const inString = fc
  .tuple(pick(energy, number, dt), pick('6500,7000', '10,45', '16', 'GOOD,BAD'), fc.boolean())
  .map(([path, text, isNegated]): JsonLogic => {
    const one: JsonLogic = { in: [at(path), text] };
    return isNegated ? { '!': [one] } : one;
  });

test('lint() reports only true problems of rules that search in a string', () => {
  let reported = 0;
  fc.assert(
    fc.property(inString, fc.oneof(rule, inString), (first, second) => {
      const members = [first, second];
      const document = { and: members };
      for (const [index, one] of members.entries()) {
        const other = members[1 - index] as JsonLogic;
        const claims: Readonly<Record<string, () => boolean>> = {
          'never-true': () => isNever(one),
          'always-true': () => isAlways(one),
          contradiction: () => isNever(document),
          duplicate: () => implies(other, one),
        };
        for (const code of codesAt(document, `/and/${index}`)) {
          if (!(code in claims)) continue;
          reported++;
          expect(claims[code]?.(), code).toBe(true);
        }
      }
    }),
    { numRuns: cases, seed },
  );
  expect(reported).toBeGreaterThanOrEqual(fewest(0.1, cases));
});

/** Calculations, which lint() evaluates for sample values only: with variables, or constant. */
const calculation = (operand: fc.Arbitrary<JsonLogic>): fc.Arbitrary<JsonLogic> => {
  const call = comparison(pick('min', 'max', '+', '-', '*', '/', '%', 'cat', 'merge', 'substr'), operand, operand);
  return fc.oneof(call, comparison(pick('==', '!=', '===', '<', '>='), call, operand));
};
const scalar = pick<JsonLogic>(0, 1, 5, 450, -1, '', 'GOOD', '5');
const ofVariables = calculation(
  fc.oneof({ weight: 2, arbitrary: pick<JsonLogic>(at(energy), at(number), at(dt), at(bit)) }, scalar),
);

test('lint() reports only true problems of calculations', () => {
  const seen = new Map<string, number>();
  const negations = pick<(one: JsonLogic) => JsonLogic>(
    (one) => one,
    (one) => ({ '!': [one] }),
    (one) => ({ '!!': [one] }),
  );
  const other = fc.oneof(rule, ofVariables, { weight: 3, arbitrary: fc.constant(undefined) });
  fc.assert(
    fc.property(ofVariables, other, negations, negations, pick('and', 'or'), (one, another, first, second, kind) => {
      const members = [first(one), second(another ?? one)];
      const group: JsonLogic = { [kind]: members };
      const rules = kind === 'and' ? group : { and: [group, { '==': [at('run.rr.class'), 'Collisions18'] }] };
      for (const [index, member] of members.entries()) {
        const rest = members[1 - index] as JsonLogic;
        const implied: [JsonLogic, JsonLogic] = kind === 'and' ? [rest, member] : [member, rest];
        const claims: Readonly<Record<string, () => boolean>> = {
          'never-true': () => isNever(member),
          'always-true': () => isAlways(member),
          contradiction: () => isNever(group),
          duplicate: () => implies(...implied),
        };
        for (const code of codesAt(rules, kind === 'and' ? `/and/${index}` : `/and/0/or/${index}`)) {
          if (!(code in claims)) continue;
          seen.set(code, (seen.get(code) ?? 0) + 1);
          expect(claims[code]?.(), `${code} of ${JSON.stringify(member)}`).toBe(true);
        }
      }
    }),
    { numRuns: cases, seed },
  );
  expect(seen.get('contradiction') ?? 0).toBeGreaterThanOrEqual(fewest(0.1, cases));
  expect(seen.get('duplicate') ?? 0).toBeGreaterThanOrEqual(fewest(0.15, cases));
});

/** Attributes that are compared with each other, with values in many orders. */
const comparable: Readonly<Record<string, readonly number[]>> = {
  [energy]: [0, 450, 3000, 6500],
  'run.run_number': [1, 300, 3000, 5000, 316_000],
  [number]: [1, 4, 300, 1000],
};
const attribute = pick(...Object.keys(comparable)).map(at);
const attributePair = comparison(pick('<', '<=', '>', '>=', '==', '!='), attribute, attribute);
const attributeRule = fc.oneof(
  { weight: 3, arbitrary: attributePair },
  { weight: 1, arbitrary: comparison(order, pick(energy, number).map(at), pick(1, 450)) },
  { weight: 1, arbitrary: comparison(pick('and', 'or'), attributePair, attributePair) },
);

test('lint() reports only true problems of comparisons between attributes', () => {
  const [energies, runs, numbers] = Object.values(comparable) as [
    readonly number[],
    readonly number[],
    readonly number[],
  ];
  const held = energies.flatMap((value) =>
    runs.flatMap((run_number) =>
      numbers.map((lumisection_number) => ({
        run: { run_number, oms: { energy: value } },
        lumisection: { lumisection_number },
      })),
    ),
  );
  const isTrue = (one: JsonLogic, data: object): boolean => Boolean(jsonLogic.apply(one as never, data));
  let reported = 0;
  fc.assert(
    fc.property(attributeRule, attributeRule, (first, second) => {
      const members = [first, second];
      for (const [index, one] of members.entries()) {
        const other = members[1 - index] as JsonLogic;
        const counterexamples: Readonly<Record<string, (data: object) => boolean>> = {
          'never-true': (data) => isTrue(one, data),
          'always-true': (data) => !isTrue(one, data),
          contradiction: (data) => members.every((member) => isTrue(member, data)),
          duplicate: (data) => isTrue(other, data) && !isTrue(one, data),
        };
        for (const code of codesAt({ and: members }, `/and/${index}`)) {
          const isCounterexample = counterexamples[code];
          if (isCounterexample === undefined) continue;
          reported++;
          expect(held.find(isCounterexample), code).toBe(undefined);
        }
      }
    }),
    { numRuns: cases, seed },
  );
  expect(reported).toBeGreaterThanOrEqual(fewest(0.1, cases));
});

test('lint() reports each constant calculation', () => {
  fc.assert(
    fc.property(calculation(scalar), (one) => {
      const expected = decides(one, {}) ? 'always-true' : 'never-true';
      const codes = codesAt({ and: [one, { '==': [at('run.rr.class'), 'Collisions18'] }] }, '/and/0');
      expect(codes.filter((code) => code === 'always-true' || code === 'never-true')).toEqual([expected]);
    }),
    { numRuns: cases, seed },
  );
});

test('lint() reports each calculation next to its negation', () => {
  fc.assert(
    fc.property(ofVariables, pick('!!', 'log', undefined), fc.boolean(), (one, operator, isReversed) => {
      const members: JsonLogic[] = [operator === undefined ? one : { [operator]: [one] }, { '!': [one] }];
      const { golden } = goldenJson.parse({ and: isReversed ? members.reverse() : members });
      const codes: readonly string[] = golden.lint().map(({ code }) => code);
      // A rule that is true for every value but null is reported alone.
      expect(codes.some((code) => ['contradiction', 'never-true', 'always-true'].includes(code))).toBe(true);
    }),
    { numRuns: cases, seed },
  );
});

test('a random or is always true, or has duplicates, as in json-logic-js', () => {
  let constant = 0;
  fc.assert(
    fc.property(rule, rule, (first, second) => {
      if (isConstant(first) || isConstant(second)) return;
      const or = [first, second];
      const isTrue = isAlways({ or });
      if (isTrue) constant++;
      const document = { and: [{ or }, { '==': [at('run.rr.class'), 'Collisions18'] }] };
      expect(codesAt(document, '/and/0').includes('always-true')).toBe(isTrue);
      expect(codesAt(document, '/and/0/or/1').includes('duplicate')).toBe(implies(second, first));
      expect(codesAt(document, '/and/0/or/0').includes('duplicate')).toBe(
        implies(first, second) && !implies(second, first),
      );
    }),
    { numRuns: cases, seed },
  );
  expect(constant).toBeGreaterThanOrEqual(fewest(0.07, cases));
});

/** Attributes of runs with constants of rules, and values before and since 2022 that they tell apart. */
const eras: Readonly<
  Record<string, Readonly<Record<'constants' | 'earlier' | 'later', readonly (string | number)[]>>>
> = {
  run_number: {
    constants: [316000, 325175, 355100],
    earlier: [1, 316000, 320000, 325175, 326000],
    later: [350000, 355100, 380000],
  },
  fill_number: { constants: [6000, 7000, 8500], earlier: [1, 6000, 6500, 7000, 7300], later: [7700, 8500, 9000] },
  start_time: {
    constants: ['2016', '2018-06', '2023'],
    earlier: ['2012-04-04T01:00:00Z', '2017-05-30T20:18:00Z', '2018-10-24T04:03:00Z'],
    later: ['2022-07-05T16:46:40Z', '2024-10-14T14:38:47Z'],
  },
};
const ofRun = fc
  .constantFrom(...Object.entries(eras))
  .chain(([name, { constants }]) => eitherOrder(order, pick(at(`run.oms.${name}`)), pick<JsonLogic>(...constants)))
  .chain((one) => pick<JsonLogic>(one, { '!': [one] }));

test('a random rule about runs allows CASTOR only if it excludes runs since 2022', () => {
  const names = Object.keys(eras);
  const heldBy = (pickValues: (name: string) => readonly unknown[]): readonly Held[] =>
    names.reduce<readonly Held[]>(
      (all, name) => all.flatMap((held) => pickValues(name).map((value) => ({ ...held, [name]: value }))),
      [{}],
    );
  const isTrue = (one: JsonLogic, oms: Held): boolean => Boolean(jsonLogic.apply(one as never, { run: { oms } }));
  const later = heldBy((name) => eras[name]?.later ?? []);
  const anyRun = heldBy((name) => [...(eras[name]?.earlier ?? []), ...(eras[name]?.later ?? [])]);
  let excluded = 0;
  fc.assert(
    fc.property(fc.array(ofRun, { minLength: 1, maxLength: 2 }), fc.boolean(), (or, guards) => {
      const one: JsonLogic = or.length === 1 ? (or[0] as JsonLogic) : { or };
      fc.pre(anyRun.some((held) => isTrue(one, held)));
      const isExcluded = later.every((held) => !isTrue(one, held));
      if (isExcluded) excluded++;
      const { golden } = goldenJson.parse({ and: [one, { '==': [at('lumisection.rr.castor-castor'), 'GOOD'] }] });
      const codes = golden
        .withGuards(guards)
        .lint()
        .map(({ code }) => code);
      expect(codes.includes('absent-detector')).toBe(!isExcluded);
    }),
    { numRuns: cases, seed },
  );
  expect(excluded).toBeGreaterThanOrEqual(fewest(0.2, cases));
});
