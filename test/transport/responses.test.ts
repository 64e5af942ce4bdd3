/** Responses of a registry: retries, errors and their details. */
import {
  AuthenticationError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  ResponseError,
  RunRegistry,
  type RunRegistryOptions,
  ServerError,
  TimeoutError,
} from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeOptions, type FakeRegistry, fakeRegistry, pageOf } from '../support/fake-registry.js';
import { rejected } from '../support/refusal.js';
import { runRow } from '../support/rows.js';
import { type Reply, scripted } from '../support/scripted-server.js';

const rows = Array.from({ length: 25 }, (_, i) => runRow({ run_number: 25 - i }));
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function fake(script?: FakeOptions['script']): Promise<FakeRegistry> {
  const registry = await fakeRegistry({ rows, ...(script === undefined ? {} : { script }) });
  open.push(registry);
  return registry;
}

const always = (reply: Reply) => fake(() => reply);
const pageRequest = 'POST /runs_filtered_ordered (page 0)';

describe('a temporary failure', () => {
  test.each<[string, Reply]>([
    ['408', { status: 408 }],
    ['429', { status: 429 }],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '0' } }],
    ['503 with a date', { status: 503, headers: { 'retry-after': new Date(0).toUTCString() } }],
    ['503 with nonsense', { status: 503, headers: { 'retry-after': 'later' } }],
    ['502', { status: 502, text: '<html>Bad gateway</html>' }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a reset connection', 'reset'],
    ['a truncated body', 'truncated'],
    ['a truncated body in chunks', 'truncated chunks'],
  ])('is retried: %s', async (_, reply) => {
    const registry = await fake((__, index) => (index < 2 ? reply : undefined));
    expect(await registry.client().runs().all()).toHaveLength(25);
    expect(registry.requests).toHaveLength(3);
    expect(registry.tokens).toHaveLength(1);
  });
  test('is retried between pages', async () => {
    const seen = new Set<string>();
    // A body is added once: the first attempt of each page fails.
    const registry = await fake(({ body }) => (seen.size < seen.add(body).size ? 'reset' : undefined));
    const runs = await registry.client().runs().pageSize(5).all();
    expect(runs.map((row) => row.run_number)).toEqual(rows.map((row) => row.run_number));
  });
  test.each([0, 1, 5])('is retried at most %i times with that option', async (retries) => {
    const registry = await always({ status: 503, json: { err: 'down for maintenance' } });
    const error = await rejected(registry.client({ retries }).runs().all(), {
      is: ServerError,
      code: 'server-error',
      details: { request: pageRequest, serverMessage: 'down for maintenance' },
    });
    expect(error.status).toBe(503);
    expect(registry.requests).toHaveLength(retries + 1);
  });
  test('is retried three times by default', async () => {
    const registry = await always('reset');
    const error = await rejected(registry.client().runs().all(), {
      is: ConnectionError,
      code: 'connection-failed',
      details: { request: pageRequest, hint: expect.stringMatching(/127\.0\.0\.1:\d+/) },
    });
    expect((error.cause as Error).message).toContain('ECONNRESET');
    expect(registry.requests).toHaveLength(4);
  });
});

describe('a compressed response', () => {
  test('is decompressed', async () => {
    const registry = await fake((request) => ({ ...(pageOf(rows, request) as { json: unknown }), gzip: true }));
    expect(await registry.client().runs().all()).toHaveLength(25);
    expect(registry.requests[0]?.headers['accept-encoding']).toContain('gzip');
  });
});

describe('an error of the registry', () => {
  test.each([500, 501, 400, 418])('%i is reported with its message and not retried', async (status) => {
    const registry = await always({ status, json: { err: 'operator does not exist: text >= integer' } });
    const error = await rejected(registry.client().runs().all(), {
      is: ServerError,
      code: 'server-error',
      details: { status, request: pageRequest, serverMessage: 'operator does not exist: text >= integer' },
    });
    expect(error.message).toContain('operator does not exist: text >= integer');
    expect(registry.requests).toHaveLength(1);
  });
  test.each<[string, Reply, string | undefined]>([
    ['empty', { status: 500 }, undefined],
    [
      'HTML',
      { status: 500, headers: { 'content-type': 'text/html' }, text: '<html><h1>Oh</h1>\n<p>no</p></html>' },
      'Oh no',
    ],
    ['text', { status: 500, text: 'out of memory' }, 'out of memory'],
    ['a message', { status: 500, json: { message: 'no' } }, 'no'],
    ['JSON without words', { status: 500, json: { err: { code: 5 } } }, undefined],
    ['long', { status: 500, json: { err: 'x'.repeat(100_000) } }, 'x'.repeat(500)],
  ])('has the message of a body that is %s', async (_, reply, serverMessage) => {
    const registry = await always(reply);
    const error = await rejected(registry.client().runs().all(), {
      is: ServerError,
      code: 'server-error',
      details: { request: pageRequest, status: 500 },
    });
    expect(error.serverMessage).toBe(serverMessage);
    expect(error.message.length).toBeLessThan(700);
  });
  test('404 is a NotFoundError with a hint', async () => {
    const registry = await always({
      status: 404,
      headers: { 'content-type': 'text/html' },
      text: '<pre>Cannot POST /x</pre>',
    });
    await rejected(registry.client().runs().all(), {
      is: NotFoundError,
      code: 'not-found',
      details: { request: pageRequest, status: 404, hint: expect.any(String) },
    });
    expect(registry.requests).toHaveLength(1);
  });
  test.each([401, 403])('%i names the e-groups, in plain text', async (status) => {
    const message =
      '<p>You are not in <b>cms-dqm-runregistry-experts</b> or <a href="https://e-groups.cern.ch">cms-dqm-certification</a>,&nbsp;ask&amp;see</p>';
    const registry = await always({ status, json: { message } });
    const error = await rejected(registry.client().runs().all(), {
      is: PermissionError,
      code: 'not-allowed',
      details: {
        request: pageRequest,
        status,
        message: expect.stringMatching(/You are not in cms-dqm-runregistry-experts or cms-dqm-certification.*ask&see/),
      },
    });
    expect((error as PermissionError).groups).toEqual(['cms-dqm-runregistry-experts', 'cms-dqm-certification']);
    expect(error.message).not.toMatch(/[<>]|&nbsp;|&amp;/);
    expect(registry.tokens).toHaveLength(1);
  });
  test('403 in HTML is not a login page', async () => {
    const registry = await always({
      status: 403,
      headers: { 'content-type': 'text/html' },
      text: '<html>Forbidden</html>',
    });
    await rejected(registry.client().runs().all(), {
      is: PermissionError,
      code: 'not-allowed',
      details: { request: pageRequest, status: 403, serverMessage: 'Forbidden' },
    });
  });
});

describe('the encoding of a response', () => {
  const around = (...bytes: readonly number[]): Uint8Array =>
    Buffer.from(
      JSON.stringify({ runs: [runRow({ oms: { hlt_key: '/x' } })], count: 1 }).replace(
        '/x',
        String.fromCharCode(...bytes),
      ),
      'latin1',
    );
  test.each<[string, readonly number[]]>([
    ['a byte of Latin-1', [0xe9]],
    ['an overlong form', [0xc0, 0xaf]],
    ['half a character', [0xe2, 0x82]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
  ])('is an error if it is not UTF-8: %s', async (_, bytes) => {
    for (const charset of ['utf-8', 'iso-8859-1']) {
      const registry = await always({
        headers: { 'content-type': `application/json; charset=${charset}` },
        bytes: around(...bytes),
      });
      for (const call of [registry.client().runs().all(), registry.client().runs().count()])
        await rejected(call, { is: ResponseError, code: 'not-utf8', details: { request: pageRequest } });
      expect(registry.requests).toHaveLength(2);
    }
  });
  test('may be UTF-8 with any character, U+FFFD and a byte order mark', async () => {
    const registry = await always({ bytes: Buffer.from(`\uFEFF${Buffer.from(around(0xef, 0xbf, 0xbd, 0xc3, 0xa9))}`) });
    const [row] = await registry.client().runs().select('hlt_key').all();
    expect(row?.hlt_key).toBe('\uFFFDé');
  });
  test('does not hide an error of the registry', async () => {
    const registry = await always({ status: 500, bytes: Buffer.from('{"err":"caf\xe9"}', 'latin1') });
    await rejected(registry.client().runs().all(), {
      is: ServerError,
      code: 'server-error',
      details: { request: pageRequest, status: 500, serverMessage: expect.stringContaining('caf\uFFFD') },
    });
  });
});

describe('an invalid response', () => {
  test.each<[string, Reply, string]>([
    ['plain text', { text: 'hello' }, 'not-json'],
    ['empty', {}, 'not-json'],
    ['cut JSON', { text: '{"runs": [' }, 'not-json'],
    ['no content', { status: 204 }, 'unexpected-response'],
    ['null', { json: null }, 'unexpected-response'],
    ['a list', { json: [] }, 'unexpected-response'],
    ['a number', { json: 5 }, 'unexpected-response'],
    ['no rows', { json: { count: 0 } }, 'unexpected-response'],
    ['rows of something else', { json: { datasets: [], count: 0 } }, 'unexpected-response'],
    ['no count', { json: { runs: [] } }, 'unexpected-response'],
    ['a count as a string', { json: { runs: [], count: '0' } }, 'unexpected-response'],
    ['a negative count', { json: { runs: [], count: -1 } }, 'unexpected-response'],
    ['a row that is null', { json: { runs: [null], count: 1 } }, 'unexpected-response'],
    ['a row without number', { json: { runs: [{}], count: 1 } }, 'unexpected-response'],
    ['a row without attributes', { json: { runs: [{ run_number: 1 }], count: 1 } }, 'unexpected-response'],
    [
      'a row without flags',
      { json: { runs: [{ ...runRow(), DatasetTripletCache: null }], count: 1 } },
      'unexpected-response',
    ],
    ['too few rows', { json: { runs: [runRow()], count: 2 } }, 'wrong-number-of-rows'],
    ['too many rows', { json: { runs: [runRow(), runRow()], count: 1 } }, 'wrong-number-of-rows'],
    ['rows in the response to a count', { json: { runs: [runRow()], count: 1, pages: null } }, 'wrong-number-of-rows'],
  ])('is a ResponseError: %s', async (name, reply, code) => {
    const registry = await always(reply);
    const query = registry.client().runs();
    const error = await rejected(name.endsWith('to a count') ? query.count() : query.all(), {
      is: ResponseError,
      code,
    });
    expect(error.request).toContain('POST /runs_filtered_ordered');
    if (code === 'unexpected-response') expect(error.hint).toBeDefined();
  });
});

describe('a response with bytes that are not UTF-8', () => {
  const latin1 = Buffer.from('{"runs":[],"count":0,"pages":0,"note":"caf\u00e9"}', 'latin1');
  test('is a ResponseError, not data with replacement characters', async () => {
    const registry = await always({ bytes: latin1, headers: { 'content-type': 'application/json' } });
    await rejected(registry.client().runs().all(), {
      is: ResponseError,
      code: 'not-utf8',
      details: { request: pageRequest },
    });
    expect(registry.requests).toHaveLength(1);
  });
  test('retains its status if it is an error', async () => {
    const registry = await always({ status: 500, bytes: latin1 });
    await rejected(registry.client().runs().all(), {
      is: ServerError,
      code: 'server-error',
      details: { request: pageRequest, status: 500 },
    });
  });
});

describe('no response', () => {
  test('is a TimeoutError after the timeout', async () => {
    const registry = await always('never');
    const client = new RunRegistry({ url: `${registry.server.url}/api`, timeout: 50, retries: 1, retryDelay: 1 });
    await rejected(client.runs().all(), {
      is: TimeoutError,
      code: 'timeout',
      details: { request: pageRequest, message: expect.stringMatching(/\b50 ms .*2/) },
    });
  });
  test.each<[string, (port: string) => RunRegistryOptions, RegExp]>([
    ['a closed port', (port) => ({ url: `http://127.0.0.1:${port}` }), /127\.0\.0\.1:\d+/],
    ['an unknown host', () => ({ url: 'https://no-such-host.invalid/api' }), /no-such-host\.invalid/],
  ])('%s is a ConnectionError whose hint names the host', async (_, options, host) => {
    const closed = await scripted(() => ({}));
    await closed.close();
    const client = new RunRegistry({ ...options(new URL(closed.url).port), retries: 0 });
    await rejected(client.runs().all(), {
      is: ConnectionError,
      code: 'connection-failed',
      details: { request: pageRequest, hint: expect.stringMatching(host) },
    });
  });
  test('is a ConnectionError if the port speaks plain http', async () => {
    const { url } = await always({ json: {} }).then(({ server }) => server);
    const client = new RunRegistry({ url: url.replace('http:', 'https:'), retries: 0 });
    await rejected(client.runs().all(), {
      is: ConnectionError,
      code: 'connection-failed',
      details: { request: pageRequest, hint: expect.any(String) },
    });
  });
});

describe('concurrency', () => {
  test.each([1, 2, 5])('of %i is used and never exceeded', async (concurrency) => {
    // Responses are delayed until the limit is reached.
    let waiting: (() => void)[] = [];
    const registry = await fake(async () => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length < concurrency) return;
        for (const go of waiting) go();
        waiting = [];
      });
      return undefined;
    });
    const client = registry.client({ concurrency });
    await Promise.all(Array.from({ length: 20 }, () => client.runs().count()));
    expect(registry.server.maxOpen).toBe(concurrency);
  });
  test('applies to the pages of all queries of a client', async () => {
    const registry = await fake();
    const client = registry.client({ concurrency: 3 });
    await Promise.all(Array.from({ length: 5 }, () => client.runs().pageSize(2).all()));
    expect(registry.server.maxOpen).toBeLessThanOrEqual(3);
  });
});

test('a login page is an AuthenticationError, whatever its status', async () => {
  const registry = await always({
    status: 200,
    headers: { 'content-type': 'text/html' },
    text: '<html>Sign in</html>',
  });
  await rejected(registry.client().runs().count(), {
    is: AuthenticationError,
    code: 'login-page',
    details: { request: expect.stringContaining('POST /runs_filtered_ordered'), hint: expect.any(String) },
  });
});
