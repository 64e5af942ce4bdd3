import type { JsonLogic } from '../expression/node.js';
import type { QuerySpec } from '../print/plan.js';
import { maxInt32 } from '../util/integer.js';
import { columnSql } from './condition.js';
import { type Sql, sql, trusted } from './fragment.js';
import { conditionsOf, whereLines } from './query-sql.js';
import { ruleSql } from './rule.js';
import type { RuleContext } from './rule-variable.js';
import { checkSqlOptions, type SqlOptions, type SqlStatement } from './statement.js';

/** Returns the pieces into which constants cut all lumisections, as rows of a table. */
function pieces(cuts: ReadonlySet<number>): Sql {
  const firsts = [...cuts].sort((a, b) => a - b);
  const rows = firsts.map((first, index) => `(${first}, ${(firsts[index + 1] ?? maxInt32 + 1) - 1})`);
  return trusted(rows.join(', '));
}

/** Returns the conditions of a document: the members of its `and`, one per line. */
function conditionsOfDocument(document: JsonLogic, context: RuleContext): readonly Sql[] {
  const { and } = document as { readonly and?: JsonLogic };
  const isAnd = Object.keys(document as object).length === 1 && Array.isArray(and) && and.length > 0;
  if (!isAnd) return [ruleSql(document, false, context)];
  return and.map((rule, index) => ruleSql(rule, false, { ...context, path: `/and/${index}` }));
}

/**
 * Prints a document of rules as an SQL statement over the tables of a mirror: the passing lumisections of each dataset as ranges, in
 * order. `datasets` is a query that restricts them.
 */
export function goldenToSql(
  document: JsonLogic,
  datasets: QuerySpec | undefined,
  options: SqlOptions,
  owner: string,
): string | SqlStatement {
  const { dialect, table, finish } = checkSqlOptions(options, owner, ['query']);
  const context: RuleContext = { dialect, cuts: new Set(), path: '' };
  const of = (alias: string) => (name: string) => columnSql(name, dialect, alias);
  const [l, d, c] = [of('l'), of('d'), of('c')];
  const rules = conditionsOfDocument(document, context);
  const selected = datasets === undefined ? [] : conditionsOf(datasets, { dialect, target: 'datasets', alias: 'd' });
  const isCut = context.cuts.size > 0;
  const [run, name] = [l('run_number'), l('dataset_name')];
  const [lo, hi] = isCut
    ? [
        sql`greatest(${l('lo')}, ${c('lo')}) AS ${columnSql('lo', dialect)}`,
        sql`least(${l('hi')}, ${c('hi')}) AS ${columnSql('hi', dialect)}`,
      ]
    : [l('lo'), l('hi')];
  return finish([
    sql`SELECT ${run}, ${name}, ${lo}, ${hi}`,
    sql`FROM ${table('lumisections')} AS l`,
    sql`JOIN ${table('datasets')} AS d ON ${d('run_number')} = ${run} AND ${d('dataset_name')} = ${name}`,
    ...(isCut
      ? [
          sql`JOIN (VALUES ${pieces(context.cuts)}) AS c (${columnSql('lo', dialect)}, ${columnSql('hi', dialect)}) ON ${l('lo')} <= ${c('hi')} AND ${c('lo')} <= ${l('hi')}`,
        ]
      : []),
    ...whereLines([l('in_rr'), l('in_oms'), ...rules, ...selected]),
    sql`ORDER BY 1, 2, 3`,
  ]);
}
