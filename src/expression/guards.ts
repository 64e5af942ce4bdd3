import { QueryError } from '../errors.js';

type Methods = Record<string, (...args: readonly unknown[]) => unknown>;

/**
 * For callers without a type checker: arguments beyond those that a method takes are refused, since dropping them would ask
 * something else than what was written: `has('DT', 'CSC')`, `is('GOOD', 'BAD')`.
 */
export function refuseMoreArguments(
  prototype: object,
  names: readonly string[],
  subject: (of: object) => string,
): void {
  const methods = prototype as Methods;
  for (const name of names) {
    const method = methods[name] as Methods[string];
    const takes = method.length;
    methods[name] = function (this: object, ...args: unknown[]) {
      if (args.length <= takes) return method.apply(this, args);
      const most = takes === 0 ? 'no argument' : takes === 1 ? 'one argument' : `at most ${takes} arguments`;
      throw new QueryError('wrong-arguments', `${name}() of '${subject(this)}' takes ${most}, and got ${args.length}`, {
        attribute: subject(this),
        hint: 'write a condition for each, joined with and() or or()',
      });
    };
  }
}

/** For callers without a type checker: a method of something else says what this has, instead of "is not a function". */
export function refuseMethods(
  prototype: object,
  names: readonly string[],
  say: (of: object, name: string) => Error,
): void {
  for (const name of names)
    (prototype as Methods)[name] = function (this: object) {
      throw say(this, name);
    };
}
