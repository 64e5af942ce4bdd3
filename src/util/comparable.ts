const content = Symbol('runregistry');

/**
 * Adds the private state of an object as an enumerable property. Functions such as `assert.deepStrictEqual` and `toEqual` read only
 * those, and would find that all objects of a class are equal. JSON and structuredClone ignore the property, because its key is a symbol.
 */
export function makeComparable(object: object, state: unknown): void {
  // An assignment is faster than defineProperty. Writing to the property has no effect on the object.
  (object as Record<symbol, unknown>)[content] = state;
}

/** Returns true for an object that another copy of this package made comparable. */
export const isOfAnotherCopy = (value: object): boolean =>
  Object.getOwnPropertySymbols(value).some((key) => key !== content && key.description === content.description);
