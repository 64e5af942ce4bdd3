import type { Attribute } from './attribute.js';
import { flagNames, flagPlaces } from './flag-lookup.js';
import { attributeNames, findAttribute } from './lookup.js';
import type {
  DatasetOwnAttributes,
  LumisectionAttributes,
  OmsAttributes,
  RrAttributes,
  RunAttributes,
} from './tables.js';

/**
 * What golden JSON calls an attribute. The JSON portal decides on one lumisection at a time, over
 * `{ dataset: { name, … }, run: { run_number, oms, rr }, lumisection: { lumisection_number, oms, rr } }`; a path leads to the value
 * there: `run.oms.energy`, `lumisection.rr.dt-dt`.
 */
type Under<Path extends string, Table> = { readonly [Name in keyof Table & string as `${Path}.${Name}`]: Table[Name] };

interface Columns {
  readonly 'run.run_number': RunAttributes['run_number'];
  readonly 'run.oms.run_number': RunAttributes['run_number'];
  readonly 'dataset.name': DatasetOwnAttributes['dataset_name'];
  readonly 'lumisection.lumisection_number': LumisectionAttributes['lumisection_number'];
}

/** Every attribute that golden JSON can be asked by, by its path; flags are asked by their names. */
export interface GoldenAttributes
  extends Columns,
    Under<'run.oms', OmsAttributes>,
    Under<'run.rr', RrAttributes>,
    Under<'dataset', Omit<DatasetOwnAttributes, 'dataset_name' | 'datasets_in_gui'>>,
    Under<'lumisection.oms', Omit<LumisectionAttributes, 'lumisection_number'>> {}

const runNumber = findAttribute('run_number', ['run']) as Attribute;

/** The run number once more, as it stands among the attributes of OMS; public documents use both. */
const omsRunNumber: Attribute = Object.freeze({
  ...runNumber,
  home: 'oms_attributes',
  wire: 'oms_attributes.run_number',
});

const columns: readonly (readonly [path: string, attribute: Attribute])[] = [
  ['run.run_number', runNumber],
  ['run.oms.run_number', omsRunNumber],
  ['dataset.name', findAttribute('dataset_name', ['dataset']) as Attribute],
  ['lumisection.lumisection_number', findAttribute('lumisection_number', ['lumisection']) as Attribute],
];

const prefixes = {
  oms_attributes: 'run.oms.',
  rr_attributes: 'run.rr.',
  dataset_attributes: 'dataset.',
  oms_lumisections: 'lumisection.oms.',
} as const;

/** Where golden JSON finds the statuses of a lumisection. */
export const flagPrefix = 'lumisection.rr.';

/** The path of an attribute, or undefined where golden JSON has none: the names of a dataset in the GUI. */
export function pathOf(attribute: Attribute): string | undefined {
  const column = columns.find(([, one]) => one.wire === attribute.wire && one.scope === attribute.scope);
  if (column !== undefined) return column[0];
  return attribute.home === 'column' ? undefined : `${prefixes[attribute.home]}${attribute.name}`;
}

/** The attribute at a path, or undefined. */
export function attributeAt(path: string): Attribute | undefined {
  const column = columns.find(([one]) => one === path);
  if (column !== undefined) return column[1];
  for (const [home, prefix] of Object.entries(prefixes)) {
    if (!path.startsWith(prefix)) continue;
    const scope = home === 'oms_lumisections' ? 'lumisection' : home === 'dataset_attributes' ? 'dataset' : 'run';
    const found = findAttribute(path.slice(prefix.length), [scope]);
    if (found?.home === home) return found;
  }
  return undefined;
}

/** The flag at a path, or undefined. */
export function flagAt(path: string): string | undefined {
  const name = path.startsWith(flagPrefix) ? path.slice(flagPrefix.length) : undefined;
  return name !== undefined && flagPlaces(name) !== undefined ? name : undefined;
}

/** Paths of all attributes. */
export function attributePaths(): string[] {
  const found = (['run', 'dataset', 'lumisection'] as const).flatMap((scope) =>
    attributeNames([scope]).flatMap((name) => pathOf(findAttribute(name, [scope]) as Attribute) ?? []),
  );
  return [...new Set([...columns.map(([path]) => path), ...found])];
}

/** Paths of all flags. */
export const flagPaths = (): string[] => flagNames().map((name) => `${flagPrefix}${name}`);
