import { lookUpFlag } from '../catalogue/flag-lookup.js';
import type { FlagName } from '../catalogue/flags.js';
import type { Status } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { inspect } from '../util/inspect.js';
import type { FlagMessage, mistake } from './arguments.js';
import { checkArity } from './check.js';
import { buildFlag } from './flag-builders.js';
import { and } from './logic.js';
import type { Expression, Node } from './node.js';

/** Several flags, the result of `flags([…])`. */
export interface FlagList<R> {
  /**
   * True if each flag has the status: in at least one lumisection in queries, in the lumisection itself in golden JSON.
   *
   * @example flags(['dt-dt', 'csc-csc']).are('GOOD')
   */
  are(status: Status): R;
}

/** Checks an array of names of flags. */
function checkFlags(names: unknown): readonly string[] {
  if (Array.isArray(names) && names.length > 0) return Array.from(names, (name) => lookUpFlag(name));
  throw new QueryError('unknown-flag', `Expected an array of flags for flags(), got ${describe(names)}`, {
    hint: "Write flags(['dt-dt', 'csc-csc']).are('GOOD').",
  });
}

/** Returns a condition for each flag that it has the status. */
export const eachIs = (names: readonly string[], status: unknown): readonly Node[] =>
  names.map((name) => buildFlag(name, 'is', status));

/** The untyped list of flags behind the public type `FlagList`. */
export class FlagGroup<R> {
  readonly #names: readonly string[];
  readonly #finish: (conditions: readonly Node[]) => R;

  constructor(names: unknown, finish: (conditions: readonly Node[]) => R) {
    this.#names = checkFlags(names);
    this.#finish = finish;
  }

  are(...args: readonly unknown[]): R {
    checkArity('are', 1, args.length, this.#names.join(', '));
    const [status] = args;
    return this.#finish(eachIs(this.#names, status));
  }

  toString(): string {
    return `flags ${this.#names.join(', ')} without a condition`;
  }

  /** Output of `console.log` in Node. */
  [inspect](): string {
    return `${this}`;
  }
}

/**
 * Selects several flags for a condition on all of them.
 *
 * @example flags(['csc-csc', 'l1t-l1tmu', 'hlt-hlt']).are('GOOD')
 * @throws QueryError for an unknown flag, with the closest valid names, and for an empty array.
 */
export function flags<const Given>(
  names: readonly ([Given] extends [FlagName]
    ? Given
    : FlagName | { readonly [mistake]: NoInfer<FlagMessage<Exclude<Given, FlagName>>> })[],
): FlagList<Expression<'flag'>> {
  return new FlagGroup(names, (conditions) => and(...(conditions as readonly Expression<'flag'>[])));
}
