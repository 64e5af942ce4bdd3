import { luminosityAfter, type RunPlan } from './plan.js';
import { Random, round } from './random.js';
import { lumisectionSeconds } from './time.js';

/** Luminosity of a run, one number per lumisection, in pb^-1 (protons) or µb^-1 (ions). */
export interface Luminosity {
  readonly delivered: readonly number[];
  readonly recorded: readonly number[];
  /** 10^34 cm^-2 s^-1 (10^27 for ions); `null` without collisions. */
  readonly initial: number | null;
  readonly final: number | null;
}

/** Returns the luminosity of a run, lumisection by lumisection: zero outside stable beams. */
export function luminosityOf(plan: RunPlan, seed: number): Luminosity {
  const { beams, lumisections } = plan;
  if (beams === null || beams.luminosity === 0) return { delivered: [], recorded: [], initial: null, final: null };
  const random = new Random(seed, 'luminosity', plan.runNumber);
  const efficiency = random.between(0.9, 0.97);
  // 10^34 cm^-2 s^-1 over one lumisection, in pb^-1 (10^36 cm^-2); 10^27 in µb^-1 (10^30 cm^-2).
  const unit = plan.kind === 'ions' ? lumisectionSeconds / 1000 : lumisectionSeconds / 100;
  const at = (lumisection: number) =>
    luminosityAfter(beams.luminosity, (lumisection - beams.stableFrom) * lumisectionSeconds);
  const stable = (lumisection: number) => lumisection >= beams.stableFrom && lumisection <= beams.stableTo;
  const delivered: number[] = [];
  const recorded: number[] = [];
  for (let lumisection = 1; lumisection <= lumisections; lumisection += 1) {
    const value = stable(lumisection) ? at(lumisection) * unit : 0;
    delivered.push(round(value, 4));
    recorded.push(round(value * efficiency * (random.chance(0.01) ? random.next() : 1), 4));
  }
  const here = (lumisection: number) => (stable(lumisection) ? round(at(lumisection), 3) : 0);
  return { delivered, recorded, initial: here(1), final: here(lumisections) };
}

/** Returns a sum with as many decimals as the registry stores. */
export function total(values: readonly number[]): number {
  return round(
    values.reduce((sum, value) => sum + value, 0),
    3,
  );
}
