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
 * The attributes of a table by their paths in golden JSON. The JSON portal evaluates rules for one lumisection at a time, with the data
 * `{ dataset: { name, … }, run: { run_number, oms, rr }, lumisection: { lumisection_number, oms, rr } }`. A path selects a value of
 * it: `run.oms.energy`, `lumisection.rr.dt-dt`.
 */
type Under<Path extends string, Table> = { readonly [Name in keyof Table & string as `${Path}.${Name}`]: Table[Name] };

interface Columns {
  /** CMS run number. */
  readonly 'run.run_number': RunAttributes['run_number'];
  /** CMS run number, as `run.run_number`. Published documents use both paths. */
  readonly 'run.oms.run_number': RunAttributes['run_number'];
  /** Name of the dataset: `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly 'dataset.name': DatasetOwnAttributes['dataset_name'];
  /** Number of the lumisection in its run, from 1. */
  readonly 'lumisection.lumisection_number': LumisectionAttributes['lumisection_number'];
}

/** Every attribute of golden JSON by its path. Flags have names instead. */
export interface GoldenAttributes
  extends Columns,
    Under<'run.oms', OmsAttributes>,
    Under<'run.rr', RrAttributes>,
    Under<'dataset', Omit<DatasetOwnAttributes, 'dataset_name' | 'datasets_in_gui'>>,
    Under<'lumisection.oms', Omit<LumisectionAttributes, 'lumisection_number'>> {}

const runNumber = findAttribute('run_number', ['run']) as Attribute;

/** The run number among the attributes of OMS. Published documents use both paths. */
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

/** The prefix of paths of flags. */
export const flagPrefix = 'lumisection.rr.';

/** Returns the path of an attribute, or undefined if golden JSON lacks it: the names of a dataset in the GUI. */
export function pathOf(attribute: Attribute): string | undefined {
  const column = columns.find(([, { wire, scope }]) => wire === attribute.wire && scope === attribute.scope);
  if (column !== undefined) return column[0];
  return attribute.home === 'column' ? undefined : `${prefixes[attribute.home]}${attribute.name}`;
}

/** Returns the attribute at a path, or undefined. */
export function attributeAt(path: string): Attribute | undefined {
  const column = columns.find(([columnPath]) => columnPath === path);
  if (column !== undefined) return column[1];
  for (const [home, prefix] of Object.entries(prefixes)) {
    if (!path.startsWith(prefix)) continue;
    const scope = home === 'oms_lumisections' ? 'lumisection' : home === 'dataset_attributes' ? 'dataset' : 'run';
    const attribute = findAttribute(path.slice(prefix.length), [scope]);
    if (attribute?.home === home) return attribute;
  }
  return undefined;
}

/** Returns the flag at a path, or undefined. */
export function flagAt(path: string): string | undefined {
  const name = path.startsWith(flagPrefix) ? path.slice(flagPrefix.length) : undefined;
  return name !== undefined && flagPlaces(name) !== undefined ? name : undefined;
}

/** Returns the paths of all attributes. */
export function attributePaths(): string[] {
  const paths = (['run', 'dataset', 'lumisection'] as const).flatMap((scope) =>
    attributeNames([scope]).flatMap((name) => pathOf(findAttribute(name, [scope]) as Attribute) ?? []),
  );
  return [...new Set([...columns.map(([path]) => path), ...paths])];
}

/** Returns the paths of all flags. */
export const flagPaths = (): string[] => flagNames().map((name) => `${flagPrefix}${name}`);
