/** Submits golden JSON to a scripted JSON portal. */
import {
  AuthenticationError,
  ConnectionError,
  datasets,
  type GenerateOptions,
  goldenJson,
  logic,
  NotFoundError,
  PermissionError,
  QueryError,
  ResponseError,
  RunRegistry,
  ServerError,
  TimeoutError,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { fakeRegistry } from '../support/fake-registry.js';
import { failure, rejected } from '../support/refusal.js';
import type { Reply } from '../support/scripted-server.js';
import { untypedCall } from '../support/untyped.js';
import { complete, name, portal, record, rules } from './scripted-portal.js';

describe('a submission', () => {
  test('contains the rules as a JSON string, the name and the tags', async () => {
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
  test('has no tags by default, and the pattern verbatim', async () => {
    const { server, golden } = await portal([record(complete)]);
    await golden.generate({ datasetName: '(A|B)_%', pollDelay: 0 });
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
      json_logic: JSON.stringify(rules),
      dataset_name_filter: '(A|B)_%',
    });
  });
  test('has the same guards as the printed document', async () => {
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

describe('rules are submitted only once', () => {
  test.each<[string, Reply, new (...args: never[]) => Error, string]>([
    ['a reset connection', 'reset', ConnectionError, 'connection-failed'],
    ['a truncated response', 'truncated', ConnectionError, 'connection-failed'],
    ['a truncated chunked response', 'truncated chunks', ConnectionError, 'connection-failed'],
    ['no response', 'never', TimeoutError, 'timeout'],
    ['502', { status: 502, text: '<html>Bad gateway' }, ServerError, 'server-error'],
    ['503', { status: 503 }, ServerError, 'server-error'],
    ['504', { status: 504, json: { err: 'late' } }, ServerError, 'server-error'],
    ['a response that is not JSON', { text: 'thanks' }, ResponseError, 'not-json'],
    ['no id', { json: { name: '__default__' } }, ResponseError, 'unexpected-response'],
    ['an id that is not an integer', { json: { id: '1.5' } }, ResponseError, 'unexpected-response'],
    ['an empty id', { json: { id: '' } }, ResponseError, 'unexpected-response'],
    ['null', { json: null }, ResponseError, 'unexpected-response'],
    ['a list', { json: [17] }, ResponseError, 'unexpected-response'],
  ])('after %s, which may follow the submission', async (_, reply, is, code) => {
    const { generate, requests } = await portal(
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
    expect(requests()).toEqual(['POST generate']);
  });
  test.each<[string, Reply, new (...args: never[]) => Error, string]>([
    [
      'an error of the registry',
      { status: 500, json: { err: 'Empty json logic sent' } },
      ServerError,
      'Empty json logic sent',
    ],
    ['no permission', { status: 401, json: { message: 'be in cms-web-access' } }, PermissionError, 'cms-web-access'],
  ])('after %s, which rules out the submission', async (_, reply, is, message) => {
    const { generate, requests } = await portal([record(complete)], { generate: reply });
    const error = await failure(generate());
    expect(error).toBeInstanceOf(is);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('may have');
    expect(requests()).toEqual(['POST generate']);
  });
  test.each<[string, Reply, new (...args: never[]) => Error, string]>([
    ['a login page', { status: 302, headers: { location: '/login' } }, AuthenticationError, 'login-page'],
    ['401 without a message', { status: 401 }, AuthenticationError, 'login-page'],
    ['403', { status: 403 }, PermissionError, 'not-allowed'],
    ['404', { status: 404 }, NotFoundError, 'not-found'],
    ['202 with an id', { status: 202, json: { id: '17' } }, ResponseError, 'unexpected-response'],
    ['204', { status: 204 }, ResponseError, 'unexpected-response'],
    ['null', { json: null }, ResponseError, 'unexpected-response'],
    ['err', { json: { err: 'Empty json logic sent' } }, ResponseError, 'unexpected-response'],
  ])('after %s, with a hint to check', async (_, reply, is, code) => {
    const { generate, requests } = await portal([record(complete)], { generate: reply });
    const error = await rejected(generate(), {
      is: is as typeof ServerError,
      code,
    });
    expect(error.hint).toContain('listJsons');
    expect(requests()).toEqual(['POST generate']);
  });
  test('after a refused connection, which rules out the submission', async () => {
    const { server, generate } = await portal([]);
    await server.close();
    const error = await rejected(generate(), {
      is: ConnectionError,
      code: 'connection-failed',
    });
    expect(error.message).not.toContain('may have');
  });
  test('after a failed token request, which rules out the submission', async () => {
    const registry = await fakeRegistry({ token: () => 'never' });
    const golden = registry.client({ timeout: 30, retries: 0 }).goldenJson().flag('dt-dt').is('GOOD');
    const error = await rejected(golden.generate({ datasetName: name }), {
      is: TimeoutError,
      code: 'timeout',
    });
    expect(error.message).not.toContain('may have');
    expect(registry.requests).toEqual([]);
    await registry.close();
  });
});

describe('invalid options, rejected before a request is sent', () => {
  test.each<[string, unknown]>([
    ['none', undefined],
    ['null', null],
    ['a string', name],
    ['neither name nor query', {}],
    ['both', { datasetName: name, query: 'both' }],
    ['an empty name', { datasetName: '' }],
    ['a list of names', { datasetName: [name] }],
    ['a name that is null', { datasetName: null }],
    ['a query that is a filter', { query: { run_number: 1 } }],
    ['an unknown option', { datasetNames: name }],
    ['a name with NUL', { datasetName: `${name}\0` }],
    ['tags with a lone surrogate', { datasetName: name, tags: '\ud800' }],
    ['tags in a list', { datasetName: name, tags: ['a'] }],
    ['complete as a string', { datasetName: name, complete: 'yes' }],
    ['a negative timeout', { datasetName: name, timeout: -1 }],
    ['an infinite timeout', { datasetName: name, timeout: Number.POSITIVE_INFINITY }],
    ['a timeout that is a string', { datasetName: name, timeout: '1h' }],
    ['a delay that is NaN', { datasetName: name, pollDelay: Number.NaN }],
    ['a fractional delay', { datasetName: name, pollDelay: 0.5 }],
    ['a controller instead of a signal', { datasetName: name, signal: new AbortController() }],
    ['an onProgress that is not a function', { datasetName: name, onProgress: true }],
  ])('generate() with %s', async (_, options) => {
    const { golden, server } = await portal([record(complete)]);
    const given = options === undefined ? [] : [options];
    await rejected(golden.generate(...(given as [GenerateOptions])), { is: QueryError, code: 'bad-option' });
    expect(server.received).toEqual([]);
  });
  test.each(['a\0', '\udc00'])('generate() with a string in a rule that the portal cannot store: %j', async (text) => {
    const { registry, server } = await portal([record(complete)]);
    const golden = registry.goldenJson().where(logic({ '==': [{ var: 'run.oms.hlt_key' }, text] }));
    await rejected(golden.generate({ datasetName: name }), { is: QueryError, code: 'bad-value' });
    expect(server.received).toEqual([]);
  });
  test('generate() with a query of another registry', async () => {
    const { golden, server } = await portal([record(complete)]);
    for (const other of [new RunRegistry({ url: 'http://127.0.0.1:9' }), new RunRegistry({ target: 'embedded' })])
      await rejected(golden.generate({ query: other.datasets() }), { is: QueryError, code: 'bad-value' });
    expect(server.received).toEqual([]);
  });
  test('generate() without clauses', async () => {
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
    ['getJson', 'a string', ['17a'], 'bad-value'],
    ['getJson', 'a fractional number', [1.5], 'bad-value'],
    ['getJson', 'too large a number', [2 ** 31], 'bad-value'],
    ['getJson', 'a record', [{ id: 17 }], 'bad-value'],
    ['getJson', 'an unknown option', [17, { complete: true }], 'bad-option'],
    ['deleteJson', 'a negative number', [-1], 'bad-value'],
    ['deleteJson', 'an unknown option', [17, { force: true }], 'bad-option'],
    ['listJsons', 'an unknown filter', [{ filter: 'their' }], 'bad-option'],
    ['listJsons', 'a filter of the HTTP interface', [{ filter: 'by_email' }], 'bad-option'],
    ['listJsons', 'a filter that is a property of every object', [{ filter: 'constructor' }], 'bad-option'],
    ['listJsons', 'a filter that is null', [{ filter: null }], 'bad-option'],
    ['listJsons', 'a filter in a list', [{ filter: ['mine'] }], 'bad-option'],
    ['listJsons', 'a before that is not an id', [{ before: 'now' }], 'bad-value'],
    ['listJsons', 'an unknown option', [{ after: 17 }], 'bad-option'],
  ])('%s() with %s', async (method, _, args, code) => {
    const { registry, server } = await portal([record(complete)], { remove: record(complete) });
    const call = untypedCall(registry[method as 'getJson'].bind(registry)) as (
      ...given: readonly unknown[]
    ) => Promise<unknown>;
    await rejected(call(...args), { is: QueryError, code });
    expect(server.received).toEqual([]);
  });
});

test('the type of generate() requires either a name or a query', () => {
  const golden = goldenJson().flag('dt', 'dt').is('GOOD');
  const calls = [
    () => golden.generate({ datasetName: 'online' }),
    () => golden.generate({ query: datasets(), tags: 'a' }),
    // @ts-expect-error neither a name nor a query
    () => golden.generate({ tags: 'a' }),
    // @ts-expect-error both a name and a query
    () => golden.generate({ datasetName: 'online', query: datasets() }),
  ];
  expect(calls.length).toBe(4);
});
