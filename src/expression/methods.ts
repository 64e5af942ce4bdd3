/**
 * Defines a method for each name. Includes names that are invalid for the subject: callers without a type checker then get an error
 * with the valid names, not "is not a function".
 */
export function defineMethods<Self extends object>(
  prototype: Self,
  names: readonly string[],
  call: (self: Self, name: string, args: readonly unknown[]) => unknown,
): void {
  for (const name of names) {
    const method = function (this: Self, ...args: unknown[]) {
      return call(this, name, args);
    };
    // People also guess `not.is('GOOD')`, which reads a property.
    Object.defineProperty(prototype, name, name === 'not' ? { get: method } : { value: method });
  }
}
