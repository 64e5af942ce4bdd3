import jsonLogic from 'json-logic-js';
import { goldenJson } from 'runregistry';
import { expect, test, vi } from 'vitest';

/** A shared instance, as the program sees it. */
const instance = jsonLogic as typeof jsonLogic & {
  add_operation(name: string, operation: () => unknown): void;
  rm_operation(name: string): void;
};

const lumisection = {
  run: { run_number: 1, oms: { energy: 6500 }, rr: {} },
  dataset: { name: '/PromptReco/Collisions2018A/DQM' },
  lumisection: { lumisection_number: 1, oms: {}, rr: {} },
};

const evaluate = (rule: object): unknown => goldenJson.parse(rule).golden.evaluate(lumisection as never);

test('evaluation leaves json-logic-js as it was', () => {
  const before = { ...instance };
  expect(evaluate({ '>': [{ '+': [{ var: 'run.oms.energy' }, 1] }, 6000] })).toBe(true);
  expect(() => evaluate({ '+': [{ likely: [] }] })).toThrow();
  expect({ ...instance }).toEqual(before);
});

test('operations that the program adds to json-logic-js are unknown to golden JSON', () => {
  instance.add_operation('likely', () => true);
  try {
    expect(() => evaluate({ likely: [] })).toThrow(expect.objectContaining({ code: 'bad-rule' }));
  } finally {
    instance.rm_operation('likely');
  }
});

test('log returns its first argument and prints nothing', () => {
  const print = vi.spyOn(console, 'log');
  try {
    expect(evaluate({ log: [{ '>': [{ '+': [1, 1] }, 1] }] })).toBe(true);
    expect(print).not.toHaveBeenCalled();
  } finally {
    print.mockRestore();
  }
});
