import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { pointer } from '../expression/json-data.js';
import { maxDepth } from '../expression/node.js';
import type { Target } from '../print/formula.js';
import type { Absence } from './absence.js';

/** Where the registry reads a filter otherwise than it looks, or not at all. */
export interface FilterWarning {
  /** Stable, for programs. */
  readonly code: FilterWarningCode;
  /** Where: a JSON Pointer (RFC 6901) into the filter, such as `/and/0/run_number/>`. Empty for all of it. */
  readonly path: string;
  /** What the registry makes of it. */
  readonly message: string;
}

/** What kind of warning it is. */
export type FilterWarningCode =
  /** An OR over several tables of the registry is read as an AND, or as nothing at all. */
  | 'read-as-and'
  /** What stands beside an `and` or `or` of a key is dropped, and of one operator in two spellings the first. */
  | 'dropped'
  /** Text is compared where numbers, dates, or elements of a list are meant. */
  | 'compared-as-text'
  /** Matches no row, or leaves out rows, though they are meant. */
  | 'never-matches'
  /** Any operator on `datasets_in_gui` is read as "contains". */
  | 'read-as-contains'
  /** The registry answers with an error 500. */
  | 'server-error'
  /** Upper-case operators are read otherwise. */
  | 'upper-case'
  /** A condition that the web application does not pass on as it looks. */
  | 'web-application'
  /** A parameter of an address that the page does not read. */
  | 'unknown-parameter';

/** What a filter is read for, and the warnings found so far. */
export interface Context {
  readonly target: Target;
  readonly warnings: FilterWarning[];
}

const shown = (path: string): string => `(at ${path.length > 300 ? `${path.slice(0, 300)}…` : path || 'the top'})`;

/** An error about a place in a filter. */
export const badFilter = (
  message: string,
  path: string,
  options?: ConstructorParameters<typeof QueryError>[2],
): QueryError => new QueryError('bad-filter', `${message} ${shown(path)}`, options);

/** Rows without a key in each of the states that look the same: what a condition is as asked, and as it looks. */
type States = Pick<Absence, 'key' | 'asked' | 'meant'>;

/** A place in a filter: where warnings and errors belong. */
export class Place {
  readonly context: Context;
  /** A JSON Pointer; empty for the filter itself. */
  readonly path: string;
  readonly #depth: number;

  constructor(context: Context, path = '', depth = 0) {
    this.context = context;
    this.path = path;
    this.#depth = depth;
  }

  /** The place of a member, on the same level. */
  at(step: string | number): Place {
    return new Place(this.context, pointer(this.path, step), this.#depth);
  }

  /** The same place, one level deeper. @throws QueryError below the last level. */
  deeper(): Place {
    const place = new Place(this.context, this.path, this.#depth + 1);
    if (place.#depth > maxDepth) place.fail(`a filter of more than ${maxDepth} levels is refused`);
    return place;
  }

  warn(code: FilterWarningCode, message: string): void {
    this.context.warnings.push(Object.freeze({ code, path: this.path, message }));
  }

  fail(what: string, hint?: string): never {
    throw badFilter(what, this.path, { hint });
  }

  warnOfText(value: string): void {
    this.warn('compared-as-text', `the registry compares ${describe(value)} as text, in which '10' is less than '9'`);
  }

  /** What a condition says of rows without its key; the warning is added if that changes the rows. */
  absence(states: States, message: string): Absence {
    return { ...states, warn: () => this.warn('never-matches', message) };
  }
}
