import { offlineRemark } from './comments.js';
import { type Conditions, withoutComments } from './conditions.js';
import { certifiedFlags, inYear, offlinePrivateFlags, physicsObjects } from './detectors.js';
import { allOf, always, type FlagHistory, verdicts } from './history.js';
import type { RunPlan } from './plan.js';
import type { Random } from './random.js';

/** Draws the flags of an offline dataset: the online ones, reviewed by experts, and those that need reconstruction. */
export function offlineFlags(
  random: Random,
  plan: RunPlan,
  online: Conditions,
  certified: boolean,
): ReadonlyMap<string, FlagHistory> {
  const shared = new Map<string, FlagHistory>();
  for (const flag of [
    'cms-cms',
    ...certifiedFlags.filter((spec) => inYear(spec, plan.period.year)).map((spec) => spec.flag),
  ]) {
    shared.set(flag, review(random, online.flags.get(flag) ?? always(verdicts.NOTSET)));
  }
  const of = (flag: string) => shared.get(flag) ?? always(verdicts.NOTSET);
  const last = plan.lumisections;
  const own: [string, FlagHistory][] = [
    ['dc-lowlumi', lowLuminosity(plan)],
    ['muon-muon', allOf([of('dt-dt'), of('csc-csc'), of('rpc-rpc')], last)],
    ['tracker-track', verdict(random, allOf([of('tracker-pixel'), of('tracker-strip')], last), last)],
    ...physicsObjects.map((flag): [string, FlagHistory] => [flag, physicsObject(random, plan, of('tracker-strip'))]),
  ];
  for (const [flag, history] of own) shared.set(flag, history);
  if (!certified) {
    // Nobody has certified it yet. Only low luminosity is set automatically.
    for (const flag of shared.keys()) if (flag !== 'dc-lowlumi') shared.set(flag, always(verdicts.NOTSET));
  }
  const flags = new Map([...shared].sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const [flag, follows] of offlinePrivateFlags) {
    flags.set(flag, certified && random.chance(0.4) ? withoutComments(of(follows)) : always(verdicts.NOTSET));
  }
  // One workspace added this column and seldom fills it.
  flags.set('rpc-lv', always(random.chance(0.25) ? verdicts['NO VALUE FOUND'] : verdicts.NOTSET));
  return flags;
}

function review(random: Random, history: FlagHistory): FlagHistory {
  if (history.base === verdicts.NOTSET && random.chance(0.4)) return always(verdicts.GOOD);
  if (history.base.status === 'BAD' && random.chance(0.25)) return always(verdicts.GOOD);
  // Some incidents turn out to be harmless; most comments are not carried over.
  const overrides = history.overrides.filter(({ value }) => value.status !== 'BAD' || !random.chance(0.25));
  const reviewed = { base: history.base, overrides };
  return random.chance(0.6) ? withoutComments(reviewed) : reviewed;
}

function verdict(random: Random, history: FlagHistory, last: number): FlagHistory {
  if (random.chance(0.04)) return always({ status: 'BAD', ...offlineRemark(random) });
  if (last < 3 || random.chance(0.8)) return history;
  const start = random.int(1, last);
  const end = Math.min(last, start + random.int(0, Math.floor(last / 5)));
  return {
    ...history,
    overrides: [...history.overrides, { start, end, value: { status: 'BAD', ...offlineRemark(random) } }],
  };
}

/** Returns the flag `dc-lowlumi`. BAD means that the luminosity is not low: in stable beams. */
function lowLuminosity({ beams }: RunPlan): FlagHistory {
  if (beams === null || beams.luminosity <= 0.4) return always(verdicts.GOOD);
  return { base: verdicts.GOOD, overrides: [{ start: beams.stableFrom, end: beams.stableTo, value: verdicts.BAD }] };
}

function physicsObject(random: Random, plan: RunPlan, strip: FlagHistory): FlagHistory {
  const { beams, lumisections: last } = plan;
  if (beams === null || beams.stableFrom > last || random.chance(0.03)) return always(verdicts.NOTSET);
  const history = verdict(random, allOf([strip], last), last);
  if (beams.stableFrom === 1) return history;
  const before = { start: 1, end: beams.stableFrom - 1, value: verdicts.NOTSET };
  return { ...history, overrides: [...history.overrides, before] };
}
