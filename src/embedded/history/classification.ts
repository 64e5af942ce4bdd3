import { own } from '../../util/own.js';
import type { Bits, Flags } from '../data/lumisections.js';
import type { FlagStatus, Json } from '../state.js';

/** The inputs of an online flag: a component of the run and DCS bits of the lumisection. */
interface FlagRule {
  readonly component?: string;
  readonly bits: readonly string[];
}

const onDetector = (component: string, ...bits: readonly string[]): FlagRule => ({ component, bits });
const onBits = (...bits: readonly string[]): FlagRule => ({ bits });

/**
 * Rules of the online flags. A state does not contain the rules of its registry, which experts edit there. These cover every
 * flag that a sign-off requires.
 */
const flagRules: ReadonlyMap<string, FlagRule> = new Map([
  ['castor-castor', onDetector('castor', 'castor_ready')],
  ['cms-cms', onBits('cms_active')],
  ['csc-csc', onDetector('csc', 'cscm_ready', 'cscp_ready')],
  ['ctpps-ctpps', onDetector('ctpps', 'rp_sect_45_ready', 'rp_sect_56_ready', 'rp_time_ready')],
  ['dt-dt', onDetector('dt', 'dt0_ready', 'dtm_ready', 'dtp_ready')],
  ['ecal-ecal', onDetector('ecal', 'ebm_ready', 'ebp_ready', 'eem_ready', 'eep_ready')],
  ['ecal-es', onDetector('es', 'esm_ready', 'esp_ready')],
  ['gem-gem', onDetector('gem', 'gemm_ready', 'gemp_ready')],
  ['hcal-hcal', onDetector('hcal', 'hbhea_ready', 'hbheb_ready', 'hbhec_ready', 'hf_ready', 'ho_ready')],
  ['hlt-hlt', onBits()],
  ['l1t-l1t', onBits()],
  ['l1t-l1tcalo', onBits()],
  ['l1t-l1tmu', onBits()],
  ['lumi-lumi', onBits()],
  ['rpc-rpc', onDetector('rpc', 'rpc_ready')],
  ['tracker-pixel', onDetector('pixel', 'bpix_ready', 'fpix_ready')],
  ['tracker-strip', onDetector('tracker', 'tibtid_ready', 'tecm_ready', 'tecp_ready', 'tob_ready')],
]);

type Attributes = Readonly<Record<string, Json>>;

/** Statuses of lumisections that are not classified. */
const unclassified: ReadonlySet<string | undefined> = new Set([undefined, '', 'EMPTY', 'NO VALUE FOUND']);

/** Classifies the flags that a lumisection lacks. Flags without a rule stay as they are, as on the real registry. */
export function classifiedFlags(
  flags: readonly string[],
  run: Attributes,
  bits: Bits | undefined,
  stored: Partial<Flags> | undefined,
): Record<string, FlagStatus> {
  const entries = flags.flatMap((flag): [string, FlagStatus][] => {
    const before = own(stored, flag)?.status;
    const rule = flagRules.get(flag);
    if (rule === undefined || !unclassified.has(before)) return [];
    return [[flag, { status: statusOf(rule, run, bits ?? {}), comment: '', cause: '' }]];
  });
  return Object.fromEntries(entries);
}

function statusOf(rule: FlagRule, run: Attributes, bits: Bits): string {
  if (rule.component !== undefined && run[`${rule.component}_included`] !== true) return 'EXCLUDED';
  // In some years OMS lacks some bits: null has no effect.
  if (rule.bits.some((bit) => bits[bit] === false)) return 'BAD';
  return 'GOOD';
}

const classNames: Readonly<Record<string, string>> = {
  cosmics: 'Cosmics',
  collisions: 'Collisions',
  commissioning: 'Commissioning',
  heavyions: 'HeavyIons',
};

/** Returns the class of a run by its L1 and HLT mode, such as `l1_hlt_collisions2018`; empty until OMS has the HLT key. */
export function classOf({ hlt_key, l1_hlt_mode }: Attributes): string {
  if (typeof hlt_key !== 'string') return '';
  const [, mode = '', year = ''] = /([a-z]+)20(\d\d)/.exec(String(l1_hlt_mode)) ?? [];
  const name = classNames[mode];
  return name === undefined ? '' : `${name}${year}`;
}
