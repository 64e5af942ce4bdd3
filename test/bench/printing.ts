import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { runs } from 'runregistry';
import { compare, type Goal, timed } from './measure.js';

interface Database {
  runs: {
    run_number: number;
    energy: number | null;
    class: string | null;
    state: string | null;
    significant: boolean | null;
    dt_good: number | null;
  };
}

const kysely = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const peer = (n: number): string =>
  kysely
    .selectFrom('runs')
    .selectAll()
    .where('run_number', '>=', 309000 + n)
    .where('energy', '>=', 6000)
    .where('class', 'ilike', '%Collisions%')
    .where('state', '=', 'COMPLETED')
    .where('significant', '=', true)
    .where('dt_good', '>', 0)
    .compile().sql;

const byName = (n: number): string =>
  JSON.stringify(
    runs()
      .where('run_number')
      .gte(309000 + n)
      .where('energy')
      .gte(6000)
      .where('class')
      .like('%Collisions%')
      .where('state')
      .is('COMPLETED')
      .where('significant')
      .is(true)
      .flag('dt', 'dt')
      .is('GOOD')
      .toFilter(),
  );

const withOperators = (n: number): string =>
  JSON.stringify(
    runs()
      .where('run_number', '>=', 309000 + n)
      .where('energy', '>=', 6000)
      .where('class', 'like', '%Collisions%')
      .where('state', '=', 'COMPLETED')
      .where('significant', '=', true)
      .flag('dt-dt')
      .is('GOOD')
      .toFilter(),
  );

const times = 2_000;

const repeated = (build: (n: number) => string) => (): void => {
  let length = 0;
  for (let n = 0; n < times; n++) length += build(n % 100).length;
  // Used, so that it cannot be left out.
  if (length === 0) throw new Error('nothing was built');
};

/** Building a query of six conditions and printing it, beside a builder of SQL queries. */
export async function printing(): Promise<Goal[]> {
  const goals: Goal[] = [];
  for (const [name, ours] of [
    ['named methods', byName],
    ["the registry's operators", withOperators],
  ] as const) {
    for (const warmUp of [ours, peer]) for (let i = 0; i < 5; i++) repeated(warmUp)();
    const [mine, theirs] = await compare(41, timed(repeated(ours)), timed(repeated(peer)));
    const each = (milliseconds: number) => `${((milliseconds / times) * 1000).toFixed(2)} µs`;
    goals.push({
      name: `build and print 6 conditions (${name}) / kysely build and compile`,
      ratio: mine / theirs,
      atMost: 1,
      figures: `${each(mine)} / ${each(theirs)}`,
    });
  }
  return goals;
}
