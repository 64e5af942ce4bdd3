/** Printed SQL is valid in grammars of the dialects. */
import { PostgreSQL, SparkSQL, TrinoSQL } from 'dt-sql-parser';
import fc from 'fast-check';
import { and, datasets, flag, goldenJson, QueryError, run, runs, type SqlStatement } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { attributesOf, build, expressions } from '../property/generate.js';
import { rounds, seed } from '../support/rounds.js';
import { sampleRows } from '../support/sample-rows.js';
import { derived, golden, query } from './examples.js';
import { documents } from './rules.js';

const grammars = { postgres: new PostgreSQL(), spark: new SparkSQL(), trino: new TrinoSQL() };

describe('the syntax', () => {
  type Parsed = keyof typeof grammars;
  const names: readonly Parsed[] = ['postgres', 'spark', 'trino'];

  /** Returns the errors of a statement. The grammar for PostgreSQL lacks COLLATE and E'…'; PostgreSQL itself executes them in the tests. */
  const errorsOf = (dialect: Parsed, printed: string | SqlStatement): string[] => {
    const text = typeof printed === 'string' ? printed : printed.sql;
    const known =
      dialect === 'postgres' ? text.replaceAll(' COLLATE "C"', '').replace(/E'(?:[^']|'')*'/g, "'x'") : text;
    return grammars[dialect].validate(`${known};`).map(({ message }) => `${message} in ${text}`);
  };

  test.each(names)('of random queries and rules is valid for %s', (dialect) => {
    // PostgreSQL executes expressions and documents of the same generators in engines.server.test.ts, and its grammar is ten times as slow.
    const numRuns = rounds(dialect === 'postgres' ? 10 : 60);
    const rows = sampleRows(5);
    for (const target of ['runs', 'datasets'] as const)
      fc.assert(
        fc.property(expressions(target, rows[target]), fc.boolean(), (spec, parameters) => {
          const tree = build(spec);
          const printed = target === 'runs' ? runs().where(tree) : datasets().where(tree);
          expect(errorsOf(dialect, printed.toSql({ dialect, parameters }))).toEqual([]);
        }),
        { numRuns, seed },
      );
    fc.assert(
      fc.property(documents, fc.boolean(), (document, parameters) => {
        const rules = goldenJson.parse(document as object).golden;
        try {
          expect(errorsOf(dialect, rules.toSql({ dialect, parameters }))).toEqual([]);
        } catch (error) {
          if (!(error instanceof QueryError) || error.code !== 'not-in-sql') throw error;
        }
      }),
      { numRuns, seed },
    );
  });

  test.each(names)('of every form is valid for %s', (dialect) => {
    const everything = and(run.class.eq("it's \\ $"), flag('dt-dt').every('GOOD'), derived.is(true));
    const selected = runs()
      .where(everything)
      .select(...attributesOf('runs').map(({ name }) => name as 'energy'));
    for (const parameters of [false, true]) {
      for (const printed of [query, selected, datasets().orderBy('dataset_name')])
        expect(errorsOf(dialect, printed.toSql({ dialect, parameters }))).toEqual([]);
      expect(errorsOf(dialect, golden.toSql({ dialect, parameters }))).toEqual([]);
    }
    if (dialect === 'spark') expect(errorsOf(dialect, golden.toSql({ dialect, directory: '/data' }))).toEqual([]);
  });

  test('differs between the grammars', () => {
    expect(errorsOf('trino', query.toSql({ dialect: 'spark' }))).not.toEqual([]);
    expect(errorsOf('postgres', query.toSql({ dialect: 'spark' }))).not.toEqual([]);
    expect(errorsOf('spark', runs().where(derived.is(true)).toSql({ dialect: 'postgres' }))).not.toEqual([]);
  });
});
