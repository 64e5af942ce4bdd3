/** Random expressions: printed with guards, a rule is true exactly where the expression is true in SQL's three-valued logic. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import {
  and,
  atLeastOf,
  type Expression,
  except,
  flag,
  flags,
  goldenJson,
  LumiList,
  lumisection,
  named,
  not,
  or,
  run,
} from 'runregistry';
import { expect, test } from 'vitest';
import { fewest, rounds, seed } from '../support/rounds.js';
import { rebuild } from './rebuild.js';

/** True, false, or unknown. */
type Truth = boolean | null;
type Values = Readonly<Record<string, unknown>>;

/** An expression, and its result according to the documentation, computed without the library. */
interface Case {
  readonly expression: Expression<'run' | 'lumisection' | 'flag'>;
  readonly evaluate: (values: Values) => Truth;
}

const is =
  <T>(name: string, test: (value: T) => boolean) =>
  (values: Values): Truth => {
    const value = values[name];
    return value === null || value === undefined ? null : test(value as T);
  };

const opposite = (truth: Truth): Truth => (truth === null ? null : !truth);
const all = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true);
const any = (truths: readonly Truth[]): Truth => (truths.includes(true) ? true : truths.includes(null) ? null : false);

const leaf = (expression: Case['expression'], evaluate: Case['evaluate']): Case => ({ expression, evaluate });

const limits = fc.constantFrom(-1, 0, 6000, 6500);
const numbers = limits.chain((limit) =>
  fc.constantFrom(
    leaf(
      run.energy.gt(limit),
      is<number>('energy', (value) => value > limit),
    ),
    leaf(
      run.energy.gte(limit),
      is<number>('energy', (value) => value >= limit),
    ),
    leaf(
      run.energy.lt(limit),
      is<number>('energy', (value) => value < limit),
    ),
    leaf(
      run.energy.lte(limit),
      is<number>('energy', (value) => value <= limit),
    ),
    leaf(
      run.energy.eq(limit),
      is<number>('energy', (value) => value === limit),
    ),
    leaf(
      run.energy.ne(limit),
      is<number>('energy', (value) => value !== limit),
    ),
    leaf(
      run.energy.between(0, 6000),
      is<number>('energy', (value) => value >= 0 && value <= 6000),
    ),
    leaf(
      run.energy.in([limit, 3]),
      is<number>('energy', (value) => value === limit || value === 3),
    ),
    leaf(
      run.energy.notIn([limit, 3]),
      is<number>('energy', (value) => value !== limit && value !== 3),
    ),
    leaf(run.energy.isNull(), ({ energy }) => energy === null || energy === undefined),
    leaf(run.energy.isNotNull(), ({ energy }) => energy !== null && energy !== undefined),
    leaf(
      run.b_field.lte(3.8),
      is<number>('b_field', (value) => value <= 3.8),
    ),
  ),
);

// Parts of the word null: the string that JSON logic converts null to must not match them.
const parts = fc.constantFrom('nu', 'l', 'cdaq', '/v1', 'null', '');
const texts = parts.chain((part) =>
  fc.constantFrom(
    leaf(
      run.hlt_key.contains(part),
      is<string>('hlt_key', (value) => value.includes(part)),
    ),
    leaf(
      run.hlt_key.startsWith(part),
      is<string>('hlt_key', (value) => value.startsWith(part)),
    ),
    leaf(
      run.hlt_key.endsWith(part),
      is<string>('hlt_key', (value) => value.endsWith(part)),
    ),
    leaf(
      run.hlt_key.eq(part),
      is<string>('hlt_key', (value) => value === part),
    ),
    leaf(
      run.hlt_key.notLike(`%${part}%`),
      is<string>('hlt_key', (value) => !value.includes(part)),
    ),
  ),
);

const bits = fc.constantFrom(true, false).chain((wanted) =>
  fc.constantFrom(
    leaf(
      lumisection.bpix_ready.is(wanted),
      is<boolean>('bpix_ready', (value) => value === wanted),
    ),
    leaf(
      run.significant.isNot(wanted),
      is<boolean>('significant', (value) => value !== wanted),
    ),
    leaf(
      run.significant.ne(wanted, { orNull: true }),
      ({ significant }) => significant === null || significant === undefined || significant !== wanted,
    ),
    leaf(run.dt_included.isNot(wanted), ({ dt_included: given }) => (given ?? false) !== wanted),
    leaf(
      run.significant.is(wanted),
      is<boolean>('significant', (value) => value === wanted),
    ),
    // A missing component was not included.
    leaf(run.dt_included.is(wanted), ({ dt_included: given }) => (given ?? false) === wanted),
  ),
);

const states = fc.constantFrom('OPEN' as const, 'SIGNOFF' as const).chain((state) =>
  fc.constantFrom(
    leaf(
      run.state.eq(state),
      is<string>('state', (value) => value === state),
    ),
    leaf(
      run.state.ne(state),
      is<string>('state', (value) => value !== state),
    ),
  ),
);

const lists = fc.constantFrom('DT', 'CSC').chain((element) =>
  fc.constantFrom(
    leaf(
      run.components.contains(element),
      is<readonly string[]>('components', (value) => value.includes(element)),
    ),
    leaf(
      run.components.hasNot(element),
      is<readonly string[]>('components', (value) => !value.includes(element)),
    ),
    leaf(run.components.isNull(), ({ components }) => components === null || components === undefined),
    leaf(run.components.isNotNull(), ({ components }) => components !== null && components !== undefined),
  ),
);

const runLists = fc.subarray([315999, 316000, 316005]).chain((numbers) =>
  fc.constantFrom(
    leaf(run.run_number.in(LumiList.fromRuns(numbers)), ({ run_number }) => numbers.includes(run_number as number)),
    leaf(run.run_number.notIn(LumiList.fromRuns(numbers)), ({ run_number }) => !numbers.includes(run_number as number)),
  ),
);

const statuses = fc.constantFrom('GOOD' as const, 'BAD' as const).chain((status) =>
  fc.constantFrom(
    leaf(
      flag('dt-dt').is(status),
      is<string>('dt-dt', (value) => value === status),
    ),
    leaf(
      flag('dt-dt').isNot(status),
      is<string>('dt-dt', (value) => value !== status),
    ),
    leaf(
      flag('csc', 'csc').is(status),
      is<string>('csc-csc', (value) => value === status),
    ),
    leaf(flags(['dt-dt', 'csc-csc']).are(status), (values) =>
      all(['dt-dt', 'csc-csc'].map((name) => is<string>(name, (value) => value === status)(values))),
    ),
  ),
);

const joined =
  (join: typeof and, meaning: typeof all) =>
  (members: readonly [Case, ...Case[]]): Case =>
    leaf(join(...(members.map(({ expression }) => expression) as [Case['expression']])), (values) =>
      meaning(members.map(({ evaluate }) => evaluate(values))),
    );

const { tree } = fc.letrec<{ tree: Case }>((tie) => {
  const members = fc.array(tie('tree'), { minLength: 1, maxLength: 4 }) as unknown as fc.Arbitrary<[Case, ...Case[]]>;
  return {
    tree: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'tree', withCrossShrink: true },
      { weight: 2, arbitrary: fc.oneof(numbers, texts, bits, states, lists, runLists, statuses) },
      { weight: 3, arbitrary: members.map(joined(and, all)) },
      { weight: 3, arbitrary: members.map(joined(or, any)) },
      {
        weight: 3,
        arbitrary: tie('tree').map(({ expression, evaluate }) =>
          leaf(not(expression), (values) => opposite(evaluate(values))),
        ),
      },
      {
        weight: 1,
        arbitrary: tie('tree').map(({ expression, evaluate }) => leaf(named('a name', expression), evaluate)),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(tie('tree'), tie('tree'), tie('tree')).map((three) =>
          leaf(
            atLeastOf(
              2,
              three.map(({ expression }) => expression),
            ),
            (values) => {
              const truths = three.map(({ evaluate }) => evaluate(values));
              const count = (truth: Truth) => truths.filter((one) => one === truth).length;
              return count(true) >= 2 ? true : count(false) >= 2 ? false : null;
            },
          ),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([usual, instead]) =>
          leaf(except([316000, 316010], usual.expression, instead.expression), (values) => {
            const within = (values.run_number as number) >= 316000 && (values.run_number as number) <= 316010;
            return within ? instead.evaluate(values) : usual.evaluate(values);
          }),
        ),
      },
      {
        weight: 1,
        arbitrary: tie('tree').map(({ expression, evaluate }) =>
          leaf(except({ from: 316005, to: 316005 }, expression), (values) =>
            values.run_number === 316005 ? true : evaluate(values),
          ),
        ),
      },
    ),
  };
});

/** Sometimes null or missing, otherwise a value of the attribute's type. */
const orNothing = <T>(...values: readonly T[]): fc.Arbitrary<T | null | undefined> =>
  fc.constantFrom<T | null | undefined>(...values, ...values, null, undefined);

const data = fc.record({
  run_number: fc.constantFrom(315999, 316000, 316005, 316010, 316011),
  energy: orNothing(-1, 0, 6000, 6500),
  b_field: orNothing(0, 3.8, 4),
  hlt_key: orNothing('', '/cdaq/x/v1', 'null', 'cdaq', 'CDAQ'),
  significant: orNothing(true, false),
  state: orNothing('OPEN', 'SIGNOFF'),
  components: orNothing<readonly string[]>([], ['DT'], ['CSC', 'DT'], ['DTX']),
  dt_included: orNothing(true, false),
  bpix_ready: orNothing(true, false),
  'dt-dt': orNothing('GOOD', 'BAD', 'EMPTY'),
  'csc-csc': orNothing('GOOD', 'BAD'),
});

const asLumisection = ({
  run_number,
  energy,
  b_field,
  hlt_key,
  significant,
  state,
  components,
  dt_included,
  bpix_ready,
  ...rr
}: Values) => ({
  dataset: { name: 'online' },
  run: { run_number, oms: { energy, b_field, hlt_key, components, dt_included }, rr: { significant, state } },
  lumisection: { lumisection_number: 1, oms: { bpix_ready }, rr },
});

const count = rounds({ usual: 100, full: 1500 });

test(`${count} random expressions evaluate like their printed rules`, () => {
  console.log(`${count} random trees: TEST_SEED=${seed}`);
  const seen = { true: 0, false: 0, null: 0 };
  fc.assert(
    fc.property(
      fc.array(tree, { minLength: 1, maxLength: 3 }),
      fc.array(data, { minLength: 4, maxLength: 4 }),
      (trees, values) => {
        let golden = goldenJson();
        for (const { expression } of trees) golden = golden.where(expression);
        const document = golden.toJsonLogic();
        for (const one of values) {
          const meaning = all(trees.map(({ evaluate }) => evaluate(one)));
          seen[`${meaning}`]++;
          const lumisection = asLumisection(one);
          const value: unknown = jsonLogic.apply(document as never, lumisection);
          // The loss report of the portal accepts only `true` as true, and in a negation only `false` as false.
          expect(typeof value).toBe('boolean');
          expect(value).toBe(meaning === true);
          expect(golden.evaluate(lumisection as never)).toBe(meaning === true);
        }
        expect(goldenJson.parse(document).problems).toEqual([]);
      },
    ),
    { numRuns: count, seed },
  );
  for (const truth of ['true', 'false', 'null'] as const)
    expect(seen[truth]).toBeGreaterThanOrEqual(fewest(0.25, count));
});

test('random expressions are printed as TypeScript that builds the same rules', () => {
  fc.assert(
    fc.property(tree, ({ expression }) => {
      const golden = goldenJson().where(expression);
      expect(JSON.stringify(rebuild(golden.toTypeScript()))).toBe(JSON.stringify(golden));
      expect(golden.explain()).not.toBe('');
    }),
    { numRuns: Math.ceil(count / 10), seed },
  );
});

test('a guard is added only to rules that are true for null', () => {
  const printed = (expression: Case['expression']) => JSON.stringify(goldenJson().where(expression));
  const energy = '{"var":"run.oms.energy"}';
  const guard = `{"==":[{"==":[${energy},null]},false]}`;
  expect(printed(run.energy.lte(7000))).toBe(`{"and":[${guard},{"<=":[${energy},7000]}]}`);
  expect(printed(run.energy.gte(6000))).toBe(`{"and":[{">=":[${energy},6000]}]}`);
  // A rule that excludes null is already there, before or after it.
  expect(printed(run.energy.between(6000, 7000))).toBe(`{"and":[{">=":[${energy},6000]},{"<=":[${energy},7000]}]}`);
  expect(printed(or(run.energy.lte(7000), flag('dt-dt').is('GOOD')))).toBe(
    `{"and":[{"or":[{"and":[${guard},{"<=":[${energy},7000]}]},{"==":[{"var":"lumisection.rr.dt-dt"},"GOOD"]}]}]}`,
  );
  // Never null: a number that every lumisection has.
  expect(printed(run.run_number.lte(7000))).toBe('{"and":[{"<=":[{"var":"run.run_number"},7000]}]}');
});

test('operators are printed unchanged without guards', () => {
  const golden = goldenJson()
    .where('run.oms.energy')
    .lte(7000)
    .where(not(run.hlt_key.contains('WMass')));
  const bare = {
    and: [
      { '<=': [{ var: 'run.oms.energy' }, 7000] },
      { '==': [{ in: ['WMass', { var: 'run.oms.hlt_key' }] }, false] },
    ],
  };
  expect(golden.toJsonLogic({ guards: false })).toEqual(bare);
  expect(golden.withGuards(false).toJSON()).toEqual(bare);
  expect(golden.withGuards(false).withGuards().toJSON()).toEqual(golden.toJSON());
  expect(golden.toJSON()).not.toEqual(bare);
  // Parsed rules have no guards until withGuards() is called.
  const { golden: parsed } = goldenJson.parse(bare);
  expect(parsed.toJSON()).toEqual(bare);
  expect(parsed.withGuards().toJSON()).toEqual(golden.toJSON());
});

test.each([
  ['like', not(run.hlt_key.like('%'))],
  ['like with several wildcards', not(run.hlt_key.like('%%%'))],
  ['notLike', run.hlt_key.notLike('%')],
  ['contains', not(run.hlt_key.contains(''))],
  ['a nested negation', not(and(run.hlt_key.startsWith(''), run.energy.isNull()))],
])('a negated pattern for any string passes neither null nor a string: %s', (_, negated) => {
  const golden = goldenJson().where(run.energy.isNull()).where(negated);
  for (const oms of [{}, { hlt_key: null }, { hlt_key: '' }, { hlt_key: 'a' }]) {
    const lumisection = {
      dataset: { name: 'online' },
      run: { run_number: 1, oms },
      lumisection: { lumisection_number: 1 },
    };
    expect(golden.evaluate(lumisection)).toBe(false);
  }
});
