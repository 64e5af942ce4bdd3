import { componentsOf } from './detectors.js';
import { allot, classOf, type Kind, type Period, periods } from './periods.js';
import { Random } from './random.js';
import { lumisectionSeconds } from './time.js';

/** A special case, worth a test. `documented` runs appear in the README of the Python client, with their offline datasets. */
type Role = 'deleted' | 'documented' | 'empty' | 'insignificant' | 'ongoing' | 'short-flags' | 'unclassified';

/** LHC beams in a run, as lumisection numbers; a number after the last lumisection means never. */
export interface Beams {
  /** First lumisection with both beams present. */
  readonly presentFrom: number;
  /** First and last lumisection with stable beams. */
  readonly stableFrom: number;
  readonly stableTo: number;
  /** Luminosity when this run began, 10^34 cm^-2 s^-1 (10^27 for ions). */
  readonly luminosity: number;
}

/** The facts of a run on which its attributes, flags and bits have to agree. */
export interface RunPlan {
  readonly runNumber: number;
  readonly period: Period;
  readonly kind: Kind;
  /** `''` for a run that no classifier recognised. */
  readonly class: string;
  readonly fill: number;
  /** Seconds since 1970. */
  readonly start: number;
  /** Seconds. */
  readonly duration: number;
  readonly lumisections: number;
  /** `null` without beams. */
  readonly beams: Beams | null;
  readonly components: readonly string[];
  readonly componentsOut: readonly string[];
  readonly significant: boolean;
  readonly role?: Role;
}

/** Runs with a role: the first run number of the period, the position in it (-1 for the last), the role. */
const roles: readonly (readonly [firstRun: number, position: number, role: Role])[] = [
  [317080, 4, 'deleted'],
  [319337, 2, 'short-flags'],
  [323444, 0, 'documented'],
  [323555, 0, 'documented'],
  [325200, 1, 'empty'],
  [327604, 0, 'documented'],
  [327743, 0, 'documented'],
  [328762, 0, 'documented'],
  [348500, 3, 'deleted'],
  [352417, 2, 'unclassified'],
  [352417, 5, 'unclassified'],
  [357538, 3, 'short-flags'],
  [362761, 0, 'insignificant'],
  [376900, 3, 'ongoing'],
  [383811, 2, 'short-flags'],
  [386423, -1, 'ongoing'],
];

/** The state of the LHC at the end of a run, from which the next one starts. */
interface Clock {
  time: number;
  fill: number;
  /** Fill whose beams are in the machine; 0 after a dump. */
  beamsOfFill: number;
  /** Luminosity and time at which the stable beams of that fill began. */
  peak: number;
  stableSince: number;
}

/** A run before its properties are drawn, and its position among the runs of its fill. */
interface Slot {
  readonly runNumber: number;
  readonly period: Period;
  readonly kind: Kind;
  readonly role: Role | undefined;
  readonly firstOfFill: boolean;
  readonly lastOfFill: boolean;
  /** Lumisections that a run of this sample has on average. */
  readonly mean: number;
}

/** Plans all runs, in order of run number and of time. */
export function planRuns(total: number, seed: number): readonly RunPlan[] {
  // About 63,000 lumisections in total: large samples have shorter runs.
  const mean = Math.max(4, Math.min(165, 63_000 / total));
  const clock: Clock = { time: 0, fill: 0, beamsOfFill: 0, peak: 0, stableSince: 0 };
  const counts = allot(total);
  return periods.flatMap((period, index) => planPeriod(period, counts[index] ?? 0, { mean, seed }, clock));
}

interface SamplePlan {
  readonly seed: number;
  /** Average number of lumisections of a run. */
  readonly mean: number;
}

function planPeriod(period: Period, count: number, { mean, seed }: SamplePlan, clock: Clock): RunPlan[] {
  const random = new Random(seed, 'period', period.runs[0]);
  const [first, last] = period.runs;
  const width = last - first + 1;
  const plans: RunPlan[] = [];
  while (plans.length < count) {
    // The runs of one fill have neighbouring numbers, inside a part of the range that no other fill uses.
    const size = Math.min(random.int(1, 4), count - plans.length);
    const from = first + Math.floor((width * plans.length) / count);
    const room = first + Math.floor((width * (plans.length + size)) / count) - from;
    const step = Math.min(random.int(1, 3), Math.floor(room / size));
    const firstRun = from + random.int(0, room - (size - 1) * step - 1);
    const kind = random.weighted(period.kinds);
    const elapsed = (firstRun - first) / width;
    clock.fill = Math.max(clock.fill, period.fills[0] + Math.floor(elapsed * (period.fills[1] - period.fills[0] + 1)));
    clock.time = Math.max(
      Math.floor(period.days[0] + elapsed * (period.days[1] - period.days[0])) + random.int(0, 7200),
      clock.time + random.int(600, 3600),
    );
    for (let i = 0; i < size; i += 1) {
      const positions = plans.length === count - 1 ? [plans.length, -1] : [plans.length];
      const role = roles.find(([at, position]) => at === first && positions.includes(position))?.[2];
      const place = { firstOfFill: i === 0, lastOfFill: i === size - 1 };
      plans.push(planRun({ runNumber: firstRun + i * step, period, kind, role, ...place, mean }, seed, clock));
    }
  }
  return plans;
}

function planRun(slot: Slot, seed: number, clock: Clock): RunPlan {
  const { runNumber, period, kind, role } = slot;
  const random = new Random(seed, 'run', runNumber);
  const mean = role === undefined ? slot.mean : Math.max(slot.mean, 40);
  const lumisections = role === 'empty' ? 0 : Math.max(role === 'documented' ? 20 : 1, drawLumisections(random, mean));
  const start = clock.time + random.int(20, 600);
  const duration = Math.max(4, Math.round(lumisections * lumisectionSeconds) + random.int(-8, 8));
  clock.time = start + duration;
  const { always, usual } = componentsOf(period.year, kind);
  const out = usual.filter((component) => random.chance(outProbability(component, kind)));
  return {
    runNumber,
    period,
    kind,
    class: role === 'unclassified' ? '' : classOf(period, kind),
    fill: clock.fill,
    start,
    duration,
    lumisections,
    beams: planBeams(random, slot, { lumisections, start }, clock),
    components: [...always, ...usual.filter((component) => !out.includes(component))].sort(byText),
    componentsOut: out.sort(byText),
    significant: role === undefined ? random.chance(lumisections > 3 ? 0.95 : 0.4) : role !== 'insignificant',
    ...(role === undefined ? {} : { role }),
  };
}

function planBeams(
  random: Random,
  slot: Slot,
  { lumisections, start }: Pick<RunPlan, 'lumisections' | 'start'>,
  clock: Clock,
): Beams | null {
  const { period, kind, lastOfFill } = slot;
  const never = lumisections + 1;
  if (kind === 'cosmics' || (kind === 'commissioning' && period.year === 2018)) return null;
  if (kind === 'commissioning') {
    // Circulating beams at injection energy, never stable.
    const presentFrom = random.chance(0.6) ? random.int(1, Math.max(1, Math.floor(lumisections / 2))) : never;
    return { presentFrom, stableFrom: never, stableTo: lumisections, luminosity: 0 };
  }
  let stableFrom = 1;
  if (clock.beamsOfFill !== clock.fill) {
    clock.beamsOfFill = clock.fill;
    clock.peak = kind === 'ions' ? random.between(2, 6) : random.between(...peakLuminosity(period));
    if (random.chance(0.75)) stableFrom = random.int(2, Math.max(2, Math.min(60, Math.floor(lumisections * 0.4))));
    // Some fills are lost before stable beams.
    if (slot.firstOfFill && lastOfFill && random.chance(0.2)) stableFrom = never;
    clock.stableSince = start + (stableFrom - 1) * lumisectionSeconds;
  }
  const dumped = lastOfFill && random.chance(0.5);
  const stableTo = dumped ? lumisections - random.int(1, Math.floor(lumisections / 10)) : lumisections;
  if (dumped || stableFrom === never) clock.beamsOfFill = 0;
  return {
    presentFrom: stableFrom === 1 ? 1 : random.int(1, Math.min(stableFrom, lumisections)),
    stableFrom,
    stableTo: Math.max(stableTo, Math.min(stableFrom, lumisections)),
    luminosity: luminosityAfter(clock.peak, start - clock.stableSince),
  };
}

/**
 * Returns the luminosity some seconds after stable beams began: it halves in about twelve hours. A quotient, because `exp` may differ
 * between engines.
 */
export function luminosityAfter(peak: number, seconds: number): number {
  return peak / (1 + Math.max(0, seconds) / 43_200);
}

function peakLuminosity({ year, era }: Period): [number, number] {
  if (era === 'A' || (year === 2022 && era === 'B')) return [0.2, 1.4];
  return year === 2024 ? [1.5, 2.15] : [1.1, 2.05];
}

function drawLumisections(random: Random, mean: number): number {
  const draw = random.next();
  if (draw < 0.07) return random.int(1, 8);
  if (draw < 0.1) return random.int(Math.floor(mean * 3), Math.floor(mean * 9.2));
  return Math.max(1, Math.floor(mean * random.between(0.15, 1.6)));
}

function outProbability(component: string, kind: Kind): number {
  const beams = kind === 'collisions' || kind === 'ions';
  if (component === 'CTPPS' || component === 'CTPPS_TOT' || component === 'L1SCOUT') return beams ? 0.08 : 0.25;
  return beams ? 0.02 : 0.06;
}

/** Compares strings by UTF-16 units: a locale-aware order could differ between machines. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
