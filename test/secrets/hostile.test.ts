/** Hostile names and values change no prototype. Input that is too deep is rejected with a typed error. */
import { readdirSync } from 'node:fs';
import {
  and,
  Brilcalc,
  goldenJson as builder,
  datasets,
  flag,
  type JsonLogic,
  LumiList,
  logic,
  not,
  or,
  type RunQuery,
  type RunRegistry,
  RunRegistryError,
  run,
  runs,
} from 'runregistry';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type FakeRegistry, fakeRegistry } from '../support/fake-registry.js';
import { keepsPrototypes } from '../support/intact.js';
import { typed } from '../support/refusal.js';
import { datasetRow, runRow } from '../support/rows.js';
import { untyped, untypedCall } from '../support/untyped.js';

keepsPrototypes();
const open: FakeRegistry[] = [];
afterEach(async () => {
  for (const registry of open.splice(0)) await registry.close();
});

const files = (): string => readdirSync('.').sort().join();
const before = files();
afterAll(() => expect(files()).toBe(before));

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '../../x',
  '$(id)',
  'a\0b',
];
/** Returns an object as JSON.parse does, with `__proto__` as an own key. */
const object = (value: unknown): Record<string, unknown> =>
  JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`) as Record<
    string,
    unknown
  >;
const evil = object({ polluted: true, status: 'BAD', GOOD: 1, comments: ['x'], causes: [] });

async function serving(response: (path: string) => unknown): Promise<RunRegistry> {
  // As a string: JSON.stringify of an object literal would lose `__proto__`.
  const registry = await fakeRegistry({
    script: ({ path }) => ({ headers: { 'content-type': 'application/json' }, text: JSON.stringify(response(path)) }),
  });
  open.push(registry);
  return registry.client();
}

const withEvil = <Row extends object>(row: Row): Row =>
  JSON.parse(JSON.stringify(row).replace(/^\{/, `{${JSON.stringify(evil).slice(1, -1)},`)) as Row;

const evilRun = withEvil(runRow({ oms: evil, rr: evil, flags: { ...evil, 'dt-dt': object(1) } }));
const evilDataset = withEvil(
  datasetRow({ oms: evil, rr: evil, dataset: evil, flags: { ...evil, 'dt-dt': object(1) } }),
);

describe('hostile names in a response', () => {
  test('change no prototype as rows of runs and datasets', async () => {
    const client = await serving((path) =>
      path.includes('runs_') ? { runs: [evilRun], count: 1, ...evil } : { datasets: [evilDataset], count: 1, ...evil },
    );
    const checked = or(run.energy.isNull(), flag('dt-dt').comment.contains('x'));
    for (const query of [client.runs(), client.datasets()]) {
      const rows = [
        ...(await query.all()),
        ...(await query.all({ compress: false })),
        ...(await (query as RunQuery).where(checked).all()),
      ] as unknown as Record<string, unknown>[];
      for (const row of rows) {
        expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
        expect(row.polluted).toBeUndefined();
      }
      expect(await query.select('run_number', 'energy', 'class').all()).toEqual([
        { run_number: 355_556, energy: null, class: null },
      ]);
      for (const name of names)
        expect(await typed(() => untypedCall(query.select.bind(query))(name))).toMatchObject({ name: 'QueryError' });
    }
  });
  test('change no prototype as lumisections, tables and fractions', async () => {
    const client = await serving((path) => {
      if (path.includes('runs_filtered')) return { runs: [runRow()], count: 1 };
      if (path.includes('oms'))
        return [
          { start: 1, end: 3, ...evil },
          { start: 4, end: 4, beam1_present: true },
        ];
      return [
        { start: 1, end: 2, ...evil },
        { start: 3, end: 4, 'dt-dt': { status: '__proto__', ...evil } },
      ];
    });
    for await (const item of client.runs().lumisections()) {
      expect(item.fraction('dt-dt')).toBe(0);
      for (const { rr, oms } of item.ranges)
        for (const flags of [rr, oms])
          if (flags !== undefined) expect(Object.getPrototypeOf(flags)).toBe(Object.prototype);
    }
    const table = await client
      .runs()
      .lumisections()
      .toTable({ flags: ['dt-dt'], bits: ['beam1_present'] });
    expect([...table].map((row) => row['dt-dt'])).toEqual([null, '__proto__', '__proto__']);
    for (const call of [
      'getRrLumisections',
      'getRrLumisectionRanges',
      'getRrLumisectionRangesByFlag',
      'getOmsLumisections',
      'getOmsLumisectionRanges',
      'getOmsLumisectionRangesByBit',
      'getJointLumisectionRanges',
    ]) {
      const method = (client as unknown as Record<string, ((...all: unknown[]) => unknown) | undefined>)[call];
      if (method !== undefined) await typed(() => method.call(client, 355_556, 'online'));
    }
  });
  test('cause no untyped error in any read or operation', async () => {
    for (const response of [
      evil,
      [evil],
      { runs: evil, count: 1 },
      { jsons: [evil] },
      { final_json: evil },
      'x',
      names,
    ]) {
      const client = await serving(() => response);
      const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(client)).filter((name) =>
        /^(get|list)/.test(name),
      );
      expect(methods.length).toBeGreaterThan(5);
      for (const name of methods)
        await typed(() =>
          (client as unknown as Record<string, (...all: unknown[]) => unknown>)[name]?.(355_556, 'online'),
        );
      await typed(() => client.operations.markSignificant(355_556));
      await typed(() =>
        client.operations.moveDatasets([{ run_number: 355_556, dataset_name: '__proto__' }], { to: 'OPEN' }),
      );
    }
  });
});

describe('hostile names in a document', () => {
  const evilText = JSON.stringify(evil);
  test('are rejected in filters', async () => {
    for (const builderOf of [runs, datasets])
      for (const name of names)
        for (const filter of [
          `{${JSON.stringify(name)}:{"=":1}}`,
          `{"rr_attributes.${name.replace('\0', '')}":{"=":"x"}}`,
          `{"triplet_summary.${name.replace('\0', '')}.GOOD":{">":0}}`,
          `{"run_number":{${JSON.stringify(name)}:1}}`,
          `{"and":[{${JSON.stringify(name)}:{"=":1}},{"run_number":{"=":1}}]}`,
          `{"run_number":${evilText}}`,
        ]) {
          const end = await typed(() => builderOf.parse(JSON.parse(filter) as object));
          expect(end).toBeInstanceOf(RunRegistryError);
          await typed(() =>
            builderOf()
              .raw(JSON.parse(filter) as never)
              .plan(),
          );
        }
  });
  test('are rejected in saved queries', async () => {
    const saved = JSON.stringify(runs().where('energy').gt(5).orderBy('class').limit(3));
    for (const name of names) {
      const key = JSON.stringify(name);
      const changed = [
        saved.replace('"energy"', key),
        saved.replace('"compare"', key),
        saved.replace('"class"', key),
        saved.replace(/^\{/, `{${key}:{"polluted":true},`),
        saved.replace('"kind":', `${key}:1,"kind":`),
        saved.replace('"operator":', `${key}:`),
        `{${key}:{}}`,
      ];
      for (const text of changed)
        if (text !== saved) expect(await typed(() => runs.fromJSON(JSON.parse(text)))).toBeInstanceOf(RunRegistryError);
    }
  });
  test('cause no untyped error in rules that are evaluated on hostile lumisections', async () => {
    const lumisection = {
      dataset: { name: 'online', ...evil },
      run: { oms: evil, rr: evil, run_number: 1 },
      lumisection: { lumisection_number: 1, oms: evil, rr: evil },
    };
    for (const name of names)
      for (const text of [
        `{"and":[{"==":[{"var":"run.oms.${JSON.stringify(name).slice(1, -1)}"},1]}]}`,
        `{"==":[{"var":${JSON.stringify(name)}},1]}`,
        `{"==":[{"var":${JSON.stringify(`${name}.polluted`)}},true]}`,
        `{"==":[{"var":${JSON.stringify(`constructor.prototype.${name}`)}},true]}`,
        `{${JSON.stringify(name)}:[1,2]}`,
        `{"in":[${JSON.stringify(name)},{"var":"dataset.name"}]}`,
        `{"method":[{"var":"run"},${JSON.stringify(name)}]}`,
        `{"method":[{"var":"run.oms.constructor"},"constructor",["return process"]]}`,
        `{"merge":${evilText}}`,
      ]) {
        const parsed = (await typed(() => builder.parse(text))) as ReturnType<typeof builder.parse>;
        if (parsed instanceof RunRegistryError) continue;
        const { golden } = parsed;
        expect(JSON.parse(JSON.stringify(golden.toJsonLogic()))).toEqual(JSON.parse(text));
        await typed(() => golden.lint());
        await typed(() => golden.explain());
        await typed(() => golden.toTypeScript());
        const verdict = await typed(() => golden.evaluate(lumisection as never));
        expect(typeof verdict === 'boolean' || verdict instanceof RunRegistryError).toBe(true);
        await typed(() => golden.trace(lumisection as never));
        await typed(() =>
          golden.generateLocally([{ ...lumisection, ranges: [{ start: 1, end: 2, oms: evil, rr: evil }] }] as never),
        );
      }
  });
  test('are rejected in lists of lumisections, and cause no untyped error in CSVs of brilcalc', async () => {
    for (const name of names) {
      const key = JSON.stringify(name);
      for (const text of [`{${key}:[[1,2]]}`, `{"1":${key}}`, `{"1":[[1,2]],${key}:[[1,2]]}`, `[${key}]`]) {
        expect(await typed(() => LumiList.fromText(text))).toBeInstanceOf(RunRegistryError);
        expect(await typed(() => LumiList.fromJSON(JSON.parse(text)))).toBeInstanceOf(RunRegistryError);
      }
      await typed(() => LumiList.fromCmssw(`${name}:1`));
      for (const text of [
        `#run:fill,ls,delivered(${name}),recorded(${name})\n1:1,1:1,1,1\n`,
        `#run:fill,ls,${name},delivered(/pb),recorded(/pb)\n${name}:1,1:1,x,1,1\n`,
        `#run:fill,ls,delivered(/pb),recorded(/pb)\n1:1,${name}:1,1,1\n`,
      ])
        await typed(() => Brilcalc.fromText(text));
    }
  });
  test('cause no untyped error in links of the web application', async () => {
    const page = runs().where('class').eq('Cosmics22').toWebUrl();
    for (const name of names) {
      const part = encodeURIComponent(name);
      for (const link of [
        page.replace('class', part),
        `${page}&${part}=1`,
        page.replace(/%22=%22|=/, part),
        page.replace('Cosmics22', part),
        `${new URL(page).origin}/${part}`,
        `file:///${part}`,
        `javascript:${part}`,
      ])
        await typed(() => runs.fromWebUrl(link));
    }
  });
});

const levels = 10_000;
/** Wraps a value in as many levels. */
const nested = <Value>(inner: Value, around: (inner: Value) => Value): Value => {
  let value = inner;
  for (let level = 0; level < levels; level++) value = around(value);
  return value;
};

describe('10,000 levels', () => {
  const expectError = async (work: () => unknown): Promise<void> => {
    expect(await typed(work)).toBeInstanceOf(RunRegistryError);
  };
  test('are rejected in expressions', async () => {
    const condition = run.energy.gt(5);
    await expectError(() =>
      untyped(runs()).where(nested<unknown>(condition, (inner) => not(inner as typeof condition))),
    );
    await expectError(() =>
      untyped(runs()).where(
        nested<unknown>(condition, (inner) => and(condition, or(condition, inner as typeof condition))),
      ),
    );
  });
  test('are rejected in JSON logic as an object, a string and a rule', async () => {
    for (const around of [
      (inner: unknown) => ({ and: [inner, true] }),
      (inner: unknown) => ({ '!': [inner] }),
      (inner: unknown) => ({ if: [inner, inner === null, false] }),
      (inner: unknown) => [inner],
      (inner: unknown) => ({ var: inner }),
    ]) {
      const deep = nested<unknown>({ '==': [1, 1] }, around) as JsonLogic & object;
      await expectError(() => builder.parse(deep));
      await expectError(() => builder().where(logic(deep)));
    }
    await expectError(() => builder.parse(`${'{"and":['.repeat(levels)}true${']}'.repeat(levels)}`));
    await expectError(() => builder.parse('{"and":['.repeat(levels)));
  });
  test('are rejected in filters, saved queries and payloads', async () => {
    for (const make of [runs, datasets]) {
      await expectError(() => make.parse(nested<object>({ run_number: { '=': 1 } }, (inner) => ({ and: [inner] }))));
      await expectError(() => make.parse(nested<object>({ '=': 1 }, (inner) => ({ run_number: inner }))));
      await expectError(() => make().raw(nested<object>({ run_number: 1 }, (inner) => ({ and: [inner] })) as never));
    }
    const tree = { kind: 'null', attribute: 'energy' };
    const saved = JSON.parse(JSON.stringify(runs().where('energy').isNull())) as Record<string, unknown>;
    for (const around of [
      (inner: unknown) => ({ kind: 'not', member: inner }),
      (inner: unknown) => ({ kind: 'and', members: [inner] }),
    ])
      await expectError(() => runs.fromJSON({ ...saved, where: nested<unknown>(tree, around) }));
    await expectError(() => runs.fromJSON(nested<unknown>({}, (inner) => [inner])));
  });
  test('are rejected in lists of lumisections', async () => {
    await expectError(() => LumiList.fromText(`{"1":${'['.repeat(levels)}${']'.repeat(levels)}}`));
    await expectError(() => LumiList.fromJSON({ 1: nested<unknown>(1, (inner) => [inner]) }));
  });
  test('cause no untyped error in responses', async () => {
    const deep = nested<unknown>(1, (inner) => ({ a: [inner] }));
    const text = (value: string) =>
      `{"runs":[${JSON.stringify(runRow()).replace('"oms_attributes":{', `"oms_attributes":{"energy":${value},`)}],"count":1}`;
    const deepText = `${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`;
    const registry = await fakeRegistry({
      script: () => ({ headers: { 'content-type': 'application/json' }, text: text(deepText) }),
    });
    open.push(registry);
    const client = registry.client();
    expect(await client.runs().all()).toHaveLength(1);
    await typed(() =>
      client
        .runs()
        .where(or(run.energy.gt(5), flag('dt-dt').comment.contains('x')))
        .all(),
    );
    const failing = await fakeRegistry({
      script: () => ({ status: 500, headers: { 'content-type': 'application/json' }, text: `{"err":${deepText}}` }),
    });
    open.push(failing);
    await expectError(() => failing.client().runs().all());
    const golden = builder().where('run.oms.energy').gt(5);
    const data = {
      dataset: { name: 'x' },
      run: { oms: { energy: deep }, rr: {}, run_number: 1 },
      lumisection: { lumisection_number: 1 },
    };
    await typed(() => golden.evaluate(data as never));
    await typed(() => golden.trace(data as never));
  });
});
