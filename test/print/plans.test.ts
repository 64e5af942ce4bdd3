/** Queries that one request cannot express: several requests, or rows checked client-side. */
import { and, dataset, datasets, flag, not, or, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { wrongForms } from '../support/wrong-forms.js';

const cosmics = run.class.like('%Cosmics%');
const bad = flag('dt', 'dt').is('BAD');
const filters = (query: { plan(): { requests: readonly { body: { filter: unknown } }[] } }) =>
  query.plan().requests.map(({ body }) => body.filter);

describe('an OR across projections', () => {
  test('becomes a request for each side', () => {
    const query = runs().where(or(cosmics, bad));
    expect(filters(query)).toEqual([
      { 'rr_attributes.class': { like: '%Cosmics%' } },
      { 'triplet_summary.dt-dt.BAD': { '>': 0 } },
    ]);
    expect(query.plan()).toMatchObject({ target: 'runs', order: 'merge', limit: undefined });
    expect(query.plan().requests.map(({ path, check }) => [path, check])).toEqual([
      ['/runs_filtered_ordered', false],
      ['/runs_filtered_ordered', false],
    ]);
    refused(() => query.toFilter(), { is: QueryError, code: 'not-one-filter' });
  });
  test('of n run ranges with a flag each becomes n requests', () => {
    const ranges = Array.from({ length: 40 }, (_, i) => and(run.run_number.between(i * 100 + 1, i * 100 + 50), bad));
    expect(filters(runs().where(or(...ranges)))[39]).toEqual({
      run_number: { and: [{ '>=': 3901 }, { '<=': 3950 }] },
      'triplet_summary.dt-dt.BAD': { '>': 0 },
    });
    expect(filters(runs().where(or(...ranges))).length).toBe(40);
  });
  test('groups members of one projection', () => {
    const query = runs().where(or(cosmics, bad, run.energy.eq(0), flag('rpc-rpc').is('BAD')));
    expect(filters(query).length).toBe(2);
    expect(filters(query)[0]).toEqual({
      and: [{ or: [{ 'rr_attributes.class': { like: '%Cosmics%' } }, { 'oms_attributes.energy': { '=': 0 } }] }],
    });
  });
  test('repeats other conditions in every request', () => {
    const all = filters(runs().where('run_number').gte(355_000).where(or(cosmics, bad)));
    expect(all).toHaveLength(2);
    for (const filter of all) expect(JSON.stringify(filter)).toContain('{"run_number":{">=":355000}}'.slice(1, -1));
  });
  test('is one request if all members lie within one projection', () => {
    expect(filters(runs().where(or(cosmics, run.energy.eq(0), run.run_number.lt(300_000))))).toHaveLength(1);
    expect(filters(runs().where(or(bad, flag('rpc-rpc').every('GOOD'))))).toHaveLength(1);
    expect(filters(datasets().where(or(dataset.tracker_state.is('OPEN'), run.run_number.eq(1))))).toHaveLength(1);
  });
  test('of datasets becomes up to three requests', () => {
    const query = datasets().where(or(cosmics, bad, dataset.tracker_state.is('OPEN')));
    expect(filters(query)).toHaveLength(3);
    for (const filter of filters(query)) expect(wrongForms(filter, 'datasets')).toEqual([]);
  });
  test('is sorted client-side by strings and numbers, and merged by run number', () => {
    const query = runs().where(or(cosmics, bad));
    expect(query.orderBy('run_number').plan().order).toBe('merge');
    expect(query.orderBy('start_time').plan().order).toBe('merge');
    expect(query.orderBy('class').plan().order).toBe('client');
    expect(query.orderBy('energy').plan().order).toBe('client');
    expect(runs().where(cosmics).orderBy('class').plan().order).toBe('registry');
    expect(runs().where(cosmics).orderBy('energy').plan().order).toBe('client');
    expect(runs().orderBy('ls_duration').plan().order).toBe('registry');
    expect(datasets().orderBy('start_time').plan().order).toBe('client');
  });
});

describe('not()', () => {
  test('of AND becomes an OR of complements, across projections too', () => {
    const query = runs().where(not(and(cosmics, bad)));
    expect(filters(query)).toEqual([
      { 'rr_attributes.class': { notlike: '%Cosmics%' } },
      { 'triplet_summary.dt-dt.BAD': { '=': null } },
    ]);
  });
  test('of OR becomes an AND of complements, in one request', () => {
    expect(filters(runs().where(not(or(cosmics, bad))))).toEqual([
      { 'rr_attributes.class': { notlike: '%Cosmics%' }, 'triplet_summary.dt-dt.BAD': { '=': null } },
    ]);
  });
  test('of not() cancels out', () => {
    expect(filters(runs().where(not(not(cosmics))))).toEqual(filters(runs().where(cosmics)));
  });
  test('of every() becomes an OR over the other statuses', () => {
    const [filter, ...more] = filters(runs().where(not(flag('dt-dt').every('GOOD'))));
    expect(more).toEqual([]);
    expect(wrongForms(filter, 'runs')).toEqual([]);
    expect(JSON.stringify(filter)).toContain('"triplet_summary.dt-dt.GOOD":{"=":null}');
    expect(JSON.stringify(filter)).toContain('"triplet_summary.dt-dt.BAD":{"<>":null}');
  });
});

describe('a constant condition', () => {
  test('that is never true sends no request', () => {
    expect(filters(runs().where('run_number').isNull())).toEqual([]);
    expect(filters(runs().where(and(cosmics, run.run_number.isNull())))).toEqual([]);
    refused(() => runs().where('run_number').isNull().toFilter(), { is: QueryError, code: 'not-one-filter' });
  });
  test('that is always true sends no filter', () => {
    expect(filters(runs().where('run_number').isNotNull())).toEqual([{}]);
    expect(filters(runs().where(or(cosmics, run.run_number.isNotNull())))).toEqual([{}]);
  });
});

describe('an approximate condition', () => {
  test('filters comments by a pattern on the whole list, and checks rows client-side', () => {
    const query = runs().where('run_number').gte(355_000).flag('dt-dt').comment.contains('HV trip');
    const { requests } = query.plan();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      check: true,
      body: { filter: { run_number: { '>=': 355_000 }, 'triplet_summary.dt-dt.comments': { like: '%HV trip%' } } },
    });
    refused(() => query.toFilter(), { is: QueryError, code: 'not-one-filter' });
  });
  test.each([
    ['eq', flag('dt-dt').comment.eq('5% "off"'), '%"5\\% \\\\"off\\\\""%'],
    ['startsWith', flag('dt-dt').comment.startsWith('HV'), '%"HV%'],
    ['endsWith', flag('dt-dt').comment.endsWith('HV'), '%HV"%'],
    ['like with _', flag('dt-dt').comment.like('H_V'), '%"H%V"%'],
    ['cause', flag('dt-dt').cause.like('%a%%b%'), '%a%b%'],
  ])('prints a pattern for %s of a remark', (name, tree, pattern) => {
    const key = name === 'cause' ? 'triplet_summary.dt-dt.causes' : 'triplet_summary.dt-dt.comments';
    expect(filters(runs().where(tree))).toEqual([{ [key]: { like: pattern } }]);
  });
  test('checks rows client-side only for list elements with punctuation', () => {
    expect(runs().where('components').has('DT').plan().requests[0]?.check).toBe(false);
    expect(runs().where('components').has('DT", "CSC').plan().requests[0]?.check).toBe(true);
  });
  test('needs another condition for hasNot() of datasets_in_gui', () => {
    const alone = datasets().where('datasets_in_gui').hasNot('/A/B/DQMIO');
    refused(() => alone.plan(), { is: QueryError, code: 'needs-everything' });
    const { requests } = alone.where('run_number').eq(355_556).plan();
    expect(requests.map(({ check, body }) => [check, body.filter])).toEqual([[true, { run_number: { '=': 355_556 } }]]);
  });
});

describe('20,000 values', () => {
  const values = Array.from({ length: 20_000 }, (_, i) => 300_000 + ((i * 7919) % 20_000));

  test('are split into several requests, disjoint and complete', () => {
    const found = filters(runs().where('run_number').in(values));
    expect(found.length).toBeGreaterThan(1);
    const seen = found.flatMap((filter) => {
      expect(wrongForms(filter, 'runs')).toEqual([]);
      return [...JSON.stringify(filter).matchAll(/"=":(\d+)/g)].map(([, number]) => Number(number));
    });
    expect(seen).toHaveLength(20_000);
    expect(new Set(seen)).toEqual(new Set(values));
  });
  test('are split for JSON attributes, strings, with other conditions and in an OR with a flag', () => {
    const count = (query: { plan(): unknown }) => [...JSON.stringify(query.plan()).matchAll(/"=":/g)].length;
    expect(count(runs().where('fill_number').in(values))).toBe(20_000);
    expect(count(runs().where('hlt_key').in(values.map(String)))).toBe(20_000);
    const beside = runs().where('energy').gte(6000).where('run_number').in(values);
    expect(count(beside)).toBe(20_000);
    for (const filter of filters(beside))
      expect(JSON.stringify(filter)).toContain('"oms_attributes.energy":{">=":6000}');
    const mixed = runs().where(or(run.run_number.in(values), bad));
    for (const filter of filters(mixed)) expect(wrongForms(filter, 'runs')).toEqual([]);
    expect(filters(mixed).length).toBeLessThan(30);
  });
  test('are sent once if they repeat', () => {
    expect(
      filters(
        runs()
          .where('run_number')
          .in([...values, ...values]),
      ),
    ).toEqual(filters(runs().where('run_number').in(values)));
  });
  test('are excluded in one request', () => {
    expect(filters(runs().where('run_number').notIn(values))).toHaveLength(1);
  });
});

test('a query of too many combinations is rejected', () => {
  const detectors = ['dt', 'csc', 'rpc', 'gem', 'ctpps', 'lumi', 'castor', 'btag', 'muon', 'tau'] as const;
  const many = runs().where(
    and(
      ...detectors.map((name, i) =>
        or(run.energy.eq(i), flag(`${name}-${name}` as 'dt-dt').is('BAD'), run.class.like(`%${name}%`)),
      ),
    ),
  );
  refused(() => many.plan(), { is: QueryError, code: 'too-many-requests' });
});

describe('a planned page', () => {
  test('has the requested size, or the limit if that is smaller', () => {
    const sizes = (query: ReturnType<typeof runs>) => query.plan().requests.map(({ body }) => body.page_size);
    expect(sizes(runs())).toEqual([1000]);
    expect(sizes(runs().limit(5))).toEqual([5]);
    expect(sizes(runs().limit(5000))).toEqual([1000]);
    expect(sizes(runs().pageSize(50))).toEqual([50]);
    expect(sizes(runs().pageSize(50).limit(7))).toEqual([7]);
    expect(sizes(runs().orderBy('energy').limit(7))).toEqual([1000]);
    expect(datasets().plan().requests[0]?.body.page_size).toBe(500);
  });
  test('is sorted by the key of the row last', () => {
    const sortings = (query: { plan(): { requests: readonly { body: { sortings: unknown } }[] } }) =>
      query.plan().requests[0]?.body.sortings;
    expect(sortings(runs())).toEqual([]);
    expect(sortings(runs().orderBy('class'))).toEqual([
      ['rr_attributes.class', 'ASC'],
      ['run_number', 'DESC'],
    ]);
    expect(sortings(runs().orderBy('run_number'))).toEqual([['run_number', 'ASC']]);
    expect(sortings(runs().orderBy('class', 'desc').orderBy('run_number', 'asc'))).toEqual([
      ['rr_attributes.class', 'DESC'],
      ['run_number', 'ASC'],
    ]);
    expect(sortings(datasets().orderBy('dataset_name'))).toEqual([
      ['name', 'ASC'],
      ['run_number', 'DESC'],
    ]);
    expect(sortings(datasets().orderBy('class'))).toEqual([
      ['rr_attributes.class', 'ASC'],
      ['run_number', 'DESC'],
      ['name', 'ASC'],
    ]);
    expect(sortings(runs().orderBy('energy'))).toEqual([]);
  });
});
