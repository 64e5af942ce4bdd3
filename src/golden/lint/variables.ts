import { renamedFlags } from '../../catalogue/flags.js';
import { attributeNames, findAttribute } from '../../catalogue/lookup.js';
import { didYouMean, nearest } from '../../catalogue/nearest.js';
import { attributeAt, attributePaths, flagAt, flagPaths, flagPrefix, pathOf } from '../../catalogue/paths.js';
import { meantBy } from '../../catalogue/synonyms.js';
import { lengthOf } from '../../decision/variable.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../expression/operation.js';
import { describe } from '../../util/describe.js';
import { own } from '../../util/own.js';
import type { Finding } from './problem.js';

/** Variables of an older Run Registry, with their current paths. */
const renamedVariables: Readonly<Record<string, string>> = { 'run.name': 'dataset.name' };

function currentPath(name: string): string | undefined {
  const flag = name.startsWith(flagPrefix) ? name.slice(flagPrefix.length) : name;
  const renamed = own(renamedFlags, flag);
  return own(renamedVariables, name) ?? (renamed === undefined ? undefined : `${flagPrefix}${renamed}`);
}

/** Returns the paths that end in the last part of a name: classifiers write `gem_included`, golden JSON `run.oms.gem_included`. */
function pathsOfName(name: string): readonly string[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const byName = (['run', 'dataset', 'lumisection'] as const).flatMap((scope) => {
    const attribute = attributeNames([scope]).includes(last) ? findAttribute(last, [scope]) : undefined;
    return (attribute && pathOf(attribute)) ?? [];
  });
  const flag = flagAt(`${flagPrefix}${last}`) === undefined ? [] : [`${flagPrefix}${last}`];
  return [...(last === 'name' ? ['dataset.name'] : []), ...byName, ...flag];
}

/** Returns the paths of a synonym of the last part of a path: with the same prefix, else those of lumisections, else of runs. */
function pathsOfSynonym(path: string): readonly string[] {
  const prefix = path.slice(0, path.lastIndexOf('.') + 1);
  const names = meantBy(path.slice(prefix.length), attributeNames(['run', 'dataset', 'lumisection']));
  const paths = names.flatMap(pathsOfName);
  const groups = [
    paths.filter((each) => each.slice(0, each.lastIndexOf('.') + 1) === prefix),
    paths.filter((each) => each.startsWith('lumisection.')),
    paths.filter((each) => each.startsWith('run.')),
  ];
  return groups.find((group) => group.length > 0) ?? paths;
}

/** Returns valid paths to suggest for an unknown one: those that end in the same name, otherwise those of a synonym, or undefined. */
export const suggestedPaths = (path: string): readonly string[] | undefined =>
  [pathsOfName(path), pathsOfSynonym(path)].find((paths) => paths.length > 0);

/** Returns what is wrong with the arguments of `var`. */
export function variableFinding([name = null]: readonly JsonLogic[]): Finding | undefined {
  if (operation(name) !== undefined)
    return {
      code: 'unknown-variable',
      severity: 'warning',
      message: 'Cannot check a variable with a computed name',
    };
  if (typeof name !== 'string' || name === '')
    return {
      code: 'unknown-variable',
      message: `Expected the path of a variable, got ${describe(name)}`,
      hint: "Write a path such as 'run.oms.energy'.",
    };
  if (attributeAt(name) !== undefined || flagAt(name) !== undefined || lengthOf(name) !== undefined) return undefined;
  const current = currentPath(name);
  if (current !== undefined)
    return {
      code: 'legacy-name',
      message: `Outdated variable '${name}', which is null in every lumisection`,
      hint: `Write '${current}'.`,
      suggestions: [current],
    };
  const suggestions =
    suggestedPaths(name) ?? nearest(name, name.startsWith(flagPrefix) ? flagPaths() : attributePaths());
  return {
    code: 'unknown-variable',
    message: `Unknown variable '${name}', which is null in every lumisection`,
    hint:
      didYouMean(suggestions) ??
      "Paths begin with 'run.oms.', 'run.rr.', 'dataset.', 'lumisection.oms.' or 'lumisection.rr.'.",
    suggestions,
  };
}
