import { flagCondition } from '../catalogue/guessed-conditions.js';
import { QueryError } from '../errors.js';
import type { Hints } from '../util/guessed.js';
import { own } from '../util/own.js';
import { checkArity, checkCount, checkStatus } from './check.js';
import { node } from './create-node.js';
import type { Node } from './node.js';

/** Checks the arguments of a condition on a flag and returns its node. */
type Build = (flag: string, ...args: readonly unknown[]) => Node;

const count = (flag: string, operator: '>=' | '<=', value: number, status: unknown): Node =>
  node({ kind: 'count', flag, status: checkStatus(status, flag), operator, value });

/** Checks the number of lumisections in `atLeast(n, status)` and `atMost(n, status)`. */
function checkLumisections(method: string, least: number, flag: string, [n, status]: readonly unknown[]): number {
  const swapped = typeof n === 'string' && typeof status === 'number';
  return checkCount(n, least, flag, swapped ? `Write ${method}(${status}, '${n}').` : undefined);
}

/** The conditions of a flag. `FlagCondition` has their types. */
const builders: Readonly<Record<string, Build>> = {
  is: (flag, status) => count(flag, '>=', 1, status),
  isNot: (flag, status) => count(flag, '<=', 0, status),
  every: (flag, status) => node({ kind: 'every', flag, status: checkStatus(status, flag) }),
  atLeast: (flag, n, status) => count(flag, '>=', checkLumisections('atLeast', 1, flag, [n, status]), status),
  atMost: (flag, n, status) => count(flag, '<=', checkLumisections('atMost', 0, flag, [n, status]), status),
};

/** The names of the conditions of a flag. */
export const flagConditionNames: readonly string[] = Object.keys(builders);

/** Returns a function that builds the node of a condition on a flag by the name of its method, with hints for guessed names. */
export const builderOf =
  (hints: Hints) =>
  (flag: string, method: string, ...args: readonly unknown[]): Node => {
    const make = own(builders, method);
    if (make === undefined)
      throw new QueryError('unknown-operator', `Unknown condition '${method}' of the flag '${flag}'`, {
        attribute: flag,
        hint: own(hints, method) ?? `Use one of ${flagConditionNames.join(', ')}, comment, cause.`,
      });
    checkArity(method, make.length - 1, args, flag);
    return make(flag, ...args);
  };

/** Returns the node of a condition on a flag by the name of its method. */
export const buildFlag = builderOf(flagCondition);
