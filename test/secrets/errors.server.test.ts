/** Whatever goes wrong, and whatever is looked at: no secret and no token can be seen, in none of its forms. */
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
  for (const one of open.splice(0)) await one.close();
});

/** All events of observers and channels. */
const events: unknown[] = [];
const recordEvent = (event: unknown): void => void events.push(event);
const channels = ['request', 'response', 'retry'].map((name) => channel(`runregistry:${name}`));
beforeAll(() => {
  for (const one of channels) one.subscribe(recordEvent);
});
afterAll(() => {
  for (const one of channels) one.unsubscribe(recordEvent);
  expect(events.length).toBeGreaterThan(100);
});

const observed: RunRegistryOptions = {
  retries: 1,
  onRequest: recordEvent,
  onResponse: recordEvent,
  onRetry: recordEvent,
};
/** The time limit where a response never comes; elsewhere, a slow machine must not lose a token that the client has to mask. */
const timeout = 100;
/** Events before this one have been checked. */
let checked = 0;

const sayAll = (got: Received): string => {
  const { authorization = '' } = got.headers;
  const token = authorization.replace(/^\w+ /, '');
  const each = [clientSecret, token, authorization].flatMap((text) => [
    text,
    encodeURIComponent(text),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    Buffer.from(`${clientId}:${text}`).toString('base64'),
  ]);
  return `got ${JSON.stringify(got.headers)} and ${got.body} and ${each.join(' and ')}`;
};
/** Such that a secret lies across every place at which words could be cut. */
const padded = (got: Received): string[] =>
  Array.from({ length: 40 }, (_, n) => `${'x'.repeat(480 + n)}${got.headers.authorization} ${clientSecret}`);

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

const replies: Readonly<Record<string, (got: Received) => Reply>> = {
  'a 500 in its words': (got) => ({ status: 500, json: { err: sayAll(got) } }),
  'a message': (got) => ({ status: 403, json: { message: sayAll(got) } }),
  'a refusal that names groups': (got) => ({ status: 401, json: { message: `cms-${clientSecret} ${sayAll(got)}` } }),
  'a 401 in text': (got) => ({ status: 401, text: sayAll(got) }),
  '404': (got) => ({ status: 404, text: sayAll(got) }),
  'HTML with entities': (got) => ({
    status: 502,
    ...(html(`<p>${sayAll(got)}</p> ${clientSecret.replaceAll('-', '&#45;').replace('s', '&#115;')}`) as object),
  }),
  'a login page': (got) => html(`<!doctype html>${sayAll(got)}`),
  'a redirect': (got) => ({ status: 302, headers: { location: `/login?${encodeURIComponent(sayAll(got))}` } }),
  'text in the place of JSON': (got) => ({ text: sayAll(got) }),
  'a wrong shape': (got) => ({ json: { [sayAll(got)]: sayAll(got) } }),
  'a list of texts': (got) => ({ json: [sayAll(got), { start: sayAll(got) }] }),
  'a row without its parts': (got) => ({
    json: { runs: [{ run_number: sayAll(got) }], count: 1, jsons: [sayAll(got)] },
  }),
  'a busy server': (got) => ({ status: 429, headers: { 'retry-after': '0' }, json: { err: sayAll(got) } }),
  'a bad date': (got) => ({ status: 503, headers: { 'retry-after': clientSecret }, text: sayAll(got) }),
  'a reset': () => 'reset',
  'half of an answer': () => 'truncated',
  'no answer': () => 'never',
};

/** The error of a call; what an operation tells is in its result. */
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

// Each reply meets at least one call.
describe.each(Object.entries(calls).map(([name, call], index) => [name, call, index] as const))(
  '%s',
  (_, call, from) => {
    test.each(share(Object.entries(replies), { of: 5, from }))('%s', async (name, reply) => {
      await failWith({ script: (got) => reply(got) }, call, name === 'no answer' ? { timeout } : {});
    });
  },
);

describe('more ways to fail', () => {
  test('a secret across the place where words are cut leaves no part of it', async () => {
    const parts = [clientSecret, tokenNumber(0)].map((text) => text.slice(0, 8));
    for (let index = 0; index < 40; index += isFull ? 1 : 4) {
      const end = await failWith(
        { script: (got) => ({ status: 500, json: { err: padded(got)[index] as string } }) },
        calls['count()'] as (client: RunRegistry) => Promise<unknown>,
      );
      expect(leaks(end, parts)).toEqual([]);
    }
  });
  test('a job that fails in the words of the portal', async () => {
    const script = (got: Received): Reply | undefined => {
      if (got.path.endsWith('/generate')) return { json: { id: 7 } };
      if (got.path.endsWith('/json')) return { status: 500, json: {} };
      if (got.path.endsWith('/jsons')) return { json: { jsons: [{ id: 7, failed: true, failedReason: sayAll(got) }] } };
      return undefined;
    };
    const end = await failWith({ script }, job);
    expect(end).toMatchObject({ name: 'JobError', code: 'job-failed' });
  });
  test('a refused token, and the one after it', async () => {
    const end = await failWith(
      {
        script: (got, n) =>
          n === 0 ? { status: 401 } : { status: 500, json: { err: `${tokenNumber(0)} ${sayAll(got)}` } },
      },
      (client) => client.runs().count(),
    );
    expect(end).toMatchObject({ code: 'server-error' });
  });
  test.each<[string, FakeOptions['token']]>([
    ['refuses', (got) => ({ status: 401, json: { error: sayAll(got), error_description: clientSecret } })],
    ['says what it got, with 200', (got) => ({ json: { error: sayAll(got) } })],
    ['answers text', (got) => ({ text: sayAll(got) })],
    ['answers a page', (got) => html(sayAll(got))],
    ['leads on', (got) => ({ status: 307, headers: { location: `/x?${got.headers.authorization}` } })],
    ['is busy', (got) => ({ status: 503, text: sayAll(got) })],
    ['is reset', () => 'reset'],
    ['is silent', () => 'never'],
    ['is cut off', () => 'truncated'],
    ['gives a token of two lines', () => ({ json: { access_token: `${tokenNumber(0)}\r\nx: ${clientSecret}` } })],
    ['gives a number', () => ({ json: { access_token: 5, expires_in: clientSecret } })],
    ['gives nothing', () => ({ json: { access_token: '' } })],
    ['gives no object', () => ({ json: [clientSecret] })],
  ])('a single sign-on that %s', async (name, token) => {
    const more = name === 'is silent' ? { timeout } : {};
    await failWith({ ...(token === undefined ? {} : { token }) }, (client) => client.runs().all(), more);
  });
  test('nobody there', async () => {
    for (const where of ['url', 'tokenUrl'] as const) {
      const registry = await fakeRegistry();
      open.push(registry);
      const client = registry.client({ ...observed, [where]: 'http://127.0.0.1:1/x' });
      const end = await outcome(client.runs().all());
      expect(end).toMatchObject({ code: 'connection-failed' });
      expect(leaks(end, forms)).toEqual([]);
    }
  });
  test('a signal with a reason, and limits of time, wherever the work is', async () => {
    for (const where of ['script', 'token'] as const) {
      const stop = new AbortController();
      const ended = await failWith(
        {
          [where]: () => {
            stop.abort(new Error('mine'));
            return 'never' as const;
          },
        },
        (client) => client.runs().all({ signal: stop.signal }),
      );
      expect(ended).toMatchObject({ code: 'aborted', cause: { message: 'mine' } });
      const late = await failWith({ [where]: () => 'never' as const }, (client) =>
        client.runs().all({ timeout: 1500 }),
      );
      expect(late).toMatchObject({ name: 'TimeoutError' });
    }
  });
});

describe('options that are wrong', () => {
  const places = [
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
  const make = (options: unknown): unknown => {
    try {
      return new RunRegistry(options as RunRegistryOptions);
    } catch (error) {
      expect(error).toBeInstanceOf(RunRegistryError);
      return error;
    }
  };
  const hidden = [clientSecret, encodeURIComponent(clientSecret), Buffer.from(clientSecret).toString('base64')];
  const rest = { url: 'https://registry.example/api', clientId, clientSecret, audience: 'x' };

  test.each(places)("the secret in the place of '%s'", (place) => {
    for (const value of [clientSecret, [clientSecret], { secret: clientSecret }, `https://u:${clientSecret}@host`])
      for (const others of [{}, rest]) expect(leaks(make({ ...others, [place]: value }), hidden)).toEqual([]);
  });
  test('the secret as all options, as a name of one, and below a name that is none', () => {
    expect(leaks(make(clientSecret), hidden)).toEqual([]);
    for (const name of ['clientSecrt', 'secret', 'client_secret', 'password', '__proto__x'])
      expect(leaks(make({ ...rest, [name]: clientSecret }), hidden)).toEqual([]);
    expect(leaks(make({ [clientSecret]: 1 }), hidden)).toEqual([]);
    expect(leaks(make({ clientSecret: 12_345_678 }), ['12345678'])).toEqual([]);
    expect(leaks(make({ clientSecret }), hidden)).toEqual([]);
  });
  test.each([
    `https://${clientId}:${clientSecret}@host/api`,
    `https://host/api?secret=${clientSecret}`,
    `https://host/api#${clientSecret}`,
    `${clientSecret}://host`,
    `ftp://${clientSecret}/`,
    `//${clientSecret}`,
  ])('an address with the secret: %#', (url) => {
    for (const place of ['url', 'tokenUrl']) expect(leaks(make({ [place]: url }), hidden)).toEqual([]);
  });
});

describe('objects that can be looked at', () => {
  test('a client, its queries, rules, streams and results, while a token is held', async () => {
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
    for (const one of objects) expect(leaks(one, forms)).toEqual([]);
    await stream.return();
    await pages.return();
  });
  test('toCurl() prints a variable', async () => {
    const registry = await fakeRegistry({ rows: [runRow()] });
    open.push(registry);
    const client = registry.client();
    await client.runs().all();
    const curl = client.runs().where('energy').gt(5).toCurl();
    expect(curl).toContain('"Authorization: Bearer $TOKEN"');
    expect(leaks(curl, forms)).toEqual([]);
  });
  test('an embedded registry', async () => {
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
