import fc from 'fast-check';
import { goldenJson, type JsonLogic } from 'runregistry';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plain } from '../golden/local-fixture.js';
import { documents } from '../sql/rules.js';
import { fewest, rounds, seed } from '../support/rounds.js';
import { type Fixture, mirrored } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await mirrored();
});
afterAll(() => fixture?.close());

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a mirror evaluates random golden JSONs as the client of the registry', async () => {
  const { registry, mirror } = fixture;
  const numRuns = rounds(20);
  console.log(`${numRuns} random golden JSONs: TEST_SEED=${seed}`);
  // Few datasets, because each document reads their lumisections again.
  const keys = await mirror.runs().flag('dt-dt').is('GOOD').limit(2).select('run_number').all();
  const runs = keys.map(({ run_number }) => run_number);
  const live = registry.datasets().where('run_number').in(runs);
  const there = mirror.datasets().where('run_number').in(runs);
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      const { golden } = goldenJson.parse(document as { readonly [operator: string]: JsonLogic });
      const expected = await golden.generateLocally(live);
      expect(json(plain(await golden.generateLocally(there)))).toEqual(json(plain(expected)));
      if (expected.list.lumisectionCount > 0) passed++;
    }),
    { numRuns, seed, endOnFailure: false },
  );
  console.log(`${passed} of ${numRuns} documents pass some lumisections`);
  expect(passed).toBeGreaterThanOrEqual(fewest(0.1, numRuns));
});
