import { describe, expect, test } from 'vitest';
import { flagNames } from '../../src/catalogue/flag-lookup.js';
import { lookUp } from '../../src/catalogue/lookup.js';
import { accessorOf, valueIn } from '../../src/print/row.js';
import { columnsOf, type RangeRow, type TableName, yearOf } from '../../src/sql/tables.js';
import { datasetRow, runRow } from '../support/rows.js';

const tables: readonly TableName[] = ['runs', 'datasets', 'lumisections'];

/** Returns a function that reads a column of a row. */
const reader = (table: TableName, row: Record<string, unknown>) => {
  const columns = new Map(columnsOf(table).map((column) => [column.name, column]));
  return (name: string) => columns.get(name)?.read(row);
};

/** One line for each column; the columns of one flag share a line. */
function listed(table: TableName): string {
  const flags = new Set(flagNames().map((flag) => flag.replaceAll('-', '_')));
  const lines: string[] = [];
  for (const { name, type } of columnsOf(table)) {
    const flag = /^(.*)_(?:good|bad|standby|excluded|notset|empty|no_value_found|comments|causes)$/.exec(name)?.[1];
    const last = lines.at(-1);
    const isSame = flag !== undefined && flags.has(flag) && last?.startsWith(`${flag}_good `) === true;
    if (isSame) lines[lines.length - 1] = `${last}, ${name.slice(flag.length + 1)} ${type}`;
    else lines.push(`${name} ${type}`);
  }
  return `${lines.join('\n')}\n`;
}

describe.each(tables)('the table %s', (table) => {
  test('has the recorded columns, which files of earlier versions also have', async () => {
    await expect(listed(table)).toMatchFileSnapshot(`tables/${table}.txt`);
  });

  test('has names of lower-case letters, digits and underscores, each once', () => {
    const names = columnsOf(table).map(({ name }) => name);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has fewer columns than PostgreSQL allows', () => {
    expect(columnsOf(table).length).toBeLessThan(1600);
  });
});

describe('columns of runs and datasets', () => {
  test('have the value that conditions compare', () => {
    const parts = {
      run_number: 7,
      oms: { energy: 6500, era: 'Run2018A', start_time: '2018-05-25T19:16:05Z', components: ['DT'] },
      rr: { class: 'Collisions18', significant: false },
    };
    const runs = reader('runs', runRow(parts));
    const datasets = reader('datasets', datasetRow({ ...parts, name: 'online', dataset: { dt_state: 'OPEN' } }));
    for (const name of ['run_number', 'energy', 'era', 'start_time', 'components', 'class', 'significant', 'b_field']) {
      const value = valueIn(accessorOf('runs'), runRow(parts), lookUp(name, ['run'], 'runs'));
      expect(runs(name), name).toEqual(value);
      expect(datasets(name), name).toEqual(value);
    }
    expect(datasets('dataset_name')).toBe('online');
    expect(datasets('dt_state')).toBe('OPEN');
    expect(JSON.parse(datasets('row') as string)).toEqual(datasetRow({ ...parts, dataset: { dt_state: 'OPEN' } }));
  });

  test('are null for values of another type, and empty for what is no list', () => {
    const read = reader(
      'runs',
      runRow({ oms: { energy: '6500', components: 'DT', stable_beam: 1 }, rr: { class: 3 } }),
    );
    expect(['energy', 'stable_beam', 'class'].map(read)).toEqual([null, null, null]);
    expect(read('components')).toEqual([]);
  });

  test('count lumisections, with 0 for a status that does not occur and null for a flag that the row lacks', () => {
    const flag = { GOOD: 3, 'NO VALUE FOUND': 2, EMPTY: 0, comments: ['HV trip', 7], causes: [] };
    const read = reader('runs', runRow({ flags: { 'tracker-strip': flag } }));
    expect(read('tracker_strip_good')).toBe(3);
    expect(read('tracker_strip_no_value_found')).toBe(2);
    expect(read('tracker_strip_bad')).toBe(0);
    expect(read('tracker_strip_comments')).toEqual(['HV trip']);
    expect(read('tracker_strip_causes')).toBeNull();
    expect(read('dt_dt_good')).toBeNull();
    expect(read('dt_dt_comments')).toBeNull();
  });

  test('are partitioned by the year of the start, or 0 without one', () => {
    expect(yearOf(runRow({ oms: { start_time: '2018-05-25T19:16:05Z' } }))).toBe(2018);
    expect(yearOf(datasetRow({ oms: { start_time: '2022-07-05T16:46:40Z' } }))).toBe(2022);
    for (const start_time of [null, undefined, 2018, 'unknown'])
      expect(yearOf(runRow({ oms: { start_time } }))).toBe(0);
    expect(yearOf({})).toBe(0);
  });
});

test('columns of lumisections have statuses, bits, luminosities and the rest as JSON', () => {
  const rr = { 'tracker-strip': { status: 'BAD', comment: 'HV', cause: '' } };
  const row: RangeRow = {
    run_number: 7,
    dataset_name: 'online',
    lo: 2,
    hi: 3,
    in_rr: true,
    in_oms: true,
    year: 2018,
    rr,
    oms: { bpix_ready: true, prescale_index: 2, prescale_name: null, new_bit: true },
    recorded: [0.5, null],
    delivered: null,
  };
  const read = reader('lumisections', row);
  expect(['run_number', 'dataset_name', 'lo', 'hi', 'in_rr', 'in_oms', 'year'].map(read)).toEqual([
    ...[7, 'online', 2, 3, true, true, 2018],
  ]);
  expect(
    ['rr_tracker_strip', 'rr_dt_dt', 'oms_bpix_ready', 'oms_prescale_index', 'oms_prescale_name'].map(read),
  ).toEqual(['BAD', null, true, 2, null]);
  expect([read('recorded'), read('delivered')]).toEqual([[0.5, null], null]);
  expect(JSON.parse(read('row') as string)).toEqual({ rr, oms: row.oms });
});
