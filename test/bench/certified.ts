import { flags, type GoldenJson, goldenJson, lumisection, not, run } from 'runregistry';

export const flagNames = [
  'l1t-l1tmu',
  'l1t-l1tcalo',
  'hlt-hlt',
  'tracker-pixel',
  'tracker-strip',
  'tracker-track',
  'ecal-ecal',
  'ecal-es',
  'egamma-egamma',
  'hcal-hcal',
  'muon-muon',
  'jetmet-jetmet',
  'lumi-lumi',
] as const;

export const bits = [
  'cms_active',
  'bpix_ready',
  'fpix_ready',
  'tibtid_ready',
  'tecm_ready',
  'tecp_ready',
  'tob_ready',
  'ebm_ready',
  'ebp_ready',
  'eem_ready',
  'eep_ready',
  'esm_ready',
  'esp_ready',
  'hbhea_ready',
  'hbheb_ready',
  'hbhec_ready',
  'hf_ready',
  'ho_ready',
  'dtm_ready',
  'dtp_ready',
  'dt0_ready',
  'cscm_ready',
  'cscp_ready',
  'rpc_ready',
  'beam1_present',
  'beam2_present',
  'beam1_stable',
  'beam2_stable',
] as const;

/** The 48 rules of a handwritten golden JSON of 2018. */
export function certified(): GoldenJson {
  let golden = goldenJson()
    .where('run.oms.energy')
    .between(6000, 7000)
    .where('run.oms.b_field')
    .gte(3.7)
    .where('run.oms.injection_scheme')
    .contains('25ns')
    .where(not(run.hlt_key.contains('WMass')))
    .where('run.oms.recorded_lumi')
    .gte(0.08)
    .where(flags(flagNames).are('GOOD'))
    .flag('dc-lowlumi')
    .is('BAD');
  for (const bit of bits) golden = golden.where(lumisection[bit].is(true));
  return golden.withGuards(false);
}
