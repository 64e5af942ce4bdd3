import type { Database } from '../data/database.js';
import { cacheRow } from '../data/derived-rows.js';
import { documentItems, flagsOf, type Workspace } from '../data/documents.js';
import { flagsByLumisection, toRanges } from '../data/lumisections.js';
import { omsLumisections, rrRanges } from '../data/stored-lumisections.js';
import type { StateRange } from '../state.js';
import type { Change } from './change.js';
import { classifiedFlags, classOf } from './classification.js';
import {
  createEvents,
  type Draft,
  type Event,
  eventsOf,
  isManual,
  lumisectionEventsToStore,
  type Metadata,
  mergedAttributes,
  rangesAsEvents,
} from './events.js';
import { overlayFlags } from './overlay.js';

/**
 * Classifies a run by its OMS data: the class, if it has none, and the flags that its lumisections lack. Returns `undefined` if
 * nothing changes. The events are automatic, but belong to the version of the event that caused them.
 */
export async function classifyRun(database: Database, run: number, cause: Event): Promise<Change | undefined> {
  const { oms_attributes, rr_attributes, dataset_attributes } = await attributesOf(database, run);
  const bits = await omsLumisections(database, run, 'online');
  const stored = await rrRanges(database, run, 'online');
  const columns = flagsOf(await documentItems<Workspace>(database, 'workspaces/online'));
  const flags = flagsByLumisection(stored);
  const missing = bits.map((each, index) => classifiedFlags(columns, oms_attributes, each, flags[index]));
  const ranges = (toRanges(missing) as StateRange[]).filter((range) => Object.keys(range).length > 2);
  const runClass = rr_attributes.class === '' ? classOf(oms_attributes) : '';
  if (ranges.length === 0 && runClass === '') return undefined;

  const name = 'online';
  const { by, comment, atomic_version } = cause;
  const created = await createEvents(database, by, comment, draftsOf(run, runClass, ranges));
  const automatic = created.map((event) => ({ ...event, atomic_version, manual_change: false }));
  const [runEvent, dataset, ...edits] = automatic as [Event, Event, ...Event[]];
  const past = await lumisectionEventsToStore(database, run, name);
  const manual = (await eventsOf(database, 'rr', run)).filter(isManual);
  const classified = overlayFlags(stored, [...edits, ...manual]);
  const events = await eventsOf(database, 'run', run);
  return {
    events: [...past, ...automatic],
    runs: [{ run_number: run, rr_attributes: mergedAttributes([...events, runEvent]), version: runEvent.version }],
    datasets: [{ run_number: run, name, dataset_attributes, version: dataset.version }],
    caches: [cacheRow({ run_number: run, name, version: dataset.version }, classified, bits)],
    rr: [{ run_number: run, name, items: classified }],
  };
}

function draftsOf(run_number: number, runClass: string, ranges: readonly StateRange[]): Draft[] {
  const key = { run_number, name: 'online' };
  const metadata = { oms_metadata: {}, rr_metadata: runClass === '' ? {} : { class: runClass } };
  return [
    { kind: 'run', ...key, metadata },
    { kind: 'dataset', ...key, metadata: {} },
    ...rangesAsEvents(ranges).map((event) => ({ kind: 'rr' as const, ...key, ...event })),
  ];
}

async function attributesOf(
  database: Database,
  run: number,
): Promise<Readonly<Record<'oms_attributes' | 'rr_attributes' | 'dataset_attributes', Metadata>>> {
  const [text = '{}'] = await database.column(
    `SELECT json_build_object('oms_attributes', oms_attributes, 'rr_attributes', rr_attributes,
       'dataset_attributes', coalesce("Dataset".dataset_attributes, '{}'))::text
     FROM "Run" LEFT JOIN "Dataset" ON "Dataset".run_number = "Run".run_number AND "Dataset".name = 'online'
     WHERE "Run".run_number = ${run}`,
  );
  return JSON.parse(text) as Record<'oms_attributes' | 'rr_attributes' | 'dataset_attributes', Metadata>;
}
