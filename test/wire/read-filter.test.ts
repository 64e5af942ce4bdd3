import { and, attribute, dataset, flag, runs as freeRuns, not, or, QueryError, RunRegistry, run } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { hasRecordings, recordings } from '../contract/recorded.js';
import { refused } from '../support/refusal.js';
import { unfrozen } from '../support/rows.js';
import { untypedCall } from '../support/untyped.js';

const { runs, datasets } = new RunRegistry({ url: 'http://127.0.0.1:9' });
type Expression = Parameters<typeof or<'run'>>[0];

/** What a filter looks like: an expression; and its warnings as `code path`. */
function looks(target: 'runs' | 'datasets', filter: object, expected: unknown, ...warnings: readonly string[]) {
  const parsed = target === 'runs' ? runs.parse(filter) : datasets.parse(filter);
  const query: { toJSON(): unknown } =
    target === 'runs' ? runs().where(expected as Expression) : datasets().where(expected as Expression);
  expect(parsed.query.toJSON()).toEqual(query.toJSON());
  expect(parsed.warnings.map(({ code, path }) => `${code} ${path}`)).toEqual(warnings);
  for (const { message } of parsed.warnings) expect(message).toMatch(/^(?:the |'|of |a |dates )/);
}

const bad = (...says: (string | RegExp)[]) => ({ is: QueryError, code: 'bad-filter', says });
const parse = untypedCall(runs.parse);
const parseDatasets = untypedCall(datasets.parse);

const cls = run.class;
const dt = flag('dt-dt');
const start = run.start_time;
const time = '2018-05-25T19:16:05Z';

describe('operators by kind of key', () => {
  test.each<[object, unknown, ...string[]]>([
    // Columns.
    [{ run_number: { '=': 5 } }, run.run_number.eq(5)],
    [{ run_number: 5 }, run.run_number.eq(5)],
    [{ run_number: '355556' }, run.run_number.eq(355556)],
    [{ run_number: { '=': ' 315290 ' } }, run.run_number.eq(315290)],
    [{ run_number: { '=': '3e5' } }, run.run_number.eq(300_000), 'server-error /run_number/='],
    [{ run_number: { '>=': 1, '<=': 5 } }, and(run.run_number.gte(1), run.run_number.lte(5))],
    [{ run_number: { '<>': 5 } }, not(run.run_number.eq(5))],
    [{ run_number: [1, 2] }, or(run.run_number.eq(1), run.run_number.eq(2))],
    [{ run_number: { '<>': null } }, run.run_number.isNotNull()],
    // Numbers.
    [{ 'oms_attributes.energy': { '>': 5 } }, run.energy.gt(5)],
    [{ 'oms_attributes.energy': { '<': 5.5 } }, run.energy.lt(5.5)],
    [{ 'oms_attributes.energy': { '=': null } }, run.energy.isNull()],
    [{ 'oms_attributes.energy': null }, run.energy.isNull()],
    [{ 'oms_attributes.energy': { '<>': null } }, run.energy.isNotNull()],
    [{ 'oms_attributes.energy': { '>': '5' } }, run.energy.gt(5), 'compared-as-text /oms_attributes.energy/>'],
    [
      { 'oms_attributes.energy': [5, 6] },
      or(run.energy.eq(5), run.energy.eq(6)),
      'server-error /oms_attributes.energy',
    ],
    // Texts.
    [{ 'rr_attributes.class': 'Cosmics22' }, cls.eq('Cosmics22')],
    [{ 'rr_attributes.class': { '<>': '' } }, not(cls.eq(''))],
    [{ 'rr_attributes.class': { like: '%Cosm%' } }, cls.like('%Cosm%')],
    [{ 'rr_attributes.class': { LIKE: '%Cosm%' } }, cls.like('%Cosm%')],
    [{ 'rr_attributes.class': { notlike: '%22' } }, not(cls.like('%22'))],
    [{ 'rr_attributes.class': { NOTLIKE: '%2_' } }, not(cls.like('%2_'))],
    [{ 'rr_attributes.class': { NOTLIKE: '%s%' } }, not(cls.like('%s%')), 'upper-case /rr_attributes.class/NOTLIKE'],
    [
      { 'rr_attributes.class': { like: '%a%', LIKE: '%b%' } },
      and(cls.like('%a%'), cls.like('%b%')),
      'dropped /rr_attributes.class',
    ],
    // Enums.
    [{ 'rr_attributes.state': { '=': 'OPEN' } }, run.state.is('OPEN')],
    [{ 'rr_attributes.state': { '<>': 'OPEN' } }, not(run.state.is('OPEN'))],
    // Booleans.
    [{ 'rr_attributes.significant': true }, run.significant.is(true)],
    [{ 'rr_attributes.significant': { '=': 'false' } }, run.significant.is(false)],
    [{ 'rr_attributes.short_run': { '<>': true } }, not(run.short_run.is(true))],
    [{ 'rr_attributes.short_run': null }, run.short_run.isNull()],
    [{ 'rr_attributes.short_run': { '<>': null } }, run.short_run.isNotNull()],
    // True or absent.
    [{ 'oms_attributes.dt_included': { '=': true } }, run.dt_included.is(true)],
    [{ 'oms_attributes.dt_included': { '<>': 'false' } }, not(run.dt_included.is(false))],
    [{ 'oms_attributes.dt_included': { '=': null } }, run.dt_included.isNull()],
    [{ 'oms_attributes.dt_included': { '<>': null } }, run.dt_included.isNotNull()],
    [
      { 'oms_attributes.dt_included': { '=': false } },
      run.dt_included.is(false),
      'never-matches /oms_attributes.dt_included/=',
    ],
    [
      { 'oms_attributes.dt_included': { '<>': true } },
      not(run.dt_included.is(true)),
      'never-matches /oms_attributes.dt_included/<>',
    ],
    [{ 'oms_attributes.zdc_included': true }, attribute('zdc_included').is(true)],
    // Dates.
    [{ 'oms_attributes.start_time': { '=': time } }, start.eq(time)],
    [{ 'oms_attributes.start_time': { '>': time, '<=': time } }, and(start.gt(time), start.lte(time))],
    [
      { 'oms_attributes.start_time': { '>=': '2018-05', '<': '2018-06-01T12' } },
      and(start.gte('2018-05'), start.lt('2018-06-01T12')),
    ],
    [
      { 'oms_attributes.start_time': { '>': '2018-05' } },
      start.gt('2018-05'),
      'compared-as-text /oms_attributes.start_time/>',
    ],
    [{ 'oms_attributes.start_time': '2018-05' }, start.eq('2018-05'), 'compared-as-text /oms_attributes.start_time'],
    [
      { 'oms_attributes.start_time': { '>=': '2018-05-25T19:16:05-02:00' } },
      start.gte('2018-05-25T21:16:05Z'),
      'compared-as-text /oms_attributes.start_time/>=',
    ],
    [
      { 'oms_attributes.start_time': { '<': '2018-05-25 19:16:05' } },
      start.lt(time),
      'compared-as-text /oms_attributes.start_time/<',
    ],
    // Lists.
    [{ 'oms_attributes.components': { like: '%"DT"%' } }, run.components.has('DT')],
    [{ 'oms_attributes.components': { notlike: '%"CTPPS\\_TOT"%' } }, not(run.components.has('CTPPS_TOT'))],
    [
      { 'oms_attributes.components': { like: '%DT%' } },
      run.components.has('DT'),
      'compared-as-text /oms_attributes.components/like',
    ],
    [
      { 'oms_attributes.components': { like: '%", "%' } },
      run.components.has(', '),
      'compared-as-text /oms_attributes.components/like',
    ],
    [{ 'oms_attributes.components': { like: '%"\\x"%' } }, run.components.has('x')],
    [{ 'oms_attributes.components': 'DT' }, run.components.has('DT'), 'compared-as-text /oms_attributes.components'],
    [
      { 'oms_attributes.components': { '<>': 'DT' } },
      not(run.components.has('DT')),
      'compared-as-text /oms_attributes.components/<>',
    ],
    [
      { 'oms_attributes.components': { contains: 'DT' } },
      run.components.has('DT'),
      'server-error /oms_attributes.components/contains',
    ],
  ])('runs %j', (filter, expected, ...warnings) => looks('runs', filter, expected, ...warnings));

  test.each<[object, unknown, ...string[]]>([
    [{ name: 'online' }, dataset.dataset_name.eq('online')],
    [{ name: { like: '%Prompt%' } }, dataset.dataset_name.like('%Prompt%')],
    [{ 'dataset_attributes.global_state': { '=': 'waiting dqm gui' } }, dataset.global_state.is('waiting dqm gui')],
    [{ 'oms_attributes.energy': { '>': 6700 } }, run.energy.gt(6700)],
    [{ datasets_in_gui: { '=': '/A/B/C' } }, dataset.datasets_in_gui.has('/A/B/C')],
    [{ datasets_in_gui: { contains: '/A/B/C' } }, dataset.datasets_in_gui.has('/A/B/C')],
    [{ datasets_in_gui: { like: '/A_1/B/C' } }, dataset.datasets_in_gui.has('/A_1/B/C')],
    [{ datasets_in_gui: ['/A/B/C'] }, dataset.datasets_in_gui.has('/A/B/C')],
    [{ datasets_in_gui: '/A/B/C' }, dataset.datasets_in_gui.has('/A/B/C'), 'never-matches /datasets_in_gui'],
    [
      { datasets_in_gui: ['/A', '/B'] },
      or(dataset.datasets_in_gui.has('/A'), dataset.datasets_in_gui.has('/B')),
      'dropped /datasets_in_gui',
    ],
    [
      { datasets_in_gui: { or: [{ '=': '/A' }, { '=': '/B' }] } },
      or(dataset.datasets_in_gui.has('/A'), dataset.datasets_in_gui.has('/B')),
      'never-matches /datasets_in_gui',
    ],
    [
      { datasets_in_gui: { '<>': '/A' } },
      not(dataset.datasets_in_gui.has('/A')),
      'read-as-contains /datasets_in_gui/<>',
    ],
    [
      { datasets_in_gui: { like: '%/A%' } },
      dataset.datasets_in_gui.has('/A'),
      'read-as-contains /datasets_in_gui/like',
    ],
  ])('datasets %j', (filter, expected, ...warnings) => looks('datasets', filter, expected, ...warnings));
});

describe('patterns of states and dates', () => {
  const like = (pattern: string, negated: boolean) => {
    const { query } = runs.parse({ 'rr_attributes.class': { [negated ? 'notlike' : 'like']: pattern } });
    return query.toJSON().where;
  };
  const states = [...Object.keys(dataset).filter((name) => name.endsWith('_state')), 'state', 'start_time', 'end_time'];
  test.each(states)('are read, printed and stored verbatim for %s', (name) => {
    const { wire } = attribute(name as string);
    for (const pattern of ['COMPLETED', 'completed', '%SIGN%', '2018-05%', '%'])
      for (const operator of ['like', 'LIKE', 'notlike'] as const) {
        const negated = operator === 'notlike';
        const { query, warnings } = datasets.parse({ [wire]: { [operator]: pattern } });
        expect(warnings).toEqual([]);
        expect(query.toFilter()).toEqual({ [wire]: { [operator.toLowerCase()]: pattern } });
        expect(JSON.stringify(query.toJSON().where)).toBe(
          JSON.stringify(like(pattern, negated)).replace('"class"', `"${name}"`),
        );
        expect(datasets.fromJSON(query.toJSON()).toFilter()).toEqual(query.toFilter());
      }
  });
  test('are no condition of the builder, and take only strings', () => {
    const query = runs();
    const where = untypedCall(query.where.bind(query));
    refused(() => where('state', 'like', '%'), { is: QueryError, code: 'unknown-operator', says: [] });
    for (const value of [5, null, true, ['a'], 'x\\'])
      refused(() => parseDatasets({ 'dataset_attributes.global_state': { like: value } }), bad());
  });
});

describe('flags', () => {
  const key = 'triplet_summary.dt-dt';
  const none = `${key}.BAD`;
  test.each<[object, unknown, ...string[]]>([
    [{ [none]: { '>': 0 } }, dt.is('BAD')],
    [{ [none]: { '>': 4 } }, dt.atLeast(5, 'BAD')],
    [{ [none]: { '>=': 5 } }, dt.atLeast(5, 'BAD')],
    [{ [none]: 5 }, and(dt.atLeast(5, 'BAD'), dt.atMost(5, 'BAD'))],
    [{ [none]: { '=': null } }, dt.isNot('BAD')],
    [{ [none]: { '<>': null } }, dt.is('BAD')],
    [{ [`${key}.NO VALUE FOUND`]: { '>': 0 } }, dt.is('NO VALUE FOUND')],
    [{ [none]: { '=': 0 } }, dt.isNot('BAD'), `never-matches /${none}/=`],
    [{ [none]: { '<>': 0 } }, dt.is('BAD')],
    [{ [none]: { '<': 3 } }, dt.atMost(2, 'BAD'), `never-matches /${none}/<`],
    [{ [none]: { '<=': 3 } }, dt.atMost(3, 'BAD'), `never-matches /${none}/<=`],
    [{ [none]: { '>=': 0 } }, or(dt.atMost(0, 'BAD'), dt.is('BAD')), `never-matches /${none}/>=`],
    [{ [none]: { '>': -1 } }, or(dt.atMost(0, 'BAD'), dt.is('BAD')), `never-matches /${none}/>`],
    [{ [none]: { '<>': 3 } }, not(and(dt.atLeast(3, 'BAD'), dt.atMost(3, 'BAD'))), `never-matches /${none}/<>`],
    [{ [none]: { '>': '0' } }, dt.is('BAD'), `compared-as-text /${none}/>`],
    [{ [`${key}.EMPTY`]: { '=': null } }, dt.isNot('EMPTY'), `never-matches /${key}.EMPTY/=`],
    [{ [`${key}.EMPTY`]: { '<>': null } }, dt.is('EMPTY'), `never-matches /${key}.EMPTY/<>`],
    [{ [`${key}.EMPTY`]: { '=': 0 } }, dt.isNot('EMPTY'), `never-matches /${key}.EMPTY/=`],
    // Absence is asked for too, so that nothing is left out.
    [{ or: [{ [none]: null }, { [none]: { '<=': 3 } }] }, or(dt.isNot('BAD'), dt.atMost(3, 'BAD'))],
    [{ or: [{ [`${key}.EMPTY`]: null }, { [`${key}.EMPTY`]: 0 }] }, or(dt.isNot('EMPTY'), dt.isNot('EMPTY'))],
    [{ [none]: { '<=': 3, '>': 0 } }, and(dt.atMost(3, 'BAD'), dt.is('BAD'))],
    [
      { or: [{ [none]: null }, { and: [{ [none]: { '<=': 3 } }, { [`${key}.GOOD`]: { '>': 0 } }] }] },
      or(dt.isNot('BAD'), and(dt.atMost(3, 'BAD'), dt.is('GOOD'))),
    ],
    [
      { or: [{ [`${key}.GOOD`]: null }, { [none]: { '<=': 3 } }] },
      or(dt.isNot('GOOD'), dt.atMost(3, 'BAD')),
      `never-matches /or/1/${none}/<=`,
    ],
    // Comments and causes.
    [{ [`${key}.comments`]: { like: '%HV trip%' } }, dt.comment.like('%HV trip%')],
    [{ [`${key}.causes`]: { LIKE: '%a, b%' } }, dt.cause.like('%a, b%')],
    [{ [`${key}.comments`]: { like: '%"HV trip"%' } }, dt.comment.like('HV trip')],
    [{ [`${key}.comments`]: { like: '%"50\\% off"%' } }, dt.comment.like('50\\% off')],
    [{ [`${key}.comments`]: { like: 'HV%' } }, dt.comment.like('HV%'), `compared-as-text /${key}.comments/like`],
    [{ [`${key}.comments`]: { like: '%a%b%' } }, dt.comment.like('%a%b%'), `compared-as-text /${key}.comments/like`],
    [{ [`${key}.comments`]: { like: '%, %' } }, dt.comment.like('%, %'), `compared-as-text /${key}.comments/like`],
    [
      { [`${key}.comments`]: { like: '%' } },
      dt.comment.like('%'),
      `compared-as-text /${key}.comments/like`,
      `never-matches /${key}.comments/like`,
    ],
    [
      { [`${key}.comments`]: { notlike: '%HV%' } },
      not(dt.comment.like('%HV%') as Expression),
      `never-matches /${key}.comments/notlike`,
    ],
    [{ [`${key}.comments`]: null }, dt.comment.isNull(), `never-matches /${key}.comments`],
    [{ [`${key}.comments`]: { '=': '[]' } }, dt.comment.isNull(), `never-matches /${key}.comments/=`],
    [{ [`${key}.comments`]: { or: [null, '[]'] } }, or(dt.comment.isNull(), dt.comment.isNull())],
    [{ [`${key}.comments`]: { '<>': '[]' } }, dt.comment.isNotNull()],
    [{ [`${key}.comments`]: { '<>': null } }, dt.comment.isNotNull(), `never-matches /${key}.comments/<>`],
  ])('%j', (filter, expected, ...warnings) => looks('runs', filter, expected, ...warnings));
});

describe('joins under keys', () => {
  const energy = 'oms_attributes.energy';
  test.each<[object, unknown, ...string[]]>([
    [{ run_number: { and: [{ '>': 1 }, { '<': 5 }] } }, and(run.run_number.gt(1), run.run_number.lt(5))],
    [{ run_number: { OR: [{ '=': 1 }, 5] } }, or(run.run_number.eq(1), run.run_number.eq(5))],
    [
      { run_number: { and: [{ or: [{ '=': 1 }, { '=': 5 }] }, { '<>': 5 }] } },
      and(or(run.run_number.eq(1), run.run_number.eq(5)), not(run.run_number.eq(5))),
    ],
    [
      { run_number: { or: [{ '=': 1 }, { '=': 5 }], '>': 3 } },
      and(or(run.run_number.eq(1), run.run_number.eq(5)), run.run_number.gt(3)),
      'dropped /run_number',
    ],
    [
      { run_number: { and: [{ '<>': 1 }], '>': 3 } },
      and(not(run.run_number.eq(1)), run.run_number.gt(3)),
      'dropped /run_number',
    ],
    [{ 'rr_attributes.class': { or: [{ '=': 'A' }, 'B', null] } }, or(cls.eq('A'), cls.eq('B'), cls.isNull())],
    // Beside a JSON attribute nothing is dropped, but for deeper down.
    [
      { 'rr_attributes.class': { or: [{ '=': 'A' }, { '=': 'B' }], '<>': 'C' } },
      and(or(cls.eq('A'), cls.eq('B')), not(cls.eq('C'))),
    ],
    [
      { 'rr_attributes.class': { and: [{ or: [{ '=': 'A' }], '<>': 'C' }] } },
      and(cls.eq('A'), not(cls.eq('C'))),
      'dropped /rr_attributes.class/and/0',
    ],
    [{ [energy]: { or: [5, 6] } }, or(run.energy.eq(5), run.energy.eq(6))],
    [
      { [energy]: { or: [{ '=': 5 }, { '=': 6 }] } },
      or(run.energy.eq(5), run.energy.eq(6)),
      `server-error /${energy}/or`,
    ],
    [{ [energy]: { or: [5, null] } }, or(run.energy.eq(5), run.energy.isNull()), `server-error /${energy}/or`],
    [
      { 'rr_attributes.significant': { or: [{ '=': true }, { '=': false }] } },
      or(run.significant.is(true), run.significant.is(false)),
      'server-error /rr_attributes.significant/or',
    ],
    [
      { run_number: { and: [{ '>': 1 }], AND: [{ '<': 5 }] } },
      and(run.run_number.gt(1), run.run_number.lt(5)),
      'dropped /run_number',
      'dropped /run_number',
    ],
  ])('%j', (filter, expected, ...warnings) => looks('runs', filter, expected, ...warnings));
});

describe('joins of keys', () => {
  const [A, X, Y] = [
    { 'rr_attributes.class': 'A' },
    { 'triplet_summary.dt-dt.BAD': { '>': 0 } },
    { 'triplet_summary.csc-csc.BAD': { '>': 0 } },
  ];
  const C = { run_number: 5 };
  const [a, x, y, c] = [cls.eq('A'), dt.is('BAD'), flag('csc-csc').is('BAD'), run.run_number.eq(5)];
  const all = and as unknown as (...of: unknown[]) => Expression;
  const any = or as unknown as (...of: unknown[]) => Expression;
  test.each<[object, unknown, ...string[]]>([
    [{ ...A, ...X }, all(a, x)],
    [{ and: [A, X] }, all(a, x)],
    [{ and: [A, { and: [X, C] }], ...Y }, all(a, x, c, y)],
    [{ or: [A, C] }, any(a, c)],
    [{ or: [X, Y] }, any(x, y)],
    [{ and: [A, { or: [X, Y] }] }, all(a, any(x, y))],
    [{ and: [{ or: [A, C] }, { or: [X, Y] }, { ...C, ...X }] }, all(any(a, c), any(x, y), all(c, x))],
    [{ or: [A, { and: [C, A] }], ...C }, all(any(a, all(c, a)), c)],
    [{ and: [] }, undefined],
    [{ and: [{}, A] }, a],
    [{ or: [A, X] }, any(a, x), 'read-as-and /or'],
    [{ or: [{ ...A, ...X }, C] }, any(all(a, x), c), 'read-as-and /or'],
    [{ ...A, or: [X, Y] }, all(a, any(x, y)), 'read-as-and '],
    [{ ...A, or: [X] }, all(a, x), 'read-as-and '],
    [{ and: [X, { and: [{ or: [A, C] }, Y] }] }, all(x, any(a, c), y), 'read-as-and '],
    [{ and: [{ or: [X, Y] }], ...A }, all(any(x, y), a), 'read-as-and '],
    [{ AND: [A, C] }, all(a, c)],
    [{ OR: [A, C] }, any(a, c)],
    [{ AND: [A, X] }, all(a, x), 'upper-case /AND'],
    [{ OR: [A, { and: [C] }] }, any(a, c), 'upper-case /OR'],
    [{ OR: [A, X] }, any(a, x), 'upper-case /OR', 'read-as-and /OR'],
    [{ and: [A], AND: [C] }, all(a, c), 'dropped '],
    [{ or: A }, a, 'server-error /or'],
  ])('%j', (filter, expected, ...warnings) => {
    if (expected !== undefined) looks('runs', filter, expected, ...warnings);
    else expect(runs.parse(filter).query.toJSON()).toEqual(runs().toJSON());
  });

  test('the tables of datasets are three', () => {
    const name = { name: 'online' };
    const n = dataset.dataset_name.eq('online');
    looks('datasets', { or: [name, C] }, any(n, c));
    looks('datasets', { or: [name, A] }, any(n, a), 'read-as-and /or');
    looks(
      'datasets',
      { and: [name, { or: [A, { 'oms_attributes.energy': 5 }] }, X] },
      all(n, any(a, run.energy.eq(5)), x),
    );
    looks('datasets', { ...name, or: [A, A] }, all(n, any(a, a)), 'read-as-and ');
    looks(
      'datasets',
      { AND: [{ datasets_in_gui: { '=': '/A' } }] },
      dataset.datasets_in_gui.has('/A'),
      'upper-case /AND',
    );
    looks('datasets', { OR: [A, A] }, any(a, a), 'upper-case /OR');
  });

  test('nothing asks for all', () => {
    expect(runs.parse({}).query.toJSON()).toEqual(runs().toJSON());
    expect(runs.parse({}).warnings).toEqual([]);
    expect(freeRuns.parse({}).query.toJSON()).toEqual(runs().toJSON());
  });
});

describe('refusals', () => {
  test.each<[unknown, ...(string | RegExp)[]]>([
    [null, 'a filter is an object, and null is none', '(at the top)'],
    [undefined, 'undefined is none'],
    ['{"run_number":5}', 'the text \'{"run_number":5}\' is none'],
    [[{ run_number: 5 }], 'a list of 1 is none'],
    [new Map([['run_number', 5]]), 'an object is none'],
    [new Date(0), 'the Date'],
    [runs().where(run.energy.gt(5)), 'an object is none'],
    [run.energy.gt(5), "the text 'kind' is not a key of runs"],
    [{ class: 'A' }, "'class' is not a key of runs", '(at /class)', "did you mean 'rr_attributes.class'?"],
    [{ energy: 5 }, "did you mean 'oms_attributes.energy'?"],
    [
      { and: [{ 'oms_attributes.enrgy': 5 }] },
      '(at /and/0/oms_attributes.enrgy)',
      "did you mean 'oms_attributes.energy'?",
    ],
    [{ 'a/b~c': 5 }, '(at /a~1b~0c)'],
    [{ 'oms_attributes.energy::float': 5 }, 'is not a key of runs'],
    [{ deleted: true }, 'is not a key of runs'],
    [{ name: 'online' }, 'it is a key of datasets: write datasets.parse(…)'],
    [{ dataset_name: 'online' }, 'is not a key of runs'],
    [{ 'triplet_summary.dt-dt.GOOOD': 5 }, "did you mean 'triplet_summary.dt-dt.GOOD'?"],
    [{ 'triplet_summary.dt-dtt.GOOD': 5 }, "did you mean 'triplet_summary.dt-dt.GOOD'"],
    [{ 'dt-dt': 'GOOD' }, "did you mean 'triplet_summary.dt-dt.GOOD'?"],
    [{ 'dt-dt.BAD': 5 }, "did you mean 'triplet_summary.dt-dt.BAD'?"],
    [{ 'triplet_summary.dt-dt': 5 }, "did you mean 'triplet_summary.dt-dt.GOOD'?"],
    [
      { run_number: { between: [1, 2] } },
      "'between' is not an operator of the registry (at /run_number/between)",
      'use one of = <>',
    ],
    [{ run_number: { '==': 1 } }, "'==' is not an operator"],
    [{ run_number: { Like: 'x' } }, "did you mean 'LIKE' or 'like'?"],
    [{ run_number: { like: '3%' } }, "'like' is not an operator of 'run_number' (at /run_number/like)"],
    [{ run_number: {} }, 'a key without an operator says nothing (at /run_number); write { "=": … }'],
    [{ run_number: [] }, 'an empty list matches nothing (at /run_number)'],
    [{ run_number: { or: [] } }, "'or' takes a list of conditions, and an empty list is none (at /run_number/or)"],
    [{ run_number: { or: { '=': 5 } } }, "'or' takes a list of conditions, and an object is none"],
    [{ run_number: { or: [{}] } }, '(at /run_number/or/0)'],
    [{ run_number: true }, 'true is none (at /run_number)'],
    [{ run_number: { '>': null } }, "'run_number' is never > null"],
    [{ run_number: { '=': [1] } }, 'a list of 1 is none (at /run_number/=)'],
    [{ run_number: 0 }, 'is a whole number from 1'],
    [{ run_number: Number.NaN }, 'NaN'],
    [{ run_number: undefined }, 'undefined is none'],
    [{ 'oms_attributes.energy': true }, "'energy' is a number, and true is none"],
    [{ 'oms_attributes.energy': 'abc' }, "the text 'abc' is none"],
    [{ 'oms_attributes.start_time': 1527275765 }, 'is a date'],
    [{ 'oms_attributes.start_time': '2018-13' }, 'names a time that does not exist'],
    [{ 'oms_attributes.start_time': '2018-05-25T19:16:05.500Z' }, 'has no fractions of a second'],
    [{ 'rr_attributes.class': 5 }, "'class' is a text, and 5 is none"],
    [{ 'rr_attributes.class': { '>': 'A' } }, "'>' is not an operator of 'class'"],
    [{ 'rr_attributes.class': { contains: 'A' } }, "'class' has no 'contains'", "write like '%…%'"],
    [{ 'rr_attributes.class': { like: 'A\\' } }, 'ends in a backslash'],
    [{ 'rr_attributes.state': 'OPNE' }, "did you mean 'OPEN'?"],
    [{ 'rr_attributes.significant': 1 }, "'significant' is true or false, and 1 is neither"],
    [{ 'rr_attributes.significant': { '>': true } }, "has no '>'"],
    [{ 'rr_attributes.significant': 'True' }, "the text 'True' is neither"],
    [{ 'oms_attributes.components': null }, "'components' has no '=' with null"],
    [
      { 'oms_attributes.components': { like: 'D%T' } },
      "'like D%T' cannot be said of its elements",
      `write like '%"text"%'`,
    ],
    [{ 'triplet_summary.dt-dt.BAD': 1.5 }, 'a number of lumisections is compared, and 1.5 is none'],
    [{ 'triplet_summary.dt-dt.BAD': { like: '1' } }, "a number of lumisections has no 'like'"],
    [{ 'triplet_summary.dt-dt.BAD': { '<': 0 } }, 'is a whole number from 0, and -1 is none'],
    [{ 'triplet_summary.dt-dt.BAD': { '>': null } }, 'null is none'],
    [{ 'triplet_summary.dt-dt.BAD': {} }, 'says nothing'],
    [{ 'triplet_summary.dt-dt.comments': 'HV' }, 'compares all of it', "write like '%…%'"],
    [{ 'triplet_summary.dt-dt.comments': { like: 5 } }, 'is a text, and 5 is none'],
    [{ or: [] }, "'or' has a member that says nothing (at /or); write a condition in each member"],
    [{ or: [{ run_number: 5 }, {}] }, "'or' has a member that says nothing"],
    [{ or: null }, 'null is none (at /or)'],
    [{ and: [5] }, '5 is none (at /and/0)'],
  ])('%j', (filter, ...says) => {
    refused(() => parse(filter), bad(...says));
  });

  test('by datasets', () => {
    refused(() => parseDatasets({ dataset_name: 'online' }), bad("did you mean 'name'?"));
    refused(() => parseDatasets({ state: 'OPEN' }), bad("did you mean 'rr_attributes.state'?"));
    refused(() => parseDatasets({ datasets_in_gui: { '>': 'x' } }), bad("'datasets_in_gui' has no '>'"));
    refused(() => parseDatasets({ datasets_in_gui: 5 }), bad('with 5'));
  });

  test('hint, attribute and suggestions stand by themselves too', () => {
    const error = refused(() => parse({ and: [{ 'rr_attributes.state': 'OPNE' }] }), bad('OPNE'));
    expect(error).toMatchObject({ attribute: 'state', suggestions: ['OPEN'], hint: "did you mean 'OPEN'?" });
    expect(error.message).toBe("'state' is never the text 'OPNE' (at /and/0/rr_attributes.state)");
  });
});

describe('hostile filters', () => {
  const json = (text: string): unknown => JSON.parse(text);
  test('a value that is no text even as one', () => {
    refused(() => parseDatasets({ name: { NOTLIKE: { toString: 1 } } }), bad('an object is none'));
    refused(() => parseDatasets({ datasets_in_gui: { like: { toString: 1 } } }), bad('with an object'));
  });
  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'triplet_summary.__proto__.GOOD',
    'triplet_summary..',
  ])('the key %s', (key) => {
    const name = JSON.stringify(key);
    refused(() => parse(json(`{${name}:{"=":1}}`)), bad('is not a key'));
    refused(() => parse(json(`{"or":[{${name}:[]}]}`)), bad(`(at /or/0/${key})`));
    refused(() => parse(json(`{"run_number":{${name}:1}}`)), bad('is not an operator'));
    refused(() => parse(json(`{"rr_attributes.state":${name}}`)), bad('is never the text'));
  });
  test('a key and a text of a megabyte', () => {
    const long = 'x'.repeat(2 ** 20);
    expect(refused(() => parse({ [long]: 1 }), bad('is not a key')).message.length).toBeLessThan(1000);
    expect(refused(() => parse({ run_number: { [long]: 1 } }), bad('is not an operator')).message.length).toBeLessThan(
      1000,
    );
    expect(refused(() => parse({ run_number: long }), bad('is none')).message.length).toBeLessThan(1000);
  });
  test.each<[string, (inner: unknown) => unknown, unknown]>([
    ['and', (inner) => ({ and: [inner] }), { run_number: 1 }],
    ['or', (inner) => ({ or: [inner, { run_number: 2 }] }), { run_number: 1 }],
    ['or of no list', (inner) => ({ or: inner }), { run_number: 1 }],
  ])('10,000 levels of %s', (_, wrap, last) => {
    let filter = last;
    for (let level = 0; level < 10_000; level++) filter = wrap(filter);
    expect(refused(() => parse(filter), bad('more than 500 levels')).message.length).toBeLessThan(1000);
  });
  test('10,000 levels under a key', () => {
    let inner: unknown = { '=': 1 };
    for (let level = 0; level < 10_000; level++) inner = { or: [inner, 2] };
    refused(() => parse({ run_number: inner }), bad('more than 500 levels'));
    refused(() => parse({ 'oms_attributes.energy': inner }), bad('more than 500 levels'));
  });
  test('a value of 10,000 levels', () => {
    let inner: unknown = 1;
    for (let level = 0; level < 10_000; level++) inner = [inner];
    refused(() => parse({ run_number: { '=': inner } }), bad('a list of 1 is none'));
    refused(() => parse({ 'oms_attributes.energy': { or: [{ '=': inner }] } }), bad('a list of 1 is none'));
  });
  test('400 levels are read', () => {
    let filter: unknown = { run_number: 1 };
    for (let level = 0; level < 400; level++)
      filter = level % 2 ? { and: [filter, { run_number: 2 }] } : { or: [filter, { run_number: 3 }] };
    expect(runs.parse(filter as object).warnings).toEqual([]);
  });
  test('huge lists', () => {
    const numbers = Array.from({ length: 50_000 }, (_, index) => index + 1);
    expect(runs.parse({ run_number: numbers }).warnings).toEqual([]);
    expect(runs.parse({ run_number: { or: numbers.map((run) => ({ '=': run })) } }).warnings).toEqual([]);
    expect(runs.parse({ or: numbers.map((run_number) => ({ run_number })) }).warnings).toEqual([]);
    const most = Array.from({ length: 300_000 }, () => 1);
    const says = bad('a list of 300000 members is refused');
    refused(() => parse({ run_number: most }), says);
    refused(() => parse({ run_number: { and: most } }), says);
    refused(() => parse({ and: most }), says);
    refused(() => parse({ and: [0, 1, 2].map(() => ({ run_number: numbers })) }), { ...bad(), code: 'too-large' });
  });
  test('many doubtful conditions are read at once', () => {
    const filter = {
      and: Array.from({ length: 20_000 }, (_, n) => ({ 'triplet_summary.dt-dt.BAD': { '<=': n + 1 } })),
    };
    expect(runs.parse(filter).warnings).toHaveLength(20_000);
  });
});

test('what is passed in is not changed, and what comes out cannot be', () => {
  const filter = { and: [{ run_number: { '>': 1, '<': '5' } }, { or: [{ 'rr_attributes.class': ['A'] }] }] };
  const deepFreeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  };
  const before = structuredClone(filter);
  deepFreeze(filter);
  const parsed = runs.parse(filter);
  expect(filter).toEqual(before);
  expect(parsed.warnings.length).toBeGreaterThan(0);
  expect(unfrozen(parsed.warnings)).toEqual([]);
  expect(Object.isFrozen(parsed)).toBe(true);
  const changed = { run_number: [1, 2] };
  const { query } = runs.parse(changed);
  changed.run_number.push(3);
  expect(query.toJSON()).toEqual(
    runs()
      .where(or(run.run_number.eq(1), run.run_number.eq(2)))
      .toJSON(),
  );
});

describe.skipIf(!hasRecordings)('recordings', () => {
  const exchanges = recordings().filter(({ request }) => /^\/(runs|datasets)_filtered_ordered$/.test(request.path));
  /** What the real server answered with an error for the sake of its filter, or read otherwise than it looks. */
  const filters = exchanges.flatMap(({ name, number, request, response }) => {
    const { filter } = Object(request.body) as { filter?: unknown };
    return filter === undefined ? [] : [[name, { number, filter, request, response }] as const];
  });
  test.each(filters)('%s', (_, { number, filter, request, response }) => {
    const builder = request.path.startsWith('/runs') ? runs : datasets;
    let warnings: readonly unknown[];
    try {
      ({ warnings } = untypedCall(builder.parse)(filter) as { warnings: readonly unknown[] });
    } catch (error) {
      expect(error).toMatchObject({ name: 'QueryError', code: 'bad-filter', message: expect.stringMatching(/\(at /) });
      return;
    }
    // From 194 on, mistakes are in the page, its size, or the order.
    if (response.status !== 200 && (number < 194 || number > 237) && number < 263) expect(warnings).not.toEqual([]);
  });
});
