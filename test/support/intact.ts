import { afterEach, beforeEach, expect } from 'vitest';

const builtin = [Object, Array, Function, String, Number, Boolean, Map, Set, Error, Promise].map(
  (one) => one.prototype as object,
);
const state = (): string =>
  JSON.stringify(
    builtin.map((prototype) =>
      Reflect.ownKeys(prototype).map((key) => (typeof key === 'symbol' ? key.description : key)),
    ),
  );

/** After each test, what every object inherits is what it was before. */
export function keepsPrototypes(): void {
  let before: string;
  beforeEach(() => {
    before = state();
  });
  afterEach(() => {
    expect(state()).toBe(before);
    expect(Object.keys({})).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { status?: unknown }).status).toBeUndefined();
  });
}
