// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';

/** Columns of the table of datasets. */
export const datasetColumns = {
  /**
   * Name of the dataset: online, or a path such as /PromptReco/Collisions2022A/DQM.
   *
   * Rows and payloads call it name.
   *
   * - Example: `"/PromptReco/Collisions2018A/DQM"`.
   * - Never null.
   */
  dataset_name: {
    type: 'string',
    meaning: 'Name of the dataset: online, or a path such as /PromptReco/Collisions2022A/DQM. Rows and payloads call it name.',
    example: '/PromptReco/Collisions2018A/DQM',
    nullable: false,
  },
  /**
   * Names of the dataset in the DQM GUI.
   *
   * - Example: `["/ZeroBias/Run2018A-PromptReco-v1/DQMIO"]`.
   * - Never null.
   */
  datasets_in_gui: {
    type: 'list',
    meaning: 'Names of the dataset in the DQM GUI.',
    example: ['/ZeroBias/Run2018A-PromptReco-v1/DQMIO'],
    nullable: false,
    match: 'exact',
  },
} as const satisfies AttributeTable;
