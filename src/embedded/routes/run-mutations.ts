import type { Database } from '../data/database.js';
import { completeFlags } from '../data/lumisections.js';
import { rrRanges } from '../data/stored-lumisections.js';
import { authorOf } from '../history/author.js';
import { type Change, changedAttributes, store } from '../history/change.js';
import { classifyRun } from '../history/classify-run.js';
import {
  createEvents,
  type Event,
  eventsOf,
  eventsToStore,
  type Metadata,
  mergedAttributes,
} from '../history/events.js';
import { waitingDatasets } from '../history/waiting-datasets.js';
import { jsonText, type RegistryResponse } from '../routing/response.js';
import type { RouteContext, Routes } from '../routing/route.js';
import { literal } from '../sql/literal.js';
import type { Json } from '../state.js';
import { experts, mutation, shifters } from './permission.js';
import { runRow } from './run.js';

/** Routes that change runs. All return the run, as `GET /runs/:run_number` does. */
export const runMutationRoutes: Routes = {
  'POST /runs/move_run/:from_state/:to_state': mutation(moveRun, ({ from_state, to_state }) =>
    from_state === 'OPEN' && to_state === 'SIGNOFF' ? [experts, shifters] : [experts],
  ),
  'PUT /manual_run_edit/:run_number/:attribute': mutation(editRun, ({ attribute }) =>
    attribute === 'stop_reason' ? [experts, shifters] : [experts],
  ),
  'POST /runs/mark_significant': mutation(markSignificant, () => [experts, shifters]),
  'POST /runs/refresh_run/:run_number': mutation(refresh),
  'POST /runs/reset_and_refresh_run/:run_number': mutation(refresh),
};

/** The fields of a run that changes read. */
export interface FoundRun {
  readonly run_number: number;
  readonly rr_attributes: Metadata;
}

/** Returns the run with this number. */
export async function findRun(database: Database, named: Json | undefined): Promise<FoundRun | undefined> {
  const number = typeof named === 'object' && named !== null ? String(named) : named;
  const [text] = await database.column(
    `SELECT json_build_object('run_number', run_number, 'rr_attributes', rr_attributes)::text
     FROM "Run" WHERE run_number = ${literal(number, 'integer')}`,
  );
  return text === undefined ? undefined : (JSON.parse(text) as FoundRun);
}

/** Returns the run, which must be open. */
export function openRun(run: FoundRun | undefined, to: string): FoundRun {
  if (run === undefined) throw new Error('Run not found');
  if (run.rr_attributes.state !== 'OPEN') throw new Error(`Run must be in state OPEN to be ${to}`);
  return run;
}

/** Returns the run, which must exist. The message is that of the real registry, which does not check for null. */
export function existing(run: FoundRun | undefined): FoundRun {
  if (run === undefined) throw new TypeError("Cannot read property 'rr_attributes' of null");
  return run;
}

/** Returns the change that sets attributes of a run. */
async function setAttributes(
  database: Database,
  { run_number }: FoundRun,
  { by, comment }: Pick<Event, 'by' | 'comment'>,
  rr_metadata: Metadata,
): Promise<Required<Pick<Change, 'events' | 'runs'>>> {
  const metadata = { oms_metadata: {}, rr_metadata };
  const [event] = await createEvents(database, by, comment, [{ kind: 'run', run_number, name: 'online', metadata }]);
  const past = await eventsOf(database, 'run', run_number);
  const events = [...(await eventsToStore(database, 'run', run_number)), event as Event];
  const rr_attributes = mergedAttributes([...past, event as Event]);
  return { events, runs: [{ run_number, rr_attributes, version: (event as Event).version }] };
}

/** Flags that need a verdict on every lumisection before a run can be signed off. */
const certifiedFlags = new Set([
  'castor-castor',
  'cms-cms',
  'csc-csc',
  'ctpps-ctpps',
  'dt-dt',
  'ecal-ecal',
  'ecal-es',
  'hcal-hcal',
  'hlt-hlt',
  'l1t-l1t',
  'l1t-l1tcalo',
  'l1t-l1tmu',
  'lumi-lumi',
  'rpc-rpc',
  'tracker-pixel',
  'tracker-strip',
]);

/** Moves a run to a state. The state in the path from which it is moved only decides the permission. */
async function moveRun({ parameters, headers, body, database }: RouteContext): Promise<RegistryResponse> {
  const state = parameters.to_state ?? '';
  const row = await findRun(database, body.run_number);
  if (!['SIGNOFF', 'OPEN', 'COMPLETED'].includes(state)) {
    throw new Error('The final state must be SIGNOFF, OPEN OR COMPLETED, no other option is valid');
  }
  const run = existing(row);
  const { run_number, rr_attributes } = run;
  if (rr_attributes.state === state) throw new Error(`Run ${run_number} state is already in state ${state}`);
  const flags = completeFlags(await rrRanges(database, run_number, 'online'));
  if (flags.length === 0) {
    throw new Error(`There is no run lumisection data for run ${run_number}, therefore it cannot be signed off`);
  }
  if (state !== 'OPEN') checkVerdicts(flags);
  if (rr_attributes.class === '') throw new Error('The class of run must not be empty ');
  const version = { by: authorOf(headers), comment: `move state run ${run_number} to state ${state}` };
  const change = await setAttributes(database, run, version, { state });
  if (state === 'OPEN') {
    await store(database, change);
  } else {
    const waiting = await waitingDatasets(database, run_number, String(rr_attributes.class));
    await store(database, { ...waiting, runs: change.runs, events: [...change.events, ...waiting.events] });
  }
  return jsonText(await runRow(database, run_number));
}

function checkVerdicts(lumisections: ReturnType<typeof completeFlags>): void {
  lumisections.forEach((flags, index) => {
    for (const [flag, { status }] of Object.entries(flags)) {
      if (!certifiedFlags.has(flag) || !['', 'EMPTY', 'NO VALUE FOUND'].includes(status)) continue;
      const component = flag.split('-')[1];
      throw new Error(
        `There is a ${status || 'empty'} lumisection at position ${index + 1} of this run in component ${component}.
                           Please wait until this component is updated automatically (<5 mins), or ask ${component} expert, then change the value in the 'manage' menu.`,
      );
    }
  });
}

/** Sets all attributes of the body, not only that of the path. */
async function editRun({ parameters, headers, body, database }: RouteContext): Promise<RegistryResponse> {
  const attribute = parameters.attribute ?? '';
  if (!(attribute in body)) throw new Error(`Requested to change ${attribute} but no suitable data was supplied`);
  const run = openRun(await findRun(database, parameters.run_number), 'edited');
  const { run_number, rr_attributes } = run;
  const changed = changedAttributes(rr_attributes, body);
  if (Object.keys(changed).length > 0) {
    const comment = `run ${run_number} manual edit of attribute ${attribute} from "${rr_attributes[attribute]}" to "${body[attribute]}"`;
    await store(database, await setAttributes(database, run, { by: authorOf(headers), comment }, changed));
  }
  return jsonText(await runRow(database, run_number));
}

/**
 * Marks a run and commits. Then queries OMS to classify the run and to set the flags that its lumisections lack. An error of OMS
 * is reported although the run is marked.
 */
async function markSignificant({ headers, body, database, oms }: RouteContext): Promise<RegistryResponse> {
  const run = openRun(await findRun(database, body.run_number), 'marked significant');
  const { run_number, rr_attributes } = run;
  if (rr_attributes.significant === true) throw new Error('Run is already significant');
  const comment = `mark run ${run_number} significant`;
  const marked = await setAttributes(database, run, { by: authorOf(headers), comment }, { significant: true });
  await store(database, marked);
  if (oms === 'unreachable') {
    throw new Error('Transaction cannot be rolled back because it has been finished with state: commit');
  }
  const classified = await classifyRun(database, run_number, marked.events.at(-1) as Event);
  if (classified !== undefined) await store(database, classified);
  return jsonText(await runRow(database, run_number));
}

/**
 * Restores class and significance as they were at the creation of the run, as OMS has no newer data. Manual changes take
 * precedence, also after a reset, as on the real registry, which records a reset with the same comment. Unlike the real one, this
 * also records a refresh that changes nothing.
 */
async function refresh({ parameters, headers, database, oms }: RouteContext): Promise<RegistryResponse> {
  const run = openRun(await findRun(database, parameters.run_number), 'refreshed');
  if (oms === 'unreachable') throw new Error('getaddrinfo ENOTFOUND cmsoms.cern.ch');
  const { run_number, rr_attributes } = run;
  const [creation] = await eventsOf(database, 'run', run_number);
  const created = Object(creation?.metadata.rr_metadata) as Metadata;
  const changed = changedAttributes(rr_attributes, { class: created.class, significant: created.significant });
  const email = authorOf(headers);
  const by = email === '' ? 'auto@auto' : `auto@auto - ${email}`;
  const comment = `run ${run_number} automatic update`;
  await store(database, await setAttributes(database, run, { by, comment }, changed));
  return jsonText(await runRow(database, run_number));
}
