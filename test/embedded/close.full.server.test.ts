/** A client of the embedded registry that is closed while the registry starts, and during calls. */
import { Server } from 'node:net';
import { RunRegistry, RunRegistryError } from 'runregistry';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => vi.restoreAllMocks());

/** Makes the next starts fail. */
function occupyPorts(): void {
  vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
    setImmediate(() => this.emit('error', Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' })));
    return this;
  });
}

describe('close() during a start', () => {
  test('resolves if the start fails, and the requests are rejected', async () => {
    occupyPorts();
    const registry = new RunRegistry({ target: 'embedded' });
    const requests = [registry.getRun(355102), registry.runs().count()].map((request) =>
      request.then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
    let isSettled = false;
    const settled = Promise.all(requests).finally(() => {
      isSettled = true;
    });
    // Closes before, during and after the start.
    while (!isSettled) {
      await expect(registry.close()).resolves.toBeUndefined();
      await new Promise(setImmediate);
    }
    for (const error of await settled) {
      expect(error).toBeInstanceOf(RunRegistryError);
      expect(error).toMatchObject({ code: 'embedded-closed' });
    }
  });

  test('is not needed after a start that failed, and the next request starts again', async () => {
    occupyPorts();
    const registry = new RunRegistry({ target: 'embedded' });
    await expect(registry.getRun(355102)).rejects.toMatchObject({ code: 'embedded-not-started' });
    await expect(registry.getRun(355102)).rejects.toMatchObject({
      code: 'embedded-not-started',
      cause: { code: 'EADDRINUSE' },
    });
    vi.restoreAllMocks();
    expect((await registry.getRun(355102))?.run_number).toBe(355102);
    await registry.close();
  });

  test('stops the registry once it has started', async () => {
    const listen = vi.spyOn(Server.prototype, 'listen');
    const registry = new RunRegistry({ target: 'embedded' });
    const request = registry.getRun(355102).catch((error: unknown) => error);
    while (listen.mock.contexts.length === 0) await new Promise(setImmediate);
    await registry.close();
    expect(await request).toMatchObject({ code: 'embedded-closed', request: 'GET /runs/355102' });
    for (const server of listen.mock.contexts) expect((server as Server).listening).toBe(false);
  });
});

/** Calls of a client, and how many requests they have sent when the client is closed. */
const calls: Readonly<Record<string, readonly [requests: number, call: (registry: RunRegistry) => Promise<unknown>]>> =
  {
    'getRun()': [1, (registry) => registry.getRun(355102)],
    'all()': [1, (registry) => registry.runs().pageSize(20).all()],
    'all() between pages': [4, (registry) => registry.runs().pageSize(20).all()],
    'lumisections()': [3, (registry) => registry.runs().limit(20).lumisections().all()],
    'generateLocally()': [
      3,
      (registry) =>
        registry
          .goldenJson()
          .flag('dt-dt')
          .is('GOOD')
          .generateLocally(registry.datasets().where('run_number').gt(380000)),
    ],
    'generate()': [
      2,
      (registry) => registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: 'online', pollDelay: 0 }),
    ],
  };

/** Returns a client, and resolves when it has sent a number of requests. */
function counted(requests: number) {
  let sent = 0;
  let reached: () => void = () => undefined;
  const whenSent = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const onRetry = vi.fn();
  const registry = new RunRegistry({
    target: 'embedded',
    onRetry,
    onRequest: () => {
      if (++sent === requests) reached();
    },
  });
  return { registry, whenSent, onRetry };
}

describe('close() during a call', () => {
  test.each(Object.entries(calls))('rejects %s without retries', async (_, [requests, call]) => {
    const listen = vi.spyOn(Server.prototype, 'listen');
    const { registry, whenSent, onRetry } = counted(requests);
    const result = call(registry).catch((error: unknown) => error);
    await whenSent;
    await registry.close();
    expect(await result).toMatchObject({ code: 'embedded-closed' });
    expect(onRetry).not.toHaveBeenCalled();
    expect(listen.mock.contexts.length).toBe(1);
  });

  test('ends an operation, whose result says what is unknown', async () => {
    const listen = vi.spyOn(Server.prototype, 'listen');
    const runs = [355102, 355103, 355104];
    // After one read.
    const { registry, whenSent } = counted(2);
    const moved = registry.moveRuns(runs, { to: 'OPEN' });
    await whenSent;
    await registry.close();
    const result = await moved;
    expect(result.outcomes.map(({ run_number }) => run_number)).toEqual(runs);
    expect(result.outcomes.map(({ status }) => status)).toEqual(['unknown', 'unsent', 'unsent']);
    expect(result.stopped).toMatchObject({ code: 'embedded-closed' });
    expect(listen.mock.contexts.length).toBe(1);
  });
});
