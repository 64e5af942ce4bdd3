/** A client of the embedded registry that is closed while the registry starts. */
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
  test('resolves if the start fails, and the request is rejected with embedded-not-started', async () => {
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
      expect(error).toMatchObject({ code: 'embedded-not-started', cause: { code: 'EADDRINUSE' } });
    }
  });

  test('resolves after a start that failed, and the next request starts again', async () => {
    occupyPorts();
    const registry = new RunRegistry({ target: 'embedded' });
    await expect(registry.getRun(355102)).rejects.toMatchObject({ code: 'embedded-not-started' });
    await expect(registry.close()).resolves.toBeUndefined();
    vi.restoreAllMocks();
    expect((await registry.getRun(355102))?.run_number).toBe(355102);
    await registry.close();
  });

  test('stops the registry once it has started', async () => {
    const listen = vi.spyOn(Server.prototype, 'listen');
    const registry = new RunRegistry({ target: 'embedded', retries: 0 });
    const request = registry.getRun(355102).catch((error: unknown) => error);
    while (listen.mock.contexts.length === 0) await new Promise(setImmediate);
    await registry.close();
    const result = await request;
    if (result instanceof Error) expect(result).toBeInstanceOf(RunRegistryError);
    for (const server of listen.mock.contexts) expect((server as Server).listening).toBe(false);
  });
});
