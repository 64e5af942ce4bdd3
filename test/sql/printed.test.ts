/** Printed SQL: its forms, and literals that nothing can end. */
import fc from 'fast-check';
import { datasets, goldenJson, QueryError, runs, type SqlDialect } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { rounds, seed } from '../support/rounds.js';
import { derived, golden, query } from './examples.js';
import { hostile } from './hostile.js';

const dialects: readonly SqlDialect[] = ['duckdb', 'postgres', 'spark', 'trino'];

test.each(dialects)('prints the recorded statements for %s', async (dialect) => {
  const online = datasets().where('dataset_name').eq('online');
  const { sql, parameters } = query.toSql({ dialect, parameters: true });
  const statements = [
    query.toSql({ dialect }),
    `${sql}\n-- ${JSON.stringify(parameters)}`,
    golden.toSql({ dialect, query: online }),
    golden.withGuards(false).toSql({ dialect }),
  ];
  await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot(`printed/${dialect}.sql`);
});

test('a component that the catalogue lacks is read from the JSON of the row', () => {
  const expression = derived.is(true);
  const printed = dialects.map(
    (dialect) => runs().where(expression).select('run_number').toSql({ dialect }).split('\n')[2],
  );
  expect(printed).toMatchInlineSnapshot(`
    [
      "WHERE coalesce((json_extract_string("row", '$.oms_attributes.nothing_included') = 'true'), FALSE)",
      "WHERE coalesce((("row"::json #>> '{oms_attributes,nothing_included}') = 'true'), FALSE)",
      "WHERE coalesce((get_json_object(\`row\`, '$.oms_attributes.nothing_included') = 'true'), FALSE)",
      "WHERE coalesce((json_extract_scalar("row", '$.oms_attributes.nothing_included') = 'true'), FALSE)",
    ]
  `);
  expect(datasets().where(expression).toSql({ dialect: 'duckdb' })).toContain(
    "'$.Run.oms_attributes.nothing_included'",
  );
});

describe('tables', () => {
  const from = (options: object, of: 'runs' | 'datasets' = 'runs') =>
    (of === 'runs' ? runs() : datasets()).toSql({ dialect: 'duckdb', ...options }).split('\n')[1];

  test('are named after the target', () => {
    expect(from({})).toBe('FROM "runs"');
    expect(from({}, 'datasets')).toBe('FROM "datasets"');
    expect(from({ dialect: 'spark' })).toBe('FROM `runs`');
  });

  test('can be in a schema', () => {
    expect(from({ schema: 'cms' })).toBe('FROM "cms"."runs"');
    expect(from({ dialect: 'trino', schema: 'hive.cms-rr' })).toBe('FROM "hive"."cms-rr"."runs"');
  });

  test('can be files in a directory', () => {
    const pattern = `union_by_name = true, hive_partitioning = false)`;
    expect(from({ directory: "/data/it's/" })).toBe(`FROM read_parquet('/data/it''s/runs/**/*.parquet', ${pattern}`);
    expect(from({ dialect: 'spark', directory: 's3a://cms/`x`' })).toBe('FROM parquet.`s3a://cms/``x``/runs`');
    const rules = golden.toSql({ dialect: 'duckdb', directory: '/data' });
    expect(rules).toContain("FROM read_parquet('/data/lumisections/**/*.parquet'");
    expect(rules).toContain("JOIN read_parquet('/data/datasets/**/*.parquet'");
  });
});

describe('explain()', () => {
  test('shows the statement', () => {
    const { sql, requests } = query.explain({ dialect: 'spark' });
    expect(sql).toBe(query.toSql({ dialect: 'spark' }));
    expect(requests).toEqual(query.explain().requests);
    expect(String(query.explain({ dialect: 'spark' }))).toContain('\n  FROM `runs`\n');
    expect(query.explain({ dialect: 'duckdb', parameters: true }).sql).toContain('ILIKE $1');
  });

  test.each([null, 0, '', false, 'duckdb', {}])('rejects %o instead of options', (options) => {
    refused(() => query.explain(options as never), { is: QueryError, code: 'bad-option' });
  });

  test('has no statement without a dialect', () => {
    expect(query.explain()).not.toHaveProperty('sql');
    expect(String(query.explain())).not.toContain('SELECT');
    expect(golden.explain()).not.toContain('SELECT');
  });

  test('of a golden JSON shows the statement after the clauses', () => {
    const [, ...lines] = golden.explain({ dialect: 'spark' }).split('\n  SELECT ');
    expect(`SELECT ${lines[0]}`.replace(/^ {2}/gm, '')).toBe(golden.toSql({ dialect: 'spark' }));
    expect(golden.explain({ dialect: 'spark' })).toContain(`${golden.explain()}\n  SELECT `);
    const online = datasets().where('dataset_name').eq('online');
    expect(golden.explain({ dialect: 'duckdb', query: online, parameters: true })).toContain('"dataset_name" = $');
    refused(() => goldenJson().explain({ dialect: 'duckdb' }), { is: QueryError, code: 'empty-golden' });
  });
});

test('an integer is a literal without a cast, and other numbers are doubles', () => {
  const bound = (n: number) => /energy" = (.*)/.exec(runs().where('energy').eq(n).toSql({ dialect: 'duckdb' }))?.[1];
  expect([6500, -5, -0, 2 ** 31, 3.8, 1e21].map(bound)).toEqual([
    ...['6500', '-5', '0', "CAST('2147483648' AS DOUBLE)", "CAST('3.8' AS DOUBLE)", "CAST('1e+21' AS DOUBLE)"],
  ]);
  const large = runs().where('energy').eq(1e21).toSql({ dialect: 'duckdb', parameters: true });
  expect(large.parameters).toEqual([]);
});

test('a statement with parameters cannot be changed', () => {
  const statement = runs().where('class').eq('x').toSql({ dialect: 'trino', parameters: true });
  expect(Object.isFrozen(statement) && Object.isFrozen(statement.parameters)).toBe(true);
});

describe('literals', () => {
  /** Reads a literal at the start of a text as the engines do, and returns the text after it. */
  const literals: Readonly<Record<SqlDialect, (text: string) => readonly [value: string, rest: string]>> = {
    duckdb: readDoubled,
    trino: readDoubled,
    postgres: (text) => {
      if (!text.startsWith('E')) return readDoubled(text);
      const [value, rest] = readDoubled(text.slice(1));
      expect(value.replaceAll('\\\\', '')).not.toContain('\\');
      return [value.replaceAll('\\\\', '\\'), rest];
    },
    spark: (text) => {
      // Before a statement is parsed, variables in it are replaced.
      expect(text).not.toMatch(/\$\{/);
      const [literal = '', body = ''] = /^'((?:[^'\\]|\\.)*)'/s.exec(text) ?? [];
      const value = body.replace(/\\(?:u([0-9a-f]{4})|(.))/gs, (_, code, letter) =>
        code === undefined ? letter : String.fromCharCode(Number.parseInt(code, 16)),
      );
      return [value, text.slice(literal.length)];
    },
  };

  function readDoubled(text: string): readonly [value: string, rest: string] {
    const [literal = '', body = ''] = /^'((?:[^']|'')*)'/s.exec(text) ?? [];
    return [body.replaceAll("''", "'"), text.slice(literal.length)];
  }

  test.each(dialects)('of the dialect %s have the value of the string, which cannot end them', (dialect) => {
    const texts = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '{', '}', '`', 'u', '0', '-', '\n', 'ü', '%') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const statement = runs().where('class').eq(text).toSql({ dialect });
        const [value, rest] = literals[dialect](statement.slice(statement.indexOf(' = ') + 3));
        expect(value).toBe(text);
        expect(rest).toMatch(/^\nORDER BY .run_number. DESC NULLS FIRST$/);
      }),
      { numRuns: rounds({ usual: 100, full: 1500 }), seed },
    );
  });
});
