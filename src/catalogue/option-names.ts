import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isOptions } from '../util/json-object.js';
import { didYouMean, nearest } from './nearest.js';

/** Checks that options are an object with known names. `hint` shows a call with the required options. */
export function checkOptionNames(
  options: unknown,
  names: readonly string[],
  owner: string,
  hint = `Write { ${names.join(', ')} }.`,
): asserts options is object {
  const fail: (message: string, hint: string) => never = (message, write) => {
    throw new QueryError('bad-option', message, { hint: write });
  };
  if (!isOptions(options)) fail(`Expected an object of options for ${owner}, got ${describe(options)}`, hint);
  for (const name of Object.keys(options))
    if (!names.includes(name))
      fail(
        `Unknown option '${name}' of ${owner}`,
        didYouMean(nearest(name, names)) ??
          (names.length === 1 ? `The only option is ${names[0]}.` : `The options are ${names.join(', ')}.`),
      );
}
