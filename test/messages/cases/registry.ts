import { catalogue, datasets, type EditLumisections, RunRegistry, RunRegistryError, runs } from 'runregistry';
import { startEmbedded } from 'runregistry/embedded';
import { fromEnvironment } from '../../../src/registry/environment.js';
import { OperationResult } from '../../../src/registry/operation.js';
import { scripted } from '../../support/scripted-server.js';
import { untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

const registry = new RunRegistry({ target: 'local' });
/** The client without the types of its arguments. */
const client = registry as unknown as {
  readonly [Method in keyof RunRegistry]: (...args: readonly unknown[]) => Promise<unknown>;
};
const edit = { flag: 'dt-dt', start: 1, end: 2, status: 'GOOD' } as const;
const editWith = (options: object) => registry.editLumisections(355100, { ...edit, ...options } as EditLumisections);
const dataset = [{ run_number: 355100, dataset_name: 'online' }];

/** Calls a client whose registry responds with a JSON value. */
async function respondedWith(json: unknown, call: (client: RunRegistry) => Promise<unknown>): Promise<unknown> {
  const server = await scripted(() => ({ json }));
  try {
    return await call(new RunRegistry({ url: server.url }));
  } finally {
    await server.close();
  }
}

export const failures: Failures = {
  'a run number as a string': () => client.getRun('355100'),
  'a run number of another type': () => client.getRun(null),
  'a run number that is too small': () => registry.getRun(0),
  'a dataset name of another type': () => client.getDataset(355100, 5),
  'an empty dataset name': () => registry.getDataset(355100, ''),
  'a run class that is a path': () => registry.getDatasetsAccepted('..'),
  'a workspace of another type': () => client.getCycles(null),
  'a misspelt kind of workspaces': () => client.getWorkspaces('onlin'),
  'an unknown kind of workspaces': () => client.getWorkspaces('both'),
  'a query for runs instead of datasets': () => client.getUniqueDatasetNames(runs()),
  'a query for datasets with a limit': () => registry.getUniqueDatasetNames(datasets().limit(5)),
  'names of datasets of another registry': () =>
    registry.getUniqueDatasetNames(new RunRegistry({ url: 'https://example.org/api' }).datasets()),
  'a method without its object': () => Reflect.apply(client.getRun, undefined, [355100]),
  'a string instead of a query': () => client.getUniqueDatasetNames('%'),
  'a list of lumisections without an end': () => registry.getDataOfJson({ 355100: [[1, Number.POSITIVE_INFINITY]] }),
  'an unknown option of a read': () => client.getRun(355100, { signl: 1 }),
  'a document with an error': () =>
    registry.createJson({ and: [{ '<=': [{ var: 'run.oms.enrgy' }, 7000] }] }, { datasetName: 'online' }),
  'a string instead of run numbers': () => client.markSignificant('355100'),
  'a query for datasets instead of runs': () => client.markSignificant(datasets()),
  'a dataset name with NUL': () => registry.getDataset(355100, 'online\0'),
  'a comment with a lone surrogate': () => editWith({ comment: 'HV trip \ud83d' }),
  'a rule with NUL': () =>
    registry.createJson({ '==': [{ var: 'run.oms.hlt_key' }, 'a\0'] }, { datasetName: 'online' }),
  'tags with NUL': () =>
    registry.createJson({ '==': [{ var: 'run.oms.hlt_key' }, 'a'] }, { datasetName: 'online', tags: '\0' }),
  'a payload with NUL': () =>
    registry
      .runs()
      .raw({ 'oms_attributes.hlt_key': { '=': 'a\0' } })
      .all(),
  'a misspelt status of outcomes': () => new OperationResult([], undefined).with('faild' as 'done'),
  'two codes of an error': () => untypedCall(RunRegistryError.prototype.is)('no-row', 'not-found'),
  'a query of another registry': () => registry.markSignificant(new RunRegistry({ url: 'http://127.0.0.1:9' }).runs()),
  'a query of another embedded registry': () =>
    new RunRegistry({ target: 'embedded' }).markSignificant(new RunRegistry({ target: 'embedded' }).runs()),
  'a run to hide that does not exist': async () => {
    await using embedded = await startEmbedded();
    await embedded.change({ hideRuns: [1] });
  },
  'a change of a closed registry': async () => {
    const closed = await startEmbedded();
    await closed.close();
    return closed.change({ hideRuns: [355100] });
  },
  'a key instead of datasets': () => client.moveDatasets(dataset[0], { to: 'OPEN' }),
  'a number instead of a key': () => client.moveDatasets([355100], { to: 'OPEN' }),
  'rows instead of keys': () => client.moveDatasets([{ run_number: 355100, name: 'online' }], { to: 'OPEN' }),
  'a query for runs as datasets of an operation': () => client.moveDatasets(runs(), { to: 'OPEN' }),
  'an operation without its options': () => client.moveRuns(355100),
  'a misspelt run state': () => client.moveRuns(355100, { to: 'SIGNOF' }),
  'a run state that is missing': () => client.moveRuns(355100, {}),
  'a dataset state for a run': () => client.moveRuns(355100, { to: 'OPEN', from: 'waiting dqm gui' }),
  'a misspelt dataset state': () => client.moveDatasets(dataset, { to: 'closed' }),
  'a misspelt workspace': () =>
    respondedWith([{ workspace: 'tracker', columns: [] }], (scriptedClient) =>
      scriptedClient.moveDatasets(dataset, { to: 'OPEN', workspace: 'traker' }),
    ),
  'an empty run class': () => registry.changeRunClass(355100, ''),
  'a dryRun of another type': () => client.refreshRuns(355100, { dryRun: 1 }),
  'an unknown flag in an edit': () => editWith({ flag: 'dt-dtt' }),
  'an unknown status in an edit': () => editWith({ status: 'GODO' }),
  'a start that is not a lumisection number': () => editWith({ start: 0 }),
  'an edit that ends before it starts': () => editWith({ start: 5, end: 3 }),
  'a comment of another type': () => editWith({ comment: 5 }),
  'a status BAD without a comment': () => editWith({ status: 'BAD' }),
  'JSON of another target': () => runs.fromJSON({ version: 1, target: 'datasets' }),
  'JSON of another version': () => runs.fromJSON({ version: 2 }),
  'JSON with an unknown field': () => runs.fromJSON({ version: 1, target: 'runs', were: [] }),
  'a string instead of JSON': () => runs.fromJSON('{}'),
  'JSON with another order': () => runs.fromJSON({ version: 1, target: 'runs', orderBy: 'energy' }),
  'an order by the same attribute twice': () => runs().orderBy('energy').orderBy('energy'),
  'JSON with an unknown node': () => runs.fromJSON({ version: 1, target: 'runs', where: { kind: 'xor' } }),
  'JSON with another selection': () => runs.fromJSON({ version: 1, target: 'runs', select: 'energy' }),
  'a comparison without a registry': () => untypedCall(catalogue.compare)(),
  'a sample of another type': () => catalogue.compare(registry, { sample: 1.5 }),
  'SSO_CLIENT_ID without SSO_CLIENT_SECRET': () => fromEnvironment({}, { SSO_CLIENT_ID: 'id' }),
  'a response that is not a list': () => respondedWith({}, (scriptedClient) => scriptedClient.getDatasetsWaiting()),
  'a list with elements of another shape': () => respondedWith([5], (scriptedClient) => scriptedClient.getCycles()),
  'a response that is not a row': () => respondedWith([], (scriptedClient) => scriptedClient.getDataset(355100)),
  'a response without data': () =>
    respondedWith({}, (scriptedClient) => scriptedClient.getDataOfJson({ 355100: [[1, 2]] })),
};
