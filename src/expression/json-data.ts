import { QueryError } from '../errors.js';
import { describe } from './describe.js';

/** Parts of a JSON Pointer (RFC 6901) behind one that is there. */
export const pointer = (path: string, ...parts: readonly (string | number)[]): string =>
  parts.reduce<string>((sum, part) => `${sum}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`, path);

/** Levels of a payload. Deeper data is refused, so that nothing that goes through it runs out of stack. */
const payloadLevels = 200;

/**
 * Levels of objects and lists in a document of rules, wherever one is read or printed. The deepest expression, printed with its guards,
 * has fewer, unless a rule within it is deep itself.
 */
export const documentLevels = 1_250;

/** Values that may stand in a copy again because parts are shared. Sharing doubles data at each level: 40 levels would fill any memory. */
const maxRepeated = 100_000;

/** Where a value stands: the key, and what holds it. */
interface Place {
  readonly key: string | number;
  readonly within: Place | undefined;
}

function pointerTo(place: Place | undefined): string {
  const parts: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.within) parts.unshift(at.key);
  return parts.length === 0 ? '' : ` (at ${pointer('', ...parts)})`;
}

/** The copy of an object or a list, how many values it has when written out, and how many levels. */
interface Copied {
  readonly copy: unknown;
  readonly size: number;
  readonly levels: number;
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Copies data. What the data shares, the copy shares. */
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
    // JSON has one zero.
    if (typeof value === 'number' && Number.isFinite(value))
      return { copy: value === 0 ? 0 : value, size: 1, levels: 0 };
    if (depth > this.#maxLevels) throw this.#tooDeep();
    if (typeof value !== 'object') throw this.#notJson(value, place);
    const known = this.#copied.get(value);
    if (known !== undefined) return this.#again(known, depth);
    const copied = this.#entries(value, depth, place);
    this.#copied.set(value, copied);
    return copied;
  }

  /** A loop, not callbacks: each level takes two frames of the stack. */
  #entries(value: object, depth: number, place: Place | undefined): Copied {
    const isList = Array.isArray(value);
    if (!isList) {
      const prototype: unknown = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) throw this.#notJson(value, place);
    }
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
    // A list of constants that is used many times multiplies nothing.
    return { copy: Object.freeze(copy), size: isList && levels === 0 ? 1 : size, levels: levels + 1 };
  }

  #again(known: Copied, depth: number): Copied {
    if (depth + known.levels > this.#maxLevels + 1) throw this.#tooDeep();
    this.#repeated += known.size;
    if (this.#repeated > maxRepeated)
      throw new QueryError('too-large', `Expected ${this.#what} with fewer than ${maxRepeated} repeated values`, {
        hint: 'the data uses the same objects again and again: was it joined with itself in a loop?',
      });
    return known;
  }

  #tooDeep(): QueryError {
    return new QueryError('bad-value', `${this.#what} of more than ${this.#maxLevels} levels is refused`);
  }

  #notJson(value: unknown, place: Place | undefined): QueryError {
    return new QueryError(
      'bad-value',
      `${this.#what} is JSON, and ${describe(value)} in it is not${pointerTo(place)}`,
      { hint: 'write numbers, texts, true, false, null, lists and objects' },
    );
  }
}

/**
 * A deep, frozen copy of JSON data, so that neither side can change the other's.
 *
 * @throws QueryError for what is not JSON, for data of too many levels, and for data that is huge when written out.
 */
export function frozenCopy(value: unknown, what = 'a payload', maxLevels = payloadLevels): unknown {
  try {
    return new Copier(what, maxLevels).copy(value, 0, undefined).copy;
  } catch (cause) {
    if (cause instanceof QueryError) throw cause;
    // A getter that throws, or a proxy.
    throw new QueryError('bad-value', `${what} is JSON, and reading it failed`, {
      hint: 'write numbers, texts, true, false, null, lists and objects',
      cause,
    });
  }
}

/** Whether data has objects or lists below the given number of levels. */
export function isDeeper(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) => Object.values(one as object).filter((item) => !isScalar(item)));
  }
  return false;
}

/** Checks that a document of rules is one that can be read. @throws QueryError for one of too many levels. */
export function checkLevels(document: unknown): void {
  if (isDeeper(document, documentLevels))
    throw new QueryError('too-deep', `rules of more than ${documentLevels} levels are refused`, {
      hint: 'join many rules with one and, or one or, of all of them',
    });
}
