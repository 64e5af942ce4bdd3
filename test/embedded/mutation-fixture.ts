/** Mutations of an embedded registry over the sample. Each test uses separate runs. */
import { type EmbeddedRegistry, type Json, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, expect } from 'vitest';
import { sample } from '../support/sample.js';

export const expert = { email: 'expert@cern.ch', egroups: 'zh,cms-dqm-runregistry-experts' };
export const shifter = { email: 'shifter@cern.ch', egroups: 'cms-dqm-runregistry-online-shifters,zh' };
export const stranger = { email: 'someone@cern.ch', egroups: 'zh,cms-members' };
export const job = { email: 'auto@auto' };

export type Headers = Readonly<Record<string, string>>;
export type Row = Readonly<Record<string, Json>>;

export const state = sample;
export const flagsOf = new Map(
  state.rrLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row.rr_lumisection_ranges]),
);
export const bitsOf = new Map(
  state.omsLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row.oms_lumisections]),
);
export const namesOf = (run: number): string[] =>
  state.datasets.filter((dataset) => dataset.run_number === run && !dataset.deleted).map(({ name }) => name);
const classOf = (run: number): Json | undefined =>
  state.runs.find(({ run_number }) => run_number === run)?.rr_attributes.class;
/** Returns true if signing off the run creates this dataset. */
export const accepts = (run: number, name: string): boolean =>
  (state.datasetsAccepted as readonly Row[]).some(
    (dataset) =>
      dataset.name === name &&
      dataset.enabled === true &&
      dataset.class === classOf(run) &&
      Number(dataset.run_from) <= run &&
      run <= Number(dataset.run_to),
  );

/** Open runs that can be signed off: every flag has a status on every lumisection. */
const openRuns = state.runs.filter(({ run_number, rr_attributes: { state, significant }, deleted }) => {
  const flags = flagsOf.get(`${run_number} online`) ?? [];
  const statuses = flags
    .flatMap((range) => Object.values(range))
    .map((flag) => (typeof flag === 'number' ? 'GOOD' : flag.status));
  const isKnown = !statuses.includes('EMPTY') && !statuses.includes('NO VALUE FOUND');
  return state === 'OPEN' && significant === true && !deleted && (flags.at(-1)?.end ?? 0) > 20 && isKnown;
});

let open: typeof openRuns = [];

/** Returns a run that no other test changes. */
export function take(wanted: (run: number) => boolean = () => true): number {
  const index = open.findIndex(({ run_number, rr_attributes }) => rr_attributes.class !== '' && wanted(run_number));
  const [found] = open.splice(index, 1);
  if (index < 0 || found === undefined) throw new Error('The sample has no such run left');
  return found.run_number;
}

export const runWith = (wanted: (attributes: Row, run: number) => boolean): number =>
  state.runs.find(({ rr_attributes, run_number, deleted }) => !deleted && wanted(rr_attributes, run_number))
    ?.run_number ?? 0;

let registry: EmbeddedRegistry;
/** Starts a separate registry for the tests of a file. */
export function ownRegistry(): void {
  open = [...openRuns];
  beforeAll(async () => {
    registry = await startEmbedded();
  });
  afterAll(() => registry?.close());
}

export async function send(
  method: string,
  path: string,
  body?: object,
  headers: Headers = {},
  { url } = registry,
): Promise<{ status: number; body: Row & { readonly [key: string]: Json } }> {
  const response = await fetch(`${url}/${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Row };
}

/** Returns the body of a request that must succeed. */
export async function done(method: string, path: string, body?: object, headers: Headers = expert): Promise<Row> {
  const { status, body: response } = await send(method, path, body, headers);
  expect(status, JSON.stringify(response)).toBe(200);
  return response;
}

/** Returns the message of a request that must fail. */
export async function refused(method: string, path: string, body?: object, headers: Headers = expert): Promise<string> {
  const { status, body: response } = await send(method, path, body, headers);
  expect(status, JSON.stringify(response)).toBe(500);
  return String(response.err);
}

export const getRun = (run: number) => done('GET', `runs/${run}`);
export const getDataset = (run: number, name: string) =>
  done('POST', 'datasets/get_dataset', { run_number: run, dataset_name: name });
export const about = (run: number, dataset_name = 'online') => ({ run_number: run, dataset_name });
export const listed = async (kind: 'runs' | 'datasets', filter: object): Promise<Row[]> => {
  const response = await done('POST', `${kind}_filtered_ordered`, { page: 0, page_size: 500, sortings: [], filter });
  return response[kind] as unknown as Row[];
};
export const numbers = async (filter: object): Promise<Json[]> =>
  (await listed('runs', filter)).map(({ run_number }) => run_number as Json);
export const names = async (filter: object): Promise<Json[]> =>
  (await listed('datasets', filter)).map(({ name }) => name as Json);
export const runHistory = async (run: number) => (await done('GET', `run_with_history/${run}`)) as unknown as Row[];
export const history = async (kind: 'rr' | 'oms', run: number, name = 'online') =>
  (await done('POST', `lumisections/get_${kind}_lumisection_history`, about(run, name))) as unknown as Row[];
export const lumisections = async (kind: 'rr' | 'oms', run: number, name = 'online') =>
  (await done('POST', `lumisections/${kind}_lumisections`, about(run, name))) as unknown as Record<string, Row>[];

export const flagEdit = (
  run: number,
  start: number,
  end: number,
  status: string,
  more: object = {},
  name = 'online',
) => ({
  ...about(run, name),
  component: 'dt-dt',
  new_lumisection_range: { start, end, status, comment: 'HV trip of this test', cause: '', ...more },
});
export const editFlag = (...edit: Parameters<typeof flagEdit>) =>
  done('PUT', 'lumisections/edit_rr_lumisections', flagEdit(...edit), shifter);
export const bitEdit = (run: number, start: number, end: number, name = 'online') => ({
  ...about(run, name),
  component: 'castor_ready',
  new_lumisection_range: { start, end, status: 'true', comment: 'override' },
});

/** Returns everything that a client can read of a run. */
export async function snapshot(run: number): Promise<object> {
  const datasets = (await done('GET', `get_all_dataset_names_of_run/${run}`)) as unknown as string[];
  return {
    run: await getRun(run),
    history: await runHistory(run),
    datasets: await Promise.all(
      datasets
        .sort()
        .map(async (name) => [
          await getDataset(run, name),
          await history('rr', run, name),
          await history('oms', run, name),
          await lumisections('rr', run, name),
          await lumisections('oms', run, name),
        ]),
    ),
  };
}
