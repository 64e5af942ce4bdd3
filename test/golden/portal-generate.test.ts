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
