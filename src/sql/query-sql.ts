import { queryAttribute } from '../catalogue/lookup.js';
import { flattened } from '../expression/walk.js';
import type { Direction, OrderKey } from '../print/order.js';
import type { QuerySpec } from '../print/plan.js';
import { columnSql, condition, type RowContext, value } from './condition.js';
import { notInSql } from './dialects.js';
import { join, type Sql, sql, trusted } from './fragment.js';
import { checkSqlOptions, type SqlOptions, type SqlStatement } from './statement.js';
import { columnOf } from './tables.js';

/** Returns the conditions of a query, which must all hold. @throws QueryError `not-in-sql` for a raw payload. */
export function conditionsOf({ where, raw, target }: QuerySpec, context: RowContext): readonly Sql[] {
  if (raw !== undefined)
    throw notInSql(
      'SQL cannot express a raw payload, which the registry does not always interpret as written',
      `Write ${target}.parse({ … }).query instead of raw({ … }).`,
    );
  return flattened('and', where).map((clause) => condition(clause, context));
}

/** Returns a `WHERE` clause with one condition per line. */
export const whereLines = (conditions: readonly Sql[]): readonly Sql[] =>
  conditions.map((one, index) => sql`${trusted(index === 0 ? 'WHERE ' : '  AND ')}${one}`);

const keyOrder: readonly (readonly [name: string, direction: Direction])[] = [
  ['run_number', 'desc'],
  ['dataset_name', 'asc'],
];

/** Returns the keys of the order. The key of the row comes last, as in requests. */
function orderOf({ order, target }: QuerySpec): readonly OrderKey[] {
  const keys = keyOrder.slice(0, target === 'runs' ? 1 : 2).map(([name, direction]) => ({
    attribute: queryAttribute(name, target),
    direction,
  }));
  return [...order, ...keys.filter(({ attribute }) => !order.some((key) => key.attribute === attribute))];
}

function orderKey({ attribute, direction }: OrderKey, context: RowContext): Sql {
  const isText = attribute.type !== 'number' && attribute.type !== 'boolean';
  const collation = trusted(isText ? context.dialect.byCodePoint : '');
  const order = trusted(direction === 'asc' ? ' ASC NULLS LAST' : ' DESC NULLS FIRST');
  return sql`${value(attribute, context)}${collation}${order}`;
}

function selected({ select, target }: QuerySpec, context: RowContext): Sql {
  if (select === undefined) return trusted('*');
  const columns = select.map((name) => {
    const attribute = queryAttribute(name, target);
    const column = columnSql(columnOf(attribute), context.dialect);
    const actual = value(attribute, context);
    return attribute.absence === 'false' ? sql`${actual} AS ${column}` : actual;
  });
  return join(columns, ', ');
}

/** Prints a query as an SQL statement over the tables of a mirror. */
export function queryToSql(spec: QuerySpec, options: SqlOptions, owner: string): string | SqlStatement {
  const { dialect, table, finish } = checkSqlOptions(options, owner);
  const context: RowContext = { dialect, target: spec.target };
  const keys = orderOf(spec).map((key) => orderKey(key, context));
  return finish([
    sql`SELECT ${selected(spec, context)}`,
    sql`FROM ${table(spec.target)}`,
    ...whereLines(conditionsOf(spec, context)),
    sql`ORDER BY ${join(keys, ', ')}`,
    ...(spec.limit === undefined ? [] : [trusted(`LIMIT ${spec.limit}`)]),
  ]);
}
