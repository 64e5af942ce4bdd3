/** The embedded registry returns the recorded responses of the real one to the same mutations, in the same order. */
import { type EmbeddedRegistry, type Json, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selection } from '../support/rounds.js';
import { hasRecordings, type Recording, recordedState, recordings, replay } from './recorded.js';

/** Keys whose values differ between servers. */
const OF_A_SERVER = new Set(['version', 'atomic_version', 'lumisection_metadata_id', 'createdAt']);

/** Replaces values that differ between servers by their types. */
function comparable(body: Json): Json {
  if (Array.isArray(body)) return body.map(comparable);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, OF_A_SERVER.has(key) ? typeof value : comparable(value as Json)]),
  );
}

const named = (wanted: (recording: Recording) => boolean) =>
  recordings()
    .filter(wanted)
    .map((recording) => [recording.name, recording] as const);

describe.skipIf(!hasRecordings)('a mutation', () => {
  let registry: EmbeddedRegistry;
  beforeAll(async () => {
    registry = await startEmbedded({ state: recordedState(), oms: 'unreachable' });
  });
  afterAll(() => registry?.close());

  const versions = new Map<string, number>();

  // From 354 on, the recordings are of the jobs that feed the registry, and of cycles.
  test.each(named(({ number }) => number >= 302 && number < 354))(
    'returns the recorded response: %s',
    async (_, recording) => {
      const { response } = recording;
      const { status, headers, body } = await replay(registry.url, recording);
      expect(status, JSON.stringify(body)).toBe(response.status);
      expect(headers['content-type']).toBe(response.headers['content-type']);
      expect(comparable(body)).toEqual(comparable(response.body));
      const { run_number, version } = Object(body) as { run_number?: number; version?: number };
      if (version === undefined) return;
      // Nothing has changed where the recorded version is the one before it.
      const before = versions.get('recorded') ?? 0;
      const recorded = Number(Object(response.body).version);
      if (recorded === before) expect(version).toBe(versions.get('here'));
      else expect(version, `version of ${run_number}`).toBeGreaterThan(versions.get('here') ?? 0);
      versions.set('recorded', recorded).set('here', version);
    },
  );

  test('stores a mark although OMS was unreachable', async () => {
    const response = await fetch(`${registry.url}/runs/309008`);
    expect(await response.json()).toMatchObject({ rr_attributes: { significant: true } });
  });
});

describe.skipIf(!hasRecordings)('mark_significant', () => {
  test('sets flags of every insignificant run with lumisections, which can then be signed off', async () => {
    const state = recordedState();
    await using registry = await startEmbedded({ state });
    const headers = { email: 'a@cern.ch', egroups: 'cms-dqm-runregistry-experts', 'content-type': 'application/json' };
    const send = async (path: string, run_number: number) => {
      const response = await fetch(`${registry.url}/runs/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ run_number }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, Json> };
    };
    const runs = state.runs.filter(
      ({ deleted, run_number, rr_attributes }) =>
        !deleted &&
        rr_attributes.significant === false &&
        rr_attributes.class !== '' &&
        state.omsLumisections.some((row) => row.run_number === run_number && row.oms_lumisections.length > 0),
    );
    expect(runs.length).toBeGreaterThan(5);
    for (const { run_number } of selection(runs, 2)) {
      expect(await send('mark_significant', run_number)).toMatchObject({
        status: 200,
        body: { rr_attributes: { significant: true }, DatasetTripletCache: { triplet_summary: { 'dt-dt': {} } } },
      });
      expect(await send('move_run/OPEN/SIGNOFF', run_number)).toMatchObject({
        status: 200,
        body: { rr_attributes: { state: 'SIGNOFF' } },
      });
    }
  });
});

describe.skipIf(!hasRecordings)('a second sign-off', () => {
  const expert = { email: 'a@cern.ch', egroups: 'cms-dqm-runregistry-experts', 'content-type': 'application/json' };
  const name = '/Express/Cosmics22/DQM';

  test('recomputes the offline flags and bits', async () => {
    await using registry = await startEmbedded({ state: recordedState() });
    const send = async (method: string, path: string, body: object): Promise<Record<string, Json>> => {
      const response = await fetch(`${registry.url}/${path}`, { method, headers: expert, body: JSON.stringify(body) });
      expect(response.status).toBe(200);
      return (await response.json()) as Record<string, Json>;
    };
    const good = async (): Promise<unknown> => {
      const found = await send('POST', 'datasets/get_dataset', { run_number: 355116, dataset_name: name });
      return Object(found.DatasetTripletCache).triplet_summary['dt-dt'].GOOD;
    };
    const move = (state: string) => send('POST', `runs/move_run/SIGNOFF/${state}`, { run_number: 355116 });
    const edit = (dataset_name: string, start: number, status: string) =>
      send('PUT', 'lumisections/edit_rr_lumisections', {
        run_number: 355116,
        dataset_name,
        component: 'dt-dt',
        new_lumisection_range: { start, end: start, status, comment: 'HV trip', cause: '' },
      });
    expect(await good()).toBe(35);
    await move('OPEN');
    await edit('online', 3, 'BAD');
    await move('SIGNOFF');
    expect(await good()).toBe(34);
    // A manual change of the dataset itself is preserved.
    await edit(name, 9, 'STANDBY');
    expect(await good()).toBe(33);
    await move('OPEN');
    await edit('online', 3, 'GOOD');
    await move('SIGNOFF');
    expect(await good()).toBe(34);
    // Signing off again changes nothing.
    const flags = () => send('POST', 'lumisections/rr_lumisections', { run_number: [355116], dataset_name: [name] });
    const before = await flags();
    await move('OPEN');
    await move('SIGNOFF');
    expect(await flags()).toEqual(before);
    expect((await fetch(`${registry.url}//runs/355116`)).status).toBe(200);
    const updated = (await (await fetch(`${registry.url}/runs_lastupdated_50`)).json()) as Json[];
    expect(updated).toHaveLength(50);
  });
});

describe.skipIf(!hasRecordings)('a history', () => {
  let registry: EmbeddedRegistry;
  beforeAll(async () => {
    registry = await startEmbedded({ state: recordedState() });
  });
  afterAll(() => registry?.close());

  interface Event {
    readonly name: string;
    readonly start: number;
    readonly end: number;
    readonly jsonb: Readonly<Record<string, Json>>;
  }

  /** Returns the lumisections after all events. */
  const outcome = (events: readonly Event[]): Record<string, Json>[] => {
    const list: Record<string, Json>[] = [];
    for (const { start, end, jsonb } of events) {
      for (let number = start; number <= end; number++) list[number] = { ...list[number], ...jsonb };
    }
    return list;
  };
  const shape = (event: object): Json =>
    Object.fromEntries(Object.entries(event).map(([key, value]) => [key, typeof value]));

  // The state has no history: edits of that time are part of the creation here, and a dataset is created once, not twice.
  test.each(named(({ number }) => number >= 34 && number < 40))(
    'has the outcome of the recorded events: %s',
    async (_, recording) => {
      const { status, body } = await replay(registry.url, recording);
      expect(status).toBe(200);
      const found = body as unknown as Event[];
      const recorded = recording.response.body as unknown as Event[];
      expect(outcome(found)).toEqual(outcome(recorded));
      expect(new Set(found.map(({ name }) => name))).toEqual(new Set(recorded.map(({ name }) => name)));
      const automatic = (event: object) => comparable({ ...event, start: 0, end: 0, jsonb: {} });
      for (const event of found) {
        expect(shape(event)).toEqual(shape(recorded[0] as Event));
        expect(recorded.map(automatic)).toContainEqual(automatic(event));
      }
    },
  );

  test.each(named(({ number }) => number === 56 || number === 57))(
    'has the recorded events: %s',
    async (_, recording) => {
      const { status, body } = await replay(registry.url, recording);
      expect(status).toBe(200);
      // The state does not contain who moved a run.
      const anonymous = (events: Json) =>
        (comparable(events) as { Version: object }[]).map((event) => ({
          ...event,
          by: null,
          Version: { ...event.Version, by: null },
        }));
      expect(anonymous(body)).toEqual(anonymous(recording.response.body));
    },
  );
});
