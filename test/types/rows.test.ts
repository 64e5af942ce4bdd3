import {
  type AnyAttribute,
  type AttributeInfo,
  and,
  atLeastOf,
  attribute,
  type CutFlowStep,
  certifiable,
  type DatasetRow,
  type DatasetState,
  type DcsSubsystem,
  dataset,
  datasets,
  dcs,
  type Expression,
  except,
  type FlagSummary,
  flag,
  flags,
  type GeneratedJson,
  type GoldenJson,
  goldenJson,
  type JsonLogic,
  type JsonLogicDocument,
  type LocalResult,
  type LossReport,
  LumiList,
  type LumiListJSON,
  type LuminosityAmount,
  logic,
  lumisection,
  named,
  not,
  or,
  type PortalJson,
  type Problem,
  type RunQuery,
  RunRegistry,
  type RunRow,
  type RunState,
  run,
  type runStates,
  runs,
  type Trace,
  type TracedClause,
  type WireDatasetRow,
  type WireRunRow,
} from 'runregistry';
import { describe, expectTypeOf, test } from 'vitest';

// Sends no request: `npm run types` and `programs.test.ts` check the types.

describe('the type of rows', () => {
  test('is the shape of the Python client, or that of the response', () => {
    const reads = () => ({
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
    type Rows = ReturnType<typeof reads>;
    expectTypeOf(reads).toBeFunction();
    expectTypeOf<Rows['all']>().resolves.toEqualTypeOf<RunRow[]>();
    expectTypeOf<Rows['compressed']>().resolves.toEqualTypeOf<RunRow[]>();
    expectTypeOf<Rows['wire']>().resolves.toEqualTypeOf<WireRunRow[]>();
    expectTypeOf<Rows['first']>().resolves.toEqualTypeOf<RunRow | undefined>();
    expectTypeOf<Rows['firstOnWire']>().resolves.toEqualTypeOf<WireRunRow | undefined>();
    expectTypeOf<Rows['one']>().resolves.toEqualTypeOf<RunRow>();
    expectTypeOf<Rows['stream']>().toEqualTypeOf<AsyncGenerator<RunRow, void, undefined>>();
    expectTypeOf<Rows['pagesOnWire']>().toEqualTypeOf<AsyncGenerator<WireRunRow[], void, undefined>>();
    expectTypeOf<Rows['datasets']>().resolves.toEqualTypeOf<DatasetRow[]>();
    expectTypeOf<Rows['datasetsOnWire']>().resolves.toEqualTypeOf<WireDatasetRow>();
  });

  test('allows null and missing values according to the catalogue', () => {
    expectTypeOf<RunRow['run_number']>().toEqualTypeOf<number>();
    expectTypeOf<RunRow['state']>().toEqualTypeOf<RunState | null>();
    expectTypeOf<RunRow['class']>().toEqualTypeOf<string | null>();
    expectTypeOf<RunRow['oms_attributes']['energy']>().toEqualTypeOf<number | null>();
    expectTypeOf<RunRow['oms_attributes']['stable_beam']>().toEqualTypeOf<boolean>();
    expectTypeOf<RunRow['oms_attributes']['dt_included']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<RunRow['stop_reason']>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<WireRunRow['rr_attributes']['significant']>().toEqualTypeOf<boolean | null>();
    expectTypeOf<DatasetRow['dataset_attributes']['tracker_state']>().toEqualTypeOf<DatasetState | undefined>();
    // Only optional attributes may be missing.
    type Required = 'run_number' | 'version' | 'deleted' | 'oms_attributes' | 'lumisections' | 'class' | 'state';
    expectTypeOf<{ [Name in Required | 'significant']: RunRow[Name] }>().toExtend<RunRow>();
    expectTypeOf<{ [Name in Required]: RunRow[Name] }>().not.toExtend<RunRow>();
  });

  test('has flags that may be missing', () => {
    expectTypeOf<RunRow['lumisections']['dt-dt']>().toEqualTypeOf<FlagSummary | undefined>();
    expectTypeOf<RunRow['lumisections']>().not.toHaveProperty('some-newflag');
    expectTypeOf<FlagSummary['NO VALUE FOUND']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<FlagSummary['comments']>().toEqualTypeOf<readonly string[]>();
  });

  test('has only the attributes of select(), with null for missing values', () => {
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

describe('the type of a query', () => {
  test('excludes only undefined from the value of when()', () => {
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

  test('accepts a union of names', () => {
    const either = 'energy' as 'energy' | 'b_field';
    expectTypeOf(runs().where(either).gte(3)).toEqualTypeOf<RunQuery>();
    expectTypeOf(runs().orderBy(either)).toEqualTypeOf<RunQuery>();
    runs().where('somenewdetector_included').is(false);
    runs().where('somenewdetector_included', '=', true);
    runs().where('start_time').between(new Date(0), '2018-05').where('energy', '=', null);
  });

  test('accepts expressions of its scope', () => {
    runs().where(or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD'), not(run.significant.is(true))));
    runs().where(flag('dt-dt').atLeast(10, 'BAD'));
    datasets().where(and(dataset.tracker_state.is('OPEN'), run.energy.gte(6000), flag('dt', 'dt').comment.isNull()));
    expectTypeOf(run.energy.gte(1)).toEqualTypeOf<Expression<'run'>>();
    expectTypeOf(and(run.energy.gte(1), lumisection.bpix_ready.is(true))).toEqualTypeOf<
      Expression<'run' | 'lumisection'>
    >();
  });
});

describe('the type of attribute()', () => {
  test('is the handle of a known name', () => {
    expectTypeOf(attribute('energy')).toEqualTypeOf(run.energy);
    expectTypeOf(attribute('tracker_state')).toEqualTypeOf(dataset.tracker_state);
  });

  test('has the facts of the attribute', () => {
    expectTypeOf(run.energy.info.unit).toEqualTypeOf<'GeV'>();
    expectTypeOf(run.energy.info.name).toEqualTypeOf<'energy'>();
    expectTypeOf(run.class.info.unit).toEqualTypeOf<undefined>();
    expectTypeOf(run.state.info.values).toEqualTypeOf<typeof runStates>();
    expectTypeOf(attribute('somenewdetector_included').info.absence).toEqualTypeOf<'false'>();
    const any = (name: string) => attribute(name).info;
    expectTypeOf(any).returns.toEqualTypeOf<AttributeInfo>();
    expectTypeOf<AttributeInfo['unit']>().toEqualTypeOf<string | undefined>();
  });

  test('accepts every condition and builder for other names', () => {
    const any = (name: string) => attribute(name);
    expectTypeOf(any).returns.toEqualTypeOf<AnyAttribute>();
    const queries = (name: string) => [runs().where(any(name).gte(3)), datasets().where(any(name).like('%x%'))];
    expectTypeOf(queries).toBeFunction();
  });
});

describe('the type of a golden JSON', () => {
  const golden = goldenJson().flag('dt-dt').is('GOOD');
  const data = {
    dataset: { name: 'online' },
    run: { run_number: 355100, oms: { energy: 6800 }, rr: { class: 'Collisions22' } },
    lumisection: { lumisection_number: 1, oms: { bpix_ready: true }, rr: { 'dt-dt': 'GOOD' } },
  } as const;
  const { dataset: ofDataset, run: ofRun } = data;
  const ranges = { dataset: ofDataset, run: ofRun, ranges: [{ start: 1, end: 9, rr: { 'dt-dt': 'GOOD' } }] } as const;

  test('is returned by each clause', () => {
    const either = 'run.oms.energy' as 'run.oms.energy' | 'run.oms.b_field';
    expectTypeOf(goldenJson().where(either).gte(3)).toEqualTypeOf<GoldenJson>();
    expectTypeOf(goldenJson().where('run.oms.start_time').before(new Date(0))).toEqualTypeOf<GoldenJson>();
    expectTypeOf(goldenJson().where('run.rr.class', 'like', 'Collisions%')).toEqualTypeOf<GoldenJson>();
    expectTypeOf(goldenJson().where('run.oms.energy', '=', null)).toEqualTypeOf<GoldenJson>();
    expectTypeOf(goldenJson().where('run.oms.somenewdetector_included').is(true)).toEqualTypeOf<GoldenJson>();
    expectTypeOf(goldenJson().where(dcs.pixel)).toEqualTypeOf<GoldenJson>();
    expectTypeOf(goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD')).toEqualTypeOf<GoldenJson>();
    expectTypeOf(golden.replace('dt-dt', flag('dt-dt').isNot('BAD')).remove('dt-dt')).toEqualTypeOf<GoldenJson>();
    expectTypeOf(golden.withGuards()).toEqualTypeOf<GoldenJson>();
    expectTypeOf(golden.clauses).toEqualTypeOf<readonly string[]>();
    golden.when(6000 as number | undefined, (inner, energy) => {
      expectTypeOf(energy).toEqualTypeOf<number>();
      expectTypeOf(inner).toEqualTypeOf<GoldenJson>();
      return inner.where('run.oms.energy').gte(energy);
    });
  });

  test('accepts expressions of runs, datasets, lumisections and flags', () => {
    const all = [run.energy.gte(1), dataset.dataset_name.eq('online'), lumisection.bpix_ready.is(true)] as const;
    expectTypeOf(golden.where(or(...all, flag('dt-dt').is('BAD'))).where(and(...all))).toEqualTypeOf<GoldenJson>();
    expectTypeOf(except(355100, lumisection.bpix_ready.is(true))).toEqualTypeOf<Expression<'lumisection' | 'run'>>();
    expectTypeOf(atLeastOf(1, [...all])).toEqualTypeOf<Expression<'run' | 'dataset' | 'lumisection'>>();
    expectTypeOf(named('muons', flags(['dt-dt', 'csc-csc']).are('GOOD'))).toEqualTypeOf<Expression<'flag'>>();
    expectTypeOf(logic({ '==': [{ var: 'run.oms.energy' }, 6500] })).toEqualTypeOf<Expression<'lumisection'>>();
    expectTypeOf(certifiable.offline).toEqualTypeOf<Expression<'flag'>>();
    expectTypeOf(dcs).toEqualTypeOf<Readonly<Record<DcsSubsystem, Expression<'lumisection'>>>>();
    // Queries accept expressions of golden JSON, except those of lumisections.
    runs()
      .where(flags(['dt-dt']).are('GOOD'))
      .where(certifiable.online)
      .where(except(355100, run.energy.gte(1)));
  });

  test('evaluates to a boolean for a lumisection, and to ranges for a dataset', () => {
    expectTypeOf(golden.evaluate(data)).toEqualTypeOf<boolean>();
    expectTypeOf(golden.evaluate(ranges)).toEqualTypeOf<readonly (readonly [first: number, last: number])[]>();
    expectTypeOf(golden.evaluate({ ...data, run: { run_number: 1, oms: undefined, rr: undefined } })).toBeBoolean();
    expectTypeOf(golden.trace(data)).toEqualTypeOf<Trace>();
    expectTypeOf<Trace['failed']>().toEqualTypeOf<readonly TracedClause[]>();
    expectTypeOf<TracedClause['rules'][number]['values']>().toEqualTypeOf<Readonly<Record<string, unknown>>>();
  });

  test('prints and parses JSON logic', () => {
    expectTypeOf(golden.toJsonLogic()).toEqualTypeOf<JsonLogicDocument>();
    expectTypeOf(golden.toJSON()).toEqualTypeOf<JsonLogicDocument>();
    expectTypeOf(golden.toJsonLogic().and).toEqualTypeOf<JsonLogic | undefined>();
    expectTypeOf<JsonLogicDocument>().toExtend<JsonLogic>();
    const { golden: parsed, problems } = goldenJson.parse({ and: [] });
    expectTypeOf(parsed).toEqualTypeOf<GoldenJson>();
    expectTypeOf(problems).toEqualTypeOf<readonly Problem[]>();
    expectTypeOf(golden.lint()).toEqualTypeOf<readonly Problem[]>();
    expectTypeOf<Problem['severity']>().toEqualTypeOf<'error' | 'warning'>();
    expectTypeOf<Problem['hint']>().toEqualTypeOf<string | undefined>();
  });

  test('generates lists locally, or on the portal', () => {
    const results = () => ({
      here: golden.generateLocally([data, ranges]),
      ofQuery: golden.generateLocally(datasets().where('dataset_name').eq('online')),
      ofNarrowed: golden.generateLocally(datasets().select('run_number')),
      there: golden.generate({ datasetName: '%', complete: true }),
      thereOfQuery: golden.generate({ query: datasets() }),
      known: new RunRegistry().getJson(1),
    });
    type Generated = ReturnType<typeof results>;
    expectTypeOf(results).toBeFunction();
    expectTypeOf<Generated['here']>().resolves.toEqualTypeOf<LocalResult>();
    expectTypeOf<Generated['ofQuery']>().resolves.toEqualTypeOf<LocalResult>();
    expectTypeOf<Generated['ofNarrowed']>().resolves.toEqualTypeOf<LocalResult>();
    expectTypeOf<Generated['there']>().resolves.toEqualTypeOf<GeneratedJson>();
    expectTypeOf<Generated['thereOfQuery']>().resolves.toEqualTypeOf<GeneratedJson>();
    expectTypeOf<Generated['known']>().resolves.toEqualTypeOf<PortalJson>();
    expectTypeOf<LocalResult['list']>().toEqualTypeOf<LumiList>();
    expectTypeOf<LocalResult['byDataset']>().toEqualTypeOf<ReadonlyMap<string, LumiList>>();
    expectTypeOf<LocalResult['cutFlow']>().toEqualTypeOf<readonly CutFlowStep[]>();
    expectTypeOf<LocalResult['kept']>().toEqualTypeOf<LuminosityAmount>();
    expectTypeOf<GeneratedJson['list']>().toEqualTypeOf<LumiList>();
    // The portal computes these after the list.
    expectTypeOf<GeneratedJson['excluded']>().toEqualTypeOf<LumiList | undefined>();
    expectTypeOf<GeneratedJson['loss']>().toEqualTypeOf<LossReport | undefined>();
    expectTypeOf<GeneratedJson['jsonLogic']>().toEqualTypeOf<JsonLogicDocument>();
    // The state determines the other fields.
    expectTypeOf<Extract<PortalJson, { state: 'done' }>>().toEqualTypeOf<GeneratedJson>();
    expectTypeOf<Extract<PortalJson, { state: 'failed' }>['reason']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<PortalJson['state']>().toEqualTypeOf<'waiting' | 'active' | 'failed' | 'done'>();
  });

  test('precisely describes lists of lumisections', () => {
    const list = LumiList.fromJSON({ '315257': [[1, 88]] });
    expectTypeOf(list).toEqualTypeOf<LumiList>();
    expectTypeOf(list.union(LumiList.empty).select({ from: 1 })).toEqualTypeOf<LumiList>();
    expectTypeOf(list.ranges(315257)).toEqualTypeOf<readonly (readonly [first: number, last: number])[]>();
    expectTypeOf(list.lastRun).toEqualTypeOf<number | undefined>();
    expectTypeOf(list.toJSON()).toEqualTypeOf<LumiListJSON>();
    expectTypeOf(() => LumiList.fromFile('golden.json')).returns.resolves.toEqualTypeOf<LumiList>();
    expectTypeOf(() => [...list]).returns.items.toEqualTypeOf<
      readonly [run: number, ranges: readonly (readonly [first: number, last: number])[]]
    >();
  });
});
