import type { AttributeTable } from './attribute.js';
import { datasetStates } from './states.js';

const workspaceState = (meaning: string) =>
  ({ type: 'enum', values: datasetStates, meaning, example: 'OPEN', nullable: false, optional: true }) as const;

/** What the Run Registry says of a dataset. Source: `dataset_attributes` of the registry's datasets. */
export const rrDatasetAttributes = {
  /** Where the dataset has appeared: DQM GUI, DBS. */
  appeared_in: {
    type: 'list',
    meaning: 'Where the dataset has appeared: DQM GUI, DBS.',
    example: ['DQM GUI', 'DBS'],
    nullable: false,
    optional: true,
  },
  /** Where the certification of the whole dataset stands (workspace global); the online dataset has none. */
  global_state: workspaceState(
    'Where the certification of the whole dataset stands (workspace global); the online dataset has none.',
  ),
  /** Where the certification of b-tagging stands (workspace btag); the online dataset has none. */
  btag_state: workspaceState(
    'Where the certification of b-tagging stands (workspace btag); the online dataset has none.',
  ),
  /** Where the certification of CASTOR stands (workspace castor); the online dataset has none. */
  castor_state: workspaceState(
    'Where the certification of CASTOR stands (workspace castor); the online dataset has none.',
  ),
  /** Where the certification of CMS as a whole stands (workspace cms); the online dataset has none. */
  cms_state: workspaceState(
    'Where the certification of CMS as a whole stands (workspace cms); the online dataset has none.',
  ),
  /** Where the certification of the cathode strip chambers stands (workspace csc); the online dataset has none. */
  csc_state: workspaceState(
    'Where the certification of the cathode strip chambers stands (workspace csc); the online dataset has none.',
  ),
  /** Where the certification of the proton spectrometer stands (workspace ctpps); the online dataset has none. */
  ctpps_state: workspaceState(
    'Where the certification of the proton spectrometer stands (workspace ctpps); the online dataset has none.',
  ),
  /** Where the certification of data certification stands (workspace dc); the online dataset has none. */
  dc_state: workspaceState(
    'Where the certification of data certification stands (workspace dc); the online dataset has none.',
  ),
  /** Where the certification of the drift tubes stands (workspace dt); the online dataset has none. */
  dt_state: workspaceState(
    'Where the certification of the drift tubes stands (workspace dt); the online dataset has none.',
  ),
  /** Where the certification of the electromagnetic calorimeter stands (workspace ecal); the online dataset has none. */
  ecal_state: workspaceState(
    'Where the certification of the electromagnetic calorimeter stands (workspace ecal); the online dataset has none.',
  ),
  /** Where the certification of electrons and photons stands (workspace egamma); the online dataset has none. */
  egamma_state: workspaceState(
    'Where the certification of electrons and photons stands (workspace egamma); the online dataset has none.',
  ),
  /** Where the certification of the GEM chambers stands (workspace gem); the online dataset has none. */
  gem_state: workspaceState(
    'Where the certification of the GEM chambers stands (workspace gem); the online dataset has none.',
  ),
  /** Where the certification of the hadron calorimeter stands (workspace hcal); the online dataset has none. */
  hcal_state: workspaceState(
    'Where the certification of the hadron calorimeter stands (workspace hcal); the online dataset has none.',
  ),
  /** Where the certification of the high-level trigger stands (workspace hlt); the online dataset has none. */
  hlt_state: workspaceState(
    'Where the certification of the high-level trigger stands (workspace hlt); the online dataset has none.',
  ),
  /** Where the certification of jets and missing energy stands (workspace jetmet); the online dataset has none. */
  jetmet_state: workspaceState(
    'Where the certification of jets and missing energy stands (workspace jetmet); the online dataset has none.',
  ),
  /** Where the certification of the level-1 trigger stands (workspace l1t); the online dataset has none. */
  l1t_state: workspaceState(
    'Where the certification of the level-1 trigger stands (workspace l1t); the online dataset has none.',
  ),
  /** Where the certification of luminosity stands (workspace lumi); the online dataset has none. */
  lumi_state: workspaceState(
    'Where the certification of luminosity stands (workspace lumi); the online dataset has none.',
  ),
  /** Where the certification of muons stands (workspace muon); the online dataset has none. */
  muon_state: workspaceState('Where the certification of muons stands (workspace muon); the online dataset has none.'),
  /** Where the certification of the resistive plate chambers stands (workspace rpc); the online dataset has none. */
  rpc_state: workspaceState(
    'Where the certification of the resistive plate chambers stands (workspace rpc); the online dataset has none.',
  ),
  /** Where the certification of taus stands (workspace tau); the online dataset has none. */
  tau_state: workspaceState('Where the certification of taus stands (workspace tau); the online dataset has none.'),
  /** Where the certification of the tracker stands (workspace tracker); the online dataset has none. */
  tracker_state: workspaceState(
    'Where the certification of the tracker stands (workspace tracker); the online dataset has none.',
  ),
} as const satisfies AttributeTable;
