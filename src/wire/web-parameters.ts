import { describe } from '../expression/describe.js';
import type { Target } from '../print/formula.js';
import { badWebUrl, copyWhole, maxLevels, pages } from './web-page.js';

/** What an address holds in brackets, such as `rules[0][field]`: values, and groups of them. */
export type Bracketed = ReadonlyMap<string, Bracketed | string>;

type Group = Map<string, Group | string>;

/** The parameters of an address: those of the tables of its page, and the names of all others. */
export interface Parameters {
  readonly known: ReadonlyMap<string, Bracketed>;
  readonly unknown: readonly string[];
}

const prefixesOf = (target: Target): readonly string[] =>
  pages[target].tables.flatMap(({ filter, order }) => [filter, order]);

/** A prefix of a table anywhere in a name, as in `amp;obf[rules]` or `obf.rules`. */
const damaged = /(?:^|[^a-z0-9])of?[bt][fs](?![a-z0-9_])/i;

function insert(root: Group, name: string, path: string, value: string): void {
  if (!/^(?:\[[^[\]]+\])+$/.test(path))
    throw badWebUrl(`${describe(name)} of the address is no part of a rule`, copyWhole);
  const steps = path.slice(1, -1).split('][');
  if (steps.length > 2 * maxLevels) throw badWebUrl(`the address holds more than ${maxLevels} levels of rules`);
  let node = root;
  for (const step of steps.slice(0, -1)) {
    const next = node.get(step) ?? new Map<string, Group | string>();
    if (typeof next === 'string')
      throw badWebUrl(`${describe(name)} of the address is a value and a group at once`, copyWhole);
    node.set(step, next);
    node = next;
  }
  const last = steps.at(-1) as string;
  if (node.has(last)) throw badWebUrl(`${describe(name)} stands in the address twice`, copyWhole);
  node.set(last, value);
}

/** A name that is no parameter of the page. @throws QueryError for one that was a part of a filter before it was damaged. */
function checkUnknown(name: string): void {
  if (/%[0-9a-f]{2}/i.test(name))
    throw badWebUrl(
      `the address is percent-encoded twice: ${describe(name)}`,
      'decode it once, or copy it from the web page',
    );
  if (damaged.test(name.split('[', 1)[0] as string))
    throw badWebUrl(`${describe(name)} of the address is no part of a rule`, copyWhole);
}

/**
 * Sorts the parameters of an address by the tables of its page. A prefix of the other page is unknown here.
 * @throws QueryError for parameters that are damaged.
 */
export function parametersOf({ searchParams, hash }: URL, target: Target): Parameters {
  if (/[[=]|%5b|%3d/i.test(hash)) throw badWebUrl(`the address holds its filter behind '#'`, copyWhole);
  const own = prefixesOf(target);
  const foreign = prefixesOf(target === 'runs' ? 'datasets' : 'runs');
  const known = new Map<string, Group>();
  // What stands behind '#' asks for something too, unless it is the place of a heading.
  const unknown = new Set(/\d|[/?&]/.test(hash) ? [hash] : []);
  for (const [name, value] of searchParams) {
    const prefix = name.split('[', 1)[0] as string;
    if (own.includes(prefix)) {
      const root: Group = known.get(prefix) ?? new Map();
      known.set(prefix, root);
      insert(root, name, name.slice(prefix.length), value);
    } else {
      if (!foreign.includes(prefix)) checkUnknown(name);
      unknown.add(prefix);
    }
  }
  return { known, unknown: [...unknown] };
}
