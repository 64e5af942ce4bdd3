import type { AttributeTable } from './attribute.js';

/**
 * An attribute `<component>_included`. The registry derives it from `components`: it is true or it is absent, never
 * false, so absence means "not included" and `.is(false)` asks for absence.
 */
const included = (meaning: string) =>
  ({ type: 'boolean', meaning, example: true, nullable: false, optional: true, absence: 'false' }) as const;

/** The components that have been seen in a run. Any other name ending in `_included` is accepted too. */
export const includedAttributes = {
  /** Whether CASTOR took part in the run (component CASTOR). */
  castor_included: included('Whether CASTOR took part in the run (component CASTOR).'),
  /** Whether COW took part in the run (component COW). */
  cow_included: included('Whether COW took part in the run (component COW).'),
  /** Whether the emulated front ends of the cathode strip chambers took part in the run (component CSC_EFED). */
  csc_efed_included: included(
    'Whether the emulated front ends of the cathode strip chambers took part in the run (component CSC_EFED).',
  ),
  /** Whether the cathode strip chambers took part in the run (component CSC). */
  csc_included: included('Whether the cathode strip chambers took part in the run (component CSC).'),
  /** Whether the proton spectrometer took part in the run (component CTPPS). */
  ctpps_included: included('Whether the proton spectrometer took part in the run (component CTPPS).'),
  /** Whether the TOTEM part of the proton spectrometer took part in the run (component CTPPS_TOT). */
  ctpps_tot_included: included(
    'Whether the TOTEM part of the proton spectrometer took part in the run (component CTPPS_TOT).',
  ),
  /** Whether the data acquisition took part in the run (component DAQ). */
  daq_included: included('Whether the data acquisition took part in the run (component DAQ).'),
  /** Whether the detector control system took part in the run (component DCS). */
  dcs_included: included('Whether the detector control system took part in the run (component DCS).'),
  /** Whether the data quality monitoring took part in the run (component DQM). */
  dqm_included: included('Whether the data quality monitoring took part in the run (component DQM).'),
  /** Whether the emulated front ends of the drift tubes took part in the run (component DT_EFED). */
  dt_efed_included: included(
    'Whether the emulated front ends of the drift tubes took part in the run (component DT_EFED).',
  ),
  /** Whether the drift tubes took part in the run (component DT). */
  dt_included: included('Whether the drift tubes took part in the run (component DT).'),
  /** Whether the emulated front ends of the electromagnetic calorimeter took part in the run (component ECAL_EFED). */
  ecal_efed_included: included(
    'Whether the emulated front ends of the electromagnetic calorimeter took part in the run (component ECAL_EFED).',
  ),
  /** Whether the electromagnetic calorimeter took part in the run (component ECAL). */
  ecal_included: included('Whether the electromagnetic calorimeter took part in the run (component ECAL).'),
  /** Whether the emulated front ends took part in the run (component EFED). */
  efed_included: included('Whether the emulated front ends took part in the run (component EFED).'),
  /** Whether the preshower took part in the run (component ES). */
  es_included: included('Whether the preshower took part in the run (component ES).'),
  /** Whether the GEM chambers took part in the run (component GEM). */
  gem_included: included('Whether the GEM chambers took part in the run (component GEM).'),
  /** Whether the emulated front ends of the hadron calorimeter took part in the run (component HCAL_EFED). */
  hcal_efed_included: included(
    'Whether the emulated front ends of the hadron calorimeter took part in the run (component HCAL_EFED).',
  ),
  /** Whether the hadron calorimeter took part in the run (component HCAL). */
  hcal_included: included('Whether the hadron calorimeter took part in the run (component HCAL).'),
  /** Whether the hadron forward calorimeter took part in the run (component HF). */
  hf_included: included('Whether the hadron forward calorimeter took part in the run (component HF).'),
  /** Whether the forward luminosity readout took part in the run (component HFLUMI). */
  hflumi_included: included('Whether the forward luminosity readout took part in the run (component HFLUMI).'),
  /** Whether the level-1 scouting took part in the run (component L1SCOUT). */
  l1scout_included: included('Whether the level-1 scouting took part in the run (component L1SCOUT).'),
  /** Whether the local trigger control took part in the run (component LTC). */
  ltc_included: included('Whether the local trigger control took part in the run (component LTC).'),
  /** Whether the luminosity system took part in the run (component LUMI). */
  lumi_included: included('Whether the luminosity system took part in the run (component LUMI).'),
  /** Whether the pixel detector took part in the run (component PIXEL). */
  pixel_included: included('Whether the pixel detector took part in the run (component PIXEL).'),
  /** Whether the upgraded pixel detector took part in the run (component PIXEL_UP). */
  pixel_up_included: included('Whether the upgraded pixel detector took part in the run (component PIXEL_UP).'),
  /** Whether the emulated front ends of the resistive plate chambers took part in the run (component RPC_EFED). */
  rpc_efed_included: included(
    'Whether the emulated front ends of the resistive plate chambers took part in the run (component RPC_EFED).',
  ),
  /** Whether the resistive plate chambers took part in the run (component RPC). */
  rpc_included: included('Whether the resistive plate chambers took part in the run (component RPC).'),
  /** Whether the scalers took part in the run (component SCAL). */
  scal_included: included('Whether the scalers took part in the run (component SCAL).'),
  /** Whether the timing and control distribution took part in the run (component TCDS). */
  tcds_included: included('Whether the timing and control distribution took part in the run (component TCDS).'),
  /** Whether TOTEM took part in the run (component TOTEM). */
  totem_included: included('Whether TOTEM took part in the run (component TOTEM).'),
  /** Whether the emulated front ends of the tracker took part in the run (component TRACKER_EFED). */
  tracker_efed_included: included(
    'Whether the emulated front ends of the tracker took part in the run (component TRACKER_EFED).',
  ),
  /** Whether the strip tracker took part in the run (component TRACKER). */
  tracker_included: included('Whether the strip tracker took part in the run (component TRACKER).'),
  /** Whether the emulated front ends of the trigger took part in the run (component TRG_EFED). */
  trg_efed_included: included(
    'Whether the emulated front ends of the trigger took part in the run (component TRG_EFED).',
  ),
  /** Whether the trigger took part in the run (component TRG). */
  trg_included: included('Whether the trigger took part in the run (component TRG).'),
} as const satisfies AttributeTable;
