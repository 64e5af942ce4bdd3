import type { GuessedFlagList } from '../catalogue/generated/guessed-members.js';
import type { Status } from '../catalogue/states.js';
import { checkArgumentCount } from '../util/limit-arguments.js';
import type { FlagElement } from './arguments.js';
import { FlagGroup, flagsHint } from './flag-group.js';
import { and } from './logic.js';
import type { Expression } from './node.js';

/** Several flags, the result of `flags([…])`. */
export interface FlagList<R> extends GuessedFlagList {
  /**
   * True if each flag has the status: in at least one lumisection in queries, in the lumisection itself in golden JSON.
   *
   * @example flags(['dt-dt', 'csc-csc']).are('GOOD')
   */
  are(status: Status): R;
}

/**
 * Selects several flags for a condition on all of them.
 *
 * @example flags(['csc-csc', 'l1t-l1tmu', 'hlt-hlt']).are('GOOD')
 * @throws QueryError `unknown-flag`, with the closest valid names, and for an empty array.
 */
export function flags<const Given>(names: readonly FlagElement<Given>[]): FlagList<Expression<'flag'>>;
export function flags(...args: readonly unknown[]): FlagList<Expression<'flag'>> {
  checkArgumentCount('flags', args, 1, flagsHint);
  const group: object = new FlagGroup(args[0], (conditions) => and<'flag'>(...conditions));
  return group as FlagList<Expression<'flag'>>;
}
