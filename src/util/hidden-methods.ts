/**
 * Methods of plain results and maps. They are not enumerable, as those of classes, so copies, comparisons and JSON ignore them.
 */

/** Adds `toString()` to a result. */
export const withText = <T extends object>(result: T, text: () => string): T =>
  Object.defineProperty(result, 'toString', { value: text });

/** Returns an empty map that is an object in JSON, where other maps are `{}`. */
export function jsonMap<Value>(): Map<string, Value> {
  const map = new Map<string, Value>();
  return Object.defineProperty(map, 'toJSON', { value: () => Object.fromEntries(map) });
}
