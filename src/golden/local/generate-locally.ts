import { checkOptions } from '../../catalogue/options.js';
import { QueryError } from '../../errors.js';
import { Brilcalc } from '../../lumi/index.js';
import { isLumiList } from '../../lumi/lumi-list.js';
import type { DatasetQuery } from '../../query/builder.js';
import { Query } from '../../query/query.js';
import { throwIfAborted } from '../../signals.js';
import { isOfAnotherCopy } from '../../util/comparable.js';
import { describe } from '../../util/describe.js';
import { isObject, type JsonObject } from '../../util/json-object.js';
import { checkDatasets, datasetsOf, storedDatasets } from '../datasets.js';
import { freezeGenerated } from '../freeze-generated.js';
import {
  checkLumisection,
  checkRanges,
  type DatasetLumisections,
  hasRanges,
  type Lumisection,
} from '../lumisection.js';
import type { Decider, LocalResult } from '../types.js';
import { abortable } from './abortable.js';
import { fetchLumisections } from './fetch-lumisections.js';
import { Generation } from './generation.js';

/** Lumisections to evaluate: separately, or as datasets with ranges. */
export type Source = Iterable<Lumisection | DatasetLumisections> | AsyncIterable<Lumisection | DatasetLumisections>;

/** A mirror, whose datasets are all evaluated. */
export interface MirrorSource {
  /** When the reading of the mirror began. */
  readonly readAt: Date;
  /** Queries for datasets of the mirror. */
  datasets(): DatasetQuery;
}

/** The progress of a local generation. */
export interface LocalProgress {
  /** Datasets evaluated so far. Each lumisection that is passed separately counts as one. */
  readonly datasets: number;
  /** Datasets in total; undefined if unknown. */
  readonly total: number | undefined;
}

/** Options of a local generation. */
export interface LocalOptions {
  /** Aborts the call; the promise rejects with an AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each lumisection or dataset. A promise that it returns is awaited. */
  readonly onProgress?: ((progress: LocalProgress) => unknown) | undefined;
  /**
   * Luminosities from brilcalc, used instead of those of the registry. Those of lumisections that it lacks count as 0; the result lists
   * them as `withoutLuminosity`.
   */
  readonly luminosity?: Brilcalc | undefined;
}

const isIterable = (value: unknown): value is Source =>
  typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);

const name = 'generateLocally()';

/** Checks the options of `generateLocally()`, for callers without a type checker. */
export function checkLocalOptions(options: LocalOptions): void {
  checkOptions(options, ['signal', 'onProgress', 'luminosity'], name);
  const luminosity: unknown = options.luminosity;
  if (luminosity !== undefined && !(luminosity instanceof Brilcalc))
    throw new QueryError('bad-option', `Expected a Brilcalc for the option 'luminosity', got ${describe(luminosity)}`, {
      hint: "Write await Brilcalc.fromFile('brilcalc.csv').",
    });
}

/** Evaluates the lumisections of a source, or of the datasets of a query. */
export async function generateLocally(decider: Decider, source: unknown, options: LocalOptions): Promise<LocalResult> {
  const query = isObject(source) && source.readAt instanceof Date ? datasetsOfMirror(source) : source;
  if (!(query instanceof Query)) return evaluateAll(decider, query, options);
  const client = Query.clientOf(query);
  const { signal } = options;
  if (client.rows === undefined) {
    const datasets = await datasetsOf(query, signal);
    const fetched = fetchLumisections(client, [datasets], decider.compiled, signal);
    return evaluateAll(decider, fetched, options, datasets.length);
  }
  checkDatasets(query);
  const total = await query.count({ signal });
  const fetched = fetchLumisections(client, storedDatasets(query, signal), decider.compiled, signal);
  return withNote(await evaluateAll(decider, fetched, options, total), `Evaluated on the ${client.rows.name}.`);
}

/** Returns the query for all datasets of a mirror, or undefined for anything else. */
function datasetsOfMirror({ datasets }: JsonObject): unknown {
  const query: unknown = typeof datasets === 'function' ? datasets() : undefined;
  return query instanceof Query && Query.clientOf(query).rows !== undefined ? query : undefined;
}

/** Returns a result that names its source where it is explained. */
function withNote(result: LocalResult, note: string): LocalResult {
  const { emptyReason } = result;
  const reason = emptyReason && Object.freeze({ ...emptyReason, message: `${emptyReason.message} ${note}` });
  return freezeGenerated({
    ...result,
    ...(reason && { emptyReason: reason }),
    toString: () => `${result}\n${note}`,
  });
}

/** Returns the hint for a source that has no lumisections. */
function sourceHint(source: unknown, isOfRuns: boolean): string {
  if (typeof source === 'string') return `Write datasets().where('dataset_name').eq('${source}').`;
  if (isOfRuns) return "Write datasets().where('run_number').in([…]).";
  if (isLumiList(source))
    return "Write datasets().where('run_number').in(list), and intersect the result with the list.";
  return "Write a query such as datasets().where('dataset_name').eq('online'), or pass lumisections.";
}

async function evaluateAll(
  decider: Decider,
  source: unknown,
  { signal, onProgress, luminosity }: LocalOptions,
  total?: number,
): Promise<LocalResult> {
  const isOfRuns = typeof (Array.isArray(source) ? source[0] : source) === 'number';
  // An empty list of lumisections would be an empty source.
  if (isOfRuns || !isIterable(source) || isLumiList(source) || isOfAnotherCopy(source))
    throw new QueryError(
      'bad-value',
      `Expected lumisections for ${name}, got ${isLumiList(source) ? 'a LumiList' : describe(source)}`,
      { hint: sourceHint(source, isOfRuns) },
    );
  const generation = new Generation(decider, luminosity);
  let datasets = 0;
  throwIfAborted(signal, name);
  const items = signal !== undefined && Symbol.asyncIterator in source ? abortable(source, signal, name) : source;
  for await (const item of items) {
    throwIfAborted(signal, name);
    if (hasRanges(item)) generation.addDataset(checkRanges(item));
    else generation.addLumisection(checkLumisection(item));
    datasets++;
    if (onProgress !== undefined) await onProgress({ datasets, total });
  }
  return generation.result();
}
