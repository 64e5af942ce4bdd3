import type { datasetColumns } from './generated/columns-dataset.js';
import type { lumisectionColumns } from './generated/columns-lumisection.js';
import type { runColumns } from './generated/columns-run.js';
import type { lumisectionAttributes } from './generated/lumisection.js';
import type { includedAttributes } from './generated/oms-included.js';
import type { lhcAttributes } from './generated/oms-lhc.js';
import type { luminosityAttributes } from './generated/oms-luminosity.js';
import type { operationAttributes } from './generated/oms-operation.js';
import type { triggerAttributes } from './generated/oms-trigger.js';
import type { rrDatasetAttributes } from './generated/rr-dataset.js';
import type { rrRunAttributes } from './generated/rr-run.js';

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

/** Attributes of runs from OMS, by name. Augment this interface to add attributes; see `extendCatalogue`. */
export interface OmsAttributes extends Lhc, Luminosity, Trigger, Operation, Included {}

/** The Run Registry's own attributes of runs, by name. Augment this interface to add attributes; see `extendCatalogue`. */
export interface RrAttributes extends RrRun {}

/** Every attribute of runs, by name. */
export interface RunAttributes extends Columns, OmsAttributes, RrAttributes {}

/** Attributes that only datasets have, by name. Augment this interface to add attributes; see `extendCatalogue`. */
export interface DatasetOwnAttributes extends DatasetColumns, RrDataset {}

/** Every attribute of datasets, including those of their runs, by name. */
export interface DatasetAttributes extends RunAttributes, DatasetOwnAttributes {}

/** Attributes of lumisections, by name. Augment this interface to add attributes; see `extendCatalogue`. */
export interface LumisectionAttributes extends LumisectionColumns, Lumisection {}
