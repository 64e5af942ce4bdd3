/** An embedded registry for tests of operations, in which each test takes separate runs. */
import type { DatasetKey, OperationOutcome, OperationResult, RunRegistry } from 'runregistry';
import { type EmbeddedRegistry, startEmbedded } from 'runregistry/embedded';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type FaultProxy, faultProxy } from '../support/fault-proxy.js';
import { sample } from '../support/sample.js';

export const state = sample;
export const flagsOf = new Map(
  state.rrLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row.rr_lumisection_ranges]),
);
export const runsIn = (wanted: string) =>
  state.runs.filter(({ rr_attributes, deleted }) => !deleted && rr_attributes.state === wanted);
/** Open runs that can be signed off: every flag has a status in every lumisection. */
const open = runsIn('OPEN').filter(({ run_number, rr_attributes }) => {
  const ranges = flagsOf.get(`${run_number} online`) ?? [];
  const unknown = ranges.some((range) =>
    Object.values(range).some((flag) => Object(flag).status === 'EMPTY' || Object(flag).status === 'NO VALUE FOUND'),
  );
  return rr_attributes.class !== '' && (ranges.at(-1)?.end ?? 0) > 20 && !unknown;
});
export let significant: typeof open = [];
export let insignificant: typeof open = [];
/** Takes runs that no other test changes, earliest first. */
export const take = (n: number, of = significant): number[] => {
  const taken = of.splice(0, n).map(({ run_number }) => run_number);
  if (taken.length < n) throw new Error('The sample has no such runs left');
  return taken.toSorted((a, b) => a - b);
};
export const one = (of = significant): number => take(1, of)[0] as number;
export const signedOff = runsIn('SIGNOFF');
export const unknownRun = 17;
const allOpenDatasets = state.datasets.filter(
  ({ dataset_attributes, deleted }) =>
    !deleted && dataset_attributes.global_state === 'OPEN' && dataset_attributes.tracker_state === 'OPEN',
);
export let openDatasets: typeof allOpenDatasets = [];
export const takeDatasets = (n: number): DatasetKey[] => {
  const taken = openDatasets.splice(0, n).map(({ run_number, name }) => ({ run_number, dataset_name: name }));
  if (taken.length < n) throw new Error('The sample has no such datasets left');
  return taken;
};

let embedded: EmbeddedRegistry;
export let proxy: FaultProxy;
export let registry: RunRegistry;
export const as = (email: string, ...egroups: string[]) => proxy.client({ identity: { email, egroups } });
/** Starts a separate registry for the tests of a file, which can take all runs and datasets: files share this module. */
export function ownRegistry(): void {
  significant = open.filter(({ rr_attributes }) => rr_attributes.significant === true);
  insignificant = open.filter(({ rr_attributes }) => rr_attributes.significant === false);
  openDatasets = [...allOpenDatasets];
  beforeAll(async () => {
    embedded = await startEmbedded();
    proxy = await faultProxy(embedded.url);
    registry = proxy.client();
  });
  afterEach(async () => {
    // Every call ends its requests.
    await expect.poll(() => proxy.server.open, { interval: 1 }).toBe(0);
    proxy.mutations();
  });
  afterAll(async () => {
    await proxy?.close();
    await embedded?.close();
  });
}

export const rr = async (run: number) => {
  const row = await registry.getRun(run);
  return { state: row?.state, class: row?.class, significant: row?.significant, version: row?.version };
};
export const states = async (runs: readonly number[]) => Promise.all(runs.map(async (run) => (await rr(run)).state));
/** Changes of a run. A mark is one change, although the registry also classifies the run in a version of the same comment. */
export const versions = async (run: number) => {
  const comments = (await registry.getRunWithHistory(run)).map(({ comment }) => comment);
  return comments.filter((comment, index) => !(comment.startsWith('mark run') && comments[index - 1] === comment))
    .length;
};
export const statuses = ({ outcomes }: OperationResult) => outcomes.map(({ status }) => status);
export const only = ({ outcomes, stopped }: OperationResult): OperationOutcome => {
  expect(outcomes).toHaveLength(1);
  expect(stopped).toBeUndefined();
  return outcomes[0] as OperationOutcome;
};
