/** Starts and ends of the embedded registry, and the files on the disk before, between and after. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RunRegistryError } from 'runregistry';
import { type RegistryState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import { seedUnlessFull } from './seeded-cache.js';

const state = JSON.parse(readFileSync(new URL('../contract/state.json', import.meta.url), 'utf8')) as RegistryState;

/** Directories of databases in use, in a separate temporary directory. */
const temporary = mkdtempSync(join(tmpdir(), 'embedded-test-'));
const before = process.env.TMPDIR;
beforeAll(() => {
  process.env.TMPDIR = temporary;
  seedUnlessFull(cache);
});
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(temporary, { recursive: true, force: true });
});

const cache = join(temporary, 'cache');
const inUse = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('runregistry-'));
const templates = (): string[] => (existsSync(cache) ? readdirSync(cache).sort() : []);

/** The id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

const countRuns = async (url: string): Promise<number> => {
  const response = await fetch(`${url}/runs_filtered_ordered`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"page":0,"page_size":1,"sortings":[],"filter":{}}',
  });
  return ((await response.json()) as { count: number }).count;
};

test('startEmbedded() reports a missing directory for temporary files', async () => {
  const directory = join(temporary, 'missing');
  process.env.TMPDIR = directory;
  try {
    await rejected(startEmbedded({ state, cacheDirectory: cache }), {
      is: RunRegistryError,
      code: 'unusable-temporary-directory',
      details: {
        directory,
        hint: expect.stringContaining('TMPDIR'),
        cause: expect.objectContaining({ code: 'ENOENT' }),
      },
    });
  } finally {
    process.env.TMPDIR = temporary;
  }
});

describe('the cache', () => {
  test('gives simultaneous starts separate data and one template', async () => {
    const start = () => startEmbedded({ state: state, cacheDirectory: cache });
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.url).not.toBe(other.url);
    expect(await countRuns(one.url)).toBe(9);
    expect(await countRuns(other.url)).toBe(9);
    expect(inUse()).toHaveLength(2);
    expect(templates()).toEqual([expect.stringMatching(/^empty-\d+\.\d+\.\d+-[0-9a-f]{16}$/)]);
    await Promise.all([one.close(), other.close()]);
    expect(inUse()).toEqual([]);
  });

  test('reuses the template for a later start, and does not store a given state', async () => {
    const files = (): string[] => {
      const [empty = ''] = templates();
      const entries = readdirSync(join(cache, empty), { recursive: true, encoding: 'utf8' });
      return entries.map((entry) => `${entry} ${statSync(join(cache, empty, entry)).mtimeMs}`).sort();
    };
    const known = files();
    await using registry = await startEmbedded({ state: state, cacheDirectory: cache });
    expect(await countRuns(registry.url)).toBe(9);
    expect(templates()).toHaveLength(1);
    expect(files()).toEqual(known);
  });

  test('removes leftovers of ended processes, and nothing that others use', async () => {
    const host = hostname().replaceAll(/[^\w]/g, '_');
    const dead = await deadProcess();
    const build = join(cache, `runregistry-${host}-${dead}-0123456789ab`);
    const copy = join(temporary, `runregistry-${host}-${dead}-abcdef`);
    const living = join(temporary, `runregistry-${host}-${process.ppid}-abcdef`);
    const otherHost = join(temporary, `runregistry-elsewhere-${dead}-abcdef`);
    for (const directory of [build, copy, living, otherHost]) mkdirSync(join(directory, 'data'), { recursive: true });
    await using registry = await startEmbedded({ state: state, cacheDirectory: cache });
    expect(registry.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect([build, copy, living, otherHost].map((directory) => existsSync(directory))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    rmSync(living, { recursive: true });
    rmSync(otherHost, { recursive: true });
  });

  test('removes templates that were not used for a month', async () => {
    const month = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    const old = join(cache, 'sample-0.0.1-0123456789abcdef');
    const recent = join(cache, 'sample-0.0.2-0123456789abcdef');
    const notOurs = join(cache, 'samples');
    for (const directory of [old, recent, notOurs]) mkdirSync(directory);
    for (const directory of [old, notOurs]) utimesSync(directory, month, month);
    await using registry = await startEmbedded({ state: state, cacheDirectory: cache });
    expect(await countRuns(registry.url)).toBe(9);
    expect([old, recent, notOurs].map((directory) => existsSync(directory))).toEqual([false, true, true]);
    rmSync(recent, { recursive: true });
    rmSync(notOurs, { recursive: true });
  });

  test('never reads a killed build as a template', async () => {
    const other = join(temporary, 'killed');
    const dead = await deadProcess();
    const half = join(other, `runregistry-${hostname().replaceAll(/[^\w]/g, '_')}-${dead}-0123456789ab`);
    mkdirSync(join(half, 'base'), { recursive: true });
    seedUnlessFull(other);
    await using registry = await startEmbedded({ state: state, cacheDirectory: other });
    expect(await countRuns(registry.url)).toBe(9);
    expect(existsSync(half)).toBe(false);
    expect(readdirSync(other)).toEqual([expect.stringMatching(/^empty-/)]);
  });
});

describe('close()', () => {
  test('is idempotent, frees the port and removes the data', async () => {
    const registry = await startEmbedded({ state: state, cacheDirectory: cache });
    const port = Number(new URL(registry.url).port);
    expect(inUse()).toHaveLength(1);
    await Promise.all([registry.close(), registry.close()]);
    await registry.close();
    expect(inUse()).toEqual([]);
    await expect(fetch(registry.url)).rejects.toThrow();
    await using again = await startEmbedded({ state: state, cacheDirectory: cache, port });
    expect(again.url).toBe(registry.url);
    await expect(startEmbedded({ state: state, cacheDirectory: cache, port })).rejects.toThrow('EADDRINUSE');
    expect(inUse()).toHaveLength(1);
  });

  test('does not wait for open connections', async () => {
    const registry = await startEmbedded({ state: state, cacheDirectory: cache });
    const open = request(`${registry.url}/runs_filtered_ordered`, { method: 'POST', headers: { 'content-length': 9 } });
    const ended = once(open, 'error');
    open.write('{');
    await once(open, 'socket').then(([socket]) => once(socket, 'connect'));
    await registry.close();
    await ended;
    expect(inUse()).toEqual([]);
  });
});

describe('the server', () => {
  const url = inject('smallUrl');
  const status = async (url: string, host: string): Promise<number | undefined> => {
    const call = request(`${url}/runs/100001`, { headers: { host } }).end();
    const [response] = await once(call, 'response');
    response.resume();
    return response.statusCode;
  };

  test('only accepts loopback host names', async () => {
    for (const host of ['localhost', 'localhost:1234', '127.0.0.1:80', '[::1]:80', 'LOCALHOST', 'dev.localhost:80']) {
      expect(await status(url, host), host).toBe(200);
    }
    for (const host of [
      'example.org',
      '127.0.0.1.example.org',
      'localhost.example.org:80',
      'x@dev.localhost',
      '10.0.0.1',
    ]) {
      expect(await status(url, host), host).toBe(403);
    }
  });

  test('responds to preflight requests for any path', async () => {
    const response = await fetch(`${url}/anything`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'authorization' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(await response.text()).toBe('');
  });
});

test('rejects bodies of more than 100 MB', async () => {
  const call = request(`${inject('smallUrl')}/runs_filtered_ordered`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 100 * 1024 * 1024 + 1 },
  });
  call.on('error', () => {});
  call.flushHeaders();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(500);
  expect(JSON.parse((await response.toArray()).join(''))).toEqual({ err: 'request entity too large' });
});

test('imports nothing outside src/embedded, except shared helpers', () => {
  const folder = fileURLToPath(new URL('../../src/embedded/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const depth = file.split(/[/\\]/).length - 1;
    const imports = readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
    for (const [, specifier = ''] of imports) {
      const inside = specifier.startsWith('./') || (specifier.match(/\.\.\//g)?.length ?? 99) <= depth;
      const isShared = /^(\.\.\/)+(?:(?:logic|util|sample)\/[\w-]+|errors|version)\.js$/.test(specifier);
      expect(inside || isShared || specifier.startsWith('node:'), `${file}: ${specifier}`).toBe(true);
    }
  }
});
