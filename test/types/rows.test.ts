import {
  type AnyAttribute,
  and,
  attribute,
  type DatasetRow,
  type DatasetState,
  dataset,
  datasets,
  type Expression,
  type FlagSummary,
  flag,
  lumisection,
  not,
  or,
  type RunQuery,
  type RunRow,
  type RunState,
  run,
  runs,
  type WireDatasetRow,
  type WireRunRow,
} from 'runregistry';
import { describe, expectTypeOf, test } from 'vitest';

// Nothing is asked here: the types are what is tested, by `npm run types` and by `programs.test.ts`.

describe('rows', () => {
  test('have the shape of the Python client, or that of the wire', () => {
    const ask = () => ({
      all: runs().all(),
      compressed: runs().all({ compress: true }),
      wire: runs().all({ compress: false }),
      first: runs().first(),
      firstOnWire: runs().first({ compress: false, signal: AbortSignal.timeout(1) }),
      one: runs().one(),
      stream: runs().stream(),
      pagesOnWire: runs().pages({ compress: false }),
      datasets: datasets().all(),
      datasetsOnWire: datasets().one({ compress: false }),
    });
    type Found = ReturnType<typeof ask>;
    expectTypeOf(ask).toBeFunction();
    expectTypeOf<Found['all']>().resolves.toEqualTypeOf<RunRow[]>();
    expectTypeOf<Found['compressed']>().resolves.toEqualTypeOf<RunRow[]>();
    expectTypeOf<Found['wire']>().resolves.toEqualTypeOf<WireRunRow[]>();
    expectTypeOf<Found['first']>().resolves.toEqualTypeOf<RunRow | undefined>();
    expectTypeOf<Found['firstOnWire']>().resolves.toEqualTypeOf<WireRunRow | undefined>();
    expectTypeOf<Found['one']>().resolves.toEqualTypeOf<RunRow>();
    expectTypeOf<Found['stream']>().toEqualTypeOf<AsyncGenerator<RunRow, void, undefined>>();
    expectTypeOf<Found['pagesOnWire']>().toEqualTypeOf<AsyncGenerator<WireRunRow[], void, undefined>>();
    expectTypeOf<Found['datasets']>().resolves.toEqualTypeOf<DatasetRow[]>();
    expectTypeOf<Found['datasetsOnWire']>().resolves.toEqualTypeOf<WireDatasetRow>();
  });

  test('may hold null or nothing where the catalogue says so', () => {
    expectTypeOf<RunRow['run_number']>().toEqualTypeOf<number>();
    expectTypeOf<RunRow['state']>().toEqualTypeOf<RunState | null>();
    expectTypeOf<RunRow['class']>().toEqualTypeOf<string | null>();
    expectTypeOf<RunRow['oms_attributes']['energy']>().toEqualTypeOf<number | null>();
    expectTypeOf<RunRow['oms_attributes']['stable_beam']>().toEqualTypeOf<boolean>();
    expectTypeOf<RunRow['oms_attributes']['dt_included']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<RunRow['stop_reason']>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<WireRunRow['rr_attributes']['significant']>().toEqualTypeOf<boolean | null>();
    expectTypeOf<DatasetRow['dataset_attributes']['tracker_state']>().toEqualTypeOf<DatasetState | undefined>();
    // A row without the optional attributes is a row; one without the others is none.
    type Required = 'run_number' | 'version' | 'deleted' | 'oms_attributes' | 'lumisections' | 'class' | 'state';
    expectTypeOf<{ [Name in Required | 'significant']: RunRow[Name] }>().toExtend<RunRow>();
    expectTypeOf<{ [Name in Required]: RunRow[Name] }>().not.toExtend<RunRow>();
  });

  test('carry flags that may be missing', () => {
    expectTypeOf<RunRow['lumisections']['dt-dt']>().toEqualTypeOf<FlagSummary | undefined>();
    expectTypeOf<RunRow['lumisections']['some-newflag']>().toEqualTypeOf<FlagSummary | undefined>();
    expectTypeOf<FlagSummary['NO VALUE FOUND']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<FlagSummary['comments']>().toEqualTypeOf<readonly string[]>();
  });

  test('are narrowed by select, and a missing value is null there', () => {
    const narrowed = runs()
      .where('energy')
      .gte(6000)
      .select('run_number', 'energy', 'state', 'stop_reason', 'components', 'start_time', 'dt_included');
    expectTypeOf(() => narrowed.all()).returns.resolves.toEqualTypeOf<
      {
        readonly run_number: number;
        readonly energy: number | null;
        readonly state: RunState | null;
        readonly stop_reason: string | null;
        readonly components: readonly string[] | null;
        readonly start_time: string | null;
        readonly dt_included: boolean;
      }[]
    >();
    const further = narrowed.where('class').eq('Collisions24').limit(3).orderBy('run_number');
    expectTypeOf(further).toEqualTypeOf(narrowed);
    const unlisted = runs().select('somenewdetector_included');
    expectTypeOf(() => unlisted.one()).returns.resolves.toEqualTypeOf<{ readonly somenewdetector_included: boolean }>();
    const ofDatasets = datasets().select('dataset_name', 'tracker_state', 'datasets_in_gui', 'energy');
    expectTypeOf(() => ofDatasets.one()).returns.resolves.toEqualTypeOf<{
      readonly dataset_name: string;
      readonly tracker_state: DatasetState | null;
      readonly datasets_in_gui: readonly string[];
      readonly energy: number | null;
    }>();
  });
});

describe('queries', () => {
  test('when() takes undefined out of the value, and nothing else', () => {
    const least = 6000 as number | undefined;
    const query = runs().when(least, (inner, energy) => {
      expectTypeOf(energy).toEqualTypeOf<number>();
      expectTypeOf(inner).toEqualTypeOf<RunQuery>();
      return inner.where('energy').gte(energy);
    });
    expectTypeOf(query).toEqualTypeOf<RunQuery>();
    runs().when(null as string | null | undefined, (inner, name) => {
      expectTypeOf(name).toEqualTypeOf<string | null>();
      return inner;
    });
    const narrowed = runs().select('class');
    expectTypeOf(narrowed.when(1, (inner) => inner)).toEqualTypeOf(narrowed);
  });

  test('take names that are one of several', () => {
    const either = 'energy' as 'energy' | 'b_field';
    expectTypeOf(runs().where(either).gte(3)).toEqualTypeOf<RunQuery>();
    expectTypeOf(runs().orderBy(either)).toEqualTypeOf<RunQuery>();
    runs().where('somenewdetector_included').is(false);
    runs().where('somenewdetector_included', '=', true);
    runs().where('start_time').between(new Date(0), '2018-05').where('energy', '=', null);
  });

  test('take expressions of their scope', () => {
    runs().where(or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD'), not(run.significant.is(true))));
    runs().where(flag('dt-dt').atLeast(10, 'BAD'));
    datasets().where(and(dataset.tracker_state.is('OPEN'), run.energy.gte(6000), flag('dt', 'dt').comment.isNull()));
    expectTypeOf(run.energy.gte(1)).toEqualTypeOf<Expression<'run'>>();
    expectTypeOf(and(run.energy.gte(1), lumisection.bpix_ready.is(true))).toEqualTypeOf<
      Expression<'run' | 'lumisection'>
    >();
  });
});

describe('attribute()', () => {
  test('of a known name is its handle', () => {
    expectTypeOf(attribute('energy')).toEqualTypeOf(run.energy);
    expectTypeOf(attribute('tracker_state')).toEqualTypeOf(dataset.tracker_state);
    expectTypeOf(attribute('energy').unit).toEqualTypeOf<string | undefined>();
    expectTypeOf(attribute('energy').name).toEqualTypeOf<'energy'>();
  });

  test('of another name takes every condition, for every builder', () => {
    const any = (name: string) => attribute(name);
    expectTypeOf(any).returns.toEqualTypeOf<AnyAttribute>();
    const ask = (name: string) => [runs().where(any(name).gte(3)), datasets().where(any(name).like('%x%'))];
    expectTypeOf(ask).toBeFunction();
  });
});
