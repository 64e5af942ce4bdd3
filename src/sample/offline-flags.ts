import { offlineRemark } from './comments.js';
import { type Conditions, withoutComments } from './conditions.js';
import { CERTIFIED, inYear, OFFLINE_PRIVATE, PHYSICS_OBJECTS } from './detectors.js';
import { always, boundaries, type FlagHistory, PLAIN, statusAt } from './history.js';
import type { RunPlan } from './plan.js';
import type { Random } from './random.js';

/** The flags of an offline dataset: the experts' second look at the online ones, and the flags only reconstruction can tell. */
export function offlineFlags(
  random: Random,
  plan: RunPlan,
  online: Conditions,
  certified: boolean,
): ReadonlyMap<string, FlagHistory> {
  const shared = new Map<string, FlagHistory>();
  for (const flag of [
    'cms-cms',
    ...CERTIFIED.filter((spec) => inYear(spec, plan.period.year)).map((spec) => spec.flag),
  ]) {
    shared.set(flag, secondLook(random, online.flags.get(flag) ?? always(PLAIN.NOTSET)));
  }
  const of = (flag: string) => shared.get(flag) ?? always(PLAIN.NOTSET);
  const last = plan.lumisections;
  const own: [string, FlagHistory][] = [
    ['dc-lowlumi', lowLuminosity(plan)],
    ['muon-muon', allOf([of('dt-dt'), of('csc-csc'), of('rpc-rpc')], last)],
    ['tracker-track', verdict(random, allOf([of('tracker-pixel'), of('tracker-strip')], last), last)],
    ...PHYSICS_OBJECTS.map((flag): [string, FlagHistory] => [flag, physicsObject(random, plan, of('tracker-strip'))]),
  ];
  for (const [flag, history] of own) shared.set(flag, history);
  if (!certified) {
    // Nobody looked yet. Only low luminosity is filled in by the machinery.
    for (const flag of shared.keys()) if (flag !== 'dc-lowlumi') shared.set(flag, always(PLAIN.NOTSET));
  }
  const flags = new Map([...shared].sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const [flag, follows] of OFFLINE_PRIVATE) {
    flags.set(flag, certified && random.chance(0.4) ? withoutComments(of(follows)) : always(PLAIN.NOTSET));
  }
  // A column that one workspace added and seldom fills.
  flags.set('rpc-lv', always(random.chance(0.25) ? PLAIN['NO VALUE FOUND'] : PLAIN.NOTSET));
  return flags;
}

function secondLook(random: Random, history: FlagHistory): FlagHistory {
  if (history.base === PLAIN.NOTSET && random.chance(0.4)) return always(PLAIN.GOOD);
  if (history.base.status === 'BAD' && random.chance(0.25)) return always(PLAIN.GOOD);
  // Some incidents turn out to be harmless; most comments are not carried over.
  const kept = history.overrides.filter(({ value }) => value.status !== 'BAD' || !random.chance(0.25));
  const looked = { base: history.base, overrides: kept };
  return random.chance(0.6) ? withoutComments(looked) : looked;
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

/** BAD means: not low luminosity. So it is BAD in stable beams and GOOD outside them. */
function lowLuminosity({ beams }: RunPlan): FlagHistory {
  if (beams === null || beams.luminosity <= 0.4) return always(PLAIN.GOOD);
  return { base: PLAIN.GOOD, overrides: [{ start: beams.stableFrom, end: beams.stableTo, value: PLAIN.BAD }] };
}

function physicsObject(random: Random, plan: RunPlan, strip: FlagHistory): FlagHistory {
  const { beams, lumisections: last } = plan;
  if (beams === null || beams.stableFrom > last || random.chance(0.03)) return always(PLAIN.NOTSET);
  const history = verdict(random, allOf([strip], last), last);
  if (beams.stableFrom === 1) return history;
  const before = { start: 1, end: beams.stableFrom - 1, value: PLAIN.NOTSET };
  return { ...history, overrides: [...history.overrides, before] };
}

/** GOOD where all are GOOD, BAD elsewhere. */
function allOf(histories: readonly FlagHistory[], last: number): FlagHistory {
  const starts = boundaries(
    histories.flatMap(({ overrides }) => overrides),
    last,
  );
  const overrides = starts.flatMap((start, index) => {
    const good = histories.every((history) => ['GOOD', 'NOTSET'].includes(statusAt(history, start).status));
    return good ? [] : [{ start, end: (starts[index + 1] ?? last + 1) - 1, value: PLAIN.BAD }];
  });
  return { base: PLAIN.GOOD, overrides };
}
