import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DatasetQuery, dcs, flag, type GoldenJson, goldenJson, type LocalResult, presets, run } from 'runregistry';
import { openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selection } from '../support/rounds.js';
import { type Fixture, mirrored, temporaryDirectory } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await mirrored();
});
afterAll(() => fixture.close());

/** Returns a value without undefined properties, functions and private state. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one) => (one instanceof Map ? [...one] : one)));

const withoutReason = ({ emptyReason, ...result }: LocalResult): unknown =>
  plain({ ...result, clause: emptyReason?.clause });

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};

/** The queries of both clients for the same rows. */
const both = () => {
  const { registry, mirror, firstRun } = fixture;
  return {
    runs: [mirror.runs(), registry.runs().where('run_number').gte(firstRun)] as const,
    datasets: [mirror.datasets(), registry.datasets().where('run_number').gte(firstRun)] as const,
  };
};

describe('a mirror', () => {
  test('counts what it holds', async () => {
    const { runs, datasets } = both();
    expect(fixture.mirror.counts).toMatchObject({ runs: await runs[1].count(), datasets: await datasets[1].count() });
    expect(fixture.mirror.counts.lumisections).toBeGreaterThan(1000);
  });

  test('returns the rows of runs in the shapes of the client', async () => {
    const [there, live] = both().runs;
    expect(await there.all()).toEqual(await live.all());
    expect(await there.all({ compress: false })).toEqual(await live.all({ compress: false }));
    expect(await there.toCsv()).toBe(await live.toCsv());
    expect(await there.select('run_number', 'energy', 'components').all()).toEqual(
      await live.select('run_number', 'energy', 'components').all(),
    );
  });

  test('returns the rows of datasets in the shapes of the client', async () => {
    const [there, live] = both().datasets;
    expect(await there.all()).toEqual(await live.all());
    expect(await there.all({ compress: false })).toEqual(await live.all({ compress: false }));
    expect(await there.toCsv()).toBe(await live.toCsv());
  });

  test('orders, limits and pages rows as the client', async () => {
    const { runs, datasets } = both();
    const forms = [
      (query: (typeof runs)[number]) => query.orderBy('run_number').all(),
      (query: (typeof runs)[number]) => query.orderBy('class').orderBy('recorded_lumi', 'desc').all(),
      (query: (typeof runs)[number]) => query.orderBy('energy', 'desc').limit(3).all(),
      (query: (typeof runs)[number]) => query.limit(0).all(),
      (query: (typeof runs)[number]) => query.first(),
      (query: (typeof runs)[number]) => query.orderBy('run_number').first(),
      (query: (typeof runs)[number]) => query.exists(),
      (query: (typeof runs)[number]) => query.limit(2).count(),
      (query: (typeof runs)[number]) => collect(query.stream()),
      (query: (typeof runs)[number]) => collect(query.orderBy('class').stream()),
      (query: (typeof runs)[number]) => collect(query.pageSize(3).pages()),
    ];
    for (const form of forms) expect(await form(runs[0])).toEqual(await form(runs[1]));
    for (const query of [(one: (typeof datasets)[number]) => one.orderBy('dataset_name').orderBy('run_number')])
      expect(await query(datasets[0]).all()).toEqual(await query(datasets[1]).all());
  });

  test('reports progress with the number of all rows', async () => {
    const progress: unknown[] = [];
    const rows = await fixture.mirror.runs().all({ onProgress: (one) => progress.push(one) });
    expect(progress.at(-1)).toEqual({ rows: rows.length, total: rows.length, requests: 0 });
  });

  test('rejects with the errors of the client', async () => {
    const { mirror, registry } = fixture;
    for (const client of [mirror, registry]) {
      await expect(client.runs().where('run_number').eq(1).one()).rejects.toMatchObject({ code: 'no-row' });
      await expect(client.runs().one()).rejects.toMatchObject({ code: 'several-rows' });
      expect(() => client.runs().orderBy('recorded_lumi').stream()).toThrow(
        expect.objectContaining({ code: 'order-needs-everything' }),
      );
      await expect(client.runs().all({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    }
  });

  test('reads lumisections as the client', async () => {
    const { runs, datasets } = both();
    for (const options of selection([{}, { rr: false }, { oms: false }, { luminosity: true }], 1)) {
      expect(plain(await runs[0].lumisections(options).all())).toEqual(
        plain(await runs[1].lumisections(options).all()),
      );
    }
    expect(plain(await datasets[0].lumisections().all())).toEqual(plain(await datasets[1].lumisections().all()));
    const form = (query: (typeof runs)[number]) => query.lumisections().toLumiList(dcs.pixel);
    expect((await form(runs[0])).toJSON()).toEqual((await form(runs[1])).toJSON());
    const table = (query: (typeof runs)[number]) =>
      query.lumisections({ luminosity: true }).toTable({ flags: ['dt-dt'], bits: ['bpix_ready', 'recorded'] });
    expect((await table(runs[0])).rows).toEqual((await table(runs[1])).rows);
  });

  test('evaluates golden JSONs as the client', async () => {
    const { datasets } = both();
    const rules = [
      goldenJson().flag('dt-dt').is('GOOD').where(dcs.pixel),
      goldenJson().where(run.class.contains('Coll')).where('lumisection.oms.recorded').gte(0.1),
      goldenJson().where('lumisection.lumisection_number').gte(20).flag('csc-csc').isNot('BAD'),
      goldenJson().flag('dt-dt').is('EMPTY'),
      goldenJson().where('run.run_number').lt(1),
      goldenJson().where(presets[2022].collisions.muon.rule),
      goldenJson().where(presets[2024].collisions.golden.rule),
    ];
    for (const golden of selection(rules, 2)) {
      const there = await golden.generateLocally(fixture.mirror);
      const live = await golden.generateLocally(datasets[1]);
      const note = `Evaluated on the mirror of ${fixture.mirror.readAt.toISOString()}.`;
      expect(String(there)).toMatch(String(live));
      expect(String(there)).toMatch(note);
      expect(there.emptyReason?.message).toBe(live.emptyReason && `${live.emptyReason.message} ${note}`);
      expect(withoutReason(there)).toEqual(withoutReason(live));
    }
    const [golden] = rules as [GoldenJson];
    const [online, liveOnline] = datasets.map((query) => query.where('dataset_name').eq('online'));
    expect(plain(await golden.generateLocally(online as DatasetQuery))).toEqual(
      plain(await golden.generateLocally(liveOnline as DatasetQuery)),
    );
  });

  test('is written, updated and opened at a URL', async () => {
    const { registry, firstRun } = fixture;
    const directory = join(temporaryDirectory(), 'a mirror, 100%');
    const url = pathToFileURL(directory);
    const query = registry.runs().where('run_number').eq(firstRun);
    expect(await writeMirror(url, query)).toMatchObject({ directory, counts: { runs: 1 } });
    expect(await updateMirror(url, query)).toMatchObject({ directory, changed: 0 });
    await using mirror = await openMirror(url);
    expect(await mirror.runs().count()).toBe(1);
    expect(String(mirror)).toContain(`'${directory}'`);
  });

  test('names its date and what it holds in explanations', async () => {
    const { mirror, firstRun } = fixture;
    const explanation = mirror.runs().where(flag('dt-dt').is('GOOD')).explain();
    const date = mirror.readAt.toISOString();
    expect(explanation.sentence).toBe(`runs where dt-dt is GOOD in at least one lumisection, in the mirror of ${date}`);
    expect(explanation.requests).toEqual([]);
    expect(explanation.warnings.join()).toMatch(`runs where run_number >= ${firstRun}`);
    await expect(mirror.runs().where('run_number').eq(1).one()).rejects.toThrow(date);
    expect(mirror.runs.fromJSON(mirror.query).toJSON()).toEqual(mirror.query);
  });
});
