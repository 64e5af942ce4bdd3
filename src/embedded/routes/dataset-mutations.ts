import type { Database } from '../data/database.js';
import { authorOf } from '../history/author.js';
import { store } from '../history/change.js';
import { createEvents, type Event, lumisectionEventsToStore, type Metadata } from '../history/events.js';
import { waitingState } from '../history/waiting-datasets.js';
import type { RegistryResponse } from '../routing/response.js';
import type { RouteContext, Routes } from '../routing/route.js';
import type { Json } from '../state.js';
import { getDataset, isNamed } from './dataset.js';
import { experts, mutation } from './permission.js';

/** E-groups of certifiers that are not named after their workspace. */
const certifierGroups: Readonly<Record<string, string>> = { lumi: 'lum', muon: 'muo', jetmet: 'jme' };

/** Workspaces that only experts may change. */
const expertWorkspaces = ['global', 'cms', 'dc'];

/** Routes that change datasets. They return the dataset, as `get_dataset` does. */
export const datasetMutationRoutes: Routes = {
  'POST /datasets/:workspace/move_dataset/:from_state/:to_state': mutation(moveDataset, ({ workspace = '' }) =>
    expertWorkspaces.includes(workspace)
      ? [experts]
      : [experts, `cms-dqm-runregistry-offline-${certifierGroups[workspace] ?? workspace}-certifiers`],
  ),
};

interface FoundDataset {
  readonly run_number: number;
  readonly name: string;
  readonly dataset_attributes: Metadata;
}

/** Sets the state in the workspace of the body; that of the path only decides the permission. Any string is a state. */
async function moveDataset({ parameters, headers, body, database }: RouteContext): Promise<RegistryResponse> {
  const { run_number, name, dataset_attributes } = await findDataset(database, body);
  const state = parameters.to_state ?? '';
  const waits = Object.keys(dataset_attributes).filter(
    (attribute) => attribute.includes('_state') && dataset_attributes[attribute] === waitingState,
  );
  // A dataset that waits in the global workspace is opened in all workspaces where it waits.
  const all = body.workspace === 'global' && dataset_attributes.global_state === waitingState && state === 'OPEN';
  const metadata = Object.fromEntries(
    [...(all ? waits : []), `${body.workspace}_state`].map((attribute): [string, Json] => [attribute, state]),
  );
  const events = await createEvents(database, authorOf(headers), 'manual change of state of dataset', [
    { kind: 'dataset', run_number, name, metadata },
  ]);
  const { version } = events[0] as Event;
  const dataset = { run_number, name, version, dataset_attributes: { ...dataset_attributes, ...metadata } };
  const past = await lumisectionEventsToStore(database, run_number, name);
  await store(database, { events: [...past, ...events], datasets: [dataset] });
  return getDataset({ body: { run_number, dataset_name: name }, database });
}

async function findDataset(database: Database, body: RouteContext['body']): Promise<FoundDataset> {
  const [text] = await database.column(`SELECT to_json("Dataset")::text FROM "Dataset" WHERE ${isNamed(body)} LIMIT 1`);
  if (text === undefined) {
    throw new TypeError("Cannot destructure property 'dataset_attributes' of 'dataset' as it is null.");
  }
  return JSON.parse(text) as FoundDataset;
}
