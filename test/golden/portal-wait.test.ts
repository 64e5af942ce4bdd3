/** Waits for jobs of a scripted JSON portal. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  AbortError,
  ConnectionError,
  JobError,
  type JobProgress,
  LumiList,
  NotFoundError,
  RunRegistry,
  ServerError,
  TimeoutError,
} from 'runregistry';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nextPause } from '../../src/golden/portal/polling.js';
import { rejected } from '../support/refusal.js';
import { type Reply, scripted } from '../support/scripted-server.js';
import {
  active,
  complete,
  dt,
  failedEntry,
  hasFailed,
  incomplete,
  list,
  name,
  portal,
  record,
  rules,
  unknown,
  waits,
} from './scripted-portal.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('generate() and waitForJson()', () => {
  const course = [
    waits,
    waits,
    active(0),
    active(0.25),
    active(0.25),
    active(0.5),
    record(incomplete),
    record(incomplete),
    record(complete),
  ];

  test('wait for the losses with complete', async () => {
    const { generate, requests } = await portal(course);
    const seen: JobProgress[] = [];
    const generated = await generate({ complete: true, onProgress: (progress) => seen.push(progress) });
    // Each change once.
    expect(seen).toEqual([
      { id: 17, state: 'waiting', progress: 0 },
      { id: 17, state: 'active', progress: 0 },
      { id: 17, state: 'active', progress: 0.25 },
      { id: 17, state: 'active', progress: 0.5 },
      { id: 17, state: 'incomplete', progress: 1 },
      { id: 17, state: 'done', progress: 1 },
    ]);
    // The second incomplete record could be that of a job that has failed.
    expect(requests()).toEqual([
      'POST generate',
      ...course.slice(0, 8).map(() => 'POST json'),
      'POST jsons',
      'POST json',
    ]);
    expect(generated).toEqual({
      state: 'done',
      id: 17,
      datasetName: name,
      tags: 'mine',
      createdBy: 'api@api',
      official: false,
      deleted: false,
      createdAt: '2026-01-02T03:04:05.678Z',
      registryVersion: '12345',
      jsonLogic: rules,
      list: LumiList.fromJSON({
        '315257': [
          [1, 5],
          [8, 9],
        ],
        '315258': [[2, 2]],
      }),
      byDataset: new Map([
        [
          name,
          LumiList.fromJSON({
            '315257': [
              [1, 5],
              [8, 9],
            ],
            '315258': [[2, 2]],
          }),
        ],
        ['/Express/Collisions2018/DQM', LumiList.fromJSON({ '315257': [[1, 4]] })],
      ]),
      runs: { from: 315257, to: 315259 },
      total: { recorded: 10, delivered: 11 },
      kept: { recorded: 7, delivered: 7.5 },
      complete: true,
      excluded: LumiList.fromJSON({ '315257': [[6, 7]] }),
      lost: { recorded: 3, delivered: 3.5 },
      inRunRange: { recorded: 20, delivered: 22 },
      loss: {
        rules: [{ rule: dt, text: 'dt-dt is GOOD', recorded: 3 }],
        combinations: [
          { rules: [dt], text: 'dt-dt is GOOD', recorded: 3, list: LumiList.fromJSON({ '315257': [[6, 7]] }) },
        ],
      },
    });
    expect(generated.list.toJSON()).toEqual({
      '315257': [
        [1, 5],
        [8, 9],
      ],
      '315258': [[2, 2]],
    });
    expect([...generated.byDataset].map(([key, one]) => [key, one.toText()])).toEqual([
      [
        name,
        LumiList.fromJSON({
          '315257': [
            [1, 5],
            [8, 9],
          ],
          '315258': [[2, 2]],
        }).toText(),
      ],
      ['/Express/Collisions2018/DQM', LumiList.fromJSON({ '315257': [[1, 4]] }).toText()],
    ]);
    expect(generated.excluded?.toJSON()).toEqual({ '315257': [[6, 7]] });
    expect(generated.loss?.combinations[0]?.list.toJSON()).toEqual({ '315257': [[6, 7]] });
    expect(
      Object.isFrozen(generated) && Object.isFrozen(generated.loss?.rules) && Object.isFrozen(generated.total),
    ).toBe(true);
  });

  test('wait for the record without complete', async () => {
    const { generate, requests } = await portal(course);
    const seen: string[] = [];
    const generated = await generate({ onProgress: ({ state, progress }) => seen.push(`${state} ${progress}`) });
    expect(seen).toEqual(['waiting 0', 'active 0', 'active 0.25', 'active 0.5', 'done 1']);
    expect(requests()).toHaveLength(8);
    expect(generated.list.lumisectionCount).toBe(8);
    expect(generated.kept.recorded).toBe(7);
    expect(generated).toMatchObject({
      complete: false,
      excluded: undefined,
      lost: undefined,
      inRunRange: undefined,
      loss: undefined,
    });
  });

  test('wait for a job that another client submitted', async () => {
    const { registry, requests } = await portal([active(0.5), record(incomplete), record(complete)]);
    expect((await registry.waitForJson(17, { pollDelay: 1, complete: true })).complete).toBe(true);
    expect(requests()).toEqual(['POST json', 'POST json', 'POST json']);
    const text = '17' as unknown as number;
    expect((await registry.waitForJson(text, { pollDelay: 0 })).id).toBe(17);
  });

  test('retry polls after a broken connection, not the submission', async () => {
    const { generate, requests } = await portal([waits, 'reset', { status: 503 }, active(0.5), record(complete)]);
    expect((await generate()).id).toBe(17);
    expect(requests().filter((route) => route === 'POST generate')).toHaveLength(1);
    expect(requests()).toHaveLength(6);
  });

  test('increase pauses by half, up to 15 s', () => {
    const pauses = [1000];
    for (let n = 0; n < 12; n++) pauses.push(nextPause(pauses.at(-1) as number));
    expect(pauses).toEqual([
      1000, 1500, 2250, 3375, 5062.5, 7593.75, 11_390.625, 15_000, 15_000, 15_000, 15_000, 15_000, 15_000,
    ]);
    expect(nextPause(60_000)).toBe(15_000);
    // A first poll without delay is not followed by others without delay.
    expect(nextPause(0)).toBe(1);
  });

  test('add no listeners to a signal while polling', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const { wait } = await portal([...Array.from({ length: 14 }, () => waits), record(complete)]);
    const { signal } = new AbortController();
    await wait({ signal, pollDelay: 0 });
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  const mine = new Error('mine');
  const fail = (): void => {
    throw mine;
  };
  test.each([fail, async () => fail()])('reject with the error of onProgress', async (onProgress) => {
    const { generate, requests } = await portal([waits, record(complete)]);
    const thrown = await generate({ onProgress }).catch((error: unknown) => error);
    expect(thrown).toBe(mine);
    expect(requests()).toEqual(['POST generate', 'POST json']);
  });
});

describe('a job that fails', () => {
  test('rejects with a JobError and the reason from the list', async () => {
    const { generate, server } = await portal([active(0.1), hasFailed], {
      jsons: list({ ...failedEntry, id: '16', failedReason: 'another' }, failedEntry, complete),
    });
    const error = await rejected(generate(), {
      is: JobError,
      code: 'job-failed',
      details: { id: 17 },
    });
    expect(error.serverMessage).toBe('Unrecognized operation likely');
    expect(error.hint).toContain('lint()');
    expect(server.received.at(-1)).toMatchObject({ path: '/json_portal/jsons', body: '{"filter":"all"}' });
  });
  test.each<[string, Reply]>([
    ['the list lacks it', list()],
    ['the list has another id', list({ ...failedEntry, id: 18 })],
    ['the list has no reason', list({ id: 17, failed: true })],
    ['the list is an error', { status: 500, json: { err: 'no' } }],
    ['the list has an unexpected shape', { json: [] }],
  ])('rejects with a JobError without a reason when %s', async (_, jsons) => {
    const { generate } = await portal([hasFailed], { jsons });
    const error = await rejected(generate(), {
      is: JobError,
      code: 'job-failed',
      details: { id: 17 },
    });
    expect('serverMessage' in error).toBe(false);
  });
  test('rejects while its losses are computed, with complete only', async () => {
    const stored = await portal([record(incomplete)], { jsons: list(failedEntry) });
    await rejected(stored.generate({ complete: true }), {
      is: JobError,
      code: 'job-failed',
      details: { id: 17 },
    });
    expect((await stored.generate()).list.lumisectionCount).toBe(8);
  });
  test('rejects with a ConnectionError when the list cannot be fetched', async () => {
    const { wait } = await portal([hasFailed], { jsons: 'reset' }, { retries: 0 });
    await rejected(wait(), { is: ConnectionError, code: 'connection-failed' });
  });
  test('is not assumed for other errors of the registry', async () => {
    const { generate } = await portal([{ status: 500, json: { err: 'the database is gone' } }]);
    await rejected(generate(), {
      is: ServerError,
      code: 'server-error',
    });
  });
  test('is not assumed for an unknown id', async () => {
    const { generate } = await portal([waits, unknown]);
    await rejected(generate(), { is: NotFoundError, code: 'no-such-json' });
  });
});

describe('a time limit', () => {
  const timeout = { is: TimeoutError, code: 'job-timeout', details: { id: 17 } };

  test('ends the wait for a job, not the job', async () => {
    const { wait } = await portal([active(0.5)]);
    const error = await rejected(wait({ timeout: 30 }), timeout);
    expect(error.hint).toContain('waitForJson(17)');
  });
  test('ends the wait for the losses', async () => {
    const { generate } = await portal([record(incomplete), 'never']);
    await rejected(generate({ timeout: 500, complete: true }), timeout);
  });
  test('ends a pause', async () => {
    const { wait, server } = await portal([record(complete)]);
    await rejected(wait({ timeout: 5, pollDelay: 1_000_000 }), timeout);
    expect(server.received).toEqual([]);
  });
  test('survives garbage collection', async () => {
    const { wait, server } = await portal([record(complete)]);
    const { signal } = new AbortController();
    const waiting = wait({ signal, timeout: 300, pollDelay: 20_000 });
    const ended = rejected(waiting, timeout);
    for (let turn = 0; turn < 5; turn++) {
      await setImmediate();
      collectGarbage();
    }
    await ended;
    expect(server.received).toEqual([]);
  });
  test('ends a poll without a response', async () => {
    const { wait, requests } = await portal(['never']);
    await rejected(wait({ timeout: 500 }), timeout);
    expect(requests()).toEqual(['POST json']);
  });
  test('ends the submission', async () => {
    const { generate, requests } = await portal([], { generate: 'never' });
    const error = await rejected(generate({ timeout: 500 }), { is: TimeoutError, code: 'job-timeout' });
    expect(error).not.toHaveProperty('id');
    expect(requests()).toEqual(['POST generate']);
  });
  test('ends the search for the datasets of a query', async () => {
    const server = await scripted(() => 'never');
    onTestFinished(() => server.close());
    const registry = new RunRegistry({ url: server.url });
    const query = registry.datasets().where('run_number').gt(316000);
    const generated = registry.goldenJson().flag('dt-dt').is('GOOD').generate({ query, timeout: 500 });
    const error = await rejected(generated, { is: TimeoutError, code: 'job-timeout' });
    expect(error).not.toHaveProperty('id');
    expect(server.received.map(({ path }) => path)).toEqual(['/datasets_filtered_ordered']);
  });
  test('of a single request is that of the client', async () => {
    const { wait } = await portal(['never'], {}, { timeout: 20, retries: 0 });
    await rejected(wait(), {
      is: TimeoutError,
      code: 'timeout',
      details: { request: 'POST /json_portal/json (id 17)' },
    });
  });
});

describe('a signal', () => {
  const reason = new Error('enough');
  const aborted = { is: AbortError, code: 'aborted' };

  test('aborted in advance sends nothing', async () => {
    const { generate, wait, registry, server } = await portal([record(complete)], {
      jsons: list(),
      remove: record(complete),
    });
    const signal = AbortSignal.abort(reason);
    const error = await rejected(generate({ signal }), aborted);
    expect(error.cause).toBe(reason);
    await rejected(wait({ signal }), aborted);
    await rejected(registry.listJsons({ signal }), aborted);
    await rejected(registry.getJson(17, { signal }), aborted);
    await rejected(registry.deleteJson(17, { signal }), aborted);
    expect(server.received).toEqual([]);
  });
  test('ends a pause', async () => {
    const controller = new AbortController();
    const { wait, server } = await portal([record(complete)]);
    // The first pause has begun when the call returns.
    const waiting = wait({ signal: controller.signal, pollDelay: 10_000_000 });
    controller.abort(reason);
    const error = await rejected(waiting, aborted);
    expect(error.cause).toBe(reason);
    expect(server.received).toEqual([]);
  });
  test('ends a poll', async () => {
    const controller = new AbortController();
    const { generate, requests } = await portal([
      waits,
      () => {
        controller.abort(reason);
        return 'never';
      },
    ]);
    const error = await rejected(generate({ signal: controller.signal }), aborted);
    expect(error.cause).toBe(reason);
    expect(requests()).toEqual(['POST generate', 'POST json', 'POST json']);
  });
  test('ends the submission', async () => {
    const controller = new AbortController();
    const { generate, requests } = await portal([], {
      generate: () => {
        controller.abort(reason);
        return 'never';
      },
    });
    await rejected(generate({ signal: controller.signal }), aborted);
    expect(requests()).toEqual(['POST generate']);
  });
  test('ends the wait when aborted in onProgress', async () => {
    const controller = new AbortController();
    const { generate, requests } = await portal([waits]);
    await rejected(generate({ signal: controller.signal, onProgress: () => controller.abort(reason) }), aborted);
    expect(requests()).toEqual(['POST generate', 'POST json']);
  });
});
