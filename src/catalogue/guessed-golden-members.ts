/** Hints for members of golden JSONs that people guess; see `guessed-members.ts`. */
import type { Hints } from '../util/guessed.js';

const allHold = "Call where() again, such as .where('run.rr.class').eq('Cosmics24'): all conditions must hold.";
const generated =
  "Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).";
const result = 'Write (await golden.generateLocally(datasets().where(…))).list';
const list = `${result}.` as const;
const saved = `${result}.toFile('golden.json').` as const;
const rules = 'Write toJsonLogic().';
const check = 'Write lint() for mistakes in the rules, or evaluate(lumisection) for one lumisection.';

const added = "Write where(flag('dt-dt').is('GOOD')).";
const unguarded = 'Write withGuards(false).';
const removed = "Write remove('dt-dt'), with a name of clauses.";
const traced = "Write await golden.why(355100, 1, 'online').";
const ofPath = "Write where('run.oms.energy').gte(6000), or where('lumisection.oms.bpix_ready').is(true).";
const ofRuns = "Write where('run.run_number').between(355100, 362760).";
const compared = `${result}.diff(other).` as const;

const conditionOfPath = "Write where('run.oms.energy').between(6000, 7000), with the path before the condition.";

/** Golden JSON. */
export const golden = {
  all: generated,
  execute: generated,
  run: generated,
  create: generated,
  createJson: generated,
  create_json: generated,
  submit: generated,
  build: generated,
  make: generated,
  preview: generated,
  dataset: generated,
  datasetName: generated,
  toLumiList: list,
  getList: list,
  lumisections: list,
  count: list,
  toFile: saved,
  save: saved,
  write: saved,
  download: saved,
  compare: compared,
  diff: compared,
  add: added,
  addClause: added,
  addFlag: added,
  withFlag: added,
  drop: removed,
  delete: removed,
  without: removed,
  print: 'Write explain().',
  debug: traced,
  explainWhy: traced,
  guards: unguarded,
  noGuards: unguarded,
  withoutGuards: unguarded,
  lumisection: ofPath,
  oms: ofPath,
  bit: ofPath,
  require: added,
  rule: added,
  runs: ofRuns,
  runRange: ofRuns,
  range: ofRuns,
  exclude: 'Write where(not(run.run_number.in([355100, 355101]))).',
  toJson: rules,
  json: rules,
  stringify: rules,
  toLogic: rules,
  toRules: rules,
  toPython: rules,
  toSQL: "Write toSql({ dialect: 'duckdb' }).",
  named: "Write where(named('muons', and(flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD')))).",
  check,
  validate: check,
  verify: check,
  test: 'Write evaluate(lumisection).',
  passes: 'Write evaluate(lumisection).',
  filter: "Write where('run.oms.energy').gte(6000).",
  dcs: 'Write where(dcs.pixel).',
  dcsOnly: 'Write where(dcs.pixel).where(dcs.strip), with the detectors that you need.',
  good: "Write flag('dt-dt').is('GOOD').",
  not: "Write where(not(flag('dt-dt').is('BAD'))).",
  except: "Write where(except([355100, 355208], flag('dt-dt').is('GOOD'))).",
  gt: conditionOfPath,
  gte: conditionOfPath,
  lt: conditionOfPath,
  lte: conditionOfPath,
  eq: conditionOfPath,
  between: conditionOfPath,
  and: allHold,
  andWhere: allHold,
  or: "Write where(or(run.energy.gte(6000), flag('dt-dt').is('GOOD'))).",
  orWhere: "Write where(or(run.energy.gte(6000), flag('dt-dt').is('GOOD'))).",
} as const satisfies Hints;

const unpublished =
  'No document publishes the rules of this year. Read a document that you have with goldenJson.parse(document).golden.';

/** Years of `presets` without a published rule. */
export const presets = { 2025: unpublished, 2026: unpublished } as const satisfies Hints;

const unpublishedBeam =
  'No document publishes these rules for this year. Read a document that you have with goldenJson.parse(document).golden.';

/** Members of a year of `presets` without a published rule. */
export const beams = { collisions: unpublishedBeam, cosmics: unpublishedBeam } as const satisfies Hints;

const parsed = "Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.";

/** The function `goldenJson`. */
export const goldenFactory = {
  fromFile: parsed,
  fromFiles: parsed,
  fromText: parsed,
  fromString: parsed,
  fromJSON: parsed,
  fromJson: parsed,
  fromDocument: parsed,
  load: parsed,
  read: parsed,
  open: parsed,
  where: "Write goldenJson().where('run.oms.energy').gte(6000).",
  flag: "Write goldenJson().flag('dt-dt').is('GOOD').",
  flags: "Write goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD').",
  generate: "Write goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).",
} as const satisfies Hints;
