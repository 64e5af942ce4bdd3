import { describe, expect, test } from 'vitest';
import { attributeNames } from '../../src/catalogue/lookup.js';
import { attributePaths } from '../../src/catalogue/paths.js';
import { datasetStates, dcs, offlineFlags, onlineFlags, runStates, statuses } from '../../src/index.js';
import { codesIn, openEditor } from './editor.js';

const editor = openEditor();
editor.prepare(codesIn(import.meta.url));
/** Returns rows of a table after preparing the codes that a test writes for each: `codesIn` does not find them. */
const preparedFor = <Row>(rows: readonly Row[], codesOf: (row: Row) => readonly string[]): readonly Row[] => {
  editor.prepare(rows.flatMap(codesOf));
  return rows;
};
/** Returns codes that `codesIn` does not find, prepared. */
const prepared = (codes: readonly string[]): readonly string[] => preparedFor(codes, (code) => [code]);

/** Expects exactly these names, in any order: TypeScript 7 and 6 sort properties differently. */
const expectExactly = (code: string, names: Iterable<string>): void =>
  expect(editor.completions(code).sort()).toEqual([...names].sort());

const runNames = attributeNames(['run']);
const datasetNames = attributeNames(['run', 'dataset']);

const columns = new Map<string, Set<string>>();
for (const [workspace, names] of [...Object.entries(onlineFlags), ...Object.entries(offlineFlags)])
  columns.set(workspace, new Set([...(columns.get(workspace) ?? []), ...names]));
const flags = [...columns].flatMap(([workspace, names]) => [...names].map((column) => `${workspace}-${column}`));

const nullable = ['isNull', 'isNotNull'];
const ordered = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'in', 'notIn', ...nullable];
const text = ['eq', 'ne', 'like', 'notLike', 'contains', 'startsWith', 'endsWith', 'in', 'notIn', ...nullable];
const methods = {
  energy: ordered,
  start_time: [...ordered, 'before', 'after'],
  class: text,
  state: ['is', 'isNot', 'eq', 'ne', 'in', 'notIn', ...nullable],
  significant: ['is', 'isNot', 'eq', 'ne', ...nullable],
  dt_included: ['is', 'isNot', 'eq', 'ne', ...nullable],
  components: ['has', 'hasNot', 'contains', ...nullable],
};
editor.prepare([
  ...Object.keys(methods).flatMap((name) => [`runs().where('${name}').`, `runs().where('${name}').i`, `run.${name}.`]),
  ...[...columns.keys()].flatMap((name) => [
    `runs().flag('${name}', '')`,
    `flag('${name}', '')`,
    `goldenJson().flag('${name}', '')`,
  ]),
]);
const flagMethods = ['is', 'isNot', 'every', 'atLeast', 'atMost', 'comment', 'cause'];

describe('an argument that names an attribute', () => {
  test.each([
    "runs().where('|')",
    "runs().where('|', '=', 1)",
    "runs().select('|')",
    "runs().select('run_number', '|')",
    "runs().where('class').eq('Collisions24').where('|')",
    "runs().when(process.argv[2], (query, value) => query.where('|').eq(value))",
    "new RunRegistry().runs().where('|')",
    'run.|',
    'runs().where(run.|)',
    'runs().where(or(run.significant.is(true), run.|))',
  ])('%s offers exactly the attributes of runs', (code) => expectExactly(code, runNames));

  test.each(["datasets().where('|')", "datasets().select('dataset_name', '|')"])(
    '%s offers exactly the attributes of datasets and their runs',
    (code) => expectExactly(code, datasetNames),
  );

  test('dataset.| offers the attributes of datasets, and lumisection.| the bits', () => {
    expectExactly('dataset.|', [...attributeNames(['dataset']), 'run_number']);
    expectExactly('lumisection.|', attributeNames(['lumisection']));
  });

  // Editors filter the names themselves.
  const typed = ['e', 'en', 'ene', 'ener', 'energ', 'energy', 'energyx', 'zzzzz', 'dt-dt', 'oms_attributes.en'];
  test.each(
    prepared(
      typed.flatMap((letters) => [
        `runs().where('${letters}|')`,
        `runs().where('${letters}|').gte(6000)`,
        `runs().where('${letters}|', '>=', 3)`,
        `runs().select('${letters}|')`,
        `runs().select('class', '${letters}|')`,
      ]),
    ),
  )('%s offers exactly the attributes of runs', (code) => expectExactly(code, runNames));

  const isOrderable = (name: string) => !/^(components|components_out|appeared_in|datasets_in_gui)$/.test(name);
  test.each(["runs().orderBy('|')", ...prepared(typed.map((letters) => `runs().orderBy('${letters}|')`))])(
    '%s offers all attributes of runs except lists',
    (code) => expectExactly(code, runNames.filter(isOrderable)),
  );
  test("datasets().orderBy('|') offers all attributes except lists", () =>
    expectExactly("datasets().orderBy('|')", datasetNames.filter(isOrderable)));
});

describe('a handle or a condition', () => {
  test.each(Object.entries(methods))("runs().where('%s').| offers the methods of its type", (name, expected) => {
    expectExactly(`runs().where('${name}').|`, expected);
    expectExactly(`runs().where('${name}').i|`, expected);
  });

  test.each(Object.entries(methods))('run.%s.| offers the methods of its type, and info', (name, expected) =>
    expectExactly(`run.${name}.|`, [...expected, 'info']),
  );

  const handles = ['run.energy', 'dataset.tracker_state', "attribute('components')", 'attribute(process.argv[2]!)'];
  test.each(preparedFor(handles, (handle) => [`${handle}.info.|`]))(
    '%s.info.| offers the facts of the catalogue',
    (handle) => {
      const facts = ['type', 'unit', 'meaning', 'example', 'nullable', 'optional', 'whenNull', 'absence', 'values'];
      expectExactly(`${handle}.info.|`, ['name', 'scope', ...facts, 'range']);
    },
  );

  test.each(["flag('dt', 'dt').|", "flag('dt-dt').|", "runs().flag('dt', 'dt').|", "datasets().flag('dt', 'dt').|"])(
    '%s offers the methods of a flag',
    (code) => expectExactly(code, flagMethods),
  );

  test.each(["flag('dt', 'dt').comment.|", "runs().flag('dt-dt').cause.|"])(
    '%s offers the methods of a string',
    (code) => expectExactly(code, text),
  );
});

describe('an argument that names a flag', () => {
  test.each(["runs().flag('|')", "datasets().flag('|')", "flag('|')"])(
    '%s offers workspaces and names of flags',
    (code) => expectExactly(code, [...columns.keys(), ...flags]),
  );

  test.each(["runs().flag('trac|')", "runs().flag('tracker-st|')", "flag('zzzzz|')"])(
    '%s, with some letters typed, offers exactly workspaces and names of flags',
    (code) => expectExactly(code, [...columns.keys(), ...flags]),
  );

  test("runs().flag('tracker-strip|') offers names of flags", () =>
    expectExactly("runs().flag('tracker-strip|')", flags));

  test("runs().flag('tracker', 'st|') offers the columns of that workspace", () =>
    expectExactly("runs().flag('tracker', 'st|')", columns.get('tracker') ?? []));

  test("runs().flag('|', 'strip') offers workspaces", () => expectExactly("runs().flag('|', 'strip')", columns.keys()));

  test.each([...columns])("flag('%s', '|') offers the columns of that workspace", (workspace, names) => {
    expectExactly(`runs().flag('${workspace}', '|')`, names);
    expectExactly(`flag('${workspace}', '|')`, names);
  });
});

describe('an operator, a value or a direction', () => {
  const order = ['=', '<>', '>', '>=', '<', '<='];
  const withOperator = (name: string) => [
    `runs().where('${name}', '|')`,
    `runs().where('${name}', '|', 1)`,
    `runs().where('${name}', '=|', 1)`,
    `runs().where('${name}', '=>|', 1)`,
  ];
  const operators: readonly (readonly [name: string, operators: readonly string[]])[] = [
    ['energy', order],
    ['start_time', order],
    ['class', ['=', '<>', 'like', 'notlike']],
    ['state', ['=', '<>']],
    ['significant', ['=', '<>']],
  ];
  test.each(preparedFor(operators, ([name]) => withOperator(name)))(
    "runs().where('%s', '|') offers its operators",
    (name, expected) => {
      for (const code of withOperator(name)) expectExactly(code, expected);
    },
  );

  test.each([
    ["flag('dt', 'dt').is('|')", statuses],
    ["runs().flag('dt', 'dt').every('|')", statuses],
    ["runs().flag('dt', 'dt').atLeast(10, '|')", statuses],
    ["runs().where('state').is('|')", runStates],
    ["runs().where('state').in(['OPEN', '|'])", runStates],
    ["runs().where('state', '=', '|')", runStates],
    ["run.state.isNot('|')", runStates],
    ["datasets().where('tracker_state').is('|')", datasetStates],
    ["runs().orderBy('energy', '|')", ['asc', 'desc']],
    ["runs().orderBy('energy', 'des|')", ['asc', 'desc']],
    ["runs().orderBy('energy', 'DESC|')", ['asc', 'desc']],
    ["runs().toSql({ dialect: '|' })", ['duckdb', 'postgres', 'spark', 'trino']],
    ["goldenJson().toSql({ dialect: '|' })", ['duckdb', 'postgres', 'spark', 'trino']],
    ['runs().toSql({ | })', ['dialect', 'directory', 'parameters', 'schema']],
    ['goldenJson().toSql({ | })', ['dialect', 'directory', 'parameters', 'query', 'schema']],
    ["new RunRegistry({ target: '|' })", ['production', 'development', 'qa', 'local', 'embedded']],
  ])('%s offers exactly the valid values', (code, values) => expectExactly(code, values));
});

test('a query offers the documented methods, and is not a promise', () => {
  const building = ['where', 'flag', 'when', 'orderBy', 'limit', 'pageSize', 'select', 'raw'];
  const reading = ['all', 'first', 'one', 'count', 'exists', 'stream', 'pages'];
  const printing = ['toFilter', 'plan', 'explain', 'toTypeScript', 'toPython', 'toCurl', 'toSql', 'toString', 'toJSON'];
  for (const code of ['runs().|', 'datasets().|']) {
    const offered = editor.completions(code);
    expect(offered).toEqual(expect.arrayContaining([...building, ...reading, ...printing]));
    expect(offered).not.toContain('then');
  }
});

describe('golden JSON', () => {
  const paths = attributePaths();

  test.each([
    "goldenJson().where('|')",
    "goldenJson().where('|', '=', 1)",
    "goldenJson().where('|').gte(6000)",
    "goldenJson().where('run.oms.energy').gte(6000).where('|')",
    "goldenJson().when(process.argv[2], (golden, value) => golden.where('|').eq(value))",
    "new RunRegistry().goldenJson().where('|')",
  ])('%s offers exactly the paths', (code) => expectExactly(code, paths));

  test.each([
    "goldenJson().where('e|')",
    "goldenJson().where('ener|').gte(6000)",
    "goldenJson().where('run.oms.|')",
    "goldenJson().where('run.oms.en|')",
    "goldenJson().where('lumisection.oms.|')",
    "goldenJson().where('lumisection.oms.bpix|')",
    "goldenJson().where('lumisection.rr.|')",
    "goldenJson().where('run.oms.energy|')",
    "goldenJson().where('run.oms.enrgy|', '>=', 3)",
  ])('%s, with some letters typed, offers exactly the paths', (code) => expectExactly(code, paths));

  test('does not offer flags as paths', () =>
    expect(editor.completions("goldenJson().where('|')").filter((path) => path.startsWith('lumisection.rr.'))).toEqual(
      [],
    ));

  const methodsOf: readonly (readonly [path: string, expected: readonly string[]])[] = [
    ['run.oms.energy', ordered],
    ['run.run_number', ordered],
    ['run.oms.start_time', methods.start_time],
    ['run.rr.class', text],
    ['dataset.name', text],
    ['dataset.tracker_state', methods.state],
    ['lumisection.lumisection_number', ordered],
    ['lumisection.oms.bpix_ready', methods.significant],
    ['run.oms.components', methods.components],
  ];
  const withPath = (path: string) => [`goldenJson().where('${path}').|`, `goldenJson().where('${path}').i|`];
  test.each(preparedFor(methodsOf, ([path]) => withPath(path)))(
    "goldenJson().where('%s').| offers the methods of its type",
    (path, expected) => {
      for (const code of withPath(path)) expectExactly(code, expected);
    },
  );

  test.each(["goldenJson().flag('|')"])('%s offers workspaces and names of flags', (code) =>
    expectExactly(code, [...columns.keys(), ...flags]),
  );

  test.each([...columns])("goldenJson().flag('%s', '|') offers the columns of that workspace", (workspace, names) =>
    expectExactly(`goldenJson().flag('${workspace}', '|')`, names),
  );

  test.each([
    "goldenJson().flags(['|'])",
    "goldenJson().flags(['|']).are('GOOD')",
    "goldenJson().flags(['dt-dt', '|'])",
    "goldenJson().flags(['dt-dt', '|', 'csc-csc']).are('GOOD')",
    "goldenJson().flags(['dt-dt', 'cs|'])",
    "flags(['|'])",
    "flags(['dt-dt', '|'])",
  ])('%s offers exactly the flags', (code) => expectExactly(code, flags));

  test.each([
    ["goldenJson().flag('dt-dt').|", ['is', 'isNot']],
    ["goldenJson().flag('dt', 'dt').|", ['is', 'isNot']],
    ["goldenJson().flags(['dt-dt']).|", ['are']],
    ["goldenJson().where('run.oms.energy', '|')", ['=', '<>', '>', '>=', '<', '<=']],
    ["goldenJson().where('dataset.name', '|', 'online')", ['=', '<>', 'like', 'notlike']],
    ["goldenJson().where('run.rr.state', '=', '|')", runStates],
    ["goldenJson().where('dataset.tracker_state').is('|')", datasetStates],
    ["goldenJson().flag('|', 'dt')", columns.keys()],
    ["goldenJson().flag('dt-dt').is('|')", statuses],
    ["goldenJson().flag('dt', 'dt').isNot('|')", statuses],
    ["goldenJson().flags(['dt-dt']).are('|')", statuses],
    ["flags(['dt-dt']).are('|')", statuses],
    ['goldenJson().where(lumisection.|)', attributeNames(['lumisection'])],
    ['goldenJson().where(run.|)', runNames],
    ['dcs.|', Object.keys(dcs)],
    ['goldenJson().where(dcs.|)', Object.keys(dcs)],
    ['certifiable.|', ['online', 'offline']],
    ['presets[2018].|', ['collisions']],
    ['presets[2024].|', ['collisions', 'cosmics']],
    ['presets[2022].collisions.|', ['golden', 'muon', 'dcsOnly']],
    ['goldenJson().where(presets[2024].cosmics.|)', ['dcsOnly', 'cruzet']],
    ['presets[2018].collisions.golden.|', ['source', 'flags', 'dcs', 'rule']],
    ['presets[2024].cosmics.dcsOnly.|', ['source', 'dcs', 'rule']],
    ['goldenJson({ | })', ['guards']],
    ["goldenJson().flag('dt-dt').is('GOOD').toJsonLogic({ | })", ['guards']],
    ['except({ from: 355100, | }, run.energy.gte(1))', ['to']],
    [
      "goldenJson().flag('dt-dt').is('GOOD').generate({ | })",
      ['datasetName', 'query', 'tags', 'complete', 'onProgress', 'signal', 'timeout', 'pollDelay'],
    ],
    ["goldenJson().flag('dt-dt').is('GOOD').generateLocally([], { | })", ['signal', 'onProgress', 'luminosity']],
  ])('%s offers exactly the valid names', (code, names) => expectExactly(code, names));

  test('goldenJson.| offers parse', () => expect(editor.completions('goldenJson.|')).toContain('parse'));

  test('goldenJson().| offers exactly the documented methods', () => {
    const building = ['where', 'flag', 'flags', 'when', 'clauses', 'remove', 'replace', 'withGuards'];
    const printing = ['toJsonLogic', 'toJSON', 'toTypeScript', 'toSql', 'explain', 'toString', 'lint'];
    const evaluating = ['evaluate', 'trace', 'why', 'generateLocally', 'generate'];
    expectExactly('goldenJson().|', [...building, ...printing, ...evaluating]);
    expectExactly("goldenJson().flags(['dt-dt']).are('GOOD').|", [...building, ...printing, ...evaluating]);
    expectExactly("goldenJson.parse('').golden.|", [...building, ...printing, ...evaluating]);
  });

  test('LumiList.| offers the constructors, and a list its methods', () => {
    const constructors = [
      'fromJSON',
      'fromText',
      'fromFile',
      'fromUrl',
      'fromPairs',
      'fromRuns',
      'fromRanges',
      'fromCmssw',
    ];
    expect(editor.completions('LumiList.|')).toEqual(expect.arrayContaining(['empty', ...constructors]));
    const properties = [
      'runs',
      'ranges',
      'runCount',
      'rangeCount',
      'lumisectionCount',
      'isEmpty',
      'firstRun',
      'lastRun',
    ];
    const sets = ['union', 'intersect', 'subtract', 'symmetricDifference', 'complement', 'equals', 'isSubsetOf'];
    const selecting = ['contains', 'select', 'remove', 'filter', 'map', 'lumisections', 'diff', 'luminosity'];
    const writing = ['toJSON', 'toText', 'toCompactText', 'toCmssw', 'toLuminosityBlockRanges', 'toFile', 'toString'];
    expectExactly('LumiList.empty.|', [...properties, ...sets, ...selecting, ...writing]);
  });
});
