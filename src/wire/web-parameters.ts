import type { Target } from '../print/formula.js';
import { describe } from '../util/describe.js';
import { badWebUrl, copyWhole, maxLevels, pages } from './web-page.js';

/** Parameters with brackets, such as `rules[0][field]`, as nested maps. */
export type Bracketed = ReadonlyMap<string, Bracketed | string>;

type Group = Map<string, Group | string>;

/** The parameters of a URL: those of the tables of its page, and the names of the others. */
export interface Parameters {
  readonly read: ReadonlyMap<string, Bracketed>;
  readonly unknown: readonly string[];
}

const prefixesOf = (target: Target): readonly string[] =>
  pages[target].tables.flatMap(({ filter, order }) => [filter, order]);

/** Matches the prefix of a table inside a damaged name, such as `amp;obf[rules]` or `obf.rules`. */
const damaged = /(?:^|[^a-z0-9])of?[bt][fs](?![a-z0-9_])/i;

function insert(root: Group, name: string, path: string, value: string): void {
  if (!/^(?:\[[^[\]]+\])+$/.test(path)) throw badWebUrl(`Unexpected ${describe(name)} in the URL`, copyWhole);
  const steps = path.slice(1, -1).split('][');
  if (steps.length > 2 * maxLevels) throw badWebUrl(`Expected at most ${maxLevels} levels of rules in the URL`);
  let node = root;
  for (const step of steps.slice(0, -1)) {
    const next = node.get(step) ?? new Map<string, Group | string>();
    if (typeof next === 'string')
      throw badWebUrl(`${describe(name)} in the URL is both a value and a group`, copyWhole);
    node.set(step, next);
    node = next;
  }
  const last = steps.at(-1) as string;
  if (node.has(last)) throw badWebUrl(`Duplicate ${describe(name)} in the URL`, copyWhole);
  node.set(last, value);
}

/** Checks a name that is not a parameter of the page. @throws QueryError for a damaged part of a filter. */
function checkUnknown(name: string): void {
  if (/%[0-9a-f]{2}/i.test(name))
    throw badWebUrl(`The URL is percent-encoded twice: ${describe(name)}`, 'Decode it once, or copy it from the page.');
  if (damaged.test(name.split('[', 1)[0] as string))
    throw badWebUrl(`Unexpected ${describe(name)} in the URL`, copyWhole);
}

/**
 * Parses the parameters of a URL. A parameter of the other page is unknown.
 *
 * @throws QueryError for damaged parameters.
 */
export function parametersOf({ searchParams, hash }: URL, target: Target): Parameters {
  if (/[[=]|%5b|%3d/i.test(hash)) throw badWebUrl("The filter of the URL is after '#'", copyWhole);
  const own = prefixesOf(target);
  const foreign = prefixesOf(target === 'runs' ? 'datasets' : 'runs');
  const read = new Map<string, Group>();
  // The part after '#' can be a filter too, unless it is an anchor.
  const unknown = new Set(/\d|[/?&]/.test(hash) ? [hash] : []);
  for (const [name, value] of searchParams) {
    const prefix = name.split('[', 1)[0] as string;
    if (own.includes(prefix)) {
      const root: Group = read.get(prefix) ?? new Map();
      read.set(prefix, root);
      insert(root, name, name.slice(prefix.length), value);
    } else {
      if (!foreign.includes(prefix)) checkUnknown(name);
      unknown.add(prefix);
    }
  }
  return { read, unknown: [...unknown] };
}
