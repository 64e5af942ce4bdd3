import type { Json } from '../embedded/state.js';
import { type Luminosity, total } from './luminosity.js';
import type { RunPlan } from './plan.js';
import { Random, round } from './random.js';
import { instant } from './time.js';

/** Mutable while it is filled in, a plain record afterwards. */
type Attributes = Record<string, Json>;

/** Returns the OMS attributes of a run. Older years lack some of them, which OMS did not have then. */
export function omsAttributes(
  plan: RunPlan,
  luminosity: Luminosity,
  initialPrescale: number | null,
  seed: number,
): Readonly<Attributes> {
  const random = new Random(seed, 'oms', plan.runNumber);
  const ongoing = plan.role === 'ongoing';
  const stable = isStable(plan);
  const attributes: Attributes = {
    run_number: plan.runNumber,
    energy: energy(plan, random),
    b_field: magneticField(plan, random),
    start_time: instant(plan.start),
    end_time: ongoing ? null : instant(plan.start + plan.duration),
    duration: ongoing ? null : plan.duration,
    last_update: instant(plan.start + plan.duration + random.int(600, 40_000)),
    ls_duration: plan.lumisections,
    sequence: plan.kind === 'commissioning' && random.chance(0.08) ? 'PRIVATE-GLOBAL-RUN' : 'GLOBAL-RUN',
    clock_type: plan.beams === null ? 'LOCAL' : 'LHC',
    fill_number: plan.fill,
    ...fillAttributes(plan, random),
    stable_beam: stable,
    // A fault of the registry: for newer runs `true` is never set, stable beams or not.
    beams_present_and_stable: plan.period.year === 2018 ? (plan.beams === null ? null : stable) : false,
    init_lumi: luminosity.initial,
    end_lumi: ongoing ? null : luminosity.final,
    delivered_lumi: luminosity.initial === null ? noLuminosity(plan) : total(luminosity.delivered),
    recorded_lumi: luminosity.initial === null ? noLuminosity(plan) : total(luminosity.recorded),
    cmssw_version: cmssw(plan, random),
    tier0_transfer: !random.chance(0.03),
    initial_prescale_index: initialPrescale,
    ...triggerKeys(plan, random),
    ...triggerRates(plan, random),
    components: [...plan.components],
  };
  // Derived from `components`: true, or no attribute at all.
  for (const component of plan.components) attributes[`${component.toLowerCase()}_included`] = true;
  if (plan.period.year !== 2018) Object.assign(attributes, newerAttributes(plan, random));
  return attributes;
}

function isStable({ beams, lumisections }: RunPlan): boolean {
  return beams !== null && beams.stableFrom <= lumisections && beams.stableTo >= beams.stableFrom;
}

function energy({ kind, period }: RunPlan, random: Random): number | null {
  if (kind === 'commissioning' && period.year !== 2018) return 450;
  if (kind === 'collisions' || kind === 'ions') return random.chance(0.02) ? null : period.energy;
  // Without beams the energy is that of the last message of the LHC.
  return random.weighted<number | null>([
    [0, 60],
    [null, 33],
    [7864, 7],
  ]);
}

function magneticField({ kind, period, class: name }: RunPlan, random: Random): number | null {
  if (random.chance(0.03)) return null;
  if (name === 'Cosmics18CRUZET')
    return random.weighted([
      [0.019, 8],
      [0, 2],
    ]);
  if (kind === 'cosmics' || (kind === 'commissioning' && period.year === 2018)) {
    return random.weighted([
      [3.8, 7],
      [0.019, 2],
      [2.0, 1],
    ]);
  }
  return random.weighted([
    [3.8, 8],
    [3.801, 2],
  ]);
}

/** Returns zero or null: the registry has both. */
function noLuminosity({ kind }: RunPlan): number | null {
  return kind === 'commissioning' ? 0 : null;
}

function fillAttributes({ kind, period, beams, fill }: RunPlan, random: Random): Attributes {
  const ions = kind === 'ions';
  const party = ions ? 'PB82' : 'PROTON';
  const runtime = beams === null ? 'COSMICS' : ions ? 'IONS' : 'PROTONS';
  const parties = { fill_type_party1: party, fill_type_party2: party, fill_type_runtime: runtime };
  // The scheme belongs to the fill, so it is drawn by fill; in 2022 the registry did not receive it.
  if (period.year === 2022) return parties;
  if (beams === null || kind === 'commissioning') return { ...parties, injection_scheme: null };
  const byFill = new Random('scheme', fill);
  const scheme = ions
    ? byFill.pick(['75_150ns_733Pb_733_702_468_42bpi_20inj', '100_150ns_648Pb_620_619_52_36bpi_20inj'])
    : byFill.pick(
        period.year === 2018
          ? ['25ns_2556b_2544_2215_2332_144bpi_20injV3', '25ns_987b_974_878_917_144bpi_11inj', 'Single_10b_3_3_3_13inj']
          : [
              '25ns_2352b_2340_2004_2133_108bpi_24inj',
              '25ns_1791b_1778_1566_1721_144bpi_16inj',
              '25ns_1215b_1200_1006_1046_144bpi_12inj',
            ],
      );
  return { ...parties, injection_scheme: random.chance(0.04) ? null : scheme };
}

function cmssw({ period: { year } }: RunPlan, random: Random): string {
  if (year === 2018) return random.pick(['CMSSW_10_1_2_patch2', 'CMSSW_10_1_9', 'CMSSW_10_2_1']);
  return year === 2022
    ? random.pick(['CMSSW_12_3_6', 'CMSSW_12_3_7', 'CMSSW_12_4_9'])
    : random.pick(['CMSSW_14_0_6', 'CMSSW_14_0_11', 'CMSSW_14_0_15_patch1']);
}

function triggerKeys({ kind, beams, period: { year } }: RunPlan, random: Random): Attributes {
  const mode = { collisions: 'collisions', ions: 'heavyions', cosmics: 'cosmics', commissioning: 'circulating' }[kind];
  // Commissioning without beams takes cosmics.
  const cruzet = kind === 'commissioning' && beams === null;
  const l1 = `${cruzet ? 'commissioning' : mode}${year}`;
  const key = `${l1}/v${random.int(2, 96)}`;
  const trigger = `${l1}/v${random.int(10, 140)}`;
  const hlt = {
    collisions: `/cdaq/physics/Run${year}/2e34/v${random.int(1, 3)}.${random.int(0, 6)}.0/HLT/V${random.int(1, 4)}`,
    ions: `/cdaq/physics/Run${year}HI/v1.${random.int(0, 3)}.0/HLT/V${random.int(1, 3)}`,
    cosmics: `/cdaq/cosmic/commissioning${year}/CRAFT/v${random.int(1, 3)}.${random.int(0, 4)}/HLT/V${random.int(1, 3)}`,
    commissioning: `/cdaq/${cruzet ? `cosmic/commissioning${year}/CRUZET` : `circulating/${year}`}/v${random.int(1, 3)}.${random.int(0, 4)}/HLT/V${random.int(1, 3)}`,
  }[kind];
  const menu = kind === 'ions' ? 'CollisionsHeavyIons' : 'Collisions';
  return {
    l1_key: `l1_trg_${key}`,
    l1_key_stripped: key,
    l1_menu: `L1Menu_${menu}${year}_v${random.int(1, 2)}_${random.int(0, 4)}_0`,
    l1_hlt_mode: l1,
    trigger_mode: `l1_hlt_${trigger}`,
    l1_hlt_mode_stripped: trigger,
    hlt_key: random.chance(0.02) ? null : hlt,
  };
}

/** Returns counters, and the rates that follow from them and the duration. */
function triggerRates(plan: RunPlan, random: Random): Attributes {
  const { duration, role } = plan;
  const kind = plan.kind === 'commissioning' && plan.beams === null ? 'cosmics' : plan.kind;
  const l1Rate =
    { collisions: 88_000, ions: 26_000, cosmics: 72_000, commissioning: 600 }[kind] * random.between(0.6, 1.15);
  const hltRate = { collisions: 1500, ions: 4000, cosmics: 190, commissioning: 30 }[kind] * random.between(0.5, 1.5);
  const empty = plan.lumisections === 0;
  const l1Triggers = empty ? 0 : Math.round(l1Rate * duration);
  const hltEvents = empty ? 0 : Math.round(hltRate * duration);
  const size = round((hltEvents * random.between(0.6, 1.1)) / 1000, 3);
  const per = (value: number) => (role === 'ongoing' ? null : value / duration);
  const decimals = (value: number | null, digits: 3 | 8) => (value === null ? null : round(value, digits));
  return {
    l1_triggers_counter: l1Triggers,
    l1_rate: decimals(per(l1Triggers), 3),
    hlt_physics_counter: hltEvents,
    hlt_physics_rate: decimals(per(hltEvents), 3),
    hlt_physics_size: size,
    hlt_physics_throughput: decimals(per(size), 8),
  };
}

/** Returns the OMS attributes of runs since 2022. */
function newerAttributes(plan: RunPlan, random: Random): Attributes {
  const squeezed = isStable(plan);
  const levelled = squeezed && plan.period.year === 2024;
  const start = levelled ? random.pick([120, 60]) : 30;
  return {
    ...(plan.period.era === '' ? {} : { era: `Run${plan.period.year}${plan.period.era}` }),
    components_out: [...plan.componentsOut],
    last_lumisection_number: Math.max(0, plan.lumisections - (random.chance(0.3) ? random.int(1, 8) : 0)),
    beamactive_total_deadtime: squeezed ? round(random.between(0.5, 6), 3) : 0,
    beta_star_start: squeezed ? start : null,
    beta_star_stop: squeezed ? 30 : null,
    crossing_angle_start: squeezed ? random.pick([160, 150]) : null,
    crossing_angle_stop: squeezed ? random.pick([130, 140]) : null,
  };
}
