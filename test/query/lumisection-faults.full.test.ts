/** Faults during a bulk read: each run is returned once, or a read that rejects can be resumed. */
import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RunRegistryError, type RunRegistryOptions, ServerError } from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import { numbers } from '../bench/numbers.js';
import { compileLibrary } from '../support/compiled.js';
import { type FakeRun, lumisectionRequests, registryWithRuns, verdict } from '../support/fake-lumisections.js';
import { type FakeRegistry, tokenNumber } from '../support/fake-registry.js';
import { rounds, seed } from '../support/rounds.js';
import type { Received, Reply } from '../support/scripted-server.js';

const count = rounds(60);
const first = 400_100;
const fakeRuns = Array.from(
  { length: count },
  (_, index): FakeRun => ({
    run_number: first - index,
    // Each run has a different length, which reveals a run in place of another.
    flagsOf: Array.from({ length: index + 1 }, () => ({ 'dt-dt': verdict(index % 2 === 0 ? 'GOOD' : 'BAD') })),
    bitsOf: Array.from({ length: index + 3 }, () => ({ cms_active: true })),
  }),
);
const everything = fakeRuns.map(({ run_number, flagsOf, bitsOf }) => [run_number, flagsOf?.length, bitsOf?.length]);

let registry: FakeRegistry | undefined;
afterEach(async () => {
  await expect.poll(() => registry?.server.open, { interval: 1, timeout: 10_000 }).toBe(0);
  await registry?.close();
});

interface Reading {
  readonly runs: readonly (readonly [run: number, rr: number, oms: number])[];
  /** Errors after which the read was resumed. */
  readonly errors: readonly RunRegistryError[];
}

/** Reads all runs, and resumes after the last run on each error, as a script would. */
async function readOn({ client }: FakeRegistry, options: RunRegistryOptions = {}): Promise<Reading> {
  const query = client({ concurrency: 5, ...options }).runs();
  const runs: [number, number, number][] = [];
  const errors: RunRegistryError[] = [];
  let after: string | undefined;
  for (let turn = 0; turn < 200; turn++)
    try {
      for await (const { run_number, counts, key } of query.lumisections(after === undefined ? {} : { after })) {
        runs.push([run_number, counts.rr, counts.oms]);
        after = key;
      }
      return { runs, errors };
    } catch (error) {
      expect(error).toBeInstanceOf(RunRegistryError);
      errors.push(error as RunRegistryError);
    }
  throw new Error('Expected the read to end');
}

const ofLumisections = ({ path }: Received): boolean => path.includes('/lumisections/');

/** Fails the third request, and about one in `oneIn` others, which depend on the seed. */
function oftenFails(faults: readonly Reply[], oneIn: number) {
  const random = numbers(seed % 2_147_483_646 || 1);
  let sent = 0;
  let failed = 0;
  return {
    script: (request: Received): Reply | undefined => {
      if (!ofLumisections(request) || (++sent !== 3 && random(oneIn) !== 0)) return undefined;
      return faults[failed++ % faults.length];
    },
    failed: () => failed,
  };
}

describe('a bulk read', () => {
  test.each<[string, readonly Reply[]]>([
    ['connections are reset', ['reset']],
    ['responses are truncated', ['truncated', 'truncated chunks']],
    [
      'a proxy fails',
      [{ status: 502 }, { status: 503 }, { status: 504, text: '<html>gateway</html>' }, { status: 429 }],
    ],
    ['all of these happen', ['reset', { status: 503 }, 'truncated chunks']],
  ])('returns each run once, without an error, if %s', async (_, faults) => {
    console.log(`faults: TEST_SEED=${seed}`);
    const { script, failed } = oftenFails(faults, 6);
    registry = await registryWithRuns(fakeRuns, { script });
    const { runs, errors } = await readOn(registry, { retries: 20 });
    expect(errors).toEqual([]);
    expect(runs).toEqual(everything);
    expect(failed()).toBeGreaterThan(0);
  });
  test.each<[string, readonly Reply[], string]>([
    ['errors of the registry', [{ status: 500, json: { err: 'deadlock detected' } }], 'ServerError'],
    ['reset connections without retries', ['reset'], 'ConnectionError'],
    ['truncated responses without retries', ['truncated', 'truncated chunks'], 'ConnectionError'],
    ['responses that are not JSON', [{ text: '[{"dt-dt"' }], 'ResponseError'],
    ['responses that are not a list', [{ json: { err: 'x' } }], 'ResponseError'],
  ])('returns each run once if it is resumed after %s', async (_, faults, name) => {
    console.log(`faults: TEST_SEED=${seed}`);
    const { script, failed } = oftenFails(faults, 15);
    registry = await registryWithRuns(fakeRuns, { script });
    const { runs, errors } = await readOn(registry, { retries: 0 });
    expect(runs).toEqual(everything);
    expect(failed()).toBeGreaterThan(0);
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect(error.name).toBe(name);
      expect(error.message).toMatch(/lumisections\/(rr|oms)_lumisection_ranges \(run 400\d\d\d, online\)/);
    }
  });
  test('returns the runs before a fault, and none after it', async () => {
    const fails = first - Math.floor(count / 2);
    registry = await registryWithRuns(fakeRuns, {
      script: (request) =>
        ofLumisections(request) && JSON.parse(request.body).run_number === fails
          ? { status: 500, json: { err: 'no such lumisection' } }
          : undefined,
    });
    const seen: number[] = [];
    let error: unknown;
    try {
      for await (const { run_number } of registry.client({ concurrency: 7 }).runs().lumisections())
        seen.push(run_number);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ServerError);
    expect(seen).toEqual(fakeRuns.map(({ run_number }) => run_number).filter((run) => run > fails));
  });
  test('rejects lists and tables after an error', async () => {
    registry = await registryWithRuns(fakeRuns, {
      script: (request) =>
        ofLumisections(request) && request.body.includes(`${first - count + 1}`)
          ? { status: 500, json: {} }
          : undefined,
    });
    const stream = registry.client().runs().lumisections();
    await expect(stream.toLumiList(() => true)).rejects.toBeInstanceOf(ServerError);
    await expect(stream.toTable()).rejects.toBeInstanceOf(ServerError);
    await expect(stream.fractions(['dt-dt'])).rejects.toBeInstanceOf(ServerError);
  });
});

describe('a token that expires during a read', () => {
  const perToken = Math.floor((5 * count) / 6);
  /** Starts a registry that accepts each token for a limited number of requests. */
  async function expiring(each: number, token?: (n: number) => Reply): Promise<FakeRegistry> {
    const used = new Map<string, number>();
    return registryWithRuns(fakeRuns, {
      ...(token === undefined ? {} : { token: (_: Received, n: number) => token(n) }),
      script: ({ headers }) => {
        const given = headers.authorization ?? '';
        const times = (used.get(given) ?? 0) + 1;
        used.set(given, times);
        return times > each ? { status: 302, headers: { location: 'https://auth.cern.ch/login' } } : undefined;
      },
    });
  }
  test('is replaced, and each run is returned once', async () => {
    registry = await expiring(perToken);
    const { runs, errors } = await readOn(registry);
    expect(errors).toEqual([]);
    expect(runs).toEqual(everything);
    // With a page of runs, two and a half tokens; requests rejected together share the next one.
    expect(registry.tokens).toHaveLength(3);
  });
  test('ends the read if it cannot be replaced, and each run is returned once if it is resumed', async () => {
    registry = await expiring(perToken, (n) =>
      n === 1
        ? { status: 401, json: { error: 'unauthorized_client' } }
        : { json: { access_token: tokenNumber(n), expires_in: 1199 } },
    );
    const { runs, errors } = await readOn(registry);
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) expect(error.name).toBe('AuthenticationError');
    expect(runs).toEqual(everything);
  });
});

test('a resumed read does not repeat requests for returned runs', async () => {
  let failing = true;
  registry = await registryWithRuns(fakeRuns, {
    script: (request) =>
      failing && ofLumisections(request) && JSON.parse(request.body).run_number === first - Math.floor((2 * count) / 3)
        ? { status: 500, json: {} }
        : undefined,
  });
  const keys: string[] = [];
  const query = registry.client().runs();
  const onProgress = ({ key }: { key: string }) => keys.push(key);
  await expect(query.lumisections({ onProgress }).all()).rejects.toBeInstanceOf(ServerError);
  failing = false;
  const before = lumisectionRequests(registry).length;
  const rest = await query.lumisections({ after: keys.at(-1) as string }).all();
  expect([...keys, ...rest.map(({ key }) => key)]).toEqual(fakeRuns.map(({ run_number }) => `${run_number}`));
  const later = lumisectionRequests(registry).slice(before);
  expect(later.filter((text) => keys.includes(text.split(' ')[1] as string))).toEqual([]);
});

test('a read of a killed process resumes after its last run in another process', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'runregistry-'));
  try {
    const entry = await compileLibrary(directory);
    const killedAt = Math.floor((3 * count) / 5);
    const [script, keys] = [join(directory, 'read.mjs'), join(directory, 'keys')];
    writeFileSync(
      script,
      `import { appendFileSync } from 'node:fs';
      import { RunRegistry } from ${JSON.stringify(pathToFileURL(entry).href)};
      const [, , url, keys, after] = process.argv;
      const query = new RunRegistry({ url, concurrency: 5 }).runs();
      for await (const { key, counts } of query.lumisections(after ? { after } : {}))
        appendFileSync(keys, key + ' ' + counts.rr + ' ' + counts.oms + '\\n');`,
    );
    let child: ChildProcess | undefined;
    let resumed = false;
    registry = await registryWithRuns(fakeRuns, {
      script: (request) => {
        if (resumed || !ofLumisections(request) || JSON.parse(request.body).run_number !== first - killedAt)
          return undefined;
        child?.kill('SIGKILL');
        return 'never';
      },
    });
    const url = `${registry.server.url}/api`;
    const read = async (after: string): Promise<unknown> => {
      child = execFile(process.execPath, [script, url, keys, after]);
      const [code, signal] = await once(child, 'exit');
      return signal ?? code;
    };
    const lines = () => readFileSync(keys, 'utf8').split('\n').slice(0, -1);
    expect(await read('')).toBe('SIGKILL');
    const before = lines();
    expect(before.length).toBeGreaterThan(killedAt - 15);
    expect(before.length).toBeLessThanOrEqual(killedAt);
    resumed = true;
    expect(await read(before.at(-1)?.split(' ')[0] ?? '')).toBe(0);
    expect(lines()).toEqual(everything.map((counts) => counts.join(' ')));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
