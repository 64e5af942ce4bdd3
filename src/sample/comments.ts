import type { Random } from './random.js';

/** Causes of faults, as shifters write them. */
export interface Remark {
  readonly comment: string;
  readonly cause: string;
}

type Remarks = readonly [Remark, ...Remark[]];

const hv = (comment: string): Remark => ({ comment, cause: 'HV trip' });
const remark = (comment: string, cause = ''): Remark => ({ comment, cause });

/** About high voltage: these come with a DCS bit that goes off. */
const highVoltageRemarks: Remarks = [
  hv('HV trip in sector 3'),
  hv('hv trip in Sector 3'),
  hv('HV trip, recovered by the DCS shifter after 4 min'),
  hv('HV TRIP IN SECTOR 3'),
  hv('Trip of CAEN channel 12 (board "04"), ramped up again'),
  hv('HV at 90% only'),
  hv('HV trip — déclenchement, canal réarmé'),
];

/** About anything else, wherever it happens. */
const generalRemarks: Remarks = [
  remark('FED 1234 masked, recovered after reset', 'DAQ'),
  remark('Known problem: "dead" chamber, see elog', 'Known problem'),
  remark('DAQ problem: FED stuck in BUSY', 'DAQ'),
  remark('fed stuck in busy, TTC hard reset', 'DAQ'),
  remark("can't tell from the plots; expert's opinion needed"),
  remark('Occupancy < 50% in one_sector, plots under C:\\dqm\\2018\\', 'Known problem'),
  remark('Data integrity errors > 5 %', 'DAQ'),
  remark('Problème de lecture, vérifié par Zoë'),
  remark('short run, not enough statistics'),
];

const remarksByFlag: Readonly<Record<string, Remarks>> = {
  'csc-csc': [remark('ME+1/1 chamber off', 'Known problem'), remark('ME-2/1/15 no data', 'DAQ')],
  'ctpps-ctpps': [remark('Roman pots retracted'), remark('RP 45_210 not inserted', 'LHC')],
  'dt-dt': [
    remark('Known problem: "dead" chamber MB+2/S10', 'Known problem'),
    remark('YB-1 sector 4: TDC errors', 'DAQ'),
    remark('yb-1 sector 4: TDC errors', 'DAQ'),
  ],
  'ecal-ecal': [remark('EB+09 tower masked', 'Known problem'), remark('Laser sequence stopped, température élevée')],
  'ecal-es': [remark('ES- HV off', 'Known problem'), remark('ES+ in low gain')],
  'gem-gem': [remark('GE+1/1 latency scan', 'Calibration'), remark('OptoHybrid out of sync')],
  'hcal-hcal': [remark('HBHE RBX 12 off (manual)', 'Known problem'), remark('HF: QIE_phase wrong in HFP02', 'Timing')],
  'hlt-hlt': [remark('HLT crashes at 2% of the events'), remark('Wrong HLT menu deployed', 'Trigger')],
  'l1t-l1t': [remark('µ trigger rate too low — région +Z', 'Trigger'), remark('BX shift of 1', 'Timing')],
  'l1t-l1tcalo': [remark('Hot tower at ieta=-28', 'Trigger'), remark('CaloL1 link errors, MP_7 reset', 'Trigger')],
  'l1t-l1tmu': [remark('EMTF occupancy hole', 'Trigger'), remark('pT < 3 GeV µ over-efficient', 'Trigger')],
  'lumi-lumi': [remark('BCM1F only, PLT off', 'Lumi'), remark('van der Meer scan', 'LHC')],
  'rpc-rpc': [remark('RB4 current > 100 µA', 'Known problem'), remark('Noisy strip RE+3_R2_CH17')],
  'tracker-pixel': [
    remark('BPix layer 1 sector 5: DC-DC converters off', 'Known problem'),
    remark('SEU, ROC recovered with "soft error" procedure', 'DAQ'),
  ],
  'tracker-strip': [remark('TIB-_3.1.2 cooling loop off', 'Known problem'), remark('TEC+ power group missing')],
};

/** Remarks of offline certifiers. */
const offlineRemarks: Remarks = [
  remark('tracking efficiency low', 'Tracker'),
  remark('Tracking efficiency low', 'Tracker'),
  remark('χ² of tracks too high'),
  remark('DQM plots empty for "SingleMuon"'),
  remark('Low statistics (< 100 events)'),
  remark('as online'),
];

/** Returns a remark on a trip of high voltage. */
export function hvRemark(random: Random): Remark {
  return random.pick(highVoltageRemarks);
}

/** Returns a remark on a flag, about anything but high voltage. */
export function flagRemark(random: Random, flag: string): Remark {
  const own = remarksByFlag[flag];
  return own !== undefined && random.chance(0.65) ? random.pick(own) : random.pick(generalRemarks);
}

/** Returns a remark of an offline certifier. */
export function offlineRemark(random: Random): Remark {
  return random.pick(offlineRemarks);
}

/** Why a run was stopped. Shifters leave trailing line breaks. */
export const stopReasons: readonly [string, ...string[]] = [
  'LHC beam dump',
  'Beam lost, injecting physics beam again',
  'Change of HLT menu',
  'DAQ problem: FED stuck',
  'Stop-over 50h',
  'CRUZET end; "planned"',
  'change to circulating keys as beam mode changed to INJECTION PROBE BEAM\n',
  'Fin du quart, run arrêté par le shift leader',
  'Pixel: power cycle of FPix BpO_1 (100% of ROCs)',
  'L1 key change: prescale < 1',
];
