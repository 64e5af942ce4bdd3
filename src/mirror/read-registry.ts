import type { Target } from '../print/formula.js';
import { emptyQuery } from '../query/empty-query.js';
import { type DatasetKey, fetchList, isFiller, rrRanges } from '../query/lumisections/ranges.js';
import { fetchStoredEmpty, flagsIn, storedFlags } from '../query/lumisections/stored-flags.js';
import { Query } from '../query/query.js';
import type { Client, StoredRange } from '../query/reading/client.js';
import type { JsonObject } from '../util/json-object.js';
import { toStoredRanges } from './stored-ranges.js';

/** Some runs with their datasets, in the shape of the response. */
export interface RowChunk {
  readonly runs: readonly JsonObject[];
  readonly datasets: readonly JsonObject[];
}

/** Number of runs in a chunk, which are read again after a crash. */
const chunkSize = 50;

const runOf = (row: JsonObject): number => row.run_number as number;

async function rowsOfRuns(
  client: Client,
  target: Target,
  runs: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly JsonObject[]> {
  const byRun = emptyQuery(client, target).where('run_number') as { in(runs: readonly number[]): Query };
  return (await byRun.in(runs).all({ signal, compress: false })) as JsonObject[];
}

/** Groups consecutive rows of the same runs. */
async function* byRuns(rows: AsyncIterable<unknown>): AsyncGenerator<JsonObject[], void, undefined> {
  let chunk: JsonObject[] = [];
  let runs = 0;
  for await (const row of rows as AsyncIterable<JsonObject>) {
    const last = chunk.at(-1);
    if (last === undefined || runOf(last) !== runOf(row)) {
      if (runs === chunkSize) {
        yield chunk;
        chunk = [];
        runs = 0;
      }
      runs++;
    }
    chunk.push(row);
  }
  if (chunk.length > 0) yield chunk;
}

/** Yields the rows that a query matches: of runs with all their datasets, or of datasets with their runs. */
export async function* rowChunks(
  query: Query,
  signal: AbortSignal | undefined,
): AsyncGenerator<RowChunk, void, undefined> {
  const client = Query.clientOf(query);
  for await (const rows of byRuns(query.stream({ signal, compress: false }))) {
    const runs = [...new Set(rows.map(runOf))];
    if (Query.targetOf(query) === 'runs')
      yield { runs: rows, datasets: await rowsOfRuns(client, 'datasets', runs, signal) };
    else yield { runs: await rowsOfRuns(client, 'runs', runs, signal), datasets: rows };
  }
}

/** Reads all lumisections of a dataset: flags with their comments and causes, bits and luminosities. */
export async function readLumisections(
  client: Client,
  key: DatasetKey,
  signal: AbortSignal | undefined,
): Promise<StoredRange[]> {
  const [ranges, oms] = await Promise.all([
    rrRanges(client, key, signal),
    fetchList(client, 'oms_lumisections', key, signal),
  ]);
  const hasFillers = ranges.some((range) => flagsIn(range).some(([, verdict]) => isFiller(verdict)));
  const isStoredEmpty = hasFillers ? await fetchStoredEmpty(client, key, ranges, signal) : () => false;
  const names = new Set(ranges.flatMap((range) => flagsIn(range).map(([flag]) => flag)));
  return toStoredRanges([...names], storedFlags(ranges, isStoredEmpty), oms);
}
