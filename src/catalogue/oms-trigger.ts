import type { AttributeTable } from './attribute.js';

/** Trigger and data acquisition of a run: keys, menus, rates, sizes. Source: OMS, through `oms_attributes` of the registry's runs. */
export const triggerAttributes = {
  /** Configuration key of the level-1 trigger. */
  l1_key: {
    type: 'string',
    meaning: 'Configuration key of the level-1 trigger.',
    example: 'l1_trg_collisions2022/v34',
    nullable: true,
  },
  /** Configuration key of the level-1 trigger without its prefix. */
  l1_key_stripped: {
    type: 'string',
    meaning: 'Configuration key of the level-1 trigger without its prefix.',
    example: 'collisions2022/v34',
    nullable: true,
  },
  /** Menu of the level-1 trigger. */
  l1_menu: {
    type: 'string',
    meaning: 'Menu of the level-1 trigger.',
    example: 'L1Menu_Collisions2022_v1_2_0',
    nullable: true,
  },
  /** Mode of both trigger levels. */
  l1_hlt_mode: {
    type: 'string',
    meaning: 'Mode of both trigger levels.',
    example: 'collisions2022',
    nullable: true,
  },
  /** Mode of both trigger levels with its version. */
  l1_hlt_mode_stripped: {
    type: 'string',
    meaning: 'Mode of both trigger levels with its version.',
    example: 'collisions2022/v67',
    nullable: true,
  },
  /** Running mode of the triggers, with prefix and version. */
  trigger_mode: {
    type: 'string',
    meaning: 'Running mode of the triggers, with prefix and version.',
    example: 'l1_hlt_collisions2022/v67',
    nullable: true,
  },
  /** Configuration key of the high-level trigger. */
  hlt_key: {
    type: 'string',
    meaning: 'Configuration key of the high-level trigger.',
    example: '/cdaq/physics/Run2022/2e34/v1.3.0/HLT/V1',
    nullable: true,
  },
  /** Prescale column at the start of the run. */
  initial_prescale_index: {
    type: 'number',
    meaning: 'Prescale column at the start of the run.',
    example: 2,
    nullable: true,
  },
  /** Rate of level-1 accepts. Unit: Hz. */
  l1_rate: {
    type: 'number',
    unit: 'Hz',
    meaning: 'Rate of level-1 accepts.',
    example: 94210.5,
    nullable: true,
  },
  /** Number of level-1 accepts. Unit: events. */
  l1_triggers_counter: {
    type: 'number',
    unit: 'events',
    meaning: 'Number of level-1 accepts.',
    example: 2606350,
    nullable: true,
  },
  /** Events that the high-level trigger accepted into physics streams. Unit: events. */
  hlt_physics_counter: {
    type: 'number',
    unit: 'events',
    meaning: 'Events that the high-level trigger accepted into physics streams.',
    example: 145835,
    nullable: true,
  },
  /** Rate of events into physics streams: counter over duration. Unit: Hz. */
  hlt_physics_rate: {
    type: 'number',
    unit: 'Hz',
    meaning: 'Rate of events into physics streams: counter over duration.',
    example: 1467.9,
    nullable: true,
  },
  /** Data written to physics streams. Unit: GB. */
  hlt_physics_size: {
    type: 'number',
    unit: 'GB',
    meaning: 'Data written to physics streams.',
    example: 331.025,
    nullable: true,
  },
  /** Data rate into physics streams: size over duration. Unit: GB/s. */
  hlt_physics_throughput: {
    type: 'number',
    unit: 'GB/s',
    meaning: 'Data rate into physics streams: size over duration.',
    example: 0.268481,
    nullable: true,
  },
  /** CMSSW release that ran online. */
  cmssw_version: {
    type: 'string',
    meaning: 'CMSSW release that ran online.',
    example: 'CMSSW_12_3_7',
    nullable: true,
  },
  /** Whether the data went to the Tier-0. */
  tier0_transfer: {
    type: 'boolean',
    meaning: 'Whether the data went to the Tier-0.',
    example: true,
    nullable: true,
  },
} as const satisfies AttributeTable;
