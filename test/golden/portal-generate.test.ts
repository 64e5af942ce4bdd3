/** Submits golden JSON to a JSON portal that answers as each test says. */
import {
  AuthenticationError,
  ConnectionError,
  datasets,
  type GenerateOptions,
  goldenJson,
  NotFoundError,
  PermissionError,
  QueryError,
  ResponseError,
  ServerError,
  TimeoutError,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { fakeRegistry } from '../support/fake-registry.js';
import { failure, rejected } from '../support/refusal.js';
import type { Reply } from '../support/scripted-server.js';
import { untypedCall } from '../support/untyped.js';
import { complete, name, portal, record, rules } from './scripted-portal.js';

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

describe('rules are never submitted twice', () => {
  test.each<[string, Reply, new (...args: never[]) => Error, string]>([
    ['a reset connection', 'reset', ConnectionError, 'connection-failed'],
    ['an answer that breaks off', 'truncated', ConnectionError, 'connection-failed'],
    ['an answer that breaks off in chunks', 'truncated chunks', ConnectionError, 'connection-failed'],
    ['no answer', 'never', TimeoutError, 'timeout'],
    ['502', { status: 502, text: '<html>Bad gateway' }, ServerError, 'server-error'],
    ['503', { status: 503 }, ServerError, 'server-error'],
    ['504', { status: 504, json: { err: 'late' } }, ServerError, 'server-error'],
    ['no JSON', { text: 'thanks' }, ResponseError, 'not-json'],
    ['no id', { json: { name: '__default__' } }, ResponseError, 'unexpected-response'],
    ['no whole id', { json: { id: '1.5' } }, ResponseError, 'unexpected-response'],
    ['an empty id', { json: { id: '' } }, ResponseError, 'unexpected-response'],
    ['null', { json: null }, ResponseError, 'unexpected-response'],
    ['a list', { json: [17] }, ResponseError, 'unexpected-response'],
  ])('%s: it may have happened', async (_, reply, is, code) => {
    const { generate, asked } = await portal(
      [record(complete)],
      { generate: reply },
      {
        timeout: reply === 'never' ? 500 : 60_000,
      },
    );
    const error = await rejected(generate(), { is: is as typeof ServerError, code });
    expect(error.message).toContain('may have');
    expect(error.request).toBe('POST /json_portal/generate');
    expect(error.hint).toContain("listJsons({ filter: 'mine' })");
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
    });
    expect(error.message).not.toContain('may have');
  });
  test('a token that cannot be had: it has not happened', async () => {
    const registry = await fakeRegistry({ token: () => 'never' });
    const golden = registry.client({ timeout: 30, retries: 0 }).goldenJson().flag('dt-dt').is('GOOD');
    const error = await rejected(golden.generate({ datasetName: name }), {
      is: TimeoutError,
      code: 'timeout',
    });
    expect(error.message).not.toContain('may have');
    expect(registry.asked).toEqual([]);
    await registry.close();
  });
});

describe('options that are refused before anything is sent', () => {
  test.each<[string, unknown]>([
    ['none', undefined],
    ['null', null],
    ['a text', name],
    ['neither name nor query', {}],
    ['both', { datasetName: name, query: 'both' }],
    ['an empty name', { datasetName: '' }],
    ['a list of names', { datasetName: [name] }],
    ['a name that is null', { datasetName: null }],
    ['a query that is a filter', { query: { run_number: 1 } }],
    ['an unknown option', { datasetNames: name }],
    ['tags in a list', { datasetName: name, tags: ['a'] }],
    ['complete as a text', { datasetName: name, complete: 'yes' }],
    ['a negative timeout', { datasetName: name, timeout: -1 }],
    ['a timeout without end', { datasetName: name, timeout: Number.POSITIVE_INFINITY }],
    ['a timeout that is a text', { datasetName: name, timeout: '1h' }],
    ['a delay that is no number', { datasetName: name, pollDelay: Number.NaN }],
    ['a broken delay', { datasetName: name, pollDelay: 0.5 }],
    ['a signal that is none', { datasetName: name, signal: new AbortController() }],
    ['an onProgress that is none', { datasetName: name, onProgress: true }],
  ])('generate(): %s', async (_, options) => {
    const { golden, server } = await portal([record(complete)]);
    const given = options === undefined ? [] : [options];
    await rejected(golden.generate(...(given as [GenerateOptions])), { is: QueryError, code: 'bad-option' });
    expect(server.received).toEqual([]);
  });
  test('generate() of nothing', async () => {
    const { registry, server } = await portal([]);
    await rejected(registry.goldenJson().generate({ datasetName: name }), {
      is: QueryError,
      code: 'empty-golden',
    });
    expect(server.received).toEqual([]);
  });
  test.each<[string, string, readonly unknown[], string]>([
    ['waitForJson', 'no id', [], 'bad-value'],
    ['waitForJson', 'a timeout', [17, { timeout: -1 }], 'bad-option'],
    ['waitForJson', 'a delay', [17, { pollDelay: 2 ** 31 }], 'bad-option'],
    ['waitForJson', 'a number', [17, { complete: 1 }], 'bad-option'],
    ['waitForJson', 'an unknown option', [17, { pollDelays: 1 }], 'bad-option'],
    ['getJson', 'zero', [0], 'bad-value'],
    ['getJson', 'a text', ['17a'], 'bad-value'],
    ['getJson', 'a broken number', [1.5], 'bad-value'],
    ['getJson', 'too large a number', [2 ** 31], 'bad-value'],
    ['getJson', 'a record', [{ id: 17 }], 'bad-value'],
    ['getJson', 'an unknown option', [17, { complete: true }], 'bad-option'],
    ['deleteJson', 'a negative number', [-1], 'bad-value'],
    ['deleteJson', 'an unknown option', [17, { force: true }], 'bad-option'],
    ['listJsons', 'an unknown filter', [{ filter: 'their' }], 'bad-option'],
    ['listJsons', 'a filter of the wire', [{ filter: 'by_email' }], 'bad-option'],
    ['listJsons', 'a filter that every object has', [{ filter: 'constructor' }], 'bad-option'],
    ['listJsons', 'a filter that is null', [{ filter: null }], 'bad-option'],
    ['listJsons', 'a filter in a list', [{ filter: ['mine'] }], 'bad-option'],
    ['listJsons', 'before what', [{ before: 'now' }], 'bad-value'],
    ['listJsons', 'an unknown option', [{ after: 17 }], 'bad-option'],
  ])('%s(): %s', async (method, _, args, code) => {
    const { registry, server } = await portal([record(complete)], { remove: record(complete) });
    const call = untypedCall(registry[method as 'getJson'].bind(registry)) as (
      ...given: readonly unknown[]
    ) => Promise<unknown>;
    await rejected(call(...args), { is: QueryError, code });
    expect(server.received).toEqual([]);
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
