import { QueryError } from '../../errors.js';
import { LumiList } from '../../lumi/index.js';
import { unexpectedResponse } from '../../query/reading/response.js';
import { describe } from '../../util/describe.js';
import { isIntegerIn, maxInt32 } from '../../util/integer.js';
import { isObject } from '../../util/json-object.js';
import type { JsonLogicDocument, LuminosityAmount } from '../types.js';
import { lossOfRecord } from './loss-of-record.js';
import type { GeneratedJson } from './types.js';

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Returns the lists of ranges at a key of a record. */
function rangesIn(record: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const value = record[key];
  if (isObject(value)) return value;
  throw new TypeError(`no ranges '${key}'`);
}

/** Parses a record of the portal in the response to a request. */
export function readRecord(record: unknown, request: string): GeneratedJson {
  if (!isObject(record)) throw unexpectedResponse(request, 'no record');
  try {
    return recordOf(record);
  } catch (error) {
    throw unexpectedResponse(request, `an invalid record: ${(error as Error).message}`, { cause: error });
  }
}

function recordOf(record: Readonly<Record<string, unknown>>): GeneratedJson {
  const number = (key: string): number => {
    const value = record[key];
    if (typeof value === 'number') return value;
    throw new TypeError(`no number '${key}'`);
  };
  const luminosity = (recorded: string, delivered: string): LuminosityAmount =>
    Object.freeze({ recorded: number(recorded), delivered: number(delivered) });
  // The portal writes -1 until it has computed the losses.
  const complete = number('total_recorded_luminosity_lost') !== -1;
  const byDataset = new Map<string, LumiList>();
  for (const [key, ranges] of Object.entries(rangesIn(record, 'generated_json_with_dataset_names'))) {
    const name = key.slice(key.indexOf('-') + 1);
    const list = LumiList.fromJSON({ [key]: ranges });
    byDataset.set(name, byDataset.get(name)?.union(list) ?? list);
  }
  return Object.freeze({
    state: 'done' as const,
    id: number('id'),
    datasetName: stringOf(record.dataset_name_filter),
    tags: stringOf(record.tags),
    createdBy: stringOf(record.created_by),
    official: record.official === true,
    deleted: record.deleted === true,
    createdAt: stringOf(record.createdAt),
    registryVersion: String(record.runregistry_version ?? ''),
    jsonLogic: record.json_logic as JsonLogicDocument,
    list: LumiList.fromJSON(rangesIn(record, 'generated_json')),
    byDataset,
    runs: Object.freeze({ from: number('min_run_number'), to: number('max_run_number') }),
    total: luminosity('total_recorded_luminosity', 'total_delivered_luminosity'),
    kept: luminosity('recorded_luminosity_in_json', 'delivered_luminosity_in_json'),
    complete,
    excluded: complete ? LumiList.fromJSON(rangesIn(record, 'generated_anti_json')) : undefined,
    lost: complete ? luminosity('total_recorded_luminosity_lost', 'total_delivered_luminosity_lost') : undefined,
    inRunRange: complete
      ? luminosity('total_recorded_luminosity_from_run_range', 'total_delivered_luminosity_from_run_range')
      : undefined,
    loss: complete ? lossOfRecord(record) : undefined,
  });
}

/** Parses an id as the portal writes it: a number, or a string of digits. */
export function idOf(id: unknown): number | undefined {
  const value = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
  return isIntegerIn(value, 1, maxInt32) ? value : undefined;
}

export function checkId(id: unknown): number {
  const value = idOf(id);
  if (value !== undefined) return value;
  throw new QueryError(
    'bad-value',
    `Expected a positive whole number for the id of a golden JSON, got ${describe(id)}`,
    {
      hint: 'Use an id from listJsons().',
    },
  );
}
