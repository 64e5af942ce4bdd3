import type { FlagStatus } from '../embedded/state.js';
import { flagRemark, hvRemark } from './comments.js';
import { certifiedFlags, type FlagSpec, inYear, privateFlags } from './detectors.js';
import { allOf, always, type FlagHistory, type Span, verdicts } from './history.js';
import type { RunPlan } from './plan.js';
import { Random } from './random.js';

/** The events of a run, from which both its online flags and its DCS bits follow. */
export interface Conditions {
  readonly flags: ReadonlyMap<string, FlagHistory>;
  /** Spans in which a DCS bit is not `true`. */
  readonly dips: ReadonlyMap<string, readonly Span<false | null>[]>;
}

type Dips = Map<string, Span<false | null>[]>;

/** Draws the conditions of a run. */
export function drawConditions(plan: RunPlan, seed: number): Conditions {
  const random = new Random(seed, 'conditions', plan.runNumber);
  const drawn = new Map<string, FlagHistory>();
  const dips: Dips = new Map();
  for (const spec of certifiedFlags) {
    if (inYear(spec, plan.period.year)) drawn.set(spec.flag, drawFlag(random, plan, spec, dips));
  }
  drawn.set('cms-cms', drawCms(random, drawn, plan.lumisections));
  const flags = new Map([...drawn].sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const { flag, follows, since } of privateFlags) {
    if (!inYear({ since: since ?? 0 }, plan.period.year)) continue;
    const followed = drawn.get(follows) ?? always(verdicts.NOTSET);
    // A column may report a fault that does not affect the detector as a whole.
    const own = followed.base === verdicts.GOOD && random.chance(0.1);
    flags.set(flag, own ? always(random.pick([verdicts.BAD, verdicts.STANDBY])) : withoutComments(followed));
  }
  return { flags, dips };
}

/** Clears DCS bits of a flag over a range; by default all of them. */
type ClearBits = (start: number, end: number, bits?: readonly string[], value?: false | null) => void;

function drawFlag(random: Random, plan: RunPlan, spec: FlagSpec, dips: Dips): FlagHistory {
  const clear: ClearBits = (start, end, bits = spec.bits, value = false) => {
    for (const bit of start > end ? [] : bits) dips.set(bit, [...(dips.get(bit) ?? []), { start, end, value }]);
  };
  const whole = drawWholeRun(random, plan, spec, clear);
  if (whole !== undefined) return always(whole);
  return {
    base: verdicts.GOOD,
    overrides: [...drawStandby(random, plan, spec, clear), ...drawIncidents(random, plan.lumisections, spec, clear)],
  };
}

/** Draws a verdict on the whole run, for a flag that is not GOOD anywhere. */
function drawWholeRun(random: Random, plan: RunPlan, spec: FlagSpec, clear: ClearBits): FlagStatus | undefined {
  if (spec.component !== undefined && !plan.components.includes(spec.component)) {
    // An excluded detector may not even report its high voltage.
    clear(1, plan.lumisections, spec.bits, random.chance(0.3) ? null : false);
    return verdicts.EXCLUDED;
  }
  if (random.chance(spec.notset ?? 0.01)) return verdicts.NOTSET;
  if (!random.chance(spec.never)) return undefined;
  if (spec.flag === 'ctpps-ctpps' || random.chance(0.25)) {
    clear(1, plan.lumisections);
    return verdicts.STANDBY;
  }
  return random.chance(0.6) ? { status: 'BAD', ...flagRemark(random, spec.flag) } : verdicts.BAD;
}

/** Ramps the high voltage of vulnerable detectors up after stable beams are declared, and down at the dump. */
function drawStandby(random: Random, plan: RunPlan, spec: FlagSpec, clear: ClearBits): Span<FlagStatus>[] {
  const { beams, lumisections: last } = plan;
  if (spec.standby !== true || beams === null || plan.kind === 'commissioning') return [];
  const delay = beams.stableFrom > 1 ? random.int(0, 2) : 0;
  const up = Math.min(last + 1, beams.stableFrom + delay);
  const spans = [
    { start: 1, end: up - 1 },
    { start: Math.max(up, beams.stableTo + 1), end: last },
  ].filter(({ start, end }) => start <= end);
  for (const { start, end } of spans) clear(start, end);
  return spans.map((span) => ({ ...span, value: verdicts.STANDBY }));
}

function drawIncidents(random: Random, last: number, spec: FlagSpec, clear: ClearBits): Span<FlagStatus>[] {
  if (last < 3 || !random.chance(spec.incident)) return [];
  const length = random.chance(0.75) ? 1 : 2;
  return Array.from({ length }, () => drawIncident(random, last, spec, clear));
}

function drawIncident(random: Random, last: number, spec: FlagSpec, clear: ClearBits): Span<FlagStatus> {
  const start = random.int(1, last);
  const end = Math.min(last, start + random.int(0, Math.max(1, Math.floor(last / 6))));
  const [bit, ...others] = spec.bits;
  if (bit !== undefined && random.chance(0.5)) {
    clear(start, end, random.chance(0.3) ? spec.bits : [random.pick([bit, ...others])]);
    if (random.chance(0.15)) return { start, end, value: verdicts.STANDBY };
    return { start, end, value: { status: 'BAD', ...hvRemark(random) } };
  }
  const draw = random.next();
  if (draw < 0.03) return { start, end, value: verdicts.EMPTY };
  if (draw < 0.3) return { start, end, value: verdicts.BAD };
  return { start, end, value: { status: 'BAD', ...flagRemark(random, spec.flag) } };
}

/** Draws the flag of CMS as a whole: GOOD where the detectors that every analysis needs are. */
function drawCms(random: Random, drawn: ReadonlyMap<string, FlagHistory>, last: number): FlagHistory {
  if (random.chance(0.04)) return always({ status: 'BAD', ...flagRemark(random, 'cms-cms') });
  if (random.chance(0.02)) return always(verdicts.BAD);
  const needed = ['ecal-ecal', 'hcal-hcal', 'tracker-pixel', 'tracker-strip'].flatMap((flag) => drawn.get(flag) ?? []);
  return allOf(needed, last);
}

/** Returns the same verdicts without comments. */
export function withoutComments({ base, overrides }: FlagHistory): FlagHistory {
  const bare = (status: { readonly status: string }) =>
    Object.entries(verdicts).find(([name]) => name === status.status)?.[1];
  return {
    base: bare(base) ?? base,
    overrides: overrides.map((span) => ({ ...span, value: bare(span.value) ?? span.value })),
  };
}
