import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import type { AttributeEntry, AttributeTable, AttributeType, Home, Scope } from './attribute.js';
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

const types: readonly AttributeType[] = ['number', 'date', 'string', 'enum', 'boolean', 'list'];
const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function reject(message: string, hint: string): never {
  throw new QueryError('bad-extension', message, { hint });
}

function checkedEntry(name: string, entry: unknown): AttributeEntry {
  if (!/^\w+$/.test(name))
    reject(`Expected the name of an attribute, got '${name}'`, 'Use letters, digits and underscores.');
  if (!isTable(entry))
    return reject(`Expected an entry for '${name}', got ${describe(entry)}`, "Write { type: 'number', … }.");
  if (!(types as readonly unknown[]).includes(entry.type))
    reject(`Expected the type of '${name}', got ${describe(entry.type)}`, `Write one of ${quoted(types)}.`);
  const { values } = entry;
  const named = Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string');
  if (entry.type === 'enum' && !named)
    reject(`Expected an array of strings as the values of the enum '${name}'`, "Write values: ['OPEN', 'CLOSED'].");
  return entry as unknown as AttributeEntry;
}

function checkedFlags(flags: unknown): FlagTable {
  const isName = (one: unknown) => typeof one === 'string' && /^\w+$/.test(one);
  if (!isTable(flags))
    reject(`Expected an object of flags by workspace, got ${describe(flags)}`, "Write { tracker: ['strip'] }.");
  for (const [workspace, columns] of Object.entries(flags as Record<string, unknown>))
    if (!isName(workspace) || !Array.isArray(columns) || !columns.every(isName))
      reject(
        `Expected an array of names without hyphens for the workspace '${workspace}'`,
        "Write { tracker: ['strip'] }.",
      );
  return flags as FlagTable;
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
export function extendCatalogue<const Extension extends CatalogueExtension>(extension: Extension): Extension {
  if (!isTable(extension))
    return reject(`Expected an object for extendCatalogue(), got ${describe(extension)}`, 'Write { oms: { … } }.');
  const parts = [...Object.keys(places), 'flags'];
  for (const part of Object.keys(extension))
    if (!parts.includes(part))
      reject(
        `Unknown part '${part}' of the catalogue`,
        didYouMean(nearest(part, parts)) ?? `The parts are ${quoted(parts)}.`,
      );
  const added: (() => void)[] = [];
  const names = new Map<string, Home>();
  for (const [part, { scope, home }] of Object.entries(places)) {
    const table: unknown = extension[part as keyof typeof places] ?? {};
    if (!isTable(table))
      return reject(
        `Expected an object of attributes for '${part}', got ${describe(table)}`,
        "Write { pileup: { type: 'number', … } }.",
      );
    for (const [name, unchecked] of Object.entries(table)) {
      const entry = checkedEntry(name, unchecked);
      // Queries for datasets accept attributes of runs, so a name must not belong to both.
      const before = findAttribute(name, scope === 'lumisection' ? [scope] : ['run', 'dataset']);
      const place = before?.home ?? names.get(name);
      if ((before !== undefined && before.type !== entry.type) || (place !== undefined && place !== home))
        throw new QueryError(
          'attribute-exists',
          before === undefined
            ? `Cannot add '${name}' twice, to ${place} and to ${home}`
            : `Cannot add '${name}', which is ${before.type === 'enum' ? 'an' : 'a'} ${before.type} attribute ${before.home === 'column' ? `of ${before.scope}s` : `in ${before.home}`}`,
          { attribute: name, hint: 'Choose another name.' },
        );
      if (scope !== 'lumisection') names.set(name, home);
      // The registry stores `<component>_included` as true or not at all, whatever the entry says.
      const included = home === 'oms_attributes' && name.endsWith('_included');
      added.push(() =>
        register({ scope, home }, name, included ? { ...entry, optional: true, absence: 'false' } : entry),
      );
    }
  }
  const flags = extension.flags === undefined ? {} : checkedFlags(extension.flags);
  for (const add of added) add();
  registerFlags(flags, { online: true, offline: true });
  return extension;
}
