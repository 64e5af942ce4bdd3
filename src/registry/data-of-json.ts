import { QueryError } from '../errors.js';
import type { Lumisection } from '../golden/lumisection.js';
import { LumiList, type LumiListJSON } from '../lumi/index.js';
import type { Client } from '../query/reading/client.js';
import { unexpectedResponse } from '../query/reading/response.js';
import { isObject } from '../util/json-object.js';
import type { CallOptions } from './request.js';

const path = '/lumisections/get_data_of_json';

/** Reads the data of each lumisection of a list in one dataset, on which golden JSON is evaluated. */
export async function readDataOfJson(
  client: Client,
  lumisections: LumiList | LumiListJSON,
  dataset: string,
  { signal }: CallOptions,
): Promise<Lumisection[]> {
  const list = LumiList.fromJSON(lumisections);
  if (list.isEmpty) return [];
  if (list.lumisectionCount === Number.POSITIVE_INFINITY)
    throw new QueryError('bad-value', 'Expected a list without open-ended ranges, got an open-ended range', {
      hint: 'Intersect the list with one without open-ended ranges.',
    });
  const json = Object.fromEntries(Object.entries(list.toJSON()).map(([run, ranges]) => [`${run}-${dataset}`, ranges]));
  const response = await client.request({ method: 'POST', path, body: { json }, signal });
  const data = isObject(response) ? response.json_with_data : undefined;
  if (!isObject(data)) throw unexpectedResponse(`POST ${path}`, "no object 'json_with_data'");
  return Object.values(data).flatMap(lumisectionsOf);
}

function lumisectionsOf(byNumber: unknown): Lumisection[] {
  if (!isObject(byNumber)) throw unexpectedResponse(`POST ${path}`, 'a run that is not an object');
  return Object.values(byNumber).map((lumisection) => {
    if (
      isObject(lumisection) &&
      isObject(lumisection.run) &&
      isObject(lumisection.dataset) &&
      isObject(lumisection.lumisection)
    )
      return lumisection as unknown as Lumisection;
    throw unexpectedResponse(`POST ${path}`, 'a lumisection without its run or dataset');
  });
}
