import type { Database } from '../data/database.js';
import { cacheRow, type LumisectionRow } from '../data/derived-rows.js';
import { joinedOmsLumisections, omsLumisections, ownOmsLumisections, rrRanges } from '../data/stored-lumisections.js';
import { authorOf } from '../history/author.js';
import { type Change, store } from '../history/change.js';
import {
  createEvents,
  type Draft,
  type Event,
  eventsOf,
  eventsToStore,
  isManual,
  lumisectionEventsToStore,
  type Metadata,
  withMetadataId,
} from '../history/events.js';
import { overlayBits, overlayFlags } from '../history/overlay.js';
import { json, type RegistryResponse } from '../routing/response.js';
import type { RouteContext, Routes } from '../routing/route.js';
import { quoteText } from '../sql/literal.js';
import type { Json } from '../state.js';
import { experts, mutation, shifters } from './permission.js';
import { existing, findRun, openRun } from './run-mutations.js';

/** Routes that change lumisections. They return the event, without the values that it sets. */
export const lumisectionMutationRoutes: Routes = {
  'PUT /lumisections/edit_rr_lumisections': mutation(editFlags, () => [experts, shifters]),
  'PUT /lumisections/edit_oms_lumisections': mutation(editBits, () => [experts]),
};

/** Beyond this number the real registry runs out of memory. */
const maxLumisection = 100_000;

/** Sets a flag. Status and flag may be any string. A range beyond the last lumisection extends the dataset. */
async function editFlags(context: RouteContext): Promise<RegistryResponse> {
  const { status, comment: remark, cause } = newRange(context);
  if (!status) throw new Error('No status present when trying to edit lumisections');
  if (status === 'BAD' && isShort(remark)) {
    throw new Error('When setting lumisections as BAD, there MUST be a comment for this action.');
  }
  const verdict = { status, comment: remark || '', cause: cause || '' };
  const { database, body } = context;
  const target = await editable(context, 'lumisections');
  const { run_number, name } = target;
  const comment = `Edit run ${run_number} lumisections of a dataset ${name} for component ${body.component}`;
  const metadata = { [`${body.component}`]: verdict };
  const { event, change } = await edit(context, target, { kind: 'rr', comment, metadata });
  // Manual changes take precedence over automatic ones.
  const manual = event.manual_change ? [] : (await eventsOf(database, 'rr', run_number, name)).filter(isManual);
  const ranges = overlayFlags(await rrRanges(database, run_number, name), [event, ...manual]);
  const bits = await joinedOmsLumisections(database, run_number, name);
  await store(database, {
    ...change,
    rr: target.range === undefined ? [] : [{ run_number, name, items: ranges }],
    caches: [cacheRow(change.datasets[0], ranges, bits)],
  });
  return json({ ...response(event), manual_change: event.manual_change });
}

/** Sets an OMS bit to true. The registry reads false as a missing status. */
async function editBits(context: RouteContext): Promise<RegistryResponse> {
  const { start, end, status: given, comment: remark } = newRange(context);
  const status = given === 'true' || (given === 'false' ? false : given);
  if (typeof status !== 'boolean') throw new Error('DCS Bits can only be true or false');
  if (!status) throw new Error('No status present when trying to edit lumisections');
  if (isShort(remark)) {
    throw new Error(
      'No comment present when editing OMS lumisections, comment MUST be present when editing OMS lumisections',
    );
  }
  const { database, body } = context;
  const target = await editable(context, 'oms lumisections');
  const { run_number, name } = target;
  const comment = `Edit run ${run_number} dataset ${name} component ${body.component} OMS lumisection ranges, user comment: '${remark}', range [${start},${end}]`;
  const metadata = { [`${body.component}`]: status };
  const { event, change } = await edit(context, target, { kind: 'oms', comment, metadata });
  const bits = overlayBits(await omsLumisections(database, run_number, name), [event]);
  const others = name === 'online' ? await ownBits(database, run_number, event) : { events: [], oms: [] };
  await store(database, {
    ...change,
    events: [...others.events, ...change.events],
    oms: target.range === undefined ? [] : [{ run_number, name, items: bits }, ...others.oms],
    caches: [cacheRow(change.datasets[0], await rrRanges(database, run_number, name), bits)],
  });
  return json(response(event));
}

/** Applies a change of the run to datasets that have separate bits. Their cache rows are unchanged. */
async function ownBits(
  database: Database,
  run: number,
  event: Event,
): Promise<{ events: Event[]; oms: LumisectionRow[] }> {
  const names = await database.column(
    `SELECT name FROM "OmsLumisections" WHERE run_number = ${run} AND name <> 'online'`,
  );
  const events: Event[] = [];
  const oms: LumisectionRow[] = [];
  for (const name of names) {
    const own = (await ownOmsLumisections(database, run, name)) ?? [];
    if (own.length === 0) continue;
    events.push(...(await eventsToStore(database, 'oms', run, name)));
    oms.push({ run_number: run, name, items: overlayBits(own, [event]) });
  }
  return { events, oms };
}

interface NewRange {
  readonly start?: Json;
  readonly end?: Json;
  readonly status?: Json;
  readonly comment?: Json;
  readonly cause?: Json;
}

function newRange({ body }: RouteContext): NewRange {
  const range = body.new_lumisection_range;
  if (range === undefined || range === null) {
    throw new TypeError(`Cannot destructure property 'start' of 'new_lumisection_range' as it is ${range}.`);
  }
  return Object(range) as NewRange;
}

function isShort(comment: Json | undefined): boolean {
  // As in JavaScript: a value without a length is long enough.
  return !comment || Number((comment as { readonly length?: number }).length) < 3;
}

interface Target {
  readonly run_number: number;
  readonly name: string;
  readonly dataset_attributes: Metadata;
  /** Undefined for a range without lumisections, which changes nothing but versions. */
  readonly range: Range | undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Returns the dataset and the range to change. If the run is not open, only its offline datasets can be changed. */
async function editable(context: RouteContext, subject: string): Promise<Target> {
  const { body, database } = context;
  const { run_number, dataset_name } = body;
  if (dataset_name === 'online') openRun(existing(await findRun(database, run_number)), 'edited');
  try {
    const { start, end } = newRange(context);
    if (isGreater(start, end)) throw new Error('Start Lumisection must be less than end lumisection');
    const run = await findRun(database, run_number);
    const [text] = await database.column(
      `SELECT dataset_attributes::text FROM "Dataset" WHERE run_number = ${run?.run_number ?? null} AND name = ${quoteText(`${dataset_name}`)}`,
    );
    const range = rangeOf(start, end);
    if (run === undefined || text === undefined || range === 'invalid') {
      throw new Error(`Error updating/saving dataset ${dataset_name} of run ${run_number} lumisections`);
    }
    return {
      run_number: run.run_number,
      name: `${dataset_name}`,
      dataset_attributes: JSON.parse(text) as Metadata,
      range,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new Error(`Error updating ${subject} of ${dataset_name} dataset, run number: ${run_number}: ${reason}`);
  }
}

/** Compares as JavaScript does: two strings as strings, where `'2'` is greater than `'10'`. */
function isGreater(a: Json | undefined, b: Json | undefined): boolean {
  return (a as number) > (b as number);
}

/**
 * Returns the lumisections from `start` to `end` of a loop in the registry. It first compares the values as given, and numbers
 * from the second lumisection on. PostgreSQL then reads the first one as an integer.
 */
function rangeOf(start: Json | undefined, end: Json | undefined): Range | undefined | 'invalid' {
  if (!((start as number) <= (end as number))) return undefined;
  const isWritten = typeof start === 'number' || (typeof start === 'string' && /^\s*[+-]?\d+\s*$/.test(start));
  const first = Number(start);
  const last = Math.max(first, Math.floor(Number(end)) || first);
  return isWritten && isLumisection(first) && isLumisection(last) ? { start: first, end: last } : 'invalid';
}

function isLumisection(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= maxLumisection;
}

/** Creates the events of an edit: one for the lumisections, and one that only changes the version of the dataset. */
async function edit(
  { headers, database }: RouteContext,
  { run_number, name, dataset_attributes, range }: Target,
  { kind, comment, metadata }: Pick<Event, 'kind' | 'comment' | 'metadata'>,
): Promise<{
  event: Event & { metadata_id: number };
  change: Change & { datasets: [NonNullable<Change['datasets']>[number]] };
}> {
  const drafts: Draft[] = [
    { kind, run_number, name, ...range, metadata },
    { kind: 'dataset', run_number, name, metadata: {} },
  ];
  const [edited, bumped] = (await createEvents(database, authorOf(headers), comment, drafts)) as [Event, Event];
  const event = await withMetadataId(database, edited);
  const past = await lumisectionEventsToStore(database, run_number, name);
  const events = [...past, ...(range === undefined ? [] : [event]), bumped];
  return {
    event,
    change: { events, datasets: [{ run_number, name, dataset_attributes, version: bumped.version }] },
  };
}

function response({ run_number, name, metadata_id, version }: Event & { metadata_id: number }): object {
  return { run_number, name, lumisection_metadata_id: metadata_id, version };
}
