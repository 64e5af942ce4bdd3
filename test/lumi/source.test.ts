/** Lists in files, and at URLs of a server on this machine. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGzip, type Gzip, gunzipSync, gzipSync } from 'node:zlib';
import { AbortError, Brilcalc, ConnectionError, LumiList, ResponseError, TimeoutError } from 'runregistry';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import { type Script, type ScriptedServer, scripted } from '../support/scripted-server.js';
import { bad } from './refusals.js';

const golden = LumiList.fromCmssw('315257:1-315257:88,315257:91-315257:92,315259:1-315259:172');

describe('LumiList.fromFile and toFile', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lumi-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(['list.json', 'a list, with ünïcode & %20.txt', 'list.json.gz'])(
    'fromFile() reads %s as toFile() wrote it',
    async (name) => {
      const path = join(folder, name);
      await golden.toFile(path);
      expect((await LumiList.fromFile(path)).equals(golden)).toBe(true);
      expect((await LumiList.fromFile(pathToFileURL(path))).equals(golden)).toBe(true);
      const bytes = readFileSync(path);
      expect((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()).toBe(golden.toText());
    },
  );

  test('toFile() replaces an existing file, and leaves no other', async () => {
    const path = pathToFileURL(join(folder, 'sub.json'));
    await golden.union(LumiList.fromRuns([1, 2, 3])).toFile(path);
    const before = readdirSync(folder);
    await golden.toFile(path, { style: 'compact' });
    expect(readFileSync(path, 'utf8')).toBe(golden.toCompactText());
    await golden.toFile(path, { style: 'lines' });
    expect(readFileSync(path, 'utf8')).toBe(golden.toText());
    expect(readdirSync(folder)).toEqual(before);
  });

  test('fromFile() detects gzip by content, whatever the name', async () => {
    const path = join(folder, 'zipped.txt');
    writeFileSync(path, gzipSync(golden.toText()));
    expect((await LumiList.fromFile(path)).equals(golden)).toBe(true);
    const plain = join(folder, 'plain.json.gz');
    writeFileSync(plain, golden.toText());
    expect((await LumiList.fromFile(plain)).equals(golden)).toBe(true);
  });

  test('Brilcalc.fromFile() reads a compressed CSV', async () => {
    const path = join(folder, 'lumi.csv.gz');
    writeFileSync(path, gzipSync('#run:fill,ls,delivered(/pb),recorded(/pb)\n7:1,1:1,2,1\n'));
    const brilcalc = await Brilcalc.fromFile(pathToFileURL(path));
    expect(LumiList.fromRuns([7]).luminosity(brilcalc).recorded).toBe(1);
  });
});

describe('LumiList.fromUrl', () => {
  const servers: ScriptedServer[] = [];
  const serve = async (script: Script) => {
    const server = await scripted(script);
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  test('downloads a list without sending credentials', async () => {
    const server = await serve(() => ({ text: golden.toText() }));
    expect((await LumiList.fromUrl(`${server.url}/golden.json`)).equals(golden)).toBe(true);
    const url = new URL('/golden.json?version=2', server.url);
    expect((await LumiList.fromUrl(url)).equals(golden)).toBe(true);
    expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /golden.json',
      'GET /golden.json?version=2',
    ]);
    for (const { headers } of server.received) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('cookie');
    }
  });

  test('decompresses a response, and a compressed file', async () => {
    const server = await serve(() => ({ text: golden.toText(), gzip: true }));
    expect((await LumiList.fromUrl(server.url)).equals(golden)).toBe(true);
    // A file .gz without a content-encoding.
    const files = createServer((_, response) => response.end(gzipSync(golden.toText())));
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    const { port } = files.address() as AddressInfo;
    const list = await LumiList.fromUrl(`http://127.0.0.1:${port}/golden.json.gz`);
    files.closeAllConnections();
    await new Promise<void>((resolve) => files.close(() => resolve()));
    expect(list.equals(golden)).toBe(true);
  });

  test.each([404, 410, 500, 503])('reports status %i without a retry', async (status) => {
    const server = await serve(() => ({ status, text: golden.toText() }));
    const request = `GET ${server.url}/golden.json`;
    const error = await rejected(LumiList.fromUrl(`${server.url}/golden.json?key=secret`), {
      is: ResponseError,
      code: 'bad-response',
      details: { status, request },
    });
    expect(error).not.toHaveProperty('hint');
    expect(error.message).not.toContain('secret');
    expect(server.received.length).toBe(1);
  });

  test.each([401, 403])('suggests the browser for status %i', async (status) => {
    const server = await serve(() => ({ status }));
    const error = await rejected(LumiList.fromUrl(server.url), {
      is: ResponseError,
      code: 'bad-response',
      details: { status, request: `GET ${server.url}/` },
    });
    expect(error.hint).toContain('browser');
  });

  test('reports a login page with status 200', async () => {
    const page = '\n<!DOCTYPE html>\n<html><title>CERN Single Sign-On</title></html>';
    const server = await serve(() => ({ text: page, headers: { 'content-type': 'text/html' } }));
    const source = `${server.url}/golden.json`;
    const error = await rejected(LumiList.fromUrl(`${source}?key=secret`), bad({ source, line: 2, column: 1 }));
    expect(error.hint).toContain('login page');
    expect(`${error}`).not.toContain('secret');
  });

  test('reports the URL and the position of an invalid list', async () => {
    const server = await serve(() => ({ text: '{\n"7": [[5, 3]]}' }));
    const source = `${server.url}/x.json`;
    await rejected(LumiList.fromUrl(source), bad({ source, line: 2, column: 7, run: 7, range: 1 }));
    const empty = await serve(() => ({ text: '' }));
    await rejected(LumiList.fromUrl(`${empty.url}/x.json`), bad({ source: `${empty.url}/x.json` }));
  });

  test('follows a redirect', async () => {
    const server = await serve(({ path }) =>
      path === '/new.json' ? { text: golden.toText() } : { status: 302, headers: { location: '/new.json' } },
    );
    expect((await LumiList.fromUrl(`${server.url}/old.json`)).equals(golden)).toBe(true);
    expect(server.received.map(({ path }) => path)).toEqual(['/old.json', '/new.json']);
  });

  const badRedirect = (request: string, status?: number) => ({
    is: ResponseError,
    code: 'bad-redirect',
    details: { request, ...(status === undefined ? {} : { status }) },
  });
  test.each(['http://example.invalid/x.json?key=secret', 'ftp://127.0.0.1/x.json', 'http://['])(
    'follows no redirect to %s',
    async (location) => {
      const server = await serve(() => ({ status: 301, headers: { location } }));
      const url = `${server.url}/x.json`;
      const error = await rejected(LumiList.fromUrl(url), badRedirect(`GET ${url}`, 301));
      expect(error.message).not.toContain('secret');
      expect(server.received.length).toBe(1);
    },
  );

  test('stops after 10 redirects', async () => {
    const server = await serve(() => ({ status: 307, headers: { location: '/x.json' } }));
    await rejected(LumiList.fromUrl(`${server.url}/x.json`), badRedirect(`GET ${server.url}/x.json`));
    expect(server.received.length).toBe(11);
  });

  test.each(['reset', 'truncated', 'truncated chunks'] as const)(
    'rejects with a ConnectionError for a response that is %s',
    async (reply) => {
      const server = await serve(() => reply);
      await rejected(LumiList.fromUrl(`${server.url}/x.json`), {
        is: ConnectionError,
        code: 'connection-failed',
        details: { request: `GET ${server.url}/x.json` },
      });
    },
  );

  test('rejects with a ConnectionError if nothing listens', async () => {
    const server = await serve(() => ({}));
    await server.close();
    const error = await rejected(LumiList.fromUrl(`${server.url}/x.json`), {
      is: ConnectionError,
      code: 'connection-failed',
      details: { request: `GET ${server.url}/x.json` },
    });
    expect(error).toHaveProperty('cause.code', 'ECONNREFUSED');
  });

  test.each(['before the headers', 'within the body'])(
    'rejects with a TimeoutError for a server that stops %s',
    async (at) => {
      const files = createServer((_, response) => {
        if (at === 'within the body') response.write('{"1": [');
      });
      await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
      const { port } = files.address() as AddressInfo;
      for (const host of ['127.0.0.1', 'lumi.localhost'])
        await rejected(LumiList.fromUrl(`http://${host}:${port}/x.json`, { timeout: 50 }), {
          is: TimeoutError,
          code: 'call-timeout',
          details: { request: `GET http://${host}:${port}/x.json` },
        });
      files.closeAllConnections();
      await new Promise<void>((resolve) => files.close(() => resolve()));
    },
  );

  test('connects names below localhost to this machine, and sends the name as host', async () => {
    const server = await serve(({ path }) =>
      path === '/old.json'
        ? { status: 302, headers: { location: '/new.json' } }
        : { text: golden.toText(), gzip: true },
    );
    const { port } = new URL(server.url);
    const list = await LumiList.fromUrl(`http://some.thing.localhost:${port}/old.json`);
    expect(list.equals(golden)).toBe(true);
    expect(server.received.map(({ path, headers }) => `${headers.host}${path}`)).toEqual([
      `some.thing.localhost:${port}/old.json`,
      `some.thing.localhost:${port}/new.json`,
    ]);
  });

  test.each(['plain', 'gzip'])('stops reading at the first byte that is not UTF-8: %s', async (kind) => {
    let sent = 0;
    // Without an end: only a reader that stops comes back.
    const files = createServer((_, response) => {
      const to = kind === 'gzip' ? createGzip() : response;
      if (to !== response) (to as Gzip).pipe(response);
      const bad = Buffer.alloc(100_000, 0xff);
      const more = () => {
        sent += bad.length;
        if (!response.destroyed) to.write(bad, more);
      };
      response.on('error', () => undefined);
      more();
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    const { port } = files.address() as AddressInfo;
    await rejected(
      LumiList.fromUrl(`http://127.0.0.1:${port}/x.json`),
      bad({ source: `http://127.0.0.1:${port}/x.json` }),
    );
    expect(sent).toBeLessThan(400_000_000);
    files.closeAllConnections();
    await new Promise<void>((resolve) => files.close(() => resolve()));
  });

  test('rejects with an AbortError if the signal aborts before or during the download', async () => {
    const controller = new AbortController();
    const server = await serve(() => {
      controller.abort(new Error('enough'));
      return 'never';
    });
    const stopped = (url: string) => ({
      is: AbortError,
      code: 'aborted',
      details: { request: `GET ${url}/x.json` },
    });
    const error = await rejected(
      LumiList.fromUrl(`${server.url}/x.json`, { signal: controller.signal }),
      stopped(server.url),
    );
    expect(error).toHaveProperty('cause.message', 'enough');
    await rejected(LumiList.fromUrl(`${server.url}/x.json`, { signal: AbortSignal.abort() }), stopped(server.url));
    expect(server.received.length).toBe(1);
  });
});
