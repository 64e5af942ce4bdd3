import { checkReceiver } from '../util/receiver.js';

/** People guess `not.is('GOOD')` and pandas' `str.contains('x')`, which read a property. */
const prefixes = new Set(['not', 'str']);

/**
 * Defines a method for each name. Includes names that are invalid for the subject: callers without a type checker then get an error
 * with the valid names, not "is not a function".
 */
export function defineMethods<Self extends object>(
  prototype: Self,
  names: readonly string[],
  call: (self: Self, name: string, args: readonly unknown[]) => unknown,
): void {
  for (const name of new Set(names)) {
    const method = function (this: Self, ...args: unknown[]) {
      checkReceiver(name, this, prototype);
      return call(this, name, args);
    };
    Object.defineProperty(prototype, name, prefixes.has(name) ? { get: method } : { value: method });
  }
}
