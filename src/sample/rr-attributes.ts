import type { Json } from '../embedded/state.js';
import { stopReasons } from './comments.js';
import type { RunPlan } from './plan.js';
import { Random } from './random.js';

/** Certification state of a run in the online workspace. */
export type RunState = 'OPEN' | 'SIGNOFF' | 'COMPLETED';

/** Returns the registry's own attributes of a run. */
export function rrAttributes(
  plan: RunPlan,
  seed: number,
): Readonly<Record<string, Json>> & { readonly state: RunState } {
  const random = new Random(seed, 'rr', plan.runNumber);
  const { year } = plan.period;
  const done = { 2018: [4, 20, 76], 2022: [8, 52, 40], 2024: [25, 60, 15] }[year];
  const drawn = random.weighted<RunState>([
    ['OPEN', done[0] ?? 0],
    ['SIGNOFF', done[1] ?? 0],
    ['COMPLETED', done[2] ?? 0],
  ]);
  // Runs that are not significant, not classified or not finished are not certified.
  const open = !plan.significant || plan.class === '' || plan.role === 'ongoing' || plan.role === 'empty';
  const state = open ? 'OPEN' : drawn;
  // Only some releases of the registry had the attribute.
  const hasShortRun = year === 2018 || (year === 2022 && random.chance(0.5));
  return {
    class: plan.class,
    state,
    significant: plan.significant,
    stop_reason: plan.role === 'ongoing' || random.chance(0.6) ? '' : random.pick(stopReasons),
    ...(hasShortRun ? { short_run: plan.lumisections < 10 } : {}),
    ...(state === 'SIGNOFF' && random.chance(0.06) ? { run_needs_to_be_updated_manually: true } : {}),
  };
}
