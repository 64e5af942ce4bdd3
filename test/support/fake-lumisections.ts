/** A fake registry with lumisections that a test defines. */
import { isDeepStrictEqual } from 'node:util';
import { type FakeOptions, type FakeRegistry, fakeRegistry } from './fake-registry.js';
import { datasetRow, type Parts, runRow } from './rows.js';
import type { Received, Reply } from './scripted-server.js';

/** The response for one lumisection: flags, or bits. */
export type Lumisection = Readonly<Record<string, unknown>>;

/** A run or dataset with its lumisections, one by one from 1. */
export interface FakeRun extends Parts {
  readonly run_number: number;
  readonly rr?: never;
  readonly flags?: never;
  readonly flagsOf?: readonly Lumisection[];
  readonly bitsOf?: readonly Lumisection[];
}

/** Returns a flag as the registry returns it. */
export const verdict = (status: string, comment = '', cause = '') => ({ status, comment, cause });

/** The verdict that fills a flag that a lumisection lacks. */
export const filler = verdict('EMPTY');

/** The response of OMS for a lumisection that it lost. */
export const lost = { err: 'No data available for this lumisection' };

/** Merges equal neighbours into ranges. */
function inRanges(items: readonly Lumisection[]): Lumisection[] {
  const ranges: { item: Lumisection; start: number; end: number }[] = [];
  items.forEach((item, index) => {
    const last = ranges.at(-1);
    if (last !== undefined && isDeepStrictEqual(last.item, item)) last.end = index + 1;
    else ranges.push({ item, start: index + 1, end: index + 1 });
  });
  return ranges.map(({ item, start, end }) => ({ ...item, start, end }));
}

/** Returns bits without the keys that ranges omit. */
const steady = ({ recorded: _recorded, delivered: _delivered, err: _err, ...bits }: Lumisection): Lumisection => bits;

/** Returns the response to a request for lumisections, or for a page of rows. */
function respond(runs: readonly FakeRun[], { path, body }: Received): Reply {
  const parameters = JSON.parse(body) as {
    run_number?: number;
    dataset_name?: string;
    page: number;
    page_size: number;
  };
  const route = path.slice(path.lastIndexOf('/') + 1);
  if (/^(runs|datasets)_filtered_ordered$/.test(route)) {
    const target = route.startsWith('runs') ? 'runs' : 'datasets';
    const rows = runs.map(({ flagsOf: _flags, bitsOf: _bits, ...parts }) =>
      target === 'runs' ? runRow(parts) : datasetRow(parts),
    );
    return {
      json: {
        [target]: rows.slice(parameters.page * parameters.page_size).slice(0, parameters.page_size),
        count: rows.length,
      },
    };
  }
  const match = runs.find(
    ({ run_number, name = 'online' }) => run_number === parameters.run_number && name === parameters.dataset_name,
  );
  const flags = match?.flagsOf ?? [];
  const bits = match?.bitsOf ?? [];
  const responses: Readonly<Record<string, readonly Lumisection[]>> = {
    rr_lumisections: flags,
    rr_lumisection_ranges: inRanges(flags),
    oms_lumisections: bits,
    oms_lumisection_ranges: inRanges(bits.map(steady)),
  };
  return { json: responses[route] ?? { err: `no route ${route}` } };
}

/** Starts a registry that has these runs or datasets, whatever the filter. */
export const registryWithRuns = (
  runs: readonly FakeRun[],
  { script, ...options }: FakeOptions = {},
): Promise<FakeRegistry> =>
  fakeRegistry({
    ...options,
    script: async (request, index) => (await script?.(request, index)) ?? respond(runs, request),
  });

/** Routes and runs of the requests for lumisections, as `rr 355556`. */
export const lumisectionRequests = ({ requests }: FakeRegistry): string[] =>
  requests
    .filter(({ path }) => path.includes('/lumisections/'))
    .map(({ path, body }) => `${path.includes('/rr_') ? 'rr' : 'oms'} ${JSON.parse(body).run_number}`);
