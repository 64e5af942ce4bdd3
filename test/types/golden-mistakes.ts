import type { Mistake } from './mistakes.js';

/** After `goldenJson().`, a path that does not exist, and what to write instead. */
const paths: readonly (readonly [code: string, instead: string])[] = [
  ["where(«'run.oms.enrgy'»).gte(6000)", "did you mean 'run.oms.energy'?"],
  ["where(«'run.oms.enrgy'», '>=', 6000)", "did you mean 'run.oms.energy'?"],
  ["where(«'run.oms.enrgy'», '=>', 6000)", "did you mean 'run.oms.energy'?"],
  ["where(«'run.oms.startTime'»).isNull()", "did you mean 'run.oms.start_time'?"],
  ["where(«'Run.OMS.Energy'»).gte(6000)", "did you mean 'run.oms.energy'?"],
  ["where(«'energy'»).gte(6000)", "did you mean 'run.oms.energy'?"],
  ["where(«'energy'», '>=', 6000)", "did you mean 'run.oms.energy'?"],
  ["where(«'enrgy'»).gte(6000)", "did you mean 'run.oms.energy'?"],
  ["where(«'run.energy'»).gte(6000)", "did you mean 'run.oms.energy'?"],
  ["where(«'run_number'»).gte(355100)", "did you mean 'run.run_number'?"],
  ["where(«'run.oms.class'»).eq('Collisions24')", "did you mean 'run.rr.class'?"],
  ["where(«'dt_included'»).is(true)", "did you mean 'run.oms.dt_included'?"],
  ["where(«'dataset_name'»).eq('online')", "did you mean 'dataset.name'?"],
  ["where(«'dataset.dataset_name'»).eq('online')", "did you mean 'dataset.name'?"],
  ["where(«'run.name'»).eq('online')", "did you mean 'dataset.name'?"],
  ["where(«'dataset.traker_state'»).is('OPEN')", "did you mean 'dataset.tracker_state'?"],
  ["where(«'lumisection.bpix_ready'»).is(true)", "did you mean 'lumisection.oms.bpix_ready'?"],
  ["where(«'lumisection.oms.prescale_nam'»).eq('x')", "did you mean 'lumisection.oms.prescale_name'?"],
  ["where('run.oms.b_field').gte(3).where(«'run.oms.enrgy'»).gte(1).lint()", "did you mean 'run.oms.energy'?"],
  ["when(6000, (golden, energy) => golden.where(«'run.oms.enrgy'»).gte(energy))", "did you mean 'run.oms.energy'?"],
  ["where(«'zzzzz'»).like('%x%')", 'paths begin with run.oms., run.rr., dataset. or lumisection.oms.'],
  ["where(«'run.oms.zzzzz'»).like('%x%')", ''],
  ["where(«'dataset.datasets_in_gui'»).has('x')", ''],
  ["where(«'lumisection.rr.dt-dt'»).is('GOOD')", "it is a flag: write flag('dt-dt').is('GOOD')"],
  ["where(«'lumisection.rr.dt-dt'», '=', 'GOOD')", "it is a flag: write flag('dt-dt').is('GOOD')"],
  ["where(«'tracker-strip'»).is('GOOD')", "it is a flag: write flag('tracker-strip').is('GOOD')"],
  ["where(«'lumisection.rr.tracker-strp'»).is('GOOD')", "flags are asked for by flag('tracker-strip').is('GOOD')"],
  ["where(«'lumisection.rr.zzzzz'»).is('GOOD')", "flags are asked for by flag('dt-dt').is('GOOD')"],
];

/** Names and operators that do not exist in golden JSON; see `names`. */
export const goldenNames: readonly Mistake[] = [
  ...paths.map(([code, instead]): Mistake => {
    const name = /«(.*)»/.exec(code)?.[1];
    return [`goldenJson().${code}`, `${name} is not an attribute of golden JSON${instead && `; ${instead}`}`];
  }),
  ["goldenJson().where('run.oms.energy', «'like'», '65')", "'like' is not an operator of 'run.oms.energy'"],
  ["goldenJson().where('run.oms.energy', «'=>'», 6000)", "'=>' is not an operator of 'run.oms.energy'"],
  ["goldenJson().where('run.rr.class', «'>'», 'Cosmics')", "'>' is not an operator of 'run.rr.class'"],
  ["goldenJson().where('dataset.name', «'LIKE'», '%Cosmics%')", "'LIKE' is not an operator of 'dataset.name'"],
  ["goldenJson().flag(«'trackr'», 'strip').is('GOOD')", "'trackr' is not a workspace; did you mean 'tracker'?"],
  ["goldenJson().flag('tracker', «'strp'»).is('GOOD')", "'strp' is not a column of 'tracker'; did you mean 'strip'?"],
  ["goldenJson().flag(«'tracker-strp'»).isNot('BAD')", "'tracker-strp' is not a flag; did you mean 'tracker-strip'?"],
  ["goldenJson().flags([«'dt-dtt'», 'csc-csc']).are('GOOD')", "'dt-dtt' is not a flag; did you mean 'dt-dt'?"],
  ["flags(['dt-dt', «'dt-dtt'», 'csc-csc']).are('GOOD')", "'dt-dtt' is not a flag; did you mean 'dt-dt'?"],
];

const notNumber = "'string' is not assignable to parameter of type 'number'";
const isTotal = '\'"flag-total"\' is not assignable';
const oneAtATime = "it decides on one lumisection at a time; write flag('dt-dt').is('GOOD')";
const isOfLumisections = '\'"lumisection"\' is not assignable';

/** Methods that golden JSON does not have; see `values`. */
export const goldenMethods: readonly Mistake[] = [
  ["goldenJson().flags(['dt-dt']).«is»('GOOD')", "'is' does not exist on type 'FlagList<GoldenJson>'"],
  ["goldenJson().«orderBy»('run.oms.energy')", "'orderBy' does not exist on type 'GoldenJson'"],
  ['goldenJson().«all»()', "'all' does not exist on type 'GoldenJson'"],
];

/** Values and methods that do not fit in golden JSON and what it is made of, and what run time says of them, which is more. */
export const goldenValues: readonly (readonly [...Mistake, atRunTime: string])[] = [
  [
    "goldenJson().where('run.oms.energy', '>', «'6000'»)",
    notNumber,
    "'run.oms.energy' is a number, and the text '6000' is none; write 6000",
  ],
  [
    "goldenJson().where('run.rr.state', '=', «'OPN'»)",
    '"SIGNOFF"',
    "'run.rr.state' is never the text 'OPN'; did you mean 'OPEN'?",
  ],
  [
    "goldenJson().«where»('run.oms.energy', '>')",
    'No overload expects 2 arguments',
    "write where('run.oms.energy', '=', …)",
  ],
  ["goldenJson().where('run.oms.energy').gte(«'6000'»)", notNumber, 'write 6000'],
  [
    "goldenJson().where('run.oms.energy').in([6000, «'6500'»])",
    "'string' is not assignable to type 'number'",
    'write 6500',
  ],
  [
    "goldenJson().where('lumisection.oms.bpix_ready').is(«'yes'»)",
    "'string' is not assignable to parameter of type 'boolean'",
    'write is(true) or is(false)',
  ],
  ["goldenJson().where('dataset.tracker_state').is(«'open'»)", '"waiting dqm gui"', "did you mean 'OPEN'?"],
  [
    "goldenJson().where('run.oms.energy').«like»('65%')",
    "'like' does not exist on type 'NumberCondition<GoldenJson>'",
    "'run.oms.energy' is a number and has no condition 'like'",
  ],
  [
    "goldenJson().where('lumisection.oms.bpix_ready').«eq»(true)",
    "'eq' does not exist on type 'BooleanCondition<GoldenJson>'",
    'use is, isNull, isNotNull',
  ],
  [
    "goldenJson().flag('dt', 'dt').is(«'good'»)",
    '"GOOD" | "BAD"',
    "the text 'good' is not a status of 'dt-dt'; did you mean 'GOOD'?",
  ],
  ["goldenJson().flag('dt-dt').isNot(«'BAAD'»)", '"GOOD" | "BAD"', "did you mean 'BAD'?"],
  [
    "goldenJson().flag('dt-dt').«every»('GOOD')",
    "'every' does not exist on type 'GoldenFlagCondition<GoldenJson>'",
    oneAtATime,
  ],
  [
    "goldenJson().flag('dt-dt').«atLeast»(3, 'GOOD')",
    "'atLeast' does not exist on type 'GoldenFlagCondition<GoldenJson>'",
    oneAtATime,
  ],
  [
    "goldenJson().flag('dt-dt').«comment».contains('x')",
    "'comment' does not exist on type 'GoldenFlagCondition<GoldenJson>'",
    oneAtATime,
  ],
  [
    "goldenJson().flag('dt-dt').«eq»('GOOD')",
    "'eq' does not exist on type 'GoldenFlagCondition<GoldenJson>'",
    "the flag 'dt-dt' has no condition 'eq'",
  ],
  ["goldenJson().where(«flag('dt-dt').every('GOOD')»)", isTotal, oneAtATime],
  ["goldenJson().where(«flag('dt-dt').atLeast(3, 'GOOD')»)", isTotal, oneAtATime],
  ["goldenJson().where(«flag('dt-dt').comment.contains('x')»)", isTotal, oneAtATime],
  ["goldenJson().where(«and(run.energy.gte(1), flag('dt-dt').atLeast(3, 'GOOD'))»)", isTotal, oneAtATime],
  ["goldenJson().where(«named('muons', flag('dt-dt').every('GOOD'))»)", isTotal, oneAtATime],
  ["goldenJson().where(«atLeastOf(1, [flag('dt-dt').every('GOOD')])»)", isTotal, oneAtATime],
  ["goldenJson().where(«except(355100, flag('dt-dt').every('GOOD'))»)", isTotal, oneAtATime],
  ["goldenJson().flag('dt-dt').is('GOOD').replace('dt-dt', «flag('dt-dt').every('GOOD')»)", isTotal, oneAtATime],
  [
    "goldenJson().flag('dt-dt').is('GOOD').replace('dt-dt', «'csc-csc'»)",
    "'string' is not assignable to parameter of type 'ExpressionOf<GoldenScope>'",
    "the text 'csc-csc' is neither a path nor an expression",
  ],
  [
    "goldenJson().flags(«'dt-dt'»).are('GOOD')",
    "type 'readonly FlagName[]'",
    "write flags(['dt-dt', 'csc-csc']).are('GOOD')",
  ],
  [
    "goldenJson().flags(['dt-dt', «3»]).are('GOOD')",
    "'number' is not assignable to type 'FlagName'",
    'a flag is named by texts, and 3 is none',
  ],
  ["goldenJson().flags(['dt-dt']).are(«'good'»)", '"GOOD" | "BAD"', "did you mean 'GOOD'?"],
  ["flags(['dt-dt']).are(«'good'»)", '"GOOD" | "BAD"', "did you mean 'GOOD'?"],
  ['goldenJson().where(«3»)', "'3' is not assignable", '3 is neither a path nor an expression'],
  [
    'goldenJson().where(«run.energy»)',
    'is not assignable',
    "'energy' without a condition is neither a path nor an expression; write run.energy.isNotNull()",
  ],
  [
    'goldenJson().where({ «and»: [] })',
    "'and' does not exist in type 'ExpressionOf<GoldenScope>'",
    'goldenJson.parse({ … }) for a document',
  ],
  [
    "goldenJson().when(6000, (golden) => «golden.where('run.oms.energy')»)",
    "'NumberCondition<GoldenJson>' is missing",
    'instead of a golden JSON',
  ],
  [
    'goldenJson({ «guard»: true })',
    "Did you mean to write 'guards'?",
    "'guard' is not an option of goldenJson(); did you mean 'guards'?",
  ],
  ["goldenJson({ «guards»: 'no' })", "'string' is not assignable to type 'boolean | undefined'", 'write true or false'],
  [
    "goldenJson().flag('dt-dt').is('GOOD').toJsonLogic({ «guard»: true })",
    "Did you mean to write 'guards'?",
    "did you mean 'guards'?",
  ],
  [
    "goldenJson().flag('dt-dt').is('GOOD').trace(«{}»)",
    'missing the following properties',
    'write { dataset: { name }, run: { run_number, oms, rr }',
  ],
  ['goldenJson.parse(«3»)', "type 'string | object'", 'JSON logic is an object, and 3 is none'],
  [
    "atLeastOf(«'2'», [flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD')])",
    notNumber,
    "a whole number from 1 to 2, and the text '2' is none",
  ],
  ["atLeastOf(1, «flag('dt-dt').is('GOOD')»)", 'is not assignable', 'write atLeastOf(2, [a, b, c])'],
  [
    "atLeastOf(2, flag('dt-dt').is('GOOD'), «flag('csc-csc').is('GOOD')»)",
    'Expected 2 arguments, but got 3',
    'write atLeastOf(2, [a, b, c])',
  ],
  [
    "atLeastOf(1, [«'dt-dt'»])",
    "'string' is not assignable",
    "argument 1 of atLeastOf() is the text 'dt-dt', not an expression",
  ],
  [
    "atLeastOf(1, [«flag('dt-dt')»])",
    "'FlagHandle' is not assignable",
    "the flag 'dt-dt' without a condition, not an expression; write flag('dt-dt').is('GOOD')",
  ],
  [
    "except(«'355100'», flag('dt-dt').is('GOOD'))",
    "type 'RunRange'",
    'write [355100, 355208], or { from: 355100, to: 355208 }',
  ],
  ["except(«[355100]», flag('dt-dt').is('GOOD'))", "type 'RunRange'", 'write [355100, 355208]'],
  [
    "except([355100, «'355208'»], flag('dt-dt').is('GOOD'))",
    "'string' is not assignable to type 'number'",
    'write 355208',
  ],
  [
    "except({ from: 355100, «too»: 355208 }, flag('dt-dt').is('GOOD'))",
    "'too' does not exist",
    'write [355100, 355208]',
  ],
  [
    "except([355100, 355208], «'dt-dt'»)",
    "'string' is not assignable",
    "argument 1 of except() is the text 'dt-dt', not an expression",
  ],
  [
    "named(«flag('dt-dt').is('GOOD')», 'muons')",
    "is not assignable to parameter of type 'string'",
    "write named('muon system', and(…))",
  ],
  ["named('muons', «flag('dt-dt')»)", "'FlagHandle' is not assignable", "write flag('dt-dt').is('GOOD')"],
  [
    "runs().where(«logic({ '==': [{ var: 'run.oms.energy' }, 6500] })»)",
    isOfLumisections,
    'Expected a condition for runs(), got a rule in JSON logic; Write conditions, or use goldenJson()',
  ],
  [
    "datasets().where(«named('energy', logic({ '==': [{ var: 'run.oms.energy' }, 6500] }))»)",
    isOfLumisections,
    'Expected a condition for datasets(), got a rule in JSON logic',
  ],
  [
    'runs().where(«dcs.pixel»)',
    isOfLumisections,
    "Expected a condition for runs(), got 'bpix_ready' of lumisections; Use goldenJson()",
  ],
  [
    'datasets().where(«except(355100, lumisection.beam1_present.is(true))»)',
    isOfLumisections,
    "got 'beam1_present' of lumisections",
  ],
  ['LumiList.fromJSON({}).union(«[LumiList.empty]»)', "type 'LumiList'", 'write union(...lists)'],
  ["LumiList.fromPairs(«[[1, '2']]»)", "'string' is not assignable to type 'number'", "'2'"],
  ['«new LumiList()»', 'private', 'write LumiList.fromJSON(…)'],
];

/** Mistakes that only the compiler can see. */
export const goldenCompilerOnly: readonly Mistake[] = [
  ['dcs.«pixl»', "Did you mean 'pixel'?"],
  ['certifiable.«ofline»', "Did you mean 'offline'?"],
  ["const path: string = 'run.oms.energy'; goldenJson().where(«path»)", "'string' is not assignable"],
  ["goldenJson().flag('dt-dt').is('GOOD').generate({ «datasetNam»: '%' })", "Did you mean to write 'datasetName'?"],
  ["goldenJson().flag('dt-dt').is('GOOD').generateLocally(«runs()»)", "'RunQuery<RunRow>' is not assignable"],
  ['const made = await new RunRegistry().getJson(1); made.«list»', "'list' does not exist"],
  ['const made = await new RunRegistry().waitForJson(1); «made.excluded».runs', "possibly 'undefined'"],
];

/** What the compiler cannot see, and what run time must say of it. */
export const runTimeOnly: readonly (readonly [code: string, sentence: string])[] = [
  ["named('', flag('dt-dt').is('GOOD'))", 'named() takes a name'],
  ["named(' ', flag('dt-dt').is('GOOD'))", "write named('muon system', and(…))"],
  ["flags([]).are('GOOD')", "an empty list is none; write flags(['dt-dt', 'csc-csc']).are('GOOD')"],
  ["goldenJson().flags([]).are('GOOD')", "an empty list is none; write flags(['dt-dt', 'csc-csc']).are('GOOD')"],
  ['atLeastOf(1, [])', 'atLeastOf() needs at least one expression'],
  ["atLeastOf(2, [flag('dt-dt').is('GOOD')])", 'a whole number from 1 to 1, and 2 is none'],
  ["except([355208, 355100], flag('dt-dt').is('GOOD'))", 'write between(355100, 355208)'],
  ["logic('lumisection.rr.dt-dt')", 'logic() takes a rule with one operator'],
  ["goldenJson().where('run.oms.hlt_key').like('a_b')", 'use contains, startsWith or endsWith'],
  [
    "goldenJson().where(dataset.datasets_in_gui.has('x'))",
    "'datasets_in_gui', which is not in the data that the portal decides on",
  ],
  [
    "goldenJson().flag('dt-dt').is('GOOD').remove('dt-dtt')",
    "there is no clause 'dt-dtt' to remove; did you mean 'dt-dt'?",
  ],
  ['goldenJson().toJsonLogic()', "add a clause: goldenJson().flag('dt', 'dt').is('GOOD')"],
];
