/** A registry whose lumisections a test makes up. */
import { isDeepStrictEqual } from 'node:util';
import { type FakeOptions, type FakeRegistry, fakeRegistry } from './fake-registry.js';
import { datasetRow, type Parts, runRow } from './rows.js';
import type { Received, Reply } from './scripted-server.js';

/** The response for one lumisection: flags, or bits. */
export type Answered = Readonly<Record<string, unknown>>;

/** A run or dataset with its lumisections, one by one from 1. */
export interface Made extends Parts {
  readonly run_number: number;
  readonly rr?: never;
  readonly flags?: never;
  readonly flagsOf?: readonly Answered[];
  readonly bitsOf?: readonly Answered[];
}

/** A flag as the registry returns it. */
export const verdict = (status: string, comment = '', cause = '') => ({ status, comment, cause });

/** What is filled in for a flag that a lumisection lacks. */
export const filler = verdict('EMPTY');

/** The response of OMS for a lumisection that it lost. */
export const lost = { err: 'No data available for this lumisection' };

/** Neighbours that are equal, joined. */
function inRanges(items: readonly Answered[]): Answered[] {
  const ranges: { item: Answered; start: number; end: number }[] = [];
  items.forEach((item, index) => {
    const last = ranges.at(-1);
    if (last !== undefined && isDeepStrictEqual(last.item, item)) last.end = index + 1;
    else ranges.push({ item, start: index + 1, end: index + 1 });
  });
  return ranges.map(({ item, start, end }) => ({ ...item, start, end }));
}

/** Bits without what is left out of ranges. */
const steady = ({ recorded: _recorded, delivered: _delivered, err: _err, ...bits }: Answered): Answered => bits;

/** The response to a request for lumisections, or for the page of rows. */
function answerOf(made: readonly Made[], { path, body }: Received): Reply {
  const asked = JSON.parse(body) as { run_number?: number; dataset_name?: string; page: number; page_size: number };
  const route = path.slice(path.lastIndexOf('/') + 1);
  if (/^(runs|datasets)_filtered_ordered$/.test(route)) {
    const target = route.startsWith('runs') ? 'runs' : 'datasets';
    const rows = made.map(({ flagsOf: _flags, bitsOf: _bits, ...parts }) =>
      target === 'runs' ? runRow(parts) : datasetRow(parts),
    );
    return {
      json: { [target]: rows.slice(asked.page * asked.page_size).slice(0, asked.page_size), count: rows.length },
    };
  }
  const one = made.find(
    ({ run_number, name = 'online' }) => run_number === asked.run_number && name === asked.dataset_name,
  );
  const flags = one?.flagsOf ?? [];
  const bits = one?.bitsOf ?? [];
  const responses: Readonly<Record<string, readonly Answered[]>> = {
    rr_lumisections: flags,
    rr_lumisection_ranges: inRanges(flags),
    oms_lumisections: bits,
    oms_lumisection_ranges: inRanges(bits.map(steady)),
  };
  return { json: responses[route] ?? { err: `no route ${route}` } };
}

/** Starts a registry that has these runs or datasets, whatever the filter. */
export const madeRegistry = (made: readonly Made[], { script, ...options }: FakeOptions = {}): Promise<FakeRegistry> =>
  fakeRegistry({
    ...options,
    script: async (request, index) => (await script?.(request, index)) ?? answerOf(made, request),
  });

/** Routes and runs of the requests for lumisections, as `rr 355556`. */
export const lumisectionRequests = ({ asked }: FakeRegistry): string[] =>
  asked
    .filter(({ path }) => path.includes('/lumisections/'))
    .map(({ path, body }) => `${path.includes('/rr_') ? 'rr' : 'oms'} ${JSON.parse(body).run_number}`);
