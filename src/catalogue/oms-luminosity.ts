import type { AttributeTable } from './attribute.js';

/** Luminosity of a run, as OMS reports it. Source: OMS, through `oms_attributes` of the registry's runs. */
export const luminosityAttributes = {
  /** Instantaneous luminosity at the start of the run; 10^27 cm^-2 s^-1 in lead collisions; null in cosmics. Unit: 10^34 cm^-2 s^-1. */
  init_lumi: {
    type: 'number',
    unit: '10^34 cm^-2 s^-1',
    meaning: 'Instantaneous luminosity at the start of the run; 10^27 cm^-2 s^-1 in lead collisions; null in cosmics.',
    example: 1.9,
    nullable: true,
  },
  /** Instantaneous luminosity at the end of the run; 10^27 cm^-2 s^-1 in lead collisions; null in cosmics. Unit: 10^34 cm^-2 s^-1. */
  end_lumi: {
    type: 'number',
    unit: '10^34 cm^-2 s^-1',
    meaning: 'Instantaneous luminosity at the end of the run; 10^27 cm^-2 s^-1 in lead collisions; null in cosmics.',
    example: 1.2,
    nullable: true,
  },
  /** Luminosity that the LHC delivered in stable beams; OMS picks the unit row by row, µb^-1 was seen in lead runs. Unit: pb^-1. */
  delivered_lumi: {
    type: 'number',
    unit: 'pb^-1',
    meaning:
      'Luminosity that the LHC delivered in stable beams; OMS picks the unit row by row, µb^-1 was seen in lead runs.',
    example: 88.2,
    nullable: true,
  },
  /** Luminosity that CMS recorded in stable beams; OMS picks the unit row by row, µb^-1 was seen in lead runs. Unit: pb^-1. */
  recorded_lumi: {
    type: 'number',
    unit: 'pb^-1',
    meaning:
      'Luminosity that CMS recorded in stable beams; OMS picks the unit row by row, µb^-1 was seen in lead runs.',
    example: 83.1,
    nullable: true,
  },
  /** Dead time while beams were active; OMS does not document the unit, per cent is likely. */
  beamactive_total_deadtime: {
    type: 'number',
    meaning: 'Dead time while beams were active; OMS does not document the unit, per cent is likely.',
    example: 0.9,
    nullable: true,
    optional: true,
  },
} as const satisfies AttributeTable;
