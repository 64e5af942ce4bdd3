/** A signal aborts a call in every phase, immediately and without leaks. */
import { setImmediate } from 'node:timers/promises';
import { AbortError, RunRegistry, type RunRegistryOptions } from 'runregistry';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type FakeOptions, fakeRegistry, tokenNumber } from '../support/fake-registry.js';
import { rejected } from '../support/refusal.js';
import { isFull } from '../support/rounds.js';
import { runRow } from '../support/rows.js';
import { type ClientCall, clientCalls, repeatedCalls, textOf } from './client-calls.js';
import { completeRegistry } from './complete-registry.js';
import { type FaultOptions, type FaultServer, faultServer, inMemory, type Registry } from './fault-server.js';
import { until, type Watched, watchLeaks } from './leaks.js';

const rows = Array.from({ length: 25 }, (_, index) => runRow({ run_number: 355_125 - index }));
const reason = new Error('aborted by the test');
const timeout = 600_000;

/** A registry that supports every request. */
let registry: Registry;
/** The result of each call without faults. */
let results: ReadonlyMap<ClientCall, string>;
beforeAll(async () => {
  ({ registry, results } = await completeRegistry(inject('smallUrl')));
});

let servers: Watched[] = [];
let signals: AbortSignal[] = [];
let leaks = watchLeaks();
beforeEach(() => {
  servers = [];
  signals = [];
  leaks = watchLeaks();
});
afterEach(() => leaks.check(servers, signals));

async function start(options: Partial<FaultOptions> = {}): Promise<FaultServer> {
  const server = await faultServer({ registry: inMemory(rows), ...options });
  servers.push(server);
  return server;
}

async function startFake(options: FakeOptions) {
  const fake = await fakeRegistry({ rows, ...options });
  servers.push(fake.server);
  return fake;
}

function abortable() {
  const controller = new AbortController();
  signals.push(controller.signal);
  return {
    signal: controller.signal,
    stop: () => controller.abort(reason),
    /** Aborts in the next turn of the event loop. */
    stopSoon: () => void setImmediate().then(() => controller.abort(reason)),
  };
}

async function expectAborted(call: Promise<unknown>, cause: unknown = reason): Promise<void> {
  const error = await rejected(call, { is: AbortError, code: 'aborted' });
  expect(error.cause).toBe(cause);
}

describe('a signal that is aborted before the call', () => {
  test.each(clientCalls)('sends no request for $kind: $name', async ({ call }) => {
    const server = await start({ registry });
    const { signal, stop } = abortable();
    stop();
    await expectAborted(call(server.client(), { signal, timeout }));
    expect([server.requests, server.tokenRequests]).toEqual([[], []]);
  });
});

describe('a signal that is aborted during a request', () => {
  test.each(isFull ? [0, 1, 2, 5] : [2])('ends every call in request %i', async (n) => {
    for (const entry of repeatedCalls) {
      const { signal, stopSoon } = abortable();
      const server = await start({
        registry,
        script: (_, index) => {
          if (index !== n) return undefined;
          stopSoon();
          return 'no response';
        },
      });
      const call = entry.call(server.client(), { signal, timeout });
      const result = await call.then(textOf, () => undefined);
      if (result === undefined) await expectAborted(call);
      else {
        // The call needed fewer requests.
        expect(result).toBe(results.get(entry));
        expect(server.requests.length).toBeLessThanOrEqual(n);
      }
    }
  });
  test.each(['an endless response', 'a huge response'] as const)('ends a call during %s', async (name) => {
    const { signal, stopSoon } = abortable();
    const server = await start({
      huge: Number.POSITIVE_INFINITY,
      script: () => {
        stopSoon();
        return name;
      },
    });
    await expectAborted(
      server
        .client({ maxResponseSize: 2 ** 31 - 1 })
        .runs()
        .all({ signal }),
    );
    expect(server.requests).toHaveLength(1);
  });
});

describe('a signal that is aborted during a token request', () => {
  test.each(clientCalls.filter((_, index) => index % 6 === 0))('ends $kind: $name', async ({ call }) => {
    const { signal, stopSoon } = abortable();
    const server = await start({
      registry,
      token: () => {
        stopSoon();
        return 'no response';
      },
    });
    await expectAborted(call(server.client(), { signal, timeout }));
    expect(server.tokenRequests).toHaveLength(1);
    expect(server.requests).toEqual([]);
  });
  test('lets other calls wait for the same token', async () => {
    let sendToken = (): void => {};
    const { requests, tokens, client } = await startFake({
      token: async () => {
        await new Promise<void>((resolve) => {
          sendToken = resolve;
        });
        return { json: { access_token: tokenNumber(0), expires_in: 1199 } };
      },
    });
    const limited = client({ concurrency: 3 });
    const [first, last] = [abortable(), abortable()];
    const calls = [first.signal, undefined, last.signal].map((signal) =>
      limited.runs().count(signal === undefined ? {} : { signal }),
    );
    await until(() => tokens.length === 1);
    first.stop();
    last.stop();
    await Promise.all([calls[0], calls[2]].map((call) => expectAborted(call as Promise<unknown>)));
    expect(requests).toEqual([]);
    sendToken();
    expect(await calls[1]).toBe(25);
    expect(await limited.runs().count()).toBe(25);
    expect(tokens).toHaveLength(1);
    expect(requests).toHaveLength(2);
  });
  test('ends the token request with the last waiting call', async () => {
    const server = await start({ token: (_, index) => (index === 0 ? 'no response' : undefined) });
    const client = server.client({ concurrency: 3 });
    const [first, last] = [abortable(), abortable()];
    const calls = [first, last].map(({ signal }) => client.runs().count({ signal }));
    await until(() => server.tokenRequests.length === 1);
    first.stop();
    await expectAborted(calls[0] as Promise<unknown>);
    expect(server.open).toBe(1);
    last.stop();
    await expectAborted(calls[1] as Promise<unknown>);
    await until(() => server.open === 0);
    expect(await client.runs().count()).toBe(25);
    expect(server.tokenRequests).toHaveLength(2);
  });
  test('ends the request for a second token', async () => {
    const { signal, stopSoon } = abortable();
    const server = await start({
      script: () => 'an expired token',
      token: (_, index) => {
        if (index === 0) return undefined;
        stopSoon();
        return 'no response';
      },
    });
    await expectAborted(server.client().runs().all({ signal }));
    expect([server.tokenRequests.length, server.requests.length]).toEqual([2, 1]);
  });
});

describe('a signal that is aborted while calls are queued', () => {
  test.each([1, 2, 5])('ends the queued calls with concurrency %i', async (concurrency) => {
    const server = await start({ script: () => 'no response' });
    const client = server.client({ concurrency });
    const [first, second] = [abortable(), abortable()];
    const sending = Array.from({ length: concurrency }, () => client.runs().count({ signal: first.signal }));
    await until(() => server.open === concurrency);
    const waiting = Array.from({ length: 3 }, () => client.runs().all({ signal: second.signal }));
    await setImmediate();
    second.stop();
    await Promise.all(waiting.map((call) => expectAborted(call)));
    expect(server.requests).toHaveLength(concurrency);
    first.stop();
    await Promise.all(sending.map((call) => expectAborted(call)));
    await until(() => server.open === 0);
    expect(server.requests).toHaveLength(concurrency);
  });
  test('frees the slot of an aborted request', async () => {
    const server = await start({ script: (_, index) => (index === 0 ? 'no response' : undefined) });
    const client = server.client({ concurrency: 1 });
    const { signal, stop } = abortable();
    const first = client.runs().count({ signal });
    await until(() => server.open === 1);
    const second = client.runs().all();
    stop();
    await expectAborted(first);
    expect(await second).toHaveLength(25);
  });
  test('ends a hundred calls without a warning about listeners', async () => {
    const server = await start({ script: () => 'no response' });
    const client = server.client({ concurrency: 20 });
    const { signal, stop } = abortable();
    const calls = Array.from({ length: 100 }, () => client.runs().count({ signal }));
    await until(() => server.open === 20);
    stop();
    await Promise.all(calls.map((call) => expectAborted(call)));
  });
});

describe('a signal that is aborted between pages', () => {
  test('ends a stream', async () => {
    const server = await start();
    const { signal, stop } = abortable();
    const streamed: number[] = [];
    const loop = async () => {
      for await (const { run_number } of server.client().runs().pageSize(5).stream({ signal })) {
        streamed.push(run_number);
        if (streamed.length === 5) stop();
      }
    };
    await expectAborted(loop());
    expect(streamed).toHaveLength(5);
    expect(server.requests).toHaveLength(1);
  });
  test('ends a stream between two rows of a page', async () => {
    const server = await start();
    const { signal, stop } = abortable();
    const stream = server.client().runs().stream({ signal });
    expect((await stream.next()).done).toBe(false);
    stop();
    await expectAborted(stream.next());
    expect((await stream.next()).done).toBe(true);
  });
  test('ends all() from its progress callback', async () => {
    const server = await start();
    const { signal, stop } = abortable();
    const onProgress = ({ rows: n }: { rows: number }) => n >= 10 && stop();
    await expectAborted(server.client({ concurrency: 1 }).runs().pageSize(5).all({ signal, onProgress }));
    expect(server.requests).toHaveLength(2);
  });
  test('is not needed to leave a loop', async () => {
    const server = await start({ registry });
    let sent = 0;
    const query = server
      .client({ concurrency: 6, onRequest: () => sent++ })
      .runs()
      .orderBy('start_time')
      .pageSize(2);
    for await (const { run_number } of query.stream()) {
      expect(run_number).toBeGreaterThan(0);
      break;
    }
    for await (const { run_number } of query.lumisections()) {
      expect(run_number).toBeGreaterThan(0);
      break;
    }
    const before = sent;
    await until(() => server.open === 0);
    await setImmediate();
    expect(sent).toBe(before);
  });
});

describe('a signal that is aborted during a job', () => {
  const generate = (server: FaultServer, signal: AbortSignal, pollDelay: number, onProgress = () => {}) =>
    server.client().goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '%', signal, pollDelay, onProgress });
  test('ends its submission', async () => {
    const { signal, stopSoon } = abortable();
    const server = await start({
      registry,
      script: () => {
        stopSoon();
        return 'no response';
      },
    });
    const error = await rejected(generate(server, signal, 1), {
      is: AbortError,
      code: 'aborted',
      details: { hint: expect.stringContaining('listJsons(') },
    });
    expect(error.cause).toBe(reason);
  });
  test('ends the pause between polls', async () => {
    const { signal, stopSoon } = abortable();
    const server = await start({
      registry: async (request) => {
        const response = await registry(request);
        stopSoon();
        return response;
      },
    });
    await expectAborted(generate(server, signal, 10_000_000));
    await expectAborted(server.client().waitForJson(1, { signal, pollDelay: 10_000_000 }));
    expect(server.requests.length).toBeLessThanOrEqual(1);
  });
  test('ends a poll', async () => {
    const { signal, stopSoon } = abortable();
    const server = await start({
      registry,
      script: ({ path }) => {
        if (path !== '/json_portal/json') return undefined;
        stopSoon();
        return 'no response';
      },
    });
    await expectAborted(generate(server, signal, 0));
    expect(server.requests).toHaveLength(2);
  });
  test('ends the job from its progress callback', async () => {
    const { signal, stop } = abortable();
    const server = await start({ registry });
    await expectAborted(generate(server, signal, 0, stop));
    expect(server.requests).toHaveLength(2);
  });
});

describe('a signal that is aborted before a retry', () => {
  const options: RunRegistryOptions = { retryDelay: 30_000 };
  // Only the polls of a job are retried.
  const script: FaultOptions['script'] = ({ path }) => (path === '/json_portal/generate' ? undefined : 503);
  test.each(clientCalls.filter(({ kind }, index) => kind === 'job' || index % 6 === 1))(
    'ends $kind: $name',
    async ({ call }) => {
      const { signal, stopSoon } = abortable();
      const server = await start({ registry, script });
      await expectAborted(call(server.client({ ...options, onRetry: stopSoon }), { signal, timeout }));
      expect(server.requests.length).toBeLessThanOrEqual(4);
    },
  );
  test('ends the call from onRetry', async () => {
    const { signal, stop } = abortable();
    const server = await start({ script: () => 'reset before the body' });
    await expectAborted(
      server
        .client({ ...options, onRetry: stop })
        .runs()
        .all({ signal }),
    );
    expect(server.requests).toHaveLength(1);
  });
  test('ends a token request', async () => {
    const { signal, stopSoon } = abortable();
    const server = await start({ token: () => 'status 503' });
    await expectAborted(
      server
        .client({ ...options, onRetry: stopSoon })
        .runs()
        .all({ signal }),
    );
    expect([server.tokenRequests.length, server.requests.length]).toEqual([1, 0]);
  });
  test('frees the slot of the request', async () => {
    const { signal, stopSoon } = abortable();
    const server = await start({ script: (_, index) => (index === 0 ? 503 : undefined) });
    const client = server.client({ ...options, concurrency: 1, onRetry: stopSoon });
    const [first, second] = [client.runs().all({ signal }), client.runs().all()];
    await expectAborted(first);
    expect(await second).toHaveLength(25);
  });
});

test('AbortSignal.timeout() aborts a call', async () => {
  const server = await start({ script: () => 'no response' });
  const signal = AbortSignal.timeout(20);
  const error = await rejected(server.client().runs().all({ signal }), {
    is: AbortError,
    code: 'aborted',
  });
  expect((error.cause as Error).name).toBe('TimeoutError');
});

test('a signal that aborts after the end has no effect', async () => {
  const server = await start({ registry });
  const { signal, stop } = abortable();
  const client = server.client();
  for (const entry of repeatedCalls)
    expect(textOf(await entry.call(client, { signal, timeout }))).toBe(results.get(entry));
  stop();
  await setImmediate();
});

test.runIf(isFull)('a signal aborts a call while the embedded registry starts', async () => {
  const embedded = new RunRegistry({ target: 'embedded' });
  const { signal, stop } = abortable();
  const call = embedded.runs().first({ signal });
  await setImmediate();
  stop();
  await expectAborted(call);
  await embedded.close();
});
