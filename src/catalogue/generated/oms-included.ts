// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeEntry, AttributeTable } from '../attribute.js';

const included = (meaning: string) =>
  ({
    meaning,
    type: 'boolean',
    example: true,
    nullable: false,
    optional: true,
    absence: 'false',
    whenNull: 'The component did not take part. Conditions read a missing value as false.',
  }) as const;

/**
 * Components that took part in a run.
 * The registry derives them from `components`: each is true or missing, never false.
 * Conditions treat a missing one as false.
 * Other names that end in `_included` are accepted too.
 */
export const includedAttributes = {
  /**
   * True if CASTOR took part in the run.
   *
   * The component in OMS is CASTOR.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  castor_included: included('True if CASTOR took part in the run. The component in OMS is CASTOR.'),
  /**
   * True if COW took part in the run.
   *
   * The component in OMS is COW.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  cow_included: included('True if COW took part in the run. The component in OMS is COW.'),
  /**
   * True if the emulated front ends of the cathode strip chambers took part in the run.
   *
   * The component in OMS is CSC_EFED.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  csc_efed_included: included('True if the emulated front ends of the cathode strip chambers took part in the run. The component in OMS is CSC_EFED.'),
  /**
   * True if the cathode strip chambers took part in the run.
   *
   * The component in OMS is CSC.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  csc_included: included('True if the cathode strip chambers took part in the run. The component in OMS is CSC.'),
  /**
   * True if the precision proton spectrometer took part in the run.
   *
   * The component in OMS is CTPPS.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ctpps_included: included('True if the precision proton spectrometer took part in the run. The component in OMS is CTPPS.'),
  /**
   * True if the TOTEM part of the precision proton spectrometer took part in the run.
   *
   * The component in OMS is CTPPS_TOT.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ctpps_tot_included: included('True if the TOTEM part of the precision proton spectrometer took part in the run. The component in OMS is CTPPS_TOT.'),
  /**
   * True if the data acquisition took part in the run.
   *
   * The component in OMS is DAQ.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  daq_included: included('True if the data acquisition took part in the run. The component in OMS is DAQ.'),
  /**
   * True if the detector control system took part in the run.
   *
   * The component in OMS is DCS.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  dcs_included: included('True if the detector control system took part in the run. The component in OMS is DCS.'),
  /**
   * True if the data quality monitoring took part in the run.
   *
   * The component in OMS is DQM.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  dqm_included: included('True if the data quality monitoring took part in the run. The component in OMS is DQM.'),
  /**
   * True if the emulated front ends of the drift tubes took part in the run.
   *
   * The component in OMS is DT_EFED.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  dt_efed_included: included('True if the emulated front ends of the drift tubes took part in the run. The component in OMS is DT_EFED.'),
  /**
   * True if the drift tubes took part in the run.
   *
   * The component in OMS is DT.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  dt_included: included('True if the drift tubes took part in the run. The component in OMS is DT.'),
  /**
   * True if the emulated front ends of the electromagnetic calorimeter took part in the run.
   *
   * The component in OMS is ECAL_EFED.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ecal_efed_included: included('True if the emulated front ends of the electromagnetic calorimeter took part in the run. The component in OMS is ECAL_EFED.'),
  /**
   * True if the electromagnetic calorimeter took part in the run.
   *
   * The component in OMS is ECAL.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ecal_included: included('True if the electromagnetic calorimeter took part in the run. The component in OMS is ECAL.'),
  /**
   * True if the emulated front ends took part in the run.
   *
   * The component in OMS is EFED.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  efed_included: included('True if the emulated front ends took part in the run. The component in OMS is EFED.'),
  /**
   * True if the preshower took part in the run.
   *
   * The component in OMS is ES.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  es_included: included('True if the preshower took part in the run. The component in OMS is ES.'),
  /**
   * True if the GEM chambers took part in the run.
   *
   * The component in OMS is GEM.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  gem_included: included('True if the GEM chambers took part in the run. The component in OMS is GEM.'),
  /**
   * True if the emulated front ends of the hadron calorimeter took part in the run.
   *
   * The component in OMS is HCAL_EFED.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  hcal_efed_included: included('True if the emulated front ends of the hadron calorimeter took part in the run. The component in OMS is HCAL_EFED.'),
  /**
   * True if the hadron calorimeter took part in the run.
   *
   * The component in OMS is HCAL.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  hcal_included: included('True if the hadron calorimeter took part in the run. The component in OMS is HCAL.'),
  /**
   * True if the hadron forward calorimeter took part in the run.
   *
   * The component in OMS is HF.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  hf_included: included('True if the hadron forward calorimeter took part in the run. The component in OMS is HF.'),
  /**
   * True if the luminosity readout of the hadron forward calorimeter took part in the run.
   *
   * The component in OMS is HFLUMI.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  hflumi_included: included('True if the luminosity readout of the hadron forward calorimeter took part in the run. The component in OMS is HFLUMI.'),
  /**
   * True if the level-1 scouting took part in the run.
   *
   * The component in OMS is L1SCOUT.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  l1scout_included: included('True if the level-1 scouting took part in the run. The component in OMS is L1SCOUT.'),
  /**
   * True if the local trigger control took part in the run.
   *
   * The component in OMS is LTC.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  ltc_included: included('True if the local trigger control took part in the run. The component in OMS is LTC.'),
  /**
   * True if the luminosity system took part in the run.
   *
   * The component in OMS is LUMI.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  lumi_included: included('True if the luminosity system took part in the run. The component in OMS is LUMI.'),
  /**
   * True if the pixel detector took part in the run.
   *
   * The component in OMS is PIXEL.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  pixel_included: included('True if the pixel detector took part in the run. The component in OMS is PIXEL.'),
  /**
   * True if the upgraded pixel detector took part in the run.
   *
   * The component in OMS is PIXEL_UP.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  pixel_up_included: included('True if the upgraded pixel detector took part in the run. The component in OMS is PIXEL_UP.'),
  /**
   * True if the emulated front ends of the resistive plate chambers took part in the run.
   *
   * The component in OMS is RPC_EFED.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  rpc_efed_included: included('True if the emulated front ends of the resistive plate chambers took part in the run. The component in OMS is RPC_EFED.'),
  /**
   * True if the resistive plate chambers took part in the run.
   *
   * The component in OMS is RPC.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  rpc_included: included('True if the resistive plate chambers took part in the run. The component in OMS is RPC.'),
  /**
   * True if the scalers took part in the run.
   *
   * The component in OMS is SCAL.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  scal_included: included('True if the scalers took part in the run. The component in OMS is SCAL.'),
  /**
   * True if the timing and control distribution system took part in the run.
   *
   * The component in OMS is TCDS.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  tcds_included: included('True if the timing and control distribution system took part in the run. The component in OMS is TCDS.'),
  /**
   * True if TOTEM took part in the run.
   *
   * The component in OMS is TOTEM.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  totem_included: included('True if TOTEM took part in the run. The component in OMS is TOTEM.'),
  /**
   * True if the emulated front ends of the tracker took part in the run.
   *
   * The component in OMS is TRACKER_EFED.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  tracker_efed_included: included('True if the emulated front ends of the tracker took part in the run. The component in OMS is TRACKER_EFED.'),
  /**
   * True if the strip tracker took part in the run.
   *
   * The component in OMS is TRACKER.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  tracker_included: included('True if the strip tracker took part in the run. The component in OMS is TRACKER.'),
  /**
   * True if the emulated front ends of the trigger took part in the run.
   *
   * The component in OMS is TRG_EFED.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  trg_efed_included: included('True if the emulated front ends of the trigger took part in the run. The component in OMS is TRG_EFED.'),
  /**
   * True if the trigger took part in the run.
   *
   * The component in OMS is TRG.
   *
   * - Example: `true`.
   * - Missing: The component did not take part. Conditions read a missing value as false.
   */
  trg_included: included('True if the trigger took part in the run. The component in OMS is TRG.'),
} as const satisfies AttributeTable;

/** The entry of a name that the table above does not list. */
export const includedAttribute = (component: string): AttributeEntry => included(`True if the component ${component} took part in the run.`);
