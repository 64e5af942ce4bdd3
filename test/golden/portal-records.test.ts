/** Reads, lists and deletes records of a scripted JSON portal. */
import { inspect } from 'node:util';
import { NotFoundError, ResponseError, type RunRegistry, RunRegistryError, ServerError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { clientId, clientSecret, fakeRegistry, tokenNumber } from '../support/fake-registry.js';
import { failure, rejected } from '../support/refusal.js';
import type { Received, Reply } from '../support/scripted-server.js';
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
  unknown,
  waits,
} from './scripted-portal.js';

describe('an unexpected response', () => {
  const unexpected = { is: ResponseError, code: 'unexpected-response' };
  test.each<[string, unknown]>([
    ['a number', 17],
    ['an empty object', {}],
    ['a progress that is a string', { progress: '0.5' }],
    ['no record', { final_json: null }],
    ['a list as record', { final_json: [] }],
    ['an empty record', { final_json: {} }],
    ['a record without an id', { final_json: { ...complete, id: undefined } }],
    ['a luminosity that is a string', { final_json: { ...complete, total_recorded_luminosity: '1' } }],
    ['a record without lists', { final_json: { ...complete, generated_json: undefined } }],
    ['lists that are null', { final_json: { ...complete, generated_json_with_dataset_names: null } }],
    ['ranges without an end', { final_json: { ...complete, generated_json: { '315257': [[5]] } } }],
    ['keys that are not run numbers', { final_json: { ...complete, generated_anti_json: { all: [[1, 5]] } } }],
    [
      'losses of an invalid rule',
      { final_json: { ...complete, rules_flagged_false_quantity_luminosity: { rule: 1 } } },
    ],
    [
      'losses that are not numbers',
      { final_json: { ...complete, rules_flagged_false_quantity_luminosity: { [JSON.stringify(dt)]: '3' } } },
    ],
    ['losses that are a list', { final_json: { ...complete, rules_flagged_false_combination_luminosity: [1] } }],
    [
      'losses of one rule instead of several',
      { final_json: { ...complete, rules_flagged_false_combination_luminosity: { '1': 1 } } },
    ],
  ])('to a poll is rejected: %s', async (_, json) => {
    const { generate, wait, registry } = await portal([{ json }]);
    await rejected(generate(), unexpected);
    await rejected(wait(), unexpected);
    await rejected(registry.getJson(17), unexpected);
  });
  test('to a poll is rejected: not JSON', async () => {
    const { wait } = await portal([{ text: 'hello' }]);
    await rejected(wait(), { is: ResponseError, code: 'not-json' });
  });
  test.each<[string, unknown]>([
    ['null', null],
    ['no list', { jsons: {} }],
    ['a list of strings', { jsons: ['a'] }],
    ['an entry without an id', { jsons: [{ waiting: true }] }],
    ['an entry without a record', { jsons: [{ id: 1 }] }],
  ])('to a list is rejected: %s', async (_, json) => {
    const { registry } = await portal([], { jsons: { json } });
    await rejected(registry.listJsons(), unexpected);
  });
  test('to a deletion is rejected', async () => {
    const { registry } = await portal([record(complete)], { remove: { json: {} } });
    await rejected(registry.deleteJson(17), unexpected);
  });
  test('with unknown or null fields is accepted, and unknown fields are omitted', async () => {
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

/** What a list adds to a record. */
const saved = { progress: 1, active: false, waiting: false, failed: false };

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
  ])('with %j sends %j', async (options, body) => {
    const { registry, server } = await portal([]);
    expect(await (options === undefined ? registry.listJsons() : registry.listJsons(options))).toEqual([]);
    expect(server.received.map(({ method, path, body: sent }) => [method, path, JSON.parse(sent)])).toEqual([
      ['POST', '/json_portal/jsons', body],
    ]);
  });
  test('returns jobs in each state, in the order of the portal', async () => {
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

  test('returns a record instead of the job that still computes its losses', async () => {
    const { registry } = await portal([], {
      jsons: list(
        { ...saved, id: '17', waiting: true },
        { ...saved, id: '17', active: true },
        { ...saved, id: '16', active: true },
        { ...incomplete, ...saved },
      ),
    });
    expect((await registry.listJsons()).map(({ id, state }) => [id, state])).toEqual([
      [16, 'active'],
      [17, 'done'],
    ]);
  });

  test('returns a failed job beside its record', async () => {
    const { registry } = await portal([], { jsons: list(failedEntry, incomplete) });
    expect((await registry.listJsons()).map(({ id, state }) => [id, state])).toEqual([
      [17, 'failed'],
      [17, 'done'],
    ]);
  });
});

test('getJson() returns jobs in each state', async () => {
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
  });
  expect(server.received[0]).toMatchObject({ method: 'POST', path: '/json_portal/json', body: '{"id_json":17}' });
});

test('a record as a string has the list, the luminosity and the losses', async () => {
  const { registry } = await portal([record(incomplete), record(complete)]);
  const head =
    /^golden JSON 17 of '.+': LumiList: \d+ runs?, \d+ lumisections?, .+; recorded \d+\.\d{3} of \d+\.\d{3}$/;
  expect(String(await registry.getJson(17))).toMatch(head);
  const made = await registry.getJson(17);
  if (made.state !== 'done') throw new Error(made.state);
  const [first, ...lines] = String(made).split('\n');
  expect(first).toMatch(head);
  expect(lines.join('\n')).toBe(String(made.loss));
  expect(JSON.parse(JSON.stringify(made.byDataset))).toEqual(
    Object.fromEntries([...made.byDataset].map(([dataset, lumis]) => [dataset, lumis.toJSON()])),
  );
});

describe('the reason of an empty list', () => {
  const csc = { '==': [{ var: 'lumisection.rr.csc-csc' }, 'GOOD'] };
  const key = (...rules: readonly unknown[]) => JSON.stringify(rules);
  const empty = { generated_json: {}, generated_json_with_dataset_names: {} };
  const record = (combinations: Readonly<Record<string, number>>) => ({
    ...complete,
    ...empty,
    rules_flagged_false_quantity_luminosity: { [JSON.stringify(dt)]: 3, [JSON.stringify(csc)]: 3 },
    rules_flagged_false_combination_luminosity: combinations,
  });
  test.each([
    [
      'lists a rule that every combination has',
      record({ [key(dt)]: 1, [key(dt, csc)]: 0 }),
      ['dt-dt is GOOD'],
      /^No lumisection passes. True for no lumisection: 'dt-dt is GOOD'. generateLocally\(\)/,
    ],
    [
      'lists no rule that is true for some lumisection',
      record({ [key(dt)]: 1, [key(csc)]: 2 }),
      [],
      /Each rule is true for some lumisection/,
    ],
    [
      'says that there are no lumisections',
      { ...record({}), generated_anti_json: {} },
      [],
      /^The datasets have no lumisections.$/,
    ],
    ['says how to wait for an incomplete record', { ...incomplete, ...empty }, [], /Wait with \{ complete: true \}/],
  ])('%s', async (_, final_json, neverTrue, message) => {
    const { registry } = await portal([{ json: { final_json } }]);
    const json = await registry.getJson(17);
    expect(json).toMatchObject({ state: 'done', emptyReason: { neverTrue, message: expect.stringMatching(message) } });
  });
  test('is missing in the record of another list', async () => {
    const { registry } = await portal([{ json: { final_json: complete } }]);
    expect(await registry.getJson(17)).not.toHaveProperty('emptyReason');
  });
});

describe('deleteJson()', () => {
  test('returns the record', async () => {
    const { registry, server } = await portal([], {
      remove: { json: { deleted_json: { ...complete, deleted: true } } },
    });
    expect(await registry.deleteJson(17)).toMatchObject({ id: 17, state: 'done', deleted: true });
    expect(server.received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['DELETE', '/json_portal/json', '{"id_json":17}'],
    ]);
  });
  test('rejects an unknown id', async () => {
    const { registry } = await portal([], {
      remove: { status: 500, json: { err: 'JSON with id 17 to delete not found' } },
    });
    await rejected(registry.deleteJson(17), { is: NotFoundError, code: 'no-such-json' });
  });
  test('rejects a record of another user', async () => {
    const { registry } = await portal([], {
      remove: {
        status: 500,
        json: { err: 'you must be the creator (me@cern.ch) or be part of cms-dqm-runregistry-experts e-group' },
      },
    });
    await rejected(registry.deleteJson(17), {
      is: ServerError,
      code: 'server-error',
    });
  });
  test.each<Reply>(['reset', { status: 503 }])('is never sent twice: %j', async (remove) => {
    const { registry, server } = await portal([], { remove });
    await failure(registry.deleteJson(17));
    expect(server.received.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });
});

describe('deleteJson() after an ambiguous response', () => {
  const deleted = { ...complete, deleted: true };
  const odd: readonly (readonly [string, Reply])[] = [
    ['200 with null', { json: null }],
    ['200 with an empty object', { json: {} }],
    ['200 with err', { json: { err: 'deadlock detected' } }],
    ['200 with the record unchanged', { json: { deleted_json: complete } }],
    ['200 with another record', { json: { deleted_json: { ...deleted, id: 18 } } }],
    ['202', { status: 202, json: {} }],
    ['203', { status: 203 }],
    ['204', { status: 204 }],
    ['302', { status: 302, headers: { location: '/login' } }],
    ['401 without a message', { status: 401 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['500 with err', { status: 500, json: { err: 'deadlock detected' } }],
    ['504', { status: 504 }],
    ['a lost connection', 'reset'],
  ];
  test.each(odd)('returns the record if a read shows the deletion: %s', async (_, remove) => {
    const { registry, requests } = await portal([record(deleted)], { remove });
    expect(await registry.deleteJson(17)).toMatchObject({ id: 17, deleted: true });
    expect(requests()).toEqual(['DELETE json', 'POST json']);
  });
  test.each(odd)('rejects if a read shows the record unchanged: %s', async (_, remove) => {
    const { registry, requests } = await portal([record(complete)], { remove });
    const error = await failure(registry.deleteJson(17));
    expect(error).toBeInstanceOf(RunRegistryError);
    expect(requests().filter((route) => route === 'DELETE json').length).toBeLessThanOrEqual(2);
  });
  test.each(odd)('rejects with a hint to check if the read fails: %s', async (_, remove) => {
    const { registry } = await portal([{ status: 404 }], { remove });
    const error = await failure(registry.deleteJson(17));
    expect(error.message).toContain('may have');
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
  ])('is not inferred from %s', async (_, look) => {
    const { registry, wait } = await portal([look]);
    await rejected(registry.getJson(17), { is: ResponseError, code: 'unexpected-response' });
    await rejected(wait(), { is: ResponseError, code: 'unexpected-response' });
  });
});

describe('errors contain neither secret nor token', () => {
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
    'no response': () => 'never',
  };
  const cases = Object.keys(routes).flatMap((route) => Object.keys(replies).map((reply) => [route, reply] as const));
  test.each(cases)('after %s() and %s', async (route, reply) => {
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
