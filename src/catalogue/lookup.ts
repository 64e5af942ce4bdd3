import { QueryError } from '../errors.js';
import type { Attribute, AttributeEntry, Home, Scope } from './attribute.js';
import { flagPlaces } from './flag-lookup.js';
import { groups } from './generated/groups.js';
import { includedAttribute } from './generated/oms-included.js';
import { didYouMean, kindOf, nearest } from './nearest.js';
import { notAnAttribute } from './sentences.js';

const byScope: Record<Scope, Map<string, Attribute>> = { run: new Map(), dataset: new Map(), lumisection: new Map() };

/** Where the registry stores an attribute, and under which name if it is a column. */
interface Place {
  readonly scope: Scope;
  readonly home: Home;
  readonly column?: string | undefined;
}

/** Everything that is known of an attribute, in an object that shares nothing with the entry and cannot be changed. */
function describe({ scope, home, column }: Place, name: string, entry: AttributeEntry): Attribute {
  const own = Object.entries(entry).map(([key, value]) => [
    key,
    Array.isArray(value) ? Object.freeze([...value]) : value,
  ]);
  const wire = home === 'column' ? (column ?? name) : `${home}.${name}`;
  return Object.freeze({ ...(Object.fromEntries(own) as AttributeEntry), name, scope, home, wire });
}

/** Puts an attribute into the catalogue. */
export function register(place: Place, name: string, entry: AttributeEntry): void {
  byScope[place.scope].set(name, describe(place, name, entry));
}

for (const { scope, home, table, rename } of groups)
  for (const [name, entry] of Object.entries(table)) register({ scope, home, column: rename?.[name] }, name, entry);

const includedName = /^[a-z0-9_]+_included$/;
const askedFor = new Map<string, Attribute>();

/**
 * The registry derives `<component>_included` from any component that OMS lists, so every such name is an attribute. It is kept
 * beside the catalogue: to have been asked for does not make a name one to be listed or suggested.
 */
function included(name: string): Attribute {
  const known = askedFor.get(name);
  if (known !== undefined) return known;
  const component = name.slice(0, -'_included'.length).toUpperCase();
  const attribute = describe({ scope: 'run', home: 'oms_attributes' }, name, includedAttribute(component));
  askedFor.set(name, attribute);
  return attribute;
}

/** The attribute of that name in the given scopes, or undefined. */
export function findAttribute(name: string, scopes: readonly Scope[]): Attribute | undefined {
  for (const scope of scopes) {
    const found = byScope[scope].get(name);
    if (found !== undefined) return found;
  }
  return scopes.includes('run') && includedName.test(name) ? included(name) : undefined;
}

/** Names of all attributes in the given scopes. */
export function attributeNames(scopes: readonly Scope[]): string[] {
  return scopes.flatMap((scope) => [...byScope[scope].keys()]);
}

const owner: Record<Scope, string> = { run: 'runs', dataset: 'datasets', lumisection: 'lumisections' };

/**
 * The attribute of that name in the given scopes.
 * @throws QueryError that names the nearest attributes, or the builder that knows the name.
 */
export function lookUp(name: unknown, scopes: readonly Scope[], what: string): Attribute {
  if (typeof name !== 'string')
    throw new QueryError('unknown-attribute', `${kindOf(name)} is not an attribute of ${what}`, {
      attribute: String(kindOf(name)),
      hint: "write its name as a text, such as 'energy'",
    });
  const found = findAttribute(name, scopes);
  if (found !== undefined) return found;
  const elsewhere = (['run', 'dataset', 'lumisection'] as const).find((scope) => byScope[scope].has(name));
  const suggestions = nearest(name, attributeNames(scopes));
  throw new QueryError('unknown-attribute', notAnAttribute(name, what), {
    attribute: name,
    suggestions,
    hint:
      elsewhere !== undefined
        ? `it belongs to ${owner[elsewhere]}`
        : flagPlaces(name) !== undefined
          ? `it is a flag: write flag('${name}').is('GOOD')`
          : didYouMean(suggestions),
  });
}
