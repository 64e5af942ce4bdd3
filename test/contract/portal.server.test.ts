/** The JSON portal of the embedded registry replays a recorded session of the real one, in the same order. */
import type { Json } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PausableRegistry, startPausable, statements } from '../embedded/pausable-registry.js';
import { hasRecordings, recordedState, recordings, replay } from './recorded.js';

const session = recordings().filter(({ number }) => number >= 270 && number <= 301);
const rules = (number: number): Json => Object(session.find((one) => one.number === number)?.request.body).json_logic;

let registry: PausableRegistry;
beforeAll(async () => {
  if (hasRecordings) registry = await startPausable(recordedState());
});
afterAll(() => registry?.close());
const send = async (path: string, body: Json, email = 'api@api'): Promise<{ status: number; body: Json }> => {
  const response = await fetch(registry.url + path, {
    method: 'POST',
    headers: { email, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? '' : (JSON.parse(text) as Json) };
};

/** Waits for the end of the job of a golden JSON, and returns the response. */
async function ended(id_json: number): Promise<Json> {
  await registry.ended(id_json);
  const { status, body } = await send('/json_portal/json', { id_json });
  expect(status).not.toBe(202);
  expect(status).not.toBe(203);
  expect(Object(body).final_json?.total_recorded_luminosity_lost).not.toBe(-1);
  return body;
}

/** Steps on the real server between the recordings. */
const BEFORE: Readonly<Record<number, () => Promise<unknown>>> = {
  277: async () => {
    // Two jobs on all datasets are in the queue; the first one has evaluated 19 of them.
    const arrived = registry.pauseBefore(statements.dataset, 20);
    const big = { json_logic: rules(277), dataset_name_filter: '%' };
    expect(await send('/json_portal/generate', big, 'big@cern.ch')).toMatchObject({ status: 200, body: { id: '1' } });
    expect(await send('/json_portal/generate', big, 'big@cern.ch')).toMatchObject({ status: 200, body: { id: '2' } });
    await arrived;
  },
  280: () => registry.pauseBefore(statements.dataset, 6),
  281: async () => {
    registry.resume();
    await ended(3);
  },
  282: async () => {
    const arrived = registry.pauseBefore(statements.report);
    const order = { json_logic: rules(277), dataset_name_filter: '/PromptReco/Collisions2018A/DQM' };
    expect(await send('/json_portal/generate', order)).toMatchObject({ status: 200, body: { id: '4' } });
    await arrived;
  },
  283: async () => {
    registry.resume();
    await ended(4);
  },
  285: () => ended(5),
  291: () => ended(6),
  293: () => ended(7),
};

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Sums over all lumisections. Their last digits depend on the order of datasets on the real server, which is unknown. */
const SUM = /^(total_(recorded|delivered)_luminosity|(recorded|delivered)_luminosity_in_json)$/;

/** Replaces values that differ between servers: times, versions, the last digits of sums. */
function comparable(value: Json, key = ''): Json {
  if (key === 'timestamp' && Number.isInteger(value)) return 'milliseconds';
  if ((key === 'createdAt' || key === 'updatedAt') && TIME.test(String(value))) return 'a time';
  if (key === 'runregistry_version' && typeof value === 'string' && /^\d+$/.test(value)) return 'a version';
  if (SUM.test(key) && typeof value === 'number') return value.toFixed(9);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => comparable(item));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, Json]) => [name, comparable(item, name)]),
  );
}

describe.skipIf(!hasRecordings)('a session of the JSON portal', () => {
  test.each(session.map((recording) => [recording.name, recording] as const))(
    'returns the recorded response: %s',
    async (_name, recording) => {
      await BEFORE[recording.number]?.();
      const found = await replay(registry.url, recording);
      const { status, headers, body } = recording.response;
      expect(found.status, JSON.stringify(found.body)).toBe(status);
      expect(found.headers['content-type']).toBe(headers['content-type']);
      expect(comparable(found.body)).toEqual(comparable(body));
      // The keys are in the same order too.
      expect(JSON.stringify(comparable(found.body))).toBe(JSON.stringify(comparable(body)));
    },
  );
});

/** The real server has other routes that evaluate rules. They agree with its portal, and so with this one. */
describe.skipIf(!hasRecordings)('rules that the real server evaluated elsewhere', () => {
  const recorded = (number: number): { request: Json; response: Json } => {
    const found = recordings().find((one) => one.number === number);
    return { request: Object(found?.request.body), response: Object(found?.response.body) };
  };
  const dataset_name_filter = '/PromptReco/Collisions2018A/DQM';
  const generate = async (json_logic: string) => {
    const { body } = await send('/json_portal/generate', { json_logic, dataset_name_filter });
    return Object(await ended(Object(body).id)).final_json;
  };

  test('083: passes all attributes of a lumisection to a rule', async () => {
    const { request, response } = recorded(83);
    const { run_number, name, lumisection_number: number } = Object(request);
    const key = `${run_number}-${name}`;
    const { body } = await send('/lumisections/get_data_of_json', { json: { [key]: [[number, number]] } });
    expect(Object(body).json_with_data).toEqual({ [key]: { [number]: Object(response).data } });
  });

  test('084: generates a golden JSON from several attributes', async () => {
    const { request, response } = recorded(84);
    expect(await generate(Object(request).json_logic)).toMatchObject({
      generated_json: Object(response).final_json,
      generated_json_with_dataset_names: Object(response).final_json_with_dataset_names,
    });
  });

  test('088: computes the luminosity that each rule loses', async () => {
    const { request, response } = recorded(88);
    const golden = JSON.parse(Object(request).golden_logic) as Json;
    // There, lumisections outside the denominator are not lost; here, they pass.
    const others = { '!': JSON.parse(Object(request).denominator_logic) as Json };
    const record = await generate(JSON.stringify({ or: [others, golden] }));
    const alone = JSON.stringify(others);
    const quantity = { ...record.rules_flagged_false_quantity_luminosity };
    delete quantity[alone];
    const combinations = Object.entries<number>(record.rules_flagged_false_combination_luminosity);
    const rest = combinations.map(([names, lost]) => [names.replace(`${alone},`, ''), lost]);
    const close = (sums: Json): Json =>
      Object.fromEntries(Object.entries(Object(sums)).map(([name, sum]) => [name, Number(sum).toFixed(9)]));
    expect(close(quantity)).toEqual(close(Object(response).rules_flagged_false_quantity_luminosity));
    expect(close(Object.fromEntries(rest))).toEqual(close(Object(response).rules_flagged_false_combination_luminosity));
    expect(record.total_recorded_luminosity_lost).toBeCloseTo(Object(response).recorded_luminosity_lost, 9);
    expect(record.total_delivered_luminosity_lost).toBeCloseTo(Object(response).delivered_luminosity_lost, 9);
  });
});
