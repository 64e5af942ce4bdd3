/** Random rules in JSON logic, in every spelling: with guards, null never decides in favour of a lumisection. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { goldenJson, type JsonLogic } from 'runregistry';
import { expect, test, vi } from 'vitest';
import { at, between, comparison, eitherOrder, equality, order, pick, randomRules } from '../support/random-rules.js';
import { fewest, rounds, seed } from '../support/rounds.js';

// json-logic-js prints the argument of `log`.
vi.spyOn(console, 'log').mockImplementation(() => undefined);

/** Attributes and values that tell the rules below apart; undefined is a missing value. */
const domains: Readonly<Record<string, readonly unknown[]>> = {
  'lumisection.rr.dt-dt': ['GOOD', 'BAD', 'EMPTY', null, undefined],
  'lumisection.rr.csc-csc': ['GOOD', 'BAD', 'EMPTY', null, undefined],
  'run.oms.energy': [-5, 0, 450, 6500, 6800, 7001, null, undefined],
  'lumisection.oms.bpix_ready': [true, false, null, undefined],
  'run.oms.hlt_key': ['', '/cdaq/a', '/cdaq/WMass', 'null', 'WMass', null, undefined],
};
const paths = Object.keys(domains);

const flagPath = pick('lumisection.rr.dt-dt', 'lumisection.rr.csc-csc');
const status = pick<JsonLogic>('GOOD', 'BAD', 'EMPTY');
const limit = pick<JsonLogic>(-1, 0, 6000, 6500, 7000);
const energy = at('run.oms.energy');
const key = at('run.oms.hlt_key');

const spelled = (path: string): fc.Arbitrary<JsonLogic> =>
  pick<JsonLogic>({ var: path }, { var: path }, { var: [path] }, { var: [path, 'GOOD'] }, { var: [path, 0] });

const atom = fc.oneof(
  eitherOrder(equality, flagPath.chain(spelled), status),
  eitherOrder(order, pick(energy), limit),
  between(pick('<', '<='), pick(energy), limit),
  comparison(order, pick<JsonLogic>({ '+': [energy, 0] }), limit),
  comparison(order, pick<JsonLogic>({ '-': [energy, 450] }), limit),
  comparison(equality, pick<JsonLogic>({ '*': [energy, energy] }), pick<JsonLogic>(202500, 42250000)),
  comparison(equality, pick(at('lumisection.oms.bpix_ready')), fc.boolean()),
  comparison(pick('in'), flagPath.map(at), pick<JsonLogic>(['GOOD', 'BAD'], ['BAD'], 'GOOD,STANDBY')),
  comparison(pick('in'), pick<JsonLogic>('WMass', 'nu', '', 25), pick(key)),
  pick<JsonLogic>({ '==': [{ substr: [key, 0, 2] }, 'nu'] }, { '!=': [{ substr: [key, -5] }, 'WMass'] }),
  pick<JsonLogic>({ '>': [{ var: 'run.oms.hlt_key.length' }, 3] }, { '<': [{ var: 'run.oms.hlt_key.length' }, 6] }),
  comparison(equality, pick(at('lumisection.rr.dt-dt')), pick(at('lumisection.rr.csc-csc'))),
  pick(...paths).chain(spelled),
  pick<JsonLogic>({ '>=': [{ max: [energy, 10] }, 6500] }, { '==': [{ cat: [at('lumisection.rr.dt-dt'), ''] }, ''] }),
);

const rule = randomRules({
  atoms: [{ weight: 3, arbitrary: atom }],
  joined: { and: 2, or: 2, '![]': 1, '!': 1, '!![]': 1, 'log[]': 1, isTruth: 1, ifElse: 1 },
  maxDepth: 3,
});
const documents = fc.oneof(
  rule.filter((one) => typeof one === 'object'),
  fc.array(rule, { minLength: 1, maxLength: 4 }).map((and): JsonLogic => ({ and })),
);

type Held = Readonly<Record<string, unknown>>;

const lumisection = (held: Held) => {
  const part = (prefix: string) =>
    Object.fromEntries(
      Object.entries(held).flatMap(([path, value]) =>
        path.startsWith(prefix) && value !== undefined ? [[path.slice(prefix.length), value]] : [],
      ),
    );
  return {
    dataset: { name: 'online' },
    run: { run_number: 316000, oms: part('run.oms.'), rr: {} },
    lumisection: { lumisection_number: 1, oms: part('lumisection.oms.'), rr: part('lumisection.rr.') },
  };
};

const decides = (document: unknown, held: Held): boolean =>
  Boolean(jsonLogic.apply(document as never, lumisection(held)));

const anyData = fc.record(
  Object.fromEntries(paths.map((path) => [path, pick(...(domains[path] as readonly unknown[]))])),
);
const cases = rounds({ usual: 100, full: 1000 });

test(`null never decides in favour of a lumisection with guards in ${cases} random rules`, () => {
  process.stdout.write(`${cases} random rules with guards: TEST_SEED=${seed}\n`);
  let narrowed = 0;
  let passing = 0;
  fc.assert(
    fc.property(documents, fc.array(anyData, { minLength: 6, maxLength: 6 }), (document, data) => {
      const guarded: unknown = goldenJson
        .parse(document as object)
        .golden.withGuards()
        .toJsonLogic();
      for (const held of data) {
        const isBare = decides(document, held);
        if (!decides(guarded, held)) {
          if (isBare) narrowed++;
          continue;
        }
        passing++;
        expect(isBare, 'guards only narrow').toBe(true);
        for (const path of paths) {
          if (held[path] !== null && held[path] !== undefined) continue;
          for (const value of domains[path] as readonly unknown[])
            if (value !== null && value !== undefined)
              expect(decides(guarded, { ...held, [path]: value }), path).toBe(true);
        }
      }
    }),
    { numRuns: cases, seed },
  );
  expect(narrowed).toBeGreaterThanOrEqual(fewest(0.4, cases));
  expect(passing).toBeGreaterThanOrEqual(fewest(0.5, cases));
});

test('guards exclude no lumisection that passes for every value of its null attributes', () => {
  // Rules that read each attribute once, for which three-valued logic is as exact as a comparison of all values.
  const once = fc.shuffledSubarray(paths.slice(0, 3), { minLength: 2 }).chain((chosen) => {
    const one = (path: string): fc.Arbitrary<JsonLogic> =>
      path === 'run.oms.energy' ? comparison(order, pick(energy), limit) : comparison(equality, pick(at(path)), status);
    return fc
      .tuple(fc.tuple(...chosen.map(one)), pick('and', 'or'), fc.boolean())
      .map(([members, kind, negated]): JsonLogic => {
        const joined = { [kind]: members };
        return negated ? { '!': [joined] } : joined;
      });
  });
  fc.assert(
    fc.property(once, fc.array(anyData, { minLength: 6, maxLength: 6 }), (document, data) => {
      const guarded: unknown = goldenJson
        .parse(document as object)
        .golden.withGuards()
        .toJsonLogic();
      for (const held of data) {
        const open = paths.filter((path) => held[path] === null || held[path] === undefined);
        const known = open.reduce<readonly Held[]>(
          (all, path) =>
            all.flatMap((one) =>
              (domains[path] as readonly unknown[])
                .filter((value) => value !== null && value !== undefined)
                .map((value) => ({ ...one, [path]: value })),
            ),
          [held],
        );
        const always = decides(document, held) && known.every((one) => decides(document, one));
        if (always) expect(decides(guarded, held)).toBe(true);
      }
    }),
    { numRuns: cases / 5, seed },
  );
});

test('guards are idempotent, also after their output is parsed', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const guarded = goldenJson.parse(document as object).golden.withGuards();
      const printed = JSON.stringify(guarded);
      expect(JSON.stringify(guarded.withGuards())).toBe(printed);
      expect(JSON.stringify(goldenJson.parse(printed).golden.withGuards())).toBe(printed);
      expect(JSON.stringify(guarded.withGuards(false))).toBe(JSON.stringify(document));
    }),
    { numRuns: cases, seed },
  );
});

test('guards only narrow rules with lists as conditions', () => {
  const lists = pick<JsonLogic>(
    { missing: ['run.oms.energy'] },
    { missing_some: [1, ['run.oms.energy', 'run.oms.hlt_key']] },
    { merge: [] },
    at('run.oms.components'),
    [],
  );
  const rules = randomRules({
    atoms: [
      { weight: 1, arbitrary: comparison(order, pick(energy), limit) },
      { weight: 1, arbitrary: lists },
    ],
    joined: { and: 1, or: 1, '!': 1, '!![]': 1, if: 3 },
    maxDepth: 3,
  });
  const data: fc.Arbitrary<Held> = fc.record({
    'run.oms.energy': pick<unknown>(0, 6500, 7001, null, undefined),
    'run.oms.components': pick<unknown>([], ['DT'], null),
  });
  fc.assert(
    fc.property(
      rules.filter((one) => typeof one === 'object'),
      data,
      (document, held: Held) => {
        const guarded: unknown = goldenJson
          .parse(document as object)
          .golden.withGuards()
          .toJsonLogic();
        if (decides(guarded, held)) expect(decides(document, held)).toBe(true);
      },
    ),
    {
      numRuns: cases * 5,
      seed,
      examples: [
        [{ if: [{ missing: ['run.oms.energy'] }, { '<=': [energy, 7000] }] }, { 'run.oms.energy': 6500 }],
        [{ '!!': { and: [at('run.oms.components'), { '<=': [energy, 7000] }] } }, { 'run.oms.components': [] }],
      ],
    },
  );
});

test('withGuards() excludes null from calculations with two attributes, which are true for few values', () => {
  const lumi = { var: 'run.oms.recorded_lumi' };
  const { golden } = goldenJson.parse({
    and: [{ '==': [{ '+': [{ max: [{ var: 'run.oms.energy' }, lumi] }, 3] }, 1005.25] }],
  });
  const isTrue = (document: unknown, oms: object): boolean =>
    Boolean(jsonLogic.apply(document as never, { run: { oms } }));
  const withNull = { energy: null, recorded_lumi: 1002.25 };
  expect(isTrue(golden.toJsonLogic(), withNull)).toBe(true);
  expect(isTrue(golden.withGuards().toJsonLogic(), withNull)).toBe(false);
  expect(isTrue(golden.withGuards().toJsonLogic(), { ...withNull, energy: 450 })).toBe(true);
});
