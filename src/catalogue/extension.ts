import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isOptions } from '../util/json-object.js';
import { checkArgumentCount } from '../util/limit-arguments.js';
import type { Attribute, AttributeEntry, AttributeTable, Home, Scope } from './attribute.js';
import { checkedEntry, reject } from './extension-entry.js';
import { registerFlags } from './flag-lookup.js';
import type { FlagTable } from './flags.js';
import { findAttribute, register } from './lookup.js';
import { didYouMean, nearest, quoted } from './nearest.js';

/** Attributes and flags to add to the catalogue. */
export interface CatalogueExtension {
  /** Attributes of runs from OMS. */
  readonly oms?: AttributeTable;
  /** Attributes of runs of the Run Registry itself. */
  readonly rr?: AttributeTable;
  /** Attributes of datasets. */
  readonly dataset?: AttributeTable;
  /** Bits of lumisections. */
  readonly lumisection?: AttributeTable;
  /** Flags by workspace. */
  readonly flags?: FlagTable;
}

const places: Readonly<Record<'oms' | 'rr' | 'dataset' | 'lumisection', { scope: Scope; home: Home }>> = {
  oms: { scope: 'run', home: 'oms_attributes' },
  rr: { scope: 'run', home: 'rr_attributes' },
  dataset: { scope: 'dataset', home: 'dataset_attributes' },
  lumisection: { scope: 'lumisection', home: 'oms_lumisections' },
};

function checkedFlags(flags: unknown): FlagTable {
  const isName = (name: unknown) => typeof name === 'string' && /^\w+$/.test(name);
  if (!isOptions(flags))
    return reject(`Expected an object of flags by workspace, got ${describe(flags)}`, "Write { tracker: ['strip'] }.");
  for (const [workspace, columns] of Object.entries(flags))
    if (!isName(workspace) || !Array.isArray(columns) || !Array.from(columns).every(isName))
      reject(
        `Expected an array of names without hyphens for the workspace '${workspace}'`,
        "Write { tracker: ['strip'] }.",
      );
  return flags as FlagTable;
}

/** An entry of the extension with its name and place. */
interface Addition {
  readonly name: string;
  readonly entry: AttributeEntry;
  readonly scope: Scope;
  readonly home: Home;
}

/** Checks the attributes of one part of the extension. */
function entriesOf(table: unknown, part: string, place: { readonly scope: Scope; readonly home: Home }): Addition[] {
  if (!isOptions(table))
    return reject(
      `Expected an object of attributes for '${part}', got ${describe(table)}`,
      "Write { pileup: { type: 'number', … } }.",
    );
  return Object.entries(table).map(([name, unchecked]) => {
    const entry = checkedEntry(name, unchecked);
    // The registry stores `<component>_included` as true or not at all, whatever the entry says.
    const isIncluded = place.home === 'oms_attributes' && name.endsWith('_included');
    return { name, ...place, entry: isIncluded ? { ...entry, optional: true, absence: 'false' } : entry };
  });
}

function describeAttribute({ type, home, scope }: Attribute): string {
  return `${type === 'enum' ? 'an' : 'a'} ${type} attribute ${home === 'column' ? `of ${scope}s` : `in ${home}`}`;
}

/** Checks that no attribute exists with another type or in another place, in the catalogue or in the extension. */
function checkPlaces(additions: readonly Addition[]): void {
  const homes = new Map<string, Home>();
  const exists = (name: string, message: string): never => {
    throw new QueryError('attribute-exists', message, { attribute: name, hint: 'Choose another name.' });
  };
  for (const { name, entry, scope, home } of additions) {
    // Queries for datasets accept attributes of runs, so a name must not belong to both.
    const existing = findAttribute(name, scope === 'lumisection' ? [scope] : ['run', 'dataset']);
    if (existing !== undefined && (existing.type !== entry.type || existing.home !== home))
      exists(name, `Cannot add '${name}', which is ${describeAttribute(existing)}`);
    const added = homes.get(name);
    if (existing === undefined && added !== undefined && added !== home)
      exists(name, `Cannot add '${name}' twice, to ${added} and to ${home}`);
    if (scope !== 'lumisection') homes.set(name, home);
  }
}

/**
 * Adds attributes and flags to the catalogue of this process, and returns its argument for use in types.
 *
 * @example
 * ```ts
 * import { extendCatalogue } from 'runregistry';
 *
 * const mine = extendCatalogue({
 *   oms: { pileup: { type: 'number', meaning: 'Mean pile-up of the run.', example: 52.1, nullable: true } },
 *   flags: { tracker: ['alignment'] },
 * });
 * type Mine = typeof mine;
 *
 * declare module 'runregistry' {
 *   interface OmsAttributes extends Pick<Mine['oms'], keyof Mine['oms']> {}
 *   interface CustomFlags extends Pick<Mine['flags'], keyof Mine['flags']> {}
 * }
 * ```
 * @throws QueryError if an attribute of that name exists with another type or in another place. Nothing is added then.
 */
export function extendCatalogue<const Extension extends CatalogueExtension>(extension: Extension): Extension;
export function extendCatalogue(...args: readonly CatalogueExtension[]): CatalogueExtension {
  checkArgumentCount('extendCatalogue', args, 1, 'Call extendCatalogue() for each extension.');
  const [extension] = args;
  if (!isOptions(extension))
    return reject(`Expected an object for extendCatalogue(), got ${describe(extension)}`, 'Write { oms: { … } }.');
  const parts = [...Object.keys(places), 'flags'];
  for (const part of Object.keys(extension))
    if (!parts.includes(part))
      reject(
        `Unknown part '${part}' of the catalogue`,
        didYouMean(nearest(part, parts)) ?? `The parts are ${quoted(parts)}.`,
      );
  const entries = Object.entries(places).flatMap(([part, place]) => {
    const table = extension[part as keyof typeof places];
    return table === undefined ? [] : entriesOf(table, part, place);
  });
  checkPlaces(entries);
  const flags = extension.flags === undefined ? {} : checkedFlags(extension.flags);
  for (const { name, entry, ...place } of entries) register(place, name, entry);
  registerFlags(flags, { online: true, offline: true });
  return extension;
}
