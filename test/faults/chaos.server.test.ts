/** Random calls with random faults return exactly the right rows, or reject with a typed error. */
import { AbortError, QueryError, type RunRegistry, RunRegistryError, type RunRegistryOptions } from 'runregistry';
import { beforeAll, expect, inject, test } from 'vitest';
import { clientSecret } from '../support/fake-registry.js';
import { Random } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';
import type { Received } from '../support/scripted-server.js';
import { type ClientCall, clientCalls, textOf } from './client-calls.js';
import { completeRegistry } from './complete-registry.js';
import {
  closedPort,
  type FaultName,
  type FaultServer,
  faultNames,
  faultServer,
  type Registry,
  tokenFaultNames,
} from './fault-server.js';
import { watchLeaks } from './leaks.js';

const scenarios = rounds({ usual: 25, full: 300 });
/** Number of concurrent scenarios, which are checked for leaks when all have ended. */
const batchSize = 25;

let registry: Registry;
/** The result of each call without faults. */
let results: ReadonlyMap<ClientCall, string>;

beforeAll(async () => {
  console.log(`chaos: ${scenarios} scenarios, TEST_SEED=${seed}`);
  ({ registry, results } = await completeRegistry(inject('smallUrl')));
});

interface Ended {
  readonly number: number;
  readonly entry: ClientCall;
  readonly server: FaultServer;
  readonly signal: AbortSignal;
  /** Undefined if the call returned its result. */
  readonly error: RunRegistryError | undefined;
  /** Events after the call had ended. */
  readonly lateEvents: readonly string[];
  /** True if the caller may have aborted it. */
  readonly isAborted: boolean;
  /** True without faults, aborts and short time limits: the call succeeds on any machine. */
  readonly isCalm: boolean;
}

/** Chooses the fault of each request by its content and the number of equal requests before it, not by its time of arrival. */
function randomFaults(random: Random, number: number, rate: number, onRequest: (index: number) => void) {
  const chosen = Array.from({ length: 1 + random.below(5) }, () => random.one(faultNames));
  const seen = new Map<string, number>();
  return (request: Received, index: number): FaultName | undefined => {
    onRequest(index);
    const key = `${request.method} ${request.path} ${request.body}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    const luck = new Random(seed, number, 'request', key, before);
    return luck.chance(rate) ? luck.one(chosen) : undefined;
  };
}

async function scenario(number: number): Promise<Ended> {
  const random = new Random(seed, number);
  const kind = random.one<ClientCall['kind']>(['query', 'query', 'query', 'bulk', 'job', 'endpoint']);
  const entry = random.one(clientCalls.filter((entry) => entry.kind === kind));
  return { number, ...(await run(random, entry, number)) };
}

async function run(random: Random, entry: ClientCall, number: number): Promise<Omit<Ended, 'number'>> {
  const controller = new AbortController();
  const abortsAt = random.chance(0.15) ? random.below(6) : undefined;
  const tokenFault = random.chance(0.35) ? random.one(tokenFaultNames) : undefined;
  const tokenRate = random.one([0.3, 1]);
  const rate = random.one([0, 0, 0.03, 0.1, 0.3, 0.6, 1]);
  const closed = random.chance(0.06) ? random.one(['url', 'tokenUrl'] as const) : undefined;
  const isCalm = [abortsAt, tokenFault, closed].every((one) => one === undefined) && rate === 0;
  const server = await faultServer({
    registry,
    delay: 3,
    huge: 8_000_000,
    script: randomFaults(random, number, rate, (index) => {
      if (index === abortsAt) controller.abort(new Error('aborted by the test'));
    }),
    token: (_, index) => (new Random(seed, number, 'token', index).chance(tokenRate) ? tokenFault : undefined),
  });
  const lateEvents: string[] = [];
  let isSettled = false;
  const note = (event: string) => () => {
    if (isSettled) lateEvents.push(event);
  };
  const options: RunRegistryOptions = {
    onRequest: note('a request'),
    onRetry: note('a retry'),
    // Open requests are aborted a moment after the call has ended.
    onResponse: ({ failure = 'a response' }) => failure !== 'ERR_ABORTED' && note(failure)(),
    concurrency: 1 + random.below(6),
    retries: random.below(5),
    retryDelay: random.below(4),
    timeout: isCalm ? 60_000 : 250,
    totalTimeout: isCalm ? 120_000 : random.one([200, 2000, 5000]),
    maxResponseSize: 3_000_000,
    ...(closed !== undefined && { [closed]: closedPort }),
  };
  const client: RunRegistry = random.chance(0.6) ? server.client(options) : server.openClient(options);
  const limits = { signal: controller.signal, timeout: isCalm ? 120_000 : random.one([200, 3000, 5000]) };
  const ended = { entry, server, lateEvents, signal: controller.signal, isAborted: abortsAt !== undefined, isCalm };
  let result: unknown;
  try {
    result = await entry.call(client, limits);
  } catch (error) {
    if (!(error instanceof RunRegistryError)) throw error;
    return { ...ended, error };
  } finally {
    isSettled = true;
  }
  const [text, expected = ''] = [textOf(result), results.get(entry)];
  if (text !== expected)
    throw new Error(`${entry.name}: ${difference(text, expected)}, after ${server.occurred.join(', ')}`);
  return { ...ended, error: undefined };
}

/** Describes where two long strings differ. */
function difference(a: string, b: string): string {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const excerpt = (text: string) => `…${text.slice(Math.max(0, at - 60), at + 60)}…`;
  return `${a.length} letters instead of ${b.length}, ${excerpt(a)} instead of ${excerpt(b)}`;
}

/** The faults that occurred, and the outcomes of the scenarios. */
const occurred = new Set<string>();
const outcomes = new Map<string, number>();
let calm = 0;

test.each(Array.from({ length: Math.ceil(scenarios / batchSize) }, (_, index) => index * batchSize))(
  `returns the right rows or rejects with a typed error: scenarios from %i on, seed ${seed}`,
  async (first) => {
    const leaks = watchLeaks();
    const count = Math.min(batchSize, scenarios - first);
    const all = await Promise.allSettled(Array.from({ length: count }, (_, index) => scenario(first + index)));
    const ended = all.map((settled, index) => {
      if (settled.status === 'fulfilled') return settled.value;
      throw new Error(`TEST_SEED=${seed}, scenario ${first + index}: ${(settled.reason as Error).message}`, {
        cause: settled.reason,
      });
    });
    await leaks.check(
      ended.map(({ server }) => server),
      ended.map(({ signal }) => signal),
    );
    for (const { number, entry, server, error, isAborted, isCalm, lateEvents } of ended) {
      expect(lateEvents, `TEST_SEED=${seed}, scenario ${number}, ${entry.name}`).toEqual([]);
      for (const name of server.occurred) occurred.add(String(name));
      const outcome = error === undefined ? 'right' : `${error.name} ${error.code}`;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (isCalm) calm++;
      if (error === undefined) continue;
      const where = `scenario ${number}, ${entry.name}: ${error.message}`;
      expect(isCalm, where).toBe(false);
      // The result is correct, and a call that was not aborted reports no AbortError.
      expect(error, where).not.toBeInstanceOf(QueryError);
      if (!isAborted) expect(error, where).not.toBeInstanceOf(AbortError);
      expect(error.message, where).not.toContain(clientSecret);
      expect(error.message, where).not.toMatch(/t0k3n|undefined|\[object/);
    }
  },
);

test('some calls succeed, some fail, and most faults occur', () => {
  console.log(
    [...outcomes]
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `${times} ${name}`)
      .join(', '),
  );
  const right = outcomes.get('right') ?? 0;
  if (scenarios < 300) return;
  expect(calm).toBeGreaterThan(0);
  expect(scenarios - right).toBeGreaterThan(scenarios / 10);
  expect(occurred.size).toBeGreaterThan(0.75 * (faultNames.length + tokenFaultNames.length));
  expect(outcomes.size).toBeGreaterThan(6);
});
