import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { RunRegistry } from 'runregistry';
import { writeMirror } from 'runregistry/mirror';
import { checksumOf, withHash } from '../../src/mirror/checksum.js';

type Table = 'runs' | 'datasets' | 'lumisections';

interface State {
  readonly files: readonly { readonly table: Table; readonly path: string; readonly rows: number }[];
  readonly counts: Readonly<Record<Table, number>>;
  readonly sha256: string;
}

/** Number of rows of a file: as many as DuckDB sorts in memory. */
const fileSize = 100_000;

/** Writes a mirror of the latest runs of a registry. */
export async function writeSmallMirror(url: string, directory: string, runs: number): Promise<void> {
  const registry = new RunRegistry({ url });
  const numbers = await registry.runs().limit(runs).select('run_number').all();
  const first = numbers.at(-1)?.run_number ?? 0;
  await writeMirror(directory, registry.runs().where('run_number').gte(first));
}

/** Each lumisection is repeated so often, because those of the sample have short ranges: two lumisections on average. */
export const stretch = 10;

const repeated = (column: string): string =>
  `CASE WHEN ${column} IS NOT NULL THEN flatten(list_transform(range(${stretch}), lambda i: ${column})) END AS ${column}`;

/** The columns of a table that differ in its copies, as numbers of runs do. */
function changedColumns(table: Table): string {
  const number = 'run_number + copy * 100000';
  const changed = [`(${number})::INTEGER AS run_number`];
  if (table === 'lumisections')
    changed.push(
      `(lo - 1) * ${stretch} + 1 AS lo`,
      `hi * ${stretch} AS hi`,
      repeated('recorded'),
      repeated('delivered'),
    );
  else changed.push(`replace("row", '"run_number":' || run_number, '"run_number":' || (${number})) AS "row"`);
  return changed.join(', ');
}

const orders: Readonly<Record<Table, string>> = {
  runs: 'run_number DESC',
  datasets: 'run_number DESC, dataset_name',
  lumisections: 'run_number DESC, dataset_name, lo',
};

/** Writes a mirror with the rows of another one several times, as different and longer runs. Returns the numbers of rows. */
export async function multiplyMirror(
  source: string,
  target: string,
  { tables, times }: { readonly tables: readonly Table[]; readonly times: number },
): Promise<State['counts']> {
  const { sha256: _sha256, ...state } = JSON.parse(await readFile(join(source, 'mirror.json'), 'utf8')) as State;
  const database = await (await DuckDBInstance.create(':memory:', { temp_directory: target })).connect();
  const files: State['files'][number][] = [];
  for (const { table, path: original, rows, ...file } of state.files.filter(({ table }) => tables.includes(table))) {
    const folder = dirname(original);
    await mkdir(join(target, folder), { recursive: true });
    const copies = Math.ceil(fileSize / rows);
    for (let first = 0; first < times; first += copies) {
      const end = Math.min(first + copies, times);
      const path = `${folder}/${files.length}.parquet`;
      await database.run(
        `COPY (
           SELECT * EXCLUDE copy REPLACE (${changedColumns(table)})
           FROM read_parquet('${join(source, original)}', hive_partitioning = false),
             (SELECT unnest(range(${first}, ${end})) AS copy)
           ORDER BY ${orders[table]}
         ) TO '${join(target, path)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)`,
      );
      const checksum = await checksumOf(join(target, path));
      files.push({ ...file, ...{ table, path, rows: rows * (end - first) }, ...checksum });
    }
  }
  database.closeSync();
  const count = (table: Table): number => (tables.includes(table) ? state.counts[table] * times : 0);
  const lumisections = count('lumisections') * stretch;
  const counts = { runs: count('runs'), datasets: count('datasets'), lumisections };
  await writeFile(join(target, 'mirror.json'), JSON.stringify(withHash({ ...state, files, counts })));
  return counts;
}
