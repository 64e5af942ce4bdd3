/** Mirrors of a registry that changes, fails and has unusual values. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { goldenJson, RunRegistry } from 'runregistry';
import { type EmbeddedRegistry, type RegistryState, type StateChange, startEmbedded } from 'runregistry/embedded';
import { type Mirror, openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultProxy } from '../support/fault-proxy.js';
import { randomFrom } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';
import { copyOf, temporaryDirectory } from './fixture.js';

const hostile = [
  `'); DROP TABLE runs; --`,
  `"; COPY runs TO '/tmp/x'; --`,
  '$1 ? :x',
  '../../etc/passwd',
  "\\' OR 1=1",
  'a\nb\u2028\u0000'.slice(0, 4),
  '__proto__',
  '\uFEFFmark',
];

type Flags = Record<string, { status: string; comment: string; cause: string }>;

/** A run with its datasets; `variant` selects unusual values. */
function made(
  run_number: number,
  variant: number,
  version = 1,
): Required<Omit<StateChange, 'hideRuns' | 'hideDatasets'>> {
  const text = hostile[variant % hostile.length] as string;
  const other = variant % 8 === 3 ? '\uFEFFmark' : `/x/${text.replaceAll('/', '')}/DQM`;
  const names = ['online', '/PromptReco/A/DQM', other].slice(0, 1 + (variant % 3));
  const flags = (status: string): Flags => ({
    'dt-dt': { status, comment: variant % 2 === 0 ? text : '', cause: '' },
    ...(variant % 4 === 0 ? {} : { 'csc-csc': { status: 'EMPTY', comment: '', cause: '' } }),
  });
  const energy = variant % 5 === 0 ? `${6500}` : variant % 5 === 1 ? null : 6500 + variant;
  return {
    runs: [
      {
        run_number,
        version,
        deleted: false,
        oms_attributes: {
          run_number,
          energy,
          start_time: `${2016 + (variant % 3)}-05-01T00:00:00Z`,
          unknown: { a: [text] },
        },
        rr_attributes: { class: text, state: 'OPEN', significant: variant % 2 === 0, stop_reason: text },
      },
    ],
    datasets: names.map((name) => ({
      run_number,
      name,
      version,
      deleted: false,
      datasets_in_gui: [text],
      dataset_attributes: { tracker_state: 'OPEN', global_state: text },
    })),
    rrLumisections: names.map((dataset_name) => ({
      run_number,
      dataset_name,
      rr_lumisection_ranges: [
        { start: 1, end: 2, ...flags('GOOD') },
        { start: 4, end: 6, ...flags(variant % 3 === 0 ? 'BAD' : 'GOOD') },
        { start: 7, end: 7, 'ecal-ecal': { status: 'EMPTY', comment: '', cause: '' } },
      ],
    })),
    omsLumisections: [
      {
        run_number,
        dataset_name: 'online',
        oms_lumisections: [
          { cms_active: true, recorded: 0.1, delivered: 0.2 },
          { cms_active: true, recorded: 0.3, delivered: 0.4 },
          { err: 'No data available for this lumisection' },
          { cms_active: false, recorded: variant % 2 === 0 ? null : 'much', delivered: 1 },
          { cms_active: text, unknown: [text], delivered: 1 },
          ...(variant % 4 === 1 ? [] : [{ cms_active: true, recorded: 1, delivered: 1 }, {}, { cms_active: true }]),
        ],
      },
    ],
  };
}

/** Hides a run with its datasets, which a mirror of runs does not hold without their run. */
const hidden = ({ runs, datasets }: ReturnType<typeof made>): StateChange => ({
  hideRuns: runs.map(({ run_number }) => run_number),
  hideDatasets: datasets,
});

const join = (changes: readonly ReturnType<typeof made>[]): ReturnType<typeof made> => ({
  runs: changes.flatMap(({ runs }) => runs),
  datasets: changes.flatMap(({ datasets }) => datasets),
  rrLumisections: changes.flatMap(({ rrLumisections }) => rrLumisections),
  omsLumisections: changes.flatMap(({ omsLumisections }) => omsLumisections),
});

let embedded: EmbeddedRegistry;
let registry: RunRegistry;
const initial = join(Array.from({ length: 16 }, (_, index) => made(1000 + index, index)));
beforeAll(async () => {
  const state: RegistryState = {
    ...initial,
    cycles: [],
    datasetsAccepted: [],
    workspaces: { online: [], offline: [] },
  };
  embedded = await startEmbedded({ state });
  registry = new RunRegistry({ url: embedded.url, retryDelay: 0 });
});
afterAll(() => embedded?.close());

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Everything that a client returns. */
const everything = async (client: RunRegistry | Mirror): Promise<unknown> => [
  await client.runs().all({ compress: false }),
  await client.datasets().all({ compress: false }),
  await client.runs().select('run_number', 'class', 'energy', 'stop_reason', 'significant').all(),
  await client.datasets().select('dataset_name', 'datasets_in_gui', 'global_state', 'class').all(),
  plain(await client.datasets().lumisections().all()),
  plain(await client.runs().lumisections({ luminosity: true }).all()),
];

async function expectSame(directory: string): Promise<void> {
  await using mirror = await openMirror(directory);
  expect(await everything(mirror)).toEqual(await everything(registry));
}

describe('a mirror of unusual values', () => {
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(`${tmpdir()}/runregistry-mirror-`);
    await writeMirror(directory, registry.runs());
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('returns them unchanged', async () => {
    await expectSame(directory);
  });

  test('evaluates conditions on them as the registry', async () => {
    await using mirror = await openMirror(directory);
    for (const client of [registry, mirror]) {
      for (const text of hostile) {
        const rows = await client.runs().where('class').eq(text).select('run_number', 'class').all();
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.every((row) => row.class === text)).toBe(true);
        expect(await client.datasets().where('datasets_in_gui').has(text).count()).toBeGreaterThan(0);
        expect(await client.runs().where('stop_reason').contains(text).count()).toBe(rows.length);
      }
      expect(
        await client
          .runs()
          .flag('dt-dt')
          .comment.eq(hostile[0] as string)
          .count(),
      ).toBeGreaterThan(0);
    }
    // The registry rejects a comparison of a string with a number.
    expect(await mirror.runs().where('energy').gte(6500).count()).toBe(9);
    expect(await mirror.runs().where('energy').isNull().count()).toBe(3);
  });

  test('evaluates golden JSONs as the client', async () => {
    await using mirror = await openMirror(directory);
    const rules = [
      goldenJson().flag('dt-dt').is('GOOD'),
      goldenJson().flag('csc-csc').is('EMPTY'),
      goldenJson().where('lumisection.oms.recorded').gte(0.2),
      goldenJson().where('lumisection.oms.cms_active').is(true),
      goldenJson().flag('ecal-ecal').isNot('GOOD'),
    ];
    for (const golden of rules) {
      const there = await golden.generateLocally(mirror);
      const live = await golden.generateLocally(registry.datasets());
      expect(there.list.toJSON()).toEqual(live.list.toJSON());
      expect(there.excluded.toJSON()).toEqual(live.excluded.toJSON());
      expect([there.kept, there.lost, there.total]).toEqual([live.kept, live.lost, live.total]);
      expect(plain(there.loss)).toEqual(plain(live.loss));
      expect(plain(there.cutFlow)).toEqual(plain(live.cutFlow));
    }
  });
});

describe('an update', () => {
  test('adds, replaces and removes rows, and reads the lumisections of changed datasets only', async () => {
    const directory = temporaryDirectory();
    const query = registry.runs();
    await writeMirror(directory, query);
    expect(await updateMirror(directory, query)).toMatchObject({ changed: 0 });
    const inserted = made(2000, 5);
    const changed = made(1003, 8, 2);
    await embedded.change({ ...join([inserted, changed]), ...hidden(made(1001, 1)) });
    const { changed: read } = await updateMirror(directory, query);
    expect(read).toBe(inserted.datasets.length + changed.datasets.length);
    await expectSame(directory);
    await embedded.change({ hideDatasets: [{ run_number: 1002, name: '/PromptReco/A/DQM' }] });
    await updateMirror(directory, query);
    await expectSame(directory);
    expect(readdirSync(directory).sort()).toEqual(['datasets', 'lumisections', 'mirror.json', 'runs']);
  });

  test('forgets values of other types that no row has any more', async () => {
    const directory = temporaryDirectory();
    const query = registry.runs().where('run_number').eq(4000);
    const irregular = () => JSON.parse(readFileSync(`${directory}/mirror.json`, 'utf8')).irregular.runs as string[];
    // The energy is a string.
    await embedded.change(made(4000, 5));
    await writeMirror(directory, query);
    expect(irregular()).toContain('energy');
    await embedded.change(made(4000, 6, 2));
    await updateMirror(directory, query);
    expect(irregular()).not.toContain('energy');
    await embedded.change(hidden(made(4000, 5)));
  });

  test('misses lumisections whose dataset has the same row, which a new mirror has', async () => {
    const directory = temporaryDirectory();
    const query = registry.runs().where('run_number').eq(3000);
    const first = made(3000, 3);
    const swapped = made(3000, 3);
    const [online] = swapped.rrLumisections;
    const ranges = online?.rr_lumisection_ranges ?? [];
    await embedded.change(first);
    await writeMirror(directory, query);
    // One BAD lumisection moves from the end to the beginning.
    const [good, bad, last] = ranges as [(typeof ranges)[0], (typeof ranges)[0], (typeof ranges)[0]];
    const exchanged = [
      { ...good, end: 1 },
      { ...bad, start: 2, end: 2 },
      { ...bad, start: 4, end: 5 },
      { ...good, start: 6, end: 6 },
      last,
    ];
    await embedded.change({
      datasets: [first.datasets[0] as (typeof first.datasets)[0]],
      rrLumisections: [{ ...online, rr_lumisection_ranges: exchanged } as (typeof first.rrLumisections)[0]],
    });
    expect(await updateMirror(directory, query)).toMatchObject({ changed: 0 });
    expect(await writeMirror(directory, query)).toMatchObject({ changed: first.datasets.length });
    await using mirror = await openMirror(directory);
    const [there, live] = [await mirror.runs().lumisections().all(), await query.lumisections().all()];
    expect(plain(there)).toEqual(plain(live));
    await embedded.change(hidden(first));
  });
});

test('a fault of the registry leaves the old state, and the next write resumes', async () => {
  const numRounds = rounds(2);
  console.log(`${numRounds} writes with faults: TEST_SEED=${seed}`);
  const random = randomFrom(seed);
  // Two runs of one year with six datasets: each file takes time.
  const few = (client: RunRegistry) => client.runs().where('run_number').in([1005, 1011]);
  const datasets = registry.datasets().where('run_number').in([1005, 1011]);
  const live = [await few(registry).all(), plain(await datasets.lumisections().all())];
  const expectFew = async (directory: string): Promise<void> => {
    await using mirror = await openMirror(directory);
    expect([await mirror.runs().all(), plain(await mirror.datasets().lumisections().all())]).toEqual(live);
  };
  let requests = 0;
  let failing = Number.POSITIVE_INFINITY;
  const proxy = await faultProxy(embedded.url, () =>
    ++requests >= failing ? { instead: { status: 500, text: '{"err":"busy"}' } } : 'none',
  );
  const client = proxy.client({ retries: 0, concurrency: 3 });
  const complete = temporaryDirectory();
  await writeMirror(complete, few(client));
  const total = requests;
  for (let round = 0; round < numRounds; round++) {
    // Half of the rounds replace a mirror. The faults of each half are spread over all requests.
    const replaces = round % 2 === 1;
    const directory = replaces ? copyOf(complete) : temporaryDirectory();
    requests = 0;
    const strata = Math.ceil(numRounds / 2);
    failing = 1 + Math.floor(((Math.floor(round / 2) + random()) / strata) * total);
    await expect(writeMirror(directory, few(client))).rejects.toMatchObject({ code: 'server-error' });
    failing = Number.POSITIVE_INFINITY;
    if (!replaces) {
      await expect(openMirror(directory)).rejects.toMatchObject({ code: 'not-a-mirror' });
      await writeMirror(directory, few(client));
    }
    await expectFew(directory);
  }
  await proxy.close();
}, 900_000);
