/** The embedded registry is changed as the real one was, by the same requests in the same order, and answers in the same words. */
import { type EmbeddedRegistry, type Json, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRecordings, type Recording, recordedState, recordings, replay } from './recorded.js';

/** What differs from server to server. */
const OF_A_SERVER = new Set(['version', 'atomic_version', 'lumisection_metadata_id', 'createdAt']);

/** A body with the type of what differs in its place. */
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

describe.skipIf(!hasRecordings)('changes', () => {
  let registry: EmbeddedRegistry;
  beforeAll(async () => {
    registry = await startEmbedded({ state: recordedState(), oms: 'unreachable' });
  });
  afterAll(() => registry?.close());

  const versions = new Map<string, number>();

  // From 354 on, the recordings are of the jobs that feed the registry, and of cycles.
  test.each(named(({ number }) => number >= 302 && number < 354))('%s', async (_, recording) => {
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
  });

  test('what was marked although OMS could not be asked is marked', async () => {
    const answer = await fetch(`${registry.url}/runs/309008`);
    expect(await answer.json()).toMatchObject({ rr_attributes: { significant: true } });
  });
});

describe.skipIf(!hasRecordings)('histories', () => {
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

  /** Lumisections after all events. */
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
  test.each(named(({ number }) => number >= 34 && number < 40))('%s', async (_, recording) => {
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
  });

  test.each(named(({ number }) => number === 56 || number === 57))('%s', async (_, recording) => {
    const { status, body } = await replay(registry.url, recording);
    expect(status).toBe(200);
    // Who has moved a run, the state does not tell.
    const anonymous = (events: Json) =>
      (comparable(events) as { Version: object }[]).map((event) => ({
        ...event,
        by: null,
        Version: { ...event.Version, by: null },
      }));
    expect(anonymous(body)).toEqual(anonymous(recording.response.body));
  });
});
