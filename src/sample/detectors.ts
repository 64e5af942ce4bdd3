import type { Kind, Period } from './periods.js';

/** A flag of the online certification, its inputs and its probabilities. */
export interface FlagSpec {
  /** `<workspace>-<column>` */
  readonly flag: string;
  /** Component of the run that the flag needs; without it the flag is EXCLUDED. */
  readonly component?: string;
  /** DCS bits of the lumisections that are true while its high voltage is on. */
  readonly bits: readonly string[];
  readonly standby?: true;
  /** First year of the flag. */
  readonly since?: Period['year'];
  /** Probability that nobody set it in a run. */
  readonly notset?: number;
  /** Probability that it is BAD (or in STANDBY) for a whole run. */
  readonly never: number;
  /** Probability of an incident in a run. */
  readonly incident: number;
}

/** The online flags that are certified, `cms-cms` apart, which follows from the others. */
export const certifiedFlags: readonly FlagSpec[] = [
  { flag: 'castor-castor', component: 'CASTOR', bits: ['castor_ready'], never: 0.1, incident: 0.3 },
  { flag: 'csc-csc', component: 'CSC', bits: ['cscm_ready', 'cscp_ready'], standby: true, never: 0.04, incident: 0.26 },
  {
    flag: 'ctpps-ctpps',
    component: 'CTPPS',
    bits: ['rp_sect_45_ready', 'rp_sect_56_ready', 'rp_time_ready'],
    never: 0.3,
    incident: 0.2,
  },
  {
    flag: 'dt-dt',
    component: 'DT',
    bits: ['dt0_ready', 'dtm_ready', 'dtp_ready'],
    standby: true,
    never: 0.07,
    incident: 0.25,
  },
  {
    flag: 'ecal-ecal',
    component: 'ECAL',
    bits: ['ebm_ready', 'ebp_ready', 'eem_ready', 'eep_ready'],
    never: 0.03,
    incident: 0.2,
  },
  { flag: 'ecal-es', component: 'ES', bits: ['esm_ready', 'esp_ready'], never: 0.05, incident: 0.2 },
  {
    flag: 'hcal-hcal',
    component: 'HCAL',
    bits: ['hbhea_ready', 'hbheb_ready', 'hbhec_ready', 'hf_ready', 'ho_ready'],
    never: 0.03,
    incident: 0.22,
  },
  { flag: 'hlt-hlt', bits: [], never: 0.03, incident: 0.16 },
  { flag: 'l1t-l1t', bits: [], never: 0.03, incident: 0.2 },
  { flag: 'l1t-l1tcalo', bits: [], notset: 0.45, never: 0.05, incident: 0.16 },
  { flag: 'l1t-l1tmu', bits: [], notset: 0.45, never: 0.05, incident: 0.18 },
  { flag: 'lumi-lumi', bits: [], notset: 0.05, never: 0.04, incident: 0.15 },
  { flag: 'rpc-rpc', component: 'RPC', bits: ['rpc_ready'], standby: true, never: 0.04, incident: 0.24 },
  {
    flag: 'tracker-pixel',
    component: 'PIXEL',
    bits: ['bpix_ready', 'fpix_ready'],
    standby: true,
    never: 0.04,
    incident: 0.24,
  },
  {
    flag: 'tracker-strip',
    component: 'TRACKER',
    bits: ['tibtid_ready', 'tecm_ready', 'tecp_ready', 'tob_ready'],
    standby: true,
    never: 0.04,
    incident: 0.28,
  },
  {
    flag: 'gem-gem',
    component: 'GEM',
    bits: ['gemm_ready', 'gemp_ready'],
    standby: true,
    since: 2022,
    never: 0.25,
    incident: 0.25,
  },
];

/** Private columns of workspaces; each follows the flag of its detector. */
export const privateFlags: readonly { readonly flag: string; readonly follows: string; readonly since?: 2022 }[] = [
  { flag: 'rpc-hv', follows: 'rpc-rpc' },
  { flag: 'tracker-track_private', follows: 'tracker-strip' },
  { flag: 'ctpps-rp45_210', follows: 'ctpps-ctpps', since: 2022 },
  { flag: 'ctpps-rp45_220', follows: 'ctpps-ctpps', since: 2022 },
  { flag: 'ctpps-rp45_cyl', follows: 'ctpps-ctpps', since: 2022 },
  { flag: 'ctpps-rp56_210', follows: 'ctpps-ctpps', since: 2022 },
  { flag: 'ctpps-rp56_220', follows: 'ctpps-ctpps', since: 2022 },
  { flag: 'ctpps-rp56_cyl', follows: 'ctpps-ctpps', since: 2022 },
  { flag: 'ctpps-time45_box', follows: 'ctpps-ctpps', since: 2022 },
  { flag: 'ctpps-time56_box', follows: 'ctpps-ctpps', since: 2022 },
];

/** Offline flags of reconstructed objects, which need collisions. */
export const physicsObjects = ['btag-btag', 'egamma-egamma', 'jetmet-jetmet', 'tau-tau'] as const;

/** Private offline columns and the flag that each follows. */
export const offlinePrivateFlags: readonly (readonly [flag: string, follows: string])[] = [
  ['csc-efficiency', 'csc-csc'],
  ['csc-gasgains', 'csc-csc'],
  ['ecal-laser', 'ecal-ecal'],
  ['hcal-hb', 'hcal-hcal'],
  ['hcal-he', 'hcal-hcal'],
  ['hcal-hf', 'hcal-hcal'],
  ['rpc-hv', 'rpc-rpc'],
];

/** Returns true if the registry of that year had the flag. */
export function inYear(spec: { readonly since?: number }, year: number): boolean {
  return year >= (spec.since ?? 0);
}

const alwaysIncluded = ['DAQ', 'DCS', 'TCDS', 'TRG'];
const detectors = ['CSC', 'CTPPS', 'DQM', 'DT', 'ECAL', 'ES', 'HCAL', 'PIXEL', 'RPC', 'TRACKER'];

/** Returns the components that a run of the year can have, in the registry's order. */
export function componentsOf(
  year: Period['year'],
  kind: Kind,
): { always: readonly string[]; usual: readonly string[] } {
  if (year !== 2018) return { always: alwaysIncluded, usual: [...detectors, 'CTPPS_TOT', 'GEM', 'L1SCOUT'] };
  return {
    always: alwaysIncluded,
    usual: [...detectors, 'HF', 'LUMI', 'SCAL', ...(kind === 'ions' ? ['CASTOR'] : [])],
  };
}
