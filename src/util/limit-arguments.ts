import { QueryError } from '../errors.js';
import { receiverError } from './receiver.js';

type Method = (this: unknown, ...args: readonly unknown[]) => unknown;

/** Names that JavaScript calls itself, with arguments of its own. */
const calledByJavaScript = new Set(['constructor', 'toString', 'toJSON']);

const AsyncFunction = (async () => {}).constructor;

/** Returns a maximum in words: `no arguments`, `one argument`, `at most 2 arguments`. */
export const counted = (max: number): string =>
  max === 0 ? 'no arguments' : max === 1 ? 'one argument' : `at most ${max} arguments`;

/** Returns true for the arguments of a callback of `Array.map`: an element, its index and the array. */
const isCallback = ([element, index, array]: readonly unknown[]): boolean =>
  Array.isArray(array) && typeof index === 'number' && array[index] === element;

/** The hint for additional arguments, which can depend on them. */
type ArgumentHint = string | ((args: readonly unknown[]) => string);

function tooMany(name: string, args: readonly unknown[], max: number, hint: ArgumentHint): QueryError | undefined {
  if (args.length <= max || (max === 1 && isCallback(args))) return undefined;
  return new QueryError('wrong-arguments', `Expected ${counted(max)} for ${name}(), got ${args.length}`, {
    hint: typeof hint === 'string' ? hint : hint(args),
  });
}

/** Throws for more than `max` arguments. A function of one argument can be a callback of `Array.map`. */
export function checkArgumentCount(name: string, args: readonly unknown[], max: number, hint: ArgumentHint): void {
  const error = tooMany(name, args, max, hint);
  if (error !== undefined) throw error;
}

interface Limit {
  readonly max: number;
  readonly hint: ArgumentHint;
  /** The prototype of the objects of a method that uses `this`. */
  readonly prototype: object | undefined;
}

/** Returns a method that throws, or rejects, for more than `max` arguments, or without its object. */
function limited(name: string, method: Method, { max, hint, prototype }: Limit): Method {
  const isAsync = method instanceof AsyncFunction;
  return function (this: unknown, ...args) {
    const error = (prototype && receiverError(name, this, prototype)) ?? tooMany(name, args, max, hint);
    if (error === undefined) return Reflect.apply(method, this, args);
    if (isAsync) return Promise.reject(error);
    throw error;
  };
}

/** The maximum number of arguments, with a hint for more of them. */
export type ArgumentLimit = number | readonly [max: number, hint: ArgumentHint];

/**
 * Makes methods reject arguments that JavaScript would ignore: `list.subtract(a, b)` would only subtract `a`. Methods of a prototype also
 * reject calls without an object: `numbers.map(registry.getRun)`.
 *
 * @param limits The maximum of methods with default values, which their `length` does not count. `Infinity` allows any number. `null`
 *   leaves a method unchanged, which checks its object itself: it is called very often, or with 100,000 arguments, which the stack cannot
 *   hold twice.
 */
export function limitArguments<Target extends object>(
  target: Target,
  limits: Readonly<Record<string, ArgumentLimit | null>> = {},
): Target {
  const prototype = Object.hasOwn(target, 'constructor') ? target : undefined;
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(target))) {
    const { value } = descriptor;
    if (typeof value !== 'function' || calledByJavaScript.has(name)) continue;
    const limit = limits[name] === undefined ? value.length : limits[name];
    if (limit === null) continue;
    const [max, hint = max === 0 ? 'Remove the arguments.' : 'Remove the others.'] =
      typeof limit === 'number' ? [limit] : limit;
    const method = limited(name, value as Method, { max, hint, prototype });
    Object.defineProperty(target, name, { ...descriptor, value: method });
  }
  return target;
}
