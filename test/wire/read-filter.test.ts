import { and, attribute, dataset, flag, runs as freeRuns, not, or, QueryError, RunRegistry, run } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { lookUp } from '../../src/catalogue/lookup.js';
import { hasRecordings, recordings } from '../contract/recorded.js';
import { refused } from '../support/refusal.js';
import { isFull } from '../support/rounds.js';
import { unfrozen } from '../support/rows.js';
import { untypedCall } from '../support/untyped.js';

const { runs, datasets } = new RunRegistry({ url: 'http://127.0.0.1:9' });
type Expression = Parameters<typeof or<'run'>>[0];

/** Expects a filter to be parsed into an expression, with warnings as `code path`. */
function expectParsed(target: 'runs' | 'datasets', filter: object, expected: unknown, ...warnings: readonly string[]) {
  const parsed = target === 'runs' ? runs.parse(filter) : datasets.parse(filter);
  const query: { toJSON(): unknown } =
    target === 'runs' ? runs().where(expected as Expression) : datasets().where(expected as Expression);
  expect(parsed.query.toJSON()).toEqual(query.toJSON());
  expect(parsed.warnings.map(({ code, path }) => `${code} ${path}`)).toEqual(warnings);
}

/** An invalid filter, with the position of the mistake, and a part of the hint. */
const bad = (path?: string, hint?: string) => ({
  is: QueryError,
  code: 'bad-filter',
  details: {
    ...(path !== undefined && { path }),
    ...(hint !== undefined && { hint: expect.stringContaining(hint) }),
  },
});
const parse = untypedCall(runs.parse);
const parseDatasets = untypedCall(datasets.parse);

const cls = run.class;
const dt = flag('dt-dt');
const start = run.start_time;
const time = '2018-05-25T19:16:05Z';

describe('conditions on one key', () => {
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
    // Strings.
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
  ])('parses %j of runs', (filter, expected, ...warnings) => expectParsed('runs', filter, expected, ...warnings));

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
  ])('parses %j of datasets', (filter, expected, ...warnings) =>
    expectParsed('datasets', filter, expected, ...warnings),
  );
});

describe('patterns of enums and dates', () => {
  const like = (pattern: string, negated: boolean) => {
    const { query } = runs.parse({ 'rr_attributes.class': { [negated ? 'notlike' : 'like']: pattern } });
    return query.toJSON().where;
  };
  const states = [...Object.keys(dataset).filter((name) => name.endsWith('_state')), 'state', 'start_time', 'end_time'];
  test.each(states)('parses, prints and stores patterns of %s verbatim', (name) => {
    const { wire } = lookUp(name, ['run', 'dataset'], 'datasets');
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
  test('rejects patterns in where(), and patterns that are not strings', () => {
    const query = runs();
    const where = untypedCall(query.where.bind(query));
    refused(() => where('state', 'like', '%'), { is: QueryError, code: 'unknown-operator' });
    for (const value of [5, null, true, ['a'], 'x\\'])
      refused(() => parseDatasets({ 'dataset_attributes.global_state': { like: value } }), bad());
  });
});

describe('conditions on flags', () => {
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
    // The filter also matches rows without the key.
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
  ])('parses %j', (filter, expected, ...warnings) => expectParsed('runs', filter, expected, ...warnings));
});

describe('and and or of one key', () => {
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
    // For a JSON attribute, conditions are only dropped on inner levels.
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
  ])('parses %j', (filter, expected, ...warnings) => expectParsed('runs', filter, expected, ...warnings));
});

describe('and and or of several keys', () => {
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
  ])('parses %j', (filter, expected, ...warnings) => {
    if (expected !== undefined) expectParsed('runs', filter, expected, ...warnings);
    else expect(runs.parse(filter).query.toJSON()).toEqual(runs().toJSON());
  });

  test('warns of an OR across the three tables of datasets', () => {
    const name = { name: 'online' };
    const n = dataset.dataset_name.eq('online');
    expectParsed('datasets', { or: [name, C] }, any(n, c));
    expectParsed('datasets', { or: [name, A] }, any(n, a), 'read-as-and /or');
    expectParsed(
      'datasets',
      { and: [name, { or: [A, { 'oms_attributes.energy': 5 }] }, X] },
      all(n, any(a, run.energy.eq(5)), x),
    );
    expectParsed('datasets', { ...name, or: [A, A] }, all(n, any(a, a)), 'read-as-and ');
    expectParsed(
      'datasets',
      { AND: [{ datasets_in_gui: { '=': '/A' } }] },
      dataset.datasets_in_gui.has('/A'),
      'upper-case /AND',
    );
    expectParsed('datasets', { OR: [A, A] }, any(a, a), 'upper-case /OR');
  });

  test('parses an empty filter as all rows', () => {
    expect(runs.parse({}).query.toJSON()).toEqual(runs().toJSON());
    expect(runs.parse({}).warnings).toEqual([]);
    expect(freeRuns.parse({}).query.toJSON()).toEqual(runs().toJSON());
  });
});

describe('invalid filters', () => {
  const top = '';
  const start_time = 'oms_attributes.start_time';
  const significant = 'rr_attributes.significant';
  const bad_dt = 'triplet_summary.dt-dt.BAD';
  const comments = 'triplet_summary.dt-dt.comments';
  test.each<[filter: unknown, path: string, hint?: string]>([
    [null, top],
    [undefined, top],
    ['{"run_number":5}', top],
    [[{ run_number: 5 }], top],
    [new Map([['run_number', 5]]), top],
    [new Date(0), top],
    [runs().where(run.energy.gt(5)), top],
    [run.energy.gt(5), top, 'where('],
    [{ class: 'A' }, '/class', "'rr_attributes.class'"],
    [{ energy: 5 }, '/energy', "'oms_attributes.energy'"],
    [{ and: [{ 'oms_attributes.enrgy': 5 }] }, '/and/0/oms_attributes.enrgy', "'oms_attributes.energy'"],
    [{ 'a/b~c': 5 }, '/a~1b~0c'],
    [{ 'oms_attributes.energy::float': 5 }, '/oms_attributes.energy::float'],
    [{ deleted: true }, '/deleted'],
    [{ name: 'online' }, '/name', 'datasets.parse(…)'],
    [{ dataset_name: 'online' }, '/dataset_name'],
    [{ 'triplet_summary.dt-dt.GOOOD': 5 }, '/triplet_summary.dt-dt.GOOOD', "'triplet_summary.dt-dt.GOOD'"],
    [{ 'triplet_summary.dt-dtt.GOOD': 5 }, '/triplet_summary.dt-dtt.GOOD', "'triplet_summary.dt-dt.GOOD'"],
    [{ 'dt-dt': 'GOOD' }, '/dt-dt', "'triplet_summary.dt-dt.GOOD'"],
    [{ 'dt-dt.BAD': 5 }, '/dt-dt.BAD', "'triplet_summary.dt-dt.BAD'"],
    [{ 'triplet_summary.dt-dt': 5 }, '/triplet_summary.dt-dt', "'triplet_summary.dt-dt.GOOD'"],
    [{ run_number: { between: [1, 2] } }, '/run_number/between', '= <>'],
    [{ run_number: { '==': 1 } }, '/run_number/=='],
    [{ run_number: { Like: 'x' } }, '/run_number/Like', "'like' or 'LIKE'"],
    [{ run_number: { like: '3%' } }, '/run_number/like'],
    [{ run_number: {} }, '/run_number', '{ "=": … }'],
    [{ run_number: [] }, '/run_number'],
    [{ run_number: { or: [] } }, '/run_number/or'],
    [{ run_number: { or: { '=': 5 } } }, '/run_number/or'],
    [{ run_number: { or: [{}] } }, '/run_number/or/0'],
    [{ run_number: true }, '/run_number'],
    [{ run_number: { '>': null } }, '/run_number/>'],
    [{ run_number: { '=': [1] } }, '/run_number/='],
    [{ run_number: 0 }, '/run_number'],
    [{ run_number: Number.NaN }, '/run_number'],
    [{ run_number: undefined }, '/run_number'],
    [{ 'oms_attributes.energy': true }, '/oms_attributes.energy'],
    [{ 'oms_attributes.energy': 'abc' }, '/oms_attributes.energy'],
    [{ [start_time]: 1527275765 }, `/${start_time}`],
    [{ [start_time]: '2018-13' }, `/${start_time}`],
    [{ [start_time]: '2018-05-25T19:16:05.500Z' }, `/${start_time}`],
    [{ 'rr_attributes.class': 5 }, '/rr_attributes.class'],
    [{ 'rr_attributes.class': { '>': 'A' } }, '/rr_attributes.class/>'],
    [{ 'rr_attributes.class': { contains: 'A' } }, '/rr_attributes.class/contains', "like '%…%'"],
    [{ 'rr_attributes.class': { like: 'A\\' } }, '/rr_attributes.class/like'],
    [{ 'rr_attributes.state': 'OPNE' }, '/rr_attributes.state', "'OPEN'"],
    [{ [significant]: 1 }, `/${significant}`],
    [{ [significant]: { '>': true } }, `/${significant}/>`],
    [{ [significant]: 'True' }, `/${significant}`],
    [{ 'oms_attributes.components': { '>': null } }, '/oms_attributes.components/>'],
    [{ 'oms_attributes.components': { like: 'D%T' } }, '/oms_attributes.components/like', `like '%"…"%'`],
    [{ [bad_dt]: 1.5 }, `/${bad_dt}`],
    [{ [bad_dt]: { like: '1' } }, `/${bad_dt}/like`],
    [{ [bad_dt]: { '<': 0 } }, `/${bad_dt}/<`],
    [{ [bad_dt]: { '>': null } }, `/${bad_dt}/>`],
    [{ [bad_dt]: {} }, `/${bad_dt}`],
    [{ [comments]: 'HV' }, `/${comments}`, "like '%…%'"],
    [{ [comments]: { like: 5 } }, `/${comments}/like`],
    [{ or: [] }, '/or'],
    [{ or: [{ run_number: 5 }, {}] }, '/or'],
    [{ or: null }, '/or'],
    [{ and: [5] }, '/and/0'],
  ])('rejects %j', (filter, path, hint) => {
    refused(() => parse(filter), bad(path, hint));
  });

  test('rejects invalid filters for datasets', () => {
    refused(() => parseDatasets({ dataset_name: 'online' }), bad('/dataset_name', "'name'"));
    refused(() => parseDatasets({ state: 'OPEN' }), bad('/state', "'rr_attributes.state'"));
    refused(() => parseDatasets({ datasets_in_gui: { '>': 'x' } }), bad('/datasets_in_gui/>'));
    refused(() => parseDatasets({ datasets_in_gui: 5 }), bad('/datasets_in_gui'));
  });

  test('reports the attribute and the suggestions of an invalid value', () => {
    const error = refused(() => parse({ and: [{ 'rr_attributes.state': 'OPNE' }] }), bad('/and/0/rr_attributes.state'));
    expect(error).toMatchObject({ attribute: 'state', suggestions: ['OPEN'] });
  });
});

describe('hostile filters', () => {
  const json = (text: string): unknown => JSON.parse(text);
  test('rejects a value whose toString is not a function', () => {
    refused(() => parseDatasets({ name: { NOTLIKE: { toString: 1 } } }), bad('/name/NOTLIKE'));
    refused(() => parseDatasets({ datasets_in_gui: { like: { toString: 1 } } }), bad('/datasets_in_gui/like'));
  });
  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'triplet_summary.__proto__.GOOD',
    'triplet_summary..',
  ])('rejects %s as a key, an operator and a value', (key) => {
    const name = JSON.stringify(key);
    refused(() => parse(json(`{${name}:{"=":1}}`)), bad(`/${key}`));
    refused(() => parse(json(`{"or":[{${name}:[]}]}`)), bad(`/or/0/${key}`));
    refused(() => parse(json(`{"run_number":{${name}:1}}`)), bad(`/run_number/${key}`));
    refused(() => parse(json(`{"rr_attributes.state":${name}}`)), bad('/rr_attributes.state'));
  });
  test('reports a short message for a key or value of a megabyte', () => {
    const long = 'x'.repeat(2 ** 20);
    expect(refused(() => parse({ [long]: 1 }), bad()).message.length).toBeLessThan(1000);
    expect(refused(() => parse({ run_number: { [long]: 1 } }), bad()).message.length).toBeLessThan(1000);
    expect(refused(() => parse({ run_number: long }), bad()).message.length).toBeLessThan(1000);
  });
  test.each<[string, (inner: unknown) => unknown, unknown]>([
    ['and', (inner) => ({ and: [inner] }), { run_number: 1 }],
    ['or', (inner) => ({ or: [inner, { run_number: 2 }] }), { run_number: 1 }],
    ['or without a list', (inner) => ({ or: inner }), { run_number: 1 }],
  ])('rejects 10,000 levels of %s', (_, wrap, last) => {
    let filter = last;
    for (let level = 0; level < 10_000; level++) filter = wrap(filter);
    expect(refused(() => parse(filter), bad()).message.length).toBeLessThan(1000);
  });
  test('rejects 10,000 levels of one key', () => {
    let inner: unknown = { '=': 1 };
    for (let level = 0; level < 10_000; level++) inner = { or: [inner, 2] };
    refused(() => parse({ run_number: inner }), bad());
    refused(() => parse({ 'oms_attributes.energy': inner }), bad());
  });
  test('rejects a value of 10,000 levels', () => {
    let inner: unknown = 1;
    for (let level = 0; level < 10_000; level++) inner = [inner];
    refused(() => parse({ run_number: { '=': inner } }), bad());
    refused(() => parse({ 'oms_attributes.energy': { or: [{ '=': inner }] } }), bad());
  });
  test('parses 400 levels', () => {
    let filter: unknown = { run_number: 1 };
    for (let level = 0; level < 400; level++)
      filter = level % 2 ? { and: [filter, { run_number: 2 }] } : { or: [filter, { run_number: 3 }] };
    expect(runs.parse(filter as object).warnings).toEqual([]);
  });
  test.runIf(isFull)('parses 50,000 elements, and rejects lists that are too long', () => {
    const numbers = Array.from({ length: 50_000 }, (_, index) => index + 1);
    expect(runs.parse({ run_number: numbers }).warnings).toEqual([]);
    expect(runs.parse({ run_number: { or: numbers.map((run) => ({ '=': run })) } }).warnings).toEqual([]);
    expect(runs.parse({ or: numbers.map((run_number) => ({ run_number })) }).warnings).toEqual([]);
    const tooMany = Array.from({ length: 300_000 }, () => 1);
    refused(() => parse({ run_number: tooMany }), bad('/run_number'));
    refused(() => parse({ run_number: { and: tooMany } }), bad('/run_number/and'));
    refused(() => parse({ and: tooMany }), bad('/and'));
    refused(() => parse({ and: [0, 1, 2].map(() => ({ run_number: numbers })) }), {
      is: QueryError,
      code: 'too-large',
    });
  });
  test.runIf(isFull)('parses 20,000 conditions with warnings', () => {
    const filter = {
      and: Array.from({ length: 20_000 }, (_, n) => ({ 'triplet_summary.dt-dt.BAD': { '<=': n + 1 } })),
    };
    expect(runs.parse(filter).warnings).toHaveLength(20_000);
  });
});

test('does not change the filter, and returns frozen warnings', () => {
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
  /** Filters that the real server responded to with an error, or did not interpret as written. */
  const filters = exchanges.flatMap(({ name, number, request, response }) => {
    const { filter } = Object(request.body) as { filter?: unknown };
    return filter === undefined ? [] : [[name, { number, filter, request, response }] as const];
  });
  test.each(filters)('parses or rejects the filter of %s', (_, { number, filter, request, response }) => {
    const builder = request.path.startsWith('/runs') ? runs : datasets;
    let warnings: readonly unknown[];
    try {
      ({ warnings } = untypedCall(builder.parse)(filter) as { warnings: readonly unknown[] });
    } catch (error) {
      expect(error).toMatchObject({ name: 'QueryError', code: 'bad-filter', path: expect.any(String) });
      return;
    }
    // From 194 on, mistakes are in the page, its size, or the order.
    if (response.status !== 200 && (number < 194 || number > 237) && number < 263) expect(warnings).not.toEqual([]);
  });
});
