import type { Attribute } from '../catalogue/attribute.js';
import { flagNames } from '../catalogue/flag-lookup.js';
import { unknownAttribute } from '../catalogue/messages.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { attributeAt, attributePaths, flagAt, flagPrefix } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { pathsOfName } from './lint/variables.js';

const nameIn = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Returns the closest valid paths: with the same name and another prefix, else with a similar name, preferably with the same prefix. */
function nearestPaths(path: string): readonly string[] {
  const known = pathsOfName(path);
  if (known.length > 0) return known.length > 2 ? [] : known;
  const name = nameIn(path);
  for (const place of [path.slice(0, path.length - name.length), '']) {
    const paths = attributePaths().filter((one) => one.startsWith(place) && one !== 'run.oms.run_number');
    const names = nearest(name, new Set(paths.map(nameIn)));
    const found = paths.filter((one) => names.includes(nameIn(one)));
    if (found.length > 0) return found.length > 2 ? [] : found;
  }
  return [];
}

/** Returns how to write a condition on the flag at a path, if there is one. */
function flagHint(path: string): string | undefined {
  const name = nameIn(path);
  if (flagAt(`${flagPrefix}${name}`) !== undefined) return `It is a flag: write flag('${name}').is('GOOD').`;
  const [meant = 'dt-dt'] = path.startsWith(flagPrefix) ? nearest(name, flagNames()) : [];
  return path.startsWith(flagPrefix) ? `Write flag('${meant}').is('GOOD') for a flag.` : undefined;
}

/** Returns the valid prefixes, if a path has another one. */
const prefixHint = (path: string): string | undefined =>
  /^(run\.oms|run\.rr|dataset|lumisection\.oms)\./.test(path)
    ? undefined
    : "Paths begin with 'run.oms.', 'run.rr.', 'dataset.' or 'lumisection.oms.'.";

/** Returns the attribute at a path. @throws QueryError with the closest valid paths. */
export function lookUpPath(path: string): Attribute {
  const found = attributeAt(path);
  if (found !== undefined) return found;
  const flag = flagHint(path);
  const suggestions = flag === undefined ? nearestPaths(path) : [];
  throw new QueryError('unknown-attribute', unknownAttribute(path, 'golden JSON'), {
    attribute: path,
    suggestions,
    hint: flag ?? didYouMean(suggestions) ?? prefixHint(path),
  });
}
