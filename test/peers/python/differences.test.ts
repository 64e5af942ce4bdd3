/** The filters, records and differences in docs/from-python.md, executed by the published Python client and by this library. */
import { flag, offlineFlags, onlineFlags, or, RunRegistry, type RunRegistryOptions, run } from 'runregistry';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { failure } from '../../support/refusal.js';
import type { Received } from '../../support/scripted-server.js';
import { untyped } from '../../support/untyped.js';
import { casesOf } from './guide.js';
import { json } from './lumisections.js';
import { credentials, PythonClient, type Version, versions } from './python-client.js';

interface Context {
  readonly python: PythonClient;
  readonly version: Version;
}
type Claim = (context: Context) => Promise<void>;
type Rows = readonly { readonly [key: string]: unknown }[];

const registry = new RunRegistry({ url: inject('sampleUrl') });
const range = "'run_number': {'and': [{'>': 309000}, {'<': 316000}]}";
const early = () => registry.runs().where('run_number').gt(309000).where('run_number').lt(316000);

const pages = (requests: readonly Received[]) => requests.filter(({ path }) => path === '/runs_filtered_ordered');
const bodiesOf = (requests: readonly Received[]) => pages(requests).map(({ body }) => JSON.parse(body));
const tokens = (requests: readonly Received[]) => requests.filter(({ path }) => path === '/token');

/** Returns a client that requests tokens as the Python client does, through the same proxy. */
const clientOf = ({ proxy }: PythonClient, options: RunRegistryOptions = {}) =>
  new RunRegistry({
    url: proxy.server.url,
    tokenUrl: `${proxy.server.url}/token`,
    audience: 'an-audience',
    clientId: credentials.SSO_CLIENT_ID,
    clientSecret: credentials.SSO_CLIENT_SECRET,
    retryDelay: 0,
    ...options,
  });

const same = (filter: string, query: () => { all(): Promise<unknown> }, target = 'runs'): Claim => {
  return async ({ python }) => {
    const rows = (await python.evaluate(`get_${target}(filter=${filter})`)) as Rows;
    expect(rows).toEqual(json(await query().all()));
    expect(rows.length).toBeGreaterThan(0);
  };
};

const filters: Readonly<Record<string, Claim>> = {
  "`{'run_number': n}`": async (context) => {
    const query = () => registry.runs().where('run_number').eq(328762);
    await same("{'run_number': 328762}", query)(context);
    await same("{'run_number': {'=': 328762}}", query)(context);
  },
  "{'and': [{'>': a}": async (context) => {
    await same(`{${range}}`, early)(context);
    await same(`{${range}}`, () => registry.runs().where('run_number').between(309001, 315999))(context);
  },
  "{'or': [a, b]}": async (context) => {
    await same("{'run_number': {'or': [328762, 323555]}}", () =>
      registry.runs().where('run_number').in([328762, 323555]),
    )(context);
    const all = await registry.runs().count();
    expect(await context.python.evaluate("len(get_runs(filter={'run_number': {'or': []}}))")).toBe(all);
    expect(await registry.runs().where('run_number').in([]).all()).toEqual([]);
  },
  "`{'dt-dt': 'GOOD'}`": same(`{${range}, 'dt-dt': 'GOOD'}`, () => early().flag('dt', 'dt').is('GOOD')),
  "{'dataset_name': {'like'": same(
    "{'dataset_name': {'like': '%Express%'}}",
    () => registry.datasets().where('dataset_name').like('%Express%'),
    'datasets',
  ),
  "{'hlt_key': {'notlike'": same("{'hlt_key': {'notlike': '%cosmic%'}}", () =>
    registry.runs().where('hlt_key').notLike('%cosmic%'),
  ),
  '`limit=n`': async ({ python }) => {
    expect(await python.evaluate('get_runs(limit=70)')).toEqual(json(await registry.runs().limit(70).all()));
  },
  '`page_size=n`': async ({ python }) => {
    const sorted = `get_runs(filter={${range}}, page_size=10, sortings=[['run_number', 'ASC']])`;
    python.requests();
    expect(await python.evaluate(sorted)).toEqual(json(await early().orderBy('run_number').all()));
    expect(bodiesOf(python.requests())[0]).toMatchObject({ page_size: 10 });
    const client = clientOf(python);
    await client.runs().where('run_number').between(309000, 316000).pageSize(10).all();
    expect(bodiesOf(python.requests())[0]).toMatchObject({ page_size: 10 });
  },
  '`compress_attributes=False`': async ({ python }) => {
    expect(await python.evaluate(`get_runs(filter={${range}}, compress_attributes=False)`)).toEqual(
      json(await early().all({ compress: false })),
    );
  },
  '`ignore_filter_transformation=True`': async ({ python }) => {
    const payload = { 'oms_attributes.hlt_key': { like: '%cosmic%' }, run_number: { '>': 320000 } };
    const rows = await python.evaluate(
      `get_runs(filter=${JSON.stringify(payload)}, ignore_filter_transformation=True)`,
    );
    const { query, warnings } = registry.runs.parse(payload);
    expect(warnings).toEqual([]);
    expect(rows).toEqual(json(await query.all()));
    expect(rows).toEqual(json(await registry.runs().raw(payload).all()));
    expect(registry.runs.parse(misread).warnings).not.toEqual([]);
  },
};

/** A payload that the registry interprets as an AND. */
const misread = {
  or: [{ 'rr_attributes.class': { '=': 'Cosmics18' } }, { 'triplet_summary.dt-dt.BAD': { '>': 0 } }],
};

const rule = { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] };
const named2018A = '/PromptReco/Collisions2018A/DQM';

/** Records of the JSON portal: the value of a key in Python, and of this library. */
function recordCases(record: Readonly<Record<string, unknown>>, ours: Awaited<ReturnType<typeof generate>>) {
  const { list, byDataset, excluded, kept, total, lost, jsonLogic, datasetName, createdBy, tags, official } = ours;
  return {
    'generated_json`': [record.generated_json, list.toJSON()],
    generated_json_with_dataset_names: [
      record.generated_json_with_dataset_names,
      Object.fromEntries(
        [...byDataset].flatMap(([name, lumis]) =>
          Object.entries(lumis.toJSON()).map(([number, ranges]) => [`${number}-${name}`, ranges]),
        ),
      ),
    ],
    generated_anti_json: [record.generated_anti_json, excluded?.toJSON()],
    recorded_luminosity_in_json: [
      [record.recorded_luminosity_in_json, record.delivered_luminosity_in_json],
      [kept.recorded, kept.delivered],
    ],
    'total_recorded_luminosity`': [
      [record.total_recorded_luminosity, record.total_delivered_luminosity],
      [total.recorded, total.delivered],
    ],
    total_recorded_luminosity_lost: [
      [record.total_recorded_luminosity_lost, record.total_delivered_luminosity_lost],
      [lost?.recorded, lost?.delivered],
    ],
    dataset_name_filter: [
      [record.json_logic, record.dataset_name_filter, record.created_by, record.tags, record.official],
      [jsonLogic, datasetName, createdBy, tags, official],
    ],
  };
}
const generate = (client: RunRegistry) =>
  client.createJson(rule, { datasetName: named2018A, pollDelay: 5, complete: true });

const differences: Readonly<Record<string, Claim>> = {
  "silently drops `{'dt-dt': {'or': […]}}`": async ({ python }) => {
    const all = await registry.runs().count();
    expect(await python.evaluate("len(get_runs(filter={'dt-dt': {'or': ['GOOD', 'BAD']}}))")).toBe(all);
    expect(await python.evaluate("len(get_runs(filter={'tracker-strip': True}))")).toBe(all);
    const either = or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('BAD'));
    expect(await registry.runs().where(either).count()).toBeLessThan(all);
    expect(refuses(() => untyped(registry.runs()).flag('dt-dt').is(true))).toBe('bad-value');
  },
  "`'dt': 'GOOD'`": async ({ python }) => {
    expect(await python.raised("get_runs(filter={'dt': 'GOOD'})")).toMatchObject({ type: 'Exception' });
    expect(await early().flag('dt', 'dt').is('GOOD').all()).toEqual(await early().flag('dt-dt').is('GOOD').all());
  },
  'reset_RR_attributes_and_refresh_runs(run=362761)': async ({ python }) => {
    expect(await python.raised('reset_RR_attributes_and_refresh_runs(run=362761)')).toMatchObject({
      type: 'ValueError',
    });
    expect(await python.raised('manually_refresh_components_statuses_for_runs(run=362761)')).toMatchObject({
      type: 'ValueError',
    });
    expect((await registry.operations.resetAndRefreshRuns(362761, { dryRun: true })).outcomes).toHaveLength(1);
  },
  "`{'energy': {'and'": async ({ python }) => {
    const program = "get_runs(filter={'energy': {'and': [{'>': 6000}, {'<': 7000}]}})";
    expect(await python.raised(program)).toMatchObject({ type: 'ValueError' });
    const response = await fetch(`${inject('sampleUrl')}/runs_filtered_ordered`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: pages(python.requests()).at(-1)?.body ?? '',
    });
    expect(response.status).toBe(500);
    const rows = await registry.runs().where('energy').gt(6000).where('energy').lt(7000).all();
    const all = await registry.runs().all();
    const isBetween = ({ energy }: { readonly energy?: number | null }) =>
      Number(energy) > 6000 && Number(energy) < 7000;
    expect(rows).toEqual(all.filter((row) => isBetween(row.oms_attributes)));
    expect(rows.length).toBeGreaterThan(0);
  },
  'accepts `n` and `run`': async ({ python }) => {
    python.requests();
    for (const filter of ["{'n': 355100}", "{'run': 355100}", "{'ls_duration': {'>>': 3}}", "{'energy': 'abc'}"])
      await python.run('', `get_runs(filter=${filter})`);
    expect(bodiesOf(python.requests()).map(({ filter }) => filter)).toEqual([
      { n: { '=': 355100 } },
      { run: { '=': 355100 } },
      { 'oms_attributes.ls_duration': { '>>': 3 } },
      { 'oms_attributes.energy': { '=': 'abc' } },
    ]);
    expect(refuses(() => untyped(registry.runs()).where('n'))).toBe('unknown-attribute');
    expect(refuses(() => untyped(registry.runs()).where('energy').eq('abc'))).toBe('bad-value');
    expect(() => registry.runs.parse({ 'oms_attributes.ls_duration': { '>>': 3 } })).toThrow();
  },
  'misspells `tracker-pix`': async ({ python, version }) => {
    const [theirs, theirsOfRuns] = (await python.evaluate(
      '[dataset_triplet_attributes, run_triplet_attributes]',
      'from runregistry.attributes import dataset_triplet_attributes, run_triplet_attributes',
    )) as [string[], string[]];
    const namesOf = (table: Readonly<Record<string, readonly string[]>>) =>
      Object.entries(table).flatMap(([workspace, columns]) => columns.map((column) => `${workspace}-${column}`));
    const [ours, oursOfRuns] = [namesOf(offlineFlags), namesOf(onlineFlags)];
    const unknown = theirs.filter((name) => !ours.includes(name));
    expect(unknown.sort()).toEqual(['hcal-hoO_ls', 'l1t-hg_rings', 'tracker-pix']);
    const missing = ours.filter((name) => !theirs.includes(name) && !/^ctpps-(rp|time|trk)/.test(name));
    expect(missing).toEqual(['dc-lowlumi', 'gem-gem', 'tracker-pixel']);
    const ofRuns = ['ctpps-time45_box', 'ctpps-time56_box', 'gem-gem', 'muon-muon', 'tracker-track_private'];
    const missingOfRuns = oursOfRuns.filter((name) => !theirsOfRuns.includes(name));
    expect(missingOfRuns).toEqual(version === '3.1.2' ? ofRuns : [...ofRuns, 'l1t-hf_rings', 'rpc-elog'].sort());
  },
  'modifies your filter': async ({ python }) => {
    const program = "f = {'run_number': {'or': [328762]}}; get_runs(filter=f)";
    expect(await python.evaluate('f', program)).toEqual({ run_number: { or: [{ '=': 328762 }] } });
    const numbers = Object.freeze([328762]);
    expect(await registry.runs().where('run_number').in(numbers).count()).toBe(1);
  },
  'fetches a token for every page': async ({ python }) => {
    const client = clientOf(python);
    python.requests();
    await python.run('', 'get_runs()');
    const theirs = python.requests();
    await client.runs().pageSize(50).all();
    const ours = python.requests();
    expect(pages(theirs).length).toBeGreaterThan(2);
    expect(tokens(theirs)).toHaveLength(pages(theirs).length);
    expect(pages(ours).length).toBeGreaterThan(2);
    expect(tokens(ours)).toHaveLength(1);
    // Both authenticate with the credentials of their environment or options.
    const basic = `Basic ${Buffer.from('an-id:a-secret').toString('base64')}`;
    expect(tokens(theirs)[0]?.headers.authorization).toBe(basic);
    expect(pages(ours)[0]?.headers.authorization).toBe(pages(theirs)[0]?.headers.authorization);
  },
  'applies `limit` from the second page on': async ({ python }) => {
    const page = await early().limit(20).all();
    const numbers = JSON.stringify(page.map(({ run_number }) => run_number));
    expect(page).toHaveLength(20);
    expect(await python.evaluate(`len(get_runs(limit=5, filter={'run_number': {'or': ${numbers}}}))`)).toBe(20);
    expect(await python.evaluate('len(get_runs(limit=5))')).toBe(5);
    expect(await registry.runs().limit(5).all()).toHaveLength(5);
  },
  'raises without a `filter`': async ({ python }) => {
    // A page that claims more rows.
    const many = (count: number) => ({ instead: { json: { count, pages: 1, runs: [] } } });
    const claim = (count: number) => (request: Received) => (pages([request]).length > 0 ? many(count) : 'none');
    expect(await python.during(claim(20_001), () => python.raised('get_runs()'))).toMatchObject({ type: 'Exception' });
    const printed = async (count: number) =>
      (await python.during(claim(count), () => python.run('', 'get_runs(filter={})'))).printed;
    expect(await printed(10_001)).toContain('WARNING');
    expect(await printed(40_001)).toContain('ALERT');
    expect(await printed(10_000)).toBe('');
  },
  'turns an error after the first page': async ({ python }) => {
    // Python numbers pages; this library reads runs by key.
    const secondFails = () => {
      let seen = 0;
      return (request: Received) =>
        pages([request]).length > 0 && ++seen === 2
          ? ({ instead: { status: 500, json: { err: 'broken' } } } as const)
          : 'none';
    };
    expect(await python.during(secondFails(), () => python.raised('get_runs()'))).toMatchObject({ type: 'TypeError' });
    const ours = () => failure(clientOf(python, { retries: 0 }).runs().pageSize(50).all());
    const error = await python.during(secondFails(), ours);
    expect(error).toMatchObject({ code: 'server-error', serverMessage: 'broken' });
    expect(error.message).toMatch(/\bpage\b/);
  },
  'raises on the first failure of several operations': async ({ python }) => {
    const call = "change_run_class([17, 362761], 'Cosmics22')";
    python.requests();
    expect(await python.raised(call)).toMatchObject({ type: 'Exception' });
    expect(python.proxy.mutations()).toHaveLength(1);
    const { outcomes } = await registry.operations.changeRunClass([17, 362761], 'Cosmics22', { dryRun: true });
    expect(outcomes.map(({ run_number }) => run_number)).toEqual([17, 362761]);
  },
  'has no retries': async ({ python }) => {
    const once = () => {
      let failed = false;
      return (request: Received) => {
        if (failed || pages([request]).length === 0) return 'none';
        failed = true;
        return { instead: { status: 503, text: 'unavailable' } } as const;
      };
    };
    expect(await python.during(once(), () => python.raised('get_run(328762)'))).toMatchObject({
      type: expect.any(String),
    });
    const row = await python.during(once(), () => clientOf(python).getRun(328762));
    expect(row?.run_number).toBe(328762);
  },
  "raises `KeyError: 'id'`": async ({ python }) => {
    expect(await python.raised("create_json({}, 'x')")).toEqual({ type: 'KeyError', message: "'id'" });
    const unknown = "create_json({'==': [1, 1]}, '/Unknown/DQM')";
    expect(await python.raised(unknown)).toEqual({ type: 'KeyError', message: "'id'" });
    const options = { datasetName: '/Unknown/DQM' };
    expect(await failure(registry.createJson({}, options))).toMatchObject({ code: 'bad-json-logic' });
    expect(await failure(registry.createJson({ '==': [1, 1] }, options))).toMatchObject({
      serverMessage: 'No datasets matched that dataset name',
    });
  },
  'rejects `and` and `or` at the top level': async ({ python }) => {
    const text = JSON.stringify(misread);
    expect(await python.raised(`get_runs(filter=${text})`)).toMatchObject({ type: 'Exception' });
    expect(await python.evaluate(`len(get_runs(filter=${text}, ignore_filter_transformation=True))`)).toBeGreaterThan(
      0,
    );
  },
  'lets the registry interpret an OR': async ({ python }) => {
    const text = JSON.stringify(misread);
    const theirs = await python.evaluate(`get_runs(filter=${text}, ignore_filter_transformation=True)`);
    const both = registry.runs().where('class').eq('Cosmics18').flag('dt-dt').is('BAD');
    const either = registry.runs().where(or(run.class.eq('Cosmics18'), flag('dt-dt').is('BAD')));
    expect(theirs).toEqual(json(await both.all()));
    expect(await either.count()).toBeGreaterThan(await both.count());
    expect(either.plan().requests.length).toBeGreaterThan(1);
  },
};

/** Returns the code of the error that a call throws. */
function refuses(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return Object(error).code;
  }
  return undefined;
}

describe.each(versions)('the Python client %s and this library', (version) => {
  let python: PythonClient;
  beforeAll(async () => {
    python = await PythonClient.start(inject('sampleUrl'), version);
  });
  afterAll(() => python?.close());

  test.each(casesOf('Filters', filters))('return the same rows for %s', (_, claim) => claim({ python, version }));

  test('read the same record of the JSON portal', async () => {
    const create = `create_json(json.loads('${JSON.stringify(rule)}'), '${named2018A}')`;
    const first = Object(await python.evaluate(create)) as { readonly id: number };
    const ours = await registry.waitForJson(first.id, { pollDelay: 5, complete: true });
    // The first record can be incomplete, so Python reads it again.
    const again = `requests.post(f'{url}/json_portal/json', json={'id_json': ${first.id}}).json()['final_json']`;
    const record = Object(await python.evaluate(again)) as Readonly<Record<string, unknown>>;
    const cases = casesOf('Records of the JSON portal', recordCases(record, ours));
    for (const [key, [theirs, value]] of cases) expect([key, json(value)]).toEqual([key, theirs]);
    expect(ours.list.lumisectionCount).toBeGreaterThan(0);
  });

  test.each(casesOf('Differences', differences))('differ: Python %s', (_, claim) => claim({ python, version }));

  test('differ in what the guide says of 3.0.0', async () => {
    const isOld = version === '3.0.0';
    expect(await python.evaluate('constants')).toMatchObject({ 'seconds of a request': isOld ? null : 600 });
    python.requests();
    await python.run('', 'make_significant_runs(runs=[17])');
    const mark = python.requests().find(({ path }) => path === '/runs/mark_significant');
    expect(JSON.parse(mark?.body ?? '')).toEqual({ run_number: isOld ? null : 17 });
    for (const name of ['l1t-hf_rings', 'rpc-elog']) {
      const outcome = await python.run('', `len(get_runs(filter={'${name}': 'GOOD'}))`);
      expect(outcome.raised?.type).toBe(isOld ? 'Exception' : undefined);
    }
  });
});
