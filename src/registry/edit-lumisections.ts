import { lookUpFlag } from '../catalogue/flag-lookup.js';
import type { FlagName } from '../catalogue/flags.js';
import { type Status, statuses } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import type { Proof } from '../mutation/response.js';
import { checkKey } from '../query/arguments.js';
import {
  type DatasetKey,
  type FlagVerdict,
  mergeRanges,
  type RrRange,
  rrRanges,
  sameVerdict,
} from '../query/lumisections/ranges.js';
import type { Client } from '../query/reading/client.js';
import { runAll } from '../util/concurrency.js';
import { describe } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';
import { isObject } from '../util/json-object.js';
import { checkStorable } from '../util/storable.js';
import { checkOneOf } from './arguments.js';
import { readDataset, readRun, refused, unchanged } from './jobs.js';
import type { OperationOptions } from './operation.js';
import type { Job } from './perform.js';

/** The flag to set, and in which lumisections. */
export interface EditLumisections extends OperationOptions {
  /** `online` by default. */
  readonly dataset?: string | undefined;
  /** The flag, by its name `<workspace>-<column>`. */
  readonly flag: FlagName;
  /** First lumisection, from 1. */
  readonly start: number;
  /** Last lumisection; at most the last one of the dataset. */
  readonly end: number;
  /** The new status. */
  readonly status: Exclude<Status, 'NO VALUE FOUND'>;
  /** Required for the status BAD: at least three characters. */
  readonly comment?: string | undefined;
  /** The new cause; an empty string by default. */
  readonly cause?: string | undefined;
}

/** The state of a dataset before or after an edit of its lumisections. */
interface PresentLumisections {
  /** State of the run. */
  readonly state: string;
  /** Version of the dataset. */
  readonly version: number;
  readonly ranges: readonly RrRange[];
  /** The last lumisection; 0 if there are none. */
  readonly last: number;
}

async function readLumisections(
  client: Client,
  key: DatasetKey,
  signal: AbortSignal | undefined,
): Promise<PresentLumisections | undefined> {
  const [run, dataset, ranges] = await runAll(
    [
      (linked) => readRun(client, key.run_number, linked),
      (linked) => readDataset(client, key, 'global', linked),
      (linked) => rrRanges(client, key, linked),
    ],
    signal,
  );
  if (run === undefined || dataset === undefined) return undefined;
  return { state: run.state, version: dataset.version, ranges, last: ranges.at(-1)?.end ?? 0 };
}

const none: FlagVerdict = { status: undefined, comment: '', cause: '' };

/** Returns the verdicts of a flag in some lumisections, as ranges. */
const verdicts = (ranges: readonly RrRange[], flag: string, start: number, end: number) =>
  mergeRanges(
    ranges
      .filter((range) => range.start <= end && range.end >= start)
      .map((range) => ({
        start: Math.max(range.start, start),
        end: Math.min(range.end, end),
        ...((range.rr as Readonly<Record<string, FlagVerdict | undefined>>)[flag] ?? none),
      })),
    sameVerdict,
  );

/** Returns what a response proves: the registry returns the recorded change, which is newer than the state read before. */
function proofOfEdit(body: unknown, key: DatasetKey, before: PresentLumisections): Proof {
  const isChange =
    isObject(body) &&
    body.run_number === key.run_number &&
    body.name === key.dataset_name &&
    body.manual_change === true &&
    Number.isInteger(body.version) &&
    (body.version as number) > before.version;
  return isChange ? 'confirmed' : 'unconfirmed';
}

function checkRange(start: number, end: number): void {
  for (const [name, value] of Object.entries({ start, end }))
    if (!isIntegerIn(value, 1))
      throw new QueryError(
        'bad-option',
        `Expected a lumisection number for the option '${name}', got ${describe(value)}`,
        {
          hint: 'Write an integer from 1.',
        },
      );
  if (end < start)
    throw new QueryError('bad-option', `Expected 'start' to be at most 'end', got ${start} and ${end}`, {
      hint: `Write start: ${end}, end: ${start}.`,
    });
}

function checkVerdict({
  status,
  comment,
  cause,
}: Readonly<Record<'status' | 'comment' | 'cause', string>>): FlagVerdict {
  const allowed = statuses.filter((allowed) => allowed !== 'NO VALUE FOUND');
  const checked = checkOneOf(status, allowed, "a status for the option 'status'");
  for (const [name, value] of Object.entries({ comment, cause })) {
    if (typeof value !== 'string')
      throw new QueryError('bad-option', `Expected a string for the option '${name}', got ${describe(value)}`);
    checkStorable(value, `the option '${name}'`, 'bad-option');
  }
  if (status === 'BAD' && comment.trim().length < 3)
    throw new QueryError('bad-option', `Expected a comment for the status BAD, got ${describe(comment)}`, {
      hint: 'Give the reason in at least three characters.',
    });
  return { status: checked, comment, cause };
}

/** Returns an edit of lumisections as a job. Its options are checked except for those of every operation. */
export function editJob(client: Client, run: number, options: EditLumisections): Job<PresentLumisections> {
  const { dataset = 'online', comment = '', cause = '', status, start, end } = options;
  const key = checkKey(run, dataset);
  const flag = lookUpFlag(options.flag);
  const wanted = checkVerdict({ status, comment, cause });
  checkRange(start, end);
  const holds = ({ ranges }: PresentLumisections): boolean =>
    verdicts(ranges, flag, start, end).every((verdict) => sameVerdict(verdict, wanted));
  return {
    key,
    read: (signal) => readLumisections(client, key, signal),
    show: ({ state, ranges }) => ({ state, ranges: verdicts(ranges, flag, start, end) }),
    judge: (present) => {
      const { state, last } = present;
      if (end > last) return refused(`Lumisection ${end} does not exist: the last one is ${last}`);
      if (holds(present)) return unchanged('The lumisections already have this status, comment and cause');
      const isClosed = key.dataset_name === 'online' && state !== 'OPEN';
      return isClosed ? refused(`The run is ${state}, not OPEN`) : undefined;
    },
    request: () => ({
      method: 'PUT',
      path: '/lumisections/edit_rr_lumisections',
      body: { ...key, component: flag, new_lumisection_range: { start, end, status, comment, cause } },
    }),
    proves: (before, body) => proofOfEdit(body, key, before),
    happened: (_, after) => after.last >= end && holds(after),
    isOnce: false,
  };
}
