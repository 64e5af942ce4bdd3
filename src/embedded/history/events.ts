import type { Database } from '../data/database.js';
import { toRanges } from '../data/lumisections.js';
import { omsLumisections, ownOmsLumisections, rrRanges } from '../data/stored-lumisections.js';
import { quoteText } from '../sql/literal.js';
import type { Json, StateRange } from '../state.js';
import { isAutomatic } from './author.js';

/** The subject of an event: attributes of a run or `dataset`, flags (`rr`) or bits (`oms`) of lumisections. */
export type EventKind = 'run' | 'dataset' | 'rr' | 'oms';

/** Attributes, or the flags or bits of a range of lumisections. */
export type Metadata = Readonly<Record<string, Json>>;

/** An event to create. Events of runs have the name `online`, and their attributes by where they are from. */
export interface Draft {
  readonly kind: EventKind;
  readonly run_number: number;
  readonly name: string;
  readonly metadata: Metadata;
  readonly start?: number;
  readonly end?: number;
}

/** A row of the table of events. */
export interface Event extends Draft {
  readonly version: number;
  /** The version of the first event of the same change. */
  readonly atomic_version: number;
  readonly manual_change: boolean;
  readonly metadata_id?: number;
  readonly by: string;
  readonly comment: string;
  readonly createdAt: string;
}

/** Creates events with new versions. */
export async function createEvents(
  database: Database,
  by: string,
  comment: string,
  drafts: readonly Draft[],
): Promise<Event[]> {
  const versions = await database.column(
    `SELECT nextval('"Event_version_seq"')::text FROM generate_series(1, ${drafts.length})`,
  );
  const createdAt = new Date().toISOString();
  const manual_change = !isAutomatic(by);
  return drafts.map((draft, index) => ({
    ...draft,
    version: Number(versions[index]),
    atomic_version: Number(versions[0]),
    manual_change,
    by,
    comment,
    createdAt,
  }));
}

/** Adds the id of the metadata, which equal metadata share. */
export async function withMetadataId(database: Database, event: Event): Promise<Event & { metadata_id: number }> {
  const [id] = await database.column(
    `SELECT coalesce((SELECT metadata_id FROM "Event" WHERE metadata_id IS NOT NULL AND metadata = $1::text::jsonb LIMIT 1),
       nextval('"Event_metadata_id_seq"'))::text`,
    [JSON.stringify(event.metadata)],
  );
  return { ...event, metadata_id: Number(id) };
}

/** Returns all events of a run or dataset, by version. Those of one that was never changed are reconstructed. */
export async function eventsOf(
  database: Database,
  kind: Exclude<EventKind, 'dataset'>,
  run: number,
  name = 'online',
): Promise<readonly Event[]> {
  const stored = await storedEvents(database, kind, run, name);
  return stored.length > 0 ? stored : reconstructed(database, kind, run, name);
}

const reconstructed = (
  database: Database,
  kind: Exclude<EventKind, 'dataset'>,
  run: number,
  name: string,
): Promise<readonly Event[]> =>
  kind === 'run' ? reconstructRunEvents(database, run) : reconstructLumisectionEvents(database, kind, run, name);

/** Returns the reconstructed events of a run or dataset, to be stored with its first change; later none. */
export async function eventsToStore(
  database: Database,
  kind: Exclude<EventKind, 'dataset'>,
  run: number,
  name = 'online',
): Promise<readonly Event[]> {
  const stored = await storedEvents(database, kind, run, name);
  return stored.length > 0 ? [] : reconstructed(database, kind, run, name);
}

/**
 * Returns the reconstructed events of the lumisections of a dataset, to be stored with the first change of its version, from
 * which their versions follow.
 */
export async function lumisectionEventsToStore(
  database: Database,
  run: number,
  name: string,
): Promise<readonly Event[]> {
  return [...(await eventsToStore(database, 'rr', run, name)), ...(await eventsToStore(database, 'oms', run, name))];
}

async function storedEvents(database: Database, kind: EventKind, run: number, name: string): Promise<Event[]> {
  const rows = await database.column(
    `SELECT row_to_json("Event")::text FROM "Event"
     WHERE run_number = ${run} AND kind = '${kind}' AND name = ${quoteText(name)} ORDER BY version`,
  );
  return rows.map((row) => JSON.parse(row) as Event);
}

/** States of a run, in order. */
const runStates = ['OPEN', 'SIGNOFF', 'COMPLETED'];

/** Reconstructs the events of an unchanged run: it was created open, and moved to its current state. */
async function reconstructRunEvents(database: Database, run: number): Promise<Event[]> {
  const [text] = await database.column(
    `SELECT json_build_object('version', version, 'oms_metadata', oms_attributes, 'rr_metadata', rr_attributes)::text
     FROM "Run" WHERE run_number = ${run}`,
  );
  if (text === undefined) return [];
  const row = JSON.parse(text) as { version: number; oms_metadata: Metadata; rr_metadata: Metadata };
  const { oms_metadata, rr_metadata } = row;
  const moves = runStates.slice(1, runStates.indexOf(String(rr_metadata.state)) + 1);
  const created = moves.length === 0 ? rr_metadata : { ...rr_metadata, state: 'OPEN' };
  const common = {
    kind: 'run',
    run_number: run,
    name: 'online',
    manual_change: false,
    by: 'auto@auto',
    createdAt: timeOf(oms_metadata),
  } as const;
  const events = [
    { comment: `run ${run} creation`, metadata: { oms_metadata, rr_metadata: created } },
    ...moves.map((state) => ({
      comment: `move state run ${run} to state ${state}`,
      metadata: { oms_metadata: {}, rr_metadata: { state } },
    })),
  ];
  return events.map((event, index) => {
    const version = row.version - moves.length + index;
    return { ...common, ...event, version, atomic_version: version };
  });
}

/** Reconstructs the events of the lumisections of an unchanged dataset: its creation, with one event per range. */
async function reconstructLumisectionEvents(
  database: Database,
  kind: 'rr' | 'oms',
  run: number,
  name: string,
): Promise<Event[]> {
  const [text] = await database.column(
    `SELECT json_build_object('version', "Dataset"."version", 'oms_attributes', "Run"."oms_attributes")::text
     FROM "Dataset" INNER JOIN "Run" ON "Dataset"."run_number" = "Run"."run_number"
     WHERE "Dataset"."run_number" = ${run} AND "Dataset"."name" = ${quoteText(name)}`,
  );
  if (text === undefined) return [];
  const { version, oms_attributes } = JSON.parse(text) as { version: number; oms_attributes: Metadata };
  const comment =
    name === 'online' ? `run ${run} creation` : `dataset ${name} creation after a run ${run} is signed off`;
  const ranges = kind === 'rr' ? await rrRanges(database, run, name) : await createdBits(database, run, name);
  return (ranges as { start: number; end: number; [key: string]: Json }[]).map(
    ({ start, end, ...metadata }, index) => ({
      kind,
      run_number: run,
      name,
      version: version + 1 + index,
      atomic_version: version,
      manual_change: false,
      start,
      end,
      metadata,
      by: 'auto@auto',
      comment,
      createdAt: timeOf(oms_attributes),
    }),
  );
}

/** Returns the bits with which a dataset was created: its own, or those with which its run was created. */
async function createdBits(database: Database, run: number, name: string): Promise<object[]> {
  const own = (await ownOmsLumisections(database, run, name)) ?? [];
  const online = own.length > 0 || name === 'online' ? [] : await storedEvents(database, 'oms', run, 'online');
  if (online.length > 0) {
    return online.filter((event) => !isManual(event)).map(({ start, end, metadata }) => ({ ...metadata, start, end }));
  }
  const bits = await omsLumisections(database, run, name);
  return toRanges(bits).filter((range) => !('err' in range));
}

function timeOf({ start_time }: Metadata): string {
  const time = new Date(String(start_time));
  return (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString();
}

/** Returns the attributes of a run after its events. Manual changes take precedence over automatic ones, even later ones. */
export function mergedAttributes(events: readonly Event[]): Metadata {
  return Object.fromEntries(inOrder(events).flatMap(({ metadata }) => Object.entries(Object(metadata.rr_metadata))));
}

/** Sorts automatic events before manual ones. */
export function inOrder(events: readonly Event[]): Event[] {
  return [...events.filter((event) => !isManual(event)), ...events.filter(isManual)];
}

/** Returns true if a user made a change, not a job of the registry. */
export function isManual(event: Event): boolean {
  return event.manual_change;
}

/** The part of an event that sets flags or bits in a range. */
export type RangeEvent = Pick<Event, 'metadata'> & { readonly start: number; readonly end: number };

/** Returns an event for each range. */
export function rangesAsEvents(ranges: readonly StateRange[]): RangeEvent[] {
  return ranges.map(({ start, end, ...metadata }) => ({ start, end, metadata: metadata as unknown as Metadata }));
}
