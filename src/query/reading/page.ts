import { ResponseError } from '../../errors.js';
import type { PlannedRequest } from '../../print/plan.js';
import { isObject, type JsonObject } from '../../util/json-object.js';
import { unexpectedResponse } from './response.js';

/** A page of rows, and the number of all rows. */
export interface Page {
  readonly rows: readonly JsonObject[];
  readonly count: number;
}

/** Checks the shape of an answer, so that a row that lacks its parts is an error here and not a wrong verdict later. */
export function checkPage(answer: unknown, { path, body }: PlannedRequest, target: 'runs' | 'datasets'): Page {
  const fail = (what: string): never => {
    throw unexpectedResponse(`POST ${path}`, what, { note: `page ${body.page}` });
  };
  if (!isObject(answer)) return fail('something else than an object');
  const { [target]: rows, count } = answer;
  if (!Array.isArray(rows)) return fail(`no list '${target}'`);
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) return fail("no number 'count'");
  for (const row of rows) {
    if (!isObject(row) || !Number.isInteger(row.run_number)) return fail('a row without a run number');
    const complete =
      target === 'runs'
        ? isObject(row.oms_attributes) && isObject(row.rr_attributes)
        : typeof row.name === 'string' && isObject(row.dataset_attributes) && isObject(row.Run);
    if (!complete || !isObject(row.DatasetTripletCache)) return fail(`an incomplete row of run ${row.run_number}`);
  }
  const { page, page_size: size } = body;
  const due = Math.max(0, Math.min(size, count - page * size));
  if (rows.length !== due)
    throw new ResponseError(
      'wrong-number-of-rows',
      `POST ${path} (page ${page}) was answered with ${rows.length} rows where ${due} were due`,
      {
        request: `POST ${path}`,
      },
    );
  return { rows, count };
}

/** Rows came or went while pages were read, so that one of them may be missing or be there twice. */
export const changed = (path: string): ResponseError =>
  new ResponseError('changed-while-reading', `rows of POST ${path} came or went while its pages were read`, {
    request: `POST ${path}`,
    hint: 'read again, or in the order of run_number, in which rows that come and go move no other',
  });

/**
 * Whether a row comes behind another in the order of keys. The names of a run's datasets are in an order that only the registry knows: of
 * them, those that have passed are kept.
 */
export function isBehind(
  row: JsonObject,
  before: JsonObject,
  direction: 'asc' | 'desc',
  passed: Set<unknown>,
): boolean {
  const [here, there] = [row.run_number as number, before.run_number as number];
  return here === there ? row.name !== undefined && !passed.has(row.name) : here < there === (direction === 'desc');
}

/** Else the next page would be asked for behind a row that was passed already, and reading would have no end. */
export const notBehind = ({ path }: PlannedRequest, { run_number }: JsonObject): ResponseError =>
  new ResponseError('wrong-order', `POST ${path} was answered with a row that does not come behind run ${run_number}`, {
    request: `POST ${path}`,
  });
