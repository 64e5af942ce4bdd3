// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';

/** The key of a lumisection in its run. */
export const lumisectionColumns = {
  /**
   * Number of the lumisection in its run, starting at 1.
   *
   * A lumisection lasts about 23.3 s.
   *
   * - Example: `42`.
   * - Never null.
   */
  lumisection_number: {
    type: 'number',
    meaning: 'Number of the lumisection in its run, starting at 1. A lumisection lasts about 23.3 s.',
    example: 42,
    nullable: false,
    range: [1, 268435454],
  },
} as const satisfies AttributeTable;
