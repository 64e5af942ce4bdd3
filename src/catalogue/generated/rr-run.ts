// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';
import { runStates } from './states.js';

/** Attributes of a run that the Run Registry owns. */
export const rrRunAttributes = {
  /**
   * Class of the run, such as Collisions24, Cosmics24 or Commissioning24.
   *
   * Classifiers of the registry assign it.
   *
   * - Example: `"Collisions22"`.
   * - Null: The run is not classified.
   */
  class: {
    type: 'string',
    meaning: 'Class of the run, such as Collisions24, Cosmics24 or Commissioning24. Classifiers of the registry assign it.',
    example: 'Collisions22',
    nullable: true,
    whenNull: 'The run is not classified.',
    sortsDatasets: true,
  },
  /**
   * State of the run in online certification.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`.
   * - Example: `"SIGNOFF"`.
   * - Null: The registry has no value for the run.
   */
  state: {
    type: 'enum',
    meaning: 'State of the run in online certification.',
    example: 'SIGNOFF',
    nullable: true,
    whenNull: 'The registry has no value for the run.',
    values: runStates,
  },
  /**
   * True if the run matters for certification.
   *
   * It is false until a classifier or a shifter marks the run as significant.
   *
   * - Example: `true`.
   * - Null: The registry has no value for the run.
   */
  significant: {
    type: 'boolean',
    meaning: 'True if the run matters for certification. It is false until a classifier or a shifter marks the run as significant.',
    example: true,
    nullable: true,
    whenNull: 'The registry has no value for the run.',
  },
  /**
   * Reason why the run was stopped, as free text.
   *
   * It is often empty.
   *
   * - Example: `"LHC beam dump"`.
   * - Null or missing: The registry has no value for the run.
   */
  stop_reason: {
    type: 'string',
    meaning: 'Reason why the run was stopped, as free text. It is often empty.',
    example: 'LHC beam dump',
    nullable: true,
    optional: true,
    whenNull: 'The registry has no value for the run.',
  },
  /**
   * True if the run was marked as short.
   *
   * Only older runs carry it.
   *
   * - Example: `false`.
   * - Null or missing: The run is not marked, as all newer runs.
   */
  short_run: {
    type: 'boolean',
    meaning: 'True if the run was marked as short. Only older runs carry it.',
    example: false,
    nullable: true,
    optional: true,
    whenNull: 'The run is not marked, as all newer runs.',
  },
  /**
   * True if OMS changed the data of the run after its sign-off.
   *
   * - Example: `true`.
   * - Null or missing: OMS has not changed the run since its sign-off.
   */
  run_needs_to_be_updated_manually: {
    type: 'boolean',
    meaning: 'True if OMS changed the data of the run after its sign-off.',
    example: true,
    nullable: true,
    optional: true,
    whenNull: 'OMS has not changed the run since its sign-off.',
  },
} as const satisfies AttributeTable;
