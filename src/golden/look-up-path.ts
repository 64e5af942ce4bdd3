import type { Attribute } from '../catalogue/attribute.js';
import { flagNames } from '../catalogue/flag-lookup.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { attributeAt, attributePaths, flagAt, flagPrefix } from '../catalogue/paths.js';
import { notAnAttribute } from '../catalogue/sentences.js';
import { QueryError } from '../errors.js';
import { pathsOfName } from './lint/variables.js';

const nameIn = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The paths that were probably meant: of that name at another place, else of a name like it, at the same place or at any. */
function nearestPaths(path: string): readonly string[] {
  const known = pathsOfName(path);
  if (known.length > 0) return known;
  const name = nameIn(path);
  for (const place of [path.slice(0, path.length - name.length), '']) {
    const paths = attributePaths().filter((one) => one.startsWith(place) && one !== 'run.oms.run_number');
    const byName = new Map(paths.map((one) => [nameIn(one), one]));
    const found = nearest(name, byName.keys());
    if (found.length > 0) return found.map((one) => byName.get(one) as string);
  }
  return [];
}

/** How a flag is asked for, if a path is that of one. */
function flagHint(path: string): string | undefined {
  const name = nameIn(path);
  if (flagAt(`${flagPrefix}${name}`) !== undefined) return `it is a flag: write flag('${name}').is('GOOD')`;
  const [meant = 'dt-dt'] = path.startsWith(flagPrefix) ? nearest(name, flagNames()) : [];
  return path.startsWith(flagPrefix) ? `flags are asked for by flag('${meant}').is('GOOD')` : undefined;
}

/** How paths begin, if this one begins otherwise. */
const placesHint = (path: string): string | undefined =>
  /^(run\.oms|run\.rr|dataset|lumisection\.oms)\./.test(path)
    ? undefined
    : 'paths begin with run.oms., run.rr., dataset. or lumisection.oms.';

/** The attribute at a path. @throws QueryError that names the nearest paths. */
export function lookUpPath(path: string): Attribute {
  const found = attributeAt(path);
  if (found !== undefined) return found;
  const flag = flagHint(path);
  const suggestions = flag === undefined ? nearestPaths(path) : [];
  throw new QueryError('unknown-attribute', notAnAttribute(path, 'golden JSON'), {
    attribute: path,
    suggestions,
    hint: flag ?? didYouMean(suggestions) ?? placesHint(path),
  });
}
