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

/** Checks after each test that no prototype has changed. */
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
