import type { Json } from '../embedded/state.js';
import type { Conditions } from './conditions.js';
import { CERTIFIED } from './detectors.js';
import { boundaries, type Span } from './history.js';
import type { Luminosity } from './luminosity.js';
import type { Beams, RunPlan } from './plan.js';
import type { Prescale } from './prescales.js';
import { Random } from './random.js';

/** The bits of one lumisection, all of the registry's OMS lumisection attributes. */
export type Bits = Readonly<Record<string, Json>>;

const BITS = CERTIFIED.flatMap(({ bits }) => bits);

/** Runs of 2022 whose beam-present bits were never filled properly; golden JSON rules have to except them. */
const NO_BEAM_PRESENT_BITS = [355100, 355208] as const;

/** The OMS bits of a run, one object a lumisection; lumisections with equal bits may share one object. */
export function bitsOf(
  plan: RunPlan,
  conditions: Conditions,
  luminosity: Luminosity,
  prescales: readonly Span<Prescale>[],
  seed: number,
): readonly Bits[] {
  const { beams, lumisections: last } = plan;
  if (last < 1) return [];
  const random = new Random(seed, 'bits', plan.runNumber);
  const active = { start: random.chance(0.5) ? 2 : 1, end: random.chance(0.1) ? last - 1 : last, value: true };
  // brilcalc ran for most of the runs with collisions and for no other.
  const hasLuminosity = luminosity.delivered.length > 0 && !random.chance(0.15);
  const rest = restOfBits(plan, random);
  const beamPresent = presenceBits(plan, random);
  const starts = boundaries(
    [...[...conditions.dips.values()].flat(), ...prescales, active, ...beamSpans(beams, last)],
    last,
  );
  const all: Bits[] = [];
  for (const [index, start] of starts.entries()) {
    const end = (starts[index + 1] ?? last + 1) - 1;
    const stable = beams !== null && start >= beams.stableFrom && start <= beams.stableTo;
    const present = beamPresent(start);
    const template: Record<string, Json> = {
      cms_active: start >= active.start && start <= active.end,
      physics_flag: stable,
      beam1_present: present,
      beam1_stable: stable,
      beam2_present: present,
      beam2_stable: stable,
      ...prescales.findLast((span) => span.start <= start && start <= span.end)?.value,
      ...rest,
      delivered: hasLuminosity ? 0 : null,
      recorded: hasLuminosity ? 0 : null,
    };
    for (const bit of BITS) {
      if (bit in rest) continue;
      const dip = conditions.dips.get(bit)?.findLast((span) => span.start <= start && start <= span.end);
      template[bit] = dip === undefined ? true : dip.value;
    }
    for (let lumisection = start; lumisection <= end; lumisection += 1) {
      const delivered = luminosity.delivered[lumisection - 1] ?? 0;
      const recorded = luminosity.recorded[lumisection - 1] ?? 0;
      all.push(hasLuminosity && delivered > 0 ? { ...template, delivered, recorded } : template);
    }
  }
  return all;
}

/** Bits of what the year or the kind of run has no use for. */
function restOfBits({ period, kind }: RunPlan, random: Random): Record<string, Json> {
  const missing = random.chance(0.5) ? null : false;
  if (period.year === 2018) {
    // Neither GEM nor the roman pots reported to the DCS of 2018.
    const pots = { rp_sect_45_ready: null, rp_sect_56_ready: null, rp_time_ready: null };
    return { zdc_ready: kind === 'ions', gemm_ready: null, gemp_ready: null, ...pots };
  }
  return { zdc_ready: false, castor_ready: missing };
}

function presenceBits({ beams, runNumber }: RunPlan, random: Random): (lumisection: number) => boolean | null {
  if (runNumber >= NO_BEAM_PRESENT_BITS[0] && runNumber <= NO_BEAM_PRESENT_BITS[1]) {
    const unusable = random.chance(0.5) ? null : false;
    return () => unusable;
  }
  return (lumisection) => beams !== null && lumisection >= beams.presentFrom && lumisection <= beams.stableTo;
}

function beamSpans(beams: Beams | null, last: number): Span<true>[] {
  if (beams === null) return [];
  return [
    { start: beams.presentFrom, end: last, value: true },
    { start: beams.stableFrom, end: beams.stableTo, value: true },
  ];
}
