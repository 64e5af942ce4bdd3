import { QueryError } from '../errors.js';
import { pointer } from '../expression/json-data.js';
import { maxDepth } from '../expression/node.js';
import type { Target } from '../print/formula.js';
import { describe } from '../util/describe.js';
import type { Absence } from './absence.js';
import { type FilterWarning, type FilterWarningCode, filterWarning } from './filter-warning.js';

/** The target of a filter, and the warnings so far. */
export interface Context {
  readonly target: Target;
  readonly warnings: FilterWarning[];
}

const shown = (path: string): string => `(at ${path.length > 300 ? `${path.slice(0, 300)}…` : path || 'the top'})`;

/** Returns an error with the position in a filter. */
export const badFilter = (
  message: string,
  path: string,
  options?: ConstructorParameters<typeof QueryError>[2],
): QueryError => new QueryError('bad-filter', `${message} ${shown(path)}`, { ...options, path });

/** The values of a condition for rows without its key, as interpreted and as written. */
type States = Pick<Absence, 'key' | 'interpreted' | 'written'>;

/** A position in a filter, for warnings and errors. */
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

  /** Returns the position of a member on the same level. */
  at(step: string | number): Place {
    return new Place(this.context, pointer(this.path, step), this.#depth);
  }

  /** Returns the same position one level deeper. @throws QueryError for a filter that is too deep. */
  deeper(): Place {
    const place = new Place(this.context, this.path, this.#depth + 1);
    if (place.#depth > maxDepth) place.fail(`Expected a filter of at most ${maxDepth} levels`);
    return place;
  }

  warn(code: FilterWarningCode, message: string): void {
    this.context.warnings.push(filterWarning(code, this.path, message));
  }

  fail(message: string, hint?: string): never {
    throw badFilter(message, this.path, { hint });
  }

  warnOfString(value: string): void {
    this.warn('compared-as-text', `The registry compares ${describe(value)} as a string: '10' sorts before '9'`);
  }

  /** Returns the values of a condition for rows without its key. The warning is added if they change the result. */
  absence(states: States, message: string): Absence {
    return { ...states, warn: () => this.warn('never-matches', message) };
  }
}
