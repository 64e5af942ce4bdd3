import { QueryError } from '../errors.js';
import type { AttributeTable, Home, Scope } from './attribute.js';
import { registerFlags } from './flag-lookup.js';
import type { FlagTable } from './flags.js';
import { findAttribute, register } from './lookup.js';

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
 * @throws QueryError where a name is already an attribute of the same scope with another type.
 */
export function extendCatalogue<const Extension extends CatalogueExtension>(extension: Extension): Extension {
  for (const [part, { scope, home }] of Object.entries(places)) {
    const table = extension[part as keyof typeof places] ?? {};
    for (const [name, entry] of Object.entries(table)) {
      const before = findAttribute(name, [scope]);
      if (before !== undefined && (before.type !== entry.type || before.home !== home))
        throw new QueryError('attribute-exists', `'${name}' is already a ${before.type} attribute in ${before.home}`, {
          attribute: name,
        });
    }
    for (const [name, entry] of Object.entries(table)) register(scope, home, name, entry);
  }
  if (extension.flags !== undefined) registerFlags(extension.flags, { online: true, offline: true });
  return extension;
}
