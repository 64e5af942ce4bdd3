import type { AttributeTable } from './attribute.js';

/** LHC: the fill, the beams and the machine settings, as OMS reports them for a run. Source: OMS, through `oms_attributes` of the registry's runs. */
export const lhcAttributes = {
  /** LHC fill in which the run was taken; runs of one fill share it. */
  fill_number: {
    type: 'number',
    meaning: 'LHC fill in which the run was taken; runs of one fill share it.',
    example: 7968,
    nullable: false,
  },
  /** LHC energy per beam, not of the collision: 6500 in 2018, 6800 from 2022, 6369 for lead in 2018, 450 at injection, 0 in cosmics. Unit: GeV. */
  energy: {
    type: 'number',
    unit: 'GeV',
    meaning:
      'LHC energy per beam, not of the collision: 6500 in 2018, 6800 from 2022, 6369 for lead in 2018, 450 at injection, 0 in cosmics.',
    example: 6800,
    nullable: true,
    range: [0, 7000],
  },
  /** Whether the LHC declared stable beams during the run. */
  stable_beam: {
    type: 'boolean',
    meaning: 'Whether the LHC declared stable beams during the run.',
    example: true,
    nullable: false,
  },
  /** Meant to say that some lumisection had both beams present and stable; a fault of the registry leaves it false or null for newer runs, so ask the lumisection bits instead. */
  beams_present_and_stable: {
    type: 'boolean',
    meaning:
      'Meant to say that some lumisection had both beams present and stable; a fault of the registry leaves it false or null for newer runs, so ask the lumisection bits instead.',
    example: false,
    nullable: true,
  },
  /** LHC injection scheme, with the bunch spacing in front. */
  injection_scheme: {
    type: 'string',
    meaning: 'LHC injection scheme, with the bunch spacing in front.',
    example: '25ns_2556b_2544_2215_2332_144bpi_20injV2',
    nullable: true,
    optional: true,
  },
  /** Particle of beam 1: PROTON, PB82 and others. */
  fill_type_party1: {
    type: 'string',
    meaning: 'Particle of beam 1: PROTON, PB82 and others.',
    example: 'PROTON',
    nullable: true,
  },
  /** Particle of beam 2: PROTON, PB82 and others. */
  fill_type_party2: {
    type: 'string',
    meaning: 'Particle of beam 2: PROTON, PB82 and others.',
    example: 'PROTON',
    nullable: true,
  },
  /** Kind of the fill: PROTONS, PB, IONS or COSMICS. */
  fill_type_runtime: {
    type: 'string',
    meaning: 'Kind of the fill: PROTONS, PB, IONS or COSMICS.',
    example: 'PROTONS',
    nullable: true,
  },
  /** Data-taking era, such as Run2022C; most runs lack it. */
  era: {
    type: 'string',
    meaning: 'Data-taking era, such as Run2022C; most runs lack it.',
    example: 'Run2022C',
    nullable: true,
    optional: true,
  },
  /** Beta star at the start of the run; null outside collisions. Unit: cm. */
  beta_star_start: {
    type: 'number',
    unit: 'cm',
    meaning: 'Beta star at the start of the run; null outside collisions.',
    example: 60,
    nullable: true,
    optional: true,
  },
  /** Beta star at the end of the run; null outside collisions. Unit: cm. */
  beta_star_stop: {
    type: 'number',
    unit: 'cm',
    meaning: 'Beta star at the end of the run; null outside collisions.',
    example: 30,
    nullable: true,
    optional: true,
  },
  /** Crossing angle at the start of the run; null outside collisions. Unit: µrad. */
  crossing_angle_start: {
    type: 'number',
    unit: 'µrad',
    meaning: 'Crossing angle at the start of the run; null outside collisions.',
    example: 160,
    nullable: true,
    optional: true,
  },
  /** Crossing angle at the end of the run; null outside collisions. Unit: µrad. */
  crossing_angle_stop: {
    type: 'number',
    unit: 'µrad',
    meaning: 'Crossing angle at the end of the run; null outside collisions.',
    example: 130,
    nullable: true,
    optional: true,
  },
} as const satisfies AttributeTable;
