import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isPlainObject } from '../util/json-object.js';

/** Appends parts to a JSON Pointer (RFC 6901). */
export const pointer = (path: string, ...parts: readonly (string | number)[]): string =>
  parts.reduce<string>((sum, part) => `${sum}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`, path);

/** The maximum depth of a payload, which prevents stack overflows. */
const payloadLevels = 200;

/**
 * The maximum depth of a document of rules. The deepest expression has fewer levels when it is printed with guards, unless it contains a
 * deep rule.
 */
export const documentLevels = 1_250;

/** The maximum number of repeated values in shared parts. Sharing can double data at each level, so 40 levels would fill any memory. */
const maxRepeated = 100_000;

/** The position of a value: its key, and the position of the object that contains it. */
interface Place {
  readonly key: string | number;
  readonly within: Place | undefined;
}

function pointerTo(place: Place | undefined): string {
  const parts: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.within) parts.unshift(at.key);
  return parts.length === 0 ? '' : ` (at ${pointer('', ...parts)})`;
}

/** The copy of an object or array, its number of values when written out, and its number of levels. */
interface Copied {
  readonly copy: unknown;
  readonly size: number;
  readonly levels: number;
}

/** Returns the hint for a value that is not JSON. A golden JSON is not its document. */
export const jsonHint = (
  value: unknown,
  otherwise = 'Use numbers, strings, booleans, null, arrays and plain objects.',
): string =>
  typeof value === 'object' && value !== null && 'toJsonLogic' in value ? 'Pass golden.toJsonLogic().' : otherwise;

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Copies data. Parts that the data shares are shared in the copy. */
class Copier {
  readonly #what: string;
  readonly #maxLevels: number;
  readonly #copied = new Map<object, Copied>();
  #repeated = 0;

  constructor(what: string, maxLevels: number) {
    this.#what = what;
    this.#maxLevels = maxLevels;
  }

  copy(value: unknown, depth: number, place: Place | undefined): Copied {
    if (value === null || typeof value === 'string' || typeof value === 'boolean')
      return { copy: value, size: 1, levels: 0 };
    // JSON does not distinguish -0.
    if (typeof value === 'number' && Number.isFinite(value))
      return { copy: value === 0 ? 0 : value, size: 1, levels: 0 };
    if (depth > this.#maxLevels) throw this.#tooDeep();
    if (typeof value !== 'object') throw this.#notJson(value, place);
    const earlier = this.#copied.get(value);
    if (earlier !== undefined) return this.#again(earlier, depth);
    const copied = this.#entries(value, depth, place);
    this.#copied.set(value, copied);
    return copied;
  }

  /** Copies entries in a loop instead of callbacks: each level takes only two stack frames. */
  #entries(value: object, depth: number, place: Place | undefined): Copied {
    const isList = Array.isArray(value);
    if (!isList && !isPlainObject(value)) throw this.#notJson(value, place);
    const entries: (readonly [string | number, unknown])[] = isList
      ? Array.from(value, (item: unknown, index) => [index, item])
      : Object.entries(value);
    const copies: [string | number, unknown][] = [];
    let [size, levels] = [1, 0];
    for (const [key, item] of entries) {
      const copied = this.copy(item, depth + 1, { key, within: place });
      size += copied.size;
      if (copied.levels > levels) levels = copied.levels;
      copies.push([key, copied.copy]);
    }
    const copy: unknown = isList ? copies.map(([, item]) => item) : Object.fromEntries(copies);
    // An array of constants may be repeated.
    return { copy: Object.freeze(copy), size: isList && levels === 0 ? 1 : size, levels: levels + 1 };
  }

  #again(copied: Copied, depth: number): Copied {
    if (depth + copied.levels > this.#maxLevels + 1) throw this.#tooDeep();
    this.#repeated += copied.size;
    if (this.#repeated > maxRepeated)
      throw new QueryError('too-large', `Expected ${this.#what} with fewer than ${maxRepeated} repeated values`, {
        hint: 'The data repeats the same objects: check whether it is joined with itself in a loop.',
      });
    return copied;
  }

  #tooDeep(): QueryError {
    return new QueryError('bad-value', `Expected at most ${this.#maxLevels} levels in ${this.#what}`);
  }

  #notJson(value: unknown, place: Place | undefined): QueryError {
    return new QueryError('bad-value', `Expected JSON in ${this.#what}, got ${describe(value)}${pointerTo(place)}`, {
      hint: jsonHint(value),
    });
  }
}

/**
 * Returns a deep, frozen copy of JSON data.
 *
 * @throws QueryError for a value that is not JSON, for data that is too deep, and for data that is too large when written out.
 */
export function frozenCopy(value: unknown, what = 'the payload', maxLevels = payloadLevels): unknown {
  try {
    return new Copier(what, maxLevels).copy(value, 0, undefined).copy;
  } catch (cause) {
    if (cause instanceof QueryError) throw cause;
    // A getter that throws, or a proxy.
    throw new QueryError('bad-value', `Cannot read ${what}`, {
      hint: jsonHint(undefined),
      cause,
    });
  }
}

/** Returns true for data with more than the given number of levels. */
export function isDeeper(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((container) => Object.values(container as object).filter((item) => !isScalar(item)));
  }
  return false;
}

/** Checks the depth of a document of rules. @throws QueryError for a document that is too deep. */
export function checkLevels(document: unknown): void {
  if (isDeeper(document, documentLevels))
    throw new QueryError('too-deep', `Expected rules of at most ${documentLevels} levels`, {
      hint: 'Join many rules with a single and, or a single or.',
    });
}
