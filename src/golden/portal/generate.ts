import { checkOptions } from '../../catalogue/options.js';
import { QueryError } from '../../errors.js';
import type { JsonLogic } from '../../expression/node.js';
import { Query } from '../../query/query.js';
import type { Client } from '../../query/reading/client.js';
import { checkSameRegistry } from '../../query/same-registry.js';
import { describe } from '../../util/describe.js';
import { checkStorable } from '../../util/storable.js';
import { Polling } from './polling.js';
import { selectDatasets } from './select-datasets.js';
import { submit } from './submit.js';
import type { GeneratedJson, GenerateOptions } from './types.js';

const names = ['datasetName', 'query', 'tags', 'complete', 'onProgress', 'signal', 'timeout', 'pollDelay'];

const nameHint = "Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).";

const invalid = (name: string, expected: string, value: unknown, hint: string): QueryError =>
  new QueryError('bad-option', `Expected ${expected} for the option '${name}', got ${describe(value)}`, { hint });

/** Checks the options of `generate()`, for callers without a type checker. */
export function checkGenerateOptions(options: Partial<GenerateOptions>): void {
  checkOptions(options, names, 'generate()', nameHint);
  const { datasetName, query, tags } = options as Readonly<Record<string, unknown>>;
  if ((datasetName === undefined) === (query === undefined))
    throw new QueryError(
      'bad-option',
      `Expected either 'datasetName' or 'query' in the options of generate(), got ${query === undefined ? 'neither' : 'both'}`,
      { hint: nameHint },
    );
  if (query === undefined && (typeof datasetName !== 'string' || datasetName === ''))
    throw invalid('datasetName', 'a non-empty string', datasetName, nameHint);
  if (query !== undefined && !(query instanceof Query))
    throw invalid(
      'query',
      'a query for datasets',
      query,
      "Write query: datasets().where('dataset_name').like('%Collisions2018%').",
    );
  if (tags !== undefined && typeof tags !== 'string') throw invalid('tags', 'a string', tags, "Write tags: 'my tag'.");
  for (const [name, value] of Object.entries({ datasetName, tags }))
    if (typeof value === 'string') checkStorable(value, `the option '${name}'`, 'bad-option');
}

/** Submits a document to the portal, and waits for the record of its job. */
export function generate(
  client: Client,
  document: JsonLogic,
  { datasetName, query, tags, ...rest }: Partial<GenerateOptions>,
): Promise<GeneratedJson> {
  const polling = new Polling(rest);
  return polling.run(async () => {
    if (datasetName !== undefined) return submit(client, document, { datasetName, tags }, polling);
    checkSameRegistry(query as unknown as Query, client);
    const { pattern, rule } = await polling.step(
      'Finding the datasets of the query',
      () => 'Nothing was submitted.',
      () => selectDatasets(query as unknown as Query, polling.signal),
    );
    const rules = rule === undefined ? document : { and: [rule, document] };
    return submit(client, rules, { datasetName: pattern, tags }, polling);
  });
}
