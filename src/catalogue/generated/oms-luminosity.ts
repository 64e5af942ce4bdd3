// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';

/** Luminosity of a run, as OMS reports it. */
export const luminosityAttributes = {
  /**
   * Instantaneous luminosity at the start of the run.
   *
   * The unit is 10^27 cm^-2 s^-1 in lead collisions.
   *
   * - Unit: 10^34 cm^-2 s^-1 (10^34 per square centimetre and second).
   * - Example: `1.9`.
   * - Null: OMS has no value, as in cosmics.
   */
  init_lumi: {
    type: 'number',
    unit: '10^34 cm^-2 s^-1',
    meaning: 'Instantaneous luminosity at the start of the run. The unit is 10^27 cm^-2 s^-1 in lead collisions.',
    example: 1.9,
    nullable: true,
    whenNull: 'OMS has no value, as in cosmics.',
  },
  /**
   * Instantaneous luminosity at the end of the run.
   *
   * The unit is 10^27 cm^-2 s^-1 in lead collisions.
   *
   * - Unit: 10^34 cm^-2 s^-1 (10^34 per square centimetre and second).
   * - Example: `1.2`.
   * - Null: OMS has no value, as in cosmics.
   */
  end_lumi: {
    type: 'number',
    unit: '10^34 cm^-2 s^-1',
    meaning: 'Instantaneous luminosity at the end of the run. The unit is 10^27 cm^-2 s^-1 in lead collisions.',
    example: 1.2,
    nullable: true,
    whenNull: 'OMS has no value, as in cosmics.',
  },
  /**
   * Integrated luminosity that the LHC delivered in stable beams.
   *
   * OMS chooses the unit for each run: µb^-1 was seen in lead runs.
   *
   * - Unit: pb^-1 (inverse picobarns).
   * - Example: `88.2`.
   * - Null: OMS has no value for the run.
   */
  delivered_lumi: {
    type: 'number',
    unit: 'pb^-1',
    meaning: 'Integrated luminosity that the LHC delivered in stable beams. OMS chooses the unit for each run: µb^-1 was seen in lead runs.',
    example: 88.2,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Integrated luminosity that CMS recorded in stable beams.
   *
   * OMS chooses the unit for each run: µb^-1 was seen in lead runs.
   *
   * - Unit: pb^-1 (inverse picobarns).
   * - Example: `83.1`.
   * - Null: OMS has no value for the run.
   */
  recorded_lumi: {
    type: 'number',
    unit: 'pb^-1',
    meaning: 'Integrated luminosity that CMS recorded in stable beams. OMS chooses the unit for each run: µb^-1 was seen in lead runs.',
    example: 83.1,
    nullable: true,
    whenNull: 'OMS has no value for the run.',
  },
  /**
   * Dead time while the beams were active.
   *
   * OMS does not document the unit, which is probably per cent.
   *
   * - Example: `0.9`.
   * - Null or missing: OMS has no value for the run.
   */
  beamactive_total_deadtime: {
    type: 'number',
    meaning: 'Dead time while the beams were active. OMS does not document the unit, which is probably per cent.',
    example: 0.9,
    nullable: true,
    optional: true,
    whenNull: 'OMS has no value for the run.',
  },
} as const satisfies AttributeTable;
