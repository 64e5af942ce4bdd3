/** Published documents, compared with json-logic-js on lumisections that pass, and on all that differ from them in one value. */
import { readdirSync, readFileSync } from 'node:fs';
import jsonLogic from 'json-logic-js';
import { goldenJson, type JsonLogic, QueryError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { attributeAt, flagAt } from '../../src/catalogue/paths.js';
import { operation } from '../../src/expression/operation.js';
import type { RangeRow } from '../../src/sql/tables.js';
import { publishedFolder } from '../lumi/published.js';
import { isFull } from '../support/rounds.js';
import { datasetRow } from '../support/rows.js';
import { openDuckDB } from './engines.js';

const folder = publishedFolder('json-logic');

/** Adds the paths of a rule, each with the constants it is compared with. */
function collect(rule: JsonLogic, into: Map<string, Set<JsonLogic>>): void {
  const { args = [] } = operation(rule) ?? {};
  const paths = args.flatMap((one) => {
    const found = operation(one);
    return found?.operator === 'var' && typeof found.args[0] === 'string' ? [found.args[0]] : [];
  });
  const constants = args.flat().filter((one) => typeof one !== 'object');
  for (const path of paths) into.set(path, new Set([...(into.get(path) ?? []), ...constants]));
  for (const one of args) collect(one, into);
}

const usual: Readonly<Record<string, readonly JsonLogic[]>> = {
  number: [6500, 0],
  boolean: [true, false],
  list: [['DT'], []],
  string: ['GOOD', 'other', ''],
};

/** Returns values to try at a path: the constants of its type, others, and null. */
function valuesAt(path: string, constants: ReadonlySet<JsonLogic>): readonly JsonLogic[] {
  const type = flagAt(path) === undefined ? attributeAt(path)?.type : 'string';
  if (type === undefined || /run_number$|lumisection_number$|dataset\.name$/.test(path)) return [];
  const name = type === 'number' || type === 'boolean' || type === 'list' ? type : 'string';
  const own = [...constants].filter((one) => typeof one === name);
  return [...new Set([...own, ...(usual[name] as readonly JsonLogic[]), null])];
}

type Values = Readonly<Record<string, JsonLogic>>;

/** Returns a nested object with values at paths. */
function nested(
  values: Readonly<Record<string, JsonLogic>>,
): Record<string, Record<string, Record<string, JsonLogic>>> {
  const data: Record<string, never> = {};
  for (const [path, value] of Object.entries({
    'run.rr.x': null,
    'run.oms.x': null,
    'lumisection.rr.x': null,
    ...values,
  })) {
    let at: Record<string, unknown> = data;
    const names = path.split('.');
    for (const name of names.slice(0, -1)) {
      at[name] ??= {};
      at = at[name] as Record<string, unknown>;
    }
    at[names.at(-1) as string] = value;
  }
  return data;
}

/** Returns a lumisection with values, in the shape of the portal. */
function lumisectionOf(values: Values, run_number: number) {
  const data = nested(values);
  const key = { run_number, dataset_name: '/PromptReco/Collisions2018A/DQM' };
  return {
    key,
    run: { ...data.run, run_number } as unknown as Record<'oms' | 'rr', Record<string, JsonLogic>>,
    dataset: { ...data.dataset, name: key.dataset_name },
    lumisection: { lumisection_number: 1, ...data.lumisection },
  };
}

/** Returns lumisections for which as many rules as possible are true, and all that differ from them at one path. */
function variations(document: JsonLogic, paths: ReadonlyMap<string, ReadonlySet<JsonLogic>>) {
  const { operator, args = [] } = operation(document) ?? {};
  const rules = operator === 'and' ? args : [document];
  const score = (values: Values, run: number): number => {
    const data = lumisectionOf(values, run);
    return rules.filter((rule) => jsonLogic.apply(rule as never, data)).length;
  };
  const runs = [...paths].flatMap(([path, constants]) => (path.endsWith('run_number') ? [...constants] : []));
  const numbers = runs.filter((one) => typeof one === 'number').map((one) => one + 1);
  const first = [316_000, ...numbers].toSorted((a, b) => score({}, b) - score({}, a))[0] as number;
  const candidates = [...paths].map(([path, constants]) => ({ path, values: valuesAt(path, constants) }));
  let best: Values = {};
  for (const { path, values } of candidates)
    for (const value of values) {
      const changed = { ...best, [path]: value };
      if (score(changed, first) > score(best, first)) best = changed;
    }
  const all = [best, ...candidates.flatMap(({ path, values }) => values.map((value) => ({ ...best, [path]: value })))];
  return all.map((values, index) => lumisectionOf(values, first + index));
}

describe.skipIf(folder === undefined || !isFull)('published documents', () => {
  const files = folder === undefined ? [] : readdirSync(folder).filter((file) => file.endsWith('.json'));

  test('select the lumisections that json-logic-js selects', async () => {
    const refused: string[] = [];
    let passing = 0;
    for (const file of files) {
      const document = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as JsonLogic;
      // One file has lists of flags instead of rules.
      if (operation(document) === undefined) continue;
      const { golden } = goldenJson.parse(document as object);
      const paths = new Map<string, Set<JsonLogic>>();
      collect(document, paths);
      const all = variations(document, paths);
      const engine = await openDuckDB({
        datasets: all.map(({ key, run, dataset }) =>
          datasetRow({ run_number: key.run_number, name: key.dataset_name, oms: run.oms, rr: run.rr, dataset }),
        ),
        lumisections: all.map(({ key, lumisection }): RangeRow => {
          const { oms = {}, rr = {} } = lumisection as unknown as {
            oms?: Record<string, JsonLogic>;
            rr?: Record<string, string>;
          };
          const flags = Object.fromEntries(Object.entries(rr).map(([flag, status]) => [flag, { status }]));
          return {
            ...key,
            lo: 1,
            hi: 1,
            in_rr: true,
            in_oms: true,
            rr: flags,
            oms,
            recorded: null,
            delivered: null,
            year: 2018,
          };
        }),
      });
      try {
        const found = await engine.rows(golden.toSql({ dialect: 'duckdb' }));
        const expected = all.filter(({ run, dataset, lumisection }) =>
          Boolean(jsonLogic.apply(document as never, { run, dataset, lumisection })),
        );
        expect(
          found.map(([run]) => run),
          file,
        ).toEqual(expected.map(({ key }) => key.run_number));
        if (expected.length > 0) passing++;
      } catch (error) {
        if (!(error instanceof QueryError) || error.code !== 'not-in-sql') throw error;
        refused.push(`${file}: ${error.message}`);
      } finally {
        await engine.close();
      }
    }
    console.log(`${passing} of ${files.length} documents select lumisections; refused:`, refused);
    expect(refused).toEqual([]);
    expect(passing).toBeGreaterThanOrEqual(6);
  });
});
