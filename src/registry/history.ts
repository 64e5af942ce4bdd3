import { ResponseError } from '../errors.js';
import { type DatasetKey, type FlagVerdicts, type LumisectionOms, verdictsOf } from '../query/lumisections/ranges.js';
import type { Client } from '../query/reading/client.js';
import type { OmsValues, RrValues } from '../query/reading/rows.js';
import { isObject, type JsonObject as Row } from '../util/json-object.js';
import type { CallOptions } from './reads.js';

/** Who changed something, when and why. */
export interface Change {
  /** Version that the change made. */
  readonly version: number;
  /** Address of who did it; `auto@auto` is the registry itself. */
  readonly by: string;
  readonly comment: string;
  /** An instant, such as `2018-05-25T19:16:05.062Z`. */
  readonly createdAt: string;
}

/** A change of a run. */
export interface RunVersion extends Change {
  readonly run_number: number;
  /** The attributes that were set, those of OMS and those of the registry together; the first change sets all. */
  readonly values: Partial<OmsValues> & Partial<RrValues>;
}

/** A change of flags in some lumisections. */
export interface LumisectionChange extends Change {
  readonly run_number: number;
  readonly dataset_name: string;
  readonly start: number;
  readonly end: number;
  /** Whether a person made it. */
  readonly manual: boolean;
  /** The flags that were set. */
  readonly rr: FlagVerdicts;
}

/** A change of bits in some lumisections. */
export interface OmsLumisectionChange extends Omit<LumisectionChange, 'rr' | 'manual'> {
  /** The bits that were set. */
  readonly oms: LumisectionOms;
}

async function changes(
  client: Client,
  request: Omit<Parameters<Client['request']>[0], 'signal'>,
  { signal }: CallOptions,
  isChange: (row: Row) => boolean,
): Promise<Row[]> {
  const answer = await client.request({ ...request, signal });
  const isGood = (row: unknown): boolean => isObject(row) && typeof row.version === 'number' && isChange(row);
  if (Array.isArray(answer) && answer.every(isGood)) return answer as Row[];
  const words = `${request.method} ${request.path}`;
  throw new ResponseError('unexpected-response', `${words} was answered with no list of changes`, { request: words });
}

const change = ({ version, by, comment, createdAt }: Row): Change => ({
  version: version as number,
  by: String(by ?? ''),
  comment: String(comment ?? ''),
  createdAt: String(createdAt ?? ''),
});

/** Every version of a run, oldest first. */
export async function runHistory(client: Client, run: number, options: CallOptions): Promise<RunVersion[]> {
  const rows = await changes(client, { method: 'GET', path: `/run_with_history/${run}` }, options, () => true);
  return rows
    .map((row): RunVersion => {
      const {
        version: _,
        by: _by,
        comment: _comment,
        createdAt: _at,
        Version: _inner,
        atomic_version: _atomic,
        run_number: _run,
        ...values
      } = row;
      return { ...change(row), run_number: run, values: values as RunVersion['values'] };
    })
    .sort((a, b) => a.version - b.version);
}

const request = (kind: 'rr' | 'oms', { run_number, dataset_name }: DatasetKey) => ({
  method: 'POST' as const,
  path: `/lumisections/get_${kind}_lumisection_history`,
  body: { run_number, dataset_name },
  note: `run ${run_number}, ${dataset_name}`,
});

const isPlaced = ({ start, end, name, jsonb }: Row): boolean =>
  Number.isInteger(start) && Number.isInteger(end) && typeof name === 'string' && isObject(jsonb);

/** Bits of the run count for its datasets too: a change has the name of where it was made. */
const place = ({ start, end, name }: Row, { run_number }: DatasetKey) => ({
  run_number,
  dataset_name: name as string,
  start: start as number,
  end: end as number,
});

/** Every change of flags of a dataset, oldest first. */
export async function flagHistory(client: Client, key: DatasetKey, options: CallOptions): Promise<LumisectionChange[]> {
  const rows = await changes(client, request('rr', key), options, isPlaced);
  return rows
    .map((row) => ({
      ...change(row),
      ...place(row, key),
      manual: row.manual_change === true,
      rr: verdictsOf(row.jsonb as Row),
    }))
    .sort((a, b) => a.version - b.version);
}

/** Every change of bits of a dataset, oldest first. */
export async function bitHistory(
  client: Client,
  key: DatasetKey,
  options: CallOptions,
): Promise<OmsLumisectionChange[]> {
  const rows = await changes(client, request('oms', key), options, isPlaced);
  return rows
    .map((row) => ({
      ...change(row),
      ...place(row, key),
      oms: row.jsonb as LumisectionOms,
    }))
    .sort((a, b) => a.version - b.version);
}
