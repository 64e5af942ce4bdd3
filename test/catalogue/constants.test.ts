/** Exported constants are shared by all queries, so a list that is sorted in place must not change them. */
import * as library from 'runregistry';
import { dataset, lumisection, run } from 'runregistry';
import { expect, test } from 'vitest';

/** Yields the arrays and plain objects in a value, with their paths. */
function* constantsIn(value: unknown, path: string): Generator<readonly [path: string, value: object]> {
  const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
  if (!isPlain || typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === null) return;
  yield [path, value];
  for (const [key, member] of Object.entries(value)) yield* constantsIn(member, `${path}.${key}`);
}

const handles = { run, dataset, lumisection };
const constants = Object.entries(library).flatMap(([name, value]) =>
  name in handles ? [] : [...constantsIn(value, name)],
);

test('are frozen, with everything in them', () => {
  expect(constants.length).toBeGreaterThan(100);
  expect(constants.flatMap(([path, value]) => (Object.isFrozen(value) ? [] : [path]))).toEqual([]);
});

test.each(Object.entries(handles))('the handles of %s cannot be replaced', (_, object) => {
  expect(() => Object.assign(object, { run_number: 1 })).toThrow(TypeError);
});
