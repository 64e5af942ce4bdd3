// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';

/** Times, length, magnetic field and components of a run. */
export const operationAttributes = {
  /**
   * Type of the run in the data acquisition.
   *
   * Certification uses GLOBAL-RUN.
   *
   * - Example: `"GLOBAL-RUN"`.
   * - Null: OMS has no value for the run.
   */
  sequence: {
    type: 'string',
    meaning: 'Type of the run in the data acquisition. Certification uses GLOBAL-RUN.',
    example: 'GLOBAL-RUN',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Clock of CMS during the run: LHC or LOCAL.
   *
   * - Example: `"LHC"`.
   * - Null: OMS has no value for the run.
   */
  clock_type: {
    type: 'string',
    meaning: 'Clock of CMS during the run: LHC or LOCAL.',
    example: 'LHC',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Magnetic field of the solenoid.
   *
   * The nominal field is 3.8, and about 0.02 remains when the magnet is off.
   *
   * - Unit: T (teslas).
   * - Example: `3.8`.
   * - Null: OMS has no value for the run.
   */
  b_field: {
    type: 'number',
    unit: 'T',
    meaning: 'Magnetic field of the solenoid. The nominal field is 3.8, and about 0.02 remains when the magnet is off.',
    example: 3.8,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
    range: [0, 4],
    serverOrder: 'number',
    sortsDatasets: true,
  },
  /**
   * Time at which the run started.
   *
   * - Unit: UTC (Coordinated Universal Time).
   * - Example: `"2022-07-12T21:22:46Z"`.
   * - Null: OMS has no value for the run.
   */
  start_time: {
    type: 'date',
    unit: 'UTC',
    meaning: 'Time at which the run started.',
    example: '2022-07-12T21:22:46Z',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Time at which the run stopped.
   *
   * - Unit: UTC (Coordinated Universal Time).
   * - Example: `"2022-07-12T22:47:40Z"`.
   * - Null: The run is ongoing.
   */
  end_time: {
    type: 'date',
    unit: 'UTC',
    meaning: 'Time at which the run stopped.',
    example: '2022-07-12T22:47:40Z',
    nullable: true,
    whenNull: 'The run is ongoing.',
  },
  /**
   * Time at which OMS last changed the run.
   *
   * - Unit: UTC (Coordinated Universal Time).
   * - Example: `"2022-08-25T10:45:57Z"`.
   * - Null: OMS has no value for the run.
   */
  last_update: {
    type: 'date',
    unit: 'UTC',
    meaning: 'Time at which OMS last changed the run.',
    example: '2022-08-25T10:45:57Z',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Duration of the run.
   *
   * - Unit: s (seconds).
   * - Example: `5094`.
   * - Null: The run is ongoing.
   */
  duration: {
    type: 'number',
    unit: 's',
    meaning: 'Duration of the run.',
    example: 5094,
    nullable: true,
    whenNull: 'The run is ongoing.',
  },
  /**
   * Number of lumisections that the registry has for the run.
   *
   * It is a count, not a time.
   *
   * - Unit: lumisections.
   * - Example: `226`.
   * - Null: The registry has no value for the run.
   */
  ls_duration: {
    type: 'number',
    unit: 'lumisections',
    meaning: 'Number of lumisections that the registry has for the run. It is a count, not a time.',
    example: 226,
    nullable: true,
    whenNull: 'The registry has no value for the run.',
    serverOrder: 'number',
    sortsDatasets: true,
  },
  /**
   * Number of the last lumisection in OMS.
   *
   * It can be smaller than ls_duration.
   *
   * - Unit: lumisections.
   * - Example: `218`.
   * - Null or missing: OMS has no value for the run.
   */
  last_lumisection_number: {
    type: 'number',
    unit: 'lumisections',
    meaning: 'Number of the last lumisection in OMS. It can be smaller than ls_duration.',
    example: 218,
    nullable: true,
    optional: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Subsystems that took part in the run, in upper case.
   *
   * - Example: `["CSC","DT","TRACKER"]`.
   * - Null: OMS has no value for the run.
   */
  components: {
    type: 'list',
    meaning: 'Subsystems that took part in the run, in upper case.',
    example: ['CSC', 'DT', 'TRACKER'],
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Subsystems that did not take part in the run, in upper case.
   *
   * - Example: `["CASTOR"]`.
   * - Null or missing: OMS has no value for the run.
   */
  components_out: {
    type: 'list',
    meaning: 'Subsystems that did not take part in the run, in upper case.',
    example: ['CASTOR'],
    nullable: true,
    optional: true,
    whenNull: 'OMS has no value for the run.',
  },
} as const satisfies AttributeTable;
