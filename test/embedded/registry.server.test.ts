import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { RegistryState } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistryServer } from '../../src/embedded/http/server.js';
import { createRegistry, type Registry } from '../../src/embedded/registry.js';
import type { Headers } from '../../src/embedded/routing/request.js';
import { openStore } from '../../src/embedded/storage/store.js';

const state = JSON.parse(readFileSync(new URL('../contract/state.json', import.meta.url), 'utf8')) as RegistryState;

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers?: Headers;
  readonly body?: string;
}

const post = (path: string, body: unknown, headers: Headers = {}): Exchange => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const list = { page: 0, page_size: 3, sortings: [], filter: {} };
const expert = { email: 'expert@cern.ch', egroups: 'cms-dqm-runregistry-experts' };

const reads: Readonly<Record<string, Exchange>> = {
  'a run': { method: 'GET', path: '/runs/100001' },
  'an unknown run': { method: 'GET', path: '/runs/1' },
  'the path in capitals, with a slash': { method: 'GET', path: '//RUNS/100001/' },
  'a list': post('/runs_filtered_ordered', list),
  'flags, requested by a form': {
    method: 'POST',
    path: '/lumisections/rr_lumisection_ranges',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'run_number=100001&dataset_name=online',
  },
  flags: post('/lumisections/rr_lumisection_ranges', { run_number: 100001, dataset_name: 'online' }),
  workspaces: { method: 'GET', path: '/workspaces/online' },
};

const errors: Readonly<Record<string, Exchange>> = {
  'an unknown path': { method: 'GET', path: "/nope/it's&" },
  'an unknown method': { method: 'DELETE', path: '/runs/100001' },
  'a path that cannot be decoded': { method: 'GET', path: '/runs/%E0' },
  'a run number that PostgreSQL refuses': { method: 'GET', path: '/runs/one' },
  'a filter that PostgreSQL refuses': post('/runs_filtered_ordered', { ...list, filter: { nope: { '=': 1 } } }),
  'a body that is not JSON': { ...post('/runs_filtered_ordered', {}), body: '{' },
  'a missing body': { method: 'POST', path: '/runs_filtered_ordered' },
  'an unknown charset': post('/runs_filtered_ordered', list, { 'content-type': 'application/json; charset=latin1' }),
  'a missing e-group': post('/runs/mark_significant', { run_number: 100001 }, { email: 'a@cern.ch', egroups: 'none' }),
};

const mutations: Readonly<Record<string, Exchange>> = {
  'an attribute': {
    ...post('/manual_run_edit/100001/class', { class: 'Cosmics18' }, expert),
    method: 'PUT',
  },
  'a state that the run has already': post('/runs/move_run/OPEN/OPEN', { run_number: 100001 }, expert),
  'a significant run': post('/runs/mark_significant', { run_number: 100001 }, expert),
  'an unknown run': post('/runs/mark_significant', { run_number: 1 }, expert),
  flags: {
    ...post(
      '/lumisections/edit_rr_lumisections',
      {
        run_number: 100001,
        dataset_name: 'online',
        component: 'dt-dt',
        new_lumisection_range: { start: 1, end: 2, status: 'BAD', comment: 'HV trip', cause: '' },
      },
      expert,
    ),
    method: 'PUT',
  },
};

/** A registry without HTTP, and another one over the same state behind a server. */
let registry: Registry;
let served: Registry;
const server = createRegistryServer({ handle: (request) => served.handle(request) });

beforeAll(async () => {
  [registry, served] = (await Promise.all([1, 2].map(async () => createRegistry(await openStore(state))))) as [
    Registry,
    Registry,
  ];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await Promise.all([registry?.close(), served?.close()]);
  server.close();
  server.closeAllConnections();
});

async function handled({ method, path, headers = {}, body }: Exchange) {
  const bytes = body === undefined ? {} : { body: new TextEncoder().encode(body) };
  const response = await registry.handle({ method, path, headers, ...bytes });
  return { status: response.status, type: response.headers['content-type'] ?? null, body: response.body };
}

async function fetched({ method, path, headers = {}, body }: Exchange) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: headers as Record<string, string>,
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

describe('a registry without HTTP', () => {
  test.each(Object.entries(reads))('returns the response of the server: %s', async (_name, exchange) => {
    const response = await handled(exchange);
    expect(response.status).toBe(200);
    expect(response).toEqual(await fetched(exchange));
  });

  test.each(Object.entries(errors))('returns the error of the server: %s', async (_name, exchange) => {
    const response = await handled(exchange);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response).toEqual(await fetched(exchange));
  });

  test.each(Object.entries(mutations))('changes data as over HTTP: %s', async (_name, exchange) => {
    expect(await handled(exchange)).toEqual(await fetched(exchange));
    expect(await handled(reads['a run'] as Exchange)).toEqual(await fetched(reads['a run'] as Exchange));
    expect(await handled(reads.flags as Exchange)).toEqual(await fetched(reads.flags as Exchange));
  });

  test('changes its data in one transaction', async () => {
    await registry.change({ hideRuns: [100001] });
    const { body } = await handled(post('/runs_filtered_ordered', { ...list, filter: { run_number: 100001 } }));
    expect(JSON.parse(body)).toMatchObject({ runs: [], count: 0 });
  });
});
