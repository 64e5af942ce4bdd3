import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { runs } from 'runregistry';
import { compare, timed } from './measure.js';

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
  // Used, so the compiler cannot remove the call.
  if (length === 0) throw new Error('nothing was built');
};

// A separate process, because V8 optimises the same code differently from process to process. Prints the median time of a call in
// microseconds.

const tasks = [byName, withOperators, peer].map(repeated);
for (const task of tasks) for (let i = 0; i < 5; i++) task();
const medians = await compare(41, ...tasks.map(timed));
console.log(JSON.stringify(medians.map((milliseconds) => (milliseconds / times) * 1000)));
