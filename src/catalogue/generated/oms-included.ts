// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeEntry, AttributeTable } from '../attribute.js';

/**
 * Components that took part in a run.
 * The registry derives them from `components`: each is true or missing, never false.
 * Conditions treat a missing one as false.
 * Other names that end in `_included` are accepted too.
 */
export const includedAttributes = {
  /**
   * True if CASTOR took part in the run (component CASTOR).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  castor_included: {
    type: 'boolean',
    meaning: 'True if CASTOR took part in the run (component CASTOR).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if COW took part in the run (component COW).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  cow_included: {
    type: 'boolean',
    meaning: 'True if COW took part in the run (component COW).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the emulated front ends of the cathode strip chambers took part in the run (component CSC_EFED).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  csc_efed_included: {
    type: 'boolean',
    meaning: 'True if the emulated front ends of the cathode strip chambers took part in the run (component CSC_EFED).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the cathode strip chambers took part in the run (component CSC).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  csc_included: {
    type: 'boolean',
    meaning: 'True if the cathode strip chambers took part in the run (component CSC).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the precision proton spectrometer took part in the run (component CTPPS).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ctpps_included: {
    type: 'boolean',
    meaning: 'True if the precision proton spectrometer took part in the run (component CTPPS).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the TOTEM part of the precision proton spectrometer took part in the run (component CTPPS_TOT).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ctpps_tot_included: {
    type: 'boolean',
    meaning: 'True if the TOTEM part of the precision proton spectrometer took part in the run (component CTPPS_TOT).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the data acquisition took part in the run (component DAQ).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  daq_included: {
    type: 'boolean',
    meaning: 'True if the data acquisition took part in the run (component DAQ).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the detector control system took part in the run (component DCS).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  dcs_included: {
    type: 'boolean',
    meaning: 'True if the detector control system took part in the run (component DCS).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the data quality monitoring took part in the run (component DQM).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  dqm_included: {
    type: 'boolean',
    meaning: 'True if the data quality monitoring took part in the run (component DQM).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the emulated front ends of the drift tubes took part in the run (component DT_EFED).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  dt_efed_included: {
    type: 'boolean',
    meaning: 'True if the emulated front ends of the drift tubes took part in the run (component DT_EFED).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the drift tubes took part in the run (component DT).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  dt_included: {
    type: 'boolean',
    meaning: 'True if the drift tubes took part in the run (component DT).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the emulated front ends of the electromagnetic calorimeter took part in the run (component ECAL_EFED).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ecal_efed_included: {
    type: 'boolean',
    meaning: 'True if the emulated front ends of the electromagnetic calorimeter took part in the run (component ECAL_EFED).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the electromagnetic calorimeter took part in the run (component ECAL).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ecal_included: {
    type: 'boolean',
    meaning: 'True if the electromagnetic calorimeter took part in the run (component ECAL).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the emulated front ends took part in the run (component EFED).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  efed_included: {
    type: 'boolean',
    meaning: 'True if the emulated front ends took part in the run (component EFED).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the preshower took part in the run (component ES).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  es_included: {
    type: 'boolean',
    meaning: 'True if the preshower took part in the run (component ES).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the GEM chambers took part in the run (component GEM).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  gem_included: {
    type: 'boolean',
    meaning: 'True if the GEM chambers took part in the run (component GEM).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the emulated front ends of the hadron calorimeter took part in the run (component HCAL_EFED).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  hcal_efed_included: {
    type: 'boolean',
    meaning: 'True if the emulated front ends of the hadron calorimeter took part in the run (component HCAL_EFED).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the hadron calorimeter took part in the run (component HCAL).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  hcal_included: {
    type: 'boolean',
    meaning: 'True if the hadron calorimeter took part in the run (component HCAL).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the hadron forward calorimeter took part in the run (component HF).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  hf_included: {
    type: 'boolean',
    meaning: 'True if the hadron forward calorimeter took part in the run (component HF).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the luminosity readout of the hadron forward calorimeter took part in the run (component HFLUMI).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  hflumi_included: {
    type: 'boolean',
    meaning: 'True if the luminosity readout of the hadron forward calorimeter took part in the run (component HFLUMI).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the level-1 scouting took part in the run (component L1SCOUT).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  l1scout_included: {
    type: 'boolean',
    meaning: 'True if the level-1 scouting took part in the run (component L1SCOUT).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the local trigger control took part in the run (component LTC).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ltc_included: {
    type: 'boolean',
    meaning: 'True if the local trigger control took part in the run (component LTC).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the luminosity system took part in the run (component LUMI).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  lumi_included: {
    type: 'boolean',
    meaning: 'True if the luminosity system took part in the run (component LUMI).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the pixel detector took part in the run (component PIXEL).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  pixel_included: {
    type: 'boolean',
    meaning: 'True if the pixel detector took part in the run (component PIXEL).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the upgraded pixel detector took part in the run (component PIXEL_UP).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  pixel_up_included: {
    type: 'boolean',
    meaning: 'True if the upgraded pixel detector took part in the run (component PIXEL_UP).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the emulated front ends of the resistive plate chambers took part in the run (component RPC_EFED).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  rpc_efed_included: {
    type: 'boolean',
    meaning: 'True if the emulated front ends of the resistive plate chambers took part in the run (component RPC_EFED).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the resistive plate chambers took part in the run (component RPC).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  rpc_included: {
    type: 'boolean',
    meaning: 'True if the resistive plate chambers took part in the run (component RPC).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the scalers took part in the run (component SCAL).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  scal_included: {
    type: 'boolean',
    meaning: 'True if the scalers took part in the run (component SCAL).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the timing and control distribution system took part in the run (component TCDS).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  tcds_included: {
    type: 'boolean',
    meaning: 'True if the timing and control distribution system took part in the run (component TCDS).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if TOTEM took part in the run (component TOTEM).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  totem_included: {
    type: 'boolean',
    meaning: 'True if TOTEM took part in the run (component TOTEM).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the emulated front ends of the tracker took part in the run (component TRACKER_EFED).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  tracker_efed_included: {
    type: 'boolean',
    meaning: 'True if the emulated front ends of the tracker took part in the run (component TRACKER_EFED).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the strip tracker took part in the run (component TRACKER).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  tracker_included: {
    type: 'boolean',
    meaning: 'True if the strip tracker took part in the run (component TRACKER).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the emulated front ends of the trigger took part in the run (component TRG_EFED).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  trg_efed_included: {
    type: 'boolean',
    meaning: 'True if the emulated front ends of the trigger took part in the run (component TRG_EFED).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
  /**
   * True if the trigger took part in the run (component TRG).
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  trg_included: {
    type: 'boolean',
    meaning: 'True if the trigger took part in the run (component TRG).',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  },
} as const satisfies AttributeTable;

/** The entry of a name that the table above does not list. */
export const includedAttribute = (component: string): AttributeEntry => ({
  meaning: `True if the component ${component} took part in the run.`,
  type: 'boolean',
  example: true,
  nullable: false,
  optional: true,
  absence: 'false',
  whenNull: 'The component did not take part. Conditions read a missing value as false.',
});
