/** An extension applies to the whole process. Vitest runs each file in a separate one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extendCatalogue, type GoldenJson, goldenJson, RunRegistry } from 'runregistry';
import { type EmbeddedRegistry, type RegistryState, sampleState, startEmbedded } from 'runregistry/embedded';
import { openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untyped } from '../support/untyped.js';

/** Names that statements of the library or DuckDB itself use for columns, aliases, tables and parameters. */
const names = [
  ...['source', 'Filename', 'FILE_ROW_NUMBER', 'file_index', 'rowid', 'Key', 'keys', 'stored', 'lo', 'Hi', 'in_rr'],
  ...['in_oms', 'recorded', 'e', 'u', 't', 'l', 'd', 'c', 'runs', 'Datasets', 'lumisections', 'file', 'ranges', 'old'],
  ...['source_runs', 'part', 'json', 'value', 'count', 'select', 'from', 'order', 'true', 'column0', 'hash', 'k'],
];

/** The methods of a query with names that only run time knows. */
interface Named {
  where(name: string): { eq(value: string): Named };
  select(...names: string[]): { all(): Promise<unknown[]> };
  count(): Promise<number>;
}
const named = (query: unknown): Named => query as Named;

let embedded: EmbeddedRegistry;
let registry: RunRegistry;
const directory = mkdtempSync(join(tmpdir(), 'runregistry-mirror-'));
beforeAll(async () => {
  const entry = { type: 'string', meaning: 'A name.', example: 'a', nullable: true } as const;
  extendCatalogue({ rr: Object.fromEntries(names.map((name) => [name, entry])) });
  const sample = sampleState({ runs: 3 });
  const values = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
  const runs = sample.runs.map((run) => ({ ...run, rr_attributes: { ...run.rr_attributes, ...values } }));
  embedded = await startEmbedded({ state: { ...sample, runs } as RegistryState });
  registry = new RunRegistry({ url: embedded.url });
});
afterAll(async () => {
  await embedded?.close();
  rmSync(directory, { recursive: true, force: true });
});

test('a mirror holds attributes whose names its statements use', async () => {
  await writeMirror(directory, registry.runs());
  expect(await updateMirror(directory, registry.runs())).toMatchObject({ changed: 0 });
  await using mirror = await openMirror(directory);
  const all = await registry.runs().all({ compress: false });
  expect(all.length).toBeGreaterThan(0);
  expect(await mirror.runs().all({ compress: false })).toEqual(all);
  for (const client of [registry, mirror]) {
    const rows = await named(client.runs())
      .select('run_number', ...names)
      .all();
    expect(rows).toMatchObject(all.map(() => Object.fromEntries(names.map((name) => [name, `value of ${name}`]))));
    for (const name of names)
      expect(await named(client.runs()).where(name).eq(`value of ${name}`).count()).toBe(all.length);
  }
  const golden = goldenJson().flag('dt-dt').is('GOOD');
  const [there, live] = [await golden.generateLocally(mirror), await golden.generateLocally(registry.datasets())];
  expect(there.list.toJSON()).toEqual(live.list.toJSON());
});

test('an open mirror knows flags and attributes that are added to the catalogue', async () => {
  const opened = join(directory, 'opened');
  await writeMirror(opened, registry.runs());
  await using mirror = await openMirror(opened);
  const before = await mirror.runs().count();
  const number = { type: 'number', meaning: 'A number.', example: 1, nullable: true } as const;
  const boolean = { type: 'boolean', meaning: 'A bit.', example: true, nullable: true } as const;
  extendCatalogue({ oms: { later: number }, lumisection: { later_ready: boolean }, flags: { tracker: ['later'] } });
  const flagged = untyped(mirror.runs()).flag('tracker-later');
  const unset = untyped(mirror.runs()).where('later').isNull();
  const counts = [flagged.isNot('GOOD'), flagged.is('GOOD'), unset].map((query) => named(query).count());
  expect(await Promise.all(counts)).toEqual([before, 0, before]);
  const rules = untyped(goldenJson()).where('lumisection.oms.later_ready').isNull().flag('tracker-later').isNot('GOOD');
  expect((await (rules as unknown as GoldenJson).generateLocally(mirror)).list.isEmpty).toBe(true);
});

test('a mirror has no attribute with the name of one of its columns', async () => {
  extendCatalogue({ rr: { Row: { type: 'string', meaning: 'A row.', example: 'a', nullable: true } } });
  await expect(writeMirror(directory, registry.runs())).rejects.toMatchObject({ code: 'bad-extension' });
});
