// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import { freezeAll } from '../../util/freeze-all.js';

/**
 * Statuses that a flag can have in a lumisection.
 * Summaries always contain a count for `EMPTY`, even if it is 0.
 */
export const statuses = ['GOOD', 'BAD', 'STANDBY', 'EXCLUDED', 'NOTSET', 'EMPTY', 'NO VALUE FOUND'] as const;

/** Status of a flag in a lumisection. */
export type Status = (typeof statuses)[number];

/** States of a run in online certification. */
export const runStates = ['OPEN', 'SIGNOFF', 'COMPLETED'] as const;

/** State of a run in online certification. */
export type RunState = (typeof runStates)[number];

/** States of a dataset in a workspace of offline certification. */
export const datasetStates = ['OPEN', 'SIGNOFF', 'COMPLETED', 'waiting dqm gui'] as const;

/** State of a dataset in a workspace of offline certification. */
export type DatasetState = (typeof datasetStates)[number];

freezeAll(statuses, runStates, datasetStates);
