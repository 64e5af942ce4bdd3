/** After any response to a mutation, the outcome agrees with the state of the registry. */
import { type OperationOutcome, type OperationResult, ResponseError, type RunRegistry } from 'runregistry';
import { type EmbeddedRegistry, sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fault, type FaultProxy, faultProxy, isMutation } from '../support/fault-proxy.js';
import { Random } from '../support/random.js';
import { rounds, seed, share } from '../support/rounds.js';
import type { Received, Reply } from '../support/scripted-server.js';

const cases = rounds({ usual: 2, full: 20 });

const state = sampleState({ runs: 40 });
const lumisectionsOf = (run: number): number =>
  state.omsLumisections.find(({ run_number }) => run_number === run)?.oms_lumisections.length ?? 0;
/** Runs in a state, the shortest first: the time of an operation grows with their lumisections. */
const runsIn = (name: string) =>
  state.runs
    .filter(({ rr_attributes, deleted }) => !deleted && rr_attributes.state === name)
    .sort((a, b) => lumisectionsOf(a.run_number) - lumisectionsOf(b.run_number));
const flagsOf = (run: number) =>
  state.rrLumisections.find((row) => row.run_number === run && row.dataset_name === 'online')?.rr_lumisection_ranges;
const open = runsIn('OPEN');
const subject = open.find(({ run_number }) => (flagsOf(run_number)?.length ?? 0) > 0) as (typeof open)[number];
const run = subject.run_number;
/** A run whose move to COMPLETED the registry accepts. */
const [closed] = runsIn('SIGNOFF');
const offline = state.datasets
  .filter(({ name, deleted }) => !deleted && name !== 'online')
  .reduce((shortest, one) => (lumisectionsOf(one.run_number) < lumisectionsOf(shortest.run_number) ? one : shortest));
const key = { run_number: offline.run_number, dataset_name: offline.name };

let embedded: EmbeddedRegistry;
let proxy: FaultProxy;
let chooseFault: (request: Received) => Fault = () => 'none';
/** Number of mutations that the registry has processed. */
let done = 0;
beforeAll(async () => {
  console.log(`malformed responses: ${cases} cases of each operation, TEST_SEED=${seed}`);
  embedded = await startEmbedded({ state });
  proxy = await faultProxy(
    embedded.url,
    (request) => chooseFault(request),
    (request, status) => {
      if (isMutation(request) && status === 200) done++;
    },
  );
});
afterAll(async () => {
  await proxy?.close();
  await embedded?.close();
});

type Row = Readonly<Record<string, unknown>>;
const get = async (path: string) => (await (await fetch(embedded.url + path)).json()) as Row;
const rr = async (number: number) => (await get(`/runs/${number}`)).rr_attributes as Row;

/** An operation: its preparation and call, and the row before it. */
interface Operation {
  readonly name: string;
  /** True if the registry applies it only once, so a lost request is retried. */
  readonly isOnce: boolean;
  prepare(serial: number): Promise<(client: RunRegistry) => Promise<OperationResult>>;
  stale(): Promise<unknown>;
}

const staleRun = (number: number) => () => get(`/runs/${number}`);
const operations: readonly Operation[] = [
  {
    name: 'moveRuns',
    isOnce: true,
    prepare: async () => {
      const number = closed?.run_number ?? 0;
      const to = (await rr(number)).state === 'SIGNOFF' ? 'OPEN' : 'SIGNOFF';
      return (client) => client.operations.moveRuns(number, { to });
    },
    stale: staleRun(closed?.run_number ?? 0),
  },
  {
    name: 'markSignificant',
    isOnce: true,
    prepare: async () => {
      const row = await get(`/runs/${run}`);
      const rr_attributes = { ...(row.rr_attributes as Row), significant: false };
      await embedded.change({
        runs: [{ ...subject, version: row.version as number, rr_attributes } as typeof subject],
      });
      return (client) => client.operations.markSignificant(run);
    },
    stale: staleRun(run),
  },
  {
    name: 'changeRunClass',
    isOnce: true,
    prepare: async (serial) => (client) => client.operations.changeRunClass(run, `Cosmics${serial}`),
    stale: staleRun(run),
  },
  {
    name: 'refreshRuns',
    isOnce: false,
    prepare: async () => (client) => client.operations.refreshRuns(run),
    stale: staleRun(run),
  },
  {
    name: 'resetAndRefreshRuns',
    isOnce: false,
    prepare: async () => (client) => client.operations.resetAndRefreshRuns(run),
    stale: staleRun(run),
  },
  {
    name: 'moveDatasets',
    isOnce: false,
    prepare: async (serial) => {
      const to = serial % 2 === 0 ? 'OPEN' : 'COMPLETED';
      await fetch(`${embedded.url}/datasets/global/move_dataset/OPEN/SIGNOFF`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', email: 'a@b', egroups: 'cms-dqm-runregistry-experts' },
        body: JSON.stringify({ ...key, workspace: 'global' }),
      });
      return (client) => client.operations.moveDatasets([key], { to });
    },
    stale: async () =>
      (
        await fetch(`${embedded.url}/datasets/get_dataset`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(key),
        })
      ).json(),
  },
  {
    name: 'editLumisections',
    isOnce: false,
    prepare: async (serial) => (client) =>
      client.operations.editLumisections(run, {
        flag: 'dt-dt',
        start: 1,
        end: 1,
        status: 'BAD',
        comment: `trip ${serial}`,
      }),
    stale: async () => ({
      run_number: run,
      name: 'online',
      lumisection_metadata_id: 1,
      version: 1,
      manual_change: true,
    }),
  },
];

const json = 'application/json; charset=utf-8';
const invalid = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
/** Bodies that prove nothing, by name. */
const bodies: Readonly<Record<string, (stale: unknown) => Pick<Exclude<Reply, string>, 'text' | 'bytes' | 'headers'>>> =
  {
    empty: () => ({}),
    null: () => ({ text: 'null' }),
    'an empty object': () => ({ text: '{}' }),
    'an empty list': () => ({ text: '[]' }),
    'a string': () => ({ text: '"ok"' }),
    'a number': () => ({ text: '1' }),
    err: () => ({ text: '{"err":"deadlock detected"}' }),
    message: () => ({ text: '{"message":"who are you?"}' }),
    'an id': () => ({ text: '{"id":"17"}' }),
    'plain text': () => ({ text: 'ok', headers: { 'content-type': 'text/plain' } }),
    HTML: () => ({ text: '<!doctype html><p>hello', headers: { 'content-type': 'text/html' } }),
    'half a JSON': () => ({ text: '{"run_number":' }),
    'invalid UTF-8': () => ({ bytes: invalid }),
    'the row before': (stale) => ({ text: JSON.stringify(stale) }),
    'another row': (stale) => ({ text: JSON.stringify({ ...(stale as object), run_number: 1 }) }),
    'a list with the row': (stale) => ({ text: JSON.stringify([stale]) }),
  };
const statuses = [
  200, 200, 200, 201, 202, 203, 204, 206, 301, 302, 303, 307, 400, 401, 401, 403, 403, 404, 404, 408, 409, 418, 429,
  500, 500, 501, 502, 503, 504,
];

/** Returns true if a response with this status and a read without the change prove that nothing changed. */
const isCertain = (status: number): boolean => status !== 202 && status !== 408 && status < 500;

interface Malformed {
  readonly status: number;
  readonly body: string;
  readonly happens: boolean;
  /** True if every mutation of the call gets this response, false for only the first. */
  readonly always: boolean;
}

/** Calls an operation whose mutation gets this response, and compares the outcome with the state of the registry. */
async function check(
  operation: Operation,
  malformed: Malformed,
  serial: number,
  where: string,
): Promise<OperationOutcome> {
  const { status, body, happens, always } = malformed;
  const call = await operation.prepare(serial);
  const { headers = {}, ...rest } = bodies[body]?.(await operation.stale()) ?? {};
  const location: Record<string, string> = status >= 300 && status < 400 ? { location: '/login' } : {};
  const reply: Reply =
    status === 204
      ? { status, headers: {} }
      : { status, headers: { 'content-type': json, ...location, ...headers }, ...rest };
  let isFirst = true;
  chooseFault = (request) => {
    if (!isMutation(request) || !(isFirst || always)) return 'none';
    isFirst = false;
    return happens ? { after: reply } : { instead: reply };
  };
  done = 0;
  proxy.mutations();
  const result = await call(proxy.client());
  chooseFault = () => 'none';
  const sent = proxy.mutations().length;
  const outcome = result.outcomes[0] as OperationOutcome;
  const about = `${where}: ${operation.name} ${JSON.stringify(malformed)} ${JSON.stringify(outcome)}, sent ${sent} times`;
  // Changes are never made twice, and a change that was made is always reported.
  expect(done, about).toBeLessThanOrEqual(1);
  expect(outcome.status === 'done', about).toBe(done === 1);
  expect(['done', 'refused', 'unsent', 'unknown', 'unchanged'], about).toContain(outcome.status);
  if (happens) expect(sent, about).toBe(1);
  if (outcome.status === 'unknown') expect(isCertain(status), about).toBe(false);
  if (outcome.status === 'unchanged')
    expect([operation.name, body], about).toEqual([expect.stringMatching(/efresh/), 'the row before']);
  if (outcome.status !== 'done') expect(outcome.reason, about).not.toMatch(/undefined|\[object/);
  expect(sent, about).toBeLessThanOrEqual(2);
  return outcome;
}

const replies: readonly (readonly [status: number, body: string])[] = [
  [200, 'null'],
  [200, 'an empty object'],
  [200, 'err'],
  [202, 'an empty object'],
  [203, 'empty'],
  [204, 'empty'],
  [302, 'empty'],
  [401, 'empty'],
  [403, 'HTML'],
  [404, 'HTML'],
  [200, 'invalid UTF-8'],
];

describe.each(operations)('$name()', (operation) => {
  let serial = 0;
  const from = operations.indexOf(operation);
  test.each(share(replies, { of: operations.length, from }))(
    'reports the true outcome after %i with %s',
    async (status, body) => {
      const before = { status, body, always: true };
      expect((await check(operation, { ...before, happens: true }, ++serial, 'made')).status).toBe('done');
      const not = await check(operation, { ...before, happens: false }, ++serial, 'not made');
      expect(not.status).toBe(status === 202 ? 'unknown' : status === 302 || status === 401 ? 'unsent' : 'refused');
    },
  );

  test('reports the true outcome after a response with the previous row', async () => {
    const before = { status: 200, body: 'the row before', always: true };
    expect((await check(operation, { ...before, happens: true }, ++serial, 'made')).status).toBe('done');
    const not = await check(operation, { ...before, happens: false }, ++serial, 'not made');
    expect(not.status).toBe(operation.name.endsWith('efreshRuns') ? 'unchanged' : 'refused');
  });

  test(`reports the true outcome after ${cases} random responses`, async () => {
    for (let index = 0; index < cases; index++) {
      const random = new Random(seed, operation.name, index);
      const malformed: Malformed = {
        status: random.one(statuses),
        body: random.one(Object.keys(bodies)),
        happens: random.chance(0.5),
        always: random.chance(0.7),
      };
      await check(operation, malformed, ++serial, `TEST_SEED=${seed}, case ${index}`);
    }
  });
});

describe('a read before an operation', () => {
  const respondToReads = (reply: Reply) => {
    chooseFault = (request) =>
      /^\/(runs\/\d+|datasets\/get_dataset)$/.test(request.path) ? { instead: reply } : 'none';
  };

  test.each(operations)('accepts only null for a missing row: $name()', async ({ prepare }) => {
    const call = await prepare(1000);
    proxy.mutations();
    respondToReads({ json: null });
    expect((await call(proxy.client())).outcomes).toMatchObject([{ status: 'refused' }]);
    for (const reply of [{}, [], 'x', 0, false, { err: 'x' }, { run_number: 1 }, { message: 'x' }]) {
      respondToReads({ json: reply });
      const [outcome] = (await call(proxy.client())).outcomes;
      expect(outcome, JSON.stringify(reply)).toMatchObject({ status: 'unsent', before: undefined });
    }
    for (const status of [201, 202, 203, 204]) {
      respondToReads({ status });
      expect((await call(proxy.client())).outcomes[0]?.status, String(status)).toBe('unsent');
    }
    chooseFault = () => 'none';
    expect(proxy.mutations()).toEqual([]);
  });

  test('rejects with a ResponseError in getRun() and getDataset() unless the response is the row or null', async () => {
    const client = proxy.client();
    for (const reply of [{}, [], 'x', { err: 'x' }, { run_number: 1 }]) {
      respondToReads({ json: reply });
      await expect(client.getRun(run), JSON.stringify(reply)).rejects.toBeInstanceOf(ResponseError);
      await expect(client.getDataset(key.run_number, key.dataset_name)).rejects.toBeInstanceOf(ResponseError);
    }
    respondToReads({ json: null });
    expect(await client.getRun(run)).toBeUndefined();
    respondToReads({ status: 204 });
    await expect(client.getRun(run)).rejects.toBeInstanceOf(ResponseError);
    chooseFault = () => 'none';
  });
});
