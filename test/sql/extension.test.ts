/** An extension applies to the whole process. Vitest runs each file in a separate one. */
import { datasets, extendCatalogue, flag, goldenJson, QueryError, runs } from 'runregistry';
import { expect, test } from 'vitest';
import { refused } from '../support/refusal.js';

const number = { type: 'number', meaning: 'A number.', example: 1, nullable: true } as const;
const printed = {
  runs: () => runs().where('energy').gte(6000).toSql({ dialect: 'duckdb' }),
  datasets: () => datasets().where('dt_state').is('OPEN').toSql({ dialect: 'duckdb' }),
  rules: () => goldenJson().where(flag('dt-dt').is('GOOD')).toSql({ dialect: 'duckdb' }),
};

test('names with the same column are an error in each table that has both', () => {
  const isRefused = (print: () => string): boolean => {
    try {
      print();
      return false;
    } catch {
      refused(print, { is: QueryError, code: 'bad-extension' });
      return true;
    }
  };
  const tables = (): string[] => Object.entries(printed).flatMap(([name, print]) => (isRefused(print) ? [name] : []));

  expect(tables()).toEqual([]);
  extendCatalogue({ oms: { pileup: number }, flags: { tracker: ['alignment'] } });
  expect(tables()).toEqual([]);
  extendCatalogue({ lumisection: { Prescale_index: number } });
  expect(tables()).toEqual(['rules']);
  extendCatalogue({ dataset: { year: number } });
  expect(tables()).toEqual(['datasets', 'rules']);
  extendCatalogue({ oms: { Energy: number } });
  expect(tables()).toEqual(['runs', 'datasets', 'rules']);
});
