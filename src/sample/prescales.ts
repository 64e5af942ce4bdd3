import type { Span } from './history.js';
import { luminosityAfter, type RunPlan } from './plan.js';
import { Random } from './random.js';
import { lumisectionSeconds } from './time.js';

/** A column of the trigger menu. */
export interface Prescale {
  readonly prescale_index: number;
  readonly prescale_name: string;
}

type Names = readonly [string, ...string[]];

const emergency = 'Emergency';
const protonColumns: Names = [
  emergency,
  '2.2e34',
  '2.0e34',
  '1.8e34',
  '1.6e34',
  '1.4e34',
  '1.2e34',
  '1.0e34',
  '8.0e33',
  '6.0e33',
];
const ionColumns: Names = [emergency, '7.0e27', '6.0e27', '5.0e27', '4.0e27', '3.0e27', '2.0e27'];
const cosmicColumns: Names = [emergency, 'Base', 'Cosmics', 'Cosmics + High Random'];
const circulatingColumns: Names = [emergency, 'Base', 'Circulating', 'Splashes'];

/** Returns the prescale columns of a run, from its first to its last lumisection. */
export function prescalesOf(plan: RunPlan, seed: number): readonly Span<Prescale>[] {
  const { kind, beams, lumisections } = plan;
  const random = new Random(seed, 'prescales', plan.runNumber);
  if (lumisections < 1) return [];
  if (beams === null || (kind !== 'collisions' && kind !== 'ions')) {
    const names = beams === null ? cosmicColumns : circulatingColumns;
    return [{ start: 1, end: lumisections, value: column(names, random.chance(0.1) ? 0 : random.int(1, 3)) }];
  }
  const names = kind === 'ions' ? ionColumns : protonColumns;
  const spans: Span<Prescale>[] = [];
  // Column 1 until stable beams, then the column for the luminosity, checked every 25 lumisections.
  let index = 1;
  let start = 1;
  for (let lumisection = 1; lumisection <= lumisections; lumisection += 1) {
    if (lumisection < beams.stableFrom || (lumisection !== 1 && (lumisection - beams.stableFrom) % 25 !== 0)) continue;
    const seconds = (lumisection - beams.stableFrom) * lumisectionSeconds;
    const wanted = columnFor(names, luminosityAfter(beams.luminosity, seconds), kind === 'ions' ? 1 : 0.2);
    if (wanted === index) continue;
    if (lumisection > start) spans.push({ start, end: lumisection - 1, value: column(names, index) });
    index = wanted;
    start = lumisection;
  }
  spans.push({ start, end: lumisections, value: column(names, index) });
  if (random.chance(0.15)) {
    // The trigger rate was too high: the shifter used the emergency column for a while.
    const from = random.int(1, lumisections);
    spans.push({ start: from, end: Math.min(lumisections, from + random.int(0, 12)), value: column(names, 0) });
  }
  return spans;
}

/** Returns the first column (after the emergency one) whose luminosity does not exceed the given one. */
function columnFor(names: Names, luminosity: number, step: number): number {
  const top = step === 1 ? 7 : 2.2;
  return Math.min(names.length - 1, 1 + Math.max(0, Math.ceil((top - luminosity) / step - 1e-9)));
}

function column(names: Names, index: number): Prescale {
  return { prescale_index: index, prescale_name: names[index] ?? names[0] };
}
