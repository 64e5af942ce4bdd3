import { ResponseError } from '../../errors.js';
import type { PlannedRequest } from '../../print/plan.js';
import { isIntegerIn } from '../../util/integer.js';
import { isObject, type JsonObject } from '../../util/json-object.js';
import { unexpectedResponse } from './response.js';

/** Rows of one page. */
export type Rows = readonly JsonObject[];

/** A page of rows, and the number of all rows. */
export interface Page {
  readonly rows: Rows;
  readonly count: number;
}

const isComplete = (row: JsonObject, target: 'runs' | 'datasets'): boolean =>
  isObject(row.DatasetTripletCache) &&
  (target === 'runs'
    ? isObject(row.oms_attributes) && isObject(row.rr_attributes)
    : typeof row.name === 'string' && isObject(row.dataset_attributes) && isObject(row.Run));

/** Returns the rows of a response. @throws ResponseError for another shape, or if the number of rows disagrees with the count. */
export function checkPage(response: unknown, { path, body }: PlannedRequest, target: 'runs' | 'datasets'): Page {
  const fail = (received: string): never => {
    throw unexpectedResponse(`POST ${path}`, received, { note: `page ${body.page}` });
  };
  if (!isObject(response)) return fail('something other than an object');
  const { [target]: rows, count } = response;
  if (!Array.isArray(rows)) return fail(`no list '${target}'`);
  if (!isIntegerIn(count, 0)) return fail("no number 'count'");
  for (const row of rows) {
    if (!isObject(row) || !Number.isInteger(row.run_number)) return fail('a row without a run number');
    if (!isComplete(row, target)) return fail(`an incomplete row of run ${row.run_number}`);
  }
  const { page, page_size: size } = body;
  const expected = Math.max(0, Math.min(size, count - page * size));
  if (rows.length !== expected)
    throw new ResponseError(
      'wrong-number-of-rows',
      `Expected ${expected} rows from POST ${path} (page ${page}), got ${rows.length}`,
      { request: `POST ${path}` },
    );
  return { rows, count };
}
