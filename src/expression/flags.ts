import { lookUpFlag } from '../catalogue/flag-lookup.js';
import type { FlagName } from '../catalogue/flags.js';
import { kindOf } from '../catalogue/nearest.js';
import type { Status } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { buildFlag } from './flag-builders.js';
import { and } from './logic.js';
import type { Expression, Node } from './node.js';
import type { UnknownFlag } from './typed.js';

/** Several flags at once: what `flags([…])` gives. */
export interface FlagList<R> {
  /**
   * Each of the flags has the status. In `runs()` and `datasets()`: in at least one lumisection; in golden JSON: in this one.
   *
   * @example flags(['dt-dt', 'csc-csc']).are('GOOD')
   */
  are(status: Status): R;
}

/** The type of an argument that lists flags. */
export type FlagNames<Names extends readonly string[]> = {
  readonly [Index in keyof Names]: Names[Index] extends FlagName ? Names[Index] : NoInfer<UnknownFlag<Names[Index]>>;
};

/** Names of flags, each checked. */
export function checkFlags(names: unknown): readonly string[] {
  if (Array.isArray(names) && names.length > 0) return Array.from(names, (name) => lookUpFlag(name));
  throw new QueryError(
    'unknown-flag',
    `flags() takes a list of names, and ${Array.isArray(names) ? 'an empty list' : kindOf(names)} is none`,
    { hint: "write flags(['dt-dt', 'csc-csc']).are('GOOD')" },
  );
}

/** The condition, for each of the flags, that it has the status. */
export const eachIs = (names: readonly string[], status: unknown): readonly Node[] =>
  names.map((name) => buildFlag(name, 'is', status));

/**
 * Several flags that must have the same status.
 *
 * @example flags(['csc-csc', 'l1t-l1tmu', 'hlt-hlt']).are('GOOD')
 * @throws QueryError for an unknown flag, with the nearest names, and for an empty list.
 */
export function flags<const Names extends readonly string[]>(names: FlagNames<Names>): FlagList<Expression<'flag'>> {
  const checked = checkFlags(names);
  return Object.freeze({ are: (status: Status) => and(...(eachIs(checked, status) as readonly Expression<'flag'>[])) });
}
