import { QueryError } from '../errors.js';
import type { AttributeEntry, AttributeTable, AttributeType, Home, Scope } from './attribute.js';
import { registerFlags } from './flag-lookup.js';
import type { FlagTable } from './flags.js';
import { findAttribute, register } from './lookup.js';
import { didYouMean, kindOf, nearest } from './nearest.js';

/** What can be added to the catalogue. */
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
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function refuse(message: string, hint: string): never {
  throw new QueryError('bad-extension', message, { hint });
}

function checkedEntry(name: string, entry: unknown): AttributeEntry {
  if (!/^\w+$/.test(name)) refuse(`'${name}' is no name of an attribute`, 'write letters, digits and underscores');
  if (!isTable(entry)) return refuse(`the entry of '${name}' is ${kindOf(entry)}`, "write { type: 'number', … }");
  if (!(types as readonly unknown[]).includes(entry.type))
    refuse(`the type of '${name}' is ${kindOf(entry.type)}`, `write one of ${quoted(types)}`);
  const { values } = entry;
  const named = Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string');
  if (entry.type === 'enum' && !named)
    refuse(`the enum '${name}' needs its values`, "write values: ['OPEN', 'CLOSED']");
  return entry as unknown as AttributeEntry;
}

function checkedFlags(flags: unknown): FlagTable {
  const isName = (one: unknown) => typeof one === 'string' && /^\w+$/.test(one);
  if (!isTable(flags)) refuse(`the flags are ${kindOf(flags)}`, "write flags as { tracker: ['strip'] }");
  for (const [workspace, columns] of Object.entries(flags as Record<string, unknown>))
    if (!isName(workspace) || !Array.isArray(columns) || !columns.every(isName))
      refuse(
        `the flags of the workspace '${workspace}' are no list of names without hyphen`,
        "write flags as { tracker: ['strip'] }",
      );
  return flags as FlagTable;
}

/**
 * Adds attributes and flags that the catalogue lacks, for the whole process; returns its argument, so that types can be taken
 * from it.
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
 * @throws QueryError where a name is already an attribute of another type or in another place; nothing is added then.
 */
export function extendCatalogue<const Extension extends CatalogueExtension>(extension: Extension): Extension {
  if (!isTable(extension))
    return refuse(`extendCatalogue() takes an object, and ${kindOf(extension)} is none`, 'write { oms: { … } }');
  const parts = [...Object.keys(places), 'flags'];
  for (const part of Object.keys(extension))
    if (!parts.includes(part))
      refuse(
        `'${part}' is not a part of the catalogue`,
        didYouMean(nearest(part, parts)) ?? `the parts are ${quoted(parts)}`,
      );
  const added: (() => void)[] = [];
  const names = new Map<string, Home>();
  for (const [part, { scope, home }] of Object.entries(places)) {
    const table: unknown = extension[part as keyof typeof places] ?? {};
    if (!isTable(table))
      return refuse(`the part '${part}' is ${kindOf(table)}`, "write { pileup: { type: 'number', … } }");
    for (const [name, unchecked] of Object.entries(table)) {
      const entry = checkedEntry(name, unchecked);
      // Datasets can be asked by attributes of their runs too, so that a name must not belong to both.
      const before = findAttribute(name, scope === 'lumisection' ? [scope] : ['run', 'dataset']);
      const place = before?.home ?? names.get(name);
      if ((before !== undefined && before.type !== entry.type) || (place !== undefined && place !== home))
        throw new QueryError(
          'attribute-exists',
          before === undefined
            ? `'${name}' is added twice, to ${place} and to ${home}`
            : `'${name}' is already ${before.type === 'enum' ? 'an' : 'a'} ${before.type} attribute ${before.home === 'column' ? `of ${before.scope}s` : `in ${before.home}`}`,
          { attribute: name, hint: 'give it another name' },
        );
      if (scope !== 'lumisection') names.set(name, home);
      // Of `<component>_included`, the registry knows true and absent, whatever the description says.
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
