/** Hints for members of lists of lumisections and of luminosities that people guess; see `guessed-members.ts`. */
import type { Hints } from '../util/guessed.js';

const subtracted = 'Write subtract(other).';
const united = 'Write union(other).';
const intersected = 'Write intersect(other).';
const counted = 'Write lumisectionCount, runCount or rangeCount.';
const written = "Write await list.toFile('golden.json').";
const eachRun = 'Write for (const [run, ranges] of list).';
const overlapping = 'Write !list.intersect(other).isEmpty.';
const removed = 'Write remove([316000, 316001]).';
const sameList = 'A list is immutable, so it needs no copy.';

/** Lists of lumisections. Some names are those of `LumiList` of CMSSW. */
export const lumiList = {
  difference: subtracted,
  minus: subtracted,
  sub: subtracted,
  except: subtracted,
  without: subtracted,
  or: united,
  add: united,
  plus: united,
  merge: united,
  concat: united,
  and: intersected,
  intersection: intersected,
  count: counted,
  size: counted,
  keys: 'Write list.runs.',
  values: eachRun,
  entries: eachRun,
  items: eachRun,
  forEach: eachRun,
  toArray: 'Write [...list].',
  get: 'Write ranges(run).',
  clone: sameList,
  copy: sameList,
  xor: 'Write symmetricDifference(other).',
  isEqual: 'Write equals(other).',
  equal: 'Write equals(other).',
  toObject: 'Write toJSON().',
  has: 'Write contains(run, lumisection).',
  includes: 'Write contains(run, lumisection).',
  lumi: 'Write luminosity(brilcalc).',
  compare: 'Write diff(other).',
  save: written,
  dump: written,
  write: written,
  writeFile: written,
  writeJSON: written,
  getRuns: 'Write list.runs.',
  getLumis: 'Write [...list.lumisections()].',
  getDuplicates: 'A list has no duplicates. Write intersect(other) for what two lists share.',
  getCompactList: 'Write toJSON().',
  toJson: 'Write toJSON().',
  getCMSSWString: 'Write toCmssw().',
  getVLuminosityBlockRange: 'Write toLuminosityBlockRanges().',
  filterLumis: 'Write filter((run, lumisection) => other.contains(run, lumisection)), or intersect(other).',
  selectRuns: 'Write select([316000, 316001]).',
  filterRuns: 'Write select([316000, 316001]).',
  keep: 'Write select([316000, 316001]).',
  only: 'Write select([316000, 316001]).',
  restrict: 'Write select([316000, 316001]), or intersect(other).',
  addRun: 'Write union(LumiList.fromRuns([316000])).',
  addLumi: 'Write union(LumiList.fromPairs([[316000, 1]])).',
  toPairs: 'Write [...list.lumisections()].',
  pairs: 'Write [...list.lumisections()].',
  invert: 'Write complement(universe).',
  removeRuns: removed,
  exclude: removed,
  drop: removed,
  between: 'Write select({ from: 316000, to: 316001 }).',
  overlaps: overlapping,
  intersects: overlapping,
  isSubset: 'Write isSubsetOf(other).',
  issubset: 'Write isSubsetOf(other).',
  isSupersetOf: 'Write other.isSubsetOf(list).',
  issuperset: 'Write other.isSubsetOf(list).',
  isDisjoint: 'Write list.intersect(other).isEmpty.',
  hasRun: 'Write list.contains(run).',
  containsRun: 'Write list.contains(run).',
  range: 'Write ranges(run).',
  sort: 'A list is already sorted.',
  stringify: 'Write toText().',
} as const satisfies Hints;

const readList =
  "Write await LumiList.fromFile('golden.json'), or LumiList.fromUrl(url), fromText(text) or fromJSON(value).";

const joinedLists = 'Write list.union(other), or LumiList.empty.union(...lists).';

/** The class `LumiList`. */
export const lumiLists = {
  load: readList,
  read: readList,
  open: readList,
  from: readList,
  of: readList,
  parse: readList,
  create: readList,
  fromJson: readList,
  fromPath: readList,
  fromString: readList,
  fromObject: readList,
  fromDict: readList,
  fromRun: 'Write LumiList.fromRuns([316000]).',
  fromList: 'Write LumiList.fromPairs([[316000, 1]]).',
  fromMap: 'Write LumiList.fromJSON(Object.fromEntries(map)).',
  intersection: 'Write list.intersect(other).',
  fromCsv: readList,
  union: joinedLists,
  merge: joinedLists,
  intersect: 'Write list.intersect(other).',
  subtract: 'Write list.subtract(other).',
  difference: 'Write list.subtract(other).',
  fromCompactList: readList,
} as const satisfies Hints;

const summedOf = 'Write brilcalc.sum(list).recorded, or delivered. For one lumisection, write at(run, lumisection).';

const ofRun = 'Write brilcalc.sum(list.select([run])) for each run of list.runs.';

/** Luminosities of brilcalc. */
export const brilcalc = {
  lumi: summedOf,
  luminosity: summedOf,
  recorded: summedOf,
  delivered: summedOf,
  integrate: summedOf,
  get: summedOf,
  total: 'Write brilcalc.sum(brilcalc.lumisections).recorded.',
  filter: 'Write brilcalc.sum(list) for the luminosity of a list.',
  byRun: ofRun,
  forRun: ofRun,
  perRun: ofRun,
} as const satisfies Hints;

const readBrilcalc = "Write await Brilcalc.fromFile('lumi.csv'), or Brilcalc.fromText(csv).";

/** The class `Brilcalc`. */
export const brilcalcs = {
  load: readBrilcalc,
  read: readBrilcalc,
  open: readBrilcalc,
  from: readBrilcalc,
  parse: readBrilcalc,
  fromCsv: readBrilcalc,
  fromCSV: readBrilcalc,
  fromPath: readBrilcalc,
} as const satisfies Hints;
