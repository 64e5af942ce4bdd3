import { flagRemark, hvRemark } from './comments.js';
import { CERTIFIED, type FlagSpec, inYear, PRIVATE } from './detectors.js';
import { always, boundaries, type FlagHistory, PLAIN, type Span, statusAt } from './history.js';
import type { RunPlan } from './plan.js';
import { Random } from './random.js';

/** What happened to a run: the one source of its online flags and of its DCS bits, so that the two agree. */
export interface Conditions {
  readonly flags: ReadonlyMap<string, FlagHistory>;
  /** Where a DCS bit is not `true`. */
  readonly dips: ReadonlyMap<string, readonly Span<false | null>[]>;
}

type Dips = Map<string, Span<false | null>[]>;

/** Draws the conditions of a run. */
export function drawConditions(plan: RunPlan, seed: number): Conditions {
  const random = new Random(seed, 'conditions', plan.runNumber);
  const drawn = new Map<string, FlagHistory>();
  const dips: Dips = new Map();
  for (const spec of CERTIFIED) {
    if (inYear(spec, plan.period.year)) drawn.set(spec.flag, drawFlag(random, plan, spec, dips));
  }
  drawn.set('cms-cms', drawCms(random, drawn, plan.lumisections));
  const flags = new Map([...drawn].sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const { flag, follows, since } of PRIVATE) {
    if (!inYear({ since: since ?? 0 }, plan.period.year)) continue;
    const followed = drawn.get(follows) ?? always(PLAIN.NOTSET);
    // A column may know of a fault that does not spoil the detector as a whole.
    const own = followed.base === PLAIN.GOOD && random.chance(0.1);
    flags.set(flag, own ? always(random.pick([PLAIN.BAD, PLAIN.STANDBY])) : withoutComments(followed));
  }
  return { flags, dips };
}

function drawFlag(random: Random, plan: RunPlan, spec: FlagSpec, dips: Dips): FlagHistory {
  const last = plan.lumisections;
  const off = (start: number, end: number, bits = spec.bits, value: false | null = false) => {
    for (const bit of start > end ? [] : bits) dips.set(bit, [...(dips.get(bit) ?? []), { start, end, value }]);
  };
  if (spec.component !== undefined && !plan.components.includes(spec.component)) {
    // An excluded detector may not even report its high voltage.
    off(1, last, spec.bits, random.chance(0.3) ? null : false);
    return always(PLAIN.EXCLUDED);
  }
  if (random.chance(spec.notset ?? 0.01)) return always(PLAIN.NOTSET);
  if (random.chance(spec.never)) {
    if (spec.flag === 'ctpps-ctpps' || random.chance(0.25)) {
      off(1, last);
      return always(PLAIN.STANDBY);
    }
    return always(random.chance(0.6) ? { status: 'BAD', ...flagRemark(random, spec.flag) } : PLAIN.BAD);
  }
  const overrides: Span<typeof PLAIN.GOOD>[] = [];
  const { beams } = plan;
  if (spec.standby === true && beams !== null && plan.kind !== 'commissioning') {
    // The high voltage of what a stray beam could harm goes up after stable beams are declared, and down with the dump.
    const delay = beams.stableFrom > 1 ? random.int(0, 2) : 0;
    const up = Math.min(last + 1, beams.stableFrom + delay);
    for (const [start, end] of [
      [1, up - 1],
      [Math.max(up, beams.stableTo + 1), last],
    ] as const) {
      if (start > end) continue;
      overrides.push({ start, end, value: PLAIN.STANDBY });
      off(start, end);
    }
  }
  if (last >= 3 && random.chance(spec.incident)) {
    for (
      let left = random.weighted([
        [1, 3],
        [2, 1],
      ]);
      left > 0;
      left -= 1
    )
      overrides.push(drawIncident(random, last, spec, off));
  }
  return { base: PLAIN.GOOD, overrides };
}

function drawIncident(
  random: Random,
  last: number,
  spec: FlagSpec,
  off: (start: number, end: number, bits: readonly string[]) => void,
): Span<typeof PLAIN.GOOD> {
  const start = random.int(1, last);
  const end = Math.min(last, start + random.int(0, Math.max(1, Math.floor(last / 6))));
  const [bit, ...others] = spec.bits;
  if (bit !== undefined && random.chance(0.5)) {
    off(start, end, random.chance(0.3) ? spec.bits : [random.pick([bit, ...others])]);
    if (random.chance(0.15)) return { start, end, value: PLAIN.STANDBY };
    return { start, end, value: { status: 'BAD', ...hvRemark(random) } };
  }
  const draw = random.next();
  if (draw < 0.03) return { start, end, value: PLAIN.EMPTY };
  if (draw < 0.3) return { start, end, value: PLAIN.BAD };
  return { start, end, value: { status: 'BAD', ...flagRemark(random, spec.flag) } };
}

/** CMS as a whole is good where the detectors that every analysis needs are. */
function drawCms(random: Random, drawn: ReadonlyMap<string, FlagHistory>, last: number): FlagHistory {
  if (random.chance(0.04)) return always({ status: 'BAD', ...flagRemark(random, 'cms-cms') });
  if (random.chance(0.02)) return always(PLAIN.BAD);
  const needed = ['ecal-ecal', 'hcal-hcal', 'tracker-pixel', 'tracker-strip'].flatMap((flag) => drawn.get(flag) ?? []);
  const starts = boundaries(
    needed.flatMap(({ overrides }) => overrides),
    last,
  );
  const overrides = starts.flatMap((start, index) => {
    const bad = needed.some((history) => !['GOOD', 'NOTSET'].includes(statusAt(history, start).status));
    return bad ? [{ start, end: (starts[index + 1] ?? last + 1) - 1, value: PLAIN.BAD }] : [];
  });
  return { base: PLAIN.GOOD, overrides };
}

/** The same verdicts with nothing said about them. */
export function withoutComments({ base, overrides }: FlagHistory): FlagHistory {
  const bare = (status: { readonly status: string }) =>
    Object.entries(PLAIN).find(([name]) => name === status.status)?.[1];
  return {
    base: bare(base) ?? base,
    overrides: overrides.map((span) => ({ ...span, value: bare(span.value) ?? span.value })),
  };
}
