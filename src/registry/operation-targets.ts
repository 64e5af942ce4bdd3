import { QueryError } from '../errors.js';
import { isLumiList } from '../lumi/lumi-list.js';
import { checkKey, checkRun } from '../query/arguments.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import { Query } from '../query/query.js';
import type { Client } from '../query/reading/client.js';
import { checkSameRegistry } from '../query/same-registry.js';
import { describe } from '../util/describe.js';
import { isObject } from '../util/json-object.js';
import { describeQuery } from './arguments.js';

/** Returns run numbers, each once: a number, several, or the rows of a query. */
export async function runNumbers(
  client: Client,
  runs: unknown,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  if (runs instanceof Query) {
    if (Query.targetOf(runs) !== 'runs')
      throw new QueryError('bad-value', `Expected a query for runs, got ${describeQuery(runs)}`, {
        hint: 'Write runs().where(…).',
      });
    checkSameRegistry(runs, client);
    const rows = await runs.select('run_number').all({ signal });
    return rows.map((row) => (row as { readonly run_number: number }).run_number);
  }
  if (typeof runs === 'number') return [checkRun(runs)];
  if (!Array.isArray(runs))
    throw new QueryError(
      'bad-value',
      `Expected run numbers or a query for runs, got ${isLumiList(runs) ? 'a LumiList' : describe(runs)}`,
      {
        hint: isLumiList(runs)
          ? 'Write list.runs.'
          : isObject(runs) && Symbol.iterator in runs
            ? 'Write [...values].'
            : 'Write [355100, 355101] or runs().where(…).',
      },
    );
  return [...new Set(Array.from(runs, checkRun))];
}

/** Returns keys of datasets, each once: a list of them, or the rows of a query. */
export async function datasetKeys(
  client: Client,
  datasets: unknown,
  signal: AbortSignal | undefined,
): Promise<readonly DatasetKey[]> {
  if (datasets instanceof Query) {
    if (Query.targetOf(datasets) !== 'datasets')
      throw new QueryError('bad-value', `Expected a query for datasets, got ${describeQuery(datasets)}`, {
        hint: 'Write datasets().where(…).',
      });
    checkSameRegistry(datasets, client);
    const rows = await datasets.select('run_number', 'dataset_name').all({ signal });
    return rows as DatasetKey[];
  }
  const hint =
    "Write [{ run_number: 355100, dataset_name: '/PromptReco/Collisions2022A/DQM' }] or datasets().where(…).";
  if (!Array.isArray(datasets))
    throw new QueryError('bad-value', `Expected datasets or a query for datasets, got ${describe(datasets)}`, {
      hint,
    });
  const keys = Array.from(datasets, (key: unknown) => {
    if (!isObject(key)) throw new QueryError('bad-value', `Expected a dataset, got ${describe(key)}`, { hint });
    if (key.dataset_name === undefined && typeof key.name === 'string')
      throw new QueryError('bad-value', 'Expected a dataset with a dataset_name, got a row with a name', {
        hint: 'Pass the query instead of its rows, or write { run_number, dataset_name: name }.',
      });
    return checkKey(key.run_number, key.dataset_name);
  });
  return [...new Map(keys.map((key) => [`${key.run_number} ${key.dataset_name}`, key])).values()];
}
