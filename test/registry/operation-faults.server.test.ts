/** Operations over faulty connections: no change happens twice, and outcomes agree with the state of the registry. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  AbortError,
  AuthenticationError,
  type DatasetKey,
  type OperationResult,
  type RunRegistry,
  type RunRegistryOptions,
} from 'runregistry';
import { type EmbeddedRegistry, startEmbedded } from 'runregistry/embedded';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compileLibrary } from '../support/compiled.js';
import { expert, type Fault, type FaultProxy, faultProxy, isMutation } from '../support/fault-proxy.js';
import { randomFrom } from '../support/random.js';
import { isFull, seedOr, selection, share } from '../support/rounds.js';
import { sample } from '../support/sample.js';
import type { Received } from '../support/scripted-server.js';

const flagsOf = new Map(
  sample.rrLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row.rr_lumisection_ranges]),
);
const open = sample.runs.filter(({ rr_attributes, deleted }) => rr_attributes.state === 'OPEN' && !deleted);
/** Number of lumisections, with which the time of an operation grows. */
const lengths = new Map(
  sample.omsLumisections.map(({ run_number, oms_lumisections }) => [run_number, oms_lumisections.length]),
);
const lengthOf = (run: number): number => lengths.get(run) ?? 0;
/** Open runs that can be signed off: every flag is known on every lumisection. The shortest come first. */
const ready = open
  .filter(({ run_number, rr_attributes }) => {
    const ranges = flagsOf.get(`${run_number} online`) ?? [];
    const unknown = ranges.some((range) =>
      Object.values(range).some((flag) => Object(flag).status === 'EMPTY' || Object(flag).status === 'NO VALUE FOUND'),
    );
    return rr_attributes.class !== '' && ranges.length > 0 && lengthOf(run_number) > 3 && !unknown;
  })
  .sort((a, b) => lengthOf(a.run_number) - lengthOf(b.run_number));
/** Enough for faults in the middle: the largest positions are 11 in `npm test` and 28 in `npm run test:full`. */
const size = isFull ? 30 : 12;
const manyRuns = ready.slice(0, size).map(({ run_number }) => run_number);
const manyDatasets: DatasetKey[] = sample.datasets
  .filter(({ dataset_attributes, deleted }) => !deleted && dataset_attributes.tracker_state === 'SIGNOFF')
  .slice(0, size)
  .map(({ run_number, name }) => ({ run_number, dataset_name: name }));

let embedded: EmbeddedRegistry;
let proxy: FaultProxy;
/** A connection without faults, to check the state of the registry. */
let faultless: FaultProxy;
let registry: RunRegistry;
let chooseFault: (request: Received) => Fault = () => 'none';
/** Number of changes with a response of the registry, by dataset. */
const executedMoves = new Map<string, number>();
beforeAll(async () => {
  embedded = await startEmbedded();
  proxy = await faultProxy(embedded.url, (request) => chooseFault(request), count);
  faultless = await faultProxy(embedded.url);
  registry = faultless.client();
});
afterEach(async () => {
  chooseFault = () => 'none';
  await expect.poll(() => proxy.server.open, { interval: 1 }).toBe(0);
  await proxy.settle();
  proxy.mutations();
});
afterAll(async () => {
  await proxy?.close();
  await faultless?.close();
  await embedded?.close();
});

const datasetOf = ({ body }: Received): string => {
  const { run_number, dataset_name } = JSON.parse(body) as DatasetKey;
  return `${run_number} ${dataset_name}`;
};
/** Counts moves of datasets, for which the registry has no history. */
function count(request: Received, status: number): void {
  if (!request.path.includes('move_dataset') || status !== 200) return;
  executedMoves.set(datasetOf(request), (executedMoves.get(datasetOf(request)) ?? 0) + 1);
}

const statuses = ({ outcomes }: OperationResult) => outcomes.map(({ status }) => status);
type Row = Readonly<Record<string, unknown>>;
const get = async (path: string, url = embedded.url) => (await fetch(url + path)).json() as Promise<unknown>;
const attributes = async (run: number, url?: string) =>
  ((await get(`/runs/${run}`, url)) as { readonly rr_attributes: Row }).rr_attributes;
/** Changes of a run. A mark is one change, although the registry also classifies the run in a version of the same comment. */
const versions = async (run: number, url?: string) => {
  const history = (await get(`/run_with_history/${run}`, url)) as readonly Row[];
  const comments = history.map(({ comment }) => String(comment));
  return comments.filter((comment, index) => !(comment.startsWith('mark run') && comments[index - 1] === comment))
    .length;
};
const allVersions = () => Promise.all(manyRuns.map((run) => versions(run)));

/** A change, how to check whether it happened, and how often. */
interface Task {
  call(client: RunRegistry, options?: { readonly signal?: AbortSignal }): Promise<OperationResult>;
  holds(): Promise<boolean>;
  times(): Promise<number>;
}

let serial = 0;
const [subject = 0] = manyRuns;
const [dataset = { run_number: 0, dataset_name: '' }] = manyDatasets;
const insignificantAtFirst = new Set(
  open.filter(({ rr_attributes }) => rr_attributes.significant === false).map(({ run_number }) => run_number),
);
/** Without the run that moves between states: only open runs can be marked. */
const insignificant = [...insignificantAtFirst].filter((run) => run !== subject);

/** Operations, and whether the registry applies them only once. Each call creates a task that is still to be done. */
const operations: readonly (readonly [string, boolean, () => Promise<Task>])[] = [
  [
    'moveRuns',
    true,
    async () => {
      const to = (await attributes(subject)).state === 'OPEN' ? 'SIGNOFF' : 'OPEN';
      return {
        call: (client, options) => client.operations.moveRuns(subject, { to, ...options }),
        holds: async () => (await attributes(subject)).state === to,
        times: () => versions(subject),
      };
    },
  ],
  [
    'markSignificant',
    true,
    async () => {
      const run = insignificant.shift() ?? 0;
      return {
        call: (client, options) => client.operations.markSignificant(run, options),
        holds: async () => (await attributes(run)).significant === true,
        times: () => versions(run),
      };
    },
  ],
  [
    'changeRunClass',
    true,
    async () => {
      const run = manyRuns[1] ?? 0;
      const name = `Circulating${serial++}`;
      return {
        call: (client, options) => client.operations.changeRunClass(run, name, options),
        holds: async () => (await attributes(run)).class === name,
        times: () => versions(run),
      };
    },
  ],
  [
    'refreshRuns',
    false,
    async () => {
      const run = manyRuns[2] ?? 0;
      const before = await versions(run);
      return {
        call: (client, options) => client.operations.refreshRuns(run, options),
        holds: async () => (await versions(run)) > before,
        times: () => versions(run),
      };
    },
  ],
  [
    'moveDatasets',
    false,
    async () => {
      const { run_number, dataset_name } = dataset;
      const now = async () => (await registry.getDataset(run_number, dataset_name))?.dataset_attributes.tracker_state;
      const to = (await now()) === 'OPEN' ? 'SIGNOFF' : 'OPEN';
      return {
        call: (client, options) => client.operations.moveDatasets([dataset], { workspace: 'tracker', to, ...options }),
        holds: async () => (await now()) === to,
        times: async () => executedMoves.get(`${run_number} ${dataset_name}`) ?? 0,
      };
    },
  ],
  [
    'editLumisections',
    false,
    async () => {
      const run = manyRuns[3] ?? 0;
      const edit = { flag: 'dt-dt', start: 1, end: 2, status: 'BAD', comment: `trip ${serial++}` } as const;
      return {
        call: (client, options) => client.operations.editLumisections(run, { ...edit, ...options }),
        holds: async () => (await registry.getLumisections(run))[1]?.rr['dt-dt']?.comment === edit.comment,
        times: async () => (await registry.getLumisectionHistory(run)).length,
      };
    },
  ],
];

const err = (message: string) => ({ status: 500, json: { err: message } });
const html = { status: 200, headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Login</title>' };

describe.each(operations)('%s() over a faulty connection', (name, isOnce, make) => {
  /** Fates of requests, with the outcome, the number of requests and the number of changes. */
  const cases: readonly (readonly [string, readonly Fault[], string, number, number])[] = [
    ['the request is lost', ['request lost'], isOnce ? 'done' : 'unknown', isOnce ? 2 : 1, isOnce ? 1 : 0],
    ['the response is lost', ['response lost'], 'done', 1, 1],
    // The last of the three requests that read lumisections sees the change.
    ['the request is late', ['late'], isOnce || name === 'editLumisections' ? 'done' : 'unknown', isOnce ? 2 : 1, 1],
    [
      'the request is lost again and again',
      ['request lost', 'request lost', 'request lost'],
      'unknown',
      isOnce ? 2 : 1,
      0,
    ],
    ['the response is truncated', [{ after: 'truncated' }], 'done', 1, 1],
    [
      'a proxy loses its connection to the registry',
      [{ instead: { status: 502 } }],
      isOnce ? 'done' : 'unknown',
      isOnce ? 2 : 1,
      isOnce ? 1 : 0,
    ],
    ['a proxy temporarily has no connection to the registry', [{ instead: { status: 503 } }], 'done', 2, 1],
    [
      'a proxy has no connection to the registry',
      [{ instead: { status: 503 } }, { instead: { status: 503 } }],
      'unknown',
      2,
      0,
    ],
    ['a proxy times out', [{ after: { status: 504 } }], 'done', 1, 1],
    ['the registry fails after the change', [{ after: err('getaddrinfo ENOTFOUND cmsoms.cern.ch') }], 'done', 1, 1],
    ['the registry fails after the change without a message', [{ after: { status: 500 } }], 'done', 1, 1],
    ['the registry refuses the change', [{ instead: err('Run must be in state OPEN') }], 'refused', 1, 0],
    ['the route does not exist', [{ instead: { status: 404 } }], 'refused', 1, 0],
    ['the registry limits the rate of requests', [{ instead: { status: 429 } }], 'refused', 1, 0],
    ['an HTML page replaces the response', [{ after: html }], 'done', 1, 1],
    ['an HTML page replaces the registry', [{ instead: html }], 'done', 2, 1],
    ['the response is not JSON', [{ after: { text: 'ok' } }], 'done', 1, 1],
    ['the registry requires a login', [{ instead: { status: 401 } }], 'unsent', 1, 0],
  ];
  // Each fault is tested with one of the operations, in `npm run test:full` with all.
  const from = operations.findIndex(([other]) => other === name);
  const of = operations.length;
  test.each(share(cases, { of, from }))('reports its outcome if %s', async (_, faults, status, sent, times) => {
    const task = await make();
    const before = await task.times();
    const remaining = [...faults];
    chooseFault = (request) => (isMutation(request) ? (remaining.shift() ?? 'none') : 'none');
    const result = await task.call(proxy.client());
    expect(statuses(result)).toEqual([status]);
    expect(proxy.mutations()).toHaveLength(sent);
    expect((await task.times()) - before).toBe(times);
    expect(await task.holds()).toBe(times === 1);
    const [outcome] = result.outcomes;
    if (status === 'unknown') expect(outcome?.hint).toContain('before you retry');
    if (status === 'done' && sent === 1) expect(outcome?.reason).toMatch(/ happened$/);
    if (status === 'unsent') expect(result.stopped).toBeInstanceOf(AuthenticationError);
    else expect(result.stopped).toBeUndefined();

    // A second call only does what is missing, except for a refresh.
    chooseFault = () => 'none';
    const again = await task.call(proxy.client());
    expect(statuses(again)).toEqual([times === 1 && name !== 'refreshRuns' ? 'unchanged' : 'done']);
    expect((await task.times()) - before).toBe(name === 'refreshRuns' ? times + 1 : 1);
    expect(await task.holds()).toBe(true);
  });

  const unread: readonly (readonly [string, Fault])[] = [
    ['the response is lost', 'response lost'],
    ['the registry fails after the change', { after: err('Transaction cannot be rolled back') }],
    ['the registry refuses the change', { instead: err('Run not found') }],
  ];
  test.each(share(unread, { of, from }))('is unknown if %s and the read after it fails', async (_, fault) => {
    const task = await make();
    let isSent = false;
    chooseFault = (request) => {
      if (!isMutation(request)) return isSent ? { instead: { status: 500 } } : 'none';
      isSent = true;
      return fault;
    };
    const result = await task.call(proxy.client());
    expect(statuses(result)).toEqual(['unknown']);
    expect(proxy.mutations()).toHaveLength(1);
    chooseFault = () => 'none';
    await task.call(proxy.client());
  });

  test.runIf(isFull || from === 0)('is not retried after a timeout, and a read decides the outcome', async () => {
    // Reads must not time out on a slow machine.
    const options = { timeout: 1_000 };
    for (const [fault, status] of [
      ['no response', 'unknown'],
      [{ after: 'never' }, 'done'],
    ] as const) {
      const task = await make();
      const before = await task.times();
      chooseFault = (request) => (isMutation(request) ? fault : 'none');
      const result = await task.call(proxy.client(options));
      expect(statuses(result)).toEqual([status]);
      expect(result.outcomes[0]?.reason).toMatch(/1,?000 ms/);
      expect(proxy.mutations()).toHaveLength(1);
      expect((await task.times()) - before).toBe(status === 'done' ? 1 : 0);
      chooseFault = () => 'none';
      await task.call(proxy.client());
      proxy.mutations();
    }
  });

  test.runIf(isFull || from === 0)(
    'is not retried after its signal aborts, and a read decides the outcome',
    async () => {
      for (const [isDone, status] of [
        [false, 'unknown'],
        [true, 'done'],
      ] as const) {
        const task = await make();
        const before = await task.times();
        const controller = new AbortController();
        const stop = () => {
          controller.abort();
          return 'never' as const;
        };
        chooseFault = (request) => {
          if (!isMutation(request)) return 'none';
          return isDone ? { after: stop } : { instead: stop() };
        };
        const result = await task.call(proxy.client(), { signal: controller.signal });
        expect(statuses(result)).toEqual([status]);
        expect(proxy.mutations()).toHaveLength(1);
        expect((await task.times()) - before).toBe(isDone ? 1 : 0);
        chooseFault = () => 'none';
        await task.call(proxy.client());
        proxy.mutations();
      }
    },
  );
});

const ofChanges: readonly Fault[] = [
  'none',
  'none',
  'none',
  'request lost',
  'response lost',
  'late',
  { instead: { status: 502 } },
  { instead: { status: 503 } },
  { after: { status: 502 } },
  { after: { status: 504 } },
  { after: { status: 500 } },
  { after: err('Transaction cannot be rolled back because it has been finished with state: commit') },
  { after: 'truncated' },
];
const ofLooks: readonly Fault[] = [
  ...new Array<Fault>(12).fill('none'),
  'request lost',
  'response lost',
  { instead: { status: 502 } },
  { instead: { status: 503 } },
  { instead: { status: 500 } },
  { after: 'truncated' },
];
const randomFaults = (seed: number) => {
  const next = randomFrom(seed);
  const pick = (list: readonly Fault[]) => list[Math.floor(next() * list.length)] as Fault;
  return (request: Received) => pick(isMutation(request) ? ofChanges : ofLooks);
};

/** An operation on many runs or datasets, with the state and the number of changes of each. */
interface Many {
  readonly keys: readonly { readonly run_number: number; readonly dataset_name?: string }[];
  call(client: RunRegistry): Promise<OperationResult>;
  holds(index: number): Promise<boolean>;
  times(index: number): Promise<number>;
}

const runsOf = (numbers: readonly number[]) => numbers.map((run_number) => ({ run_number }));

/** Calls an operation over random faults, and compares its outcomes with the state of the registry. */
async function checkRandom(
  seed: number,
  { keys, call, holds, times }: Many,
  over: FaultProxy = proxy,
): Promise<OperationResult> {
  const all = <Value>(of: (index: number) => Promise<Value>) => Promise.all(keys.map((_, index) => of(index)));
  const before = await all(times);
  const held = await all(holds);
  chooseFault = randomFaults(seed);
  const result = await call(over.client());
  chooseFault = () => 'none';
  await over.settle();
  expect(result.outcomes).toMatchObject(keys);
  expect(result.outcomes).toHaveLength(keys.length);
  expect(result.stopped).toBeUndefined();
  const after = await all(times);
  const now = await all(holds);
  for (const [index, { status, reason }] of result.outcomes.entries()) {
    const is = { status, reason, changes: (after[index] ?? 0) - (before[index] ?? 0), holds: now[index] };
    const words = `seed ${seed}: ${JSON.stringify(keys[index])} ${JSON.stringify(is)}`;
    expect(['done', 'unchanged', 'unknown', 'unsent'], words).toContain(status);
    expect(is.changes, words).toBeLessThanOrEqual(1);
    if (status === 'done') expect(is, words).toMatchObject({ changes: 1, holds: true });
    if (status === 'unsent') expect(is, words).toMatchObject({ changes: 0, holds: held[index] });
    if (status === 'unchanged') expect([held[index], is.changes], words).toEqual([true, 0]);
  }
  return result;
}

/** Checks that a second call without faults does what is missing, and nothing else. */
async function checkAgain(
  first: OperationResult,
  { keys, call, holds, times }: Many,
  before: readonly number[],
  held = new Set<number>(),
) {
  const result = await call(registry);
  expect(result.isComplete).toBe(true);
  for (const [index, { status }] of result.outcomes.entries()) {
    const was = first.outcomes[index]?.status;
    if (was === 'done' || was === 'unchanged') expect(status).toBe('unchanged');
    if (was === 'unsent') expect(status).toBe(held.has(index) ? 'unchanged' : 'done');
    expect(await holds(index)).toBe(true);
    expect((await times(index)) - (before[index] ?? 0), JSON.stringify(keys[index])).toBe(held.has(index) ? 0 : 1);
  }
}

describe('many changes over a connection with random faults', () => {
  const seed = seedOr(1);
  const runTimes = (index: number) => versions(manyRuns[index] as number);
  test('have true outcomes: changeRunClass()', async () => {
    const name = `Random${seed}`;
    const many: Many = {
      keys: runsOf(manyRuns),
      call: (client) => client.operations.changeRunClass(manyRuns, name),
      holds: async (index) => (await attributes(manyRuns[index] as number)).class === name,
      times: runTimes,
    };
    await registry.operations.moveRuns(manyRuns, { to: 'OPEN' });
    const before = await allVersions();
    await checkAgain(await checkRandom(seed, many), many, before);
  });

  test.runIf(isFull)('have true outcomes: moveRuns()', async () => {
    const many: Many = {
      keys: runsOf(manyRuns),
      call: (client) => client.operations.moveRuns(manyRuns, { from: 'OPEN', to: 'SIGNOFF' }),
      holds: async (index) => (await attributes(manyRuns[index] as number)).state === 'SIGNOFF',
      times: runTimes,
    };
    const before = await allVersions();
    await checkAgain(await checkRandom(seed, many), many, before);
    const back = await registry.operations.moveRuns(manyRuns, { to: 'OPEN' });
    expect(back.isComplete).toBe(true);
  });

  test.runIf(isFull)('have true outcomes: refreshRuns()', async () => {
    const before = await allVersions();
    await checkRandom(seed, {
      keys: runsOf(manyRuns),
      call: (client) => client.operations.refreshRuns(manyRuns),
      holds: async (index) => (await runTimes(index)) > (before[index] ?? 0),
      times: runTimes,
    });
  });

  test.runIf(isFull)('have true outcomes: moveDatasets()', async () => {
    const to = seed % 2 === 0 ? 'SIGNOFF' : 'COMPLETED';
    await registry.operations.moveDatasets(manyDatasets, {
      workspace: 'tracker',
      to: to === 'SIGNOFF' ? 'COMPLETED' : 'SIGNOFF',
    });
    executedMoves.clear();
    const key = (index: number) => manyDatasets[index] as DatasetKey;
    const direct: Many = {
      keys: manyDatasets,
      // Every change uses the connection that counts them.
      call: (client) =>
        (client === registry ? proxy.client() : client).operations.moveDatasets(manyDatasets, {
          workspace: 'tracker',
          to,
        }),
      holds: async (index) =>
        (await registry.getDataset(key(index).run_number, key(index).dataset_name))?.dataset_attributes
          .tracker_state === to,
      times: async (index) => executedMoves.get(`${key(index).run_number} ${key(index).dataset_name}`) ?? 0,
    };
    // The first request, for the workspaces, must succeed.
    const faults = randomFaults(seed);
    const result = await checkRandom(seed, {
      ...direct,
      call: async (client) => {
        chooseFault = (request) => (request.path.startsWith('/workspaces') ? 'none' : faults(request));
        return direct.call(client);
      },
    });
    await checkAgain(
      result,
      direct,
      manyDatasets.map(() => 0),
    );
  });

  test.runIf(isFull)('have true outcomes: markSignificant(), while OMS is unavailable', async () => {
    await using offline = await startEmbedded({ oms: 'unreachable' });
    const over = await faultProxy(offline.url, (request) => chooseFault(request));
    const look = await faultProxy(offline.url);
    const client = look.client();
    const significant = manyRuns.filter((run) => !insignificantAtFirst.has(run));
    const runs = [...[...insignificantAtFirst].slice(0, 20), ...significant];
    const many: Many = {
      keys: runsOf(runs),
      call: (one) => (one === registry ? client : one).operations.markSignificant(runs),
      holds: async (index) => (await attributes(runs[index] as number, offline.url)).significant === true,
      times: (index) => versions(runs[index] as number, offline.url),
    };
    const before = await Promise.all(runs.map((_, index) => many.times(index)));
    const result = await checkRandom(seed, many, over);
    expect(result.with('unchanged').length).toBeGreaterThan(10);
    expect(result.with('done').length).toBeGreaterThan(10);
    const held = runs.flatMap((run, index) => (insignificantAtFirst.has(run) ? [] : [index]));
    await checkAgain(result, many, before, new Set(held));
    await over.close();
    await look.close();
  });
});

describe.runIf(isFull)('a token that expires during an operation', () => {
  const logins: readonly (readonly [string, Fault])[] = [
    ['a redirect', { instead: { status: 302, headers: { location: 'https://auth.cern.ch/login' } } }],
    ['401', { instead: { status: 401 } }],
    ['an HTML page', { instead: html }],
  ];
  const secrets = (): RunRegistryOptions => ({
    clientId: 'an-application',
    clientSecret: 's3cr3t',
    tokenUrl: `${proxy.server.url}/token`,
    audience: 'a-registry',
  });
  /** Tokens that are valid for a number of requests each. SSO issues `max` of them. */
  const expiring = (uses: number, login: Fault, max = Number.POSITIVE_INFINITY) => {
    let tokens = 0;
    let remaining = 0;
    return ({ path, headers }: Received): Fault => {
      if (path === '/token') {
        if (tokens === max) return { instead: { status: 401, json: { error: 'unauthorized_client' } } };
        remaining = uses;
        return { instead: { json: { access_token: `token-${++tokens}`, expires_in: 1199 } } };
      }
      if (headers.authorization !== `Bearer token-${tokens}`) return login;
      return remaining-- > 0 ? 'none' : login;
    };
  };

  test.each(logins)('that returns %s is renewed, and every change happens once', async (_, login) => {
    for (const uses of [3, 4]) {
      const name = `Tokens${serial++}`;
      const before = await allVersions();
      chooseFault = expiring(uses, login);
      const result = await proxy.client(secrets()).operations.changeRunClass(manyRuns, name);
      expect(statuses(result)).toEqual(manyRuns.map(() => 'done'));
      expect(result.stopped).toBeUndefined();
      expect(await allVersions()).toEqual(before.map((times) => times + 1));
    }
  });

  test.each(logins)(
    'that returns %s and cannot be renewed stops the operation, and the rest is unsent',
    async (_, login) => {
      const name = `Tokens${serial++}`;
      chooseFault = expiring(9, login, 2);
      const result = await proxy.client(secrets()).operations.changeRunClass(manyRuns, name);
      chooseFault = () => 'none';
      expect(result.stopped).toBeInstanceOf(AuthenticationError);
      expect(result.outcomes.map(({ run_number }) => run_number)).toEqual(manyRuns);
      const done = result.with('done').length;
      expect(done).toBeGreaterThan(5);
      expect(done).toBeLessThan(12);
      expect(result.with('unsent').length + result.with('unknown').length).toBe(manyRuns.length - done);
      expect(result.with('unknown').length).toBeLessThanOrEqual(1);
      expect(String(result)).not.toMatch(/s3cr3t|token-\d/);
      for (const { run_number, status } of result.outcomes)
        expect((await attributes(run_number)).class === name).toBe(status === 'done');
      const again = await registry.operations.changeRunClass(manyRuns, name);
      expect(again.isComplete).toBe(true);
      expect(again.with('unchanged')).toHaveLength(done);
    },
  );
});

describe('a second call after an interrupted one', () => {
  /** The next state of the runs. */
  const next = async () => ((await attributes(manyRuns[0] ?? 0)).state === 'OPEN' ? 'SIGNOFF' : 'OPEN');

  const aborts: readonly (readonly [string, number, Fault | 'abort when done', 'done' | 'unknown'])[] = [
    ['a request that does not reach the registry', 7, 'no response', 'unknown'],
    ['a request that the registry has processed', 20, 'abort when done', 'done'],
    ['the last request', size, 'abort when done', 'done'],
  ];
  test.each(selection(aborts, 1))('completes the changes after a signal aborts %s', async (_, nth, fault, status) => {
    const to = await next();
    const before = await allVersions();
    const controller = new AbortController();
    let changes = 0;
    chooseFault = (request) => {
      if (!isMutation(request) || ++changes !== nth) return 'none';
      if (fault === 'abort when done')
        return {
          after: () => {
            controller.abort('enough');
            return 'never';
          },
        };
      controller.abort('enough');
      return fault;
    };
    const result = await proxy.client().operations.moveRuns(manyRuns, { to, signal: controller.signal });
    expect(statuses(result)).toEqual(
      manyRuns.map((_, index) => (index < nth - 1 ? 'done' : index === nth - 1 ? status : 'unsent')),
    );
    if (nth < size) expect(result.stopped).toBeInstanceOf(AbortError);
    chooseFault = () => 'none';
    const again = await registry.operations.moveRuns(manyRuns, { to });
    const done = status === 'done' ? nth : nth - 1;
    expect(statuses(again)).toEqual(manyRuns.map((_, index) => (index < done ? 'unchanged' : 'done')));
    expect(await allVersions()).toEqual(before.map((times) => times + 1));
  });

  test('completes the changes after an outage of the registry', async () => {
    const to = await next();
    const before = await allVersions();
    const lost = size - 6;
    let changes = 0;
    let isDown = false;
    chooseFault = (request) => {
      if (isMutation(request) && changes++ === lost) isDown = true;
      return isDown ? 'request lost' : 'none';
    };
    const result = await proxy.client().operations.moveRuns(manyRuns, { to });
    expect(statuses(result)).toEqual(
      manyRuns.map((_, index) => (index < lost ? 'done' : index === lost ? 'unknown' : 'unsent')),
    );
    expect(result.outcomes.at(-1)?.reason).toMatch(/ECONNRESET.* 4 /);
    chooseFault = () => 'none';
    const again = await registry.operations.moveRuns(manyRuns, { to });
    expect(statuses(again)).toEqual(manyRuns.map((_, index) => (index < lost ? 'unchanged' : 'done')));
    expect(await allVersions()).toEqual(before.map((times) => times + 1));
  });

  describe.runIf(isFull)('in another process', () => {
    const temporary = mkdtempSync(join(tmpdir(), 'runregistry-operations-'));
    let entry = '';
    beforeAll(async () => {
      entry = pathToFileURL(await compileLibrary(join(temporary, 'compiled'))).href;
    });
    afterAll(() => rmSync(temporary, { recursive: true, force: true }));

    const moments = [
      ['before the registry receives a request', 11, 'request lost'],
      ['while the registry processes a request', 23, 'late'],
      ['after the registry has processed a request', 28, 'response lost'],
    ] as const;
    test.each(moments)('completes the changes after the first process is killed %s', async (_, nth, fault) => {
      const to = await next();
      const before = await allVersions();
      const script = join(temporary, `${fault}.mjs`);
      writeFileSync(
        script,
        `import { RunRegistry } from ${JSON.stringify(entry)};
         const registry = new RunRegistry(${JSON.stringify({ url: proxy.server.url, identity: expert })});
         await registry.operations.moveRuns(${JSON.stringify(manyRuns)}, { to: '${to}' });`,
      );
      let child: ChildProcess | undefined;
      let changes = 0;
      chooseFault = (request) => {
        if (!isMutation(request) || ++changes !== nth) return 'none';
        if (fault === 'response lost')
          return {
            after: () => {
              child?.kill('SIGKILL');
              return 'never';
            },
          };
        child?.kill('SIGKILL');
        return fault;
      };
      child = spawn(process.execPath, [script], { stdio: 'inherit' });
      const [code, signal] = await once(child, 'close');
      expect([code, signal]).toEqual([null, 'SIGKILL']);
      expect(changes).toBe(nth);
      // Requests of the killed process have ended.
      await expect.poll(() => proxy.server.open, { interval: 1 }).toBe(0);
      await proxy.settle();
      const again = await proxy.client().operations.moveRuns(manyRuns, { to });
      const done = fault === 'request lost' ? nth - 1 : nth;
      expect(statuses(again)).toEqual(manyRuns.map((_, index) => (index < done ? 'unchanged' : 'done')));
      expect(again.isComplete).toBe(true);
      expect(await allVersions()).toEqual(before.map((times) => times + 1));
    });
  });
});
