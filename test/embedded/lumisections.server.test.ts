import { type EmbeddedRegistry, type Json, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../support/sample.js';

type Row = Readonly<Record<string, Json>>;

const state = sample;
const headers = { email: 'expert@cern.ch', egroups: 'cms-dqm-runregistry-experts', 'content-type': 'application/json' };

/** Open runs with more than 20 lumisections, and the number of these. */
const runs = state.runs.flatMap(({ run_number, deleted, rr_attributes }): [number, number][] => {
  const list = state.rrLumisections.find((row) => row.run_number === run_number && row.dataset_name === 'online');
  const length = list?.rr_lumisection_ranges.at(-1)?.end ?? 0;
  return !deleted && rr_attributes.state === 'OPEN' && length > 20 ? [[run_number, length]] : [];
});
const [[first, firstLength], [second, secondLength]] = runs.sort(([one], [other]) => one - other) as [
  [number, number],
  [number, number],
];

let registry: EmbeddedRegistry;
beforeAll(async () => {
  registry = await startEmbedded();
});
afterAll(() => registry?.close());

async function send(method: string, path: string, body: object): Promise<{ status: number; body: Row }> {
  const response = await fetch(`${registry.url}/${path}`, { method, headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Row };
}
const read = async (route: string, run_number: Json, dataset_name: Json): Promise<Record<string, Json>[]> => {
  const { status, body } = await send('POST', `lumisections/${route}`, { run_number, dataset_name });
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as Record<string, Json>[];
};

const listRoutes = [
  'rr_lumisections',
  'rr_lumisection_ranges',
  'rr_lumisection_ranges_by_component',
  'oms_lumisections',
  'oms_lumisection_ranges',
  'oms_lumisection_ranges_by_dcs_bit',
  'joint_lumisection_ranges',
  'get_rr_lumisection_history',
  'get_oms_lumisection_history',
];

describe('arrays as run_number and dataset_name', () => {
  test.each(listRoutes)('%s returns the data of the only matching dataset', async (route) => {
    const expected = await read(route, first, 'online');
    expect(expected).not.toEqual([]);
    expect(await read(route, [first], 'online')).toEqual(expected);
    expect(await read(route, first, ['online'])).toEqual(expected);
    expect(await read(route, [1, first], ['/No/Such/DQM', 'online'])).toEqual(expected);
    expect(await read(route, [], 'online')).toEqual(Array.isArray(expected) ? [] : {});
  });

  test('reads one row of the first lumisection of several runs, and no later row', async () => {
    const flags = await read('rr_lumisections', [second, first], 'online');
    expect(flags).toHaveLength(Math.max(firstLength, secondLength));
    const [expected] = await read('rr_lumisections', first, 'online');
    expect(flags[0]).toMatchObject(expected as object);
    const empty = { status: 'EMPTY', comment: '', cause: '' };
    for (const each of flags.slice(1)) for (const flag of Object.values(each)) expect(flag).toEqual(empty);
    const bits = await read('oms_lumisections', [second, first], 'online');
    expect(bits[0]).toEqual((await read('oms_lumisections', first, 'online'))[0]);
    expect(new Set(bits.slice(1).map((each) => JSON.stringify(each)))).toEqual(
      new Set(['{"err":"No data available for this lumisection"}']),
    );
  });

  test('counts the rows of several runs in ranges by component', async () => {
    const ranges = (await read('rr_lumisection_ranges_by_component', [first, second], ['online'])) as unknown as Record<
      string,
      { end: number }[]
    >;
    expect(ranges['dt-dt']?.at(-1)?.end).toBe(firstLength + secondLength);
  });

  test('lists the events of several runs', async () => {
    const events = await read('get_rr_lumisection_history', [first, second], 'online');
    expect(new Set(events.map(({ run_number }) => run_number))).toEqual(new Set([first, second]));
  });

  test('merges the bits of several datasets of one run', async () => {
    const dataset = state.datasets.find(({ name, deleted }) => name !== 'online' && !deleted);
    const run = dataset?.run_number ?? 0;
    expect(await read('oms_lumisections', run, ['online', dataset?.name ?? ''])).toEqual(
      await read('oms_lumisections', run, dataset?.name ?? ''),
    );
  });
});

describe('values that are not scalars', () => {
  test.each([
    ['lumisections/rr_lumisections', { run_number: { in: 5 }, dataset_name: 'online' }, 'Invalid value { in: 5 }'],
    ['lumisections/oms_lumisections', { run_number: 1, dataset_name: { a: ['x'] } }, "Invalid value { a: [ 'x' ] }"],
    ['lumisections/rr_lumisections', { run_number: [1, { in: 5 }], dataset_name: 'x' }, 'Invalid value { in: 5 }'],
    ['json_portal/generate', { json_logic: '{"and":[]}', dataset_name_filter: { a: 1 } }, 'Invalid value { a: 1 }'],
    [
      'datasets_filtered_ordered',
      { page: 0, page_size: 5, sortings: [], filter: { name: { in: 'x' } } },
      "Invalid value { in: 'x' }",
    ],
    [
      'datasets_filtered_ordered',
      { page: 0, page_size: 5, sortings: [], filter: { name: { a: { '>': 5 } } } },
      'Invalid value { a: { [Symbol(gt)]: 5 } }',
    ],
    [
      'runs_filtered_ordered',
      { page: 0, page_size: { a: { b: 1 } }, sortings: [], filter: {} },
      'Invalid value { a: { b: 1 } }',
    ],
  ])('%s prints them as Node.js does (%#)', async (route, body, message) => {
    expect(await send('POST', route, body)).toEqual({ status: 500, body: { err: message } });
  });
});

describe('bounds of get_data_of_json', () => {
  const numbers = async (start: Json, end: Json): Promise<number[]> => {
    const key = `${first}-online`;
    const { status, body } = await send('POST', 'lumisections/get_data_of_json', { json: { [key]: [[start, end]] } });
    expect(status, JSON.stringify(body)).toBe(200);
    return Object.keys(Object((body.json_with_data as Row)[key])).map(Number);
  };

  test.each<[Json, Json, number[]]>([
    [2, 4, [2, 3, 4]],
    [2, '4', [2, 3, 4]],
    // The first number of the list is then a string, which matches no lumisection.
    ['2', 4, [3, 4]],
    ['2', '4', [3, 4]],
    // '2' is greater than '10', as a string.
    ['2', '10', []],
    ['10', '9', []],
    ['1', '10', [2, 3, 4, 5, 6, 7, 8, 9, 10]],
    [4, '2', []],
    ['x', 'a', []],
    [null, 2, [1, 2]],
  ])('%j to %j selects %j', async (start, end, expected) => {
    expect(await numbers(start, end)).toEqual(expected);
  });

  test('a start that is not an integer is an error of PostgreSQL', async () => {
    const json = { [`${first}-online`]: [['a', 'b']] };
    expect(await send('POST', 'lumisections/get_data_of_json', { json })).toEqual({
      status: 500,
      body: { err: 'invalid input syntax for type integer: "a"' },
    });
  });
});

describe('bounds and comments of edit_rr_lumisections', () => {
  const edit = (new_lumisection_range: object) =>
    send('PUT', 'lumisections/edit_rr_lumisections', {
      run_number: second,
      dataset_name: 'online',
      component: 'dt-dt',
      new_lumisection_range,
    });
  let comment = 0;
  /** Lumisections that an edit has changed. */
  const changedBy = async (start: Json | undefined, end: Json): Promise<number[]> => {
    comment++;
    const { status, body } = await edit({ start, end, status: 'BAD', comment: `comment ${comment}` });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ run_number: second, name: 'online', manual_change: true });
    const flags = await read('rr_lumisections', second, 'online');
    return flags.flatMap((each, index) => (Object(each['dt-dt']).comment === `comment ${comment}` ? [index + 1] : []));
  };

  test.each<[Json | undefined, Json, number[]]>([
    [2, 4, [2, 3, 4]],
    ['2', '4', [2, 3, 4]],
    [2, '4', [2, 3, 4]],
    ['2', 4, [2, 3, 4]],
    ['1', '10', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    // As a string, '10' is less than '9', so the edit starts; as a number it is greater, which ends the edit.
    ['10', '9', [10]],
    [2, 3.5, [2, 3]],
    [undefined, 4, []],
    [3, 'x', []],
  ])('%j to %j changes %j', async (start, end, expected) => {
    const before = await read('get_rr_lumisection_history', second, 'online');
    expect(await changedBy(start, end)).toEqual(expected);
    const after = await read('get_rr_lumisection_history', second, 'online');
    expect(after.length - before.length).toBe(expected.length === 0 ? 0 : 1);
  });

  test.each<[Json, Json, RegExp]>([
    ['2', '10', /: Start Lumisection must be less than end lumisection$/],
    [5, '4', /: Start Lumisection must be less than end lumisection$/],
    ['a', 'b', /: Error updating\/saving dataset online of run \d+ lumisections$/],
    [1.5, 3, /: Error updating\/saving dataset online of run \d+ lumisections$/],
    [null, 3, /: Error updating\/saving dataset online of run \d+ lumisections$/],
  ])('%j to %j is refused and changes nothing', async (start, end, message) => {
    const before = await read('rr_lumisections', second, 'online');
    const { status, body } = await edit({ start, end, status: 'GOOD' });
    expect(status).toBe(500);
    expect(body.err).toMatch(message);
    expect(await read('rr_lumisections', second, 'online')).toEqual(before);
  });

  test.each<[Json, boolean]>([
    ['', false],
    ['ab', false],
    ['abc', true],
    [0, false],
    // A number has no length to be too short.
    [12, true],
    [true, true],
    [['a', 'b'], false],
    [['a', 'b', 'c'], true],
    [{ length: 2 }, false],
    [{ a: 1 }, true],
  ])('BAD with the comment %j is accepted: %s', async (given, isAccepted) => {
    const { status, body } = await edit({ start: 1, end: 1, status: 'BAD', comment: given });
    expect(status).toBe(isAccepted ? 200 : 500);
    if (!isAccepted) {
      expect(body.err).toBe('When setting lumisections as BAD, there MUST be a comment for this action.');
      return;
    }
    const [flags] = await read('rr_lumisections', second, 'online');
    expect(Object(flags?.['dt-dt']).comment).toEqual(given);
  });

  test('the status is checked before the comment, the comment before the run, and the run before the range', async () => {
    const body = { run_number: 1, dataset_name: 'online', component: 'dt-dt' };
    const edit = async (new_lumisection_range: object) =>
      (await send('PUT', 'lumisections/edit_rr_lumisections', { ...body, new_lumisection_range })).body.err;
    expect(await edit({ start: 5, end: 1, comment: 12 })).toBe('No status present when trying to edit lumisections');
    expect(await edit({ start: 5, end: 1, status: 'BAD', comment: [] })).toMatch(/^When setting lumisections as BAD/);
    expect(await edit({ start: 5, end: 1, status: 'BAD', comment: 12 })).toBe(
      "Cannot read property 'rr_attributes' of null",
    );
    const { body: refused } = await send('PUT', 'lumisections/edit_rr_lumisections', {
      ...body,
      run_number: second,
      new_lumisection_range: { start: 5, end: 1, status: 'BAD', comment: 12 },
    });
    expect(refused.err).toMatch(/Start Lumisection must be less/);
  });
});
