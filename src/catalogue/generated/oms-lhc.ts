// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';

/** LHC fill, beams and machine settings of a run. */
export const lhcAttributes = {
  /**
   * Number of the LHC fill during which the run was taken.
   *
   * Several runs can share one fill.
   *
   * - Example: `7968`.
   * - Never null.
   */
  fill_number: {
    type: 'number',
    meaning: 'Number of the LHC fill during which the run was taken. Several runs can share one fill.',
    example: 7968,
    nullable: false,
  },
  /**
   * LHC energy per beam, not the collision energy.
   *
   * Seen: 6500 in 2018, 6800 from 2022, 6369 for lead in 2018, 450 at injection, 0 in cosmics.
   *
   * - Unit: GeV (gigaelectronvolts).
   * - Example: `6800`.
   * - Null: OMS has no value for the run.
   */
  energy: {
    type: 'number',
    unit: 'GeV',
    meaning: 'LHC energy per beam, not the collision energy. Seen: 6500 in 2018, 6800 from 2022, 6369 for lead in 2018, 450 at injection, 0 in cosmics.',
    example: 6800,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
    range: [0, 7000],
  },
  /**
   * True if the LHC declared stable beams during the run.
   *
   * - Example: `true`.
   * - Never null.
   */
  stable_beam: {
    type: 'boolean',
    meaning: 'True if the LHC declared stable beams during the run.',
    example: true,
    nullable: false,
  },
  /**
   * Meant to be true if a lumisection had both beams present and stable.
   *
   * Because of a fault in the registry, newer runs are never true. Check the bits beam1_stable and beam2_stable of the
   * lumisections instead.
   *
   * - Example: `false`.
   * - Null: The registry has no value for the run.
   */
  beams_present_and_stable: {
    type: 'boolean',
    meaning: 'Meant to be true if a lumisection had both beams present and stable. Because of a fault in the registry, newer runs are never true. Check the bits beam1_stable and beam2_stable of the lumisections instead.',
    example: false,
    nullable: true,
    whenNull: 'The registry has no value for the run.',
  },
  /**
   * LHC injection scheme.
   *
   * It begins with the bunch spacing.
   *
   * - Example: `"25ns_2556b_2544_2215_2332_144bpi_20injV2"`.
   * - Null or missing: OMS has no value for the run.
   */
  injection_scheme: {
    type: 'string',
    meaning: 'LHC injection scheme. It begins with the bunch spacing.',
    example: '25ns_2556b_2544_2215_2332_144bpi_20injV2',
    nullable: true,
    optional: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Particle species of beam 1, such as PROTON or PB82.
   *
   * - Example: `"PROTON"`.
   * - Null: OMS has no value for the run.
   */
  fill_type_party1: {
    type: 'string',
    meaning: 'Particle species of beam 1, such as PROTON or PB82.',
    example: 'PROTON',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Particle species of beam 2, such as PROTON or PB82.
   *
   * - Example: `"PROTON"`.
   * - Null: OMS has no value for the run.
   */
  fill_type_party2: {
    type: 'string',
    meaning: 'Particle species of beam 2, such as PROTON or PB82.',
    example: 'PROTON',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Type of the fill.
   *
   * Seen: PROTONS, PB, IONS and COSMICS.
   *
   * - Example: `"PROTONS"`.
   * - Null: OMS has no value for the run.
   */
  fill_type_runtime: {
    type: 'string',
    meaning: 'Type of the fill. Seen: PROTONS, PB, IONS and COSMICS.',
    example: 'PROTONS',
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Data-taking era, such as Run2022C.
   *
   * Most runs lack it.
   *
   * - Example: `"Run2022C"`.
   * - Null or missing: OMS has no value for the run.
   */
  era: {
    type: 'string',
    meaning: 'Data-taking era, such as Run2022C. Most runs lack it.',
    example: 'Run2022C',
    nullable: true,
    optional: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Beta star at the start of the run.
   *
   * - Unit: cm (centimetres).
   * - Example: `60`.
   * - Null or missing: The run has no collisions.
   */
  beta_star_start: {
    type: 'number',
    unit: 'cm',
    meaning: 'Beta star at the start of the run.',
    example: 60,
    nullable: true,
    optional: true,
    whenNull: 'The run has no collisions.',
  },
  /**
   * Beta star at the end of the run.
   *
   * - Unit: cm (centimetres).
   * - Example: `30`.
   * - Null or missing: The run has no collisions.
   */
  beta_star_stop: {
    type: 'number',
    unit: 'cm',
    meaning: 'Beta star at the end of the run.',
    example: 30,
    nullable: true,
    optional: true,
    whenNull: 'The run has no collisions.',
  },
  /**
   * Crossing angle of the beams at the start of the run.
   *
   * - Unit: µrad (microradians).
   * - Example: `160`.
   * - Null or missing: The run has no collisions.
   */
  crossing_angle_start: {
    type: 'number',
    unit: 'µrad',
    meaning: 'Crossing angle of the beams at the start of the run.',
    example: 160,
    nullable: true,
    optional: true,
    whenNull: 'The run has no collisions.',
  },
  /**
   * Crossing angle of the beams at the end of the run.
   *
   * - Unit: µrad (microradians).
   * - Example: `130`.
   * - Null or missing: The run has no collisions.
   */
  crossing_angle_stop: {
    type: 'number',
    unit: 'µrad',
    meaning: 'Crossing angle of the beams at the end of the run.',
    example: 130,
    nullable: true,
    optional: true,
    whenNull: 'The run has no collisions.',
  },
} as const satisfies AttributeTable;
