import { describe, expect, test } from 'vitest';
import { attributeNames } from '../../src/catalogue/lookup.js';
import { datasetStates, offlineFlags, onlineFlags, runStates, statuses } from '../../src/index.js';
import { openEditor } from './editor.js';

const editor = openEditor();

/** Exactly these names, in any order: TypeScript 7 sorts properties otherwise than TypeScript 6. */
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
  state: ['is', 'isNot', 'in', 'notIn', ...nullable],
  significant: ['is', ...nullable],
  dt_included: ['is', ...nullable],
  components: ['has', 'hasNot'],
};
const flagMethods = ['is', 'isNot', 'every', 'atLeast', 'atMost', 'comment', 'cause'];

describe('names of attributes', () => {
  test.each([
    "runs().where('|')",
    "runs().where('|', '=', 1)",
    "runs().orderBy('|')",
    "runs().select('|')",
    "runs().select('run_number', '|')",
    "runs().where('class').eq('Collisions24').where('|')",
    "runs().when(process.argv[2], (query, value) => query.where('|').eq(value))",
    "new RunRegistry().runs().where('|')",
    'run.|',
    'runs().where(run.|)',
    'runs().where(or(run.significant.is(true), run.|))',
  ])('%s offers all attributes of runs and nothing else', (code) => expectExactly(code, runNames));

  test.each(["datasets().where('|')", "datasets().orderBy('|')", "datasets().select('dataset_name', '|')"])(
    '%s offers all attributes of datasets and their runs and nothing else',
    (code) => expectExactly(code, datasetNames),
  );

  test('dataset.| offers what only datasets have, lumisection.| the bits', () => {
    expectExactly('dataset.|', attributeNames(['dataset']));
    expectExactly('lumisection.|', attributeNames(['lumisection']));
  });

  // Editors ask at the quote and filter by themselves; asked again after some letters, the catalogue must still be there.
  test.each(["runs().where('en|')", "runs().where('e|').gte(6000)", "runs().orderBy('en|')", "runs().select('ru|')"])(
    '%s, with some letters typed, offers all names and at most one other',
    (code) => {
      const offered = new Set(editor.completions(code));
      expect(runNames.filter((name) => !offered.has(name))).toEqual([]);
      expect(offered.size).toBeLessThanOrEqual(runNames.length + 1);
    },
  );
});

describe('conditions', () => {
  test.each(Object.entries(methods))("runs().where('%s').| offers the methods of its type", (name, expected) => {
    expectExactly(`runs().where('${name}').|`, expected);
    expectExactly(`runs().where('${name}').i|`, expected);
  });

  test.each(Object.entries(methods))('run.%s.| offers them too, beside what the catalogue says', (name, expected) => {
    const about = ['name', 'type', 'unit', 'meaning', 'example', 'nullable', 'optional', 'absence', 'values', 'range'];
    const internal = ['scope', 'home', 'wire', 'serverOrder', 'match', 'subsystem'];
    expectExactly(`run.${name}.|`, [...expected, ...about, ...internal]);
  });

  test.each(["flag('dt', 'dt').|", "flag('dt-dt').|", "runs().flag('dt', 'dt').|", "datasets().flag('dt', 'dt').|"])(
    '%s offers the methods of a flag',
    (code) => expectExactly(code, flagMethods),
  );

  test.each(["flag('dt', 'dt').comment.|", "runs().flag('dt-dt').cause.|"])('%s is a text', (code) =>
    expectExactly(code, text),
  );
});

describe('flags', () => {
  test.each(["runs().flag('|')", "datasets().flag('|')", "flag('|')"])('%s offers workspaces and whole names', (code) =>
    expectExactly(code, [...columns.keys(), ...flags]),
  );

  test("runs().flag('|', 'strip') offers workspaces", () => expectExactly("runs().flag('|', 'strip')", columns.keys()));

  test.each([...columns])("flag('%s', '|') offers the columns of that workspace", (workspace, names) => {
    expectExactly(`runs().flag('${workspace}', '|')`, names);
    expectExactly(`flag('${workspace}', '|')`, names);
  });
});

describe('operators, values and directions', () => {
  const order = ['=', '<>', '>', '>=', '<', '<='];
  test.each([
    ['energy', order],
    ['start_time', order],
    ['class', ['=', '<>', 'like', 'notlike']],
    ['state', ['=', '<>']],
    ['significant', ['=', '<>']],
  ])("runs().where('%s', '|') offers its operators", (name, operators) => {
    expectExactly(`runs().where('${name}', '|')`, operators);
    expectExactly(`runs().where('${name}', '|', 1)`, operators);
  });

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
    ["new RunRegistry({ target: '|' })", ['production', 'development', 'qa', 'local', 'embedded']],
  ])('%s', (code, values) => expectExactly(code, values));
});

test('a query offers what the documentation promises, and is no promise itself', () => {
  const building = ['where', 'flag', 'when', 'orderBy', 'limit', 'pageSize', 'select', 'raw'];
  const reading = ['all', 'first', 'one', 'count', 'exists', 'stream', 'pages'];
  const printing = ['toFilter', 'plan', 'explain', 'toPython', 'toCurl', 'toJSON'];
  for (const query of ['runs()', 'datasets()']) {
    const offered = editor.completions(`${query}.|`);
    expect(offered).toEqual(expect.arrayContaining([...building, ...reading, ...printing]));
    expect(offered).not.toContain('then');
  }
});
