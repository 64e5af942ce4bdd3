/** The recipes of docs/mirror.md for pandas, Polars, ROOT and DuckDB return the rows of the mirror. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goldenJson, lumisection, RunRegistry } from 'runregistry';
import { type Mirror, openMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { root } from '../../docs/examples.js';

/** The interpreter of an environment. */
const python = (environment: string): string => join(process.env.PEERS ?? '', environment, 'bin', 'python');
const driver = fileURLToPath(new URL('frames.py', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'runregistry-frames-'));
const guide = readFileSync(`${root}docs/mirror.md`, 'utf8');

let mirror: Mirror;
beforeAll(async () => {
  const registry = new RunRegistry({ url: inject('smallUrl') });
  await writeMirror(join(directory, 'mirror'), registry.runs());
  mirror = await openMirror(join(directory, 'mirror'));
});
afterAll(async () => {
  await mirror?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Returns the first block of code after a sentence of the guide. */
function recipe(sentence: string): string {
  const [, code] = /^```\w+\n([\s\S]*?)^```$/m.exec(guide.slice(guide.indexOf(`\n${sentence}`))) ?? [];
  if (!guide.includes(`\n${sentence}`) || code === undefined) throw new Error(`No recipe after '${sentence}'`);
  return code;
}

/** Executes a program next to the mirror, and returns the rows that it prints, by run. */
function rowsOf(program: string, environment = 'frames'): readonly (readonly unknown[])[] {
  const options = { cwd: directory, input: program, encoding: 'utf8' } as const;
  const { stdout, stderr, status } = spawnSync(python(environment), [driver], options);
  expect(status, stderr).toBe(0);
  return (JSON.parse(stdout) as unknown[][]).sort((a, b) => Number(b[0]) - Number(a[0]));
}

test.each(['With Polars:', 'With pandas:'])('%s returns the runs of the mirror', async (sentence) => {
  const rows = await mirror.runs().where('energy').gte(6000).all();
  expect(rows.length).toBeGreaterThan(0);
  const good = rows.map(({ lumisections }) => lumisections['dt-dt']).map((flag) => flag && (flag.GOOD ?? 0));
  expect(rowsOf(recipe(sentence))).toEqual(rows.map((row, index) => [row.run_number, row.class, good[index] ?? null]));
});

// The index only has an early version of ROOT, and not for every platform.
test.skipIf(!existsSync(python('root')))('With RDataFrame returns the runs of the mirror', async () => {
  const rows = await mirror.runs().where('energy').gte(6000).select('run_number', 'energy').all();
  expect(rows.length).toBeGreaterThan(0);
  expect(rowsOf(recipe('With RDataFrame of ROOT:'), 'root')).toEqual(
    rows.map(({ run_number, energy }) => [run_number, energy]),
  );
});

test('With DuckDB returns the numbers of lumisections of the mirror', async () => {
  const golden = goldenJson().flag('dt-dt').is('GOOD').where(lumisection.bpix_ready.is(true));
  const { byDataset } = await golden.generateLocally(mirror);
  const expected = new Map<number, number>();
  for (const list of byDataset.values())
    for (const run of list.runs) expected.set(run, (expected.get(run) ?? 0) + list.select([run]).lumisectionCount);
  expect(expected.size).toBeGreaterThan(0);
  const statement = recipe('With DuckDB,');
  expect(rowsOf(`import duckdb\nprint(duckdb.sql("""${statement}"""))`)).toEqual(
    [...expected].sort(([a], [b]) => b - a),
  );
});
