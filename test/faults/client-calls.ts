/** Calls of a client: queries, bulk reads, jobs and single endpoints, with their results as strings. */
import { dataset, FlatTable, flag, type JobProgress, LumiList, or, type RunRegistry, run } from 'runregistry';
import { selection } from '../support/rounds.js';

/** Options of a call; each call uses those that it supports. */
interface CallLimits {
  readonly signal: AbortSignal;
  /** Milliseconds for the whole call. */
  readonly timeout: number;
}

export interface ClientCall {
  readonly kind: 'query' | 'bulk' | 'job' | 'endpoint';
  readonly name: string;
  readonly call: (registry: RunRegistry, limits: CallLimits) => Promise<unknown>;
}

/** Returns a result as a string, to compare it. Omits keys that a fault added. */
export const textOf = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'invented') return undefined;
    if (inner instanceof Map) return [...inner];
    if (inner instanceof LumiList || inner instanceof FlatTable) return String(inner);
    return inner;
  }) ?? 'undefined';

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const query = (name: string, call: ClientCall['call']): ClientCall => ({ kind: 'query', name, call });
const bulk = (name: string, call: ClientCall['call']): ClientCall => ({ kind: 'bulk', name, call });
const endpoint = (
  name: string,
  call: (registry: RunRegistry, options: { readonly signal: AbortSignal }) => Promise<unknown>,
): ClientCall => ({ kind: 'endpoint', name, call: (registry, { signal }) => call(registry, { signal }) });

/** Runs and a dataset of the sample. */
const [aRun, another, aDataset] = [355_711, 323_568, '/PromptReco/Collisions2018D/DQM'];

// Across tables, which needs several requests.
const ofEither = or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('GOOD'));
const ofThree = or(run.run_number.gt(356_000), dataset.dataset_name.eq('online'), flag('csc', 'csc').is('BAD'));

async function job(registry: RunRegistry, complete: boolean, limits: CallLimits): Promise<unknown> {
  const states: JobProgress['state'][] = [];
  const json = await registry
    .goldenJson()
    .flag('dt-dt')
    .is('GOOD')
    .generate({
      ...limits,
      datasetName: '%PromptReco%',
      complete,
      pollDelay: 1,
      onProgress: ({ state }) => states.push(state),
    });
  if (complete !== json.complete && complete) throw new Error('the record is not complete');
  if (states.at(-1) !== 'done') throw new Error('the last state is not done');
  const { list, byDataset, total, kept, runs } = json;
  return { list, byDataset, total, kept, runs, ...(complete && { lost: json.lost, excluded: json.excluded }) };
}

export const clientCalls: readonly ClientCall[] = [
  query('all runs', (registry, limits) => registry.runs().pageSize(3).all(limits)),
  query('all runs in one page', (registry, limits) => registry.runs().all(limits)),
  query('all runs, oldest first', (registry, limits) => registry.runs().orderBy('run_number').pageSize(4).all(limits)),
  query('runs by their start, streamed', (registry, limits) =>
    collect(registry.runs().orderBy('start_time').pageSize(3).stream(limits)),
  ),
  query('runs by class, streamed', (registry, limits) =>
    collect(registry.runs().orderBy('class').pageSize(6).stream(limits)),
  ),
  query('runs by duration', (registry, limits) => registry.runs().orderBy('duration', 'desc').pageSize(5).all(limits)),
  query('the longest runs', (registry, limits) =>
    registry.runs().orderBy('duration', 'desc').limit(4).pageSize(5).all(limits),
  ),
  query('runs, streamed', (registry, limits) => collect(registry.runs().pageSize(4).stream(limits))),
  query('runs in pages', (registry, limits) => collect(registry.runs().pageSize(7).pages(limits))),
  query('some attributes of runs', (registry, limits) =>
    registry.runs().select('run_number', 'class', 'duration').pageSize(6).all(limits),
  ),
  query('runs on the wire', (registry, limits) =>
    registry
      .runs()
      .pageSize(8)
      .all({ ...limits, compress: false }),
  ),
  query('number of runs', (registry, limits) => registry.runs().count(limits)),
  query('runs of a union', (registry, limits) => registry.runs().where(ofEither).pageSize(3).all(limits)),
  query('runs of a union, streamed', (registry, limits) =>
    collect(registry.runs().where(ofEither).pageSize(2).stream(limits)),
  ),
  query('runs of a union by their start', (registry, limits) =>
    collect(registry.runs().where(ofEither).orderBy('start_time').pageSize(2).stream(limits)),
  ),
  query('number of runs of a union', (registry, limits) => registry.runs().where(ofEither).count(limits)),
  query('datasets of a union', (registry, limits) => registry.datasets().where(ofThree).pageSize(9).all(limits)),
  query('datasets of a union, streamed', (registry, limits) =>
    collect(registry.datasets().where(ofThree).pageSize(7).stream(limits)),
  ),
  query('number of datasets of a union', (registry, limits) => registry.datasets().where(ofThree).count(limits)),
  query('all datasets', (registry, limits) => registry.datasets().pageSize(10).all(limits)),
  query('datasets in pages of two', (registry, limits) =>
    registry.datasets().where('run_number').between(316_000, 320_000).pageSize(2).all(limits),
  ),
  query('datasets by name', (registry, limits) =>
    collect(registry.datasets().orderBy('dataset_name').pageSize(11).stream(limits)),
  ),
  query('the first run', (registry, limits) => registry.runs().first(limits)),
  query('one run', (registry, limits) => registry.runs().where('run_number').eq(aRun).one(limits)),
  query('existence of a run', (registry, limits) => registry.runs().where('class').like('%Ions%').exists(limits)),
  query('existence of no run', (registry, limits) => registry.runs().where('class').like('%Z%').exists(limits)),
  query('no run', (registry, limits) => registry.runs().where('run_number').lt(5).all(limits)),
  bulk('lumisections of Cosmics', (registry, { signal }) =>
    collect(registry.runs().where('class').like('%Cosmics%').pageSize(4).lumisections({ signal })),
  ),
  bulk('lumisections of datasets', (registry, { signal }) =>
    registry.datasets().where('dataset_name').like('%Express%').pageSize(5).lumisections({ signal }).all(),
  ),
  bulk('a list of good lumisections', (registry, { signal }) =>
    registry
      .runs()
      .where('run_number')
      .gt(356_000)
      .lumisections({ signal, oms: false })
      .toLumiList(({ rr }) => rr?.['dt-dt']?.status === 'GOOD'),
  ),
  bulk('a table of bits', (registry, { signal }) =>
    registry
      .runs()
      .where('run_number')
      .lt(317_000)
      .lumisections({ signal, rr: false })
      .toTable({ bits: ['bpix_ready'] }),
  ),
  bulk('fractions of a flag', (registry, { signal }) =>
    registry.runs().where('class').like('%Collisions18%').lumisections({ signal, oms: false }).fractions(['dt-dt']),
  ),
  { kind: 'job', name: 'a golden JSON', call: (registry, limits) => job(registry, false, limits) },
  { kind: 'job', name: 'a golden JSON with its losses', call: (registry, limits) => job(registry, true, limits) },
  endpoint('a run', (registry, options) => registry.getRun(aRun, options)),
  endpoint('an unknown run', (registry, options) => registry.getRun(7, options)),
  endpoint('a dataset', (registry, options) => registry.getDataset(another, aDataset, options)),
  endpoint('datasets of a run', (registry, options) => registry.getDatasetNamesOfRun(another, options)),
  endpoint('names of datasets', (registry, options) =>
    registry.getUniqueDatasetNames(registry.datasets().where('run_number').gt(320_000), options),
  ),
  endpoint('waiting datasets', (registry, options) => registry.getDatasetsWaiting(options)),
  endpoint('accepted datasets', (registry, options) => registry.getDatasetsAccepted(undefined, options)),
  endpoint('cycles', (registry, options) => registry.getCycles('global', options)),
  endpoint('workspaces', (registry, options) => registry.getWorkspaces('offline', options)),
  endpoint('flags', (registry, options) => registry.getLumisections(aRun, 'online', options)),
  endpoint('bits', (registry, options) => registry.getOmsLumisections(aRun, 'online', options)),
  endpoint('ranges of flags', (registry, options) => registry.getLumisectionRanges(another, aDataset, options)),
  endpoint('ranges of a flag', (registry, options) =>
    registry.getLumisectionRangesByComponent(another, 'online', options),
  ),
  endpoint('ranges of flags and bits', (registry, options) =>
    registry.getJointLumisectionRanges(another, 'online', options),
  ),
  endpoint('the history of a run', (registry, options) => registry.getRunWithHistory(another, options)),
  endpoint('the history of flags', (registry, options) => registry.getLumisectionHistory(another, 'online', options)),
  endpoint('data of golden JSON', (registry, options) =>
    registry.getDataOfJson({ [aRun]: [[1, 3]] }, 'online', options),
  ),
];

/** All calls in `npm run test:full`, otherwise every third one, for tests that repeat the calls. */
export const repeatedCalls = selection(clientCalls, Math.ceil(clientCalls.length / 3));
