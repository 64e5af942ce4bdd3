import fc from 'fast-check';
import { and, dataset, type Expression, flag, not, or, QueryError, RunRegistry, run } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { asNode } from '../../src/expression/node.js';
import { predicate } from '../../src/print/predicate.js';
import { datasetAccessor, runAccessor } from '../../src/print/row.js';
import { linkOfUrl } from '../../src/wire/from-web-url.js';
import { readFilter } from '../../src/wire/read-filter.js';
import { build, expressions } from '../property/generate.js';
import type { Row } from '../property/reference.js';
import { refused } from '../support/refusal.js';
import { fewest, rounds, seed } from '../support/rounds.js';
import { sampleRows } from '../support/sample-rows.js';
import { untypedCall } from '../support/untyped.js';

/** How many random cases to run. */
const cases = rounds({ usual: 80, full: 2000 });

const registry = new RunRegistry({ url: 'http://127.0.0.1:9' });
const { runs, datasets } = registry;
const site = 'https://cmsrunregistry.web.cern.ch';
const online = `${site}/online/global`;
const offline = `${site}/offline/datasets/global`;

/** An invalid URL, with a part of the hint, and a name in the message. */
const bad = (hint?: string, name = '') => ({
  is: QueryError,
  code: 'bad-web-url',
  details: {
    message: expect.stringContaining(name),
    ...(hint !== undefined && { hint: expect.stringContaining(hint) }),
  },
});
const badFilter = { is: QueryError, code: 'bad-filter' };
const fromRuns = untypedCall(runs.fromWebUrl);
const fromDatasets = untypedCall(datasets.fromWebUrl);

/** Returns a URL with parameters in the format of qs, with encoded brackets. */
const address = (page: string, ...parts: readonly string[]) =>
  `${page}?${parts.map((part) => part.split(/=(.*)/s).slice(0, 2).map(encodeURIComponent).join('=')).join('&')}`;
const rule = (path: string, field: string, operator: string, value: string) => [
  `${path}[field]=${field}`,
  `${path}[value]=${value}`,
  `${path}[operator]=${operator}`,
];
const all = (prefix: string, joiner = 'and') => [`${prefix}[combinator]=${joiner}`, `${prefix}[not]=false`];
const one = (field: string, operator: string, value: string, page = online, prefix = 'obf') =>
  address(page, ...rule(`${prefix}[rules][0]`, field, operator, value), ...all(prefix));

/** Expects a URL to be parsed into a query for runs, with the codes of its warnings. Returns the warnings. */
function expectQuery(url: string | URL, expected: unknown, ...codes: readonly string[]) {
  const { query, warnings } = runs.fromWebUrl(url);
  expect(query.toJSON()).toEqual(
    (expected === undefined ? runs() : runs().where(expected as Expression<'run'>)).toJSON(),
  );
  expect(warnings.map(({ code }) => code)).toEqual(codes);
  return warnings;
}

const cls = run.class.eq('Cosmics22');

describe('fromWebUrl()', () => {
  test('parses brackets with and without percent-encoding', () => {
    const plain = `${online}?obf[rules][0][field]=rr_attributes.class&obf[rules][0][value]=Cosmics22&obf[rules][0][operator]==&obf[combinator]=and&obf[not]=false`;
    const encoded = plain.replaceAll('[', '%5B').replaceAll(']', '%5D').replace('==', '=%3D');
    for (const url of [plain, encoded, new URL(plain), new URL(encoded)]) expectQuery(url, cls);
    expectQuery(`${plain}&page=3&sorting=run_number`, cls, 'unknown-parameter', 'unknown-parameter');
    expectQuery(`${plain}#top`, cls);
  });
  test('parses spaces as + and as %20', () => {
    const url = (value: string) =>
      `${online}?obf[rules][0][field]=rr_attributes.stop_reason&obf[rules][0][value]=${value}&obf[rules][0][operator]=like&obf[combinator]=and`;
    for (const value of ['%25beam+dump%25', '%25beam%20dump%25'])
      expectQuery(url(value), run.stop_reason.like('%beam dump%'));
    expectQuery(url('A%2BB%26C%3DD'), run.stop_reason.like('A+B&C=D'));
  });
  test('parses nested groups in the order of their numbers', () => {
    expectQuery(
      address(
        online,
        ...rule('obf[rules][10]', 'rr_attributes.class', '<>', 'Z'),
        ...rule('obf[rules][2][rules][1]', 'rr_attributes.class', '=', 'B'),
        ...rule('obf[rules][2][rules][0]', 'rr_attributes.class', '=', 'A'),
        ...all('obf[rules][2]', 'or'),
        ...rule('obf[rules][0]', 'run_number', '>', '5'),
        'obf[id]=g-1234',
        ...all('obf'),
      ),
      and(run.run_number.gt(5), or(run.class.eq('A'), run.class.eq('B')), not(run.class.eq('Z'))),
    );
  });
  test('parses operators', () => {
    expectQuery(one('run_number', '>=', '5'), run.run_number.gte(5));
    expectQuery(one('run_number', '<>', '5'), not(run.run_number.eq(5)));
    expectQuery(one('oms_attributes.hlt_key', 'notlike', '%a%'), not(run.hlt_key.like('%a%')));
    expectQuery(one('rr_attributes.significant', '=', 'true'), run.significant.is(true));
    expectQuery(one('rr_attributes.significant', '=', 'false'), run.significant.is(false));
    expectQuery(one('oms_attributes.start_time', '>=', '2018-05'), run.start_time.gte('2018-05'));
    expectQuery(one('oms_attributes.ls_duration', '>', '600'), run.ls_duration.gt(600));
    expectQuery(one('oms_attributes.ls_duration', '>', '600.5'), run.ls_duration.gt(600), 'web-application');
    expectQuery(one('oms_attributes.b_field', '>', '3'), run.b_field.gt(3), 'compared-as-text');
  });
  test('parses lists of runs', () => {
    const two = or(run.run_number.eq(1), run.run_number.eq(23));
    expectQuery(one('run_number', 'in', '1 23'), two);
    expectQuery(one('run_number', 'in', ' 1,  23 '), two);
    expectQuery(one('run_number', 'in', '1,23'), two, 'web-application');
    const none = and(not(run.run_number.eq(1)), not(run.run_number.eq(23)));
    expectQuery(one('run_number', 'not in', '1 23'), none, 'web-application');
    const { query, warnings } = datasets.fromWebUrl(one('run_number', 'not in', '1 23', offline, 'ofbf'));
    expect([query.toJSON(), warnings]).toEqual([datasets().where(none).toJSON(), []]);
    refused(() => fromRuns(one('run_number', 'in', ' ')), badFilter);
    refused(() => fromRuns(one('run_number', 'in', '1 x')), badFilter);
    refused(() => fromRuns(one('rr_attributes.class', 'in', 'a')), badFilter);
  });
  test('parses a condition without a value as all rows', () => {
    expectQuery(one('rr_attributes.class', '=', ''), undefined, 'web-application');
    expectQuery(
      address(online, 'obf[rules][0][field]=run_number', 'obf[rules][0][operator]==', ...all('obf')),
      undefined,
      'web-application',
    );
    const both = (joiner: string) =>
      address(
        online,
        ...rule('obf[rules][0]', 'run_number', '=', ''),
        ...rule('obf[rules][1]', 'rr_attributes.class', '=', 'Cosmics22'),
        ...all('obf', joiner),
      );
    expectQuery(both('and'), cls, 'web-application');
    // One member matches everything, and so does the OR.
    expectQuery(both('or'), undefined, 'web-application');
    const state = datasets.fromWebUrl(one('dataset_attributes.global_state', '<>', '', offline, 'ofbf'));
    expect(state.query.toJSON()).toEqual(
      datasets()
        .where(not(dataset.global_state.is('OPEN')))
        .toJSON(),
    );
  });
  test('parses groups without rules', () => {
    expectQuery(address(online, ...all('obf')), undefined);
    expectQuery(
      address(
        online,
        ...rule('obf[rules][0]', 'rr_attributes.class', '=', 'Cosmics22'),
        ...all('obf[rules][1]', 'or'),
        ...all('obf'),
      ),
      cls,
    );
  });
  test('parses flags', () => {
    expectQuery(one('triplet_summary.dt-dt', '=', 'BAD'), flag('dt-dt').is('BAD'));
    expectQuery(one('triplet_summary.dt-dt', '=', 'NO VALUE FOUND'), flag('dt-dt').is('NO VALUE FOUND'));
    expectQuery(one('triplet_summary.dt-dt', '=', ''), flag('dt-dt').is('GOOD'));
    expectQuery(one('triplet_summary.dt-dt', '<>', 'BAD'), flag('dt-dt').is('BAD'), 'web-application');
  });
  test('ignores not=true with a warning', () => {
    const url = one('rr_attributes.class', '=', 'Cosmics22').replace('obf%5Bnot%5D=false', 'obf%5Bnot%5D=true');
    const [warning] = expectQuery(url, cls, 'web-application');
    expectQuery(url.replace('%5Bnot%5D=true', '%5Bnot%5D=1'), cls, 'web-application');
    expect(Object.isFrozen(warning)).toBe(true);
  });
  test('includes the warnings of parse()', () => {
    const mixed = (joiner: string) =>
      address(
        online,
        ...rule('obf[rules][0]', 'triplet_summary.dt-dt', '=', 'BAD'),
        ...rule('obf[rules][1]', 'rr_attributes.class', '=', 'Cosmics22'),
        ...all('obf', joiner),
      );
    expectQuery(mixed('and'), and(flag('dt-dt').is('BAD'), cls));
    expectQuery(mixed('or'), or(flag('dt-dt').is('BAD'), cls), 'read-as-and');
  });
});

describe('pages and tables of URLs', () => {
  test('parses the table that has a filter, or the one in the options', () => {
    for (const prefix of ['obf', 'otf']) expectQuery(one('rr_attributes.class', '=', 'Cosmics22', online, prefix), cls);
    for (const prefix of ['ofbf', 'oftf'])
      expect(datasets.fromWebUrl(one('name', '=', 'online', offline, prefix)).query.toJSON()).toEqual(
        datasets().where(dataset.dataset_name.eq('online')).toJSON(),
      );
    const both = (value: string) =>
      `${one('run_number', '=', '1')}&${one('run_number', '=', value, online, 'otf').split('?')[1]}`;
    expectQuery(both('1'), run.run_number.eq(1));
    refused(() => fromRuns(both('2')), bad("fromWebUrl(url, { table: 'top' })"));
    for (const [table, number] of [
      ['bottom', 1],
      ['obf', 1],
      ['top', 2],
      ['otf', 2],
    ] as const)
      expect(runs.fromWebUrl(both('2'), { table }).query.toJSON()).toEqual(
        runs().where(run.run_number.eq(number)).toJSON(),
      );
    refused(() => fromRuns(both('2'), { table: 'ofbf' }), bad("'top' (All runs, otf)"));
    refused(() => fromRuns(one('run_number', '=', '1'), { table: 'top' }), bad());
    refused(() => fromRuns(both('2'), { tabel: 'top' }), { is: QueryError, code: 'bad-option' });
  });
  test('parses a URL without a filter as all rows', () => {
    for (const url of [online, `${online}?`, `${online}/`, `${online}#top`, `${site}/online`])
      expectQuery(url, undefined);
  });
  test('parses URLs of other workspaces and other hosts', () => {
    const query = one('rr_attributes.class', '=', 'Cosmics22').split('?')[1];
    for (const base of [
      `${site}/online/tracker`,
      'https://dev-cmsrunregistry.web.cern.ch/online/global',
      'http://localhost:7001/online/global',
    ])
      expectQuery(`${base}?${query}`, cls);
  });
  test('rejects URLs of other pages', () => {
    refused(() => fromRuns(offline), bad('datasets.fromWebUrl(…)'));
    refused(() => fromDatasets(online), bad('runs.fromWebUrl(…)'));
    for (const url of [site, `${site}/json_portal`, 'https://cmsoms.cern.ch/cms/runs/report?cms_run=1', 'mailto:a@b.c'])
      refused(() => fromRuns(url), bad(`${online}?`));
  });
  test.each<[unknown]>([
    [''],
    ['runs'],
    ['online/global?obf[rules]'],
    [null],
    [undefined],
    [5],
    [{}],
    [Symbol('x')],
    [Object.create(null)],
  ])('rejects %o', (value) => {
    refused(() => fromRuns(value), bad('Copy the URL'));
  });
});

describe('invalid URLs', () => {
  const copy = 'Copy the complete URL';
  test.each(['__proto__', 'constructor', 'toString'])('rejects or ignores the name %s', (name) => {
    refused(
      () =>
        fromRuns(
          address(online, `obf[${name}]=1`, ...all('obf'), ...rule(`obf[rules][${name}]`, 'run_number', '=', '1')),
        ),
      bad(copy),
    );
    refused(() => fromRuns(one(name, '=', '1')), badFilter);
    refused(() => fromRuns(one('run_number', name, '1')), badFilter);
    refused(() => fromRuns(one('triplet_summary', '=', name)), badFilter);
    expectQuery(
      address(
        online,
        `${name}[rules][0][field]=1`,
        `obf[${name}][x]=1`,
        ...rule('obf[rules][0]', 'rr_attributes.class', '=', 'Cosmics22'),
        ...all('obf'),
      ),
      cls,
      'unknown-parameter',
      'web-application',
    );
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
  test.each<[string, string[]]>([
    ['a duplicate key', [...rule('obf[rules][0]', 'run_number', '=', '1'), 'obf[rules][0][value]=2', ...all('obf')]],
    ['a duplicate combinator', [...rule('obf[rules][0]', 'run_number', '=', '1'), ...all('obf'), ...all('obf', 'or')]],
    ['a value that is also a group', ['obf[rules][0][field]=a', 'obf[rules][0][field][x]=b', ...all('obf')]],
    ['a group that is also a value', ['obf[rules][0][field][x]=b', 'obf[rules][0][field]=a', ...all('obf')]],
    ['a string instead of rules', ['obf[rules]=x', ...all('obf')]],
    ['a string instead of a rule', ['obf[rules][0]=x', ...all('obf')]],
    ['a rule without a number', [...rule('obf[rules][first]', 'run_number', '=', '1'), ...all('obf')]],
    ['an empty number', [...rule('obf[rules][]', 'run_number', '=', '1'), ...all('obf')]],
    ['an unclosed bracket', ['obf[rules][0][field=x', ...all('obf')]],
    ['a filter without brackets', ['obf=x']],
    ['an unknown combinator', [...rule('obf[rules][0]', 'run_number', '=', '1'), ...all('obf', 'xor')]],
    ['a rule without a field', ['obf[rules][0][operator]==', 'obf[rules][0][value]=x', ...all('obf')]],
    ['a rule without an operator', ['obf[rules][0][field]=x', ...all('obf')]],
  ])('rejects %s', (_, parts) => {
    refused(() => fromRuns(address(online, ...parts)), bad(copy));
  });
  test('parses 5,000 rules, and rejects more than 10,000', () => {
    const many = (n: number) =>
      address(
        online,
        ...Array.from({ length: n }, (_, index) =>
          rule(`obf[rules][${index}]`, 'run_number', '=', `${index + 1}`),
        ).flat(),
        ...all('obf', 'or'),
      );
    expectQuery(many(5000), or(...Array.from({ length: 5000 }, (_, index) => run.run_number.eq(index + 1))));
    refused(() => fromRuns(many(10_001)), bad());
  });
  test('parses 40 levels, and rejects more than 50', () => {
    const deep = (n: number) => {
      const paths = Array.from({ length: n + 1 }, (_, level) => `obf${'[rules][0]'.repeat(level)}`);
      return address(
        online,
        ...rule(`${paths.at(-1)}[rules][0]`, 'rr_attributes.class', '=', 'Cosmics22'),
        ...paths.flatMap((path) => all(path)),
      );
    };
    expectQuery(deep(40), cls);
    refused(() => fromRuns(deep(60)), bad());
    refused(() => fromRuns(`${online}?obf${'[rules][0]'.repeat(100_000)}[field]=x`), bad());
  });
});

describe('unknown and damaged parameters of URLs', () => {
  const good = one('rr_attributes.class', '=', 'Cosmics22');
  test('rejects an unknown parameter that may be the filter', () => {
    for (const name of ['run_number', 'energy'])
      refused(() => fromRuns(`${online}?${name}=355555`), bad(`runs().where('${name}')`, `'${name}'`));
    refused(() => fromDatasets(`${site}/offline/workspaces/global?run_number=355555`), bad("where('run_number')"));
    for (const hash of ['#355555', '#/355555', '#/?355555', '#run/5'])
      refused(() => fromRuns(`${online}${hash}`), bad('with its filter', `'${hash}'`));
    for (const page of [`${site}/online/355555`, `${site}/online/355555/`]) refused(() => fromRuns(page), bad());
    for (const page of [`${site}/offline/datasets/355555`, `${site}/offline/workspaces/355555`])
      refused(() => fromDatasets(page), bad());
    for (const query of ['x=1', 'filters=%7B%7D', 'run=5', `${good.split('?')[1]}`.replaceAll('obf', 'ofbf')])
      refused(() => fromRuns(`${online}?${query}`), bad());
    refused(() => fromRuns(`${address(online, ...all('obf'))}&x=1`), bad('with its filter', "'x'"));
    refused(
      () => fromRuns(`${online}?obs[0][id]=run_number&run_number=5`),
      bad("runs().where('run_number')", "'run_number'"),
    );
  });
  test('warns of unknown parameters next to a filter', () => {
    expectQuery(`${good}&run_number=355555`, cls, 'unknown-parameter');
    expectQuery(`${good}&${one('name', '=', 'a', online, 'ofbf').split('?')[1]}`, cls, 'unknown-parameter');
  });
  test.each<[string, string]>([
    ['encoded twice', good.replaceAll('%', '%25')],
    ['encoded three times', good.replaceAll('%', '%2525')],
    ['encoded twice with its question mark', `${online}%3F${good.split('?')[1]}`],
    ['after a hash', good.replace('?', '#?')],
    ['after a hash and encoded', good.replace('?', '#')],
    ['with the entities of HTML', good.replaceAll('&', '&amp;')],
    ['in upper case', good.replaceAll('obf', 'OBF')],
    ['with dots', good.replaceAll('%5B', '.').replaceAll('%5D', '')],
    [
      'with its rules under another name',
      address(online, ...rule('obf[rule][0]', 'run_number', '=', '1'), ...all('obf')),
    ],
    ['with a value in brackets', good.replace('%5Bvalue%5D', '%5Bvalue%5D%5B0%5D')],
    ['with two encodings of its rules', `${good}&${good.split('?')[1]?.replaceAll('%', '%25')}`],
  ])('rejects a URL that is damaged: %s', (_, url) => {
    refused(() => fromRuns(url), bad());
  });
  test('warns of a value that is encoded twice', () => {
    expectQuery(one('rr_attributes.class', '=', '%2FExpress'), run.class.eq('%2FExpress'), 'web-application');
    expectQuery(one('rr_attributes.class', '=', 'Cosmics%2022'), run.class.eq('Cosmics%2022'), 'web-application');
    expectQuery(
      one('rr_attributes.class', 'like', '%25Cosmics%25'),
      run.class.like('%25Cosmics%25'),
      'web-application',
    );
    expectQuery(one('oms_attributes.hlt_key', 'like', '%25ns%'), run.hlt_key.like('%25ns%'));
  });
  test('rejects, warns of, or parses every damaged filter', () => {
    const parts = [...new URL(good).searchParams].map(([name, value]) => `${name}=${value}`);
    const damage = fc.constantFrom<(text: string) => string>(
      (text) => text.replace('obf', 'ofbf'),
      (text) => text.replace('obf', 'otf'),
      (text) => text.replace('[rules]', '[rule]'),
      (text) => text.replace('obf', 'amp;obf'),
      (text) => text.replace('[field]', '[feild]'),
      (text) => text.replace('[value]', '[valeu]'),
      (text) => encodeURIComponent(text.split('=')[0] as string) + text.slice(text.indexOf('=')),
      (text) => text.slice(0, -1),
      () => 'run_number=5',
      () => '',
    );
    console.log(`${cases} damaged URLs: TEST_SEED=${seed}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(parts.length - 1), damage), { minLength: 1, maxLength: 5 }), (changes) => {
        const changed = [...parts];
        for (const [index, change] of changes) changed[index] = change(changed[index] as string);
        const url = address(online, ...changed.filter((part) => part !== ''));
        let read: ReturnType<typeof runs.fromWebUrl>;
        try {
          read = runs.fromWebUrl(url);
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
          return;
        }
        // Nothing is left, or an empty group, which the page writes for no filter.
        if (changed.every((part) => /^(?:obf\[(?:id|combinator|not)\]=.*)?$/.test(part))) return;
        expect(read.warnings.length + Object.keys(read.query.toFilter()).length, url).toBeGreaterThan(0);
      }),
      { numRuns: cases, seed },
    );
  });
});

describe('orders in URLs', () => {
  const good = one('rr_attributes.class', '=', 'Cosmics22');
  const orderOf = (url: string) => {
    const { query, warnings } = runs.fromWebUrl(url);
    return [query.toJSON().orderBy, warnings.map(({ code }) => code)];
  };
  test('are parsed into the order of the query', () => {
    const by = (...parts: string[]) => `${good}&${address('', ...parts).slice(1)}`;
    expect(orderOf(by('obs[0][id]=oms_attributes.ls_duration', 'obs[0][desc]=true'))).toEqual([
      [['ls_duration', 'desc']],
      [],
    ]);
    expect(orderOf(by('obs[0][id]=class', 'obs[0][desc]=false', 'obs[1][id]=run_number'))).toEqual([
      [
        ['class', 'asc'],
        ['run_number', 'asc'],
      ],
      [],
    ]);
    expect(orderOf(`${online}?obs[0][id]=run_number`)).toEqual([[['run_number', 'asc']], []]);
    expect(orderOf(by('obs[0][id]=triplet_summary.dt-dt.GOOD'))).toEqual([undefined, ['web-application']]);
    expect(orderOf(by('obs[0][id]=oms_attributes.components'))).toEqual([undefined, ['web-application']]);
    refused(() => fromRuns(by('obs[0][desc]=true')), bad());
    refused(() => fromRuns(by('obs[x][id]=run_number')), bad());
    refused(() => fromRuns(by('obs=run_number')), bad());
  });
  test('are parsed for the selected table', () => {
    const top = one('run_number', '=', '1', online, 'otf').split('?')[1];
    const url = `${good}&${top}&obs[0][id]=run_number&ots[0][id]=rr_attributes.class`;
    expect(runs.fromWebUrl(url, { table: 'top' }).query.toJSON().orderBy).toEqual([['class', 'asc']]);
    expect(runs.fromWebUrl(url, { table: 'bottom' }).query.toJSON().orderBy).toEqual([['run_number', 'asc']]);
  });
  test('are ignored with a warning for a table without a filter', () => {
    expect(orderOf(`${good}&ots[0][id]=run_number`)).toEqual([undefined, ['web-application']]);
  });
  test('are written by toWebUrl(), and parsed back', () => {
    const base = runs().where(cls);
    for (const query of [
      base.orderBy('class').orderBy('start_time', 'desc'),
      base.orderBy('ls_duration', 'desc'),
      base.orderBy('dt_included'),
      base.orderBy('castor_included', 'desc'),
      runs().orderBy('run_number'),
    ]) {
      const { query: back, warnings } = runs.fromWebUrl(query.toWebUrl());
      expect([back.toJSON(), warnings]).toEqual([query.toJSON(), []]);
    }
    refused(() => base.orderBy('energy').toWebUrl(), bad());
    refused(() => base.limit(5).toWebUrl(), bad());
  });
});

describe('toWebUrl()', () => {
  test('returns a URL in the format of the page', () => {
    const url = runs().where(cls).flag('dt-dt').is('BAD').toWebUrl();
    expect(decodeURIComponent(url)).toBe(
      `${online}?otf[rules][0][field]=rr_attributes.class&otf[rules][0][value]=Cosmics22&otf[rules][0][operator]==` +
        '&otf[rules][1][field]=triplet_summary.dt-dt&otf[rules][1][value]=BAD&otf[rules][1][operator]==' +
        '&otf[combinator]=and&otf[not]=false',
    );
    expect(datasets().where(dataset.dataset_name.eq('online')).toWebUrl()).toContain(`${offline}?ofbf%5B`);
    expect(runs().toWebUrl()).toBe(online);
  });

  test('selects the table of all runs, since the other one lacks those that are not significant', () => {
    const url = runs().where('significant').is(false).orderBy('run_number', 'asc').toWebUrl();
    expect(runs.fromWebUrl(url, { table: 'top' }).query.toJSON()).toEqual(runs.fromWebUrl(url).query.toJSON());
    refused(() => runs.fromWebUrl(url, { table: 'bottom' }), bad());
  });
  test('uses the site of the API', () => {
    const siteOf = (url: string) => new RunRegistry({ url }).runs().toWebUrl();
    expect(siteOf('https://dev-cmsrunregistry.web.cern.ch/api')).toBe(
      'https://dev-cmsrunregistry.web.cern.ch/online/global',
    );
    expect(siteOf('https://dev-cmsrunregistry.web.cern.ch/api/')).toBe(
      'https://dev-cmsrunregistry.web.cern.ch/online/global',
    );
    expect(siteOf('http://127.0.0.1:9')).toBe(online);
    expect(siteOf('https://example.org/other')).toBe(online);
    const { query } = runs.fromWebUrl('https://dev-cmsrunregistry.web.cern.ch/online/global');
    expect(query.toWebUrl()).toBe(online);
  });
  test('writes runs as a list of any length', () => {
    const numbers = Array.from({ length: 900 }, (_, index) => 355_000 + index);
    const query = runs().where('run_number').in(numbers);
    const url = query.toWebUrl();
    expect(new URL(url).searchParams.size).toBe(5);
    expect(runs.fromWebUrl(url).query.toFilter()).toEqual(query.toFilter());
  });
  test('writes at most 20 rules in a group, which is the limit of the page', () => {
    const classes = Array.from({ length: 70 }, (_, index) => `Cosmics${index}`);
    for (const query of [runs().where('class').in(classes), runs().where('class').notIn(classes)]) {
      const url = query.toWebUrl();
      expect(decodeURIComponent(url)).not.toContain('[rules][20]');
      const back = runs.fromWebUrl(url);
      expect(back.warnings).toEqual([]);
      for (const name of ['Cosmics3', 'Cosmics69', 'Cosmics70'])
        expect(truth(url, 'runs')({ ...row, rr_attributes: { class: name } })).toBe(
          (name !== 'Cosmics70') === (query.toFilter()['rr_attributes.class'] !== undefined),
        );
    }
    let many = runs();
    for (let index = 0; index < 25; index++)
      many = many.where(or(run.class.eq(`A${index}`), run.hlt_key.eq(`B${index}`)));
    refused(() => many.toWebUrl(), bad('JSON.stringify(query)'));
    const hundreds = Array.from({ length: 400 }, (_, index) => `Cosmics${index}`);
    refused(() => runs().where('class').in(hundreds).toWebUrl(), bad());
  });
  const share = 'JSON.stringify(query)';
  test.each<[string, () => { toWebUrl(): string }]>([
    ['numbers', () => runs().where('energy').gte(6000)],
    ['fractions', () => runs().where('ls_duration').gte(1.5)],
    ['huge numbers', () => runs().where('ls_duration').lt(1e21)],
    ['null', () => runs().where('class').isNull()],
    ['an empty string', () => runs().where('class').eq('')],
    ['a status that does not occur', () => runs().flag('dt-dt').isNot('BAD')],
    ['counts', () => runs().flag('dt-dt').atLeast(5, 'BAD')],
    ['not included', () => runs().where('dt_included').is(false)],
    ['a payload with null', () => runs().raw({ 'rr_attributes.class': null })],
    ['a payload with a list', () => runs().raw({ 'rr_attributes.class': { LIKE: '%a%' } })],
    ['a payload with upper-case AND', () => runs().raw({ AND: [{ 'rr_attributes.class': 'A' }] })],
    [
      'a payload that the registry does not interpret as written',
      () => runs().raw({ run_number: 1, or: [{ 'triplet_summary.dt-dt.BAD': { '>': 0 } }] }),
    ],
    ['a payload with a string instead of a number', () => runs().raw({ 'oms_attributes.energy': { '>': '5' } })],
  ])('rejects %s', (_, query) => {
    refused(() => query().toWebUrl(), bad(share));
  });
  test('rejects queries that are not one valid filter', () => {
    refused(
      () =>
        runs()
          .where(or(cls, flag('dt-dt').is('BAD') as never))
          .toWebUrl(),
      { is: QueryError, code: 'not-one-filter' },
    );
    refused(() => runs().raw({ nope: 1 }).toWebUrl(), badFilter);
  });
  test('writes payloads of raw()', () => {
    const url = runs()
      .raw({ run_number: 5, 'rr_attributes.class': { and: [{ like: 'C%' }, { '<>': 'Cosmics22' }] } })
      .toWebUrl();
    expectQuery(url, and(run.run_number.eq(5), run.class.like('C%'), not(cls)));
    expectQuery(
      runs()
        .raw({ run_number: { or: [1, 2] } })
        .toWebUrl(),
      or(run.run_number.eq(1), run.run_number.eq(2)),
    );
    expectQuery(runs().raw({}).toWebUrl(), undefined);
  });
  test('encodes special characters', () => {
    for (const text of ['a&b=c', '#x?y', '50%', '%25', 'a+b c', '[x][y]', "it's", 'é—µ', '\\\\', '"', '\n', '=', '<>'])
      expectQuery(runs().where('class').eq(text).toWebUrl(), run.class.eq(text));
  });
});

const rows = sampleRows(30);
const row = rows.runs[0] as Row;

/** Returns a function that evaluates the filter of a URL for a row. */
function truth(url: string, target: 'runs' | 'datasets'): (row: Row) => boolean {
  const { filter } = linkOfUrl(url, target);
  const { tree } = readFilter(filter, target);
  // A filter that matches every row has no tree.
  if (tree === undefined) return () => true;
  const matches = predicate(tree, target === 'runs' ? runAccessor : datasetAccessor);
  return (one) => matches(one as never) === true;
}

const refusals = new Set(['bad-web-url', 'not-one-filter', 'needs-everything', 'too-many-requests', 'too-deep']);

/** Conditions that the page can express. */
const expressible = fc.oneof(
  fc
    .constantFrom(...rows.runs.map((one) => one.run_number as number))
    .chain((n) =>
      fc.constantFrom(
        run.run_number.eq(n),
        run.run_number.lt(n),
        run.run_number.ne(n),
        run.run_number.in([n, 5, 6]),
        run.run_number.notIn([n, 5]),
      ),
    ),
  fc
    .constantFrom('Collisions22', 'Cosmics24', 'Commissioning22')
    .chain((name) =>
      fc.constantFrom(
        run.class.eq(name),
        run.class.ne(name),
        run.class.contains(name.slice(0, 6)),
        run.class.in([name, 'x']),
        run.class.notIn([name, 'x']),
      ),
    ),
  fc.constantFrom(
    run.significant.is(true),
    run.significant.is(false),
    run.dt_included.is(true),
    run.state.is('OPEN'),
    run.state.isNot('OPEN'),
  ),
  fc
    .constantFrom('2018', '2022-07', '2024-04-12')
    .chain((time) => fc.constantFrom(run.start_time.gte(time), run.start_time.lt(time), run.start_time.eq(time))),
  fc
    .constantFrom('dt-dt', 'csc-csc', 'tracker-strip')
    .chain((name) =>
      fc
        .constantFrom(...(['GOOD', 'BAD', 'EXCLUDED'] as const))
        .map((status) => flag(name as 'dt-dt').is(status) as unknown as Expression<'run'>),
    ),
);

const joined = (inner: fc.Arbitrary<Expression<'run'>>): fc.Arbitrary<Expression<'run'>> =>
  fc.oneof(
    inner,
    fc.array(inner, { minLength: 1, maxLength: 4 }).map((list) => and(...list)),
    fc.array(inner, { minLength: 1, maxLength: 4 }).map((list) => or(...list)),
  );

describe.each(['runs', 'datasets'] as const)('URLs of random queries for %s', (target) => {
  const read = target === 'runs' ? runAccessor : datasetAccessor;
  const check = (expression: Expression): boolean => {
    const query =
      target === 'runs'
        ? runs().where(expression as Expression<'run'>)
        : datasets().where(expression as Expression<'dataset'>);
    let url: string;
    try {
      url = query.toWebUrl();
    } catch (error) {
      expect(error).toBeInstanceOf(QueryError);
      expect(refusals).toContain((error as QueryError).code);
      expect((error as QueryError).hint).toBeTruthy();
      return false;
    }
    const { warnings } = registry[target].fromWebUrl(url);
    expect(warnings).toEqual([]);
    const [theirs, ours] = [truth(url, target), predicate(asNode(expression), read)];
    for (const one of rows[target]) expect(theirs(one)).toBe(ours(one as never) === true);
    return true;
  };
  const count = Math.ceil(cases / 4);
  const run = (arbitrary: fc.Arbitrary<Expression>): number => {
    console.log(`${count} random URLs for ${target}: TEST_SEED=${seed}`);
    let written = 0;
    fc.assert(
      fc.property(arbitrary, (expression) => {
        if (check(expression)) written++;
      }),
      { numRuns: count, seed },
    );
    console.log(`${target}: ${written} of ${count} have a URL`);
    return written;
  };
  test('match the same rows for conditions that the page can express', () => {
    expect(run(joined(joined(expressible)) as fc.Arbitrary<Expression>)).toBeGreaterThanOrEqual(fewest(0.5, count));
  });
  test('match the same rows for conditions of any kind, unless rejected', () => {
    expect(run(expressions(target, rows[target]).map(build))).toBeGreaterThanOrEqual(fewest(0.1, count));
  });
});
