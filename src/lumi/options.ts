import { QueryError } from '../errors.js';
import { shown } from './range.js';

/** Checks that options are an object with known names. */
export function checkOptions(options: unknown, known: readonly string[], owner: string): void {
  const hint = `Write { ${known.join(', ')} }.`;
  if (typeof options !== 'object' || options === null)
    throw new QueryError('bad-option', `Expected an object of options for ${owner}, got ${shown(options)}`, { hint });
  for (const name of Object.keys(options))
    if (!known.includes(name)) throw new QueryError('bad-option', `Unknown option '${name}' of ${owner}`, { hint });
}
