/** A client of the embedded registry that is closed while the registry starts. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunRegistry, RunRegistryError } from 'runregistry';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';

const temporary = mkdtempSync(join(tmpdir(), 'runregistry-close-'));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe('close() during a start', () => {
  test('resolves if the start fails, and the request is rejected with embedded-not-started', async () => {
    vi.stubEnv('TMPDIR', join(temporary, 'missing'));
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
      expect(error).toMatchObject({ code: 'embedded-not-started' });
    }
  });

  test('resolves after a start that failed, and the next request starts again', async () => {
    vi.stubEnv('TMPDIR', join(temporary, 'missing'));
    const registry = new RunRegistry({ target: 'embedded' });
    await expect(registry.getRun(355102)).rejects.toMatchObject({ code: 'embedded-not-started' });
    await expect(registry.close()).resolves.toBeUndefined();
    vi.stubEnv('TMPDIR', temporary);
    expect((await registry.getRun(355102))?.run_number).toBe(355102);
    await registry.close();
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('stops the registry once it has started, and leaves no files behind', async () => {
    vi.stubEnv('TMPDIR', temporary);
    const registry = new RunRegistry({ target: 'embedded', retries: 0 });
    const request = registry.getRun(355102).catch((error: unknown) => error);
    while (readdirSync(temporary).length === 0) await new Promise(setImmediate);
    await registry.close();
    const result = await request;
    if (result instanceof Error) expect(result).toBeInstanceOf(RunRegistryError);
    expect(existsSync(temporary) && readdirSync(temporary)).toEqual([]);
  });
});
