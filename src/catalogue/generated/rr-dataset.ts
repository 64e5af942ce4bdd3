// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';
import { datasetStates } from './states.js';

const workspaceState = (meaning: string) =>
  ({
    meaning,
    type: 'enum',
    example: 'OPEN',
    nullable: false,
    optional: true,
    whenNull: 'The online dataset has no such state.',
    values: datasetStates,
  }) as const;

/**
 * Attributes of a dataset that the Run Registry owns.
 * Each workspace has a state.
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
  global_state: workspaceState('State of the certification of the whole dataset, in the workspace global.'),
  /**
   * State of the certification of b-tagging, in the workspace btag.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  btag_state: workspaceState('State of the certification of b-tagging, in the workspace btag.'),
  /**
   * State of the certification of the CASTOR calorimeter, in the workspace castor.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  castor_state: workspaceState('State of the certification of the CASTOR calorimeter, in the workspace castor.'),
  /**
   * State of the certification of CMS as a whole, in the workspace cms.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  cms_state: workspaceState('State of the certification of CMS as a whole, in the workspace cms.'),
  /**
   * State of the certification of the cathode strip chambers (CSC), in the workspace csc.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  csc_state: workspaceState('State of the certification of the cathode strip chambers (CSC), in the workspace csc.'),
  /**
   * State of the certification of the precision proton spectrometer (CTPPS), in the workspace ctpps.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  ctpps_state: workspaceState('State of the certification of the precision proton spectrometer (CTPPS), in the workspace ctpps.'),
  /**
   * State of the certification of data certification, in the workspace dc.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  dc_state: workspaceState('State of the certification of data certification, in the workspace dc.'),
  /**
   * State of the certification of the drift tubes (DT), in the workspace dt.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  dt_state: workspaceState('State of the certification of the drift tubes (DT), in the workspace dt.'),
  /**
   * State of the certification of the electromagnetic calorimeter (ECAL), in the workspace ecal.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  ecal_state: workspaceState('State of the certification of the electromagnetic calorimeter (ECAL), in the workspace ecal.'),
  /**
   * State of the certification of electrons and photons, in the workspace egamma.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  egamma_state: workspaceState('State of the certification of electrons and photons, in the workspace egamma.'),
  /**
   * State of the certification of the gas electron multiplier chambers (GEM), in the workspace gem.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  gem_state: workspaceState('State of the certification of the gas electron multiplier chambers (GEM), in the workspace gem.'),
  /**
   * State of the certification of the hadron calorimeter (HCAL), in the workspace hcal.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  hcal_state: workspaceState('State of the certification of the hadron calorimeter (HCAL), in the workspace hcal.'),
  /**
   * State of the certification of the high-level trigger (HLT), in the workspace hlt.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  hlt_state: workspaceState('State of the certification of the high-level trigger (HLT), in the workspace hlt.'),
  /**
   * State of the certification of jets and missing transverse energy, in the workspace jetmet.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  jetmet_state: workspaceState('State of the certification of jets and missing transverse energy, in the workspace jetmet.'),
  /**
   * State of the certification of the level-1 trigger (L1T), in the workspace l1t.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  l1t_state: workspaceState('State of the certification of the level-1 trigger (L1T), in the workspace l1t.'),
  /**
   * State of the certification of the luminosity, in the workspace lumi.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  lumi_state: workspaceState('State of the certification of the luminosity, in the workspace lumi.'),
  /**
   * State of the certification of muons, in the workspace muon.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  muon_state: workspaceState('State of the certification of muons, in the workspace muon.'),
  /**
   * State of the certification of the resistive plate chambers (RPC), in the workspace rpc.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  rpc_state: workspaceState('State of the certification of the resistive plate chambers (RPC), in the workspace rpc.'),
  /**
   * State of the certification of tau leptons, in the workspace tau.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  tau_state: workspaceState('State of the certification of tau leptons, in the workspace tau.'),
  /**
   * State of the certification of the tracker, in the workspace tracker.
   *
   * - Values: `"OPEN"`, `"SIGNOFF"`, `"COMPLETED"`, `"waiting dqm gui"`.
   * - Example: `"OPEN"`.
   * - Missing: The online dataset has no such state.
   */
  tracker_state: workspaceState('State of the certification of the tracker, in the workspace tracker.'),
} as const satisfies AttributeTable;
