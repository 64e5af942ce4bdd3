import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunRegistry } from 'runregistry';
import { type Mirror, openMirror } from 'runregistry/mirror';
import { compare, type Goal, timed } from './measure.js';
import { measureInProcess } from './measuring-process.js';
import { multiplyMirror, stretch, writeSmallMirror } from './mirror-files.js';

/** Lumisections of the larger mirror. `BENCH_LUMISECTIONS=1e8 npm run bench` takes half an hour longer. */
const largest = Number(process.env.BENCH_LUMISECTIONS ?? 1e7);
const seedRuns = 300;

const conditions = (client: RunRegistry | Mirror) =>
  client
    .runs()
    .where('energy')
    .gte(6000)
    .where('class')
    .contains('Collisions')
    .where('b_field')
    .gt(3.5)
    .where('recorded_lumi')
    .gt(0.01)
    .flag('dt-dt')
    .is('GOOD')
    .flag('tracker-strip')
    .is('GOOD');

/** Reads the rows of a filter in pages of 50, one request after the other, as scripts do. Returns their number. */
async function pageByPage(url: string, filter: unknown): Promise<number> {
  for (let page = 0, rows = 0; ; page++) {
    const response = await fetch(`${url}/runs_filtered_ordered`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ page, page_size: 50, sortings: [], filter }),
    });
    const body = (await response.json()) as { readonly runs: readonly unknown[]; readonly count: number };
    rows += body.runs.length;
    if (rows >= body.count) return rows;
  }
}

async function streamed(mirror: Mirror): Promise<number> {
  let rows = 0;
  for await (const row of conditions(mirror).stream()) if (row.run_number > 0) rows++;
  return rows;
}

/**
 * Compares a query of 300,000 runs with paging. The time of paging is scaled by the number of rows, in favour of paging: a registry of more
 * runs also takes longer for each page.
 */
async function queries(url: string, seed: string, directory: string): Promise<Goal[]> {
  const { runs } = await multiplyMirror(seed, directory, { tables: ['runs'], times: 300_000 / seedRuns });
  await using mirror = await openMirror(directory);
  const filter = conditions(new RunRegistry({ url })).toFilter();
  const selected = conditions(mirror).select('run_number', 'energy', 'class', 'b_field', 'recorded_lumi');
  const rows = await conditions(mirror).count();
  const paged = await pageByPage(url, filter);
  const found = [(await selected.all()).length, await streamed(mirror)];
  if (found.some((count) => count !== rows)) throw new Error(`${found} rows instead of ${rows}`);
  const [count, select, stream, paging] = await compare(
    3,
    timed(() => conditions(mirror).count()),
    timed(() => selected.all()),
    timed(() => streamed(mirror)),
    timed(() => pageByPage(url, filter)),
  );
  const scaled = (paging * rows) / paged;
  const goal = (what: string, time: number, atLeast: number): Goal => ({
    name: `6 conditions on ${runs} runs: pages of 50 (scaled) / mirror, ${what}`,
    ratio: scaled / time,
    atLeast,
    figures: `${rows} rows: ${(scaled / 1000).toFixed(0)} s / ${time.toFixed(0)} ms`,
  });
  // Two thirds of the time of whole rows are needed to transfer and parse their JSON.
  return [goal('count()', count, 100), goal('select() of 5 attributes', select, 100), goal('whole rows', stream, 50)];
}

interface Measured {
  readonly time: number;
  readonly heap: number;
  readonly resident: number;
  readonly lumisections: number;
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** Evaluates 48 rules on mirrors of two sizes. */
async function evaluating(seed: string, directory: string): Promise<Goal[]> {
  await using small = await openMirror(seed);
  const copied = small.counts.lumisections * stretch;
  const measured: Measured[] = [];
  for (const size of [largest / 10, largest]) {
    const times = Math.round(size / copied);
    await multiplyMirror(seed, directory, { tables: ['datasets', 'lumisections'], times });
    measured.push(await measureInProcess<Measured>('mirror-heap.ts', directory));
    await rm(directory, { recursive: true });
  }
  const [less, more] = measured as [Measured, Measured];
  const factor = more.lumisections / less.lumisections;
  const rules = `48 rules on a mirror of ${more.lumisections} lumisections`;
  return [
    {
      name: `CPU time of ${rules} / on a tenth of it (scaled)`,
      ratio: more.time / less.time / factor,
      atMost: 1.5,
      figures: `${(more.time / 1000).toFixed(1)} s / ${(less.time / 1000).toFixed(1)} s`,
    },
    {
      name: `heap of ${rules} / on a tenth of it`,
      ratio: more.heap / less.heap,
      atMost: 1.5,
      figures: `${megabytes(more.heap)} / ${megabytes(less.heap)}`,
    },
    {
      name: `resident memory of ${rules} / on a tenth of it`,
      ratio: more.resident / less.resident,
      // DuckDB keeps buffers up to its memory limit: about 0.6, 1.0 and 1.2 GB for 10^6, 10^7 and 10^8 lumisections.
      atMost: 2,
      figures: `${megabytes(more.resident)} / ${megabytes(less.resident)}`,
    },
  ];
}

/** Reading and evaluating mirrors. */
export async function mirrors(url: string): Promise<Goal[]> {
  const directory = await mkdtemp(join(tmpdir(), 'runregistry-bench-'));
  try {
    const seed = join(directory, 'seed');
    await writeSmallMirror(url, seed, seedRuns);
    return [
      ...(await queries(url, seed, join(directory, 'queries'))),
      ...(await evaluating(seed, join(directory, 'golden'))),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
