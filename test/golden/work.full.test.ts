/** Documents that are expensive, or hold unusual values, end in a value or in an error of this library. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { goldenJson, type JsonLogic, type Lumisection, QueryError } from 'runregistry';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refused } from '../support/refusal.js';
import { rounds, seed } from '../support/rounds.js';
import { documents, lumisections } from './arbitrary.js';

/** How many random cases to run. */
const cases = rounds(2000);

const one = (oms: object = { energy: 6500, components: ['DT', 'CSC'] }): Lumisection =>
  ({
    dataset: { name: 'online' },
    run: { run_number: 315257, oms },
    lumisection: { lumisection_number: 1 },
  }) as Lumisection;

const parse = (document: JsonLogic) => goldenJson.parse(document as object).golden;
const elements = (count: number): JsonLogic => Array.from({ length: count }, (_, index) => index);
const accumulator: JsonLogic = { var: 'accumulator' };

const expensive: Readonly<Record<string, JsonLogic>> = {
  'a string that doubles': { reduce: [elements(40), { cat: [accumulator, accumulator] }, 'ab'] },
  'a list that doubles': { reduce: [elements(40), { merge: [accumulator, accumulator] }, [1, 2]] },
  'a list of lists that doubles': { '==': [{ reduce: [elements(60), [accumulator, accumulator], 'a'] }, 'a'] },
  'map in map': {
    map: [elements(100), { map: [elements(100), { map: [elements(100), { map: [elements(100), 1] }] }] }],
  },
  'filter in filter': {
    filter: [elements(200), { filter: [elements(200), { filter: [elements(200), { some: [elements(200), false] }] }] }],
  },
  'many strings of one list': {
    cat: {
      reduce: [
        elements(22),
        { merge: [accumulator, accumulator] },
        { reduce: [elements(12), { cat: [accumulator, accumulator] }, 'ab'] },
      ],
    },
  },
};

describe('a rule that takes too much work', () => {
  test.each(Object.keys(expensive))('is rejected: %s', async (name) => {
    const refusal = { is: QueryError, code: 'too-much-work' } as const;
    const wrapped = { and: [true, { '!!': [expensive[name] as JsonLogic] }] };
    for (const document of [wrapped, expensive[name] as JsonLogic]) {
      const golden = parse(document);
      refused(() => golden.evaluate(one()), refusal);
      refused(() => golden.trace(one()), refusal);
      await expect(golden.generateLocally([one()])).rejects.toMatchObject({ code: 'too-much-work' });
      expect(golden.lint().length).toBeGreaterThanOrEqual(0);
    }
  });
  test('is limited for each lumisection separately', () => {
    const golden = parse({ '>': [{ reduce: [elements(20_000), { '+': [accumulator, 1] }, 0] }, 1] });
    for (let index = 0; index < 30; index++) expect(golden.evaluate(one())).toBe(true);
  });
});

describe('log', () => {
  let write: ReturnType<typeof vi.spyOn>;
  beforeEach(() => {
    write = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => {
    write.mockRestore();
  });
  test('is reported by lint(), and prints nothing', async () => {
    const document: JsonLogic = { and: [{ log: [{ '==': [{ var: 'run.oms.energy' }, 6500] }] }] };
    const { golden, problems } = goldenJson.parse(document as object);
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['log-operator /and/0/log']);
    expect(golden.evaluate(one())).toBe(true);
    expect(golden.trace(one()).passes).toBe(true);
    await golden.generateLocally([one(), { ...one(), lumisection: { lumisection_number: 2 } }]);
    golden.lint();
    expect(write).not.toHaveBeenCalled();
  });
});

/** Returns values that JSON does not have. */
const unusual = (): readonly unknown[] => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  return [
    { toString: 1, valueOf: 1 },
    {
      toString() {
        throw new Error('no');
      },
    },
    Object.create(null),
    Symbol('x'),
    1n,
    cyclic,
    Object.assign([1], { length: 3 }),
    new Proxy(
      {},
      {
        get() {
          throw new Error('no');
        },
      },
    ),
    () => 1,
  ];
};

test('unusual values in data and in rules give the value of json-logic-js, or an error of this library', async () => {
  const operators = [
    '==',
    '!=',
    '===',
    '<',
    '<=',
    '>',
    'in',
    'cat',
    '+',
    'substr',
    '!',
    '!!',
    'max',
    'var',
    'missing',
    'merge',
  ];
  for (const operator of operators)
    for (const value of unusual())
      for (const rule of [
        { [operator]: [{ var: 'run.oms.energy' }, 5] },
        { [operator]: ['a', { var: 'run.oms.energy' }] },
      ] as JsonLogic[]) {
        const golden = parse({ and: [rule] });
        const data = one({ energy: value, recorded: value });
        const found = (evaluate: () => unknown): unknown => {
          try {
            return evaluate();
          } catch (error) {
            return error;
          }
        };
        const expected = found(() => Boolean(jsonLogic.apply({ and: [rule] } as never, data)));
        const verdict = found(() => golden.evaluate(data));
        if (expected instanceof Error) expect(verdict).toBeInstanceOf(QueryError);
        else expect(verdict).toBe(expected);
        for (const error of [
          found(() => golden.trace(data)),
          await golden.generateLocally([data]).catch((reason: unknown) => reason),
        ])
          if (error instanceof Error) expect(error).toBeInstanceOf(QueryError);
      }
  // In a rule, objects whose conversion fails are JSON.
  for (const value of [
    { toString: 1, valueOf: 1 },
    { toString: null, valueOf: 1 },
  ] as JsonLogic[])
    for (const operator of operators) {
      const golden = parse({ and: [{ [operator]: [{ var: 'run.oms.energy' }, value] }] });
      for (const call of [
        () => golden.evaluate(one()),
        () => golden.trace(one()),
        () => golden.lint(),
        () => golden.toTypeScript(),
      ])
        try {
          call();
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
        }
    }
});

/** Documents in which lists and strings grow, and loops are nested. */
const growing = fc.letrec<{ value: JsonLogic }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'value' },
    fc.constantFrom<JsonLogic>('ab', 1, { var: '' }, accumulator, { var: 'current' }, { var: 'run.oms.components' }),
    fc.integer({ min: 1, max: 60 }).map(elements),
    fc
      .tuple(fc.constantFrom('map', 'filter', 'reduce', 'all', 'none', 'some'), tie('value'), tie('value'))
      .map(([operator, over, each]): JsonLogic => ({ [operator]: [over, each, 'x'] })),
    fc
      .tuple(
        fc.constantFrom('cat', 'merge', '+', 'max', 'in', 'and', 'log', 'missing'),
        fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
      )
      .map(([operator, args]): JsonLogic => ({ [operator]: args })),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

test('random documents with expensive operators give the value of json-logic-js, or an error of this library', () => {
  console.log(`expensive documents: TEST_SEED=${seed}`);
  const write = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  let compared = 0;
  fc.assert(
    fc.property(growing.value, documents, lumisections, (value, other, data) => {
      const document: JsonLogic = { and: [{ '!!': [value] }, other] };
      let verdict: unknown;
      try {
        verdict = parse(document).evaluate(data);
      } catch (error) {
        expect(error).toBeInstanceOf(QueryError);
        return;
      }
      compared++;
      expect(write).not.toHaveBeenCalled();
      expect(verdict).toBe(Boolean(jsonLogic.apply(document as never, data)));
      write.mockClear();
    }),
    { numRuns: cases, seed },
  );
  write.mockRestore();
  expect(compared).toBeGreaterThan(cases / 4);
});
