// Generated from src/catalogue/data by `npm run generate`. Edit the data, not this file.

import type { AttributeTable } from '../attribute.js';

const bit = <const Subsystem extends string | undefined = undefined>(meaning: string, subsystem?: Subsystem) =>
  ({
    meaning,
    type: 'boolean',
    example: true,
    nullable: true,
    optional: true,
    whenNull: 'OMS has no value for the lumisection.',
    subsystem: subsystem as Subsystem,
  }) as const;

/** DCS bits, beam bits, prescales and luminosity of one lumisection, from OMS. */
export const lumisectionAttributes = {
  /**
   * True if CMS was taking data in the lumisection.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  cms_active: bit('True if CMS was taking data in the lumisection.', 'cms'),
  /**
   * True if beam 1 was present.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  beam1_present: bit('True if beam 1 was present.'),
  /**
   * True if beam 2 was present.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  beam2_present: bit('True if beam 2 was present.'),
  /**
   * True if beam 1 was declared stable.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  beam1_stable: bit('True if beam 1 was declared stable.'),
  /**
   * True if beam 2 was declared stable.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  beam2_stable: bit('True if beam 2 was declared stable.'),
  /**
   * True if the physics flag of the LHC and CMS was set.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  physics_flag: bit('True if the physics flag of the LHC and CMS was set.'),
  /**
   * True if the high voltage of the barrel pixel detector was on.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  bpix_ready: bit('True if the high voltage of the barrel pixel detector was on.', 'pixel'),
  /**
   * True if the high voltage of the forward pixel detector was on.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  fpix_ready: bit('True if the high voltage of the forward pixel detector was on.', 'pixel'),
  /**
   * True if the inner barrel and the inner disks of the strip tracker (TIB, TID) were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  tibtid_ready: bit('True if the inner barrel and the inner disks of the strip tracker (TIB, TID) were ready.', 'strip'),
  /**
   * True if the outer barrel of the strip tracker (TOB) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  tob_ready: bit('True if the outer barrel of the strip tracker (TOB) was ready.', 'strip'),
  /**
   * True if the minus end cap of the strip tracker (TEC−) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  tecm_ready: bit('True if the minus end cap of the strip tracker (TEC−) was ready.', 'strip'),
  /**
   * True if the plus end cap of the strip tracker (TEC+) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  tecp_ready: bit('True if the plus end cap of the strip tracker (TEC+) was ready.', 'strip'),
  /**
   * True if the minus side of the ECAL barrel (EB−) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  ebm_ready: bit('True if the minus side of the ECAL barrel (EB−) was ready.', 'ecal'),
  /**
   * True if the plus side of the ECAL barrel (EB+) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  ebp_ready: bit('True if the plus side of the ECAL barrel (EB+) was ready.', 'ecal'),
  /**
   * True if the minus end cap of the ECAL (EE−) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  eem_ready: bit('True if the minus end cap of the ECAL (EE−) was ready.', 'ecal'),
  /**
   * True if the plus end cap of the ECAL (EE+) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  eep_ready: bit('True if the plus end cap of the ECAL (EE+) was ready.', 'ecal'),
  /**
   * True if the minus side of the preshower (ES−) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  esm_ready: bit('True if the minus side of the preshower (ES−) was ready.', 'es'),
  /**
   * True if the plus side of the preshower (ES+) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  esp_ready: bit('True if the plus side of the preshower (ES+) was ready.', 'es'),
  /**
   * True if part A of the HCAL barrel and end cap (HBHE) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  hbhea_ready: bit('True if part A of the HCAL barrel and end cap (HBHE) was ready.', 'hcal'),
  /**
   * True if part B of the HCAL barrel and end cap (HBHE) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  hbheb_ready: bit('True if part B of the HCAL barrel and end cap (HBHE) was ready.', 'hcal'),
  /**
   * True if part C of the HCAL barrel and end cap (HBHE) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  hbhec_ready: bit('True if part C of the HCAL barrel and end cap (HBHE) was ready.', 'hcal'),
  /**
   * True if the forward HCAL (HF) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  hf_ready: bit('True if the forward HCAL (HF) was ready.', 'hcal'),
  /**
   * True if the outer HCAL (HO) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  ho_ready: bit('True if the outer HCAL (HO) was ready.', 'hcal'),
  /**
   * True if the drift tubes of the central wheel were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  dt0_ready: bit('True if the drift tubes of the central wheel were ready.', 'dt'),
  /**
   * True if the drift tubes of the minus wheels were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  dtm_ready: bit('True if the drift tubes of the minus wheels were ready.', 'dt'),
  /**
   * True if the drift tubes of the plus wheels were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  dtp_ready: bit('True if the drift tubes of the plus wheels were ready.', 'dt'),
  /**
   * True if the cathode strip chambers of the minus side were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  cscm_ready: bit('True if the cathode strip chambers of the minus side were ready.', 'csc'),
  /**
   * True if the cathode strip chambers of the plus side were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  cscp_ready: bit('True if the cathode strip chambers of the plus side were ready.', 'csc'),
  /**
   * True if the resistive plate chambers were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  rpc_ready: bit('True if the resistive plate chambers were ready.', 'rpc'),
  /**
   * True if the GEM chambers of the minus side were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  gemm_ready: bit('True if the GEM chambers of the minus side were ready.'),
  /**
   * True if the GEM chambers of the plus side were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  gemp_ready: bit('True if the GEM chambers of the plus side were ready.'),
  /**
   * True if the CASTOR calorimeter was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  castor_ready: bit('True if the CASTOR calorimeter was ready.', 'castor'),
  /**
   * True if the zero degree calorimeter (ZDC) was ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  zdc_ready: bit('True if the zero degree calorimeter (ZDC) was ready.'),
  /**
   * True if the Roman pots of sector 45 were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  rp_sect_45_ready: bit('True if the Roman pots of sector 45 were ready.'),
  /**
   * True if the Roman pots of sector 56 were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  rp_sect_56_ready: bit('True if the Roman pots of sector 56 were ready.'),
  /**
   * True if the timing detectors of the Roman pots were ready.
   *
   * - Example: `true`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  rp_time_ready: bit('True if the timing detectors of the Roman pots were ready.'),
  /**
   * Index of the prescale column of the trigger in the lumisection.
   *
   * - Example: `2`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  prescale_index: {
    type: 'number',
    meaning: 'Index of the prescale column of the trigger in the lumisection.',
    example: 2,
    nullable: true,
    optional: true,
    whenNull: 'OMS has no value for the lumisection.',
  },
  /**
   * Name of the prescale column of the trigger in the lumisection.
   *
   * In some periods, index 0 is Emergency.
   *
   * - Example: `"2.0E+34"`.
   * - Null or missing: OMS has no value for the lumisection.
   */
  prescale_name: {
    type: 'string',
    meaning: 'Name of the prescale column of the trigger in the lumisection. In some periods, index 0 is Emergency.',
    example: '2.0E+34',
    nullable: true,
    optional: true,
    whenNull: 'OMS has no value for the lumisection.',
  },
  /**
   * Luminosity recorded in the lumisection, computed by brilcalc.
   *
   * - Unit: as in the brilcalc output.
   * - Example: `0.42`.
   * - Null or missing: The luminosity job of the registry has not run.
   */
  recorded: {
    type: 'number',
    unit: 'as in the brilcalc output',
    meaning: 'Luminosity recorded in the lumisection, computed by brilcalc.',
    example: 0.42,
    nullable: true,
    optional: true,
    whenNull: 'The luminosity job of the registry has not run.',
  },
  /**
   * Luminosity delivered in the lumisection, computed by brilcalc.
   *
   * - Unit: as in the brilcalc output.
   * - Example: `0.44`.
   * - Null or missing: The luminosity job of the registry has not run.
   */
  delivered: {
    type: 'number',
    unit: 'as in the brilcalc output',
    meaning: 'Luminosity delivered in the lumisection, computed by brilcalc.',
    example: 0.44,
    nullable: true,
    optional: true,
    whenNull: 'The luminosity job of the registry has not run.',
  },
} as const satisfies AttributeTable;

/** DCS bits by detector. */
export const dcsBits = {
  /**
   * DCS bits of CMS as a whole, all of them true.
   *
   * The bits are `cms_active`.
   *
   * - Example: `goldenJson().where(dcs.cms)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  cms: ['cms_active'],
  /**
   * DCS bits of the pixel detector, all of them true.
   *
   * The bits are `bpix_ready`, `fpix_ready`.
   *
   * - Example: `goldenJson().where(dcs.pixel)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  pixel: ['bpix_ready', 'fpix_ready'],
  /**
   * DCS bits of the strip tracker, all of them true.
   *
   * The bits are `tibtid_ready`, `tob_ready`, `tecm_ready`, `tecp_ready`.
   *
   * - Example: `goldenJson().where(dcs.strip)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  strip: ['tibtid_ready', 'tob_ready', 'tecm_ready', 'tecp_ready'],
  /**
   * DCS bits of the electromagnetic calorimeter (ECAL), all of them true.
   *
   * The bits are `ebm_ready`, `ebp_ready`, `eem_ready`, `eep_ready`.
   *
   * - Example: `goldenJson().where(dcs.ecal)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  ecal: ['ebm_ready', 'ebp_ready', 'eem_ready', 'eep_ready'],
  /**
   * DCS bits of the preshower (ES), all of them true.
   *
   * The bits are `esm_ready`, `esp_ready`.
   *
   * - Example: `goldenJson().where(dcs.es)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  es: ['esm_ready', 'esp_ready'],
  /**
   * DCS bits of the hadron calorimeter (HCAL), all of them true.
   *
   * The bits are `hbhea_ready`, `hbheb_ready`, `hbhec_ready`, `hf_ready`, `ho_ready`.
   *
   * - Example: `goldenJson().where(dcs.hcal)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  hcal: ['hbhea_ready', 'hbheb_ready', 'hbhec_ready', 'hf_ready', 'ho_ready'],
  /**
   * DCS bits of the drift tubes (DT), all of them true.
   *
   * The bits are `dt0_ready`, `dtm_ready`, `dtp_ready`.
   *
   * - Example: `goldenJson().where(dcs.dt)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  dt: ['dt0_ready', 'dtm_ready', 'dtp_ready'],
  /**
   * DCS bits of the cathode strip chambers (CSC), all of them true.
   *
   * The bits are `cscm_ready`, `cscp_ready`.
   *
   * - Example: `goldenJson().where(dcs.csc)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  csc: ['cscm_ready', 'cscp_ready'],
  /**
   * DCS bits of the resistive plate chambers (RPC), all of them true.
   *
   * The bits are `rpc_ready`.
   *
   * - Example: `goldenJson().where(dcs.rpc)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   */
  rpc: ['rpc_ready'],
  /**
   * DCS bits of the CASTOR calorimeter, all of them true.
   *
   * The bits are `castor_ready`.
   *
   * - Example: `goldenJson().where(dcs.castor)`.
   * - Null or missing: A lumisection in which OMS has no value for one of the bits does not match.
   * - No run since 2022 has CASTOR, so the bit selects nothing there.
   */
  castor: ['castor_ready'],
} as const;
