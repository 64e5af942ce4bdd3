import { namedBy } from '../portal/generate.js';
import type { Job } from '../portal/queue.js';
import { findRecords, nextId, type Order, updateRecord } from '../portal/records.js';
import { empty, json, type RegistryResponse } from '../routing/response.js';
import type { RouteContext, Routes } from '../routing/route.js';
import { noWords, readTerm } from '../sql/clause.js';
import { literal } from '../sql/literal.js';
import { condition } from '../sql/where.js';
import type { Json } from '../state.js';
import { experts } from './permission.js';

/** Routes of the portal. */
export const jsonPortalRoutes: Routes = {
  'POST /json_portal/generate': generate,
  'POST /json_portal/json': getJson,
  'POST /json_portal/jsons': getJsons,
  'DELETE /json_portal/json': deleteJson,
};

async function generate(context: RouteContext): Promise<RegistryResponse> {
  const { body, database, queue } = context;
  const logic = parseLogic(body.json_logic);
  if (!logic || Object.keys(logic).length === 0) throw new Error('Empty json logic sent');
  const { dataset_name_filter } = body;
  if (!dataset_name_filter) throw new Error('No dataset name specified');
  const [named] = await database.column(`SELECT count(*)::text FROM "Dataset" WHERE ${namedBy(dataset_name_filter)}`);
  if (named === '0') throw new Error('No datasets matched that dataset name');
  const email = context.headers.email;
  const order: Order = {
    dataset_name_filter,
    json_logic: logic,
    ...(email === undefined ? {} : { created_by: email }),
    tags: body.tags || '',
    official: body.official || false,
  };
  return json(submission(queue.add(await nextId(database), order)));
}

/** Parses JSON logic. JavaScript converts other values to strings first. */
function parseLogic(text: Json | undefined): Json {
  try {
    return JSON.parse(String(text)) as Json;
  } catch {
    throw new Error('JSON logic sent is not in json format');
  }
}

/** Returns a job as the response to its submission. */
function submission({ id, order, timestamp }: Job): object {
  return {
    id: String(id),
    name: '__default__',
    data: order,
    opts: { jobId: id, attempts: 5, delay: 0, timestamp },
    progress: 0,
    delay: 0,
    timestamp,
    attemptsMade: 0,
    stacktrace: [],
    returnvalue: null,
    finishedOn: null,
    processedOn: null,
  };
}

async function getJson({ body, database, queue }: RouteContext): Promise<RegistryResponse> {
  const [record] = await findRecords(database, withId(body.id_json));
  if (record !== undefined) return json({ final_json: record });
  const id = body.id_json;
  const job = queue.find(String(id));
  if (job === undefined) throw new TypeError(`Cannot read property 'isWaiting' of ${id ? 'null' : 'undefined'}`);
  if (job.state === 'waiting') return empty(203);
  if (job.state === 'failed') return empty(500);
  return json({ progress: job.progress }, 202);
}

async function getJsons(context: RouteContext): Promise<RegistryResponse> {
  const { body, database, queue } = context;
  const email = context.headers.email;
  const { filter, reference } = body;
  const isMatching = ({ created_by, official }: Order): boolean =>
    (filter !== 'by_email' || created_by === email) && (filter !== 'official' || Boolean(official));
  // Read before the records: a job that ends meanwhile is then listed twice instead of not at all.
  const jobs = [...queue.inState('failed').reverse(), ...queue.inState('waiting'), ...queue.inState('active')]
    .filter(({ order }) => reference === undefined && isMatching(order))
    .map(listed);
  const conditions = savedBy(filter, email);
  if (conditions === undefined) return json({ jsons: jobs });
  if (reference !== undefined) conditions.push(`"id" < ${literal(readTerm(reference, noWords), 'integer')}`);
  const saved = await findRecords(database, conditions.join(' AND '));
  return json({
    jsons: [
      ...jobs,
      ...saved.map((record) => ({ ...record, progress: 1, active: false, waiting: false, failed: false })),
    ],
  });
}

/** Returns a job as an item of a list. */
function listed({ id, order, state, progress, failedReason }: Job): object {
  return {
    ...order,
    id: String(id),
    ...(failedReason === undefined ? {} : { failedReason }),
    progress: state === 'failed' ? 0 : progress,
    active: state === 'active',
    waiting: state === 'waiting',
    failed: state === 'failed',
  };
}

/** Returns the conditions on records, or `undefined` for an unknown filter, which lists no records. */
function savedBy(filter: Json | undefined, email: string | undefined): string[] | undefined {
  if (filter === 'all') return ['"deleted" = false'];
  if (filter === 'official') return ['"deleted" = false', '"official" = true'];
  if (filter !== 'by_email') return undefined;
  if (email === undefined) throw new Error('WHERE parameter "created_by" has invalid "undefined" value');
  return ['"deleted" = false', `"created_by" = ${literal(email, 'text')}`];
}

async function deleteJson(context: RouteContext): Promise<RegistryResponse> {
  const { body, database } = context;
  const [record] = await findRecords(database, withId(body.id_json));
  if (record === undefined) throw new Error(`JSON with id ${body.id_json} to delete not found`);
  if (context.headers.email !== record.created_by) {
    const egroups = context.headers.egroups;
    if (egroups === undefined) throw new TypeError("Cannot read property 'includes' of undefined");
    if (!egroups.includes(experts)) {
      throw new Error(
        `To edit this classifier you must be the  creator (${record.created_by}) or be part of ${experts} e-group`,
      );
    }
  }
  return json({ deleted_json: await updateRecord(database, record.id, { deleted: true }) });
}

/** Returns a condition on the id. PostgreSQL rejects invalid ids. */
function withId(id: Json | undefined): string {
  if (id === undefined) throw new Error('WHERE parameter "id" has invalid "undefined" value');
  return condition({ sql: '"id"', type: 'integer' }, readTerm(id, noWords));
}
