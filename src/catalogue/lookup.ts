import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import type { Attribute, AttributeEntry, Home, Scope } from './attribute.js';
import { codeHint } from './code-hint.js';
import { flagPlaces, flagsOfColumn, isWorkspace } from './flag-lookup.js';
import { groups } from './generated/groups.js';
import { includedAttribute } from './generated/oms-included.js';
import { type AttributeUse, columnHint, flagHint, scopeHints, unknownAttribute, workspaceHint } from './messages.js';
import { didYouMean, nearest } from './nearest.js';
import { meantBy } from './synonyms.js';

const byScope: Record<Scope, Map<string, Attribute>> = { run: new Map(), dataset: new Map(), lumisection: new Map() };

/** Where the registry stores an attribute, with the name of its column if it differs. */
interface Place {
  readonly scope: Scope;
  readonly home: Home;
  readonly column?: string | undefined;
}

/** Returns a frozen copy of an entry with its name and place. */
function attributeOf({ scope, home, column }: Place, name: string, entry: AttributeEntry): Attribute {
  const own = Object.entries(entry).map(([key, value]) => [
    key,
    Array.isArray(value) ? Object.freeze([...value]) : value,
  ]);
  const wire = home === 'column' ? (column ?? name) : `${home}.${name}`;
  return Object.freeze({ ...(Object.fromEntries(own) as AttributeEntry), name, scope, home, wire });
}

/** Adds an attribute to the catalogue. */
export function register(place: Place, name: string, entry: AttributeEntry): void {
  byScope[place.scope].set(name, attributeOf(place, name, entry));
}

for (const { scope, home, table, rename } of groups)
  for (const [name, entry] of Object.entries(table)) register({ scope, home, column: rename?.[name] }, name, entry);

const includedName = /^[a-z0-9_]+_included$/;
const includedAttributes = new Map<string, Attribute>();

/**
 * Returns the attribute `<component>_included`. The registry derives it from any component that OMS lists, so every such name is
 * valid, but is neither listed nor suggested.
 */
function included(name: string): Attribute {
  const cached = includedAttributes.get(name);
  if (cached !== undefined) return cached;
  const component = name.slice(0, -'_included'.length).toUpperCase();
  const attribute = attributeOf({ scope: 'run', home: 'oms_attributes' }, name, includedAttribute(component));
  includedAttributes.set(name, attribute);
  return attribute;
}

/** Returns the attribute with a name in the given scopes, or undefined. */
export function findAttribute(name: string, scopes: readonly Scope[]): Attribute | undefined {
  for (const scope of scopes) {
    const attribute = byScope[scope].get(name);
    if (attribute !== undefined) return attribute;
  }
  return scopes.includes('run') && includedName.test(name) ? included(name) : undefined;
}

/** Returns the scopes of the attributes that a query can name, the scope of runs first. */
export function scopesOf(target: 'runs' | 'datasets'): readonly ('run' | 'dataset')[] {
  return target === 'runs' ? ['run'] : ['run', 'dataset'];
}

/** Returns the names of all attributes in the given scopes. */
export function attributeNames(scopes: readonly Scope[]): string[] {
  return scopes.flatMap((scope) => [...byScope[scope].keys()]);
}

/** Returns the name of `run.energy` and other handles. */
function nameOfHandle(value: unknown): string | undefined {
  const info: unknown = typeof value === 'object' && value !== null && 'info' in value ? value.info : undefined;
  return typeof info === 'object' && info !== null && 'name' in info ? String(info.name) : undefined;
}

/**
 * Returns the attribute with a name in the given scopes.
 *
 * @param owner The owner of the attributes, in messages: `runs`.
 * @param use The method of a query that takes the name.
 * @throws QueryError with the closest valid names, or with the owner of the name.
 */
export function lookUp(name: unknown, scopes: readonly Scope[], owner: string, use?: AttributeUse): Attribute {
  if (typeof name !== 'string')
    throw new QueryError('unknown-attribute', `Expected the name of an attribute of ${owner}, got ${describe(name)}`, {
      attribute: describe(name),
      hint:
        use === 'orderBy'
          ? `Write orderBy('${nameOfHandle(name) ?? 'energy'}', 'desc').`
          : use === 'select' && Array.isArray(name)
            ? "Write select('energy', 'class') without brackets."
            : `Write a name such as '${nameOfHandle(name) ?? 'energy'}'.`,
    });
  const attribute = findAttribute(name, scopes);
  if (attribute !== undefined) return attribute;
  // The registry's own names have prefixes: `oms_attributes.energy`.
  const last = name.slice(name.lastIndexOf('.') + 1);
  const names = attributeNames(scopes);
  const code = use === undefined ? undefined : codeHint(name, names, use);
  const known = code === undefined ? knownAs(last, names) : [];
  const other = known.length > 0 ? undefined : (code ?? otherUse(last, scopes, use));
  const suggestions = known.length > 0 || other !== undefined ? known : nearest(last, names);
  const hint = other ?? didYouMean(suggestions) ?? 'Use extendCatalogue() to add missing attributes.';
  throw new QueryError('unknown-attribute', unknownAttribute(name, owner), { attribute: name, suggestions, hint });
}

/** Returns the attribute of a query with a name. @throws QueryError for an unknown name. */
export const queryAttribute = (name: unknown, target: 'runs' | 'datasets', use?: AttributeUse): Attribute =>
  lookUp(name, scopesOf(target), target, use);

/** Returns the names with the word as their name, as a synonym, or as the workspace of the state. */
function knownAs(word: string, names: readonly string[]): readonly string[] {
  if (names.includes(word)) return [word];
  const meant = meantBy(word, names);
  return meant.length > 0 || !isWorkspace(word) ? meant : [`${word}_state`].filter((name) => names.includes(name));
}

const examples: Record<Scope, string> = { run: 'energy', dataset: 'tracker_state', lumisection: 'bpix_ready' };
const flagCondition = "Write flag('dt-dt').is('GOOD').";

/** Returns the hint for a prefix of the registry. In lumisections, `rr` has the flags. */
function prefixHint(name: string, [scope = 'run']: readonly Scope[]): string | undefined {
  if (!/^(oms|rr)(_attributes)?$/.test(name)) return undefined;
  if (scope === 'lumisection' && name.startsWith('rr')) return flagCondition;
  return `Write the name of the attribute without the prefix: '${examples[scope]}'.`;
}

/** Returns the hint for a name of a flag, of a workspace or of another scope, or undefined. */
function otherUse(name: string, scopes: readonly Scope[], use: AttributeUse | undefined): string | undefined {
  if (flagPlaces(name) !== undefined) return flagHint(name, use ?? 'where');
  // Handles have no method `flag`.
  if (use === undefined && /^flags?$/.test(name)) return flagCondition;
  const prefix = prefixHint(name, scopes);
  if (prefix !== undefined) return prefix;
  const elsewhere = (['run', 'dataset', 'lumisection'] as const).find((scope) => byScope[scope].has(name));
  if (elsewhere === undefined)
    return isWorkspace(name) ? workspaceHint(name, use ?? 'where') : columnHint(flagsOfColumn(name), use ?? 'where');
  const hint = use !== undefined && elsewhere !== 'run' ? ` ${scopeHints[elsewhere]}` : '';
  return `It belongs to ${elsewhere}s.${hint}`;
}
