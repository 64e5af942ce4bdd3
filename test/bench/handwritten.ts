import type { DatasetLumisections, Lumisection } from 'runregistry';

// The 48 rules of golden-json.ts as a programmer would write them for speed, for data that is known to be complete.

type Flags = Readonly<Record<string, unknown>>;
type Bits = Readonly<Record<string, unknown>>;
interface Oms {
  readonly energy: number;
  readonly b_field: number;
  readonly injection_scheme: string;
  readonly hlt_key: string;
  readonly recorded_lumi: number;
}

const runPasses = (oms: Oms): boolean =>
  oms.energy >= 6000 &&
  oms.energy <= 7000 &&
  oms.b_field >= 3.7 &&
  oms.injection_scheme.includes('25ns') &&
  !oms.hlt_key.includes('WMass') &&
  oms.recorded_lumi >= 0.08;

const flagsPass = (rr: Flags): boolean =>
  rr['l1t-l1tmu'] === 'GOOD' &&
  rr['l1t-l1tcalo'] === 'GOOD' &&
  rr['hlt-hlt'] === 'GOOD' &&
  rr['tracker-pixel'] === 'GOOD' &&
  rr['tracker-strip'] === 'GOOD' &&
  rr['tracker-track'] === 'GOOD' &&
  rr['ecal-ecal'] === 'GOOD' &&
  rr['ecal-es'] === 'GOOD' &&
  rr['egamma-egamma'] === 'GOOD' &&
  rr['hcal-hcal'] === 'GOOD' &&
  rr['muon-muon'] === 'GOOD' &&
  rr['jetmet-jetmet'] === 'GOOD' &&
  rr['lumi-lumi'] === 'GOOD' &&
  rr['dc-lowlumi'] === 'BAD';

const bitsPass = (oms: Bits): boolean =>
  oms.cms_active === true &&
  oms.bpix_ready === true &&
  oms.fpix_ready === true &&
  oms.tibtid_ready === true &&
  oms.tecm_ready === true &&
  oms.tecp_ready === true &&
  oms.tob_ready === true &&
  oms.ebm_ready === true &&
  oms.ebp_ready === true &&
  oms.eem_ready === true &&
  oms.eep_ready === true &&
  oms.esm_ready === true &&
  oms.esp_ready === true &&
  oms.hbhea_ready === true &&
  oms.hbheb_ready === true &&
  oms.hbhec_ready === true &&
  oms.hf_ready === true &&
  oms.ho_ready === true &&
  oms.dtm_ready === true &&
  oms.dtp_ready === true &&
  oms.dt0_ready === true &&
  oms.cscm_ready === true &&
  oms.cscp_ready === true &&
  oms.rpc_ready === true &&
  oms.beam1_present === true &&
  oms.beam2_present === true &&
  oms.beam1_stable === true &&
  oms.beam2_stable === true;

/** Returns true if a lumisection passes. */
export const passes = ({ run, lumisection: { rr, oms } }: Lumisection): boolean =>
  runPasses(run.oms as unknown as Oms) && flagsPass(rr as Flags) && bitsPass(oms as Bits);

/** Returns the passing ranges of a dataset. */
export function passingRanges({ run, ranges }: DatasetLumisections): [number, number][] {
  const passing: [number, number][] = [];
  if (!runPasses(run.oms as unknown as Oms)) return passing;
  for (const { start, end, rr, oms } of ranges)
    if (flagsPass(rr as Flags) && bitsPass(oms as Bits)) {
      const last = passing.at(-1);
      if (last !== undefined && last[1] + 1 === start) last[1] = end;
      else passing.push([start, end]);
    }
  return passing;
}
