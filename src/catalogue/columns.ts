import type { AttributeTable } from './attribute.js';

/** The key of a run, a column of its own in runs and in datasets. */
export const runColumns = {
  /** CMS run number, the key of a run; every dataset carries the number of its run. */
  run_number: {
    type: 'number',
    meaning: 'CMS run number, the key of a run; every dataset carries the number of its run.',
    example: 355556,
    nullable: false,
    range: [1, 2147483647],
    serverOrder: 'number',
  },
} as const satisfies AttributeTable;

/** Columns of datasets. */
export const datasetColumns = {
  /** Name of the dataset: online, or a path such as /PromptReco/Collisions2022A/DQM. Rows and payloads call it name. */
  dataset_name: {
    type: 'string',
    meaning:
      'Name of the dataset: online, or a path such as /PromptReco/Collisions2022A/DQM. Rows and payloads call it name.',
    example: '/PromptReco/Collisions2018A/DQM',
    nullable: false,
  },
  /** Names under which the dataset stands in the DQM GUI. */
  datasets_in_gui: {
    type: 'list',
    meaning: 'Names under which the dataset stands in the DQM GUI.',
    example: ['/ZeroBias/Run2018A-PromptReco-v1/DQMIO'],
    nullable: false,
    match: 'exact',
  },
} as const satisfies AttributeTable;
