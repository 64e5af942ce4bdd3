/** Compares the JSON portal of the embedded registry with generateLocally(), to the last bit. */
import {
  AbortError,
  and,
  atLeastOf,
  dcs,
  except,
  flag,
  flags,
  type GeneratedJson,
  type GoldenJson,
  goldenJson,
  JobError,
  type ListOptions,
  type LocalOptions,
  type LocalProgress,
  type LocalResult,
  logic,
  lumisection,
  NotFoundError,
  named,
  not,
  or,
  QueryError,
  ResponseError,
  RunRegistry,
  run,
  ServerError,
} from 'runregistry';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import { isFull, selection } from '../support/rounds.js';
import { type Received, type Reply, type ScriptedServer, scripted } from '../support/scripted-server.js';

// The golden JSON that is generated here is all that changes, and no other file lists it.
const sampleUrl = inject('sampleUrl');
const registry = new RunRegistry({ url: sampleUrl });

const pollDelay = 10;
const datasets = () => registry.datasets();
const named2018A = '/PromptReco/Collisions2018A/DQM';

type Compared = Pick<
  LocalResult,
  'list' | 'byDataset' | 'total' | 'kept' | 'excluded' | 'lost' | 'loss' | 'emptyReason'
>;

/** Returns the fields that both results have. Losses are sorted by rule, because equal losses have no defined order. */
function compared(result: LocalResult | GeneratedJson) {
  const { list, byDataset, total, kept, excluded, lost, loss, emptyReason } = result as Compared;
  const byText = (a: { readonly text: string }, b: { readonly text: string }) => (a.text < b.text ? -1 : 1);
  return {
    list: list.toJSON(),
    byDataset: Object.fromEntries([...byDataset].map(([name, list]) => [name, list.toJSON()])),
    total,
    kept,
    excluded: excluded.toJSON(),
    lost,
    neverTrue: emptyReason && [...emptyReason.neverTrue].sort(),
    rules: [...loss.rules].sort(byText),
    combinations: loss.combinations.map((entry) => ({ ...entry, list: entry.list.toJSON() })).sort(byText),
  };
}

async function both(golden: GoldenJson, datasetName: string, names: readonly string[]) {
  const portal = await golden.generate({ datasetName, complete: true, pollDelay });
  const local = await golden.generateLocally(datasets().where('dataset_name').in(names));
  return { portal, local };
}

describe('the portal and generateLocally()', () => {
  const express = '/Express/Collisions2018/DQM';
  const rereco = '/ReReco/Run2018A_UL2018/DQM';
  const documents: readonly (readonly [string, () => GoldenJson, string, readonly string[]])[] = [
    [
      'a golden JSON with energy, trigger key and flags',
      () =>
        registry
          .goldenJson()
          .where('run.oms.energy')
          .between(6000, 7000)
          .where('run.oms.b_field')
          .gte(3.7)
          .where(not(run.hlt_key.contains('WMass')))
          .flags(['dt-dt', 'csc-csc', 'l1t-l1tmu', 'hlt-hlt', 'tracker-pixel'])
          .are('GOOD')
          .where('lumisection.oms.bpix_ready')
          .is(true),
      named2018A,
      [named2018A],
    ],
    [
      'DCS bits alone',
      () => registry.goldenJson().where(and(dcs.pixel, dcs.strip, lumisection.cms_active.is(true))),
      named2018A,
      [named2018A],
    ],
    [
      'an or, and a negated and',
      () =>
        registry
          .goldenJson()
          .where(or(flag('dt-dt').is('GOOD'), and(flag('csc-csc').is('GOOD'), run.significant.is(true))))
          .where(not(and(lumisection.bpix_ready.is(false), lumisection.fpix_ready.is(false)))),
      '/PromptReco/Collisions2018B/DQM',
      ['/PromptReco/Collisions2018B/DQM'],
    ],
    [
      'numbers and luminosities of lumisections',
      () =>
        registry
          .goldenJson()
          .where('lumisection.lumisection_number')
          .between(5, 120)
          .where('lumisection.oms.recorded')
          .gt(0.05),
      '/PromptReco/Collisions2018C/DQM',
      ['/PromptReco/Collisions2018C/DQM'],
    ],
    [
      'numbers of lumisections in an or',
      () =>
        registry
          .goldenJson()
          .where(or(lumisection.lumisection_number.in([1, 2, 30]), flag('rpc-rpc').is('GOOD')))
          .flag('muon-muon')
          .isNot('BAD'),
      '/PromptReco/Collisions2018C/DQM',
      ['/PromptReco/Collisions2018C/DQM'],
    ],
    // In run 315758 dt-dt was set to EMPTY, which is not a missing status.
    [
      'a flag that is not BAD, where some are EMPTY',
      () => registry.goldenJson().flag('dt-dt').isNot('BAD'),
      named2018A,
      [named2018A],
    ],
    ['a flag that is EMPTY', () => registry.goldenJson().flag('dt-dt').is('EMPTY'), named2018A, [named2018A]],
    [
      'at least two of three, and exceptions for runs',
      () =>
        registry
          .goldenJson()
          .where(named('muons', atLeastOf(2, [flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD'), dcs.rpc])))
          .where(except({ from: 315300, to: 316000 }, flags(['tracker-strip']).are('GOOD'), dcs.strip)),
      named2018A,
      [named2018A],
    ],
    [
      'several datasets of a run, selected by alternatives in the pattern',
      () => registry.goldenJson().flag('tracker-track').is('GOOD').where(dcs.pixel),
      `(${named2018A}|${express}|${rereco})`,
      [named2018A, express, rereco],
    ],
    [
      'rules of a document that are true for null',
      () =>
        registry.goldenJson().where(
          logic({
            or: [
              { and: [{ '<=': [{ var: 'lumisection.oms.zdc_ready' }, 0] }, { '!': { var: 'run.rr.significant' } }] },
              { '==': [{ and: [{ var: 'lumisection.oms.cms_active' }, true] }, true] },
              { var: 'lumisection.oms.physics_flag' },
            ],
          }),
        ),
      '/PromptReco/Collisions2018D/DQM',
      ['/PromptReco/Collisions2018D/DQM'],
    ],
    [
      'rules that are not boolean',
      () =>
        registry
          .goldenJson()
          .where(
            logic({
              or: [
                false,
                0,
                'ab',
                { if: [{ '>': [{ var: 'run.run_number' }, 321000] }, { var: 'lumisection.oms.cms_active' }, false] },
                [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'BAD'] }],
              ],
            }),
          )
          .flag('dt-dt')
          .is('GOOD'),
      '/PromptReco/Collisions2018D/DQM',
      ['/PromptReco/Collisions2018D/DQM'],
    ],
    [
      'rules that exclude every lumisection',
      () => registry.goldenJson().where('run.oms.energy').gt(99_000).flag('dt-dt').is('GOOD'),
      '/PromptReco/HICollisions2018A/DQM',
      ['/PromptReco/HICollisions2018A/DQM'],
    ],
    [
      'rules that exclude no lumisection',
      () => registry.goldenJson().where('run.run_number').gt(1),
      '/PromptReco/HICollisions2018A/DQM',
      ['/PromptReco/HICollisions2018A/DQM'],
    ],
  ];
  test.each(selection(documents, 2))('agree on %s', async (_, golden, datasetName, names) => {
    const { portal, local } = await both(golden(), datasetName, names);
    expect(portal).toMatchObject({ state: 'done', complete: true, datasetName, tags: '', createdBy: 'api@api' });
    expect(compared(local)).toEqual(compared(portal));
    expect(portal.inRunRange?.recorded).toBeGreaterThan(0);
    expect(portal.complete && portal.lost?.recorded).toBe(local.lost.recorded);
    // The record contains the rules verbatim, and parsing preserves them.
    expect(portal.jsonLogic).toEqual(golden().toJsonLogic());
    expect(goldenJson.parse(portal.jsonLogic).golden.toJsonLogic()).toEqual(portal.jsonLogic);
  });
});

test.runIf(isFull)('the pattern % selects all datasets, including the online ones', async () => {
  const other = new RunRegistry({ url: inject('smallUrl') });
  const golden = other.goldenJson().where('lumisection.oms.cms_active').is(true).where(dcs.pixel);
  const portal = await golden.generate({ datasetName: '%', complete: true, pollDelay });
  const local = await golden.generateLocally(other.datasets());
  expect(compared(local)).toEqual(compared(portal));
  expect(portal.byDataset.has('online')).toBe(true);
  expect(portal.byDataset.size).toBeGreaterThan(10);
});

describe('generate() with a query', () => {
  const golden = () => registry.goldenJson().flags(['dt-dt', 'tracker-strip']).are('GOOD').where(dcs.pixel);

  test('sends only the name when the query selects all datasets of a name', async () => {
    const query = datasets().where('dataset_name').eq(named2018A);
    const portal = await golden().generate({ query, complete: true, pollDelay });
    expect(portal.datasetName).toBe(named2018A);
    expect(portal.jsonLogic).toEqual(golden().toJsonLogic());
    expect(compared(await golden().generateLocally(query))).toEqual(compared(portal));
  });

  test('sends a pattern when the query selects all datasets of several names', async () => {
    const query = datasets().where('dataset_name').like('%HICollisions2018%');
    const portal = await golden().generate({ query, complete: true, pollDelay });
    expect(portal.datasetName).toBe('(/Express/HICollisions2018/DQM|/PromptReco/HICollisions2018A/DQM)');
    expect(portal.jsonLogic).toEqual(golden().toJsonLogic());
    expect(compared(await golden().generateLocally(query))).toEqual(compared(portal));
  });

  test('adds a rule when the query selects some datasets of a name; totals count the other runs of that name', async () => {
    const query = datasets().where('dataset_name').eq(named2018A).where('run_number').lte(316000);
    const portal = await golden().generate({ query, complete: true, pollDelay });
    const local = await golden().generateLocally(query);
    const runs = (await query.all()).map((row) => row.run_number).sort((a, b) => a - b);
    expect(portal.datasetName).toBe(named2018A);
    expect(portal.jsonLogic).toEqual({
      and: [
        { and: [{ '==': [{ var: 'dataset.name' }, named2018A] }, { in: [{ var: 'run.run_number' }, runs] }] },
        golden().toJsonLogic(),
      ],
    });
    expect(portal.list.toJSON()).toEqual(local.list.toJSON());
    expect(compared(portal).byDataset).toEqual(compared(local).byDataset);
    expect(portal.kept).toEqual(local.kept);
    expect(local.kept.recorded).toBeGreaterThan(0);
    // The portal selects datasets by name, and counts all runs with that name.
    const all = await golden().generateLocally(datasets().where('dataset_name').eq(named2018A));
    expect(portal.total).toEqual(all.total);
    expect(portal.total.recorded).toBeGreaterThan(local.total.recorded);
    expect(portal.lost?.recorded).toBeGreaterThan(local.lost.recorded);
    expect(local.excluded.isSubsetOf(portal.excluded as NonNullable<typeof portal.excluded>)).toBe(true);
    expect(portal.excluded?.select({ from: 1, to: 316000 }).toJSON()).toEqual(local.excluded.toJSON());
  });

  test('adds the runs of each name when the query selects some datasets of several names', async () => {
    const query = datasets()
      .where('dataset_name')
      .like('%Collisions2018_/DQM')
      .where('run_number')
      .between(316000, 317500);
    const portal = await golden().generate({ query, complete: true, pollDelay, tags: 'a test' });
    const local = await golden().generateLocally(query);
    const [rule] = (portal.jsonLogic as unknown as { and: [{ or: unknown[] }] }).and;
    expect(rule.or).toHaveLength(2);
    expect(portal.tags).toBe('a test');
    expect(portal.list.toJSON()).toEqual(local.list.toJSON());
    expect(compared(portal).byDataset).toEqual(compared(local).byDataset);
    expect(local.byDataset.size).toBe(2);
    expect(portal.kept).toEqual(local.kept);
  });

  test('rejects a query without datasets, for which generateLocally() returns an empty list', async () => {
    const query = datasets().where('dataset_name').eq('online').where('run_number').eq(1);
    await rejected(golden().generate({ query }), {
      is: QueryError,
      code: 'no-datasets',
    });
    const local = await golden().generateLocally(query);
    expect(local.list.isEmpty && local.excluded.isEmpty).toBe(true);
    expect(local.total).toEqual({ recorded: 0, delivered: 0 });
  });

  test('rejects a query for runs', async () => {
    const query = registry.runs().where('run_number').gt(316000) as never;
    const refusal = {
      is: QueryError,
      code: 'bad-value',
    };
    await rejected(golden().generate({ query }), refusal);
    await rejected(golden().generateLocally(query), refusal);
  });
});

describe('the portal of the embedded registry', () => {
  /** Returns a record of the list. Other files generate golden JSON with the same registry meanwhile. */
  const listed = async (id: number, options?: ListOptions) =>
    (await registry.listJsons(options)).find((json) => json.id === id);

  test('lists, returns and deletes a generated JSON', async () => {
    const generated = await registry
      .goldenJson()
      .where(dcs.pixel)
      .generate({ datasetName: named2018A, complete: true, pollDelay });
    expect(await listed(generated.id)).toEqual(generated);
    expect(await listed(generated.id, { filter: 'mine' })).toEqual(generated);
    expect(await registry.listJsons({ filter: 'official' })).toEqual([]);
    expect((await registry.listJsons({ before: generated.id })).every((json) => json.id < generated.id)).toBe(true);
    expect(await registry.getJson(generated.id)).toEqual(generated);
    expect(await registry.waitForJson(generated.id, { complete: true, pollDelay })).toEqual(generated);
    expect(await registry.deleteJson(generated.id)).toEqual({ ...generated, deleted: true });
    expect(await listed(generated.id)).toBeUndefined();
    expect(await registry.getJson(generated.id)).toEqual({ ...generated, deleted: true });
  });

  test('fails a job with an unknown operator, and reports the operator', async () => {
    const golden = registry.goldenJson().where(logic({ likely: [1] }));
    const error = await rejected(golden.generate({ datasetName: named2018A, pollDelay }), {
      is: JobError,
      code: 'job-failed',
    });
    expect(error.serverMessage).toBe('Unrecognized operation likely');
    const id = error.is('job-failed') ? error.id : 0;
    const failed = { state: 'failed', id, reason: 'Unrecognized operation likely' };
    expect(await listed(id)).toEqual(failed);
    expect(await registry.getJson(id)).toEqual(failed);
  });

  test('returns the lists of a job that fails while its losses are computed', async () => {
    // The portal cannot report on rules of null.
    const golden = registry.goldenJson().where(logic({ or: [{ '==': [{ var: 'run.run_number' }, 315305] }, null] }));
    const first = await golden.generate({ datasetName: named2018A, pollDelay });
    expect(first).toMatchObject({
      state: 'done',
      complete: false,
      lost: undefined,
      excluded: undefined,
      loss: undefined,
    });
    expect(first.list.runs).toEqual([315305]);
    await rejected(registry.waitForJson(first.id, { complete: true, pollDelay }), {
      is: JobError,
      code: 'job-failed',
      details: { id: first.id },
    });
  });

  test('rejects a name without datasets, and unknown ids', async () => {
    await rejected(registry.goldenJson().where(dcs.pixel).generate({ datasetName: 'nothing' }), {
      is: ServerError,
      code: 'server-error',
    });
    const missing = {
      is: NotFoundError,
      code: 'no-such-json',
    };
    await rejected(registry.getJson(9999), missing);
    await rejected(registry.waitForJson(9999, { pollDelay }), missing);
    await rejected(registry.deleteJson(9999), missing);
  });
});

describe('generateLocally() with a query', () => {
  const open: ScriptedServer[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) {
      // Every request has ended.
      await expect.poll(() => server.open, { interval: 1 }).toBe(0);
      await server.close();
    }
  });

  /** Starts a proxy of the embedded registry that returns scripted replies to some requests. */
  async function inFront(script: (request: Received) => Reply | undefined) {
    const proxy = await scripted(async (request) => {
      const reply = script(request);
      if (reply !== undefined) return reply;
      const { method, path, body } = request;
      const response = await fetch(sampleUrl + path, { method, headers: { 'content-type': 'application/json' }, body });
      return { status: response.status, json: await response.json() };
    });
    open.push(proxy);
    const client = new RunRegistry({ url: proxy.url, retries: 0 });
    const query = client.datasets().where('dataset_name').eq(named2018A);
    const golden = client.goldenJson().where(dcs.pixel);
    return { query, proxy, decide: (options: LocalOptions = {}) => golden.generateLocally(query, options) };
  }
  const isOms = ({ path }: Received) => path === '/lumisections/oms_lumisections';

  test('fetches lumisections of up to 4 datasets in parallel, and reports progress with the total', async () => {
    const { decide, query, proxy } = await inFront(() => undefined);
    const seen: LocalProgress[] = [];
    await decide({ onProgress: (progress) => seen.push(progress) });
    const total = await query.count();
    expect(seen).toEqual(Array.from({ length: total }, (_, index) => ({ datasets: index + 1, total })));
    expect(proxy.maxOpen).toBeLessThanOrEqual(4);
  });
  test.each<[string, Reply, string]>([
    ['an object', { json: {} }, 'unexpected-response'],
    ['a list of strings', { json: ['a'] }, 'unexpected-response'],
    ['a body that is not JSON', { text: 'hello' }, 'not-json'],
  ])('rejects lumisections that are %s', async (_, reply, code) => {
    let count = 0;
    const { decide } = await inFront((request) => (isOms(request) && ++count === 3 ? reply : undefined));
    await rejected(decide(), { is: ResponseError, code });
  });
  describe('a flag whose status is EMPTY, or missing and reported as EMPTY', () => {
    const [good, empty] = ['GOOD', 'EMPTY'].map((status) => ({ status, comment: '', cause: '' }));
    const at = (number: number, status = {}) => ({ ...status, start: number, end: number });
    const onlyOne = { '==': [{ var: 'run.run_number' }, 315305] };
    const decide = async (flags: readonly object[], byFlag: object) => {
      const bits = flags.map(() => ({ recorded: 1, delivered: 1 }));
      const { query } = await inFront(({ path, body }) => {
        if (!body.includes('315305')) return undefined;
        if (path.endsWith('/rr_lumisection_ranges'))
          return { json: flags.map((status, index) => at(index + 1, status)) };
        if (path.endsWith('/rr_lumisection_ranges_by_component')) return { json: byFlag };
        return path.endsWith('/oms_lumisections') ? { json: bits } : undefined;
      });
      const golden = goldenJson().where(logic(onlyOne));
      const lists = [golden.flag('dt-dt').is('EMPTY'), golden.where(flag('dt-dt').isNot('BAD')), golden].map(
        async (rules) => (await rules.generateLocally(query.where('run_number').eq(315305))).list.toCmssw(),
      );
      return Promise.all(lists);
    };
    const filled = { 'dt-dt': empty, 'csc-csc': good };
    const nothing = { 'dt-dt': empty, 'csc-csc': empty };

    test('has the status of its ranges by flag', async () => {
      const byFlag = { 'dt-dt': [at(1, empty), at(2)], 'csc-csc': [{ ...good, start: 1, end: 2 }] };
      expect(await decide([filled, filled], byFlag)).toEqual(['315305:1', '315305:1', '315305:1-315305:2']);
    });
    test('has the status of its ranges after a lumisection without flags, which they omit', async () => {
      const byFlag = { 'dt-dt': [at(1), at(2, empty)], 'csc-csc': [{ ...good, start: 1, end: 2 }] };
      expect(await decide([nothing, filled, filled], byFlag)).toEqual(['315305:3', '315305:3', '315305:2-315305:3']);
    });
    test('has the status of its ranges in a lumisection where all flags are EMPTY', async () => {
      const byFlag = { 'dt-dt': [at(1, empty), at(2)], 'csc-csc': [at(1), at(2, good)] };
      expect(await decide([nothing, filled], byFlag)).toEqual(['315305:1', '315305:1', '315305:1-315305:2']);
    });
    test('is missing where the omitted lumisections are ambiguous', async () => {
      const byFlag = { 'dt-dt': [{ ...empty, start: 1, end: 2 }], 'csc-csc': [at(1), at(2, good)] };
      expect(await decide([nothing, nothing, filled], byFlag)).toEqual(['', '', '315305:3']);
    });
  });
  test('aborts the other requests after an error', async () => {
    const { decide, proxy } = await inFront((request) => {
      if (!isOms(request)) return undefined;
      return request.body.includes('315305') ? { status: 500, json: { err: 'no' } } : 'never';
    });
    await rejected(decide(), {
      is: ServerError,
      code: 'server-error',
    });
    await expect.poll(() => proxy.open, { interval: 1 }).toBe(0);
  });
  test('aborts all requests when its signal is aborted', async () => {
    const controller = new AbortController();
    const { decide } = await inFront((request) => {
      if (!isOms(request)) return undefined;
      controller.abort();
      return 'never';
    });
    await rejected(decide({ signal: controller.signal }), {
      is: AbortError,
      code: 'aborted',
    });
  });
  test('rejects with the error that onProgress throws', async () => {
    const mine = new Error('mine');
    const { decide } = await inFront(() => undefined);
    const thrown = await decide({
      onProgress: () => {
        throw mine;
      },
    }).catch((error: unknown) => error);
    expect(thrown).toBe(mine);
  });
});
