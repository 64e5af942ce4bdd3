import { didYouMean, nearest } from '../../catalogue/nearest.js';
import { QueryError } from '../../errors.js';
import { describe } from '../../expression/describe.js';
import { checkListeners } from '../../expression/options.js';

const known = ['signal', 'timeout', 'onProgress', 'compress'];

const isTime = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value < 2 ** 31;

/**
 * Checks the options of what reads, for callers without a type checker: a limit among them would be dropped without a word.
 * @throws QueryError that says what to write instead.
 */
export function checkReadOptions(options: unknown): void {
  const fail = (message: string, hint: string | undefined): never => {
    throw new QueryError('bad-option', message, { hint });
  };
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    fail(
      `the options are an object, and ${describe(options)} is none`,
      'write { signal, timeout, onProgress, compress: false }',
    );
  const { signal, timeout, onProgress, compress, ...rest } = options as Readonly<Record<string, unknown>>;
  const [name] = Object.keys(rest);
  if (name !== undefined)
    fail(
      `'${name}' is not an option`,
      ['limit', 'pageSize', 'orderBy', 'select'].includes(name)
        ? `write ${name}(…) before`
        : (didYouMean(nearest(name, known)) ?? `the options are ${known.join(', ')}`),
    );
  if (timeout !== undefined && !isTime(timeout))
    fail(`the option 'timeout' is ${describe(timeout)}`, 'write milliseconds');
  checkListeners({ signal, onProgress });
  if (compress !== undefined && typeof compress !== 'boolean')
    fail(
      `the option 'compress' is ${describe(compress)}`,
      'write compress: false for rows as the registry answers them',
    );
}
