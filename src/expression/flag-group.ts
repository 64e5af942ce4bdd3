import { lookUpFlag } from '../catalogue/flag-lookup.js';
import { flagList } from '../catalogue/guessed-conditions.js';
import { statuses } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { makeComparable } from '../util/comparable.js';
import { describe, written } from '../util/describe.js';
import { defineGuessed } from '../util/guessed.js';
import { inspect } from '../util/inspect.js';
import { limitArguments } from '../util/limit-arguments.js';
import { checkArity } from './check.js';
import { buildFlag } from './flag-builders.js';
import type { Node } from './node.js';

/** Checks an array of names of flags. */
function checkFlags(names: unknown): readonly string[] {
  if (Array.isArray(names) && names.length > 0) return Array.from(names, (name) => lookUpFlag(name));
  throw new QueryError('unknown-flag', `Expected an array of flags for flags(), got ${describe(names)}`, {
    hint: "Write flags(['dt-dt', 'csc-csc']).are('GOOD').",
  });
}

/** Returns the hint for more than one argument of `flags`: a status, or flags without brackets. */
export const flagsHint = ([names, status]: readonly unknown[]): string =>
  Array.isArray(names) && names.length > 0
    ? `Write flags([${Array.from(names, written).join(', ')}]).are(${(statuses as readonly unknown[]).includes(status) ? written(status) : "'GOOD'"}).`
    : "Write the flags in brackets: flags(['dt-dt', 'csc-csc']).";

/** Returns a condition for each flag that it has the status. */
export const eachIs = (names: readonly string[], status: unknown): readonly Node[] =>
  names.map((name) => buildFlag(name, 'is', status));

/** The untyped list of flags behind the public type `FlagList`. */
export class FlagGroup<R> {
  readonly #names: readonly string[];
  readonly #finish: (conditions: readonly Node[]) => R;

  constructor(names: unknown, finish: (conditions: readonly Node[]) => R) {
    this.#names = checkFlags(names);
    makeComparable(this, this.#names);
    this.#finish = finish;
  }

  are(...args: readonly unknown[]): R {
    checkArity('are', 1, args, this.#names.join(', '));
    const [status] = args;
    return this.#finish(eachIs(this.#names, status));
  }

  /** Returns the flags of `flags([…])` without a condition; undefined for anything else. */
  static flagsOf(value: unknown): readonly string[] | undefined {
    return typeof value === 'object' && value !== null && #names in value ? value.#names : undefined;
  }

  toString(): string {
    return `flags ${this.#names.join(', ')} without a condition`;
  }

  /** Output of `console.log` in Node. */
  [inspect](): string {
    return `${this}`;
  }
}

// are() checks its arguments itself.
limitArguments(FlagGroup.prototype, { are: Number.POSITIVE_INFINITY });
defineGuessed(FlagGroup.prototype, flagList, 'a list of flags');
