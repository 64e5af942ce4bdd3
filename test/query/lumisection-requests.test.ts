/** Requests for the lumisections of many runs: concurrency, resumption, cancellation, and calls that throw before any request. */
import {
  AbortError,
  dataset,
  dcs,
  flag,
  goldenJson,
  LumiList,
  type LumisectionOptions,
  type LumisectionProgress,
  logic,
  lumisection,
  QueryError,
  ServerError,
} from 'runregistry';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeRun, lumisectionRequests, registryWithRuns, verdict } from '../support/fake-lumisections.js';
import type { FakeOptions, FakeRegistry } from '../support/fake-registry.js';
import { failure, refused, rejected } from '../support/refusal.js';
import { untypedCall } from '../support/untyped.js';

const first = 400_030;
const good = { 'dt-dt': verdict('GOOD') };
const fakeRuns = (count: number): FakeRun[] =>
  Array.from({ length: count }, (_, index) => ({
    run_number: first - index,
    flagsOf: Array.from({ length: (index % 5) + 1 }, () => good),
    bitsOf: Array.from({ length: (index % 4) + 1 }, () => ({ cms_active: true })),
  }));
const key = (index: number) => `${first - index}`;

let registry: FakeRegistry;
async function start(rows: readonly FakeRun[], options: FakeOptions = {}): Promise<void> {
  registry = await registryWithRuns(rows, options);
}
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
beforeEach(() => process.on('unhandledRejection', note));
afterEach(async () => {
  // No read leaves an open request.
  await expect.poll(() => registry.server.open, { interval: 1, timeout: 10_000 }).toBe(0);
  await registry.close();
  process.off('unhandledRejection', note);
  expect(unhandled.splice(0)).toEqual([]);
});

/** A promise that a test resolves, to delay responses. */
function gate() {
  let open = () => {};
  const opened = new Promise<undefined>((resolve) => {
    open = () => resolve(undefined);
  });
  return { open, opened };
}

describe('requests', () => {
  test('are sent once per run and side, with one token', async () => {
    await start(fakeRuns(30));
    await registry.client({ concurrency: 4 }).runs().lumisections().all();
    const expected = fakeRuns(30).flatMap(({ run_number }) => [`oms ${run_number}`, `rr ${run_number}`]);
    expect(lumisectionRequests(registry).sort()).toEqual(expected.sort());
    expect(registry.tokens).toHaveLength(1);
    expect(new Set(registry.requests.map(({ headers }) => headers.authorization)).size).toBe(1);
  });
  test.each([
    [{ rr: false }, 'oms_lumisection_ranges'],
    [{ oms: false }, 'rr_lumisection_ranges'],
    [{ rr: false, luminosity: true }, 'oms_lumisections'],
  ])('are sent for one side only with %j', async (options, route) => {
    await start(fakeRuns(3));
    await registry.client().runs().lumisections(options).all();
    const paths = registry.requests.map(({ path }) => path).filter((path) => path.includes('/lumisections/'));
    expect(paths).toEqual(Array(3).fill(`/api/lumisections/${route}`));
  });
  test.each([1, 3, 8])('are sent up to %i in parallel', async (concurrency) => {
    const { open, opened } = gate();
    let waiting = 0;
    await start(fakeRuns(20), {
      script: ({ path }) => {
        if (!path.includes('/lumisections/')) return undefined;
        // No request gets a response before the maximum number has arrived.
        if (++waiting === concurrency) open();
        return opened;
      },
    });
    const items = await registry.client({ concurrency }).runs().lumisections().all();
    expect(items.map((item) => item.key)).toEqual(fakeRuns(20).map((_, index) => key(index)));
    expect(registry.server.maxOpen).toBe(concurrency);
  });
  test('continue for later runs while that for the first one is slow, up to twice as many runs', async () => {
    const concurrency = 4;
    const { open, opened } = gate();
    let sent = 0;
    let sentWhileSlow = 0;
    await start(fakeRuns(30), {
      script: async ({ path, body }) => {
        if (!path.includes('/lumisections/')) return undefined;
        // The first run gets its response after the last request that can be sent without it.
        if (++sent === 2 * concurrency) open();
        if (JSON.parse(body).run_number === first) {
          await opened;
          sentWhileSlow = sent;
        }
        return undefined;
      },
    });
    const items = await registry.client({ concurrency }).runs().lumisections({ oms: false }).all();
    expect(items.map((item) => item.key)).toEqual(fakeRuns(30).map((_, index) => key(index)));
    expect(sentWhileSlow).toBe(2 * concurrency);
    expect(registry.server.maxOpen).toBeLessThanOrEqual(concurrency);
  });
  test('are not sent before the first iteration', async () => {
    await start(fakeRuns(3));
    const stream = registry.client().runs().lumisections();
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.return();
    expect(registry.requests).toEqual([]);
  });
  test('may complete in any order without changing the order of items', async () => {
    const releases: (() => void)[] = [];
    await start(fakeRuns(4), {
      script: ({ path }) => {
        if (!path.includes('/lumisections/')) return undefined;
        const { open, opened } = gate();
        releases.unshift(open);
        // The last request gets the first response.
        if (releases.length === 8) for (const release of releases) release();
        return opened;
      },
    });
    const items = await registry.client({ concurrency: 8 }).runs().lumisections().all();
    expect(items.map((item) => item.key)).toEqual([0, 1, 2, 3].map(key));
    expect(items.map((item) => item.counts)).toEqual(
      fakeRuns(4).map(({ flagsOf, bitsOf }) => ({ rr: flagsOf?.length, oms: bitsOf?.length })),
    );
  });
});

describe('onProgress', () => {
  test('is called after each item, when the next one is requested', async () => {
    await start(fakeRuns(4));
    const calls: LumisectionProgress[] = [];
    const stream = registry
      .client()
      .runs()
      .lumisections({ onProgress: (progress) => calls.push(progress) });
    let seen = 0;
    for await (const _ of stream) expect(calls).toHaveLength(seen++);
    expect(calls).toEqual([1, 2, 3, 4].map((done) => ({ done, total: 4, key: key(done - 1) })));
  });
  test('is called for lists and tables too, and counts the remaining items', async () => {
    await start(fakeRuns(4));
    const calls: LumisectionProgress[] = [];
    const stream = registry
      .client()
      .runs()
      .lumisections({ after: key(1), onProgress: (progress) => calls.push(progress) });
    await stream.toLumiList(() => true);
    expect(calls).toEqual([
      { done: 1, total: 2, key: key(2) },
      { done: 2, total: 2, key: key(3) },
    ]);
    await stream.toTable();
    await stream.fractions(['dt-dt']);
    await stream.all();
    expect(calls).toHaveLength(8);
  });
  test.each(['throws', 'rejects'])('ends the read with its error if it %s', async (how) => {
    await start(fakeRuns(20));
    const mine = new Error('mine');
    const fail = () => {
      throw mine;
    };
    const onProgress = how === 'throws' ? fail : async () => fail();
    await expect(registry.client().runs().lumisections({ onProgress }).all()).rejects.toBe(mine);
  });
});

describe('the option after', () => {
  const keysOf = async (options: LumisectionOptions, target: 'runs' | 'datasets' = 'runs', ordered = false) => {
    const query = registry.client()[target]();
    const items = await (ordered ? query.orderBy('run_number', 'desc') : query).lumisections(options).all();
    return items.map((item) => item.key);
  };
  test('resumes after the item without requests for other items', async () => {
    await start(fakeRuns(6));
    expect(await keysOf({ after: key(2) })).toEqual([3, 4, 5].map(key));
    expect(new Set(lumisectionRequests(registry).map((text) => text.split(' ')[1]))).toEqual(
      new Set([3, 4, 5].map(key)),
    );
    expect(await keysOf({ after: key(5) })).toEqual([]);
    expect(await keysOf({ after: key(0) })).toEqual([1, 2, 3, 4, 5].map(key));
  });
  test('resumes at the position of a deleted item', async () => {
    await start(fakeRuns(6).filter((_, index) => index !== 2));
    expect(await keysOf({ after: key(2) })).toEqual([3, 4, 5].map(key));
    expect(await keysOf({ after: '1' })).toEqual([]);
    expect(await keysOf({ after: '999999' })).toEqual([0, 1, 3, 4, 5].map(key));
  });
  test('resumes after a dataset, even if it was deleted', async () => {
    const names = ['/Express/Cosmics18/DQM', 'online', '/PromptReco/Cosmics18/DQM'];
    const rows = [0, 1].flatMap((index) => names.map((name): FakeRun => ({ run_number: first - index, name })));
    const keys = rows.map(({ run_number, name }) => `${run_number} ${name}`);
    await start(rows);
    expect(await keysOf({ after: keys[1] as string }, 'datasets')).toEqual(keys.slice(2));
    await registry.close();
    await start(rows.filter((_, index) => index !== 1));
    // In the registry's collation, `online` sorts between the two others.
    expect(await keysOf({ after: keys[1] as string }, 'datasets')).toEqual(keys.slice(2));
    expect(await keysOf({ after: `${first} /ReReco/X/DQM` }, 'datasets')).toEqual(keys.slice(3));
  });
  test('requires an existing row if the order is not the default', async () => {
    await start(fakeRuns(6));
    expect(await keysOf({ after: key(2) }, 'runs', true)).toEqual([3, 4, 5].map(key));
    await rejected(keysOf({ after: '12' }, 'runs', true), {
      is: QueryError,
      code: 'bad-option',
    });
  });
  test.each([
    ['runs', 'x'],
    ['runs', '400030 online'],
    ['runs', ' 400030'],
    ['datasets', '400030'],
    ['datasets', '400030 '],
    ['datasets', 'online'],
  ] as const)('is rejected for %s: %j', async (target, after) => {
    await start(fakeRuns(2));
    await rejected(keysOf({ after }, target), {
      is: QueryError,
      code: 'bad-option',
    });
    expect(lumisectionRequests(registry)).toEqual([]);
  });
});

describe('a read that ends early', () => {
  test('aborts open requests and sends no more after break', async () => {
    const { opened } = gate();
    await start(fakeRuns(30), {
      // Only the first run gets a response.
      script: ({ path, body }) =>
        path.includes('/lumisections/') && JSON.parse(body).run_number !== first ? opened : undefined,
    });
    const keys: string[] = [];
    for await (const item of registry.client({ concurrency: 6 }).runs().lumisections()) {
      keys.push(item.key);
      break;
    }
    expect(keys).toEqual([key(0)]);
    await expect.poll(() => registry.server.open, { interval: 1, timeout: 10_000 }).toBe(0);
    expect(registry.requests.length).toBeLessThan(20);
  });
  test('aborts open requests after an error in the loop', async () => {
    await start(fakeRuns(30));
    const mine = new Error('mine');
    const read = async () => {
      for await (const _ of registry.client().runs().lumisections()) throw mine;
    };
    await expect(read()).rejects.toBe(mine);
  });
  test('aborts open requests after an error of a condition', async () => {
    await start(fakeRuns(30));
    const mine = new Error('mine');
    const condition = () => {
      throw mine;
    };
    await expect(registry.client().runs().lumisections().toLumiList(condition)).rejects.toBe(mine);
  });
  test.each(['rr_', 'oms_'])('aborts the other side of the last run after an invalid response of %s', async (side) => {
    const { opened } = gate();
    await start(fakeRuns(1), {
      script: ({ path }) =>
        !path.includes('/lumisections/') ? undefined : path.includes(`/${side}`) ? { status: 500, json: {} } : opened,
    });
    expect(await failure(registry.client().runs().lumisections().all())).toBeInstanceOf(ServerError);
  });
  test('sends nothing if the signal is already aborted', async () => {
    await start(fakeRuns(3));
    const reason = new Error('not today');
    const stream = registry
      .client()
      .runs()
      .lumisections({ signal: AbortSignal.abort(reason) });
    const error = await rejected(stream.all(), { is: AbortError, code: 'aborted' });
    expect(error.cause).toBe(reason);
    expect(registry.server.received).toEqual([]);
  });
  test('rejects if the signal is aborted while rows are read', async () => {
    const controller = new AbortController();
    await start(fakeRuns(3), {
      script: ({ path }) => {
        if (!path.endsWith('runs_filtered_ordered')) return undefined;
        controller.abort();
        return 'never';
      },
    });
    const stream = registry.client().runs().lumisections({ signal: controller.signal });
    await rejected(stream.all(), { is: AbortError, code: 'aborted' });
  });
  test('rejects if the signal is aborted while lumisections are read', async () => {
    const controller = new AbortController();
    await start(fakeRuns(30), {
      script: ({ path, body }) => {
        if (!path.includes('/lumisections/') || JSON.parse(body).run_number > first - 10) return undefined;
        controller.abort();
        return 'never';
      },
    });
    const seen: string[] = [];
    const stream = registry.client().runs().lumisections({ signal: controller.signal });
    const read = async () => {
      for await (const { key } of stream) seen.push(key);
    };
    await rejected(read(), { is: AbortError, code: 'aborted' });
    expect(seen).toEqual(seen.map((_, index) => key(index)));
    expect(seen.length).toBeLessThanOrEqual(10);
  });
  test('rejects if the signal is aborted between two items, even if all have arrived', async () => {
    const controller = new AbortController();
    await start(fakeRuns(3));
    const seen: string[] = [];
    const stream = registry.client().runs().lumisections({ signal: controller.signal });
    const read = async () => {
      for await (const { key } of stream) {
        seen.push(key);
        await expect.poll(() => lumisectionRequests(registry).length, { interval: 1, timeout: 10_000 }).toBe(6);
        await expect.poll(() => registry.server.open, { interval: 1, timeout: 10_000 }).toBe(0);
        // One more response, after those that are on their way.
        await registry.client().runs().count();
        controller.abort();
      }
    };
    await rejected(read(), { is: AbortError, code: 'aborted' });
    expect(seen).toEqual([key(0)]);
  });
});

describe('before any request', () => {
  beforeEach(() => start(fakeRuns(2)));
  afterEach(() => expect(registry.server.received).toEqual([]));
  test.each<[unknown]>([
    [{ rr: false, oms: false }],
    [{ oms: false, luminosity: true }],
    [{ rr: 'yes' }],
    [{ oms: 1 }],
    [{ luminosity: null }],
    [{ after: 400_030 }],
    [{ after: '' }],
    [{ onProgress: true }],
    [{ signal: new AbortController() }],
    [{ limit: 3 }],
    [{ luminosities: true }],
    [null],
    [[]],
  ])('lumisections() rejects %j', (options) => {
    const query = registry.client().runs();
    refused(() => untypedCall(query.lumisections.bind(query))(options), { is: QueryError, code: 'bad-option' });
  });
  const missingFlag = logic({ '!': [{ missing: ['lumisection.rr.dt-dt'] }] });
  test.each<[string, 'runs' | 'datasets', LumisectionOptions, unknown, string]>([
    ['a flag', 'runs', { rr: false }, flag('dt-dt').is('GOOD'), 'lumisections({ rr: true })'],
    ['a flag of a golden JSON', 'runs', { rr: false }, goldenJson().flag('dt-dt').is('GOOD'), '({ rr: true })'],
    ['a flag in a rule of JSON logic', 'datasets', { rr: false }, missingFlag, 'lumisections({ rr: true })'],
    ['a bit', 'runs', { oms: false }, dcs.strip, 'lumisections({ oms: true })'],
    ['a luminosity', 'runs', {}, lumisection.recorded.gt(0.1), 'lumisections({ luminosity: true })'],
    ['a luminosity', 'datasets', {}, lumisection.delivered.gt(0.1), 'lumisections({ luminosity: true })'],
    ['the dataset of a run', 'runs', {}, dataset.dt_state.is('OPEN'), 'Use datasets()'],
  ])('toLumiList() rejects a condition on %s of %s with %j', async (_, target, options, condition, advice) => {
    const stream = registry.client()[target]().lumisections(options);
    const error = await rejected(stream.toLumiList(condition as never), { is: QueryError, code: 'not-requested' });
    expect(error.hint).toContain(advice);
  });
  test.each<[string, unknown]>([
    ['a string', 'GOOD'],
    ['undefined', undefined],
    ['null', null],
    ['a document', { and: [] }],
    ['a flag without a condition', flag('dt-dt')],
    ['a list of lumisections', LumiList.empty],
  ])('toLumiList() rejects %s', async (_, condition) => {
    const stream = registry.client().runs().lumisections();
    await rejected(stream.toLumiList(condition as never), { is: QueryError, code: 'not-an-expression' });
  });
  test('toLumiList() rejects a condition that counts lumisections', async () => {
    const totals = flag('dt-dt').atLeast(5, 'GOOD');
    const error = await failure(
      registry
        .client()
        .runs()
        .lumisections()
        .toLumiList(totals as never),
    );
    expect(error).toBeInstanceOf(QueryError);
  });
});

describe('a function as a condition', () => {
  beforeEach(() =>
    start([{ run_number: first, flagsOf: [good], bitsOf: [{ cms_active: null }, { cms_active: true }] }]),
  );
  const list = (condition: unknown) =>
    registry
      .client()
      .runs()
      .lumisections()
      .toLumiList(condition as never);
  test('receives ranges, and null does not pass', async () => {
    expect((await list(() => true)).toJSON()).toEqual({ [first]: [[1, 2]] });
    expect((await list(() => false)).toJSON()).toEqual({});
    expect((await list((range: { oms: { cms_active: unknown } }) => range.oms.cms_active)).toJSON()).toEqual({
      [first]: [[2, 2]],
    });
    expect((await list(() => undefined)).toJSON()).toEqual({});
  });
  test.each([
    ['a promise', async () => true],
    ['1', () => 1],
    ['an object', () => ({})],
  ])('is rejected if it returns %s', async (_, condition) => {
    await rejected(list(condition), { is: QueryError, code: 'bad-value' });
  });
});

test('rows that change while they are read are read again, and lumisections are requested once', async () => {
  let pages = 0;
  await start(fakeRuns(3), {
    script: ({ path }) =>
      path.endsWith('runs_filtered_ordered') && ++pages === 1 ? { json: { runs: [], count: 3 } } : undefined,
  });
  expect(await registry.client().runs().lumisections().all()).toHaveLength(3);
  expect(lumisectionRequests(registry)).toHaveLength(6);
});
