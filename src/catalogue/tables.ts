import type { AttributeTable, Home, Scope } from './attribute.js';
import { datasetColumns, runColumns } from './columns.js';
import { lumisectionAttributes, lumisectionColumns } from './lumisection.js';
import { includedAttributes } from './oms-included.js';
import { lhcAttributes } from './oms-lhc.js';
import { luminosityAttributes } from './oms-luminosity.js';
import { operationAttributes } from './oms-operation.js';
import { triggerAttributes } from './oms-trigger.js';
import { rrDatasetAttributes } from './rr-dataset.js';
import { rrRunAttributes } from './rr-run.js';

type Columns = typeof runColumns;
type Lhc = typeof lhcAttributes;
type Luminosity = typeof luminosityAttributes;
type Trigger = typeof triggerAttributes;
type Operation = typeof operationAttributes;
type Included = typeof includedAttributes;
type RrRun = typeof rrRunAttributes;
type DatasetColumns = typeof datasetColumns;
type RrDataset = typeof rrDatasetAttributes;
type LumisectionColumns = typeof lumisectionColumns;
type Lumisection = typeof lumisectionAttributes;

/** Attributes of runs that come from OMS, by name. Augment it to add your own; see `extendCatalogue`. */
export interface OmsAttributes extends Lhc, Luminosity, Trigger, Operation, Included {}

/** Attributes of runs that are the Run Registry's own, by name. Augment it to add your own; see `extendCatalogue`. */
export interface RrAttributes extends RrRun {}

/** Every attribute of runs, by name. */
export interface RunAttributes extends Columns, OmsAttributes, RrAttributes {}

/** Attributes that only datasets have, by name. Augment it to add your own; see `extendCatalogue`. */
export interface DatasetOwnAttributes extends DatasetColumns, RrDataset {}

/** Every attribute that datasets can be asked for, those of their runs included, by name. */
export interface DatasetAttributes extends RunAttributes, DatasetOwnAttributes {}

/** Number, bits and numbers of one lumisection, by name. Augment it to add your own; see `extendCatalogue`. */
export interface LumisectionAttributes extends LumisectionColumns, Lumisection {}

/** One place of the registry and the attributes that live there. */
export interface Group {
  readonly scope: Scope;
  readonly home: Home;
  readonly table: AttributeTable;
  /** Filter keys of columns that are called otherwise than their attribute. */
  readonly rename?: Readonly<Record<string, string>>;
}

/** All places, in the order in which names are looked up. */
export const groups: readonly Group[] = [
  { scope: 'run', home: 'column', table: runColumns },
  { scope: 'run', home: 'rr_attributes', table: rrRunAttributes },
  { scope: 'run', home: 'oms_attributes', table: lhcAttributes },
  { scope: 'run', home: 'oms_attributes', table: luminosityAttributes },
  { scope: 'run', home: 'oms_attributes', table: triggerAttributes },
  { scope: 'run', home: 'oms_attributes', table: operationAttributes },
  { scope: 'run', home: 'oms_attributes', table: includedAttributes },
  { scope: 'dataset', home: 'column', table: datasetColumns, rename: { dataset_name: 'name' } },
  { scope: 'dataset', home: 'dataset_attributes', table: rrDatasetAttributes },
  { scope: 'lumisection', home: 'column', table: lumisectionColumns },
  { scope: 'lumisection', home: 'oms_lumisections', table: lumisectionAttributes },
];
