import { renamedFlags } from '../../catalogue/flags.js';
import { attributeNames, findAttribute } from '../../catalogue/lookup.js';
import { didYouMean, nearest } from '../../catalogue/nearest.js';
import { attributeAt, attributePaths, flagAt, flagPaths, flagPrefix, pathOf } from '../../catalogue/paths.js';
import { lengthOf } from '../../decision/variable.js';
import { describe } from '../../expression/describe.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../logic/operation.js';
import type { Finding } from './problem.js';

/** Variables of an older Run Registry, and what they are today. */
const renamedVariables: Readonly<Record<string, string>> = { 'run.name': 'dataset.name' };

function today(name: string): string | undefined {
  if (Object.hasOwn(renamedVariables, name)) return renamedVariables[name];
  const flag = name.startsWith(flagPrefix) ? name.slice(flagPrefix.length) : name;
  return Object.hasOwn(renamedFlags, flag) ? `${flagPrefix}${renamedFlags[flag]}` : undefined;
}

/** The paths at which the last part of a name is found: classifiers write `gem_included`, golden JSON `run.oms.gem_included`. */
export function pathsOfName(name: string): readonly string[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const byName = (['run', 'dataset', 'lumisection'] as const).flatMap((scope) => {
    const found = attributeNames([scope]).includes(last) ? findAttribute(last, [scope]) : undefined;
    return (found === undefined ? undefined : pathOf(found)) ?? [];
  });
  const flag = flagAt(`${flagPrefix}${last}`) === undefined ? [] : [`${flagPrefix}${last}`];
  return [...(last === 'name' ? ['dataset.name'] : []), ...byName, ...flag];
}

/** What is wrong with the arguments of `var`, if anything. */
export function variableFinding([name = null]: readonly JsonLogic[]): Finding | undefined {
  if (operation(name) !== undefined)
    return {
      code: 'unknown-variable',
      severity: 'warning',
      message: 'a variable whose name is worked out cannot be checked',
    };
  if (typeof name !== 'string' || name === '')
    return {
      code: 'unknown-variable',
      message: `${describe(name)} is not the name of a variable`,
      hint: 'write a path such as run.oms.energy',
    };
  if (attributeAt(name) !== undefined || flagAt(name) !== undefined || lengthOf(name) !== undefined) return undefined;
  const now = today(name);
  if (now !== undefined)
    return {
      code: 'legacy-name',
      message: `'${name}' is a name of an older Run Registry, and is null in every lumisection`,
      hint: `write '${now}'`,
      suggestions: [now],
    };
  const known = pathsOfName(name);
  const suggestions =
    known.length > 0 ? known : nearest(name, name.startsWith(flagPrefix) ? flagPaths() : attributePaths());
  return {
    code: 'unknown-variable',
    message: `'${name}' is not a variable of golden JSON, and is null in every lumisection`,
    hint:
      didYouMean(suggestions) ?? 'paths begin with run.oms., run.rr., dataset., lumisection.oms. or lumisection.rr.',
    suggestions,
  };
}
