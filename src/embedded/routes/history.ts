import type { Database } from '../data/database.js';
import { compared } from '../data/stored-lumisections.js';
import { type Event, eventsOf, inOrder } from '../history/events.js';
import { json } from '../routing/response.js';
import type { RouteContext, Routes } from '../routing/route.js';
import { literal } from '../sql/literal.js';

/** Routes of histories. */
export const historyRoutes: Routes = {
  'GET /run_with_history/:run_number': async ({ parameters, database }) => {
    const [run] = await numbersOf(database, `= ${literal(parameters.run_number, 'integer')}`);
    const events = run === undefined ? [] : await eventsOf(database, 'run', run);
    return json(
      events.map(({ run_number, version, atomic_version, by, comment, createdAt, metadata }) => ({
        ...Object(metadata.oms_metadata),
        ...Object(metadata.rr_metadata),
        run_number,
        version,
        atomic_version,
        Version: { atomic_version, by, comment, createdAt },
        by,
        comment,
        createdAt,
      })),
    );
  },
  'POST /lumisections/get_rr_lumisection_history': async ({ body, database }) => {
    const events = await lumisectionEvents(database, 'rr', await matching(database, body));
    return json(inOrder(events).map((event) => ({ manual_change: event.manual_change, ...lumisectionEvent(event) })));
  },
  'POST /lumisections/get_oms_lumisection_history': async ({ body, database }) => {
    const { runs, names } = await matching(database, body);
    const events = await lumisectionEvents(database, 'oms', { runs, names: [...new Set(['online', ...names])] });
    return json(events.map(lumisectionEvent));
  },
};

/** Runs and dataset names that match a body. */
interface Matching {
  readonly runs: readonly number[];
  readonly names: readonly string[];
}

/** Returns the events of the lumisections of all these datasets, by version. */
async function lumisectionEvents(database: Database, kind: 'rr' | 'oms', { runs, names }: Matching): Promise<Event[]> {
  const events: Event[] = [];
  for (const run of runs) for (const name of names) events.push(...(await eventsOf(database, kind, run, name)));
  return events.sort((a, b) => a.version - b.version);
}

function lumisectionEvent({ version, run_number, name, start, end, by, comment, createdAt, metadata }: Event): object {
  return { version, run_number, name, start, end, by, comment, createdAt, jsonb: metadata };
}

async function matching(database: Database, { run_number, dataset_name }: RouteContext['body']): Promise<Matching> {
  const comparison = compared('run_number', run_number);
  compared('name', dataset_name);
  const names: readonly unknown[] = Array.isArray(dataset_name) ? dataset_name : [dataset_name];
  return { runs: await numbersOf(database, comparison), names: [...new Set(names.map(String))] };
}

/** Returns the numbers of matching runs. PostgreSQL compares a number as written, and rejects other strings. */
async function numbersOf(database: Database, comparison: string): Promise<number[]> {
  const runs = await database.column(
    `SELECT run_number::text FROM "Run" WHERE run_number ${comparison} ORDER BY run_number`,
  );
  return runs.map(Number);
}
