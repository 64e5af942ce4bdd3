// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';
import { datasetStates } from './states.js';

/**
 * Attributes of a dataset that the Run Registry owns.
 * The subject of a workspace is the one in `flags.json`.
 */
export const rrDatasetAttributes = {
  /**
   * Systems in which the dataset has appeared: DQM GUI, DBS.
   *
   * - Example: `["DQM GUI","DBS"]`.
   * - Missing: The registry has no value for the dataset.
   */
  appeared_in: {
    type: 'list',
    meaning: 'Systems in which the dataset has appeared: DQM GUI, DBS.',
    example: ['DQM GUI', 'DBS'],
    nullable: false,
    optional: true,
    whenNull: 'The registry has no value for the dataset.',
  },
  /**
   * State of the certification of the whole dataset, in the workspace global.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  global_state: {
    type: 'enum',
    meaning: 'State of the certification of the whole dataset, in the workspace global.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of b-tagging, in the workspace btag.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  btag_state: {
    type: 'enum',
    meaning: 'State of the certification of b-tagging, in the workspace btag.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the CASTOR calorimeter, in the workspace castor.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  castor_state: {
    type: 'enum',
    meaning: 'State of the certification of the CASTOR calorimeter, in the workspace castor.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of CMS as a whole, in the workspace cms.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  cms_state: {
    type: 'enum',
    meaning: 'State of the certification of CMS as a whole, in the workspace cms.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the cathode strip chambers (CSC), in the workspace csc.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  csc_state: {
    type: 'enum',
    meaning: 'State of the certification of the cathode strip chambers (CSC), in the workspace csc.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the precision proton spectrometer (CTPPS), in the workspace ctpps.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  ctpps_state: {
    type: 'enum',
    meaning: 'State of the certification of the precision proton spectrometer (CTPPS), in the workspace ctpps.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of data certification, in the workspace dc.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  dc_state: {
    type: 'enum',
    meaning: 'State of the certification of data certification, in the workspace dc.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the drift tubes (DT), in the workspace dt.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  dt_state: {
    type: 'enum',
    meaning: 'State of the certification of the drift tubes (DT), in the workspace dt.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the electromagnetic calorimeter (ECAL), in the workspace ecal.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  ecal_state: {
    type: 'enum',
    meaning: 'State of the certification of the electromagnetic calorimeter (ECAL), in the workspace ecal.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of electrons and photons, in the workspace egamma.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  egamma_state: {
    type: 'enum',
    meaning: 'State of the certification of electrons and photons, in the workspace egamma.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the gas electron multiplier chambers (GEM), in the workspace gem.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  gem_state: {
    type: 'enum',
    meaning: 'State of the certification of the gas electron multiplier chambers (GEM), in the workspace gem.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the hadron calorimeter (HCAL), in the workspace hcal.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  hcal_state: {
    type: 'enum',
    meaning: 'State of the certification of the hadron calorimeter (HCAL), in the workspace hcal.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the high-level trigger (HLT), in the workspace hlt.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  hlt_state: {
    type: 'enum',
    meaning: 'State of the certification of the high-level trigger (HLT), in the workspace hlt.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of jets and missing transverse energy, in the workspace jetmet.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  jetmet_state: {
    type: 'enum',
    meaning: 'State of the certification of jets and missing transverse energy, in the workspace jetmet.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the level-1 trigger (L1T), in the workspace l1t.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  l1t_state: {
    type: 'enum',
    meaning: 'State of the certification of the level-1 trigger (L1T), in the workspace l1t.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the luminosity, in the workspace lumi.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  lumi_state: {
    type: 'enum',
    meaning: 'State of the certification of the luminosity, in the workspace lumi.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of muons, in the workspace muon.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  muon_state: {
    type: 'enum',
    meaning: 'State of the certification of muons, in the workspace muon.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the resistive plate chambers (RPC), in the workspace rpc.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  rpc_state: {
    type: 'enum',
    meaning: 'State of the certification of the resistive plate chambers (RPC), in the workspace rpc.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of tau leptons, in the workspace tau.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  tau_state: {
    type: 'enum',
    meaning: 'State of the certification of tau leptons, in the workspace tau.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
  /**
   * State of the certification of the tracker, in the workspace tracker.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  tracker_state: {
    type: 'enum',
    meaning: 'State of the certification of the tracker, in the workspace tracker.',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  },
} as const satisfies AttributeTable;
