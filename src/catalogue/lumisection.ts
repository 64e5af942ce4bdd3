import type { AttributeTable } from './attribute.js';

/** A yes-or-no of one lumisection; null where OMS does not know. `subsystem` groups the DCS bits as the web page does. */
const bit = <const Subsystem extends string | undefined = undefined>(meaning: string, subsystem?: Subsystem) =>
  ({
    type: 'boolean',
    meaning,
    example: true,
    nullable: true,
    optional: true,
    subsystem: subsystem as Subsystem,
  }) as const;

/** The key of a lumisection in its run. */
export const lumisectionColumns = {
  /** Number of the lumisection in its run, from 1; a lumisection is 23.3 s of data. */
  lumisection_number: {
    type: 'number',
    meaning: 'Number of the lumisection in its run, from 1; a lumisection is 23.3 s of data.',
    example: 42,
    nullable: false,
    range: [1, 268435454],
  },
} as const satisfies AttributeTable;

/** What OMS says of a lumisection. Source: `oms_lumisections` of the registry. */
export const lumisectionAttributes = {
  /** CMS was taking data. */
  cms_active: bit('CMS was taking data.', 'cms'),
  /** Beam 1 was in the machine. */
  beam1_present: bit('Beam 1 was in the machine.'),
  /** Beam 2 was in the machine. */
  beam2_present: bit('Beam 2 was in the machine.'),
  /** Beam 1 was declared stable. */
  beam1_stable: bit('Beam 1 was declared stable.'),
  /** Beam 2 was declared stable. */
  beam2_stable: bit('Beam 2 was declared stable.'),
  /** CMS declared the lumisection good for physics. */
  physics_flag: bit('CMS declared the lumisection good for physics.'),
  /** High voltage of the barrel pixels was on. */
  bpix_ready: bit('High voltage of the barrel pixels was on.', 'pixel'),
  /** High voltage of the forward pixels was on. */
  fpix_ready: bit('High voltage of the forward pixels was on.', 'pixel'),
  /** High voltage of the inner barrel and disks of the strips was on. */
  tibtid_ready: bit('High voltage of the inner barrel and disks of the strips was on.', 'strip'),
  /** High voltage of the outer barrel of the strips was on. */
  tob_ready: bit('High voltage of the outer barrel of the strips was on.', 'strip'),
  /** High voltage of the minus end cap of the strips was on. */
  tecm_ready: bit('High voltage of the minus end cap of the strips was on.', 'strip'),
  /** High voltage of the plus end cap of the strips was on. */
  tecp_ready: bit('High voltage of the plus end cap of the strips was on.', 'strip'),
  /** ECAL barrel, minus side, was ready. */
  ebm_ready: bit('ECAL barrel, minus side, was ready.', 'ecal'),
  /** ECAL barrel, plus side, was ready. */
  ebp_ready: bit('ECAL barrel, plus side, was ready.', 'ecal'),
  /** ECAL end cap, minus side, was ready. */
  eem_ready: bit('ECAL end cap, minus side, was ready.', 'ecal'),
  /** ECAL end cap, plus side, was ready. */
  eep_ready: bit('ECAL end cap, plus side, was ready.', 'ecal'),
  /** Preshower, minus side, was ready. */
  esm_ready: bit('Preshower, minus side, was ready.', 'es'),
  /** Preshower, plus side, was ready. */
  esp_ready: bit('Preshower, plus side, was ready.', 'es'),
  /** HCAL barrel and end cap, part A, was ready. */
  hbhea_ready: bit('HCAL barrel and end cap, part A, was ready.', 'hcal'),
  /** HCAL barrel and end cap, part B, was ready. */
  hbheb_ready: bit('HCAL barrel and end cap, part B, was ready.', 'hcal'),
  /** HCAL barrel and end cap, part C, was ready. */
  hbhec_ready: bit('HCAL barrel and end cap, part C, was ready.', 'hcal'),
  /** HCAL forward was ready. */
  hf_ready: bit('HCAL forward was ready.', 'hcal'),
  /** HCAL outer was ready. */
  ho_ready: bit('HCAL outer was ready.', 'hcal'),
  /** Drift tubes of the central wheel were ready. */
  dt0_ready: bit('Drift tubes of the central wheel were ready.', 'dt'),
  /** Drift tubes of the minus wheels were ready. */
  dtm_ready: bit('Drift tubes of the minus wheels were ready.', 'dt'),
  /** Drift tubes of the plus wheels were ready. */
  dtp_ready: bit('Drift tubes of the plus wheels were ready.', 'dt'),
  /** Cathode strip chambers, minus side, were ready. */
  cscm_ready: bit('Cathode strip chambers, minus side, were ready.', 'csc'),
  /** Cathode strip chambers, plus side, were ready. */
  cscp_ready: bit('Cathode strip chambers, plus side, were ready.', 'csc'),
  /** Resistive plate chambers were ready. */
  rpc_ready: bit('Resistive plate chambers were ready.', 'rpc'),
  /** GEM chambers, minus side, were ready. */
  gemm_ready: bit('GEM chambers, minus side, were ready.'),
  /** GEM chambers, plus side, were ready. */
  gemp_ready: bit('GEM chambers, plus side, were ready.'),
  /** CASTOR was ready. */
  castor_ready: bit('CASTOR was ready.', 'castor'),
  /** Zero degree calorimeter was ready. */
  zdc_ready: bit('Zero degree calorimeter was ready.'),
  /** Roman pots of sector 45 were ready. */
  rp_sect_45_ready: bit('Roman pots of sector 45 were ready.'),
  /** Roman pots of sector 56 were ready. */
  rp_sect_56_ready: bit('Roman pots of sector 56 were ready.'),
  /** Timing detectors of the Roman pots were ready. */
  rp_time_ready: bit('Timing detectors of the Roman pots were ready.'),
  /** Prescale column in use. */
  prescale_index: { type: 'number', meaning: 'Prescale column in use.', example: 2, nullable: true, optional: true },
  /** Name of the prescale column in use; Emergency is index 0 in some periods. */
  prescale_name: {
    type: 'string',
    meaning: 'Name of the prescale column in use; Emergency is index 0 in some periods.',
    example: '2.0E+34',
    nullable: true,
    optional: true,
  },
  /** Luminosity recorded in the lumisection, from brilcalc; null where that job has not run. Unit: as brilcalc gives it. */
  recorded: {
    type: 'number',
    unit: 'as brilcalc gives it',
    meaning: 'Luminosity recorded in the lumisection, from brilcalc; null where that job has not run.',
    example: 0.42,
    nullable: true,
    optional: true,
  },
  /** Luminosity delivered in the lumisection, from brilcalc; null where that job has not run. Unit: as brilcalc gives it. */
  delivered: {
    type: 'number',
    unit: 'as brilcalc gives it',
    meaning: 'Luminosity delivered in the lumisection, from brilcalc; null where that job has not run.',
    example: 0.44,
    nullable: true,
    optional: true,
  },
} as const satisfies AttributeTable;
