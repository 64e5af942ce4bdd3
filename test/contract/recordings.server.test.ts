/** The embedded registry returns the recorded responses of the real one, over the same data. */

import { type EmbeddedRegistry, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countedLumisections, dcsSummary, tripletSummary } from '../../src/embedded/data/summaries.js';
import { hasRecordings, type Recording, recordedState, recordings, replay } from './recorded.js';

/** Routes of the recordings that the embedded registry has. */
const ROUTES = [
  /^\/(runs|datasets)_filtered_ordered$/,
  /^\/runs\/([^/]+)?$/,
  /^\/get_all_dataset_names_of_run\//,
  /^\/datasets\/get_dataset$/,
  /^\/(workspaces|cycles)\/\w+$/,
  /^\/datasets_accepted(\/\w+)?$/,
  /^\/datasets_waiting(_dbs)?$/,
  /^\/datasets_get_lumisection_bar$/,
  /^\/lumisections\/(?!get_\w+_history)/,
  /^\/dc_tools\/unique_dataset_names$/,
  /^\/nope$/,
];

const sorted = (items: unknown): unknown[] =>
  (items as { run_number?: number; name?: string }[]).toSorted((one, other) => {
    const key = (item: typeof one): string => (typeof item === 'string' ? item : `${item.run_number} ${item.name}`);
    return key(one) < key(other) ? -1 : 1;
  });

/** Recordings from 302 on change data. */
const isRead = ({ number, request }: Recording): boolean =>
  number < 302 && ROUTES.some((route) => route.test(request.path));

/** The error quotes the first row that PostgreSQL reads, which depends on how rows are stored. */
const QUOTES_A_ROW = /^(112|140)-/;

/** The rows have equal sort keys, or none: their order depends on how they are stored. */
const UNSORTED_ROWS = /^(225|227)-/;
const UNSORTED_ITEMS = /^(006|064|067)-/;

describe.skipIf(!hasRecordings)('a read', () => {
  let registry: EmbeddedRegistry;
  beforeAll(async () => {
    registry = await startEmbedded({ state: recordedState() });
  });
  afterAll(() => registry?.close());

  test.each(
    recordings()
      .filter(isRead)
      .map((recording) => [recording.name, recording] as const),
  )('returns the recorded response: %s', async (name, recording) => {
    const { response } = recording;
    const { status, headers, body: found } = await replay(registry.url, recording);
    expect(status, JSON.stringify(found)).toBe(response.status);
    expect(headers['content-type']).toBe(response.headers['content-type']);
    if (QUOTES_A_ROW.test(name)) {
      expect(found).toEqual({ err: expect.stringContaining(String(Object(response.body).err).replace(/".*/, '')) });
    } else if (UNSORTED_ROWS.test(name)) {
      expect(found).toEqual({ ...Object(response.body), runs: [expect.any(Object)] });
    } else if (UNSORTED_ITEMS.test(name)) {
      expect(sorted(found)).toEqual(sorted(response.body));
    } else {
      expect(found).toEqual(response.body);
    }
  });
});

describe.skipIf(!hasRecordings)('the summaries of a dataset', () => {
  test('are those of the real server', () => {
    const state = recordedState();
    const ranges = new Map(state.rrLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row]));
    const oms = new Map(state.omsLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row]));
    for (const { run_number, name, triplet_summary, dcs_summary } of state.datasets) {
      const flags = ranges.get(`${run_number} ${name}`)?.rr_lumisection_ranges ?? [];
      const bits = (oms.get(`${run_number} ${name}`) ?? oms.get(`${run_number} online`))?.oms_lumisections ?? [];
      const counted = countedLumisections(flags, bits);
      expect(tripletSummary(flags, counted), `${run_number} ${name}`).toEqual(triplet_summary);
      expect(dcsSummary(bits, counted), `${run_number} ${name}`).toEqual(dcs_summary);
    }
  });
});
