/** Concurrency, Retry-After, the user agent and the events of a client. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import {
  type Observers,
  type RequestEvent,
  type ResponseEvent,
  type RetryEvent,
  type RunRegistryOptions,
  ServerError,
  TimeoutError,
} from 'runregistry';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { clientId, clientSecret, fakeRegistry } from '../support/fake-registry.js';
import { Random } from '../support/random.js';
import { rejected } from '../support/refusal.js';
import { runRow } from '../support/rows.js';
import type { Reply } from '../support/scripted-server.js';
import { clientCalls, repeatedCalls, textOf } from './client-calls.js';
import { type CompleteRegistry, completeRegistry } from './complete-registry.js';
import { type FaultName, type FaultOptions, type FaultServer, faultServer, inMemory } from './fault-server.js';
import { type Watched, watchLeaks } from './leaks.js';

const rows = Array.from({ length: 25 }, (_, index) => runRow({ run_number: 355_125 - index }));
const limits = { signal: new AbortController().signal, timeout: 600_000 };

/** A registry that supports every request. */
let complete: CompleteRegistry;
/** The results of the repeated calls without faults. */
let results: readonly (string | undefined)[];
beforeAll(async () => {
  complete = await completeRegistry(inject('smallUrl'));
  results = repeatedCalls.map((entry) => complete.results.get(entry));
});

let servers: Watched[] = [];
let leaks = watchLeaks();
beforeEach(() => {
  servers = [];
  leaks = watchLeaks();
});
afterEach(() => leaks.check(servers, [limits.signal]));

async function start(options: Partial<FaultOptions> = {}): Promise<FaultServer> {
  const server = await faultServer({ registry: inMemory(rows), ...options });
  servers.push(server);
  return server;
}

/** Counts the concurrent requests that a client reports. */
function counting() {
  const open = new Set<number>();
  let maxOpen = 0;
  const observers: Observers = {
    onRequest: ({ id }) => {
      open.add(id);
      maxOpen = Math.max(maxOpen, open.size);
    },
    onResponse: ({ id }) => open.delete(id),
  };
  return { observers, maxOpen: () => maxOpen };
}

describe('concurrency', () => {
  test.each([3, 1, 2, 7, undefined])('of %s is reached and never exceeded', async (option) => {
    const concurrency = option ?? 4;
    let waiting: (() => void)[] = [];
    const server = await start({
      // Responses are delayed until the limit is reached.
      registry: async (request) => {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          if (waiting.length < concurrency) return;
          for (const respond of waiting) respond();
          waiting = [];
        });
        return inMemory(rows)(request);
      },
    });
    const { observers, maxOpen } = counting();
    const client = server.client({ ...observers, ...(option !== undefined && { concurrency: option }) });
    // A multiple of every limit above.
    await Promise.all(Array.from({ length: 84 }, () => client.runs().count()));
    expect([server.maxOpen, maxOpen()]).toEqual([concurrency, concurrency]);
  });
  test.each([3, 1])('of %i is not exceeded by any mixture of calls', async (concurrency) => {
    const server = await start({ registry: complete.registry });
    const { observers, maxOpen } = counting();
    const client = server.client({ concurrency, ...observers });
    expect(await Promise.all(repeatedCalls.map(async ({ call }) => textOf(await call(client, limits))))).toEqual(
      results,
    );
    expect(server.maxOpen).toBeLessThanOrEqual(concurrency);
    expect(maxOpen()).toBe(concurrency);
    expect(server.tokenRequests).toHaveLength(1);
  });
  test('is not exceeded by retries and expired tokens', async () => {
    const curable: readonly FaultName[] = ['reset before the body', 503, 'truncated gzip', 'an expired token', 429];
    const seen = new Map<string, number>();
    const server = await start({
      registry: complete.registry,
      script: ({ path, body }) => {
        const key = `${path} ${body}`;
        const times = seen.get(key) ?? 0;
        seen.set(key, times + 1);
        const luck = new Random('politeness', key);
        // Requests that change data are not retried.
        return times === 0 && path !== '/json_portal/generate' && luck.chance(0.4) ? luck.one(curable) : undefined;
      },
    });
    const { observers, maxOpen } = counting();
    // A renewed token can expire again before it is used.
    const client = server.client({ concurrency: 1, retries: 10, ...observers });
    expect(await Promise.all(repeatedCalls.map(async ({ call }) => textOf(await call(client, limits))))).toEqual(
      results,
    );
    expect(maxOpen()).toBe(1);
    expect(server.occurred.length).toBeGreaterThan(20);
  });
  test('is counted per client', async () => {
    const server = await start();
    const all = [server.client({ concurrency: 2 }), server.client({ concurrency: 2 })];
    await Promise.all(all.flatMap((client) => Array.from({ length: 8 }, () => client.runs().all())));
    expect(server.maxOpen).toBeLessThanOrEqual(4);
    expect(server.tokenRequests).toHaveLength(2);
  });
});

test('every request sends the user agent of the library', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const agents = complete.received.map(({ headers }) => headers['user-agent']);
  expect(agents.length).toBeGreaterThan(100);
  expect(new Set(agents)).toEqual(new Set([`runregistry/${version} (node ${process.versions.node})`]));
});

describe('Retry-After', () => {
  /** Starts a registry whose first response is `reply`. */
  async function startWithReply(reply: Reply, options: RunRegistryOptions = {}) {
    const retries: RetryEvent[] = [];
    const registry = await fakeRegistry({ rows, script: (_, index) => (index === 0 ? reply : undefined) });
    servers.push(registry.server);
    const client = registry.client({ ...options, onRetry: (event) => retries.push(event) });
    return { registry, client, retries };
  }
  const busy = (status: number, wait: string): Reply => ({ status, headers: { 'retry-after': wait } });

  test.each([429, 503, 502, 504, 408])('delays the retry after status %i', async (status) => {
    const { registry, client, retries } = await startWithReply(busy(status, status === 429 ? '1' : '0.1'));
    expect(await client.runs().all()).toHaveLength(25);
    expect(retries.map(({ pause, reason, attempt }) => [pause, reason, attempt])).toEqual([
      [status === 429 ? 1000 : 100, `${status}`, 2],
    ]);
    expect(registry.requests).toHaveLength(2);
  });
  test.each([
    ['a past date', new Date(Date.now() - 3_600_000).toUTCString(), 1],
    ['zero', '0', 1],
    ['negative', '-5', 1],
  ])('retries at once if it is %s', async (_, wait, pause) => {
    const { client, retries } = await startWithReply(busy(429, wait), { retryDelay: 100_000 });
    expect(await client.runs().all()).toHaveLength(25);
    expect(retries).toMatchObject([{ pause }]);
  });
  test('accepts a future date', async () => {
    const { client, retries } = await startWithReply(busy(503, new Date(Date.now() + 1000).toUTCString()));
    expect(await client.runs().all()).toHaveLength(25);
    // Dates have no milliseconds.
    expect(retries).toHaveLength(1);
    expect(retries[0]?.pause).toBeLessThanOrEqual(1000);
  });
  test.each(['later', '', 'Infinity', 'Wed, 99 Foo 2024'])(
    'falls back to the default delay if it is "%s"',
    async (wait) => {
      const { client, retries } = await startWithReply(busy(503, wait));
      expect(await client.runs().all()).toHaveLength(25);
      expect(retries).toHaveLength(1);
      expect(retries[0]?.pause).toBeLessThan(5);
    },
  );
  test.each([
    ['seconds', () => '61', 61],
    ['a date', () => new Date(Date.now() + 86_400_000).toUTCString(), 86_400],
    ['many seconds', () => '99999999999', 99_999_999_999],
  ])('fails at once if it exceeds the remaining time, given as %s', async (_, wait, seconds) => {
    const { registry, client, retries } = await startWithReply(busy(429, wait()), { totalTimeout: 60_000 });
    const error = await rejected(client.runs().all(), {
      is: ServerError,
      code: 'server-error',
      details: { status: 429, request: 'POST /runs_filtered_ordered (page 0)' },
    });
    const hintedSeconds = Number(/after (\d+) s/.exec(error.hint ?? '')?.[1]);
    expect(hintedSeconds).toBeLessThanOrEqual(seconds);
    expect(hintedSeconds).toBeGreaterThan(seconds - 60);
    expect(registry.requests).toHaveLength(1);
    expect(retries).toEqual([]);
  });
  test('does not outlast the timeout of the call', async () => {
    const { registry, client } = await startWithReply(busy(503, '200'));
    await rejected(client.runs().all({ timeout: 50 }), {
      is: TimeoutError,
      code: 'call-timeout',
      details: { message: expect.stringMatching(/\b50 ms/) },
    });
    expect(registry.requests.length).toBeLessThanOrEqual(1);
  });
  test('does not retry a request that changes data', async () => {
    const { registry, client, retries } = await startWithReply(busy(429, '1'));
    await rejected(client.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '%' }), {
      is: ServerError,
      code: 'server-error',
      details: { status: 429, request: 'POST /json_portal/generate' },
    });
    expect(registry.requests).toHaveLength(1);
    expect(retries).toEqual([]);
  });
  test('delays the retry of a token request', async () => {
    const retries: RetryEvent[] = [];
    const registry = await fakeRegistry({
      rows,
      token: (_, n) => (n === 0 ? busy(429, '0.1') : { json: { access_token: 'abc', expires_in: 1199 } }),
    });
    servers.push(registry.server);
    expect(
      await registry
        .client({ onRetry: (event) => retries.push(event) })
        .runs()
        .count(),
    ).toBe(25);
    expect(retries).toMatchObject([{ request: 'the request for a token', pause: 100, reason: '429' }]);
  });
  test('grows exponentially by default', async () => {
    const server = await start({ script: () => 503 });
    const pauses: number[] = [];
    const client = server.openClient({ retries: 5, retryDelay: 4, onRetry: ({ pause }) => pauses.push(pause) });
    await rejected(client.runs().all(), { is: ServerError, code: 'server-error', details: { status: 503 } });
    expect(pauses).toHaveLength(5);
    for (const [n, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(4 * 2 ** n * 0.75);
      expect(pause).toBeLessThanOrEqual(4 * 2 ** n * 1.25 + 1);
    }
  });
});

const kinds = { onRequest: 'request', onResponse: 'response', onRetry: 'retry' } as const;
type Kind = keyof typeof kinds;

/** Collects the events of observers and channels, in order. */
function listen() {
  const recorded: { observers: (readonly [Kind, RequestEvent])[]; channels: (readonly [Kind, RequestEvent])[] } = {
    observers: [],
    channels: [],
  };
  const names = Object.keys(kinds) as Kind[];
  const onChannel = names.map((kind) => {
    const listener = (event: unknown) => void recorded.channels.push([kind, event as RequestEvent]);
    subscribe(`runregistry:${kinds[kind]}`, listener);
    return () => unsubscribe(`runregistry:${kinds[kind]}`, listener);
  });
  const observers: Observers = Object.fromEntries(
    names.map((kind) => [kind, (event: RequestEvent) => void recorded.observers.push([kind, event])]),
  );
  return {
    recorded,
    observers,
    end: () => {
      for (const stop of onChannel) stop();
    },
  };
}

describe('events of a client', () => {
  const faults: readonly FaultName[] = [
    'latency',
    'reset before the body',
    'end within chunks',
    'an expired token',
    'the login page',
    'no response',
    '429 with a past date',
    502,
    403,
    '500 with err',
    'truncated JSON',
    'corrupt gzip',
    'a huge response',
  ];

  test('reach observers and channels alike, in order, frozen and without secrets', async () => {
    const server = await start({
      registry: complete.registry,
      huge: 3_000_000,
      script: ({ path, body }, index) => {
        const luck = new Random('observers', path, body, index);
        return luck.chance(0.3) ? luck.one(faults) : undefined;
      },
      token: (_, index) =>
        (['a reset connection', 'status 503', undefined, 'a token that has expired', 'an HTML page'] as const)[
          index % 5
        ],
    });
    const { recorded, observers, end } = listen();
    const client = server.client({ ...observers, timeout: 300, maxResponseSize: 2_000_000 });
    await Promise.allSettled(clientCalls.map(({ call }) => call(client, limits)));
    // A token request that no call waits for is aborted, and reports its end after the last call.
    const allEnded = (): boolean =>
      [...grouped(recorded.observers).values()].every((story) => story.at(-1)?.[0] === 'onResponse');
    await expect.poll(allEnded, { interval: 1 }).toBe(true);
    end();
    expect(recorded.channels).toHaveLength(recorded.observers.length);
    for (const [index, [kind, event]] of recorded.observers.entries()) {
      expect(recorded.channels[index]?.[0]).toBe(kind);
      expect(recorded.channels[index]?.[1]).toBe(event);
      expect(Object.isFrozen(event)).toBe(true);
    }
    const events = recorded.observers.map(([, event]) => event);
    const shown = inspect(events, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxArrayLength: null });
    const secrets = [clientSecret, clientId, Buffer.from(`${clientId}:${clientSecret}`).toString('base64'), 't0k3n'];
    for (const secret of [...secrets, 'Bearer', 'Basic', 'authorization', 'json_logic', '"filter"']) {
      expect(shown).not.toContain(secret);
      expect(JSON.stringify(events)).not.toContain(secret);
    }
    const byId = grouped(recorded.observers);
    for (const [, story] of byId) {
      const [, first] = story[0] as (typeof story)[number];
      const last = story.at(-1) as (typeof story)[number];
      // A request, then a retry and its request as often as needed, and one response at the end.
      const attempts = Math.floor(story.length / 2);
      expect(story.map(([kind, { attempt }]) => `${kinds[kind]} ${attempt}`)).toEqual([
        'request 1',
        ...Array.from({ length: attempts - 1 }, (_, n) => [`retry ${n + 2}`, `request ${n + 2}`]).flat(),
        // A timeout can end it in the pause before a retry.
        ...(story.length % 2 === 1 ? [`retry ${attempts + 1}`, `response ${attempts + 1}`] : [`response ${attempts}`]),
      ]);
      for (const [, { url, method, request }] of story) {
        expect({ url, method, request }).toEqual({ url: first.url, method: first.method, request: first.request });
        expect(
          url.startsWith(request === 'the request for a token' ? `${server.url}/token` : `${server.url}/api/`),
        ).toBe(true);
        expect(request === 'the request for a token' || request.startsWith(`${method} /`)).toBe(true);
      }
      const { status, failure, milliseconds, size } = last[1] as ResponseEvent;
      expect((status === undefined) !== (failure === undefined)).toBe(true);
      expect(milliseconds).toBeGreaterThan(0);
      expect(size).toBeGreaterThanOrEqual(0);
      for (const [kind, event] of story)
        if (kind === 'onRetry') expect((event as RetryEvent).reason).toMatch(/^(E[A-Z_]+|Z_[A-Z_]+|\d{3})$/);
    }
    const sent = recorded.observers.filter(([kind]) => kind === 'onRequest').length;
    const received = server.requests.length + server.tokenRequests.length;
    // On a busy machine, a request can reach its time limit before it reaches the server.
    const late = events.filter((event) =>
      ['ETIMEDOUT', 'ERR_ABORTED'].includes((event as RetryEvent).reason ?? (event as ResponseEvent).failure ?? ''),
    ).length;
    expect(received).toBeLessThanOrEqual(sent);
    expect(sent - received).toBeLessThanOrEqual(late);
    expect(new Set(server.occurred).size).toBeGreaterThan(12);
  });

  test('reach channels without observers', async () => {
    const server = await start();
    const { recorded, end } = listen();
    await server.openClient().runs().all();
    end();
    await server.openClient().runs().all();
    expect(recorded.channels.map(([kind]) => kind)).toEqual(['onRequest', 'onResponse']);
    expect(recorded.channels[1]?.[1]).toMatchObject({
      method: 'POST',
      url: `${server.url}/api/runs_filtered_ordered`,
      request: 'POST /runs_filtered_ordered (page 0)',
      attempt: 1,
      status: 200,
      failure: undefined,
      size: JSON.stringify({ runs: rows, count: 25, pages: 1 }).length,
    });
  });
});

/** Groups events by their request. */
function grouped<Item extends readonly [unknown, RequestEvent]>(items: readonly Item[]): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) groups.set(item[1].id, [...(groups.get(item[1].id) ?? []), item]);
  return groups;
}

describe('an observer that throws', () => {
  test.each(['observer', 'channel'] as const)('does not affect the request: %s', async (where) => {
    const thrown: unknown[] = [];
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => thrown.push(error));
    const wrong = (): never => {
      throw new Error('an observer is wrong');
    };
    const names = Object.values(kinds).map((name) => `runregistry:${name}`);
    try {
      const server = await start({ script: (_, index) => (index === 1 ? 503 : undefined) });
      if (where === 'channel') for (const name of names) subscribe(name, wrong);
      const observers: Observers = where === 'channel' ? {} : { onRequest: wrong, onResponse: wrong, onRetry: wrong };
      const runs = await server.client(observers).runs().pageSize(10).all();
      for (const name of names) unsubscribe(name, wrong);
      expect(runs.map(({ run_number }) => run_number)).toEqual(rows.map(({ run_number }) => run_number));
      await setImmediate();
      // A token and three pages, one of them twice.
      expect(thrown.map((error) => (error as Error).message)).toEqual(Array(5 + 4 + 1).fill('an observer is wrong'));
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of listeners) process.on('uncaughtException', listener);
    }
  });
  test('rejects its own promise without affecting the request', async () => {
    const server = await start();
    const promises: Promise<void>[] = [];
    const onRequest = () => {
      const promise = Promise.reject(new Error('later'));
      promise.catch(() => undefined);
      promises.push(promise);
    };
    expect(await server.client({ onRequest }).runs().all()).toHaveLength(25);
    expect(promises).toHaveLength(2);
  });
});
