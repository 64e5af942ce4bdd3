/**
 * Status flags by workspace and column. A flag is called `<workspace>-<column>`: `tracker-strip` is the column `strip` of the
 * workspace `tracker`. The registry keeps the list in its database (`GET /workspaces/online` and `/offline`); this is the union
 * of what has been seen there and in the registry's own software.
 */
export type FlagTable = { readonly [workspace: string]: readonly string[] };

/** Flags of the online dataset, hence of runs. */
export const onlineFlags = {
  btag: ['btag'],
  castor: ['castor'],
  cms: ['cms'],
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
  ctpps: ['ctpps', 'rp45_210', 'rp45_220', 'rp45_cyl', 'rp56_210', 'rp56_220', 'rp56_cyl', 'time45_box', 'time56_box'],
  dt: ['dt'],
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
  egamma: ['egamma', 'es'],
  gem: ['gem'],
  hcal: ['hcal', 'hb', 'hbls', 'he', 'hels', 'hf', 'hfls', 'ho0', 'ho0ls', 'ho12', 'ho12ls'],
  hlt: ['hlt', 'bjets', 'electrons', 'global', 'jetmet', 'muons', 'photons', 'tau', 'technical'],
  jetmet: ['jetmet'],
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
  lumi: ['lumi'],
  muon: ['muon'],
  rpc: ['rpc', 'elog', 'feb', 'hv', 'lv', 'noise', 'strip'],
  tau: ['tau'],
  tracker: ['pixel', 'strip', 'track_private'],
} as const satisfies FlagTable;

/** Flags of the offline datasets. */
export const offlineFlags = {
  btag: ['btag'],
  castor: ['castor'],
  cms: ['cms', 'infrastructure'],
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
  dc: ['lowlumi'],
  dt: ['dt'],
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
  egamma: ['egamma'],
  gem: ['gem'],
  hcal: ['hcal', 'hb', 'hb_ls', 'he', 'he_ls', 'hf', 'hf_ls', 'ho0', 'ho12', 'ho12_ls'],
  hlt: ['hlt', 'bjets', 'electrons', 'hlt_global', 'jetmet', 'muons', 'photons', 'tau', 'technical'],
  jetmet: ['jetmet'],
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
  lumi: ['lumi'],
  muon: ['muon'],
  rpc: ['rpc', 'elog', 'feb', 'hv', 'lv', 'noise'],
  tau: ['tau'],
  tracker: ['pixel', 'strip', 'track'],
} as const satisfies FlagTable;

/** Online flags that decide whether a run is certified. */
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

/** Offline flags that decide whether a dataset is certified. In `dc-lowlumi`, BAD means "not low luminosity". */
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

/**
 * Names that older clients carry and the registry does not know: asked for, they match nothing. They are refused here, with the
 * name that is meant.
 */
export const renamedFlags: Readonly<Record<string, string>> = {
  'tracker-pix': 'tracker-pixel',
  'tracker-tracking': 'tracker-track',
  'l1t-hg_rings': 'l1t-hf_rings',
  'hcal-hoO_ls': 'hcal-ho0ls',
};

/** Flags that you add: an interface to augment, by workspace. See `extendCatalogue`. */
// biome-ignore lint/suspicious/noEmptyInterface: an interface, so that it can be augmented
export interface CustomFlags {}

type Online = typeof onlineFlags;
type Offline = typeof offlineFlags;
type Custom = CustomFlags;
type FlagColumns = {
  [W in keyof Online | keyof Offline | keyof Custom]:
    | (W extends keyof Online ? Online[W][number] : never)
    | (W extends keyof Offline ? Offline[W][number] : never)
    | (W extends keyof Custom ? (Custom[W] extends readonly (infer Column extends string)[] ? Column : never) : never);
};

/** A workspace that has flags, such as `tracker`. */
export type FlagWorkspace = keyof FlagColumns & string;

/** The columns of a workspace, such as `strip` of `tracker`. */
export type FlagColumn<W extends string> = W extends keyof FlagColumns ? FlagColumns[W] : never;

/** A flag, such as `tracker-strip`. */
export type FlagName = { [W in FlagWorkspace]: `${W}-${FlagColumns[W]}` }[FlagWorkspace];
