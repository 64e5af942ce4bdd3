/** The embedded registry restricts its clients and the size of bodies, and survives hostile requests. */
import { once } from 'node:events';
import { type IncomingMessage, request as openRequest, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { deflateSync, gzipSync } from 'node:zlib';
import { type EmbeddedRegistry, sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keepsPrototypes } from '../support/intact.js';

keepsPrototypes();
let registry: EmbeddedRegistry;
let rows: unknown;
const expert = { email: 'expert@cern.ch', egroups: 'cms-dqm-runregistry-experts' };

interface TextResponse {
  readonly status: number;
  readonly text: string;
}

async function send(
  method: string,
  path: string,
  body: string | Buffer | undefined,
  headers: Record<string, string> = {},
): Promise<TextResponse> {
  const response = await fetch(registry.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined || method === 'GET' ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  return { status: response.status, text: await response.text() };
}
const post = (path: string, body: string | Buffer, headers?: Record<string, string>) =>
  send('POST', path, body, headers);
const list = (filter: string, more = '') =>
  post('/runs_filtered_ordered', `{"page":0,"page_size":50,"sortings":[],"filter":${filter}${more}}`);

/** Returns all rows of runs and datasets. */
async function allRows(): Promise<unknown> {
  const body = '{"page":0,"page_size":1000,"sortings":[],"filter":{}}';
  const responses = [await post('/runs_filtered_ordered', body), await post('/datasets_filtered_ordered', body)];
  return responses.map(({ status, text }) => [status, JSON.parse(text)]);
}

beforeAll(async () => {
  registry = await startEmbedded({ state: sampleState({ runs: 6 }) });
  rows = await allRows();
});
afterAll(() => registry.close());

/** Sends a request with headers that `fetch` does not allow. */
async function sendWithHeaders(options: RequestOptions, body = ''): Promise<number | undefined> {
  const request = openRequest(`${registry.url}/runs_filtered_ordered`, { method: 'POST', ...options });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

/** Sends a string verbatim, and returns everything received until the connection ends. */
async function sendVerbatim(text: string): Promise<string> {
  const { port } = new URL(registry.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.end(text);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // `once()` of node:events would reject if the connection is reset.
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

describe('access', () => {
  test('is refused at other addresses of this machine', async () => {
    expect(new URL(registry.url).hostname).toBe('127.0.0.1');
    const { port } = new URL(registry.url);
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80'));
    for (const { address } of others) {
      const socket = connect({ host: address, port: Number(port) });
      const [error] = (await Promise.race([
        once(socket, 'error'),
        once(socket, 'connect').then(() => [undefined]),
      ])) as [Error | undefined];
      socket.destroy();
      expect(error, address).toBeInstanceOf(Error);
    }
  });
  test.each([
    'registry.example',
    'localhost.registry.example',
    '127.0.0.1.registry.example',
    'localhost@registry.example',
    'localhost:80:80',
    'localhost/x',
    'x localhost',
    '0.0.0.0',
    '[::]',
    '127.0.0.1,registry.example',
  ])('is refused with the host name %j', async (host) => {
    expect(await sendWithHeaders({ headers: { host } })).toBe(403);
  });
  test('is refused without a host name, or with an absolute URL of another host', async () => {
    expect(await sendVerbatim('GET /runs/1 HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 403 /);
    expect(await sendVerbatim('GET /runs/1 HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 403 /,
    );
    expect(await sendVerbatim('GET /runs/1 HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
    expect(await sendVerbatim('GET http://registry.example/runs/1 HTTP/1.1\r\nHost: registry.example\r\n\r\n')).toMatch(
      /^HTTP\/1.1 403 /,
    );
  });
  test('is granted to web pages of this machine only', async () => {
    const from = (origin: string) =>
      sendWithHeaders(
        { headers: { origin, 'content-type': 'application/json' } },
        '{"page":0,"page_size":1,"sortings":[],"filter":{}}',
      );
    for (const origin of ['http://localhost:5173', 'http://127.0.0.1:80', 'https://localhost', 'http://[::1]:8080'])
      expect(await from(origin), origin).toBe(200);
    for (const origin of ['https://registry.example', 'null', 'http://localhost.registry.example', 'file://', 'x', '*'])
      expect(await from(origin), origin).toBe(403);
  });
});

describe('the embedded registry', () => {
  const limit = 100 * 1024 * 1024;
  afterEach(async () => expect((await list('{}')).status).toBe(200));

  test('rejects a chunked body of more than 100 MB', async () => {
    const request = openRequest(`${registry.url}/runs_filtered_ordered`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    });
    request.on('error', () => undefined);
    const responded = once(request, 'response') as Promise<[IncomingMessage]>;
    let hasResponse = false;
    responded.finally(() => {
      hasResponse = true;
    });
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    for (let sent = 0; sent <= limit && !hasResponse; sent += chunk.length)
      if (!request.write(chunk)) await Promise.race([once(request, 'drain'), responded]);
    request.end();
    const [response] = await responded;
    expect(response.statusCode).toBe(500);
    expect((await response.toArray()).join('')).toContain('request entity too large');
  });
  const packs = [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ] as const;
  test.each(packs)('rejects %s that decompresses to more than 100 MB', async (encoding, pack) => {
    const small = pack(Buffer.alloc(limit + 1, ' '));
    expect(small.length).toBeLessThan(1_000_000);
    expect((await post('/runs_filtered_ordered', small, { 'content-encoding': encoding })).status).toBe(500);
    const good = pack(Buffer.from('{"page":0,"page_size":1,"sortings":[],"filter":{}}'));
    expect((await post('/runs_filtered_ordered', good, { 'content-encoding': encoding })).status).toBe(200);
    expect(
      (await post('/runs_filtered_ordered', small.subarray(0, 100), { 'content-encoding': encoding })).status,
    ).toBe(500);
  });
  test('rejects millions of brackets', async () => {
    for (const text of ['['.repeat(10_000_000), `{"a":${'['.repeat(10_000_000)}`])
      expect((await post('/runs_filtered_ordered', text)).status).toBe(500);
  });
  test('responds to filters of any depth', async () => {
    for (const levels of [40, 1000, 100_000])
      for (const [open, close, inner] of [
        ['{"and":[', ']}', '{"run_number":{">":5}}'],
        ['{"or":[', ']}', '{"triplet_summary.dt-dt.GOOD":{">":0}}'],
        ['{"or":[{"run_number":1},', ']}', '{"rr_attributes.class":{"=":"x"}}'],
        ['{"run_number":', '}', '5'],
        ['[', ']', '1'],
      ] as const)
        for (const path of ['/runs_filtered_ordered', '/datasets_filtered_ordered']) {
          const filter = open.repeat(levels) + inner + close.repeat(levels);
          const body = `{"page":0,"page_size":1,"sortings":[],"filter":${filter}}`;
          expect([200, 500]).toContain((await post(path, body)).status);
        }
  });
});

const texts = [
  `'; DROP TABLE "Run"; --`,
  `"; DROP TABLE "Run"; --`,
  `x" = 1 OR "Run"."run_number" = "Run"."run_number`,
  `\\'; DELETE FROM "Run"; --`,
  `$1); DELETE FROM "Dataset"; --`,
  `}' || (SELECT 1) || '{`,
  '../../../etc/passwd',
  '$(id)',
  '`id`',
  '__proto__',
  'constructor',
  'toString',
  'a\0b',
  '\ud800',
  '%00',
  '%',
  '_',
  '',
  ' ',
  '\u202e',
  'x'.repeat(10_000),
];

describe('a hostile request', () => {
  afterEach(async () => expect(await allRows()).toEqual(rows));

  test.each(texts)('changes no rows with this name, value, order or path: %j', async (text) => {
    const json = JSON.stringify(text);
    for (const filter of [
      `{${json}:{"=":1}}`,
      `{"run_number":{${json}:1}}`,
      `{"run_number":{"=":${json}}}`,
      `{"rr_attributes.class":{"like":${json}}}`,
      `{${JSON.stringify(`rr_attributes.${text}`)}:{"=":${json}}}`,
      `{${JSON.stringify(`triplet_summary.${text}`)}:{">":${json}}}`,
      `{"and":[{${json}:${json}},{"or":[${json},{"deleted":true}]}]}`,
      `{"datasets_in_gui":{"contains":${json}}}`,
      `{"deleted":{"=":true}}`,
      json,
    ])
      for (const path of ['/runs_filtered_ordered', '/datasets_filtered_ordered', '/dc_tools/unique_dataset_names'])
        await post(path, `{"page":0,"page_size":5,"sortings":[],"filter":${filter}}`);
    for (const sorting of [
      `[[${json},"ASC"]]`,
      `[["run_number",${json}]]`,
      `[[${JSON.stringify(`rr_attributes.${text}`)},"ASC"]]`,
      json,
    ])
      await post('/runs_filtered_ordered', `{"page":0,"page_size":5,"sortings":${sorting},"filter":{}}`);
    for (const [page, size] of [
      [json, '5'],
      ['0', json],
      [`[${json}]`, `{"a":${json}}`],
    ])
      await post('/runs_filtered_ordered', `{"page":${page},"page_size":${size},"sortings":[],"filter":{}}`);
    const part = encodeURIComponent(text.replace('\ud800', '?'));
    for (const path of [
      `/runs/${part}`,
      `/workspaces/${part}`,
      `/cycles/${part}`,
      `/datasets_accepted/${part}`,
      `/${part}`,
      `/get_all_dataset_names_of_run/${part}`,
    ])
      await send('GET', path, undefined);
    for (const path of [
      '/datasets/get_dataset',
      '/lumisections/rr_lumisections',
      '/lumisections/oms_lumisection_ranges',
      '/lumisections/rr_lumisection_ranges_by_component',
      '/lumisections/get_data_of_json',
      '/json_portal/json',
      '/json_portal/jsons',
    ])
      await post(
        path,
        `{"run_number":${json},"dataset_name":${json},"component":${json},"json":{${JSON.stringify(`${text}-${text}`)}:[[1,2]]},"id_json":${json},"filter":${json}}`,
        expert,
      );
    await post('/json_portal/generate', `{"json_logic":${json},"dataset_name_filter":${json}}`, expert);
    const form = new URLSearchParams([
      [`filter[${text}][${text}]`, text],
      [text, text],
      ['page', text],
    ]).toString();
    await post('/runs_filtered_ordered', form, { 'content-type': 'application/x-www-form-urlencoded' });
    for (const type of [
      'application/json; charset=',
      'application/json; charset=utf-7',
      'text/plain',
      'application/json;;;',
    ])
      await post('/runs_filtered_ordered', json, { 'content-type': type });
  });
  test('changes no rows with an invalid body', async () => {
    for (const body of ['{', 'null', '1', '"x"', '{"a":', '\ufeff{}', '[]', '[[]]', '{}', 'NaN', "{'a':1}"])
      for (const path of ['/runs_filtered_ordered', '/datasets/get_dataset', '/json_portal/generate'])
        expect((await post(path, body, expert)).status).toBeGreaterThanOrEqual(200);
  });
  test('changes no rows if it is not HTTP', async () => {
    for (const text of [
      '\r\n\r\n',
      'x'.repeat(100_000),
      'GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      'GET /runs/%c0%af HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      'POST /runs_filtered_ordered HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
      'POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
      'POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: localhost\r\n${'x: y\r\n'.repeat(5000)}\r\n`,
    ])
      await sendVerbatim(text);
  });
});

test('names of Object.prototype are stored as flags, statuses and attributes', async () => {
  const [[, { runs }]] = rows as [[number, { runs: { run_number: number; rr_attributes: { state: string } }[] }]];
  const run = runs[0]?.run_number as number;
  await registry.change({
    runs: [
      {
        run_number: run,
        version: 1,
        deleted: false,
        oms_attributes: { run_number: run },
        rr_attributes: { state: 'OPEN', class: 'x' },
      },
    ],
  });
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const range = (status: string) => JSON.stringify({ start: 1, end: 2, status, comment: 'as a test', cause: '' });
    for (const status of ['BAD', name])
      for (const route of ['edit_rr_lumisections', 'edit_oms_lumisections']) {
        const value = route === 'edit_oms_lumisections' ? 'true' : status;
        const body = `{"run_number":${run},"dataset_name":"online","component":${JSON.stringify(name)},"new_lumisection_range":${range(value)}}`;
        expect((await send('PUT', `/lumisections/${route}`, body, expert)).status).toBe(200);
      }
    expect(
      (await send('PUT', `/manual_run_edit/${run}/${name}`, `{${JSON.stringify(name)}:{"polluted":true}}`, expert))
        .status,
    ).toBe(200);
    const attributes = JSON.parse((await send('GET', `/runs/${run}`, undefined)).text) as { rr_attributes: object };
    expect(Object.hasOwn(attributes.rr_attributes, name)).toBe(true);
    const key = JSON.stringify({ run_number: run, dataset_name: 'online' });
    for (const path of [
      'lumisections/rr_lumisections',
      'lumisections/rr_lumisection_ranges',
      'lumisections/rr_lumisection_ranges_by_component',
      'lumisections/oms_lumisections',
      'lumisections/oms_lumisection_ranges',
      'lumisections/joint_lumisection_ranges',
      'datasets_get_lumisection_bar',
      'datasets/get_dataset',
      'lumisections/get_rr_and_oms_lumisection_ranges',
    ])
      await post(`/${path}`, key);
    const flags = JSON.parse((await post('/lumisections/rr_lumisection_ranges', key)).text) as object[];
    expect(Object.hasOwn(flags[0] as object, name)).toBe(true);
    const dataset = JSON.parse((await post('/datasets/get_dataset', key)).text) as object;
    expect(JSON.stringify(dataset)).toContain(`"${name}"`);
  }
});
