// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { Group } from '../attribute.js';
import { datasetColumns } from './columns-dataset.js';
import { lumisectionColumns } from './columns-lumisection.js';
import { runColumns } from './columns-run.js';
import { lumisectionAttributes } from './lumisection.js';
import { includedAttributes } from './oms-included.js';
import { lhcAttributes } from './oms-lhc.js';
import { luminosityAttributes } from './oms-luminosity.js';
import { operationAttributes } from './oms-operation.js';
import { triggerAttributes } from './oms-trigger.js';
import { rrDatasetAttributes } from './rr-dataset.js';
import { rrRunAttributes } from './rr-run.js';

/** All tables of attributes, in the order in which names are looked up. */
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
