/** The JSON portal of the embedded registry and generateLocally() decide the same, to the last bit. */
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
import { type Received, type Reply, type ScriptedServer, scripted } from '../support/scripted-server.js';

// The golden JSON that is generated here is all that changes, and no other file lists it.
const sampleUrl = inject('sampleUrl');
const registry = new RunRegistry({ url: sampleUrl });

const pollDelay = 10;
const datasets = () => registry.datasets();
const named2018A = '/PromptReco/Collisions2018A/DQM';

type Compared = Pick<LocalResult, 'list' | 'byDataset' | 'total' | 'kept' | 'excluded' | 'lost' | 'loss'>;

/** Everything that both tell, in an order of its own: lists of losses are sorted by them, and equal ones stand in either order. */
function compared(result: LocalResult | GeneratedJson) {
  const { list, byDataset, total, kept, excluded, lost, loss } = result as Compared;
  const byText = (a: { readonly text: string }, b: { readonly text: string }) => (a.text < b.text ? -1 : 1);
  return {
    list: list.toJSON(),
    byDataset: Object.fromEntries([...byDataset].map(([name, one]) => [name, one.toJSON()])),
    total,
    kept,
    excluded: excluded.toJSON(),
    lost,
    rules: [...loss.rules].sort(byText),
    combinations: loss.combinations.map((one) => ({ ...one, list: one.list.toJSON() })).sort(byText),
  };
}

async function both(golden: GoldenJson, datasetName: string, names: readonly string[]) {
  const portal = await golden.generate({ datasetName, complete: true, pollDelay });
  const local = await golden.generateLocally(datasets().where('dataset_name').in(names));
  return { portal, local };
}

describe('the portal and generateLocally() agree', () => {
  const express = '/Express/Collisions2018/DQM';
  const rereco = '/ReReco/Run2018A_UL2018/DQM';
  test.each<[string, () => GoldenJson, string, readonly string[]]>([
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
      'DCS alone',
      () => registry.goldenJson().where(and(dcs.pixel, dcs.strip, lumisection.cms_active.is(true))),
      named2018A,
      [named2018A],
    ],
    [
      'or, and a negated and',
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
    // In run 315758 somebody set dt-dt to EMPTY, which is no missing status.
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
      'several datasets of a run, by alternatives',
      () => registry.goldenJson().flag('tracker-track').is('GOOD').where(dcs.pixel),
      `(${named2018A}|${express}|${rereco})`,
      [named2018A, express, rereco],
    ],
    [
      'bare rules of a document, in which null passes',
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
      'rules on which the portal has no verdict',
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
      'rules that nothing passes',
      () => registry.goldenJson().where('run.oms.energy').gt(99_000).flag('dt-dt').is('GOOD'),
      '/PromptReco/HICollisions2018A/DQM',
      ['/PromptReco/HICollisions2018A/DQM'],
    ],
    [
      'rules that everything passes',
      () => registry.goldenJson().where('run.run_number').gt(1),
      '/PromptReco/HICollisions2018A/DQM',
      ['/PromptReco/HICollisions2018A/DQM'],
    ],
  ])('%s', async (_, golden, datasetName, names) => {
    const { portal, local } = await both(golden(), datasetName, names);
    expect(portal).toMatchObject({ state: 'done', complete: true, datasetName, tags: '', createdBy: 'api@api' });
    expect(compared(local)).toEqual(compared(portal));
    expect(portal.inRunRange?.recorded).toBeGreaterThan(0);
    expect(portal.complete && portal.lost?.recorded).toBe(local.lost.recorded);
    // The record holds the rules as they were written, and they read back as the same.
    expect(portal.jsonLogic).toEqual(golden().toJsonLogic());
    expect(goldenJson.parse(portal.jsonLogic).golden.toJsonLogic()).toEqual(portal.jsonLogic);
  });
});

test('the pattern % is all datasets, the online ones among them', async () => {
  const other = new RunRegistry({ url: inject('smallUrl') });
  const golden = other.goldenJson().where('lumisection.oms.cms_active').is(true).where(dcs.pixel);
  const portal = await golden.generate({ datasetName: '%', complete: true, pollDelay });
  const local = await golden.generateLocally(other.datasets());
  expect(compared(local)).toEqual(compared(portal));
  expect(portal.byDataset.has('online')).toBe(true);
  expect(portal.byDataset.size).toBeGreaterThan(10);
});

describe('datasets of a query', () => {
  const golden = () => registry.goldenJson().flags(['dt-dt', 'tracker-strip']).are('GOOD').where(dcs.pixel);

  test('all of a name: nothing but the name is asked for', async () => {
    const query = datasets().where('dataset_name').eq(named2018A);
    const portal = await golden().generate({ query, complete: true, pollDelay });
    expect(portal.datasetName).toBe(named2018A);
    expect(portal.jsonLogic).toEqual(golden().toJsonLogic());
    expect(compared(await golden().generateLocally(query))).toEqual(compared(portal));
  });

  test('all of several names', async () => {
    const query = datasets().where('dataset_name').like('%HICollisions2018%');
    const portal = await golden().generate({ query, complete: true, pollDelay });
    expect(portal.datasetName).toBe('(/Express/HICollisions2018/DQM|/PromptReco/HICollisions2018A/DQM)');
    expect(portal.jsonLogic).toEqual(golden().toJsonLogic());
    expect(compared(await golden().generateLocally(query))).toEqual(compared(portal));
  });

  test('some of a name: a rule is added; what is not kept counts the other runs of that name too', async () => {
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
    // The portal chooses by name, so that all runs of it are counted.
    const all = await golden().generateLocally(datasets().where('dataset_name').eq(named2018A));
    expect(portal.total).toEqual(all.total);
    expect(portal.total.recorded).toBeGreaterThan(local.total.recorded);
    expect(portal.lost?.recorded).toBeGreaterThan(local.lost.recorded);
    expect(local.excluded.isSubsetOf(portal.excluded as NonNullable<typeof portal.excluded>)).toBe(true);
    expect(portal.excluded?.select({ from: 1, to: 316000 }).toJSON()).toEqual(local.excluded.toJSON());
  });

  test('some of several names: each has its runs', async () => {
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

  test('none', async () => {
    const query = datasets().where('dataset_name').eq('online').where('run_number').eq(1);
    await rejected(golden().generate({ query }), {
      is: QueryError,
      code: 'no-datasets',
    });
    // Locally, nothing is decided.
    const local = await golden().generateLocally(query);
    expect(local.list.isEmpty && local.excluded.isEmpty).toBe(true);
    expect(local.total).toEqual({ recorded: 0, delivered: 0 });
  });

  test('a query for runs is refused', async () => {
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
  test('lists and reads what it has made, and removes it from the list', async () => {
    const made = await registry
      .goldenJson()
      .where(dcs.pixel)
      .generate({ datasetName: named2018A, complete: true, pollDelay });
    expect((await registry.listJsons())[0]).toEqual(made);
    expect((await registry.listJsons({ filter: 'mine' }))[0]).toEqual(made);
    expect(await registry.listJsons({ filter: 'official' })).toEqual([]);
    expect((await registry.listJsons({ before: made.id })).every((json) => json.id < made.id)).toBe(true);
    expect(await registry.getJson(made.id)).toEqual(made);
    expect(await registry.waitForJson(made.id, { complete: true, pollDelay })).toEqual(made);
    expect(await registry.deleteJson(made.id)).toEqual({ ...made, deleted: true });
    expect((await registry.listJsons()).map((json) => json.id)).not.toContain(made.id);
    expect(await registry.getJson(made.id)).toEqual({ ...made, deleted: true });
  });

  test('a job fails on an operator that the portal does not know, and says so', async () => {
    const golden = registry.goldenJson().where(logic({ likely: [1] }));
    const error = await rejected(golden.generate({ datasetName: named2018A, pollDelay }), {
      is: JobError,
      code: 'job-failed',
    });
    expect(error.serverMessage).toBe('Unrecognized operation likely');
    const [listed] = await registry.listJsons();
    expect(listed).toEqual({ state: 'failed', id: listed?.id, reason: 'Unrecognized operation likely' });
    expect(await registry.getJson(listed?.id ?? 0)).toEqual(listed);
  });

  test('a job that fails while its losses are worked out has its lists all the same', async () => {
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
    });
  });

  test('a name without datasets, and ids without a golden JSON', async () => {
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

describe('lumisections of a query', () => {
  const open: ScriptedServer[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) {
      // No call leaves a request behind.
      await expect.poll(() => one.open, { interval: 1 }).toBe(0);
      await one.close();
    }
  });

  /** A server before the embedded registry, which answers some requests itself. */
  async function inFront(script: (request: Received) => Reply | undefined) {
    const between = await scripted(async (request) => {
      const own = script(request);
      if (own !== undefined) return own;
      const { method, path, body } = request;
      const answer = await fetch(sampleUrl + path, { method, headers: { 'content-type': 'application/json' }, body });
      return { status: answer.status, json: await answer.json() };
    });
    open.push(between);
    const client = new RunRegistry({ url: between.url, retries: 0 });
    const query = client.datasets().where('dataset_name').eq(named2018A);
    const golden = client.goldenJson().where(dcs.pixel);
    return { query, between, decide: (options: LocalOptions = {}) => golden.generateLocally(query, options) };
  }
  const isOms = ({ path }: Received) => path === '/lumisections/oms_lumisections';

  test('are fetched a few at once, and progress is told against all', async () => {
    const { decide, query, between } = await inFront(() => undefined);
    const seen: LocalProgress[] = [];
    await decide({ onProgress: (progress) => seen.push(progress) });
    const total = await query.count();
    expect(seen).toEqual(Array.from({ length: total }, (_, index) => ({ datasets: index + 1, total })));
    expect(between.mostAtOnce).toBeLessThanOrEqual(4);
  });
  test.each<[string, Reply, string]>([
    ['no list', { json: {} }, 'returned no list of objects'],
    ['a list of texts', { json: ['a'] }, 'returned no list of objects'],
    ['no JSON', { text: 'hello' }, 'not JSON'],
  ])('that are %s', async (_, reply, words) => {
    let count = 0;
    const { decide } = await inFront((request) => (isOms(request) && ++count === 3 ? reply : undefined));
    await expect(decide()).rejects.toThrow(ResponseError);
    count = 0;
    await expect(decide()).rejects.toThrow(words);
  });
  describe('a flag that is EMPTY, or is missing and filled in', () => {
    const [good, empty] = ['GOOD', 'EMPTY'].map((status) => ({ status, comment: '', cause: '' }));
    const at = (number: number, one = {}) => ({ ...one, start: number, end: number });
    const onlyOne = { '==': [{ var: 'run.run_number' }, 315305] };
    const decide = async (flags: readonly object[], byFlag: object) => {
      const bits = flags.map(() => ({ recorded: 1, delivered: 1 }));
      const { query } = await inFront(({ path, body }) => {
        if (!body.includes('315305')) return undefined;
        if (path.endsWith('/rr_lumisection_ranges')) return { json: flags.map((one, index) => at(index + 1, one)) };
        if (path.endsWith('/rr_lumisection_ranges_by_component')) return { json: byFlag };
        return path.endsWith('/oms_lumisections') ? { json: bits } : undefined;
      });
      const golden = goldenJson().where(logic(onlyOne));
      const lists = [golden.flag('dt-dt').is('EMPTY'), golden.where(flag('dt-dt').isNot('BAD')), golden].map(
        async (one) => (await one.generateLocally(query.where('run_number').eq(315305))).list.toCmssw(),
      );
      return Promise.all(lists);
    };
    const filled = { 'dt-dt': empty, 'csc-csc': good };
    const nothing = { 'dt-dt': empty, 'csc-csc': empty };

    test('is told from the ranges by flag', async () => {
      const byFlag = { 'dt-dt': [at(1, empty), at(2)], 'csc-csc': [{ ...good, start: 1, end: 2 }] };
      expect(await decide([filled, filled], byFlag)).toEqual(['315305:1', '315305:1', '315305:1-315305:2']);
    });
    test('also behind a lumisection without any flag, which these leave out', async () => {
      const byFlag = { 'dt-dt': [at(1), at(2, empty)], 'csc-csc': [{ ...good, start: 1, end: 2 }] };
      expect(await decide([nothing, filled, filled], byFlag)).toEqual(['315305:3', '315305:3', '315305:2-315305:3']);
    });
    test('also where all flags are EMPTY', async () => {
      const byFlag = { 'dt-dt': [at(1, empty), at(2)], 'csc-csc': [at(1), at(2, good)] };
      expect(await decide([nothing, filled], byFlag)).toEqual(['315305:1', '315305:1', '315305:1-315305:2']);
    });
    test('is missing where it cannot be told which lumisections are left out', async () => {
      const byFlag = { 'dt-dt': [{ ...empty, start: 1, end: 2 }], 'csc-csc': [at(1), at(2, good)] };
      expect(await decide([nothing, nothing, filled], byFlag)).toEqual(['', '', '315305:3']);
    });
  });
  test('an error ends the other requests', async () => {
    const { decide, between } = await inFront((request) => {
      if (!isOms(request)) return undefined;
      return request.body.includes('315305') ? { status: 500, json: { err: 'no' } } : 'never';
    });
    await rejected(decide(), {
      is: ServerError,
      code: 'server-error',
    });
    await expect.poll(() => between.open, { interval: 1 }).toBe(0);
  });
  test('a signal ends them all', async () => {
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
  test('what onProgress throws ends them too', async () => {
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
