import type { Mistake } from './mistakes.js';

/** After `goldenJson().`, a path that does not exist, and what to write instead. */
const paths: readonly (readonly [code: string, instead: string])[] = [
  ["where(«'run.oms.enrgy'»).gte(6000)", "Did you mean 'run.oms.energy'?"],
  ["where(«'run.oms.enrgy'», '>=', 6000)", "Did you mean 'run.oms.energy'?"],
  ["where(«'run.oms.enrgy'», '=>', 6000)", "Did you mean 'run.oms.energy'?"],
  ["where(«'run.oms.startTime'»).isNull()", "Did you mean 'run.oms.start_time'?"],
  ["where(«'Run.OMS.Energy'»).gte(6000)", "Did you mean 'run.oms.energy'?"],
  ["where(«'energy'»).gte(6000)", "Did you mean 'run.oms.energy'?"],
  ["where(«'energy'», '>=', 6000)", "Did you mean 'run.oms.energy'?"],
  ["where(«'enrgy'»).gte(6000)", "Did you mean 'run.oms.energy'?"],
  ["where(«'run.energy'»).gte(6000)", "Did you mean 'run.oms.energy'?"],
  ["where(«'run_number'»).gte(355100)", "Did you mean 'run.run_number'?"],
  ["where(«'run.oms.class'»).eq('Collisions24')", "Did you mean 'run.rr.class'?"],
  ["where(«'dt_included'»).is(true)", "Did you mean 'run.oms.dt_included'?"],
  ["where(«'dataset_name'»).eq('online')", "Did you mean 'dataset.name'?"],
  ["where(«'dataset.dataset_name'»).eq('online')", "Did you mean 'dataset.name'?"],
  ["where(«'run.name'»).eq('online')", "Did you mean 'dataset.name'?"],
  ["where(«'dataset.traker_state'»).is('OPEN')", "Did you mean 'dataset.tracker_state'?"],
  ["where(«'lumisection.bpix_ready'»).is(true)", "Did you mean 'lumisection.oms.bpix_ready'?"],
  ["where(«'lumisection.oms.prescale_nam'»).eq('x')", "Did you mean 'lumisection.oms.prescale_name'?"],
  ["where('run.oms.b_field').gte(3).where(«'run.oms.enrgy'»).gte(1).lint()", "Did you mean 'run.oms.energy'?"],
  ["when(6000, (golden, energy) => golden.where(«'run.oms.enrgy'»).gte(energy))", "Did you mean 'run.oms.energy'?"],
  ["where(«'run.oms.energy > 6000'»)", "Write where('run.oms.energy', '>', 6000)."],
  ["where(«'zzzzz'»).like('%x%')", "Paths begin with 'run.oms.', 'run.rr.', 'dataset.' or 'lumisection.oms.'."],
  ["where(«'run.oms.zzzzz'»).like('%x%')", ''],
  ["where(«'dataset.datasets_in_gui'»).has('x')", ''],
  ["where(«'lumisection.rr.dt-dt'»).is('GOOD')", "It is a flag: write flag('dt-dt').is('GOOD')."],
  ["where(«'lumisection.rr.dt-dt'», '=', 'GOOD')", "It is a flag: write flag('dt-dt').is('GOOD')."],
  ["where(«'tracker-strip'»).is('GOOD')", "It is a flag: write flag('tracker-strip').is('GOOD')."],
  ["where(«'lumisection.rr.tracker-strp'»).is('GOOD')", "Write flag('tracker-strip').is('GOOD') for a flag."],
  ["where(«'lumisection.rr.zzzzz'»).is('GOOD')", "Write flag('dt-dt').is('GOOD') for a flag."],
];

/** Names and operators that do not exist in golden JSON; see `names`. */
export const goldenNames: readonly Mistake[] = [
  [
    "goldenJson().where(«'dcs.pixel'»)",
    "Unknown attribute 'dcs.pixel' of golden JSON. Write where(dcs.pixel) without quotes.",
  ],
  ...paths.map(([code, instead]): Mistake => {
    const name = /«(.*)»/.exec(code)?.[1];
    return [`goldenJson().${code}`, `Unknown attribute ${name} of golden JSON${instead && `. ${instead}`}`];
  }),
  ["goldenJson().where('run.oms.energy', «'like'», '65')", "Unknown operator 'like' of 'run.oms.energy'"],
  [
    "goldenJson().where('run.oms.energy', «'=>'», 6000)",
    "Unknown operator '=>' of 'run.oms.energy'. Did you mean '>='?",
  ],
  ["goldenJson().where('run.rr.class', «'>'», 'Cosmics')", "Unknown operator '>' of 'run.rr.class'"],
  [
    "goldenJson().where('dataset.name', «'LIKE'», '%Cosmics%')",
    "Unknown operator 'LIKE' of 'dataset.name'. Did you mean 'like'?",
  ],
  ["goldenJson().flag(«'trackr'», 'strip').is('GOOD')", "Unknown workspace 'trackr'. Did you mean 'tracker'?"],
  [
    "goldenJson().flag('tracker', «'strp'»).is('GOOD')",
    "Unknown column 'strp' of workspace 'tracker'. Did you mean 'strip'?",
  ],
  ["goldenJson().flag(«'tracker-strp'»).isNot('BAD')", "Unknown flag 'tracker-strp'. Did you mean 'tracker-strip'?"],
  ["goldenJson().flags([«'dt-dtt'», 'csc-csc']).are('GOOD')", "Unknown flag 'dt-dtt'. Did you mean 'dt-dt'?"],
  ["flags(['dt-dt', «'dt-dtt'», 'csc-csc']).are('GOOD')", "Unknown flag 'dt-dtt'. Did you mean 'dt-dt'?"],
];

const notNumber = "'string' is not assignable to parameter of type 'number'";
const isTotal = 'Golden JSON evaluates one lumisection at a time, so it has no conditions over all lumisections.';
const isOfLumisections = 'got one of lumisections. Use goldenJson(), which evaluates each lumisection.';

/** Methods that golden JSON does not have; see `values`. */
export const goldenMethods: readonly Mistake[] = [
  ["goldenJson().flags(['dt-dt']).«is»('GOOD')", "Write are('GOOD')."],
  ["goldenJson().«orderBy»('run.oms.energy')", "'orderBy' does not exist on type 'GoldenJson'"],
  ['goldenJson().«count»()', 'generateLocally(datasets().where('],
];

/** Invalid values and methods of golden JSON and its parts. */
export const goldenValues: readonly Mistake[] = [
  ["goldenJson().where('run.oms.energy', '>', «'6000'»)", notNumber],
  ["goldenJson().where('run.rr.state', '=', «'OPN'»)", '"SIGNOFF"'],
  ["goldenJson().«where»('run.oms.energy', '>')", 'Expected 3 arguments, but got 2.'],
  ["goldenJson().where('run.oms.energy').gte(«'6000'»)", notNumber],
  ["goldenJson().where('run.oms.energy').in([6000, «'6500'»])", "'string' is not assignable to type 'number'"],
  [
    "goldenJson().where('lumisection.oms.bpix_ready').is(«'yes'»)",
    "'string' is not assignable to parameter of type 'boolean'",
  ],
  ["goldenJson().where('dataset.tracker_state').is(«'open'»)", '"waiting dqm gui"'],
  ["goldenJson().where('run.oms.energy').«like»('65%')", "'like' does not exist on type 'NumberCondition<GoldenJson>'"],
  [
    "goldenJson().where('lumisection.oms.bpix_ready').«gt»(true)",
    "'gt' does not exist on type 'BooleanCondition<GoldenJson>'",
  ],
  ["goldenJson().flag('dt', 'dt').is(«'good'»)", '"GOOD" | "BAD"'],
  ["goldenJson().flag('dt-dt').isNot(«'BAAD'»)", '"GOOD" | "BAD"'],
  ["goldenJson().flag('dt-dt').«every»('GOOD')", "Golden JSON evaluates one lumisection at a time. Write is('GOOD')."],
  [
    "goldenJson().flag('dt-dt').«atLeast»(3, 'GOOD')",
    "Golden JSON evaluates one lumisection at a time. Write is('GOOD').",
  ],
  [
    "goldenJson().flag('dt-dt').comment.«contains»('x')",
    'Golden JSON has no comments of flags. Filter the datasets with datasets().flag(…).comment.',
  ],
  ["goldenJson().flag('dt-dt').«eq»('GOOD')", "Write is('GOOD')."],
  ["goldenJson().where(«flag('dt-dt').every('GOOD')»)", isTotal],
  ["goldenJson().where(«flag('dt-dt').atLeast(3, 'GOOD')»)", isTotal],
  ["goldenJson().where(«flag('dt-dt').comment.contains('x')»)", isTotal],
  ["goldenJson().where(«and(run.energy.gte(1), flag('dt-dt').atLeast(3, 'GOOD'))»)", isTotal],
  ["goldenJson().where(«named('muons', flag('dt-dt').every('GOOD'))»)", isTotal],
  ["goldenJson().where(«atLeastOf(1, [flag('dt-dt').every('GOOD')])»)", isTotal],
  ["goldenJson().where(«except(355100, flag('dt-dt').every('GOOD'))»)", isTotal],
  ["goldenJson().flag('dt-dt').is('GOOD').replace('dt-dt', «flag('dt-dt').every('GOOD')»)", isTotal],
  [
    "goldenJson().flag('dt-dt').is('GOOD').replace('dt-dt', «'csc-csc'»)",
    "Expected an expression for replace(), got 'csc-csc'. Write a condition such as run.energy.gte(6000).",
  ],
  ["goldenJson().flags(«'dt-dt'»).are('GOOD')", "Write flags(['dt-dt', 'csc-csc']).are('GOOD')."],
  ["goldenJson().flags(['dt-dt', «3»]).are('GOOD')", 'Expected the name of a flag, got 3.'],
  ["goldenJson().flags(['dt-dt']).are(«'good'»)", '"GOOD" | "BAD"'],
  ["flags(['dt-dt']).are(«'good'»)", '"GOOD" | "BAD"'],
  ['goldenJson().where(«3»)', 'Expected a path or an expression for where(), got 3.'],
  ['goldenJson().where(«run.energy»)', "got 'energy' without a condition."],
  ["goldenJson().where(«flags(['dt-dt', 'csc-csc'])»)", "Write flags(['dt-dt', …]).are('GOOD')."],
  ['goldenJson().where(«presets[2024].collisions.golden»)', 'Write where(preset.rule).'],
  ['goldenJson().where(«{ and: [] }»)', 'Expected an attribute or an expression, got an object.'],
  ["goldenJson().when(6000, (golden) => «golden.where('run.oms.energy')»)", "'NumberCondition<GoldenJson>' is missing"],
  ['goldenJson({ «guard»: true })', "Did you mean to write 'guards'?"],
  ["goldenJson({ «guards»: 'no' })", "'string' is not assignable to type 'boolean | undefined'"],
  ["goldenJson().flag('dt-dt').is('GOOD').toJsonLogic({ «guard»: true })", "Did you mean to write 'guards'?"],
  ["goldenJson().flag('dt-dt').is('GOOD').trace(«{}»)", 'missing the following properties'],
  ['goldenJson.parse(«3»)', "type 'string | object'"],
  ["atLeastOf(«'2'», [flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD')])", notNumber],
  ["atLeastOf(1, «flag('dt-dt').is('GOOD')»)", 'is not assignable'],
  ["atLeastOf(2, flag('dt-dt').is('GOOD'), «flag('csc-csc').is('GOOD')»)", 'Expected 2 arguments, but got 3'],
  ["atLeastOf(1, [«'dt-dt'»])", "'string' is not assignable"],
  ["atLeastOf(1, [«flag('dt-dt')»])", "'FlagHandle' is not assignable"],
  ["except(«'355100'», flag('dt-dt').is('GOOD'))", "type 'RunRange'"],
  ["except(«[355100]», flag('dt-dt').is('GOOD'))", "type 'RunRange'"],
  ["except([355100, «'355208'»], flag('dt-dt').is('GOOD'))", "'string' is not assignable to type 'number'"],
  ["except({ from: 355100, «too»: 355208 }, flag('dt-dt').is('GOOD'))", "'too' does not exist"],
  ["except([355100, 355208], «'dt-dt'»)", "'string' is not assignable"],
  ["named(«flag('dt-dt').is('GOOD')», 'muons')", "is not assignable to parameter of type 'string'"],
  ["named('muons', «flag('dt-dt')»)", "'FlagHandle' is not assignable"],
  ["runs().where(«logic({ '==': [{ var: 'run.oms.energy' }, 6500] })»)", isOfLumisections],
  ["datasets().where(«named('energy', logic({ '==': [{ var: 'run.oms.energy' }, 6500] }))»)", isOfLumisections],
  ['runs().where(«dcs.pixel»)', isOfLumisections],
  ['datasets().where(«except(355100, lumisection.beam1_present.is(true))»)', isOfLumisections],
  ['LumiList.fromJSON({}).union(«[LumiList.empty]»)', "type 'LumiList'"],
  ["LumiList.fromPairs(«[[1, '2']]»)", "'string' is not assignable to type 'number'"],
  ['«new LumiList()»', 'Expected 1 arguments'],
];

/** Mistakes that only the compiler finds. */
export const goldenCompilerOnly: readonly Mistake[] = [
  [
    "goldenJson().evaluate({ dataset: { name: 'a' }, run: { run_number: 1 }, lumisection: { lumisection_number: 1, «omss»: {} } })",
    "'omss' does not exist in type",
  ],
  [
    "goldenJson().evaluate({ dataset: { name: 'a' }, run: { run_number: 1 }, ranges: [], «recordedd»: [] })",
    "'recordedd' does not exist in type",
  ],
  ["goldenJson().toSql({ «dialect»: 'sparq' })", 'Did you mean \'"spark"\'?'],
  ["goldenJson().toSql({ dialect: 'spark', «query»: runs() })", 'Expected a query for datasets, got a query for runs.'],
  [
    "goldenJson().flag('dt-dt').is('GOOD').generate({ «query»: runs() })",
    'Expected a query for datasets, got a query for runs.',
  ],
  [
    'await new RunRegistry().createJson({ and: [] }, { «query»: runs() })',
    'Expected a query for datasets, got a query for runs.',
  ],
  ['dcs.«pixl»', "Did you mean 'pixel'?"],
  ['certifiable.«ofline»', "Did you mean 'offline'?"],
  ['presets[2018].«cosmics»', "'cosmics' does not exist"],
  ['presets[2024].collisions.«gold»', "'gold' does not exist"],
  ['presets[2024].collisions.dcsOnly.«flags»', "'flags' does not exist"],
  ['«presets[2025]»', "type '2025' can't be used to index"],
  ['runs().where(«presets[2024].cosmics.dcsOnly.rule»)', isOfLumisections],
  ["const path: string = 'run.oms.energy'; goldenJson().where(«path»)", 'where(attribute(name).isNotNull())'],
  ["goldenJson().flag('dt-dt').is('GOOD').generate({ «datasetNam»: '%' })", "Did you mean to write 'datasetName'?"],
  [
    "goldenJson().flag('dt-dt').is('GOOD').generateLocally(«runs()»)",
    'Expected a query for datasets, got a query for runs.',
  ],
  ['const made = await new RunRegistry().getJson(1); made.«list»', "'list' does not exist"],
  ['const made = await new RunRegistry().waitForJson(1); «made.excluded».runs', "possibly 'undefined'"],
];

/** Mistakes that are only found at run time. */
export const runTimeOnly: readonly string[] = [
  "named('', flag('dt-dt').is('GOOD'))",
  "named(' ', flag('dt-dt').is('GOOD'))",
  "flags([]).are('GOOD')",
  "goldenJson().flags([]).are('GOOD')",
  'atLeastOf(1, [])',
  "atLeastOf(2, [flag('dt-dt').is('GOOD')])",
  "except([355208, 355100], flag('dt-dt').is('GOOD'))",
  "logic('lumisection.rr.dt-dt')",
  "goldenJson().where('run.oms.hlt_key').like('a_b')",
  "goldenJson().where(dataset.datasets_in_gui.has('x'))",
  "goldenJson().flag('dt-dt').is('GOOD').remove('dt-dtt')",
  'goldenJson().toJsonLogic()',
];
