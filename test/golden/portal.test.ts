/** Jobs of the JSON portal, over a server that answers as each test says. */
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  AbortError,
  AuthenticationError,
  ConnectionError,
  datasets,
  type GenerateOptions,
  goldenJson,
  JobError,
  type JobProgress,
  LumiList,
  NotFoundError,
  PermissionError,
  QueryError,
  ResponseError,
  RunRegistry,
  RunRegistryError,
  type RunRegistryOptions,
  ServerError,
  TimeoutError,
  type WaitOptions,
} from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import { nextPause } from '../../src/golden/portal/waiting.js';
import { clientId, clientSecret, fakeRegistry, tokenNumber } from '../support/fake-registry.js';
import { failure, rejected } from '../support/refusal.js';
import { type Received, type Reply, type Script, type ScriptedServer, scripted } from '../support/scripted-server.js';
import { untypedCall } from '../support/untyped.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const name = '/PromptReco/Collisions2018A/DQM';
const rules = { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] };
const [dt] = rules.and;

/** A record as the portal first answers it, and what it adds later. */
const incomplete = {
  id: 17,
  dataset_name_filter: name,
  tags: 'mine',
  created_by: 'api@api',
  official: false,
  deleted: false,
  createdAt: '2026-01-02T03:04:05.678Z',
  runregistry_version: 12345,
  json_logic: rules,
  // Ranges of several datasets of a run follow on each other.
  generated_json: {
    '315257': [
      [1, 5],
      [8, 9],
      [1, 4],
    ],
    '315258': [[2, 2]],
  },
  generated_json_with_dataset_names: {
    [`315257-${name}`]: [
      [1, 5],
      [8, 9],
    ],
    '315257-/Express/Collisions2018/DQM': [[1, 4]],
    [`315258-${name}`]: [[2, 2]],
  },
  generated_anti_json: {},
  generated_anti_json_with_dataset_names: {},
  min_run_number: 315257,
  max_run_number: 315259,
  total_recorded_luminosity: 10,
  total_delivered_luminosity: 11,
  recorded_luminosity_in_json: 7,
  delivered_luminosity_in_json: 7.5,
  total_recorded_luminosity_lost: -1,
  total_delivered_luminosity_lost: -1,
  total_recorded_luminosity_from_run_range: -1,
  total_delivered_luminosity_from_run_range: -1,
  rules_flagged_false_quantity_luminosity: {},
  rules_flagged_false_combination_luminosity: {},
  runs_lumisections_responsible_for_rule: {},
};
const complete = {
  ...incomplete,
  generated_anti_json: { '315257': [[6, 7]] },
  generated_anti_json_with_dataset_names: { [`315257-${name}`]: [[6, 7]] },
  total_recorded_luminosity_lost: 3,
  total_delivered_luminosity_lost: 3.5,
  total_recorded_luminosity_from_run_range: 20,
  total_delivered_luminosity_from_run_range: 22,
  rules_flagged_false_quantity_luminosity: { [JSON.stringify(dt)]: 3 },
  rules_flagged_false_combination_luminosity: { [JSON.stringify([dt])]: 3 },
  runs_lumisections_responsible_for_rule: { [JSON.stringify([dt])]: { [`315257-${name}`]: [[6, 7]] } },
};

const submitted: Reply = { json: { id: '17', name: '__default__', progress: 0 } };
const waits: Reply = { status: 203 };
const active = (progress: number): Reply => ({ status: 202, json: { progress } });
const record = (final_json: unknown): Reply => ({ json: { final_json } });
const unknown: Reply = { status: 500, json: { err: "Cannot read property 'isWaiting' of null" } };
const hasFailed: Reply = { status: 500 };
const list = (...jsons: readonly unknown[]): Reply => ({ json: { jsons } });
const failedEntry = {
  id: '17',
  failed: true,
  waiting: false,
  active: false,
  progress: 0,
  failedReason: 'Unrecognized operation likely',
};

const open: ScriptedServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) {
    // No call leaves a request behind.
    await expect.poll(() => one.open, { interval: 1 }).toBe(0);
    await one.close();
  }
});

/** A portal that answers looks at a job one after another, the last of them again and again, and the rest as told. */
async function portal(
  looks: readonly (Reply | Script)[],
  {
    generate = submitted,
    jsons = list(),
    remove,
  }: { generate?: Reply | Script; jsons?: Reply | Script; remove?: Reply } = {},
  options: RunRegistryOptions = {},
) {
  let look = 0;
  const answer = (reply: Reply | Script | undefined, request: Received, index: number) =>
    typeof reply === 'function' ? reply(request, index) : (reply as Reply);
  const server = await scripted((request, index) => {
    const route = `${request.method} ${request.path}`;
    if (route === 'POST /json_portal/generate') return answer(generate, request, index);
    if (route === 'POST /json_portal/jsons') return answer(jsons, request, index);
    if (route === 'DELETE /json_portal/json') return answer(remove, request, index);
    if (route === 'POST /json_portal/json') return answer(looks[Math.min(look++, looks.length - 1)], request, index);
    return { status: 404 };
  });
  open.push(server);
  const registry = new RunRegistry({ url: server.url, retryDelay: 1, ...options });
  const golden = registry.goldenJson().flag('dt-dt').is('GOOD');
  const asked = () => server.received.map(({ method, path }) => `${method} ${path.slice('/json_portal/'.length)}`);
  return {
    server,
    registry,
    golden,
    asked,
    generate: (given: WaitOptions & { readonly tags?: string } = {}) =>
      golden.generate({ datasetName: name, pollDelay: 1, ...given }),
    wait: (given: WaitOptions = {}) => registry.waitForJson(17, { pollDelay: 1, ...given }),
  };
}

describe('what is submitted', () => {
  test('is the rules as a text within JSON, the names and the tags', async () => {
    const { server, generate } = await portal([record(complete)]);
    await generate({ tags: 'golden, 2018' });
    const [first, second] = server.received;
    expect(first).toMatchObject({ method: 'POST', path: '/json_portal/generate' });
    expect(first?.headers['content-type']).toMatch(/^application\/json/);
    expect(first?.body).toBe(
      `{"json_logic":${JSON.stringify(JSON.stringify(rules))},"dataset_name_filter":"${name}","tags":"golden, 2018"}`,
    );
    expect(second).toMatchObject({ method: 'POST', path: '/json_portal/json', body: '{"id_json":17}' });
    expect(server.received).toHaveLength(2);
  });
  test('has no tags where none are given, and a pattern as it is', async () => {
    const { server, golden } = await portal([record(complete)]);
    await golden.generate({ datasetName: '(A|B)_%', pollDelay: 0 });
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
      json_logic: JSON.stringify(rules),
      dataset_name_filter: '(A|B)_%',
    });
  });
  test('has the guards that are printed', async () => {
    const { server, registry } = await portal([record(complete)]);
    const golden = registry.goldenJson().where('run.oms.energy').lte(7000);
    await golden.generate({ datasetName: name, pollDelay: 0 });
    await golden.withGuards(false).generate({ datasetName: name, pollDelay: 0 });
    const texts = server.received
      .filter(({ path }) => path.endsWith('/generate'))
      .map(({ body }) => (JSON.parse(body) as { json_logic: string }).json_logic);
    expect(texts).toEqual([JSON.stringify(golden), JSON.stringify(golden.toJsonLogic({ guards: false }))]);
    expect(texts[0]).toContain('null');
  });
});

describe('waiting', () => {
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

  test('with complete, until the losses are worked out', async () => {
    const { generate, asked } = await portal(course);
    const seen: JobProgress[] = [];
    const made = await generate({ complete: true, onProgress: (progress) => seen.push(progress) });
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
    expect(asked()).toEqual(['POST generate', ...course.slice(0, 8).map(() => 'POST json'), 'POST jsons', 'POST json']);
    expect(made).toEqual({
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
    expect(made.list.toJSON()).toEqual({
      '315257': [
        [1, 5],
        [8, 9],
      ],
      '315258': [[2, 2]],
    });
    expect([...made.byDataset].map(([key, one]) => [key, one.toText()])).toEqual([
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
    expect(made.excluded?.toJSON()).toEqual({ '315257': [[6, 7]] });
    expect(made.loss?.combinations[0]?.list.toJSON()).toEqual({ '315257': [[6, 7]] });
    expect(Object.isFrozen(made) && Object.isFrozen(made.loss?.rules) && Object.isFrozen(made.total)).toBe(true);
  });

  test('without complete, until there is a record', async () => {
    const { generate, asked } = await portal(course);
    const seen: string[] = [];
    const made = await generate({ onProgress: ({ state, progress }) => seen.push(`${state} ${progress}`) });
    expect(seen).toEqual(['waiting 0', 'active 0', 'active 0.25', 'active 0.5', 'done 1']);
    expect(asked()).toHaveLength(8);
    expect(made.list.lumisectionCount).toBe(8);
    expect(made.kept.recorded).toBe(7);
    expect(made).toMatchObject({
      complete: false,
      excluded: undefined,
      lost: undefined,
      inRunRange: undefined,
      loss: undefined,
    });
  });

  test('for a job that somebody else submitted', async () => {
    const { registry, asked } = await portal([active(0.5), record(incomplete), record(complete)]);
    expect((await registry.waitForJson(17, { pollDelay: 1, complete: true })).complete).toBe(true);
    expect(asked()).toEqual(['POST json', 'POST json', 'POST json']);
    const text = '17' as unknown as number;
    expect((await registry.waitForJson(text, { pollDelay: 0 })).id).toBe(17);
  });

  test('a broken connection in between does no harm', async () => {
    const { generate, asked } = await portal([waits, 'reset', { status: 503 }, active(0.5), record(complete)]);
    expect((await generate()).id).toBe(17);
    expect(asked().filter((route) => route === 'POST generate')).toHaveLength(1);
    expect(asked()).toHaveLength(6);
  });

  test('pauses grow by half, up to 15 s', () => {
    const pauses = [1000];
    for (let n = 0; n < 12; n++) pauses.push(nextPause(pauses.at(-1) as number));
    expect(pauses).toEqual([
      1000, 1500, 2250, 3375, 5062.5, 7593.75, 11_390.625, 15_000, 15_000, 15_000, 15_000, 15_000, 15_000,
    ]);
    expect(nextPause(60_000)).toBe(15_000);
    // A first look at once does not begin a storm of them.
    expect(nextPause(0)).toBe(1);
  });

  test('many looks leave nothing behind', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const { wait } = await portal([...Array.from({ length: 14 }, () => waits), record(complete)]);
    const { signal } = new AbortController();
    await wait({ signal, pollDelay: 0 });
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  test('what onProgress throws is thrown', async () => {
    const mine = new Error('mine');
    const { generate, asked } = await portal([waits, record(complete)]);
    const thrown = await generate({
      onProgress: () => {
        throw mine;
      },
    }).catch((error: unknown) => error);
    expect(thrown).toBe(mine);
    expect(asked()).toEqual(['POST generate', 'POST json']);
  });
});

describe('a job that fails', () => {
  test('is a JobError with the reason from the list', async () => {
    const { generate, server } = await portal([active(0.1), hasFailed], {
      jsons: list({ ...failedEntry, id: '16', failedReason: 'another' }, failedEntry, complete),
    });
    const error = await rejected(generate(), {
      is: JobError,
      code: 'job-failed',
      says: ['the golden JSON 17 failed: Unrecognized operation likely', 'lint()'],
    });
    expect(error.serverMessage).toBe('Unrecognized operation likely');
    expect(error.hint).toContain('lint()');
    expect(server.received.at(-1)).toMatchObject({ path: '/json_portal/jsons', body: '{"filter":"all"}' });
  });
  test.each<[string, Reply]>([
    ['is not in the list', list()],
    ['is listed by another id', list({ ...failedEntry, id: 18 })],
    ['has no reason', list({ id: 17, failed: true })],
    ['is in a list that is an error', { status: 500, json: { err: 'no' } }],
    ['is in a list that is none', { json: [] }],
  ])('and %s', async (_, jsons) => {
    const { generate } = await portal([hasFailed], { jsons });
    const error = await rejected(generate(), {
      is: JobError,
      code: 'job-failed',
      says: [/^the golden JSON 17 failed; lint/],
    });
    expect('serverMessage' in error).toBe(false);
  });
  test('while its losses are worked out', async () => {
    const stored = await portal([record(incomplete)], { jsons: list(failedEntry) });
    await rejected(stored.generate({ complete: true }), {
      is: JobError,
      code: 'job-failed',
      says: [
        'failed while its losses were worked out: Unrecognized operation likely',
        'without complete for the lists alone',
      ],
    });
    expect((await stored.generate()).list.lumisectionCount).toBe(8);
  });
  test('whose list cannot be fetched is no answer at all', async () => {
    const { wait } = await portal([hasFailed], { jsons: 'reset' }, { retries: 0 });
    await rejected(wait(), { is: ConnectionError, code: 'connection-failed', says: ['POST /json_portal/jsons'] });
  });
  test('another error of the registry is that error', async () => {
    const { generate } = await portal([{ status: 500, json: { err: 'the database is gone' } }]);
    await rejected(generate(), {
      is: ServerError,
      code: 'server-error',
      says: ['POST /json_portal/json (id 17) failed with 500: the database is gone'],
    });
  });
  test('an id that is unknown', async () => {
    const { generate } = await portal([waits, unknown]);
    await rejected(generate(), { is: NotFoundError, code: 'no-such-json', says: ['no golden JSON with the id 17'] });
  });
});

describe('a time limit', () => {
  const limit = (what: string | RegExp, hint: string) => ({
    is: TimeoutError,
    code: 'job-timeout',
    says: [what, hint],
  });

  test('ends the wait for a job, which goes on', async () => {
    const { wait } = await portal([active(0.5)]);
    const error = await rejected(
      wait({ timeout: 30 }),
      limit('waiting for the golden JSON 17 took longer than 30 ms', 'waitForJson(17)'),
    );
    expect(error.hint).toBe('the job goes on: ask again with waitForJson(17)');
  });
  test('ends the wait for the losses', async () => {
    const { generate } = await portal([record(incomplete), 'never']);
    await rejected(
      generate({ timeout: 500, complete: true }),
      limit('took longer than 500 ms', 'waitForJson(17), without complete for the lists alone'),
    );
  });
  test('ends a pause', async () => {
    const { wait, server } = await portal([record(complete)]);
    await rejected(wait({ timeout: 5, pollDelay: 1_000_000 }), limit('took longer than 5 ms', 'waitForJson(17)'));
    expect(server.received).toEqual([]);
  });
  test('is not forgotten when memory is cleaned up', async () => {
    const { wait, server } = await portal([record(complete)]);
    const { signal } = new AbortController();
    const waiting = wait({ signal, timeout: 300, pollDelay: 20_000 });
    const ended = rejected(waiting, limit('took longer than 300 ms', 'waitForJson(17)'));
    for (let turn = 0; turn < 5; turn++) {
      await setImmediate();
      collectGarbage();
    }
    await ended;
    expect(server.received).toEqual([]);
  });
  test('ends a look that gets no answer', async () => {
    const { wait, asked } = await portal(['never']);
    await rejected(wait({ timeout: 500 }), limit('took longer than 500 ms', 'waitForJson(17)'));
    expect(asked()).toEqual(['POST json']);
  });
  test('ends the submission', async () => {
    const { generate, asked } = await portal([], { generate: 'never' });
    await rejected(
      generate({ timeout: 500 }),
      limit(
        'submitting the rules took longer than 500 ms',
        "may have taken the rules: look for the job with listJsons({ filter: 'mine' })",
      ),
    );
    expect(asked()).toEqual(['POST generate']);
  });
  test('ends the search for the datasets of a query', async () => {
    const server = await scripted(() => 'never');
    open.push(server);
    const registry = new RunRegistry({ url: server.url });
    const query = registry.datasets().where('run_number').gt(316000);
    await rejected(
      registry.goldenJson().flag('dt-dt').is('GOOD').generate({ query, timeout: 500 }),
      limit('looking for the datasets of the query took longer than 500 ms', 'nothing was submitted'),
    );
    expect(server.received.map(({ path }) => path)).toEqual(['/datasets_filtered_ordered']);
  });
  test('of one request is that of the client', async () => {
    const { wait } = await portal(['never'], {}, { timeout: 20, retries: 0 });
    await rejected(wait(), {
      is: TimeoutError,
      code: 'timeout',
      says: ['POST /json_portal/json (id 17) took longer than 20 ms'],
    });
  });
});

describe('a signal', () => {
  const reason = new Error('enough');
  const stopped = (...says: readonly string[]) => ({ is: AbortError, code: 'aborted', says });

  test('beforehand: nothing is sent', async () => {
    const { generate, wait, registry, server } = await portal([record(complete)], {
      jsons: list(),
      remove: record(complete),
    });
    const signal = AbortSignal.abort(reason);
    const error = await rejected(
      generate({ signal }),
      stopped('submitting the rules was stopped by its signal; nothing was submitted'),
    );
    expect(error.cause).toBe(reason);
    await rejected(wait({ signal }), stopped('waiting for the golden JSON 17 was stopped'));
    await rejected(registry.listJsons({ signal }), stopped('POST /json_portal/jsons'));
    await rejected(registry.getJson(17, { signal }), stopped('POST /json_portal/json'));
    await rejected(registry.deleteJson(17, { signal }), stopped('DELETE /json_portal/json'));
    expect(server.received).toEqual([]);
  });
  test('during a pause', async () => {
    const controller = new AbortController();
    const { wait, server } = await portal([record(complete)]);
    // The first pause has begun when the call returns.
    const waiting = wait({ signal: controller.signal, pollDelay: 10_000_000 });
    controller.abort(reason);
    const error = await rejected(
      waiting,
      stopped(
        'waiting for the golden JSON 17 was stopped by its signal',
        'the job goes on: ask again with waitForJson(17)',
      ),
    );
    expect(error.cause).toBe(reason);
    expect(server.received).toEqual([]);
  });
  test('during a look', async () => {
    const controller = new AbortController();
    const { generate, asked } = await portal([
      waits,
      () => {
        controller.abort(reason);
        return 'never';
      },
    ]);
    const error = await rejected(generate({ signal: controller.signal }), stopped('waitForJson(17)'));
    expect(error.cause).toBe(reason);
    expect(asked()).toEqual(['POST generate', 'POST json', 'POST json']);
  });
  test('during the submission', async () => {
    const controller = new AbortController();
    const { generate, asked } = await portal([], {
      generate: () => {
        controller.abort(reason);
        return 'never';
      },
    });
    await rejected(
      generate({ signal: controller.signal }),
      stopped('submitting the rules was stopped', 'may have taken the rules', 'listJsons('),
    );
    expect(asked()).toEqual(['POST generate']);
  });
  test('in onProgress', async () => {
    const controller = new AbortController();
    const { generate, asked } = await portal([waits]);
    await rejected(
      generate({ signal: controller.signal, onProgress: () => controller.abort(reason) }),
      stopped('waitForJson(17)'),
    );
    expect(asked()).toEqual(['POST generate', 'POST json']);
  });
});

describe('rules are never submitted twice', () => {
  const doubt =
    /: the portal may have taken the rules all the same; look for the job with listJsons\(\{ filter: 'mine' \}\) before/;
  test.each<[string, Reply, new (...args: never[]) => Error, string, string]>([
    ['a reset connection', 'reset', ConnectionError, 'connection-failed', 'got no answer (ECONNRESET)'],
    ['an answer that breaks off', 'truncated', ConnectionError, 'connection-failed', 'broke off'],
    ['an answer that breaks off in chunks', 'truncated chunks', ConnectionError, 'connection-failed', 'broke off'],
    ['no answer', 'never', TimeoutError, 'timeout', 'took longer than 500 ms'],
    ['502', { status: 502, text: '<html>Bad gateway' }, ServerError, 'server-error', 'failed with 502: Bad gateway'],
    ['503', { status: 503 }, ServerError, 'server-error', 'failed with 503'],
    ['504', { status: 504, json: { err: 'late' } }, ServerError, 'server-error', 'failed with 504: late'],
    ['no JSON', { text: 'thanks' }, ResponseError, 'not-json', 'something that is not JSON'],
    ['no id', { json: { name: '__default__' } }, ResponseError, 'unexpected-response', "no 'id' of a job"],
    ['no whole id', { json: { id: '1.5' } }, ResponseError, 'unexpected-response', "no 'id' of a job"],
    ['an empty id', { json: { id: '' } }, ResponseError, 'unexpected-response', "no 'id' of a job"],
    ['null', { json: null }, ResponseError, 'unexpected-response', "no 'id' of a job"],
    ['a list', { json: [17] }, ResponseError, 'unexpected-response', "no 'id' of a job"],
  ])('%s: it may have happened', async (_, reply, is, code, words) => {
    const { generate, asked } = await portal(
      [record(complete)],
      { generate: reply },
      {
        timeout: reply === 'never' ? 500 : 60_000,
      },
    );
    const error = await rejected(generate(), {
      is: is as typeof ServerError,
      code,
      says: ['POST /json_portal/generate ', words, doubt],
    });
    expect(error.request).toBe('POST /json_portal/generate');
    expect(error.hint).toMatch(/^look for the job/);
    if (typeof reply === 'object' && reply.status !== undefined) expect(error.status).toBe(reply.status);
    expect(asked()).toEqual(['POST generate']);
  });
  test.each<[string, Reply, new (...args: never[]) => Error, string]>([
    [
      'an error of the registry',
      { status: 500, json: { err: 'Empty json logic sent' } },
      ServerError,
      'Empty json logic sent',
    ],
    ['no permission', { status: 401, json: { message: 'be in cms-web-access' } }, PermissionError, 'cms-web-access'],
  ])('%s: it has not happened', async (_, reply, is, words) => {
    const { generate, asked } = await portal([record(complete)], { generate: reply });
    const error = await failure(generate());
    expect(error).toBeInstanceOf(is);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('may have');
    expect(asked()).toEqual(['POST generate']);
  });
  test.each<[string, Reply, new (...args: never[]) => Error, string]>([
    ['a login page', { status: 302, headers: { location: '/login' } }, AuthenticationError, 'login-page'],
    ['401 without words', { status: 401 }, AuthenticationError, 'login-page'],
    ['403', { status: 403 }, PermissionError, 'not-allowed'],
    ['404', { status: 404 }, NotFoundError, 'not-found'],
    ['202 with an id', { status: 202, json: { id: '17' } }, ResponseError, 'unexpected-response'],
    ['204', { status: 204 }, ResponseError, 'unexpected-response'],
    ['null', { json: null }, ResponseError, 'unexpected-response'],
    ['err', { json: { err: 'Empty json logic sent' } }, ResponseError, 'unexpected-response'],
  ])('%s can follow the submission: the error says so, and nothing is sent again', async (_, reply, is, code) => {
    const { generate, asked } = await portal([record(complete)], { generate: reply });
    const error = await rejected(generate(), {
      is: is as typeof ServerError,
      code,
      says: ['may have taken the rules'],
    });
    expect(error.hint).toContain('listJsons');
    expect(asked()).toEqual(['POST generate']);
  });
  test('nobody there: it has not happened', async () => {
    const { server, generate } = await portal([]);
    await server.close();
    const error = await rejected(generate(), {
      is: ConnectionError,
      code: 'connection-failed',
      says: ['ECONNREFUSED'],
    });
    expect(error.message).not.toContain('may have');
  });
  test('a token that cannot be had: it has not happened', async () => {
    const registry = await fakeRegistry({ token: () => 'never' });
    const golden = registry.client({ timeout: 30, retries: 0 }).goldenJson().flag('dt-dt').is('GOOD');
    const error = await rejected(golden.generate({ datasetName: name }), {
      is: TimeoutError,
      code: 'timeout',
      says: ['the request for a token took longer than 30 ms'],
    });
    expect(error.message).not.toContain('may have');
    expect(registry.asked).toEqual([]);
    await registry.close();
  });
});

describe('an answer that makes no sense', () => {
  const nonsense = (...says: readonly (string | RegExp)[]) => ({
    is: ResponseError,
    code: 'unexpected-response',
    says,
  });
  test.each<[string, unknown, string]>([
    ['a number', 17, 'neither a record nor a progress'],
    ['an empty object', {}, 'neither a record nor a progress'],
    ['a progress that is a text', { progress: '0.5' }, 'neither a record nor a progress'],
    ['no record', { final_json: null }, 'no record'],
    ['a list as record', { final_json: [] }, 'no record'],
    ['an empty record', { final_json: {} }, "a record that cannot be read: no number 'total_recorded_luminosity_lost'"],
    ['a record without an id', { final_json: { ...complete, id: undefined } }, "no number 'id'"],
    [
      'a luminosity as text',
      { final_json: { ...complete, total_recorded_luminosity: '1' } },
      "no number 'total_recorded_luminosity'",
    ],
    [
      'a record without lists',
      { final_json: { ...complete, generated_json: undefined } },
      "no ranges 'generated_json'",
    ],
    [
      'lists of nothing',
      { final_json: { ...complete, generated_json_with_dataset_names: null } },
      "no ranges 'generated_json_with_dataset_names'",
    ],
    ['ranges that are none', { final_json: { ...complete, generated_json: { '315257': [[5]] } } }, '315257'],
    ['runs that are none', { final_json: { ...complete, generated_anti_json: { all: [[1, 5]] } } }, 'all'],
    [
      'losses of no rule',
      { final_json: { ...complete, rules_flagged_false_quantity_luminosity: { rule: 1 } } },
      'cannot be read',
    ],
    [
      'losses that are no numbers',
      { final_json: { ...complete, rules_flagged_false_quantity_luminosity: { [JSON.stringify(dt)]: '3' } } },
      'cannot be read',
    ],
    [
      'losses that are none',
      { final_json: { ...complete, rules_flagged_false_combination_luminosity: [1] } },
      'cannot be read',
    ],
    [
      'losses of one rule instead of several',
      { final_json: { ...complete, rules_flagged_false_combination_luminosity: { '1': 1 } } },
      'cannot be read',
    ],
  ])('to a look: %s', async (_, json, words) => {
    const { generate, wait, registry } = await portal([{ json }]);
    const says = nonsense('POST /json_portal/json (id 17) was answered with', words);
    await rejected(generate(), says);
    await rejected(wait(), says);
    await rejected(registry.getJson(17), says);
  });
  test('to a look: no JSON', async () => {
    const { wait } = await portal([{ text: 'hello' }]);
    await rejected(wait(), { is: ResponseError, code: 'not-json', says: ['(id 17)'] });
  });
  test.each<[string, unknown, string]>([
    ['null', null, "no list 'jsons'"],
    ['no list', { jsons: {} }, "no list 'jsons'"],
    ['a list of texts', { jsons: ['a'] }, 'an entry that is no object'],
    ['an entry without an id', { jsons: [{ waiting: true }] }, "an entry without an 'id'"],
    ['an entry without a record', { jsons: [{ id: 1 }] }, 'a record that cannot be read'],
  ])('to a list: %s', async (_, json, words) => {
    const { registry } = await portal([], { jsons: { json } });
    await rejected(registry.listJsons(), nonsense('POST /json_portal/jsons was answered with', words));
  });
  test('to a removal', async () => {
    const { registry } = await portal([record(complete)], { remove: { json: {} } });
    await rejected(registry.deleteJson(17), nonsense('DELETE /json_portal/json (id 17) returned 200'));
  });
  test('what the portal knows and this library does not is left out', async () => {
    const odd = {
      ...complete,
      tags: null,
      official: 1,
      created_by: undefined,
      runregistry_version: null,
      more: { of: 'it' },
    };
    const { generate } = await portal([record(odd)]);
    expect(await generate()).toMatchObject({
      tags: '',
      official: false,
      createdBy: '',
      registryVersion: '',
      complete: true,
    });
  });
});

describe('options that are refused before anything is sent', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['none', undefined, ['either a datasetName or a query']],
    ['null', null, ['the options of generate() are an object, and null is none']],
    ['a text', name, [`the text '${name}' is none`]],
    ['neither name nor query', {}, ['either a datasetName or a query', "generate({ datasetName: '/PromptReco/"]],
    ['both', { datasetName: name, query: 'both' }, ['either a datasetName or a query']],
    ['an empty name', { datasetName: '' }, ["the option 'datasetName' is the text ''"]],
    ['a list of names', { datasetName: [name] }, ["the option 'datasetName' is a list of 1"]],
    ['a name that is null', { datasetName: null }, ["the option 'datasetName' is null"]],
    ['a query that is a filter', { query: { run_number: 1 } }, ["the option 'query' is an object", 'datasets()']],
    [
      'an unknown option',
      { datasetNames: name },
      ["'datasetNames' is not an option of generate()", "did you mean 'datasetName'"],
    ],
    ['tags in a list', { datasetName: name, tags: ['a'] }, ["the option 'tags' is a list of 1"]],
    ['complete as a text', { datasetName: name, complete: 'yes' }, ["the option 'complete' is true or false"]],
    ['a negative timeout', { datasetName: name, timeout: -1 }, ["the option 'timeout' is -1", 'milliseconds']],
    [
      'a timeout without end',
      { datasetName: name, timeout: Number.POSITIVE_INFINITY },
      ["the option 'timeout' is Infinity"],
    ],
    ['a timeout that is a text', { datasetName: name, timeout: '1h' }, ["the option 'timeout' is the text '1h'"]],
    ['a delay that is no number', { datasetName: name, pollDelay: Number.NaN }, ["the option 'pollDelay' is NaN"]],
    ['a broken delay', { datasetName: name, pollDelay: 0.5 }, ["the option 'pollDelay' is 0.5"]],
    [
      'a signal that is none',
      { datasetName: name, signal: new AbortController() },
      ["the option 'signal' is an object", 'AbortController'],
    ],
    [
      'an onProgress that is none',
      { datasetName: name, onProgress: true },
      ["the option 'onProgress' is true", 'write a function'],
    ],
  ])('generate(): %s', async (_, options, says) => {
    const { golden, server } = await portal([record(complete)]);
    const given = options === undefined ? [] : [options];
    await rejected(golden.generate(...(given as [GenerateOptions])), { is: QueryError, code: 'bad-option', says });
    expect(server.received).toEqual([]);
  });
  test('generate() of nothing', async () => {
    const { registry, server } = await portal([]);
    await rejected(registry.goldenJson().generate({ datasetName: name }), {
      is: QueryError,
      code: 'empty-golden',
      says: ['without any clause'],
    });
    expect(server.received).toEqual([]);
  });
  test.each<[string, string, readonly unknown[], string, readonly string[]]>([
    [
      'waitForJson',
      'no id',
      [],
      'bad-value',
      ['the id of a golden JSON is a whole number from 1, and undefined is none', 'listJsons()'],
    ],
    ['waitForJson', 'a timeout', [17, { timeout: -1 }], 'bad-option', ["the option 'timeout' is -1"]],
    ['waitForJson', 'a delay', [17, { pollDelay: 2 ** 31 }], 'bad-option', ["the option 'pollDelay' is 2147483648"]],
    ['waitForJson', 'a number', [17, { complete: 1 }], 'bad-option', ["the option 'complete' is true or false"]],
    ['waitForJson', 'an unknown option', [17, { pollDelays: 1 }], 'bad-option', ["did you mean 'pollDelay'"]],
    ['getJson', 'zero', [0], 'bad-value', ['and 0 is none']],
    ['getJson', 'a text', ['17a'], 'bad-value', ["the text '17a'"]],
    ['getJson', 'a broken number', [1.5], 'bad-value', ['1.5']],
    ['getJson', 'too large a number', [2 ** 31], 'bad-value', ['2147483648']],
    ['getJson', 'a record', [{ id: 17 }], 'bad-value', ['an object']],
    [
      'getJson',
      'an unknown option',
      [17, { complete: true }],
      'bad-option',
      ["'complete' is not an option of getJson()"],
    ],
    ['deleteJson', 'a negative number', [-1], 'bad-value', ['-1']],
    [
      'deleteJson',
      'an unknown option',
      [17, { force: true }],
      'bad-option',
      ["'force' is not an option of deleteJson()"],
    ],
    [
      'listJsons',
      'an unknown filter',
      [{ filter: 'their' }],
      'bad-option',
      ["the filter of listJsons() is the text 'their'", "'all', 'mine' or 'official'"],
    ],
    ['listJsons', 'a filter of the wire', [{ filter: 'by_email' }], 'bad-option', ["the text 'by_email'"]],
    [
      'listJsons',
      'a filter that every object has',
      [{ filter: 'constructor' }],
      'bad-option',
      ["the text 'constructor'"],
    ],
    ['listJsons', 'a filter that is null', [{ filter: null }], 'bad-option', ['is null']],
    ['listJsons', 'a filter in a list', [{ filter: ['mine'] }], 'bad-option', ['is a list of 1']],
    ['listJsons', 'before what', [{ before: 'now' }], 'bad-value', ["the text 'now'"]],
    ['listJsons', 'an unknown option', [{ after: 17 }], 'bad-option', ["'after' is not an option of listJsons()"]],
  ])('%s(): %s', async (method, _, args, code, says) => {
    const { registry, server } = await portal([record(complete)], { remove: record(complete) });
    const call = untypedCall(registry[method as 'getJson'].bind(registry)) as (
      ...given: readonly unknown[]
    ) => Promise<unknown>;
    await rejected(call(...args), { is: QueryError, code, says });
    expect(server.received).toEqual([]);
  });
});

describe('listJsons()', () => {
  test.each<[Parameters<RunRegistry['listJsons']>[0], object]>([
    [undefined, { filter: 'all' }],
    [{}, { filter: 'all' }],
    [{ filter: 'all' }, { filter: 'all' }],
    [{ filter: 'mine' }, { filter: 'by_email' }],
    [{ filter: 'official' }, { filter: 'official' }],
    [{ before: 17 }, { filter: 'all', reference: 17 }],
    [
      { filter: 'mine', before: 17 },
      { filter: 'by_email', reference: 17 },
    ],
  ])('%j asks %j', async (options, body) => {
    const { registry, server } = await portal([]);
    expect(await (options === undefined ? registry.listJsons() : registry.listJsons(options))).toEqual([]);
    expect(server.received.map((one) => [one.method, one.path, JSON.parse(one.body)])).toEqual([
      ['POST', '/json_portal/jsons', body],
    ]);
  });
  test('tells jobs in each state, in the order of the portal', async () => {
    const saved = { progress: 1, active: false, waiting: false, failed: false };
    const { registry } = await portal([record(complete), record(incomplete)], {
      jsons: list(
        failedEntry,
        { id: '4', failed: true, active: false, waiting: false, progress: 0 },
        { id: '20', waiting: true, active: false, failed: false, progress: 0 },
        { id: '19', active: true, waiting: false, failed: false, progress: 0.25 },
        { id: '18', active: true, waiting: false, failed: false },
        { ...complete, ...saved },
        { ...incomplete, ...saved },
      ),
    });
    expect(await registry.listJsons()).toEqual([
      { state: 'failed', id: 17, reason: 'Unrecognized operation likely' },
      { state: 'failed', id: 4, reason: undefined },
      { state: 'waiting', id: 20 },
      { state: 'active', id: 19, progress: 0.25 },
      { state: 'active', id: 18, progress: 0 },
      await registry.getJson(17),
      await registry.getJson(17),
    ]);
  });
});

test('getJson() tells each state', async () => {
  const { registry, server } = await portal(
    [waits, active(0.5), record(incomplete), record(complete), hasFailed, unknown],
    {
      jsons: list(failedEntry),
    },
  );
  expect(await registry.getJson(17)).toEqual({ state: 'waiting', id: 17 });
  expect(await registry.getJson(17)).toEqual({ state: 'active', id: 17, progress: 0.5 });
  expect(await registry.getJson(17)).toMatchObject({ state: 'done', id: 17, complete: false, loss: undefined });
  expect(await registry.getJson(17)).toMatchObject({ state: 'done', id: 17, complete: true, lost: { recorded: 3 } });
  expect(await registry.getJson(17)).toEqual({ state: 'failed', id: 17, reason: 'Unrecognized operation likely' });
  await rejected(registry.getJson(17), {
    is: NotFoundError,
    code: 'no-such-json',
    says: ['there is no golden JSON with the id 17', 'listJsons()'],
  });
  expect(server.received[0]).toMatchObject({ method: 'POST', path: '/json_portal/json', body: '{"id_json":17}' });
});

describe('deleteJson()', () => {
  test('gives back the record', async () => {
    const { registry, server } = await portal([], {
      remove: { json: { deleted_json: { ...complete, deleted: true } } },
    });
    expect(await registry.deleteJson(17)).toMatchObject({ id: 17, state: 'done', deleted: true });
    expect(server.received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['DELETE', '/json_portal/json', '{"id_json":17}'],
    ]);
  });
  test('of what is not there', async () => {
    const { registry } = await portal([], {
      remove: { status: 500, json: { err: 'JSON with id 17 to delete not found' } },
    });
    await rejected(registry.deleteJson(17), { is: NotFoundError, code: 'no-such-json', says: ['id 17'] });
  });
  test('of what somebody else made', async () => {
    const { registry } = await portal([], {
      remove: {
        status: 500,
        json: { err: 'you must be the creator (me@cern.ch) or be part of cms-dqm-runregistry-experts e-group' },
      },
    });
    await rejected(registry.deleteJson(17), {
      is: ServerError,
      code: 'server-error',
      says: ['(id 17)', 'you must be the creator'],
    });
  });
  test.each<Reply>(['reset', { status: 503 }])('is never sent twice: %j', async (remove) => {
    const { registry, server } = await portal([], { remove });
    await failure(registry.deleteJson(17));
    expect(server.received.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });
});

describe('deleteJson() after a response that proves nothing', () => {
  const deleted = { ...complete, deleted: true };
  const odd: readonly (readonly [string, Reply])[] = [
    ['200 with null', { json: null }],
    ['200 with an empty object', { json: {} }],
    ['200 with err', { json: { err: 'deadlock detected' } }],
    ['200 with the record as it was', { json: { deleted_json: complete } }],
    ['200 with another record', { json: { deleted_json: { ...deleted, id: 18 } } }],
    ['202', { status: 202, json: {} }],
    ['203', { status: 203 }],
    ['204', { status: 204 }],
    ['302', { status: 302, headers: { location: '/login' } }],
    ['401 without words', { status: 401 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['500 with err', { status: 500, json: { err: 'deadlock detected' } }],
    ['504', { status: 504 }],
    ['a lost connection', 'reset'],
  ];
  test.each(odd)('%s: a read that shows the deletion proves it', async (_, remove) => {
    const { registry, asked } = await portal([record(deleted)], { remove });
    expect(await registry.deleteJson(17)).toMatchObject({ id: 17, deleted: true });
    expect(asked()).toEqual(['DELETE json', 'POST json']);
  });
  test.each(odd)('%s: a read that shows the record as it was is an error', async (_, remove) => {
    const { registry, asked } = await portal([record(complete)], { remove });
    const error = await failure(registry.deleteJson(17));
    expect(error).toBeInstanceOf(RunRegistryError);
    expect(asked().filter((one) => one === 'DELETE json').length).toBeLessThanOrEqual(2);
  });
  test.each(odd)('%s: without a read, the error says that it may have happened', async (_, remove) => {
    const { registry } = await portal([{ status: 404 }], { remove });
    const error = await failure(registry.deleteJson(17));
    expect(error.message).toContain('may have deleted');
    expect((error as RunRegistryError).hint).toContain('getJson(17)');
  });
});

describe('the state of a job', () => {
  test.each<[string, Reply]>([
    ['200 without a body', { status: 200, json: null }],
    ['200 with a progress', { json: { progress: 0.5 } }],
    ['201 with the record', { status: 201, json: { final_json: complete } }],
    ['202 without a progress', { status: 202, json: {} }],
    ['202 without a body', { status: 202 }],
    ['202 with the record', { status: 202, json: { final_json: complete } }],
    ['203 with a body', { status: 203, json: { progress: 0.5 } }],
    ['204', { status: 204 }],
    ['the record of another id', { json: { final_json: { ...complete, id: 18 } } }],
  ])('is not told by %s', async (_, look) => {
    const { registry, wait } = await portal([look]);
    await rejected(registry.getJson(17), { is: ResponseError, code: 'unexpected-response', says: ['(id 17)'] });
    await rejected(wait(), { is: ResponseError, code: 'unexpected-response', says: ['(id 17)'] });
  });
});

describe('neither secret nor token is in an error', () => {
  const secrets = [
    clientSecret,
    Buffer.from(`${clientId}:${clientSecret}`).toString('base64'),
    tokenNumber(0),
    'Bearer t0',
  ];
  const echo = ({ headers, body }: Received) => `got ${JSON.stringify(headers)} and ${body} and ${clientSecret}`;
  const routes: Readonly<Record<string, (registry: RunRegistry) => Promise<unknown>>> = {
    generate: (registry) =>
      registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: name, pollDelay: 1 }),
    waitForJson: (registry) => registry.waitForJson(17, { pollDelay: 1 }),
    'waitForJson with a time limit': (registry) => registry.waitForJson(17, { pollDelay: 1, timeout: 60 }),
    getJson: (registry) => registry.getJson(17),
    listJsons: (registry) => registry.listJsons(),
    deleteJson: (registry) => registry.deleteJson(17),
  };
  const replies: Readonly<Record<string, (request: Received) => Reply>> = {
    'an error': (request) => ({ status: 500, json: { err: echo(request) } }),
    text: (request) => ({ text: echo(request) }),
    'a gateway': (request) => ({ status: 502, text: echo(request) }),
    'a refusal': (request) => ({ status: 403, json: { message: echo(request) } }),
    'a login page': ({ headers }) => ({ status: 302, headers: { location: `/login?${headers.authorization}` } }),
    'a wrong shape': (request) => ({ json: { [echo(request)]: 1 } }),
    'a reset connection': () => 'reset',
    'no answer': () => 'never',
  };
  const cases = Object.keys(routes).flatMap((route) => Object.keys(replies).map((reply) => [route, reply] as const));
  test.each(cases)('%s() and %s', async (route, reply) => {
    const registry = await fakeRegistry({ script: replies[reply] as (request: Received) => Reply });
    const error = await failure(
      (routes[route] as (typeof routes)[string])(registry.client({ timeout: 60, retries: 1 })),
    );
    const texts: string[] = [];
    for (let at: unknown = error; at !== undefined; at = (at as Error).cause)
      texts.push(
        inspect(at, { depth: 9, showHidden: true, getters: true }),
        JSON.stringify(at),
        String(at),
        String((at as Error).stack),
      );
    for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
    await registry.close();
  });
});

test('the type of generate() wants a name or a query, and not both', () => {
  const golden = goldenJson().flag('dt', 'dt').is('GOOD');
  const calls = [
    () => golden.generate({ datasetName: 'online' }),
    () => golden.generate({ query: datasets(), tags: 'a' }),
    // @ts-expect-error nothing says which datasets are meant
    () => golden.generate({ tags: 'a' }),
    // @ts-expect-error two things say which datasets are meant
    () => golden.generate({ datasetName: 'online', query: datasets() }),
  ];
  expect(calls.length).toBe(4);
});
