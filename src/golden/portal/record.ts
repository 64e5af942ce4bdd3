import { QueryError } from '../../errors.js';
import { LumiList } from '../../lumi/index.js';
import { unexpectedResponse } from '../../query/reading/response.js';
import { describe } from '../../util/describe.js';
import { jsonMap, withText } from '../../util/hidden-methods.js';
import { isIntegerIn, maxInt32 } from '../../util/integer.js';
import { isObject } from '../../util/json-object.js';
import { freezeGenerated } from '../freeze-generated.js';
import type { JsonLogicDocument, LuminosityAmount } from '../types.js';
import { emptyRecordReason } from './empty-record.js';
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

type Fields = Readonly<Record<string, unknown>>;

function numberIn(record: Fields, key: string): number {
  const value = record[key];
  if (typeof value === 'number') return value;
  throw new TypeError(`no number '${key}'`);
}

const luminosityIn = (record: Fields, recorded: string, delivered: string): LuminosityAmount =>
  Object.freeze({ recorded: numberIn(record, recorded), delivered: numberIn(record, delivered) });

/** Returns the fields that are undefined until the portal has computed the losses. */
function lossesOf(record: Fields): Pick<GeneratedJson, 'complete' | 'excluded' | 'lost' | 'inRunRange' | 'loss'> {
  // The portal writes -1 until then.
  if (numberIn(record, 'total_recorded_luminosity_lost') === -1)
    return { complete: false, excluded: undefined, lost: undefined, inRunRange: undefined, loss: undefined };
  return {
    complete: true,
    excluded: LumiList.fromJSON(rangesIn(record, 'generated_anti_json')),
    lost: luminosityIn(record, 'total_recorded_luminosity_lost', 'total_delivered_luminosity_lost'),
    inRunRange: luminosityIn(
      record,
      'total_recorded_luminosity_from_run_range',
      'total_delivered_luminosity_from_run_range',
    ),
    loss: lossOfRecord(record),
  };
}

function recordOf(record: Fields): GeneratedJson {
  const byDataset = jsonMap<LumiList>();
  for (const [key, ranges] of Object.entries(rangesIn(record, 'generated_json_with_dataset_names'))) {
    const name = key.slice(key.indexOf('-') + 1);
    const list = LumiList.fromJSON({ [key]: ranges });
    byDataset.set(name, byDataset.get(name)?.union(list) ?? list);
  }
  const list = LumiList.fromJSON(rangesIn(record, 'generated_json'));
  const losses = lossesOf(record);
  const made: GeneratedJson = {
    state: 'done',
    id: numberIn(record, 'id'),
    datasetName: stringOf(record.dataset_name_filter),
    tags: stringOf(record.tags),
    createdBy: stringOf(record.created_by),
    official: record.official === true,
    deleted: record.deleted === true,
    createdAt: stringOf(record.createdAt),
    registryVersion: String(record.runregistry_version ?? ''),
    jsonLogic: record.json_logic as JsonLogicDocument,
    list,
    byDataset,
    runs: Object.freeze({ from: numberIn(record, 'min_run_number'), to: numberIn(record, 'max_run_number') }),
    total: luminosityIn(record, 'total_recorded_luminosity', 'total_delivered_luminosity'),
    kept: luminosityIn(record, 'recorded_luminosity_in_json', 'delivered_luminosity_in_json'),
    ...losses,
    ...(list.isEmpty && { emptyReason: emptyRecordReason(losses) }),
  };
  return freezeGenerated(withText(made, () => summary(made)));
}

function summary({ id, datasetName, list, kept, total, loss, emptyReason }: GeneratedJson): string {
  const luminosity = `recorded ${kept.recorded.toFixed(3)} of ${total.recorded.toFixed(3)}`;
  return [
    `golden JSON ${id} of '${datasetName}': ${list}; ${luminosity}`,
    ...(emptyReason === undefined ? [] : [emptyReason.message]),
    ...(loss === undefined ? [] : [String(loss)]),
  ].join('\n');
}

/** Parses an id as the portal writes it: a number, or a string of digits. */
export function idOf(id: unknown): number | undefined {
  const value = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
  return isIntegerIn(value, 1, maxInt32) ? value : undefined;
}

export function checkId(id: unknown): number {
  const value = idOf(id);
  if (value !== undefined) return value;
  throw new QueryError('bad-value', `Expected an integer from 1 for the id of a golden JSON, got ${describe(id)}`, {
    hint: 'Use an id from listJsons().',
  });
}
