// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';

/** Trigger keys, menus, rates and data volumes of a run. */
export const triggerAttributes = {
  /**
   * Configuration key of the level-1 trigger.
   *
   * - Example: `"l1_trg_collisions2022/v34"`.
   * - Null: OMS has no value for the run.
   */
  l1_key: {
    type: 'string',
    meaning: 'Configuration key of the level-1 trigger.',
    example: 'l1_trg_collisions2022/v34',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Configuration key of the level-1 trigger, without its prefix.
   *
   * - Example: `"collisions2022/v34"`.
   * - Null: OMS has no value for the run.
   */
  l1_key_stripped: {
    type: 'string',
    meaning: 'Configuration key of the level-1 trigger, without its prefix.',
    example: 'collisions2022/v34',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Name of the level-1 trigger menu.
   *
   * - Example: `"L1Menu_Collisions2022_v1_2_0"`.
   * - Null: OMS has no value for the run.
   */
  l1_menu: {
    type: 'string',
    meaning: 'Name of the level-1 trigger menu.',
    example: 'L1Menu_Collisions2022_v1_2_0',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Common mode of the level-1 trigger and the high-level trigger.
   *
   * - Example: `"collisions2022"`.
   * - Null: OMS has no value for the run.
   */
  l1_hlt_mode: {
    type: 'string',
    meaning: 'Common mode of the level-1 trigger and the high-level trigger.',
    example: 'collisions2022',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Common mode of the level-1 trigger and the high-level trigger, with its version.
   *
   * - Example: `"collisions2022/v67"`.
   * - Null: OMS has no value for the run.
   */
  l1_hlt_mode_stripped: {
    type: 'string',
    meaning: 'Common mode of the level-1 trigger and the high-level trigger, with its version.',
    example: 'collisions2022/v67',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Running mode of the triggers, with prefix and version.
   *
   * - Example: `"l1_hlt_collisions2022/v67"`.
   * - Null: OMS has no value for the run.
   */
  trigger_mode: {
    type: 'string',
    meaning: 'Running mode of the triggers, with prefix and version.',
    example: 'l1_hlt_collisions2022/v67',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Configuration key of the high-level trigger.
   *
   * - Example: `"/cdaq/physics/Run2022/2e34/v1.3.0/HLT/V1"`.
   * - Null: OMS has no value for the run.
   */
  hlt_key: {
    type: 'string',
    meaning: 'Configuration key of the high-level trigger.',
    example: '/cdaq/physics/Run2022/2e34/v1.3.0/HLT/V1',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Index of the prescale column at the start of the run.
   *
   * - Example: `2`.
   * - Null: OMS has no value for the run.
   */
  initial_prescale_index: {
    type: 'number',
    meaning: 'Index of the prescale column at the start of the run.',
    example: 2,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Rate of the level-1 trigger.
   *
   * - Unit: Hz (hertz).
   * - Example: `94210.5`.
   * - Null: OMS has no value for the run.
   */
  l1_rate: {
    type: 'number',
    unit: 'Hz',
    meaning: 'Rate of the level-1 trigger.',
    example: 94210.5,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Number of level-1 triggers.
   *
   * - Unit: events.
   * - Example: `2606350`.
   * - Null: OMS has no value for the run.
   */
  l1_triggers_counter: {
    type: 'number',
    unit: 'events',
    meaning: 'Number of level-1 triggers.',
    example: 2606350,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Number of events that the high-level trigger accepted for the physics streams.
   *
   * - Unit: events.
   * - Example: `145835`.
   * - Null: OMS has no value for the run.
   */
  hlt_physics_counter: {
    type: 'number',
    unit: 'events',
    meaning: 'Number of events that the high-level trigger accepted for the physics streams.',
    example: 145835,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Rate of events in the physics streams: hlt_physics_counter over duration.
   *
   * - Unit: Hz (hertz).
   * - Example: `1467.9`.
   * - Null: OMS has no value for the run.
   */
  hlt_physics_rate: {
    type: 'number',
    unit: 'Hz',
    meaning: 'Rate of events in the physics streams: hlt_physics_counter over duration.',
    example: 1467.9,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Data volume of the physics streams.
   *
   * - Unit: GB (gigabytes).
   * - Example: `331.025`.
   * - Null: OMS has no value for the run.
   */
  hlt_physics_size: {
    type: 'number',
    unit: 'GB',
    meaning: 'Data volume of the physics streams.',
    example: 331.025,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Data rate of the physics streams: hlt_physics_size over duration.
   *
   * - Unit: GB/s (gigabytes per second).
   * - Example: `0.268481`.
   * - Null: OMS has no value for the run.
   */
  hlt_physics_throughput: {
    type: 'number',
    unit: 'GB/s',
    meaning: 'Data rate of the physics streams: hlt_physics_size over duration.',
    example: 0.268481,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * CMSSW release of the online system.
   *
   * - Example: `"CMSSW_12_3_7"`.
   * - Null: OMS has no value for the run.
   */
  cmssw_version: {
    type: 'string',
    meaning: 'CMSSW release of the online system.',
    example: 'CMSSW_12_3_7',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * True if the data are transferred to the Tier-0.
   *
   * - Example: `true`.
   * - Null: OMS has no value for the run.
   */
  tier0_transfer: {
    type: 'boolean',
    meaning: 'True if the data are transferred to the Tier-0.',
    example: true,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
} as const satisfies AttributeTable;
