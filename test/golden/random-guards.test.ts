/** Random rules in JSON logic, in every spelling: with guards, null never decides in favour of a lumisection. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { goldenJson, type JsonLogic } from 'runregistry';
import { expect, test, vi } from 'vitest';
import { fewest, rounds, seed } from '../support/rounds.js';

// json-logic-js prints the argument of `log`.
vi.spyOn(console, 'log').mockImplementation(() => undefined);

const at = (path: string): JsonLogic => ({ var: path });

/** Attributes and values that tell the rules below apart; undefined is a missing value. */
const domains: Readonly<Record<string, readonly unknown[]>> = {
  'lumisection.rr.dt-dt': ['GOOD', 'BAD', 'EMPTY', null, undefined],
  'lumisection.rr.csc-csc': ['GOOD', 'BAD', 'EMPTY', null, undefined],
  'run.oms.energy': [-5, 0, 450, 6500, 6800, 7001, null, undefined],
  'lumisection.oms.bpix_ready': [true, false, null, undefined],
  'run.oms.hlt_key': ['', '/cdaq/a', '/cdaq/WMass', 'null', 'WMass', null, undefined],
};
const paths = Object.keys(domains);

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const flagPath = pick('lumisection.rr.dt-dt', 'lumisection.rr.csc-csc');
const status = pick<JsonLogic>('GOOD', 'BAD', 'EMPTY');
const equality = pick('==', '===', '!=', '!==');
const order = pick('<', '<=', '>', '>=');
const limit = pick<JsonLogic>(-1, 0, 6000, 6500, 7000);
const energy = at('run.oms.energy');
const key = at('run.oms.hlt_key');

const spelled = (path: string): fc.Arbitrary<JsonLogic> =>
  pick<JsonLogic>({ var: path }, { var: path }, { var: [path] }, { var: [path, 'GOOD'] }, { var: [path, 0] });

const swapped = (operator: string, left: JsonLogic, right: JsonLogic, swap: boolean): JsonLogic => ({
  [operator]: swap ? [right, left] : [left, right],
});

const atom: fc.Arbitrary<JsonLogic> = fc.oneof(
  fc
    .tuple(equality, flagPath.chain(spelled), status, fc.boolean())
    .map(([o, left, right, swap]) => swapped(o, left, right, swap)),
  fc.tuple(order, limit, fc.boolean()).map(([o, value, swap]) => swapped(o, energy, value, swap)),
  fc.tuple(pick('<', '<='), limit, limit).map(([o, low, high]): JsonLogic => ({ [o]: [low, energy, high] })),
  fc.tuple(order, limit).map(([o, value]): JsonLogic => ({ [o]: [{ '+': [energy, 0] }, value] })),
  fc.tuple(order, limit).map(([o, value]): JsonLogic => ({ [o]: [{ '-': [energy, 450] }, value] })),
  fc.tuple(equality, fc.boolean()).map(([o, value]): JsonLogic => ({ [o]: [at('lumisection.oms.bpix_ready'), value] })),
  fc
    .tuple(flagPath, pick<JsonLogic>(['GOOD', 'BAD'], ['BAD'], 'GOOD,STANDBY'))
    .map(([path, list]): JsonLogic => ({ in: [at(path), list] })),
  pick<JsonLogic>('WMass', 'nu', '', 25).map((part): JsonLogic => ({ in: [part, key] })),
  pick<JsonLogic>({ '==': [{ substr: [key, 0, 2] }, 'nu'] }, { '!=': [{ substr: [key, -5] }, 'WMass'] }),
  pick<JsonLogic>({ '>': [{ var: 'run.oms.hlt_key.length' }, 3] }, { '<': [{ var: 'run.oms.hlt_key.length' }, 6] }),
  equality.map((o): JsonLogic => ({ [o]: [at('lumisection.rr.dt-dt'), at('lumisection.rr.csc-csc')] })),
  pick(...paths).chain(spelled),
  pick<JsonLogic>({ '>=': [{ max: [energy, 10] }, 6500] }, { '==': [{ cat: [at('lumisection.rr.dt-dt'), ''] }, ''] }),
);

const { rule } = fc.letrec<{ rule: JsonLogic }>((tie) => {
  const members = fc.array(tie('rule'), { minLength: 1, maxLength: 3 });
  return {
    rule: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'rule', withCrossShrink: true },
      { weight: 3, arbitrary: atom },
      { weight: 2, arbitrary: members.map((and): JsonLogic => ({ and })) },
      { weight: 2, arbitrary: members.map((or): JsonLogic => ({ or })) },
      { weight: 1, arbitrary: tie('rule').map((one): JsonLogic => ({ '!': [one] })) },
      { weight: 1, arbitrary: tie('rule').map((one): JsonLogic => ({ '!': one })) },
      { weight: 1, arbitrary: tie('rule').map((one): JsonLogic => ({ '!!': [one] })) },
      { weight: 1, arbitrary: tie('rule').map((one): JsonLogic => ({ log: [one] })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('rule'), equality, fc.boolean())
          .map(([one, o, truth]): JsonLogic => ({ [o]: [one, truth] })),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(tie('rule'), tie('rule'), tie('rule')).map((three): JsonLogic => ({ if: three })),
      },
    ),
  };
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
const cases = rounds({ usual: 100, full: 3000 });

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
      path === 'run.oms.energy'
        ? fc.tuple(order, limit).map(([o, value]): JsonLogic => ({ [o]: [energy, value] }))
        : fc.tuple(equality, status).map(([o, value]): JsonLogic => ({ [o]: [at(path), value] }));
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
