import fc from 'fast-check';
import { QueryError } from 'runregistry';
import { beforeAll, expect, test } from 'vitest';
import { fewest, most, rounds, seed } from '../support/rounds.js';
import { build, expressions, kindsOf } from './generate.js';
import { type Row, truthOf } from './reference.js';
import { type Setup, setUp } from './setup.js';

let setup: Setup;
beforeAll(async () => {
  setup = await setUp();
});

const key = (row: Row) => `${row.run_number} ${row.name ?? ''}`;

// A refusal is an honest response, but it must stay the exception.
const refusals = new Set(['needs-everything', 'too-many-requests']);

test.each(['runs', 'datasets'] as const)(
  'random expressions for %s return exactly the rows that they mean',
  async (target) => {
    const numRuns = rounds({ usual: 25, full: 300 });
    console.log(`${numRuns} random expressions for ${target}: TEST_SEED=${seed}`);
    const rows = setup.rows[target];
    const kinds = kindsOf(target);
    let refused = 0;
    let several = 0;
    let nonTrivial = 0;
    await fc.assert(
      fc.asyncProperty(expressions(target, rows), async (spec) => {
        const expected = rows.filter((row) => truthOf(spec, row, kinds) === true).map(key);
        const query =
          target === 'runs' ? setup.registry.runs().where(build(spec)) : setup.registry.datasets().where(build(spec));
        expect(setup.registry[target].fromJSON(JSON.parse(JSON.stringify(query))).toJSON()).toEqual(query.toJSON());
        expect(String(query)).toContain(`${target} where `);
        try {
          if (query.plan().requests.length > 1) several++;
          const [found, count] = await Promise.all([query.all(), query.count()]);
          expect(found.map((row) => key(row as unknown as Row))).toEqual(expected);
          expect(count).toBe(expected.length);
        } catch (error) {
          if (!(error instanceof QueryError) || !refusals.has(error.code)) throw error;
          refused++;
        }
        if (expected.length > 0 && expected.length < rows.length) nonTrivial++;
      }),
      { numRuns, seed, endOnFailure: false },
    );
    console.log(
      `${target}: ${nonTrivial} of ${numRuns} split the rows, ${several} took several requests, ${refused} were refused`,
    );
    expect(refused).toBeLessThanOrEqual(most(0.05, numRuns));
    expect(nonTrivial).toBeGreaterThanOrEqual(fewest(0.5, numRuns));
  },
  600_000,
);
