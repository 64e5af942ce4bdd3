/** The programs of `toPython()`, executed by the published Python client, return the rows of the query. */
import fc from 'fast-check';
import { type DatasetQuery, dataset, flag, LumiList, or, type RunQuery, RunRegistry, run } from 'runregistry';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { build, expressions, kindsOf } from '../../property/generate.js';
import { type Row, truthOf } from '../../property/reference.js';
import { type Setup, setUp } from '../../property/setup.js';
import { unlessRefused } from '../../support/refusal.js';
import { fewest, rounds, seed } from '../../support/rounds.js';
import { PythonClient, versions } from './python-client.js';

type Query = RunQuery | DatasetQuery;

const key = (row: Row) => `${row.run_number} ${row.name ?? ''}`;

/** The newest version. The others read pages in the same way. */
const version = versions[1];

let setup: Setup;
beforeAll(async () => {
  setup = await setUp();
});

describe(`the Python client ${version}`, () => {
  let sample: PythonClient;
  let small: PythonClient;
  beforeAll(async () => {
    sample = await PythonClient.start(inject('sampleUrl'), version);
    small = await PythonClient.start(inject('smallUrl'), version);
  });
  afterAll(async () => {
    await sample?.close();
    await small?.close();
  });

  const rowsOf = async (client: PythonClient, query: Query): Promise<Row[]> =>
    (await client.evaluate('rows', query.toPython())) as Row[];

  describe('returns the rows of', () => {
    const registry = new RunRegistry({ url: inject('sampleUrl') });
    const special = `it's "50%" $HOME \\ \\' \n\t\r\x1b\x7f é 😀 \u2028 {x} #`;
    /** Queries whose rows are complete and in order without a further step. */
    const queries: readonly (readonly [string, Query])[] = [
      ['all runs', registry.runs()],
      ['all datasets', registry.datasets()],
      ['ranges of runs', registry.runs().where('run_number').between(309_000, 316_000)],
      ['a flag', registry.runs().flag('dt-dt').is('GOOD')],
      ['a negated flag', registry.datasets().where('run_number').gte(316_000).flag('dt-dt').isNot('BAD')],
      ['null', registry.runs().where('energy').isNull()],
      ['numbers beyond integers', registry.runs().where('b_field').gt(1e-7).where('l1_rate').lt(1e21)],
      [
        'a pattern with special characters',
        registry.runs().where(or(run.class.contains(special), run.class.contains('50%'), run.class.contains('Cosm'))),
      ],
      [
        'a list of runs',
        registry
          .datasets()
          .where('run_number')
          .in(LumiList.fromRuns([327_604, 327_743, 355_100])),
      ],
      ['an order with a limit', registry.runs().orderBy('class').limit(10)],
      ['a limit of several pages', registry.datasets().orderBy('dataset_name', 'desc').limit(73)],
      ['a limit of 0', registry.runs().orderBy('class').limit(0)],
      ['an impossible condition', registry.runs().where('run_number').isNull()],
      ['a raw payload', registry.runs().raw({ 'rr_attributes.class': { like: '%Cosmics%' } })],
      [
        'a dataset name',
        registry.datasets().where('dataset_name').like('%Express%').where(dataset.global_state.is('COMPLETED')),
      ],
    ];
    test.each(queries)('%s', async (_, query) => {
      expect(await rowsOf(sample, query)).toEqual(await query.all());
    });
    test('queries with rows on several pages', async () => {
      const counts = await Promise.all(queries.map(([, query]) => query.count()));
      expect(counts.filter((count) => count > 50).length).toBeGreaterThanOrEqual(5);
    });
  });

  describe('returns rows that complete, if sorted or checked as a comment says,', () => {
    const registry = new RunRegistry({ url: inject('sampleUrl') });
    const isLong = run.duration.gt(20_000);
    test('an order of the client', async () => {
      const query = registry.runs().where('energy').gte(6500).orderBy('energy').orderBy('run_number');
      const rows = await rowsOf(sample, query.limit(10));
      const number = (name: 'energy' | 'run_number') => (row: Row) => Object(row.oms_attributes)[name] as number;
      const [energy, runNumber] = [number('energy'), number('run_number')];
      rows.sort((a, b) => energy(a) - energy(b) || runNumber(a) - runNumber(b));
      expect(rows.slice(0, 10)).toEqual(await query.limit(10).all());
      expect(rows).toHaveLength(await query.count());
    });
    test('an order over several calls', async () => {
      const query = registry
        .runs()
        .where(or(flag('dt-dt').is('BAD'), isLong))
        .orderBy('run_number')
        .limit(70);
      const rows = await rowsOf(sample, query);
      expect(query.plan().requests.length).toBeGreaterThan(1);
      rows.sort((a, b) => Number(a.run_number) - Number(b.run_number));
      expect(rows.slice(0, 70)).toEqual(await query.all());
    });
    test('a condition on comments', async () => {
      const query = registry.datasets().flag('dt-dt').comment.contains('HV');
      const rows = await rowsOf(sample, query);
      const commentsOf = (row: Row) => Object(row.lumisections)['dt-dt']?.comments as string[] | undefined;
      const matching = rows.filter((row) => commentsOf(row)?.some((comment) => /hv/i.test(comment)));
      expect(matching).toEqual(await query.all());
      expect(matching.length).toBeGreaterThan(0);
    });
  });

  test.each(['runs', 'datasets'] as const)(
    'returns the rows of random queries for %s',
    async (target) => {
      const numRuns = rounds({ usual: 20, full: 30 });
      console.log(`${numRuns} random queries for ${target} with Python client ${version}: TEST_SEED=${seed}`);
      const kinds = kindsOf(target);
      const rows = new Map(setup.rows[target].map((row) => [key(row), row]));
      const tally = { refused: 0, checked: 0, 'several calls': 0, 'neither none nor all rows': 0 };
      await fc.assert(
        fc.asyncProperty(expressions(target, setup.rows[target]), async (spec) => {
          const condition = build(spec);
          const { registry } = setup;
          const query: Query =
            target === 'runs' ? registry.runs().where(condition) : registry.datasets().where(condition);
          const expected = await unlessRefused(() => query.all() as Promise<unknown> as Promise<Row[]>);
          if (expected === undefined) {
            tally.refused++;
            return;
          }
          const { requests } = query.plan();
          const found = await rowsOf(small, query);
          const isApproximate = requests.some(({ check }) => check);
          if (isApproximate) tally.checked++;
          if (requests.length > 1) tally['several calls']++;
          const matching = isApproximate
            ? found.filter((row) => truthOf(spec, rows.get(key(row)) as Row, kinds) === true)
            : found;
          // The rows of several calls are not sorted.
          expect(requests.length > 1 ? sorted(matching) : matching).toEqual(
            requests.length > 1 ? sorted(expected) : expected,
          );
          if (expected.length > 0 && expected.length < rows.size) tally['neither none nor all rows']++;
        }),
        { numRuns, seed, endOnFailure: true },
      );
      console.log(tally);
      expect(tally['neither none nor all rows']).toBeGreaterThanOrEqual(fewest(0.4, numRuns));
    },
    600_000,
  );
});

const sorted = (rows: readonly Row[]): readonly Row[] => rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
