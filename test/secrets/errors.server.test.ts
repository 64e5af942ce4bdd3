/** Errors, events and inspected objects contain no secret and no token in any form. */
import { channel } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import {
  datasets,
  goldenJson,
  LumiList,
  type OperationResult,
  RunRegistry,
  RunRegistryError,
  type RunRegistryOptions,
  runs,
} from 'runregistry';
import { startEmbedded } from 'runregistry/embedded';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientId, clientSecret, type FakeOptions, fakeRegistry, tokenNumber } from '../support/fake-registry.js';
import { formsOf, leaks } from '../support/leaks.js';
import { isFull, share } from '../support/rounds.js';
import { runRow } from '../support/rows.js';
import type { Received, Reply } from '../support/scripted-server.js';

const forms = formsOf(
  clientId,
  clientSecret,
  Array.from({ length: 12 }, (_, n) => tokenNumber(n)),
);
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const registry of open.splice(0)) await registry.close();
});

/** All events of observers and channels. */
const events: unknown[] = [];
const recordEvent = (event: unknown): void => void events.push(event);
const channels = ['request', 'response', 'retry'].map((name) => channel(`runregistry:${name}`));
beforeAll(() => {
  for (const diagnostics of channels) diagnostics.subscribe(recordEvent);
});
afterAll(() => {
  for (const diagnostics of channels) diagnostics.unsubscribe(recordEvent);
  expect(events.length).toBeGreaterThan(100);
});

const observed: RunRegistryOptions = {
  retries: 1,
  onRequest: recordEvent,
  onResponse: recordEvent,
  onRetry: recordEvent,
};
/** The timeout if no response comes. Elsewhere, a slow machine must receive the token that the client has to mask. */
const timeout = 100;
/** Events before this one have been checked. */
let checked = 0;

const echo = (request: Received): string => {
  const { authorization = '' } = request.headers;
  const token = authorization.replace(/^\w+ /, '');
  const each = [clientSecret, token, authorization].flatMap((text) => [
    text,
    encodeURIComponent(text),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    Buffer.from(`${clientId}:${text}`).toString('base64'),
  ]);
  return `received ${JSON.stringify(request.headers)} and ${request.body} and ${each.join(' and ')}`;
};
/** Messages in which a secret spans every position at which a message can be truncated. */
const padded = (request: Received): string[] =>
  Array.from({ length: 40 }, (_, n) => `${'x'.repeat(480 + n)}${request.headers.authorization} ${clientSecret}`);

const html = (text: string): Reply => ({ headers: { 'content-type': 'text/html' }, text });

const job = (client: RunRegistry) =>
  client
    .goldenJson()
    .where('run.oms.energy')
    .gt(6000)
    .generate({ datasetName: 'online', pollDelay: 1 } as never);

const calls: Readonly<Record<string, (client: RunRegistry) => Promise<unknown>>> = {
  'all()': (client) => client.runs().all(),
  'count()': (client) => client.datasets().count(),
  'stream()': async (client) => {
    for await (const _ of client.runs().stream());
  },
  'lumisections()': async (client) => {
    for await (const _ of client.runs().lumisections());
  },
  'getRun()': (client) => client.getRun(355_100),
  'an operation': (client) => client.operations.markSignificant(355_100),
  'a job': job,
};

const replies: Readonly<Record<string, (request: Received) => Reply>> = {
  'a 500 with a message': (request) => ({ status: 500, json: { err: echo(request) } }),
  'a message': (request) => ({ status: 403, json: { message: echo(request) } }),
  'a 401 that names groups': (request) => ({ status: 401, json: { message: `cms-${clientSecret} ${echo(request)}` } }),
  'a 401 in text': (request) => ({ status: 401, text: echo(request) }),
  '404': (request) => ({ status: 404, text: echo(request) }),
  'HTML with entities': (request) => ({
    status: 502,
    ...(html(`<p>${echo(request)}</p> ${clientSecret.replaceAll('-', '&#45;').replace('s', '&#115;')}`) as object),
  }),
  'a login page': (request) => html(`<!doctype html>${echo(request)}`),
  'a redirect': (request) => ({ status: 302, headers: { location: `/login?${encodeURIComponent(echo(request))}` } }),
  'text instead of JSON': (request) => ({ text: echo(request) }),
  'a wrong shape': (request) => ({ json: { [echo(request)]: echo(request) } }),
  'a list of strings': (request) => ({ json: [echo(request), { start: echo(request) }] }),
  'a row without its attributes': (request) => ({
    json: { runs: [{ run_number: echo(request) }], count: 1, jsons: [echo(request)] },
  }),
  'a busy server': (request) => ({ status: 429, headers: { 'retry-after': '0' }, json: { err: echo(request) } }),
  'a bad date': (request) => ({ status: 503, headers: { 'retry-after': clientSecret }, text: echo(request) }),
  'a reset': () => 'reset',
  'a truncated response': () => 'truncated',
  'no response': () => 'never',
};

/** Returns the error of a call, or the result of an operation, which contains its errors. */
async function outcome(call: Promise<unknown>): Promise<unknown> {
  const end = await call.then(
    (value) => value,
    (error: unknown) => error,
  );
  const isResult = Array.isArray((end as OperationResult).outcomes);
  expect(end instanceof RunRegistryError || isResult, inspect(end)).toBe(true);
  return end;
}

async function failWith(
  options: FakeOptions,
  call: (client: RunRegistry) => Promise<unknown>,
  more: RunRegistryOptions = {},
): Promise<unknown> {
  const registry = await fakeRegistry({ rows: [runRow()], ...options });
  open.push(registry);
  const client = registry.client({ ...observed, ...more });
  const end = await outcome(call(client));
  expect(registry.tokens.length).toBeGreaterThan(0);
  expect(leaks(end, forms)).toEqual([]);
  expect(leaks(client, forms)).toEqual([]);
  expect(leaks(events.slice(checked), forms)).toEqual([]);
  checked = events.length;
  return end;
}

// Each reply is the response to at least one call.
describe.each(Object.entries(calls).map(([name, call], index) => [name, call, index] as const))(
  'the error of %s',
  (_, call, from) => {
    test.each(share(Object.entries(replies), { of: 5, from }))('contains no secret after %s', async (name, reply) => {
      await failWith({ script: (request) => reply(request) }, call, name === 'no response' ? { timeout } : {});
    });
  },
);

describe('an error', () => {
  test('contains no part of a secret that is truncated', async () => {
    const parts = [clientSecret, tokenNumber(0)].map((text) => text.slice(0, 8));
    for (let index = 0; index < 40; index += isFull ? 1 : 8) {
      const end = await failWith(
        { script: (request) => ({ status: 500, json: { err: padded(request)[index] as string } }) },
        calls['count()'] as (client: RunRegistry) => Promise<unknown>,
      );
      expect(leaks(end, parts)).toEqual([]);
    }
  });
  test('contains no secret if the portal echoes it as the reason of a job', async () => {
    const script = (request: Received): Reply | undefined => {
      if (request.path.endsWith('/generate')) return { json: { id: 7 } };
      if (request.path.endsWith('/json')) return { status: 500, json: {} };
      if (request.path.endsWith('/jsons'))
        return { json: { jsons: [{ id: 7, failed: true, failedReason: echo(request) }] } };
      return undefined;
    };
    const end = await failWith({ script }, job);
    expect(end).toMatchObject({ name: 'JobError', code: 'job-failed', id: 7 });
  });
  test('contains neither a rejected token nor its successor', async () => {
    const end = await failWith(
      {
        script: (request, n) =>
          n === 0 ? { status: 401 } : { status: 500, json: { err: `${tokenNumber(0)} ${echo(request)}` } },
      },
      (client) => client.runs().count(),
    );
    expect(end).toMatchObject({ code: 'server-error' });
  });
  test.each<[string, FakeOptions['token']]>([
    [
      'rejects the credentials',
      (request) => ({ status: 401, json: { error: echo(request), error_description: clientSecret } }),
    ],
    ['echoes the request with status 200', (request) => ({ json: { error: echo(request) } })],
    ['returns text', (request) => ({ text: echo(request) })],
    ['returns an HTML page', (request) => html(echo(request))],
    ['redirects', (request) => ({ status: 307, headers: { location: `/x?${request.headers.authorization}` } })],
    ['is busy', (request) => ({ status: 503, text: echo(request) })],
    ['resets the connection', () => 'reset'],
    ['does not respond', () => 'never'],
    ['truncates its response', () => 'truncated'],
    [
      'returns a token with a line break',
      () => ({ json: { access_token: `${tokenNumber(0)}\r\nx: ${clientSecret}` } }),
    ],
    ['returns a number', () => ({ json: { access_token: 5, expires_in: clientSecret } })],
    ['returns an empty token', () => ({ json: { access_token: '' } })],
    ['returns a list', () => ({ json: [clientSecret] })],
  ])('contains no secret if CERN SSO %s', async (name, token) => {
    const more = name === 'does not respond' ? { timeout } : {};
    await failWith({ ...(token === undefined ? {} : { token }) }, (client) => client.runs().all(), more);
  });
  test('contains no secret if nothing listens', async () => {
    for (const where of ['url', 'tokenUrl'] as const) {
      const registry = await fakeRegistry();
      open.push(registry);
      const client = registry.client({ ...observed, [where]: 'http://127.0.0.1:1/x' });
      const end = await outcome(client.runs().all());
      expect(end).toMatchObject({ code: 'connection-failed' });
      expect(leaks(end, forms)).toEqual([]);
    }
  });
  test('contains no secret after an abort or a timeout', async () => {
    for (const where of ['script', 'token'] as const) {
      const controller = new AbortController();
      const aborted = await failWith(
        {
          [where]: () => {
            controller.abort(new Error('mine'));
            return 'never' as const;
          },
        },
        (client) => client.runs().all({ signal: controller.signal }),
      );
      expect(aborted).toMatchObject({ code: 'aborted', cause: { message: 'mine' } });
      const timedOut = await failWith({ [where]: () => 'never' as const }, (client) =>
        client.runs().all({ timeout: 1500 }),
      );
      expect(timedOut).toMatchObject({ name: 'TimeoutError' });
    }
  });
});

describe('an error of an option', () => {
  const names = [
    'target',
    'url',
    'tokenUrl',
    'audience',
    'clientId',
    'identity',
    'timeout',
    'totalTimeout',
    'retries',
    'retryDelay',
    'maxResponseSize',
    'concurrency',
    'onRequest',
    'onResponse',
    'onRetry',
  ];
  const construct = (options: unknown): unknown => {
    try {
      return new RunRegistry(options as RunRegistryOptions);
    } catch (error) {
      expect(error).toBeInstanceOf(RunRegistryError);
      return error;
    }
  };
  const hidden = [clientSecret, encodeURIComponent(clientSecret), Buffer.from(clientSecret).toString('base64')];
  const rest = { url: 'https://registry.example/api', clientId, clientSecret, audience: 'x' };

  test.each(names)("contains no secret that is the value of '%s'", (name) => {
    for (const value of [clientSecret, [clientSecret], { secret: clientSecret }, `https://u:${clientSecret}@host`])
      for (const others of [{}, rest]) expect(leaks(construct({ ...others, [name]: value }), hidden)).toEqual([]);
  });
  test('contains no secret that is the name of an option, or the value of an unknown one', () => {
    expect(leaks(construct(clientSecret), hidden)).toEqual([]);
    for (const name of ['clientSecrt', 'secret', 'client_secret', 'password', '__proto__x'])
      expect(leaks(construct({ ...rest, [name]: clientSecret }), hidden)).toEqual([]);
    expect(leaks(construct({ [clientSecret]: 1 }), hidden)).toEqual([]);
    expect(leaks(construct({ clientSecret: 12_345_678 }), ['12345678'])).toEqual([]);
    expect(leaks(construct({ clientSecret }), hidden)).toEqual([]);
  });
  test.each([
    `https://${clientId}:${clientSecret}@host/api`,
    `https://host/api?secret=${clientSecret}`,
    `https://host/api#${clientSecret}`,
    `${clientSecret}://host`,
    `ftp://${clientSecret}/`,
    `//${clientSecret}`,
  ])('contains no secret of a URL (%#)', (url) => {
    for (const name of ['url', 'tokenUrl']) expect(leaks(construct({ [name]: url }), hidden)).toEqual([]);
  });
});

describe('an inspected object', () => {
  test('contains no secret if it is a client, query, rule, stream or result', async () => {
    const registry = await fakeRegistry({
      rows: [runRow({ run_number: 2 }), runRow({ run_number: 1 })],
      script: ({ path }) =>
        path.includes('lumisection') ? { json: [] } : path.endsWith('/runs/355100') ? { json: runRow() } : undefined,
    });
    open.push(registry);
    const client = registry.client(observed);
    const query = client.runs().where('energy').gt(6000).pageSize(1);
    const golden = client.goldenJson().where('run.oms.energy').gt(6000);
    const stream = query.stream();
    const pages = query.pages();
    const lumisections = client.runs().lumisections();
    const objects: unknown[] = [
      client,
      RunRegistry,
      query,
      query.plan(),
      query.explain(),
      query.toPython(),
      query.toFilter(),
      client.runs().where('class').eq('x').toWebUrl(),
      JSON.stringify(query),
      golden,
      golden.explain(),
      golden.toJsonLogic(),
      stream,
      await stream.next(),
      stream,
      pages,
      await pages.next(),
      lumisections,
      await lumisections[Symbol.asyncIterator]().next(),
      client.operations,
      await client.operations.markSignificant(355_100, { dryRun: true }),
      await query.all(),
      LumiList.fromJSON({ 1: [[1, 2]] }),
      runs(),
      datasets(),
      goldenJson(),
      events,
    ];
    expect(registry.tokens.length).toBe(1);
    for (const object of objects) expect(leaks(object, forms)).toEqual([]);
    await stream.return();
    await pages.return();
  });
  test('contains a variable instead of the token if it is the string of toCurl()', async () => {
    const registry = await fakeRegistry({ rows: [runRow()] });
    open.push(registry);
    const client = registry.client();
    await client.runs().all();
    const curl = client.runs().where('energy').gt(5).toCurl();
    expect(curl).toContain('"Authorization: Bearer $TOKEN"');
    expect(leaks(curl, forms)).toEqual([]);
  });
  test('contains no secret if it is an embedded registry', async () => {
    const state = {
      runs: [],
      datasets: [],
      rrLumisections: [],
      omsLumisections: [],
      workspaces: { online: [], offline: [] },
      cycles: [],
      datasetsAccepted: [],
    };
    await using registry = await startEmbedded({ state });
    const client = new RunRegistry({
      url: registry.url,
      audience: 'x',
      clientId,
      clientSecret,
      tokenUrl: `${registry.url}/token`,
      ...observed,
    });
    expect(leaks(await outcome(client.runs().all()), forms)).toEqual([]);
    expect(leaks(registry, forms)).toEqual([]);
    expect(leaks(client, forms)).toEqual([]);
  });
});
