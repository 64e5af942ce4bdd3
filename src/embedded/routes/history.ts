/** What has happened to a run, and to the lumisections of a dataset. */
import type { Database } from '../database.js';
import { type Event, eventsOf, inOrder } from '../events.js';
import { json } from '../reply.js';
import type { Routes } from '../router.js';
import { literal } from '../sql/literal.js';
import type { Json } from '../state.js';
import { compared } from './stored-lumisections.js';

/** Routes of histories. */
export const historyRoutes: Routes = {
  'GET /run_with_history/:run_number': async ({ parameters, database }) => {
    const run = await numberOf(database, `= ${literal(parameters.run_number, 'integer')}`);
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
    const { run, name } = await named(database, body.run_number, body.dataset_name);
    const events = run === undefined ? [] : await eventsOf(database, 'rr', run, name);
    return json(inOrder(events).map((event) => ({ manual_change: event.manual_change, ...lumisectionEvent(event) })));
  },
  'POST /lumisections/get_oms_lumisection_history': async ({ body, database }) => {
    const { run, name } = await named(database, body.run_number, body.dataset_name);
    if (run === undefined) return json([]);
    const own = name === 'online' ? [] : await eventsOf(database, 'oms', run, name);
    const events = [...(await eventsOf(database, 'oms', run)), ...own];
    return json(events.sort((one, other) => one.version - other.version).map(lumisectionEvent));
  },
};

function lumisectionEvent({ version, run_number, name, start, end, by, comment, createdAt, metadata }: Event): object {
  return { version, run_number, name, start, end, by, comment, createdAt, jsonb: metadata };
}

async function named(
  database: Database,
  run: Json | undefined,
  name: Json | undefined,
): Promise<{ run: number | undefined; name: string }> {
  const number = compared('run_number', run);
  compared('name', name);
  return { run: await numberOf(database, number), name: String(name) };
}

/** The number of a run, if there is one: PostgreSQL compares it as it was written, and says what is no number. */
async function numberOf(database: Database, sql: string): Promise<number | undefined> {
  const [run] = await database.column(`SELECT run_number::text FROM "Run" WHERE run_number ${sql}`);
  return run === undefined ? undefined : Number(run);
}
