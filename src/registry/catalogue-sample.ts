import type { AttributeType } from '../catalogue/attribute.js';
import type { LumisectionOms } from '../query/lumisections/ranges.js';
import { runAll } from '../util/concurrency.js';
import { groupBy } from '../util/group-by.js';
import type { CataloguePlace, CatalogueSample, SeenAttribute } from './catalogue-comparison.js';
import type { RunRegistry } from './run-registry.js';

const maxRunsWithLumisections = 20;

/** Reads the workspaces, the latest runs and datasets, and the lumisections of some of the runs. */
export async function readSample(
  registry: RunRegistry,
  rows: number,
  signal: AbortSignal | undefined,
): Promise<CatalogueSample> {
  const [online, offline, runs, datasets] = await runAll(
    [
      (linked) => registry.getWorkspaces('online', { signal: linked }),
      (linked) => registry.getWorkspaces('offline', { signal: linked }),
      (linked) => registry.runs().limit(rows).all({ compress: false, signal: linked }),
      (linked) => registry.datasets().limit(rows).all({ compress: false, signal: linked }),
    ],
    signal,
  );
  const bits = await readBits(registry, runs, signal);
  const flags = [...online, ...offline].flatMap(({ workspace, columns }) =>
    columns.map((column) => `${workspace}-${column}`),
  );
  const omsAttributes = runs.map((row) => row.oms_attributes);
  const rrAttributes = runs.map((row) => row.rr_attributes);
  const datasetAttributes = datasets.map((row) => row.dataset_attributes);
  return {
    flags: new Set(flags),
    attributes: [
      ...seenIn('oms', omsAttributes),
      ...seenIn('rr', rrAttributes),
      ...seenIn('dataset', datasetAttributes),
      ...seenIn('lumisection', bits),
    ],
    sampled: { runs: runs.length, datasets: datasets.length, lumisections: bits.length },
  };
}

/** Reads the bits of some of the runs, since all lumisections of a year have the same bits. */
async function readBits(
  registry: RunRegistry,
  runs: readonly { readonly run_number: number }[],
  signal: AbortSignal | undefined,
): Promise<LumisectionOms[]> {
  const step = Math.ceil(runs.length / maxRunsWithLumisections);
  const tasks = runs
    .filter((_, index) => index % step === 0)
    .map((run) => (linked: AbortSignal) => registry.getOmsLumisections(run.run_number, 'online', { signal: linked }));
  return (await runAll(tasks, signal)).flat().flatMap(({ oms }) => oms ?? []);
}

const isDate = (value: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);

function typeOf(value: unknown): AttributeType {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean';
  return typeof value === 'string' && isDate(value) ? 'date' : 'string';
}

/** Returns the attributes in the rows of one place. */
function seenIn(place: CataloguePlace, rows: readonly object[]): SeenAttribute[] {
  const entries = rows.flatMap((row): [string, unknown][] => Object.entries(row));
  return [...groupBy(entries, ([name]) => name)].map(([name, ofName]) => {
    const values = ofName.map(([, value]) => value);
    const present = values.filter((value) => value !== null && value !== undefined);
    const types = new Set(present.map(typeOf));
    return {
      place,
      name,
      // Values of several types can only be compared as strings.
      type: types.size > 1 ? 'string' : [...types][0],
      nullable: present.length < values.length,
      optional: values.length < rows.length,
      example: present[0],
    };
  });
}
