// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';

/** The key of a run, a column of its own in the tables of runs and of datasets. */
export const runColumns = {
  /**
   * CMS run number, the key of a run.
   *
   * Each dataset carries the number of its run.
   *
   * - Example: `355556`.
   * - Never null.
   */
  run_number: {
    type: 'number',
    meaning: 'CMS run number, the key of a run. Each dataset carries the number of its run.',
    example: 355556,
    nullable: false,
    range: [1, 2147483647],
    serverOrder: 'number',
    identifies: 'run',
  },
} as const satisfies AttributeTable;
