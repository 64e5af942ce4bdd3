/** Anything may be asked for while anything goes wrong: what comes is right to the last row, or a typed error. */
import { AbortError, QueryError, type RunRegistry, RunRegistryError, type RunRegistryOptions } from 'runregistry';
import { beforeAll, expect, inject, test } from 'vitest';
import { clientSecret } from '../support/fake-registry.js';
import { Random } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';
import type { Received } from '../support/scripted-server.js';
import { type Ask, asks, textOf } from './asks.js';
import {
  behind,
  closedPort,
  type FaultName,
  type FaultServer,
  faultNames,
  faultServer,
  type Registry,
  tokenFaultNames,
} from './fault-server.js';
import { watchLeaks } from './leaks.js';
import { recordOf, withPortal } from './portal.js';

const scenarios = rounds({ usual: 25, full: 300 });
/** Scenarios that are under way together; what they leave behind is looked at when all have ended. */
const together = 25;
const datasetName = '%PromptReco%';
const rules = { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] };

let registry: Registry;
/** What comes of each ask where nothing goes wrong. */
const truths = new Map<Ask, string>();

beforeAll(async () => {
  console.log(`chaos: ${scenarios} scenarios, TEST_SEED=${seed}`);
  registry = withPortal(behind(inject('smallUrl')), await recordOf(inject('smallUrl'), rules, datasetName));
  const quiet = await faultServer({ registry });
  const client = quiet.openClient();
  for (const ask of asks) {
    const { signal } = new AbortController();
    truths.set(ask, textOf(await ask.call(client, { signal, timeout: 60_000 })));
  }
  await quiet.close();
});

interface Ended {
  readonly number: number;
  readonly ask: Ask;
  readonly server: FaultServer;
  readonly signal: AbortSignal;
  /** Undefined where the right rows came. */
  readonly error: RunRegistryError | undefined;
  /** What still went on when the call had ended. */
  readonly behindTheBack: readonly string[];
  /** Whether the caller stopped it. */
  readonly isStopped: boolean;
}

/** Decides what becomes of each request: by what it asks for and how often it came before, not by when it arrives. */
function unlucky(random: Random, number: number, name: string, on: (index: number) => void) {
  const rate = random.one([0, 0.03, 0.1, 0.1, 0.3, 0.6, 1]);
  const chosen = Array.from({ length: 1 + random.below(5) }, () => random.one(faultNames));
  const seen = new Map<string, number>();
  return (request: Received, index: number): FaultName | undefined => {
    on(index);
    const key = `${request.method} ${request.path} ${request.body}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    const luck = new Random(seed, number, name, key, before);
    return luck.chance(rate) ? luck.one(chosen) : undefined;
  };
}

async function scenario(number: number): Promise<Ended> {
  const random = new Random(seed, number);
  const kind = random.one<Ask['kind']>(['query', 'query', 'query', 'bulk', 'job', 'endpoint']);
  const ask = random.one(asks.filter((one) => one.kind === kind));
  return { number, ...(await run(random, ask, number)) };
}

async function run(random: Random, ask: Ask, number: number): Promise<Omit<Ended, 'number'>> {
  const controller = new AbortController();
  const stopsAt = random.chance(0.15) ? random.below(6) : undefined;
  const tokenFault = random.chance(0.35) ? random.one(tokenFaultNames) : undefined;
  const tokenRate = random.one([0.3, 1]);
  const server = await faultServer({
    registry,
    delay: 3,
    huge: 8_000_000,
    script: unlucky(random, number, 'request', (index) => {
      if (index === stopsAt) controller.abort(new Error('that is enough'));
    }),
    token: (_, index) => (new Random(seed, number, 'token', index).chance(tokenRate) ? tokenFault : undefined),
  });
  const behindTheBack: string[] = [];
  let isSettled = false;
  const note = (what: string) => () => {
    if (isSettled) behindTheBack.push(what);
  };
  const options: RunRegistryOptions = {
    onRequest: note('a request'),
    onRetry: note('a repeat'),
    // What was under way is stopped a moment later.
    onResponse: ({ failure = 'a response' }) => failure !== 'ERR_ABORTED' && note(failure)(),
    concurrency: 1 + random.below(6),
    retries: random.below(5),
    retryDelay: random.below(4),
    timeout: 250,
    totalTimeout: random.one([200, 2000, 5000]),
    maxResponseSize: 3_000_000,
    ...(random.chance(0.03) && { url: closedPort }),
    ...(random.chance(0.03) && { tokenUrl: closedPort }),
  };
  const client: RunRegistry = random.chance(0.6) ? server.client(options) : server.openClient(options);
  const limits = { signal: controller.signal, timeout: random.one([200, 3000, 5000]) };
  const ended = { ask, server, behindTheBack, signal: controller.signal, isStopped: stopsAt !== undefined };
  let found: unknown;
  try {
    found = await ask.call(client, limits);
  } catch (error) {
    if (!(error instanceof RunRegistryError)) throw error;
    return { ...ended, error };
  } finally {
    isSettled = true;
  }
  const [text, truth = ''] = [textOf(found), truths.get(ask)];
  if (text !== truth) throw new Error(`${ask.name}: ${difference(text, truth)}, after ${server.met.join(', ')}`);
  return { ...ended, error: undefined };
}

/** Where two long texts part. */
function difference(a: string, b: string): string {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const there = (text: string) => `…${text.slice(Math.max(0, at - 60), at + 60)}…`;
  return `${a.length} letters instead of ${b.length}, ${there(a)} instead of ${there(b)}`;
}

/** Faults that were met, and what came of the scenarios. */
const met = new Set<string>();
const outcomes = new Map<string, number>();

test.each(Array.from({ length: Math.ceil(scenarios / together) }, (_, index) => index * together))(
  `scenarios from %i on, seed ${seed}`,
  { timeout: 120_000 },
  async (first) => {
    const leaks = watchLeaks();
    const count = Math.min(together, scenarios - first);
    const all = await Promise.allSettled(Array.from({ length: count }, (_, index) => scenario(first + index)));
    const ended = all.map((one, index) => {
      if (one.status === 'fulfilled') return one.value;
      throw new Error(`TEST_SEED=${seed}, scenario ${first + index}: ${(one.reason as Error).message}`, {
        cause: one.reason,
      });
    });
    await leaks.check(
      ended.map(({ server }) => server),
      ended.map(({ signal }) => signal),
    );
    for (const { number, ask, server, error, isStopped, behindTheBack } of ended) {
      expect(behindTheBack, `TEST_SEED=${seed}, scenario ${number}, ${ask.name}`).toEqual([]);
      for (const name of server.met) met.add(String(name));
      const outcome = error === undefined ? 'right' : `${error.name} ${error.code}`;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (error === undefined) continue;
      const where = `scenario ${number}, ${ask.name}: ${error.message}`;
      // The result is correct, and a call that was not aborted reports no AbortError.
      expect(error, where).not.toBeInstanceOf(QueryError);
      if (!isStopped) expect(error, where).not.toBeInstanceOf(AbortError);
      expect(error.message, where).not.toContain(clientSecret);
      expect(error.message, where).not.toMatch(/t0k3n|undefined|\[object/);
    }
  },
);

test('much came right, much did not, and everything that can go wrong did', () => {
  console.log(
    [...outcomes]
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `${times} ${name}`)
      .join(', '),
  );
  const right = outcomes.get('right') ?? 0;
  if (scenarios < 300) return;
  expect(right).toBeGreaterThan(scenarios / 10);
  expect(scenarios - right).toBeGreaterThan(scenarios / 10);
  expect(met.size).toBeGreaterThan(0.75 * (faultNames.length + tokenFaultNames.length));
  expect(outcomes.size).toBeGreaterThan(6);
});
