// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import { freezeAll } from '../../util/freeze-all.js';
import type { FlagTable } from '../attribute.js';
import type { Status } from './states.js';

/** Flags of the online dataset, hence of runs, by workspace. */
export const onlineFlags = {
  /**
   * Flags of the workspace btag: b-tagging.
   *
   * - `btag-btag`: b-tagging
   */
  btag: ['btag'],
  /**
   * Flags of the workspace castor: the CASTOR calorimeter.
   *
   * - `castor-castor`: the CASTOR calorimeter
   */
  castor: ['castor'],
  /**
   * Flags of the workspace cms: CMS as a whole.
   *
   * - `cms-cms`: CMS as a whole
   */
  cms: ['cms'],
  /**
   * Flags of the workspace csc: the cathode strip chambers (CSC).
   *
   * - `csc-csc`: the cathode strip chambers (CSC)
   * - `csc-csctf`: the CSC track finder
   * - `csc-ddus`: no public description
   * - `csc-efficiency`: the efficiency of the CSC
   * - `csc-gasgains`: the gas gains of the CSC
   * - `csc-integrity`: the data integrity of the CSC
   * - `csc-mem`: the minus end cap of the CSC
   * - `csc-mep`: the plus end cap of the CSC
   * - `csc-occupancy`: the occupancy of the CSC
   * - `csc-pedestals`: the pedestals of the CSC
   * - `csc-resolution`: the resolution of the CSC
   * - `csc-segments`: the segments of the CSC
   * - `csc-strips`: the strips of the CSC
   * - `csc-timing`: the timing of the CSC
   * - `csc-triggerpe`: no public description
   */
  csc: [
    'csc',
    'csctf',
    'ddus',
    'efficiency',
    'gasgains',
    'integrity',
    'mem',
    'mep',
    'occupancy',
    'pedestals',
    'resolution',
    'segments',
    'strips',
    'timing',
    'triggerpe',
  ],
  /**
   * Flags of the workspace ctpps: the precision proton spectrometer (CTPPS).
   *
   * - `ctpps-ctpps`: the precision proton spectrometer (CTPPS)
   * - `ctpps-rp45_210`: no public description
   * - `ctpps-rp45_220`: no public description
   * - `ctpps-rp45_cyl`: no public description
   * - `ctpps-rp56_210`: no public description
   * - `ctpps-rp56_220`: no public description
   * - `ctpps-rp56_cyl`: no public description
   * - `ctpps-time45_box`: no public description
   * - `ctpps-time56_box`: no public description
   */
  ctpps: ['ctpps', 'rp45_210', 'rp45_220', 'rp45_cyl', 'rp56_210', 'rp56_220', 'rp56_cyl', 'time45_box', 'time56_box'],
  /**
   * Flags of the workspace dt: the drift tubes (DT).
   *
   * - `dt-dt`: the drift tubes (DT)
   */
  dt: ['dt'],
  /**
   * Flags of the workspace ecal: the electromagnetic calorimeter (ECAL).
   *
   * - `ecal-ecal`: the electromagnetic calorimeter (ECAL)
   * - `ecal-analysis`: no public description
   * - `ecal-collisions`: collisions in the ECAL
   * - `ecal-ebm`: the minus side of the ECAL barrel (EB−)
   * - `ecal-ebp`: the plus side of the ECAL barrel (EB+)
   * - `ecal-eem`: the minus end cap of the ECAL (EE−)
   * - `ecal-eep`: the plus end cap of the ECAL (EE+)
   * - `ecal-es`: the preshower (ES)
   * - `ecal-esm`: the minus side of the preshower (ES−)
   * - `ecal-esp`: the plus side of the preshower (ES+)
   * - `ecal-laser`: the laser monitoring of the ECAL
   * - `ecal-noise`: the noise of the ECAL
   * - `ecal-preshower`: the preshower, as the ECAL group sees it
   * - `ecal-timing`: the timing of the ECAL
   * - `ecal-tpg`: the trigger primitives of the ECAL
   */
  ecal: [
    'ecal',
    'analysis',
    'collisions',
    'ebm',
    'ebp',
    'eem',
    'eep',
    'es',
    'esm',
    'esp',
    'laser',
    'noise',
    'preshower',
    'timing',
    'tpg',
  ],
  /**
   * Flags of the workspace egamma: electrons and photons.
   *
   * - `egamma-egamma`: electrons and photons
   * - `egamma-es`: the preshower (ES)
   */
  egamma: ['egamma', 'es'],
  /**
   * Flags of the workspace gem: the gas electron multiplier chambers (GEM).
   *
   * - `gem-gem`: the gas electron multiplier chambers (GEM)
   */
  gem: ['gem'],
  /**
   * Flags of the workspace hcal: the hadron calorimeter (HCAL).
   *
   * - `hcal-hcal`: the hadron calorimeter (HCAL)
   * - `hcal-hb`: the HCAL barrel (HB)
   * - `hcal-hbls`: no public description
   * - `hcal-he`: the HCAL end caps (HE)
   * - `hcal-hels`: no public description
   * - `hcal-hf`: the forward HCAL (HF)
   * - `hcal-hfls`: no public description
   * - `hcal-ho0`: ring 0 of the outer HCAL (HO)
   * - `hcal-ho0ls`: no public description
   * - `hcal-ho12`: rings 1 and 2 of the outer HCAL (HO)
   * - `hcal-ho12ls`: no public description
   */
  hcal: ['hcal', 'hb', 'hbls', 'he', 'hels', 'hf', 'hfls', 'ho0', 'ho0ls', 'ho12', 'ho12ls'],
  /**
   * Flags of the workspace hlt: the high-level trigger (HLT).
   *
   * - `hlt-hlt`: the high-level trigger (HLT)
   * - `hlt-bjets`: b jets in the HLT
   * - `hlt-electrons`: electrons in the HLT
   * - `hlt-global`: no public description
   * - `hlt-jetmet`: jets and missing transverse energy in the HLT
   * - `hlt-muons`: muons in the HLT
   * - `hlt-photons`: photons in the HLT
   * - `hlt-tau`: tau leptons in the HLT
   * - `hlt-technical`: no public description
   */
  hlt: ['hlt', 'bjets', 'electrons', 'global', 'jetmet', 'muons', 'photons', 'tau', 'technical'],
  /**
   * Flags of the workspace jetmet: jets and missing transverse energy.
   *
   * - `jetmet-jetmet`: jets and missing transverse energy
   */
  jetmet: ['jetmet'],
  /**
   * Flags of the workspace l1t: the level-1 trigger (L1T).
   *
   * - `l1t-l1t`: the level-1 trigger (L1T)
   * - `l1t-bcs_tech`: no public description
   * - `l1t-bptx_tech`: no public description
   * - `l1t-e_gamma`: electrons and photons in the L1T
   * - `l1t-energy_sums`: energy sums in the L1T
   * - `l1t-hf_rings`: the HF rings in the L1T
   * - `l1t-hf_tech`: no public description
   * - `l1t-jet`: jets in the L1T
   * - `l1t-l1tcalo`: the calorimeter trigger of the L1T
   * - `l1t-l1tmu`: the muon trigger of the L1T
   * - `l1t-muon`: muons in the L1T
   * - `l1t-muon_csc`: muons of the CSC in the L1T
   * - `l1t-muon_dt`: muons of the DT in the L1T
   * - `l1t-muon_rpc`: muons of the RPC in the L1T
   * - `l1t-rpc_tech`: no public description
   * - `l1t-software`: the software of the L1T
   */
  l1t: [
    'l1t',
    'bcs_tech',
    'bptx_tech',
    'e_gamma',
    'energy_sums',
    'hf_rings',
    'hf_tech',
    'jet',
    'l1tcalo',
    'l1tmu',
    'muon',
    'muon_csc',
    'muon_dt',
    'muon_rpc',
    'rpc_tech',
    'software',
  ],
  /**
   * Flags of the workspace lumi: the luminosity.
   *
   * - `lumi-lumi`: the luminosity
   */
  lumi: ['lumi'],
  /**
   * Flags of the workspace muon: muons.
   *
   * - `muon-muon`: muons
   */
  muon: ['muon'],
  /**
   * Flags of the workspace rpc: the resistive plate chambers (RPC).
   *
   * - `rpc-rpc`: the resistive plate chambers (RPC)
   * - `rpc-elog`: no public description
   * - `rpc-feb`: no public description
   * - `rpc-hv`: the high voltage of the RPC
   * - `rpc-lv`: the low voltage of the RPC
   * - `rpc-noise`: the noise of the RPC
   * - `rpc-strip`: the strips of the RPC
   */
  rpc: ['rpc', 'elog', 'feb', 'hv', 'lv', 'noise', 'strip'],
  /**
   * Flags of the workspace tau: tau leptons.
   *
   * - `tau-tau`: tau leptons
   */
  tau: ['tau'],
  /**
   * Flags of the workspace tracker: the tracker.
   *
   * - `tracker-pixel`: the pixel detector
   * - `tracker-strip`: the strip tracker
   * - `tracker-track_private`: no public description
   */
  tracker: ['pixel', 'strip', 'track_private'],
} as const satisfies FlagTable;

/** Flags of offline datasets, by workspace. */
export const offlineFlags = {
  /**
   * Flags of the workspace btag: b-tagging.
   *
   * - `btag-btag`: b-tagging
   */
  btag: ['btag'],
  /**
   * Flags of the workspace castor: the CASTOR calorimeter.
   *
   * - `castor-castor`: the CASTOR calorimeter
   */
  castor: ['castor'],
  /**
   * Flags of the workspace cms: CMS as a whole.
   *
   * - `cms-cms`: CMS as a whole
   * - `cms-infrastructure`: the infrastructure of CMS
   */
  cms: ['cms', 'infrastructure'],
  /**
   * Flags of the workspace csc: the cathode strip chambers (CSC).
   *
   * - `csc-csc`: the cathode strip chambers (CSC)
   * - `csc-efficiency`: the efficiency of the CSC
   * - `csc-gasgains`: the gas gains of the CSC
   * - `csc-integrity`: the data integrity of the CSC
   * - `csc-occupancy`: the occupancy of the CSC
   * - `csc-pedestals`: the pedestals of the CSC
   * - `csc-resolution`: the resolution of the CSC
   * - `csc-segments`: the segments of the CSC
   * - `csc-strips`: the strips of the CSC
   * - `csc-tf`: the CSC track finder
   * - `csc-timing`: the timing of the CSC
   * - `csc-triggergpe`: no public description
   */
  csc: [
    'csc',
    'efficiency',
    'gasgains',
    'integrity',
    'occupancy',
    'pedestals',
    'resolution',
    'segments',
    'strips',
    'tf',
    'timing',
    'triggergpe',
  ],
  /**
   * Flags of the workspace ctpps: the precision proton spectrometer (CTPPS).
   *
   * - `ctpps-ctpps`: the precision proton spectrometer (CTPPS)
   * - `ctpps-rp45_210`: no public description
   * - `ctpps-rp45_220`: no public description
   * - `ctpps-rp45_cyl`: no public description
   * - `ctpps-rp56_210`: no public description
   * - `ctpps-rp56_220`: no public description
   * - `ctpps-rp56_cyl`: no public description
   * - `ctpps-time45`: no public description
   * - `ctpps-time56`: no public description
   * - `ctpps-time_global`: no public description
   * - `ctpps-trk45_210`: no public description
   * - `ctpps-trk56_220`: no public description
   */
  ctpps: [
    'ctpps',
    'rp45_210',
    'rp45_220',
    'rp45_cyl',
    'rp56_210',
    'rp56_220',
    'rp56_cyl',
    'time45',
    'time56',
    'time_global',
    'trk45_210',
    'trk56_220',
  ],
  /**
   * Flags of the workspace dc: data certification.
   *
   * - `dc-lowlumi`: low luminosity
   */
  dc: ['lowlumi'],
  /**
   * Flags of the workspace dt: the drift tubes (DT).
   *
   * - `dt-dt`: the drift tubes (DT)
   */
  dt: ['dt'],
  /**
   * Flags of the workspace ecal: the electromagnetic calorimeter (ECAL).
   *
   * - `ecal-ecal`: the electromagnetic calorimeter (ECAL)
   * - `ecal-analysis`: no public description
   * - `ecal-collisions`: collisions in the ECAL
   * - `ecal-ebm`: the minus side of the ECAL barrel (EB−)
   * - `ecal-ebp`: the plus side of the ECAL barrel (EB+)
   * - `ecal-eem`: the minus end cap of the ECAL (EE−)
   * - `ecal-eep`: the plus end cap of the ECAL (EE+)
   * - `ecal-es`: the preshower (ES)
   * - `ecal-esm`: the minus side of the preshower (ES−)
   * - `ecal-esp`: the plus side of the preshower (ES+)
   * - `ecal-laser`: the laser monitoring of the ECAL
   * - `ecal-noise`: the noise of the ECAL
   * - `ecal-preshower`: the preshower, as the ECAL group sees it
   * - `ecal-timing`: the timing of the ECAL
   * - `ecal-tpg`: the trigger primitives of the ECAL
   */
  ecal: [
    'ecal',
    'analysis',
    'collisions',
    'ebm',
    'ebp',
    'eem',
    'eep',
    'es',
    'esm',
    'esp',
    'laser',
    'noise',
    'preshower',
    'timing',
    'tpg',
  ],
  /**
   * Flags of the workspace egamma: electrons and photons.
   *
   * - `egamma-egamma`: electrons and photons
   */
  egamma: ['egamma'],
  /**
   * Flags of the workspace gem: the gas electron multiplier chambers (GEM).
   *
   * - `gem-gem`: the gas electron multiplier chambers (GEM)
   */
  gem: ['gem'],
  /**
   * Flags of the workspace hcal: the hadron calorimeter (HCAL).
   *
   * - `hcal-hcal`: the hadron calorimeter (HCAL)
   * - `hcal-hb`: the HCAL barrel (HB)
   * - `hcal-hb_ls`: no public description
   * - `hcal-he`: the HCAL end caps (HE)
   * - `hcal-he_ls`: no public description
   * - `hcal-hf`: the forward HCAL (HF)
   * - `hcal-hf_ls`: no public description
   * - `hcal-ho0`: ring 0 of the outer HCAL (HO)
   * - `hcal-ho12`: rings 1 and 2 of the outer HCAL (HO)
   * - `hcal-ho12_ls`: no public description
   */
  hcal: ['hcal', 'hb', 'hb_ls', 'he', 'he_ls', 'hf', 'hf_ls', 'ho0', 'ho12', 'ho12_ls'],
  /**
   * Flags of the workspace hlt: the high-level trigger (HLT).
   *
   * - `hlt-hlt`: the high-level trigger (HLT)
   * - `hlt-bjets`: b jets in the HLT
   * - `hlt-electrons`: electrons in the HLT
   * - `hlt-hlt_global`: no public description
   * - `hlt-jetmet`: jets and missing transverse energy in the HLT
   * - `hlt-muons`: muons in the HLT
   * - `hlt-photons`: photons in the HLT
   * - `hlt-tau`: tau leptons in the HLT
   * - `hlt-technical`: no public description
   */
  hlt: ['hlt', 'bjets', 'electrons', 'hlt_global', 'jetmet', 'muons', 'photons', 'tau', 'technical'],
  /**
   * Flags of the workspace jetmet: jets and missing transverse energy.
   *
   * - `jetmet-jetmet`: jets and missing transverse energy
   */
  jetmet: ['jetmet'],
  /**
   * Flags of the workspace l1t: the level-1 trigger (L1T).
   *
   * - `l1t-l1t`: the level-1 trigger (L1T)
   * - `l1t-bcs_tech`: no public description
   * - `l1t-bptx_tech`: no public description
   * - `l1t-e_gamma`: electrons and photons in the L1T
   * - `l1t-energy_sums`: energy sums in the L1T
   * - `l1t-hf_tech`: no public description
   * - `l1t-l1tcalo`: the calorimeter trigger of the L1T
   * - `l1t-l1tmu`: the muon trigger of the L1T
   * - `l1t-muon_csc`: muons of the CSC in the L1T
   * - `l1t-muon_dt`: muons of the DT in the L1T
   * - `l1t-muon_rpc`: muons of the RPC in the L1T
   * - `l1t-rpc_tech`: no public description
   * - `l1t-software`: the software of the L1T
   */
  l1t: [
    'l1t',
    'bcs_tech',
    'bptx_tech',
    'e_gamma',
    'energy_sums',
    'hf_tech',
    'l1tcalo',
    'l1tmu',
    'muon_csc',
    'muon_dt',
    'muon_rpc',
    'rpc_tech',
    'software',
  ],
  /**
   * Flags of the workspace lumi: the luminosity.
   *
   * - `lumi-lumi`: the luminosity
   */
  lumi: ['lumi'],
  /**
   * Flags of the workspace muon: muons.
   *
   * - `muon-muon`: muons
   */
  muon: ['muon'],
  /**
   * Flags of the workspace rpc: the resistive plate chambers (RPC).
   *
   * - `rpc-rpc`: the resistive plate chambers (RPC)
   * - `rpc-elog`: no public description
   * - `rpc-feb`: no public description
   * - `rpc-hv`: the high voltage of the RPC
   * - `rpc-lv`: the low voltage of the RPC
   * - `rpc-noise`: the noise of the RPC
   */
  rpc: ['rpc', 'elog', 'feb', 'hv', 'lv', 'noise'],
  /**
   * Flags of the workspace tau: tau leptons.
   *
   * - `tau-tau`: tau leptons
   */
  tau: ['tau'],
  /**
   * Flags of the workspace tracker: the tracker.
   *
   * - `tracker-pixel`: the pixel detector
   * - `tracker-strip`: the strip tracker
   * - `tracker-track`: tracks
   */
  tracker: ['pixel', 'strip', 'track'],
} as const satisfies FlagTable;

/** Flags that certification of a run requires. */
export const certifiableOnlineFlags = [
  'castor-castor',
  'cms-cms',
  'csc-csc',
  'ctpps-ctpps',
  'dt-dt',
  'ecal-ecal',
  'ecal-es',
  'hcal-hcal',
  'hlt-hlt',
  'l1t-l1t',
  'l1t-l1tcalo',
  'l1t-l1tmu',
  'lumi-lumi',
  'rpc-rpc',
  'tracker-pixel',
  'tracker-strip',
  'gem-gem',
] as const;

/** Flags that certification of an offline dataset requires. In `dc-lowlumi`, BAD means "not low luminosity". */
export const certifiableOfflineFlags = [
  'btag-btag',
  'castor-castor',
  'cms-cms',
  'csc-csc',
  'ctpps-ctpps',
  'dc-lowlumi',
  'dt-dt',
  'ecal-ecal',
  'ecal-es',
  'egamma-egamma',
  'hcal-hcal',
  'hlt-hlt',
  'jetmet-jetmet',
  'l1t-l1t',
  'l1t-l1tmu',
  'l1t-l1tcalo',
  'lumi-lumi',
  'muon-muon',
  'rpc-rpc',
  'tau-tau',
  'tracker-track',
  'tracker-pixel',
  'tracker-strip',
  'gem-gem',
] as const;

/** Flags that certification requires, by side. */
export const certifiableFlags = {
  /**
   * All flags that certification of a run requires, each with the status that it expects.
   *
   * The status is GOOD. The flags are `castor-castor`, `cms-cms`, `csc-csc`, `ctpps-ctpps`, `dt-dt`, `ecal-ecal`,
   * `ecal-es`, `hcal-hcal`, `hlt-hlt`, `l1t-l1t`, `l1t-l1tcalo`, `l1t-l1tmu`, `lumi-lumi`, `rpc-rpc`, `tracker-pixel`,
   * `tracker-strip`, `gem-gem`.
   *
   * - Together they select nothing, because `castor-castor` is GOOD in no run that was examined. For rules that select lumisections, see `presets`.
   * - Example: `goldenJson().where(certifiable.online)`.
   * - Null or missing: A lumisection in which one of the flags has no status does not match.
   */
  online: certifiableOnlineFlags,
  /**
   * All flags that certification of an offline dataset requires, each with the status that it expects.
   *
   * The status is GOOD, and BAD for `dc-lowlumi`. The flags are `btag-btag`, `castor-castor`, `cms-cms`, `csc-csc`,
   * `ctpps-ctpps`, `dc-lowlumi`, `dt-dt`, `ecal-ecal`, `ecal-es`, `egamma-egamma`, `hcal-hcal`, `hlt-hlt`,
   * `jetmet-jetmet`, `l1t-l1t`, `l1t-l1tmu`, `l1t-l1tcalo`, `lumi-lumi`, `muon-muon`, `rpc-rpc`, `tau-tau`,
   * `tracker-track`, `tracker-pixel`, `tracker-strip`, `gem-gem`.
   *
   * - Together they select nothing, because `castor-castor` is GOOD in no run that was examined. For rules that select lumisections, see `presets`.
   * - Example: `goldenJson().where(certifiable.offline)`.
   * - Null or missing: A lumisection in which one of the flags has no status does not match.
   */
  offline: certifiableOfflineFlags,
} as const;

/** The status that certification expects of a flag, if it is not GOOD. */
export const expectedStatuses: Readonly<Record<string, Status>> = {
  'dc-lowlumi': 'BAD',
};

/**
 * Flag names of older clients, and the current name of each. The registry does not know the old names: a filter with one matches
 * nothing. The library rejects them.
 */
export const renamedFlags: Readonly<Record<string, string>> = {
  'tracker-pix': 'tracker-pixel',
  'tracker-tracking': 'tracker-track',
  'l1t-hg_rings': 'l1t-hf_rings',
  'hcal-hoO_ls': 'hcal-ho0ls',
};

freezeAll(onlineFlags, offlineFlags, certifiableOnlineFlags, certifiableOfflineFlags);

/** Every flag by name, with the datasets in which it was seen. */
export interface KnownFlags {
  /**
   * Certification status of b-tagging.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: offline, with `GOOD`.
   * - Example: `flag('btag-btag').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'btag-btag': 'online' | 'offline';
  /**
   * Certification status of the CASTOR calorimeter.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('castor-castor').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'castor-castor': 'online' | 'offline';
  /**
   * Certification status of CMS as a whole.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('cms-cms').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'cms-cms': 'online' | 'offline';
  /**
   * Certification status of the infrastructure of CMS.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('cms-infrastructure').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'cms-infrastructure': 'offline';
  /**
   * Certification status of the cathode strip chambers (CSC).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('csc-csc').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-csc': 'online' | 'offline';
  /**
   * Certification status of the CSC track finder.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('csc-csctf').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-csctf': 'online';
  /**
   * Certification status in the column ddus of the workspace csc.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('csc-ddus').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-ddus': 'online';
  /**
   * Certification status of the efficiency of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-efficiency').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-efficiency': 'online' | 'offline';
  /**
   * Certification status of the gas gains of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-gasgains').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-gasgains': 'online' | 'offline';
  /**
   * Certification status of the data integrity of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-integrity').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-integrity': 'online' | 'offline';
  /**
   * Certification status of the minus end cap of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('csc-mem').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-mem': 'online';
  /**
   * Certification status of the plus end cap of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('csc-mep').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-mep': 'online';
  /**
   * Certification status of the occupancy of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-occupancy').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-occupancy': 'online' | 'offline';
  /**
   * Certification status of the pedestals of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-pedestals').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-pedestals': 'online' | 'offline';
  /**
   * Certification status of the resolution of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-resolution').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-resolution': 'online' | 'offline';
  /**
   * Certification status of the segments of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-segments').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-segments': 'online' | 'offline';
  /**
   * Certification status of the strips of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-strips').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-strips': 'online' | 'offline';
  /**
   * Certification status of the CSC track finder.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('csc-tf').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-tf': 'offline';
  /**
   * Certification status of the timing of the CSC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('csc-timing').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-timing': 'online' | 'offline';
  /**
   * Certification status in the column triggerpe of the workspace csc.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('csc-triggerpe').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-triggerpe': 'online';
  /**
   * Certification status in the column triggergpe of the workspace csc.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('csc-triggergpe').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'csc-triggergpe': 'offline';
  /**
   * Certification status of the precision proton spectrometer (CTPPS).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('ctpps-ctpps').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-ctpps': 'online' | 'offline';
  /**
   * Certification status in the column rp45_210 of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ctpps-rp45_210').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-rp45_210': 'online' | 'offline';
  /**
   * Certification status in the column rp45_220 of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ctpps-rp45_220').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-rp45_220': 'online' | 'offline';
  /**
   * Certification status in the column rp45_cyl of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ctpps-rp45_cyl').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-rp45_cyl': 'online' | 'offline';
  /**
   * Certification status in the column rp56_210 of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ctpps-rp56_210').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-rp56_210': 'online' | 'offline';
  /**
   * Certification status in the column rp56_220 of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ctpps-rp56_220').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-rp56_220': 'online' | 'offline';
  /**
   * Certification status in the column rp56_cyl of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ctpps-rp56_cyl').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-rp56_cyl': 'online' | 'offline';
  /**
   * Certification status in the column time45_box of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('ctpps-time45_box').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-time45_box': 'online';
  /**
   * Certification status in the column time56_box of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('ctpps-time56_box').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-time56_box': 'online';
  /**
   * Certification status in the column time45 of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('ctpps-time45').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-time45': 'offline';
  /**
   * Certification status in the column time56 of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('ctpps-time56').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-time56': 'offline';
  /**
   * Certification status in the column time_global of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('ctpps-time_global').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-time_global': 'offline';
  /**
   * Certification status in the column trk45_210 of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('ctpps-trk45_210').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-trk45_210': 'offline';
  /**
   * Certification status in the column trk56_220 of the workspace ctpps.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('ctpps-trk56_220').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ctpps-trk56_220': 'offline';
  /**
   * Certification status of low luminosity.
   *
   * BAD means that the luminosity was not low. Certification expects BAD.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Required for certification: offline, with `BAD`.
   * - Example: `flag('dc-lowlumi').is('BAD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'dc-lowlumi': 'offline';
  /**
   * Certification status of the drift tubes (DT).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('dt-dt').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'dt-dt': 'online' | 'offline';
  /**
   * Certification status of the electromagnetic calorimeter (ECAL).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('ecal-ecal').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-ecal': 'online' | 'offline';
  /**
   * Certification status in the column analysis of the workspace ecal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-analysis').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-analysis': 'online' | 'offline';
  /**
   * Certification status of collisions in the ECAL.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-collisions').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-collisions': 'online' | 'offline';
  /**
   * Certification status of the minus side of the ECAL barrel (EB−).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-ebm').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-ebm': 'online' | 'offline';
  /**
   * Certification status of the plus side of the ECAL barrel (EB+).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-ebp').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-ebp': 'online' | 'offline';
  /**
   * Certification status of the minus end cap of the ECAL (EE−).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-eem').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-eem': 'online' | 'offline';
  /**
   * Certification status of the plus end cap of the ECAL (EE+).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-eep').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-eep': 'online' | 'offline';
  /**
   * Certification status of the preshower (ES).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('ecal-es').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-es': 'online' | 'offline';
  /**
   * Certification status of the minus side of the preshower (ES−).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-esm').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-esm': 'online' | 'offline';
  /**
   * Certification status of the plus side of the preshower (ES+).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-esp').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-esp': 'online' | 'offline';
  /**
   * Certification status of the laser monitoring of the ECAL.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-laser').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-laser': 'online' | 'offline';
  /**
   * Certification status of the noise of the ECAL.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-noise').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-noise': 'online' | 'offline';
  /**
   * Certification status of the preshower, as the ECAL group sees it.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-preshower').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-preshower': 'online' | 'offline';
  /**
   * Certification status of the timing of the ECAL.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-timing').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-timing': 'online' | 'offline';
  /**
   * Certification status of the trigger primitives of the ECAL.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('ecal-tpg').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'ecal-tpg': 'online' | 'offline';
  /**
   * Certification status of electrons and photons.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: offline, with `GOOD`.
   * - Example: `flag('egamma-egamma').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'egamma-egamma': 'online' | 'offline';
  /**
   * Certification status of the preshower (ES).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('egamma-es').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'egamma-es': 'online';
  /**
   * Certification status of the gas electron multiplier chambers (GEM).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('gem-gem').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'gem-gem': 'online' | 'offline';
  /**
   * Certification status of the hadron calorimeter (HCAL).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('hcal-hcal').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-hcal': 'online' | 'offline';
  /**
   * Certification status of the HCAL barrel (HB).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hcal-hb').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-hb': 'online' | 'offline';
  /**
   * Certification status in the column hbls of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('hcal-hbls').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-hbls': 'online';
  /**
   * Certification status in the column hb_ls of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('hcal-hb_ls').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-hb_ls': 'offline';
  /**
   * Certification status of the HCAL end caps (HE).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hcal-he').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-he': 'online' | 'offline';
  /**
   * Certification status in the column hels of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('hcal-hels').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-hels': 'online';
  /**
   * Certification status in the column he_ls of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('hcal-he_ls').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-he_ls': 'offline';
  /**
   * Certification status of the forward HCAL (HF).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hcal-hf').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-hf': 'online' | 'offline';
  /**
   * Certification status in the column hfls of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('hcal-hfls').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-hfls': 'online';
  /**
   * Certification status in the column hf_ls of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('hcal-hf_ls').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-hf_ls': 'offline';
  /**
   * Certification status of ring 0 of the outer HCAL (HO).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hcal-ho0').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-ho0': 'online' | 'offline';
  /**
   * Certification status in the column ho0ls of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('hcal-ho0ls').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-ho0ls': 'online';
  /**
   * Certification status of rings 1 and 2 of the outer HCAL (HO).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hcal-ho12').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-ho12': 'online' | 'offline';
  /**
   * Certification status in the column ho12ls of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('hcal-ho12ls').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-ho12ls': 'online';
  /**
   * Certification status in the column ho12_ls of the workspace hcal.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('hcal-ho12_ls').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hcal-ho12_ls': 'offline';
  /**
   * Certification status of the high-level trigger (HLT).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('hlt-hlt').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-hlt': 'online' | 'offline';
  /**
   * Certification status of b jets in the HLT.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hlt-bjets').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-bjets': 'online' | 'offline';
  /**
   * Certification status of electrons in the HLT.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hlt-electrons').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-electrons': 'online' | 'offline';
  /**
   * Certification status in the column global of the workspace hlt.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('hlt-global').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-global': 'online';
  /**
   * Certification status in the column hlt_global of the workspace hlt.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Example: `flag('hlt-hlt_global').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-hlt_global': 'offline';
  /**
   * Certification status of jets and missing transverse energy in the HLT.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hlt-jetmet').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-jetmet': 'online' | 'offline';
  /**
   * Certification status of muons in the HLT.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hlt-muons').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-muons': 'online' | 'offline';
  /**
   * Certification status of photons in the HLT.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hlt-photons').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-photons': 'online' | 'offline';
  /**
   * Certification status of tau leptons in the HLT.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hlt-tau').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-tau': 'online' | 'offline';
  /**
   * Certification status in the column technical of the workspace hlt.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('hlt-technical').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'hlt-technical': 'online' | 'offline';
  /**
   * Certification status of jets and missing transverse energy.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: offline, with `GOOD`.
   * - Example: `flag('jetmet-jetmet').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'jetmet-jetmet': 'online' | 'offline';
  /**
   * Certification status of the level-1 trigger (L1T).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('l1t-l1t').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-l1t': 'online' | 'offline';
  /**
   * Certification status in the column bcs_tech of the workspace l1t.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-bcs_tech').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-bcs_tech': 'online' | 'offline';
  /**
   * Certification status in the column bptx_tech of the workspace l1t.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-bptx_tech').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-bptx_tech': 'online' | 'offline';
  /**
   * Certification status of electrons and photons in the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-e_gamma').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-e_gamma': 'online' | 'offline';
  /**
   * Certification status of energy sums in the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-energy_sums').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-energy_sums': 'online' | 'offline';
  /**
   * Certification status of the HF rings in the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('l1t-hf_rings').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-hf_rings': 'online';
  /**
   * Certification status in the column hf_tech of the workspace l1t.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-hf_tech').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-hf_tech': 'online' | 'offline';
  /**
   * Certification status of jets in the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('l1t-jet').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-jet': 'online';
  /**
   * Certification status of the calorimeter trigger of the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('l1t-l1tcalo').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-l1tcalo': 'online' | 'offline';
  /**
   * Certification status of the muon trigger of the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('l1t-l1tmu').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-l1tmu': 'online' | 'offline';
  /**
   * Certification status of muons in the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('l1t-muon').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-muon': 'online';
  /**
   * Certification status of muons of the CSC in the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-muon_csc').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-muon_csc': 'online' | 'offline';
  /**
   * Certification status of muons of the DT in the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-muon_dt').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-muon_dt': 'online' | 'offline';
  /**
   * Certification status of muons of the RPC in the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-muon_rpc').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-muon_rpc': 'online' | 'offline';
  /**
   * Certification status in the column rpc_tech of the workspace l1t.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-rpc_tech').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-rpc_tech': 'online' | 'offline';
  /**
   * Certification status of the software of the L1T.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('l1t-software').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'l1t-software': 'online' | 'offline';
  /**
   * Certification status of the luminosity.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('lumi-lumi').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'lumi-lumi': 'online' | 'offline';
  /**
   * Certification status of muons.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: offline, with `GOOD`.
   * - Example: `flag('muon-muon').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'muon-muon': 'online' | 'offline';
  /**
   * Certification status of the resistive plate chambers (RPC).
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('rpc-rpc').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'rpc-rpc': 'online' | 'offline';
  /**
   * Certification status in the column elog of the workspace rpc.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('rpc-elog').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'rpc-elog': 'online' | 'offline';
  /**
   * Certification status in the column feb of the workspace rpc.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('rpc-feb').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'rpc-feb': 'online' | 'offline';
  /**
   * Certification status of the high voltage of the RPC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('rpc-hv').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'rpc-hv': 'online' | 'offline';
  /**
   * Certification status of the low voltage of the RPC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('rpc-lv').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'rpc-lv': 'online' | 'offline';
  /**
   * Certification status of the noise of the RPC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Example: `flag('rpc-noise').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'rpc-noise': 'online' | 'offline';
  /**
   * Certification status of the strips of the RPC.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('rpc-strip').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'rpc-strip': 'online';
  /**
   * Certification status of tau leptons.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: offline, with `GOOD`.
   * - Example: `flag('tau-tau').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'tau-tau': 'online' | 'offline';
  /**
   * Certification status of the pixel detector.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('tracker-pixel').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'tracker-pixel': 'online' | 'offline';
  /**
   * Certification status of the strip tracker.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset and offline datasets.
   * - Required for certification: online and offline, with `GOOD`.
   * - Example: `flag('tracker-strip').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'tracker-strip': 'online' | 'offline';
  /**
   * Certification status in the column track_private of the workspace tracker.
   *
   * The column has no public description.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: the online dataset.
   * - Example: `flag('tracker-track_private').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'tracker-track_private': 'online';
  /**
   * Certification status of tracks.
   *
   * - Values: `GOOD`, `BAD`, `STANDBY`, `EXCLUDED`, `NOTSET`, `EMPTY`, `NO VALUE FOUND`.
   * - Seen in: offline datasets.
   * - Required for certification: offline, with `GOOD`.
   * - Example: `flag('tracker-track').is('GOOD')`.
   * - Null or missing: The lumisection has no status for the flag.
   */
  readonly 'tracker-track': 'offline';
}
