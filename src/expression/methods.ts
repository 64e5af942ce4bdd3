/**
 * Gives a class one method for each name, all of which end in one function. A name that its subject does not have is among them, so
 * that callers without a type checker get an error with the valid names, not "is not a function".
 */
export function defineMethods<Self extends object>(
  prototype: Self,
  names: readonly string[],
  call: (self: Self, name: string, args: readonly unknown[]) => unknown,
): void {
  for (const name of names)
    Object.defineProperty(prototype, name, {
      value(this: Self, ...args: unknown[]) {
        return call(this, name, args);
      },
    });
}
