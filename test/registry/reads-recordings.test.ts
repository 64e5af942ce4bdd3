/** Every read of a client over recorded responses. */
import { RunRegistry } from 'runregistry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRecordings, recordings } from '../contract/recorded.js';
import { expandRanges } from '../support/expand-ranges.js';
import { type ScriptedServer, scripted } from '../support/scripted-server.js';

type Row = Readonly<Record<string, unknown>>;

describe.skipIf(!hasRecordings)('a client that receives recorded responses', () => {
  const all = recordings();
  const exchange = (number: number) => {
    const found = all.find((one) => one.number === number);
    if (found === undefined) throw new Error(`There is no recording ${number}`);
    return found;
  };
  const body = (number: number) => exchange(number).response.body as unknown as Row[];
  /** The method, path and body of a request, without the page. */
  const requestKey = (method: string, path: string, given: unknown) =>
    JSON.stringify([method, path, (given as Row | undefined)?.filter ?? given ?? null]);

  let server: ScriptedServer;
  let client: RunRegistry;
  beforeAll(async () => {
    const responses = new Map(
      all
        .filter(({ number, request }) => number < 92 && request.raw_body !== true)
        .map(({ request, response }) => [requestKey(request.method, request.path, request.body), response]),
    );
    server = await scripted(({ method, path, body: text }) => {
      const recorded = responses.get(requestKey(method, path, text === '' ? undefined : JSON.parse(text)));
      return recorded === undefined ? { status: 404 } : { status: recorded.status, json: recorded.body };
    });
    client = new RunRegistry({ url: server.url });
  });
  afterAll(() => server?.close());

  const cruzet = '/PromptReco/Cosmics18CRUZET/DQM';

  test('returns runs and the names of datasets', async () => {
    const [row] = (exchange(1).response.body as unknown as { runs: Row[] }).runs;
    const { DatasetTripletCache, rr_attributes, ...rest } = row as Record<string, Row>;
    expect(await client.getRun(327743)).toEqual({
      ...rest,
      ...rr_attributes,
      lumisections: DatasetTripletCache?.triplet_summary,
    });
    expect(await client.getDatasetNamesOfRun(327743)).toEqual(body(6));
  });

  test('returns cycles, accepted datasets, workspaces and waiting datasets', async () => {
    expect(await client.getCycles()).toEqual(body(9));
    expect(await client.getCycles('nope')).toEqual(body(10));
    expect(await client.getDatasetsAccepted()).toEqual(body(11));
    expect(await client.getDatasetsAccepted('Cosmics18')).toEqual(body(12));
    expect(await client.getWorkspaces('online')).toEqual(body(58));
    expect(await client.getWorkspaces('offline')).toEqual(body(59));
    expect(await client.getDatasetsWaiting()).toEqual(body(64));
    expect(await client.getUniqueDatasetNames(client.datasets().where('run_number').gte(355100))).toEqual(body(67));
  });

  test.each([
    ['online', 315290, 0],
    [cruzet, 309042, 1],
  ])('returns the lumisections of %s', async (name, number, step) => {
    const key = [number, name] as const;
    const numbered = (recording: number, part: 'rr' | 'oms') =>
      body(recording).map((one, index) => ({ lumisection_number: index + 1, [part]: one }));
    const ranged = (recording: number, part: 'rr' | 'oms') =>
      body(recording).map(({ start, end, ...rest }) => ({ start, end, [part]: rest }));
    expect(await client.getLumisections(...key)).toEqual(numbered(13 + step, 'rr'));
    expect(await client.getOmsLumisections(...key)).toEqual(numbered(16 + step, 'oms'));
    expect(await client.getLumisectionRanges(...key)).toEqual(ranged(19 + step, 'rr'));
    expect(await client.getLumisectionRangesByComponent(...key)).toEqual(exchange(22 + step).response.body);
    expect(await client.getOmsLumisectionRanges(...key)).toEqual(ranged(25 + step, 'oms'));
    expect(await client.getOmsLumisectionRangesByBit(...key)).toEqual(
      Object.fromEntries(
        Object.entries(exchange(31 + step).response.body as unknown as Record<string, Row[]>).map(([bit, ranges]) => [
          bit,
          ranges.map(({ start, end, status }) => ({ start, end, value: status })),
        ]),
      ),
    );
    const joint = expandRanges(await client.getJointLumisectionRanges(...key));
    const wireJoint = expandRanges(body(28 + step) as unknown as (Row & { start: number; end: number })[]);
    expect(joint).toHaveLength(wireJoint.length);
    for (const [index, { rr, oms }] of joint.entries()) expect(wireJoint[index]).toMatchObject({ ...rr, ...oms });
  });

  test('returns histories', async () => {
    const flags = (number: number) =>
      body(number).map(({ name, manual_change, jsonb, ...rest }) => ({
        ...rest,
        dataset_name: name,
        manual: manual_change,
        rr: jsonb,
      }));
    const bits = (number: number) =>
      body(number).map(({ name, jsonb, ...rest }) => ({ ...rest, dataset_name: name, oms: jsonb }));
    expect(await client.getLumisectionHistory(315290)).toEqual(flags(34));
    expect(await client.getLumisectionHistory(309042, cruzet)).toEqual(flags(35));
    expect(await client.getOmsLumisectionHistory(315290)).toEqual(bits(37));
    expect(await client.getOmsLumisectionHistory(309042, cruzet)).toEqual(bits(38));
    expect(await client.getRunWithHistory(327743)).toEqual(
      body(56).map(({ version, by, comment, createdAt, run_number, Version: _, atomic_version: _a, ...values }) => ({
        version,
        by,
        comment,
        createdAt,
        run_number,
        values,
      })),
    );
  });
});
