import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Brilcalc, dataset, datasets, flag, flags, goldenJson, LumiList, run, runs } from '../../src/index.js';

const csv = (recorded: number) => `#run:fill,ls,delivered(/pb),recorded(/pb)\n355100:7920,1:1,2,${recorded}\n`;
const flagNames = ['dt-dt', 'csc-csc'] as const;

// Each function makes an object from 0 or 1; different numbers make different objects.
const makers: Readonly<Record<string, (choice: 0 | 1) => unknown>> = {
  'the conditions of queries': (choice) => runs().where('energy').gt(choice),
  'the flags of queries': (choice) => runs().flag(flagNames[choice]).is('GOOD'),
  'the limits of queries': (choice) => datasets().limit(1 + choice),
  'the orders of queries': (choice) => runs().orderBy('run_number', choice === 0 ? 'asc' : 'desc'),
  'the attributes of queries': (choice) => (choice === 0 ? runs() : runs().select('run_number')),
  'runs and datasets': (choice) => (choice === 0 ? runs() : datasets()),
  'golden JSONs': (choice) => goldenJson().flag(flagNames[choice]).is('GOOD'),
  'the guards of golden JSONs': (choice) => {
    const golden = goldenJson.parse('{"<=":[{"var":"run.oms.energy"},7000]}').golden;
    return choice === 0 ? golden : golden.withGuards();
  },
  expressions: (choice) => run.energy.gt(choice),
  'handles of attributes': (choice) => (choice === 0 ? run.run_number : dataset.dataset_name),
  'handles of flags': (choice) => flag(flagNames[choice]),
  'lists of flags': (choice) => flags([flagNames[choice]]),
  'runs of lists of lumisections': (choice) => LumiList.fromRuns([1 + choice]),
  'ranges of lists of lumisections': (choice) => LumiList.fromJSON({ 355100: [[1, 2 + choice]] }),
  'luminosities of Brilcalc': (choice) => Brilcalc.fromText(csv(choice)),
  'the queries of lumisections': (choice) =>
    runs()
      .limit(1 + choice)
      .lumisections(),
  'the options of lumisections': (choice) => runs().lumisections({ oms: choice === 0 }),
};

describe.each(Object.entries(makers))('deep equality distinguishes %s', (_, make) => {
  test('with deepStrictEqual', () => {
    assert.deepEqual(make(0), make(0));
    assert.notDeepEqual(make(0), make(1));
    assert.notDeepEqual({ value: [make(0)] }, { value: [make(1)] });
  });

  test('with toEqual', () => {
    expect(make(0)).toEqual(make(0));
    expect(make(0)).not.toEqual(make(1));
    expect(make(0)).not.toStrictEqual(make(1));
  });
});

test('JSON does not contain what makes objects comparable', () => {
  const query = runs().limit(3);
  expect(Object.keys(query)).toEqual([]);
  expect(runs.fromJSON(JSON.parse(JSON.stringify(query)))).toEqual(query);
});

test('console.log prints no state next to the description', () => {
  for (const make of Object.values(makers)) expect(inspect(make(0))).not.toMatch(/Symbol/);
});

describe('an object of another copy of the package', () => {
  const message = /got an object of another copy of runregistry/;
  let other: typeof import('../../src/index.js');
  beforeAll(async () => {
    vi.resetModules();
    other = await import('../../src/index.js');
  });

  test('is named in the error', () => {
    expect(() => runs().where(other.run.energy as never)).toThrow(message);
    expect(() => runs().orderBy(other.run.energy as never)).toThrow(message);
    expect(() => LumiList.empty.union(other.LumiList.fromRuns([1]))).toThrow(message);
    expect(() => LumiList.empty.union({} as never)).toThrow(/got an object$/);
  });

  test('is rejected as the source of a golden JSON', async () => {
    const golden = goldenJson().flag('dt-dt').is('GOOD');
    await expect(golden.generateLocally(other.datasets() as never)).rejects.toThrow(message);
  });
});
