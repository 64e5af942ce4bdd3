import type { Json } from '../embedded/state.js';
import type { Conditions } from './conditions.js';
import { certifiedFlags } from './detectors.js';
import { type Span, segments, spanAt } from './history.js';
import type { Luminosity } from './luminosity.js';
import type { Beams, RunPlan } from './plan.js';
import type { Prescale } from './prescales.js';
import { Random } from './random.js';

/** The bits of a lumisection: all OMS lumisection attributes of the registry. */
export type Bits = Readonly<Record<string, Json>>;

const dcsBits = certifiedFlags.flatMap(({ bits }) => bits);

/** Runs of 2022 whose beam-present bits were never filled properly; the rules of a golden JSON have to exclude them. */
const withoutBeamPresence = [355100, 355208] as const;

/** The parts of a run that its bits follow from. */
export interface BitSources {
  readonly conditions: Conditions;
  readonly luminosity: Luminosity;
  readonly prescales: readonly Span<Prescale>[];
}

/** Returns the OMS bits of a run, one object per lumisection. Lumisections with equal bits may share one object. */
export function bitsOf(
  plan: RunPlan,
  { conditions: { dips }, luminosity, prescales }: BitSources,
  seed: number,
): readonly Bits[] {
  const { beams, lumisections: last } = plan;
  if (last < 1) return [];
  const random = new Random(seed, 'bits', plan.runNumber);
  const active = { start: random.chance(0.5) ? 2 : 1, end: random.chance(0.1) ? last - 1 : last, value: true };
  // brilcalc covers most runs with collisions, and no others.
  const hasLuminosity = luminosity.delivered.length > 0 && !random.chance(0.15);
  const rest = restOfBits(plan, random);
  const isPresent = presenceBits(plan, random);
  const spans = [...[...dips.values()].flat(), ...prescales, active, ...beamSpans(beams, last)];
  return segments(spans, last).flatMap(({ start, end }) => {
    const bits: Bits = {
      cms_active: spanAt([active], start) !== undefined,
      ...beamBits(beams, isPresent(start), start),
      ...spanAt(prescales, start)?.value,
      ...rest,
      delivered: hasLuminosity ? 0 : null,
      recorded: hasLuminosity ? 0 : null,
      ...detectorBits(dips, rest, start),
    };
    return Array.from({ length: end - start + 1 }, (_, index) => {
      const delivered = luminosity.delivered[start + index - 1] ?? 0;
      const recorded = luminosity.recorded[start + index - 1] ?? 0;
      return hasLuminosity && delivered > 0 ? { ...bits, delivered, recorded } : bits;
    });
  });
}

function beamBits(beams: Beams | null, isPresent: boolean | null, lumisection: number): Bits {
  const isStable = beams !== null && lumisection >= beams.stableFrom && lumisection <= beams.stableTo;
  return {
    physics_flag: isStable,
    beam1_present: isPresent,
    beam1_stable: isStable,
    beam2_present: isPresent,
    beam2_stable: isStable,
  };
}

/** Returns the bits of the detectors, except those with a fixed value. */
function detectorBits(dips: Conditions['dips'], fixed: Bits, lumisection: number): Bits {
  const entries = dcsBits
    .filter((bit) => !(bit in fixed))
    .map((bit) => {
      const dip = spanAt(dips.get(bit) ?? [], lumisection);
      return [bit, dip === undefined ? true : dip.value] as const;
    });
  return Object.fromEntries(entries);
}

/** Returns the bits that a year or a kind of run does not use. */
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
  if (runNumber >= withoutBeamPresence[0] && runNumber <= withoutBeamPresence[1]) {
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
