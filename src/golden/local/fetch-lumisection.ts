import { didYouMean, firstQuoted, nearest } from '../../catalogue/nearest.js';
import { NotFoundError, QueryError } from '../../errors.js';
import type { Compiled } from '../../logic/compile.js';
import { checkRun, checkString } from '../../query/arguments.js';
import { emptyQuery } from '../../query/empty-query.js';
import type { LumisectionSource } from '../../query/lumisections/context.js';
import { mergeRanges } from '../../query/lumisections/ranges.js';
import type { Query } from '../../query/query.js';
import type { Client } from '../../query/reading/client.js';
import { describe } from '../../util/describe.js';
import { isIntegerIn } from '../../util/integer.js';
import { datasetsOf } from '../datasets.js';
import type { DatasetLumisections, Lumisection } from '../lumisection.js';
import { fetchDataset } from './fetch-lumisections.js';

/** Options of `why()`. */
export interface WhyOptions {
  /** Aborts the call; the promise rejects with an AbortError. */
  readonly signal?: AbortSignal | undefined;
}

/** The key of a lumisection, with unchecked values. */
interface LumisectionKey {
  readonly run: unknown;
  readonly lumisection: unknown;
  readonly dataset: unknown;
}

/** Maximum number of ranges in a message. */
const maxRanges = 5;

function checkLumisectionNumber(value: unknown, run: number): number {
  if (isIntegerIn(value, 1)) return value;
  const digits = typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? value : undefined;
  throw new QueryError('bad-value', `Expected a lumisection number, got ${describe(value)}`, {
    hint: value === undefined ? `Write why(${run}, 1).` : `Write ${digits ?? 'an integer from 1'}.`,
  });
}

/** Lists names in quotes, `'online'` first. */
function listed(names: readonly string[]): string {
  const sorted = [...names].sort((a, b) => Number(b === 'online') - Number(a === 'online') || (a < b ? -1 : 1));
  return firstQuoted(sorted);
}

/** Returns the dataset of this name, or the only one. */
function chosen(datasets: readonly LumisectionSource[], run: number, lumisection: number, name: string | undefined) {
  const names = datasets.map(({ dataset_name }) => dataset_name);
  const [first] = datasets;
  if (first === undefined)
    throw new NotFoundError('not-found', `The registry has no datasets of run ${run}`, {
      hint: 'Check the run number.',
    });
  if (name === undefined) {
    if (datasets.length === 1) return first;
    throw new QueryError('several-datasets', `Run ${run} has ${datasets.length} datasets: ${listed(names)}`, {
      suggestions: names,
      hint: `Write why(${run}, ${lumisection}, '${names.includes('online') ? 'online' : names[0]}'), or another of these names.`,
    });
  }
  const dataset = datasets.find(({ dataset_name }) => dataset_name === name);
  if (dataset !== undefined) return dataset;
  const suggestions = nearest(name, names);
  throw new NotFoundError('not-found', `Run ${run} has no dataset '${name}'`, {
    suggestions,
    hint: didYouMean(suggestions) ?? `Its datasets are ${listed(names)}.`,
  });
}

/** Returns the lumisection in the shape of the portal. */
function lumisectionOf({ dataset, run, ranges }: DatasetLumisections, number: number): Lumisection {
  const range = ranges.find(({ start, end }) => start <= number && number <= end);
  if (range !== undefined)
    return { dataset, run, lumisection: { lumisection_number: number, oms: range.oms, rr: range.rr } } as Lumisection;
  const spans = mergeRanges(ranges, () => true).map(({ start, end }) =>
    start === end ? `${start}` : `${start} to ${end}`,
  );
  const list = `${spans.slice(0, maxRanges).join(', ')}${spans.length > maxRanges ? ', …' : ''}`;
  throw new NotFoundError('not-found', `'${dataset.name}' of run ${run.run_number} has no lumisection ${number}`, {
    hint: spans.length === 0 ? 'It has no lumisections with flags and OMS data.' : `It has the lumisections ${list}.`,
  });
}

/** Fetches one lumisection, as `generateLocally()` evaluates it. */
export async function fetchLumisection(
  client: Client,
  compiled: Compiled,
  { run, lumisection, dataset }: LumisectionKey,
  signal: AbortSignal | undefined,
): Promise<Lumisection> {
  if (typeof run === 'object')
    throw new QueryError('bad-value', `Expected a run number for why(), got ${describe(run)}`, {
      attribute: 'run_number',
      hint: "Write why(355100, 1), or why(355100, 1, 'online').",
    });
  const number = checkRun(run);
  const position = checkLumisectionNumber(lumisection, number);
  const name = dataset === undefined ? undefined : checkString(dataset, 'a dataset name');
  const datasets = await datasetsOf(emptyQuery(client, 'datasets').where('run_number', '=', number) as Query, signal);
  const source = chosen(datasets, number, position, name);
  return lumisectionOf(await fetchDataset(client, source, compiled, signal), position);
}
