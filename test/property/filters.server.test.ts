/** The registry interprets a filter without warnings as written. Queries only send such filters. */
import fc from 'fast-check';
import { QueryError } from 'runregistry';
import { beforeAll, expect, test } from 'vitest';
import { unlessRefused } from '../support/refusal.js';
import { fewest, rounds, seed } from '../support/rounds.js';
import { build, expressions } from './generate.js';
import type { Row } from './reference.js';
import { type Setup, setUp } from './setup.js';
import { type Wire, wireFilters } from './wire-filters.js';

type Target = 'runs' | 'datasets';
const targets = ['runs', 'datasets'] as const;

let setup: Setup;
beforeAll(async () => {
  setup = await setUp();
});

const key = (row: unknown) => `${(row as Row).run_number} ${(row as Row).name ?? ''}`;

/** Returns the rows of the registry for a filter, or `'error'`. */
async function responseTo(target: Target, filter: Wire): Promise<string[] | 'error'> {
  const response = await fetch(`${setup.url}/${target}_filtered_ordered`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ page: 0, page_size: 1_000_000, sortings: [], filter }),
  });
  const body = (await response.json()) as Record<Target, Row[]>;
  return response.status === 200 ? body[target].map(key) : 'error';
}

test.each(targets)(
  'the registry interprets filters for %s without warnings as written',
  async (target) => {
    const numRuns = rounds({ usual: 12, full: 60 });
    console.log(`${numRuns} random filters for ${target}: TEST_SEED=${seed}`);
    const tally = {
      refused: 0,
      quiet: 0,
      split: 0,
      warned: 0,
      'warned and equal': 0,
      'of these, neither none nor all': 0,
      'not sent': 0,
    };
    const alarms: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(wireFilters(target, setup.rows[target]), async (filter) => {
        const before = JSON.stringify(filter);
        let parsed: ReturnType<typeof setup.registry.runs.parse>;
        try {
          parsed = setup.registry[target].parse(filter) as typeof parsed;
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
          expect(error).toMatchObject({ code: 'bad-filter', path: expect.stringMatching(/^(\/|$)/) });
          tally.refused++;
          return;
        }
        expect(JSON.stringify(filter)).toBe(before);
        const [theirs, ours] = await Promise.all([
          responseTo(target, filter),
          unlessRefused(async () => (await parsed.query.all()).map(key), 'too-deep'),
        ]);
        if (parsed.warnings.length === 0) {
          tally.quiet++;
          expect(theirs).not.toBe('error');
          if (ours === undefined) tally['not sent']++;
          else expect(theirs).toEqual(ours);
          if (theirs.length > 0 && theirs.length < setup.rows[target].length) tally.split++;
          return;
        }
        tally.warned++;
        if (theirs === 'error' || ours === undefined || theirs.join() !== ours.join()) return;
        tally['warned and equal']++;
        if (ours.length === 0 || ours.length === setup.rows[target].length) return;
        tally['of these, neither none nor all']++;
        for (const code of new Set(parsed.warnings.map((one) => one.code))) alarms[code] = (alarms[code] ?? 0) + 1;
      }),
      { numRuns, seed, endOnFailure: false },
    );
    console.log(target, tally, 'equal despite', alarms);
    expect(tally.split).toBeGreaterThan(numRuns / 20 - 5);
    expect(tally.refused).toBeLessThan(numRuns / 2 + 10);
  },
  600_000,
);

test.each(targets)(
  'queries for %s only send filters without warnings, which match the same rows',
  async (target) => {
    const numRuns = rounds({ usual: 12, full: 60 });
    console.log(`${numRuns} random queries for ${target}: TEST_SEED=${seed}`);
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(expressions(target, setup.rows[target]), async (spec) => {
        const registry = setup.registry;
        const query = target === 'runs' ? registry.runs().where(build(spec)) : registry.datasets().where(build(spec));
        const plan = await unlessRefused(async () => query.plan(), 'too-deep');
        // A request whose rows are checked client-side has an approximate filter.
        for (const { body } of plan?.requests.filter(({ check }) => !check) ?? []) {
          const { query: read, warnings } = registry[target].parse(body.filter);
          expect(warnings).toEqual([]);
          const [theirs, ours] = await Promise.all([
            responseTo(target, body.filter as Wire),
            unlessRefused(async () => (await read.all()).map(key), 'too-deep'),
          ]);
          expect(theirs).not.toBe('error');
          if (ours !== undefined) expect(ours).toEqual(theirs);
          compared++;
        }
      }),
      { numRuns, seed, endOnFailure: false },
    );
    console.log(`${target}: ${compared} filters compared`);
    expect(compared).toBeGreaterThanOrEqual(fewest(0.8, numRuns));
  },
  600_000,
);
