import { findAttribute } from '../../catalogue/lookup.js';
import { checkListeners, checkSwitch, optionHint } from '../../catalogue/options.js';
import { QueryError } from '../../errors.js';
import { isExpression } from '../../expression/node.js';
import { describe } from '../../util/describe.js';
import { isIntegerIn, maxInt32 } from '../../util/integer.js';
import { isOptions } from '../../util/json-object.js';

/** Progress of a query. */
export interface Progress {
  /** Matching rows received so far. */
  readonly rows: number;
  /** Number of rows to expect, as counted by the registry; undefined if rows are filtered or merged client-side. */
  readonly total: number | undefined;
  /** Requests completed. */
  readonly requests: number;
}

/** Options of every method that fetches rows. */
export interface ReadOptions {
  /** Aborts the call; the promise rejects with an AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** Time limit in milliseconds for the whole call, however many requests it needs. No limit by default. */
  readonly timeout?: number | undefined;
  /** Called after each response. A promise that it returns is awaited. */
  readonly onProgress?: ((progress: Progress) => unknown) | undefined;
}

const readOptions = ['signal', 'timeout', 'onProgress'];

const isTime = (value: unknown): boolean => isIntegerIn(value, 1, maxInt32);

const isAttribute = (name: string): boolean => findAttribute(name, ['run', 'dataset']) !== undefined;

/** Returns the hint for a value instead of options: people pass a limit, a run number or a function of rows. */
function hintForValue(value: unknown, names: readonly string[]): string {
  if (typeof value === 'function') return 'Write for await (const row of query).';
  if (isExpression(value)) return 'Write where(…) with the expression before it.';
  if (typeof value === 'string' && isAttribute(value))
    return `Write where('${value}') with a condition, or select('${value}'), before it.`;
  if (!isIntegerIn(value, 1, maxInt32)) return `Write { ${names.join(', ')} }.`;
  return value < 100_000 ? `Write limit(${value}).all().` : `Write where('run_number').eq(${value}) before it.`;
}

/**
 * Checks the options of a method that fetches rows, for callers without a type checker: a `limit` among them would be ignored silently.
 *
 * @param others Names of further options, whose values the caller checks.
 * @throws QueryError for an unknown option or a value of another type.
 */
export function checkReadOptions(options: unknown, others: readonly string[] = []): void {
  const fail: (message: string, hint: string) => never = (message, hint) => {
    throw new QueryError('bad-option', message, { hint });
  };
  const names = [...readOptions, ...others];
  if (!isOptions(options) || isExpression(options))
    fail(
      `Expected an object of options, got ${isExpression(options) ? 'an expression' : describe(options)}`,
      hintForValue(options, names),
    );
  const { signal, timeout, onProgress, compress } = options;
  const name = Object.keys(options).find((key) => !names.includes(key));
  if (name !== undefined)
    fail(
      `Unknown option '${name}'`,
      ['limit', 'pageSize', 'orderBy', 'select', 'where'].includes(name)
        ? `Call ${name}(…) on the query.`
        : isAttribute(name)
          ? `Write where('${name}') with a condition before it.`
          : optionHint(name, names),
    );
  if (timeout !== undefined && !isTime(timeout))
    fail(`Expected milliseconds for the option 'timeout', got ${describe(timeout)}`, 'Write timeout: 60_000.');
  checkListeners({ signal, onProgress });
  if (compress !== undefined) checkSwitch(compress, "the option 'compress'");
}
