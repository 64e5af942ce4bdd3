import { dcs, lumisection, RunRegistry } from 'runregistry';
import { goldenJson as coreGoldenJson } from 'runregistry/core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { failure } from '../support/refusal.js';

const registry = new RunRegistry({ url: inject('smallUrl') });
const golden = registry
  .goldenJson()
  .where(dcs.pixel)
  .where('run.oms.energy')
  .gte(6000)
  .flags(['dt-dt', 'csc-csc', 'tracker-strip'])
  .are('GOOD')
  .where(lumisection.lumisection_number.ne(7));

/** The names of the datasets of each run. */
const datasets = new Map<number, string[]>();
beforeAll(async () => {
  for (const { run_number, dataset_name } of await registry.datasets().select('run_number', 'dataset_name').all())
    datasets.set(run_number as number, [...(datasets.get(run_number as number) ?? []), dataset_name as string]);
});

/** Returns a run with one dataset, or with several. */
function runWith(isWanted: (count: number) => boolean): readonly [run: number, names: readonly string[]] {
  const found = [...datasets].find(([, names]) => isWanted(names.length));
  if (found === undefined) throw new Error('the sample has no such run');
  return found;
}

/** Returns the first, the last, the seventh, and some in between. */
const sampleOf = (numbers: readonly number[]): readonly number[] =>
  numbers.filter(
    (number, index) => number === 7 || index % Math.ceil(numbers.length / 5) === 0 || index === numbers.length - 1,
  );

describe('why()', () => {
  test('agrees with generateLocally() about lumisections of a run with several datasets', async () => {
    const [run, names] = runWith((count) => count > 1);
    for (const name of names) {
      const source = registry.datasets().where('run_number').eq(run).where('dataset_name').eq(name);
      const { list, excluded } = await golden.generateLocally(source);
      expect(list.union(excluded).lumisectionCount).toBeGreaterThan(0);
      for (const [isKept, lumisections] of [
        [true, list],
        [false, excluded],
      ] as const)
        for (const number of sampleOf([...lumisections.lumisections()].map(([, each]) => each))) {
          const trace = await golden.why(run, number, name);
          expect(trace).toMatchObject({ run, lumisection: number, dataset: name, passes: isKept });
          expect(trace.failed.length === 0).toBe(isKept);
        }
    }
  });

  test('shows the values that the rules read', async () => {
    const [run] = runWith((count) => count > 1);
    const [data] = await registry.getLumisectionRanges(run);
    const { clauses } = await golden.why(run, 1, 'online');
    expect(clauses.map(({ name }) => name)).toEqual(golden.clauses);
    const values = Object.assign({}, ...clauses.flatMap(({ rules }) => rules.map((rule) => rule.values)));
    expect(values['lumisection.rr.dt-dt'] ?? undefined).toBe(data?.rr['dt-dt']?.status);
    expect(values['run.oms.energy'] ?? undefined).toBe(
      (await registry.getRun(run))?.oms_attributes.energy ?? undefined,
    );
    expect(values['lumisection.lumisection_number']).toBe(1);
  });

  test('needs no name for the only dataset of a run', async () => {
    const [run, names] = runWith((count) => count === 1);
    expect(await golden.why(run, 1)).toMatchObject({ run, dataset: names[0] });
  });

  test('lists the datasets of a run with several', async () => {
    const [run, names] = runWith((count) => count > 1);
    const error = await failure(golden.why(run, 1));
    expect(error).toMatchObject({ name: 'QueryError', code: 'several-datasets' });
    expect([...(error.suggestions ?? [])].sort()).toEqual([...names].sort());
    expect(error.hint).toContain(`why(${run}, 1, 'online')`);
  });

  test('rejects a run, a dataset and a lumisection that do not exist', async () => {
    const [run, names] = runWith((count) => count > 1);
    const failures = [golden.why(99, 1), golden.why(run, 1, 'onlin'), golden.why(run, 90_000, names[0])];
    const errors = await Promise.all(failures.map(failure));
    for (const error of errors) expect(error).toMatchObject({ name: 'NotFoundError', code: 'not-found' });
    expect(errors[1]?.suggestions).toEqual(['online']);
  });

  test('rejects invalid arguments before a request', async () => {
    const call = golden.why.bind(golden) as (...args: readonly unknown[]) => Promise<unknown>;
    for (const args of [['355102', 1], [355_102, 0], [355_102, '5'], [355_102], [355_102, 1, 5], [355_102, 1, '']])
      expect(await failure(call(...args))).toMatchObject({ code: 'bad-value' });
    expect(await failure(call(355_102, 1, 'online', { signl: 1 }))).toMatchObject({ code: 'bad-option' });
  });

  test('is aborted by its signal', async () => {
    const [run] = runWith((count) => count > 1);
    expect(await failure(golden.why(run, 1, 'online', { signal: AbortSignal.abort() }))).toMatchObject({
      name: 'AbortError',
    });
  });

  test('throws in the core, which has no client', async () => {
    expect(await failure(coreGoldenJson().flag('dt-dt').is('GOOD').why(355_102, 1))).toMatchObject({
      code: 'not-in-core',
    });
  });
});
