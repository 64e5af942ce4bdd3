import type { Attribute } from '../catalogue/attribute.js';
import { codeHint } from '../catalogue/code-hint.js';
import { flagNames, flagsOfColumn } from '../catalogue/flag-lookup.js';
import { columnHint, unknownAttribute } from '../catalogue/messages.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { attributeAt, attributePaths, flagAt, flagPrefix } from '../catalogue/paths.js';
import { QueryError } from '../errors.js';
import { suggestedPaths } from './lint/variables.js';

const nameIn = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Returns the paths with a similar name, preferably with the same prefix. */
function nearestPaths(path: string): readonly string[] {
  const name = nameIn(path);
  for (const place of [path.slice(0, path.length - name.length), '']) {
    const paths = attributePaths().filter(
      (candidate) => candidate.startsWith(place) && candidate !== 'run.oms.run_number',
    );
    const names = nearest(name, new Set(paths.map(nameIn)));
    const matching = paths.filter((candidate) => names.includes(nameIn(candidate)));
    if (matching.length > 0) return matching.length > 2 ? [] : matching;
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

/** Returns how to write a preset that is written as a path. */
const presetHint = (path: string): string | undefined =>
  /^(dcs$|(dcs|certifiable)\.)/.test(path)
    ? `Write where(${path === 'dcs' ? 'dcs.pixel' : path}) without quotes.`
    : undefined;

/** Returns the valid prefixes, if a path has another one. */
const prefixHint = (path: string): string | undefined =>
  /^(run\.oms|run\.rr|dataset|lumisection\.oms)\./.test(path)
    ? undefined
    : "Paths begin with 'run.oms.', 'run.rr.', 'dataset.' or 'lumisection.oms.'.";

/** Returns the attribute at a path. @throws QueryError with the closest valid paths. */
export function lookUpPath(path: string): Attribute {
  const attribute = attributeAt(path);
  if (attribute !== undefined) return attribute;
  const written = codeHint(path, attributePaths(), 'where') ?? presetHint(path) ?? flagHint(path);
  const paths = suggestedPaths(path);
  const other = written ?? (paths === undefined ? columnHint(flagsOfColumn(path), 'where') : undefined);
  const suggestions = other !== undefined || (paths ?? []).length > 2 ? [] : (paths ?? nearestPaths(path));
  throw new QueryError('unknown-attribute', unknownAttribute(path, 'golden JSON'), {
    attribute: path,
    suggestions,
    hint: other ?? didYouMean(suggestions) ?? prefixHint(path),
  });
}
